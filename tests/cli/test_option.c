/* The reader of command lines: every form an option may take, and every mistake. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/option.h"

static const char *const shape_words[] = {"round", "square", NULL};

typedef struct sample_settings {
    bool loud;
    bool merry;
    const char *name;
    const char *path;
    uint64_t count;
    size_t shape;
} sample_settings;

static const cw_option options[] = {
    {.name = "loud", .letter = 'l', .target = offsetof(sample_settings, loud)},
    {.name = "merry", .letter = 'm', .target = offsetof(sample_settings, merry)},
    {.name = "name",
     .argument = "NAME",
     .kind = CW_OPTION_WORD,
     .target = offsetof(sample_settings, name)},
    {.name = "output",
     .letter = 'o',
     .argument = "FILE",
     .kind = CW_OPTION_FILE,
     .target = offsetof(sample_settings, path)},
    {.name = "count",
     .letter = 'c',
     .argument = "N",
     .kind = CW_OPTION_WHOLE,
     .low = 2,
     .high = 9,
     .target = offsetof(sample_settings, count)},
    {.name = "shape",
     .argument = "SHAPE",
     .kind = CW_OPTION_CHOICE,
     .words = shape_words,
     .target = offsetof(sample_settings, shape)},
};

typedef struct sample {
    cw_context context;
    cw_text complaint;
    sample_settings settings;
    const char *operands[2];
    size_t operand_count;
} sample;

static int set_up(void **state)
{
    static sample made;
    memset(&made, 0, sizeof made);
    cw_context_init(&made.context);
    cw_text_init(&made.complaint, &made.context);
    *state = &made;
    return 0;
}

static int tear_down(void **state)
{
    sample *made = *state;
    cw_text_free(&made->complaint);
    return 0;
}

/* Reads arguments up to a NULL. */
static cw_status parse(sample *made, const char *const *arguments)
{
    size_t count = 0;
    while (arguments[count] != NULL)
        count++;
    return cw_options_parse(&made->complaint, &made->settings, made->operands, &made->operand_count,
                            2, options, sizeof options / sizeof options[0], arguments, count);
}

#define PARSE(made, ...) parse(made, (const char *const[]){__VA_ARGS__, NULL})

static void assert_refused(sample *made, cw_status status, const char *complaint)
{
    assert_int_equal(status, CW_ERROR_USAGE);
    assert_string_equal(cw_text_string(&made->complaint), complaint);
}

static void silence_changes_nothing(void **state)
{
    sample *made = *state;
    made->settings.count = 7;
    const char *const none[] = {NULL};
    assert_int_equal(parse(made, none), CW_OK);
    assert_int_equal(made->settings.count, 7);
    assert_int_equal(made->operand_count, 0);
}

static void every_kind_is_stored(void **state)
{
    sample *made = *state;
    assert_int_equal(PARSE(made, "--loud", "--name", "Ann", "--output", "a b", "--count", "9",
                           "--shape", "square", "dossier"),
                     CW_OK);
    assert_true(made->settings.loud);
    assert_false(made->settings.merry);
    assert_string_equal(made->settings.name, "Ann");
    assert_string_equal(made->settings.path, "a b");
    assert_int_equal(made->settings.count, 9);
    assert_int_equal(made->settings.shape, 1);
    assert_int_equal(made->operand_count, 1);
    assert_string_equal(made->operands[0], "dossier");
}

static void values_may_be_attached(void **state)
{
    sample *made = *state;
    assert_int_equal(PARSE(made, "--name=x=y", "-oout", "-c", "2"), CW_OK);
    assert_string_equal(made->settings.name, "x=y");
    assert_string_equal(made->settings.path, "out");
    assert_int_equal(made->settings.count, 2);
}

static void letters_run_together(void **state)
{
    sample *made = *state;
    assert_int_equal(PARSE(made, "-lmoout"), CW_OK);
    assert_true(made->settings.loud);
    assert_true(made->settings.merry);
    assert_string_equal(made->settings.path, "out");
}

static void the_last_counts(void **state)
{
    sample *made = *state;
    assert_int_equal(PARSE(made, "--count", "2", "-c3"), CW_OK);
    assert_int_equal(made->settings.count, 3);
}

