/* How figures look to people, at the ends and between. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "brief/words.h"

static cw_context context;
static cw_text text;

static int set_up(void **state)
{
    (void)state;
    cw_context_init(&context);
    cw_text_init(&text, &context);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    cw_text_free(&text);
    return 0;
}

static void assert_said(const char *expected)
{
    assert_string_equal(cw_text_string(&text), expected);
    cw_text_free(&text);
}

static void probabilities(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *words;
    } rows[] = {{0.0, "0%"},   {0.0001, "<1%"},  {0.0099, "<1%"},  {0.01, "1%"},  {0.634, "63%"},
                {0.99, "99%"}, {0.9901, ">99%"}, {0.9999, ">99%"}, {1.0, "100%"}, {NAN, "-"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cw_words_probability(&text, rows[i].value);
        assert_said(rows[i].words);
    }
}

static void draws(void **state)
{
    (void)state;
    cw_words_in_draws(&text, 0.0);
    assert_said("in no draw");
    cw_words_in_draws(&text, 1.0);
    assert_said("in every draw");
    cw_words_in_draws(&text, 0.004);
    assert_said("in less than 1% of draws");
    cw_words_in_draws(&text, 0.996);
    assert_said("in more than 99% of draws");
    cw_words_in_draws(&text, 0.5);
    assert_said("in 50% of draws");
}

static void plain_numbers(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *words;
    } rows[] = {{0.0, "0"},
                {40.0, "40"},
                {62.5, "62.5"},
                {0.038197, "0.0382"},
                {0.0014166, "0.001417"},
                {1e6, "1000000"},
                {-3.25, "-3.25"},
                {99.99, "99.99"},
                {99.999, "100"},
                {0.1, "0.1"},
                {1e-20, "0"},
                {NAN, "-"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cw_words_plain(&text, rows[i].value);
        assert_said(rows[i].words);
    }
}

static void signs(void **state)
{
    (void)state;
    cw_words_number(&text, 4.22, 1, true);
    assert_said("+4.2");
    cw_words_number(&text, 0.04, 1, true);
    assert_said("0.0");
    cw_words_number(&text, -0.04, 1, true);
    assert_said("0.0");
    cw_words_number(&text, 0.05, 1, true);
    assert_said("+0.1");
    cw_words_number(&text, -4.26, 1, true);
    assert_said("-4.3");
    cw_words_number(&text, 4.22, 1, false);
    assert_said("4.2");
}

static void counts_and_lists(void **state)
{
    (void)state;
    cw_words_count(&text, 1, "forum", "forums");
    assert_said("1 forum");
    cw_words_count(&text, 0, "forum", "forums");
    assert_said("0 forums");
    cw_words_whole(&text, 999);
    assert_said("999");
    cw_words_whole(&text, 1000);
    assert_said("1,000");
    cw_words_whole(&text, 18446744073709551615U);
    assert_said("18,446,744,073,709,551,615");
    for (size_t i = 0; i < 3; i++) {
        cw_words_between(&text, i, 3);
        cw_text_append(&text, "x");
    }
    assert_said("x, x and x");
}

static void capitals(void **state)
{
    (void)state;
    cw_words_capitalise(&text);
    assert_said("");
    cw_text_append(&text, "gain of Belarus");
    cw_words_capitalise(&text);
    assert_said("Gain of Belarus");
    cw_text_append(&text, "\xC3\xA9tat");
    cw_words_capitalise(&text);
    assert_said("\xC3\xA9tat");
}

static void dates(void **state)
{
    (void)state;
    cw_words_date(&text, cw_date_from_calendar(2022, 5, 24));
    assert_said("24 May 2022");
    cw_words_date(&text, cw_date_from_calendar(1992, 12, 1));
    assert_said("1 December 1992");
    cw_words_date(&text, CW_DATE_OPEN_END);
    assert_said("..");
}

static void points_on_the_scale(void **state)
{
    (void)state;
    cw_anchor anchors[] = {{0, "none"}, {40, "bases"}, {100, "full"}};
    cw_issue issue = {.anchors = anchors, .anchor_count = 3};
    static const struct {
        double point;
        const char *words;
    } rows[] = {{0.0, "close to 'none' (0)"},
                {2.6, "between 'none' (0) and 'bases' (40)"},
                {37.5, "close to 'bases' (40)"},
                {42.51, "between 'bases' (40) and 'full' (100)"},
                {100.0, "close to 'full' (100)"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cw_words_on_scale(&text, &issue, rows[i].point);
        assert_said(rows[i].words);
    }
    assert_true(cw_words_same_on_scale(&issue, 50.0, 90.0));
    assert_false(cw_words_same_on_scale(&issue, 42.0, 43.0));
}

static void names(void **state)
{
    (void)state;
    cw_state states[] = {{.name = "Russia"}, {.name = "United States"}};
    cw_forum forums[] = {{.name = "NATO"}, {.name = "Security Council"}, {.name = "The Hague"}};
    cw_dossier dossier = {.states = states, .forums = forums};
    cw_words_possessive(&text, &dossier, 0);
    cw_text_append(&text, " ");
    cw_words_possessive(&text, &dossier, 1);
    assert_said("Russia's United States'");
    cw_words_forum(&text, &dossier, 0);
    assert_said("NATO");
    cw_words_forum(&text, &dossier, 1);
    assert_said("the Security Council");
    cw_words_forum(&text, &dossier, 2);
    assert_said("The Hague");
    assert_string_equal(cw_words_state(&dossier, CW_NONE), "someone");
}

static void ranges(void **state)
{
    (void)state;
    cw_quantity quantity = {.shape = CW_SHAPE_TRIANGULAR, .low = 5, .mode = 15, .high = 30};
    cw_words_quantity_range(&text, &quantity);
    assert_said("5 to 30, most likely 15");
    quantity.shape = CW_SHAPE_UNIFORM;
    cw_words_quantity_range(&text, &quantity);
    assert_said("5 to 30");
    quantity.shape = CW_SHAPE_FIXED;
    cw_words_quantity_range(&text, &quantity);
    assert_said("15");
}

/* Nothing that comes from a dossier may drive a terminal or turn the direction of a page. */
static void cleaning(void **state)
{
    (void)state;
    static const struct {
        const char *raw;
        const char *clean;
    } rows[] = {{"  two\n\n words\t ", "two words"},
                {"\x1b[31mred", "\xEF\xBF\xBD[31mred"},
                {"a\xC2\x9B"
                 "b",
                 "a\xEF\xBF\xBD"
                 "b"},
                {"a\xE2\x80\xAE"
                 "b",
                 "a\xEF\xBF\xBD"
                 "b"},
                {"caf\xC3\xA9 \xE2\x80\x93 \xD7\xA9", "caf\xC3\xA9 \xE2\x80\x93 \xD7\xA9"},
                {"\x7F", "\xEF\xBF\xBD"},
                {"", ""},
                {" ", ""},
                {NULL, ""}};
    cw_arena arena;
    cw_arena_init(&arena, &context);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_string_equal(cw_words_clean(&arena, rows[i].raw), rows[i].clean);
    }
    assert_string_equal(cw_words_collapse(&arena, " a\n b "), " a b ");
    cw_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(probabilities, set_up, tear_down),
        cmocka_unit_test_setup_teardown(draws, set_up, tear_down),
        cmocka_unit_test_setup_teardown(plain_numbers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(signs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(counts_and_lists, set_up, tear_down),
        cmocka_unit_test_setup_teardown(capitals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(dates, set_up, tear_down),
        cmocka_unit_test_setup_teardown(points_on_the_scale, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ranges, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cleaning, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