static void a_value_may_begin_with_a_dash(void **state)
{
    sample *made = *state;
    assert_int_equal(PARSE(made, "-o", "-", "--name", "--loud"), CW_OK);
    assert_string_equal(made->settings.path, "-");
    assert_string_equal(made->settings.name, "--loud");
    assert_false(made->settings.loud);
}

static void a_dash_is_an_operand_and_two_end_the_options(void **state)
{
    sample *made = *state;
    assert_int_equal(PARSE(made, "-", "--", "--loud"), CW_OK);
    assert_int_equal(made->operand_count, 2);
    assert_string_equal(made->operands[0], "-");
    assert_string_equal(made->operands[1], "--loud");
    assert_false(made->settings.loud);
}

static void an_empty_word_is_a_word_but_no_file(void **state)
{
    sample *made = *state;
    assert_int_equal(PARSE(made, "--name="), CW_OK);
    assert_string_equal(made->settings.name, "");
    assert_refused(made, PARSE(made, "--output="), "'--output' needs a value: --output FILE");
}

static void unknown_options_are_refused_with_the_nearest(void **state)
{
    sample *made = *state;
    assert_refused(made, PARSE(made, "--cuont", "3"),
                   "there is no option '--cuont'; did you mean '--count'?");
}

static void unknown_options_without_a_neighbour(void **state)
{
    sample *made = *state;
    assert_refused(made, PARSE(made, "--zzzzzzzz"), "there is no option '--zzzzzzzz'");
}

static void parts_of_names_are_not_names(void **state)
{
    sample *made = *state;
    assert_int_equal(PARSE(made, "--lou"), CW_ERROR_USAGE);
    assert_false(made->settings.loud);
}

static void unknown_letters_are_refused(void **state)
{
    sample *made = *state;
    assert_refused(made, PARSE(made, "-lx"), "there is no option '-x'");
}

static void control_characters_do_not_reach_the_terminal(void **state)
{
    sample *made = *state;
    assert_refused(made, PARSE(made, "--\033[2J"), "there is no option '--\xEF\xBF\xBD[2J'");
}

static void missing_values_are_refused(void **state)
{
    sample *made = *state;
    assert_refused(made, PARSE(made, "--count"), "'--count' needs a value: --count N");
}

static void flags_take_no_value(void **state)
{
    sample *made = *state;
    assert_refused(made, PARSE(made, "--loud=yes"), "'--loud' takes no value");
}

static void numbers_stay_within_their_bounds(void **state)
{
    sample *made = *state;
    made->settings.count = 5;
    static const char *const wrong[] = {
        "1", "10", "-3", "3.5", "three", "0x3", "", " 3", "18446744073709551616"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cw_text_free(&made->complaint);
        assert_int_equal(PARSE(made, "--count", wrong[i]), CW_ERROR_USAGE);
        assert_int_equal(made->settings.count, 5);
    }
    cw_text_free(&made->complaint);
    assert_refused(made, PARSE(made, "--count", "10"),
                   "'--count' takes a whole number from 2 to 9, not '10'");
}

static void choices_are_listed(void **state)
{
    sample *made = *state;
    assert_refused(made, PARSE(made, "--shape", "oval"),
                   "'--shape' takes 'round' or 'square', not 'oval'");
}

static void operands_are_limited(void **state)
{
    sample *made = *state;
    assert_refused(made, PARSE(made, "a", "b", "c"), "one argument too many: 'c'");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(silence_changes_nothing),
        CASE(every_kind_is_stored),
        CASE(values_may_be_attached),
        CASE(letters_run_together),
        CASE(the_last_counts),
        CASE(a_value_may_begin_with_a_dash),
        CASE(a_dash_is_an_operand_and_two_end_the_options),
        CASE(an_empty_word_is_a_word_but_no_file),
        CASE(unknown_options_are_refused_with_the_nearest),
        CASE(unknown_options_without_a_neighbour),
        CASE(parts_of_names_are_not_names),
        CASE(unknown_letters_are_refused),
        CASE(control_characters_do_not_reach_the_terminal),
        CASE(missing_values_are_refused),
        CASE(flags_take_no_value),
        CASE(numbers_stay_within_their_bounds),
        CASE(choices_are_listed),
        CASE(operands_are_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
