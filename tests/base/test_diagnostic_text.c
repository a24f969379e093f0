#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/base/diagnostic.h"

#define REPLACEMENT "\xEF\xBF\xBD"

typedef struct fixture {
    cw_context context;
    cw_diagnostics diagnostics;
    cw_text text;
} fixture;

static int make(void **state)
{
    static fixture made;
    cw_context_init(&made.context);
    cw_diagnostics_init(&made.diagnostics, &made.context);
    cw_text_init(&made.text, &made.context);
    *state = &made;
    return 0;
}

static int destroy(void **state)
{
    fixture *made = *state;
    cw_text_free(&made->text);
    cw_diagnostics_free(&made->diagnostics);
    return 0;
}

static void keep(fixture *made, const char *file, const char *source)
{
    cw_diagnostics_keep_source(&made->diagnostics, file, source, strlen(source));
}

static void add(fixture *made, const char *file, size_t line, size_t column, size_t width)
{
    cw_place place = {.file = file, .line = line, .column = column, .width = width};
    cw_diagnostics_add(&made->diagnostics, CW_SEVERITY_ERROR, place, NULL, "wrong");
}

static void assert_shown(fixture *made, const char *expected)
{
    cw_text_free(&made->text);
    cw_diagnostics_write_text(&made->diagnostics, &made->text, false);
    assert_string_equal(cw_text_string(&made->text), expected);
}

/* One error in one line; what is shown of it, without the headline. */
static void assert_excerpt(fixture *made, const char *source, size_t column, size_t width,
                           const char *expected)
{
    cw_diagnostics_free(&made->diagnostics);
    keep(made, "f", source);
    add(made, "f", 1, column, width);
    cw_text_free(&made->text);
    cw_diagnostics_write_text(&made->diagnostics, &made->text, false);
    const char *headline_end = strchr(cw_text_string(&made->text), '\n');
    assert_string_equal(headline_end + 1, expected);
}

static void the_example_of_the_header(void **state)
{
    fixture *made = *state;
    keep(made, "typo.yaml", "1\n2\n3\n4\n5\n    wieght: 29\n");
    cw_place place = {.file = "typo.yaml", .line = 6, .column = 5, .width = 6};
    cw_diagnostics_add(&made->diagnostics, CW_SEVERITY_ERROR, place, "did you mean 'weight'?",
                       "unknown key '%s'", "wieght");
    assert_shown(made, "typo.yaml:6:5: error: unknown key 'wieght'; did you mean 'weight'?\n"
                       "   6 |     wieght: 29\n"
                       "     |     ^~~~~~\n");
}

static void places_without_lines_and_columns(void **state)
{
    fixture *made = *state;
    keep(made, "a", "text\n");
    add(made, "a", 0, 0, 1);
    add(made, "a", 1, 0, 1);
    add(made, "b", 3, 4, 1);
    add(made, "", 3, 4, 1);
    add(made, "a", 9, 1, 1);
    assert_shown(made, "a: error: wrong\n"
                       "a:1: error: wrong\n"
                       "   1 | text\n"
                       "     | ^\n"
                       "b:3:4: error: wrong\n"
                       "error: wrong\n"
                       "a:9:1: error: wrong\n"
                       "5 errors\n");
}

static void nothing_is_written_of_nothing(void **state)
{
    assert_shown(*state, "");
}

static void counts_close_the_list(void **state)
{
    fixture *made = *state;
    made->context.limits.diagnostics = 4;
    static const cw_severity kinds[] = {CW_SEVERITY_ERROR, CW_SEVERITY_WARNING, CW_SEVERITY_WARNING,
                                        CW_SEVERITY_NOTE,  CW_SEVERITY_WARNING, CW_SEVERITY_ERROR};
    for (size_t i = 0; i < 6; i++)
        cw_diagnostics_add(&made->diagnostics, kinds[i], (cw_place){.file = "f"}, NULL, "%zu", i);
    assert_shown(made, "f: error: 0\nf: warning: 1\nf: warning: 2\nf: note: 3\n"
                       "2 errors, 3 warnings, 1 note, 2 not shown\n");
}

static void carets_follow_the_width_of_characters(void **state)
{
    fixture *made = *state;
    assert_excerpt(made, "漢字: e\xCC\x81x", 7, 1, "   1 | 漢字: e\xCC\x81x\n     |        ^\n");
    assert_excerpt(made, "имя: слово", 6, 5, "   1 | имя: слово\n     |      ^~~~~\n");
    assert_excerpt(made, "a漢字b", 2, 2, "   1 | a漢字b\n     |  ^~~~\n");
    assert_excerpt(made, "e\xCC\x81", 2, 1, "   1 | e\xCC\x81\n     |  ^\n");
}

static void tabs_are_copied(void **state)
{
    fixture *made = *state;
    assert_excerpt(made, "\ta\t\tb", 5, 1, "   1 | \ta\t\tb\n     | \t \t\t^\n");
}

static void a_place_may_lie_behind_the_line(void **state)
{
    fixture *made = *state;
    assert_excerpt(made, "abc\nnext", 4, 1, "   1 | abc\n     |    ^\n");
    assert_excerpt(made, "abc\nnext", 400, 100, "   1 | abc\n     |    ^\n");
    assert_excerpt(made, "abc\nnext", 2, SIZE_MAX, "   1 | abc\n     |  ^~\n");
    assert_excerpt(made, "\nnext", 1, 5, "   1 | \n     | ^\n");
    assert_excerpt(made, "", 1, 1, "   1 | \n     | ^\n");
}

static void every_kind_of_line_end(void **state)
{
    fixture *made = *state;
    keep(made, "f", "one\r\ntwo\rthree\n\nfive");
    for (size_t line = 1; line <= 6; line++)
        add(made, "f", line, 1, 1);
    assert_shown(made, "f:1:1: error: wrong\n   1 | one\n     | ^\n"
                       "f:2:1: error: wrong\n   2 | two\n     | ^\n"
                       "f:3:1: error: wrong\n   3 | three\n     | ^\n"
                       "f:4:1: error: wrong\n   4 | \n     | ^\n"
                       "f:5:1: error: wrong\n   5 | five\n     | ^\n"
                       "f:6:1: error: wrong\n"
                       "6 errors\n");
}

static void lines_are_found_in_any_order(void **state)
{
    fixture *made = *state;
    keep(made, "f", "\xEF\xBB\xBFone\ntwo\n");
    keep(made, "g", "alpha\nbeta\n");
    add(made, "f", 2, 1, 1);
    add(made, "g", 2, 1, 1);
    add(made, "f", 2, 3, 1);
    add(made, "f", 1, 1, 3);
    assert_shown(made, "f:2:1: error: wrong\n   2 | two\n     | ^\n"
                       "g:2:1: error: wrong\n   2 | beta\n     | ^\n"
                       "f:2:3: error: wrong\n   2 | two\n     |   ^\n"
                       "f:1:1: error: wrong\n   1 | one\n     | ^~~\n"
                       "4 errors\n");
}

static void a_source_kept_again_is_replaced(void **state)
{
    fixture *made = *state;
    keep(made, "f", "old\n");
    keep(made, "f", "new\n");
    add(made, "f", 1, 1, 1);
    assert_shown(made, "f:1:1: error: wrong\n   1 | new\n     | ^\n");
}

static void large_line_numbers_widen_the_gutter(void **state)
{
    fixture *made = *state;
    static char lines[20000];
    memset(lines, '\n', sizeof lines);
    cw_diagnostics_keep_source(&made->diagnostics, "f", lines, sizeof lines);
    add(made, "f", 9999, 1, 1);
    add(made, "f", 12345, 1, 1);
    assert_shown(made, "f:9999:1: error: wrong\n9999 | \n     | ^\n"
                       "f:12345:1: error: wrong\n12345 | \n      | ^\n"
                       "2 errors\n");
}

/* Length of the line that follows the headline, and where in it the caret below stands. */
static void measure(const fixture *made, size_t *length, size_t *caret)
{
    const char *line = strchr(cw_text_string(&made->text), '\n') + 1;
    const char *below = strchr(line, '\n') + 1;
    *length = strcspn(line, "\n") - strlen("   1 | ");
    *caret = strcspn(below, "^") - strlen("   1 | ");
    assert_true(line[strlen("   1 | ") + *caret] == '!');
}

static void long_lines_are_cut_around_the_place(void **state)
{
    fixture *made = *state;
    enum { LENGTH = 1000 };
    char source[LENGTH + 1];
    static const struct {
        size_t place, length, caret;
    } cases[] = {
        {1, 160 + 3, 0},           /* nothing left out before */
        {81, 160 + 3, 80},         /* the last place of which that holds */
        {82, 3 + 160 + 3, 3 + 80}, /* dots on both sides */
        {500, 3 + 160 + 3, 3 + 80},
        {920, 3 + 160 + 3, 3 + 80},
        {921, 3 + 160, 3 + 80}, /* nothing left out behind */
        {1000, 3 + 160, 3 + 159},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        memset(source, '.', LENGTH);
        source[LENGTH] = '\0';
        source[cases[i].place - 1] = '!';
        cw_diagnostics_free(&made->diagnostics);
        keep(made, "f", source);
        add(made, "f", 1, cases[i].place, 500);
        cw_text_free(&made->text);
        cw_diagnostics_write_text(&made->diagnostics, &made->text, false);
        size_t length, caret;
        measure(made, &length, &caret);
        assert_int_equal(length, cases[i].length);
        assert_int_equal(caret, cases[i].caret);
    }
}

static void lines_of_160_characters_are_whole(void **state)
{
    fixture *made = *state;
    char source[162];
    memset(source, 'a', sizeof source);
    source[160] = '\0';
    keep(made, "f", source);
    add(made, "f", 1, 160, 1);
    cw_diagnostics_write_text(&made->diagnostics, &made->text, false);
    assert_null(strstr(cw_text_string(&made->text), "..."));
    assert_non_null(strstr(cw_text_string(&made->text), source));
}

static void nothing_drives_the_terminal(void **state)
{
    fixture *made = *state;
    keep(made, "\x1B[2Jname",
         "a\x1B]0;x\x07"
         "b\xFF\xC2\x9B\xE2\x80\xAEz");
    cw_place place = {.file = "\x1B[2Jname", .line = 1, .column = 11, .width = 1};
    cw_diagnostics_add(&made->diagnostics, CW_SEVERITY_ERROR, place, "re\x08medy", "mess\nage %s",
                       "\x1B[31m");
    assert_shown(made, REPLACEMENT "[2Jname:1:11: error: mess" REPLACEMENT "age " REPLACEMENT
                                   "[31m; re" REPLACEMENT "medy\n"
                                   "   1 | a" REPLACEMENT "]0;x" REPLACEMENT
                                   "b" REPLACEMENT REPLACEMENT REPLACEMENT "z\n"
                                   "     |           ^\n");
}

static void colours(void **state)
{
    fixture *made = *state;
    keep(made, "f", "abc\n");
    add(made, "f", 1, 2, 2);
    cw_diagnostics_write_text(&made->diagnostics, &made->text, true);
    assert_string_equal(cw_text_string(&made->text),
                        "\033[1mf:1:2: \033[0m\033[1;31merror:\033[0m wrong\n"
                        "   1 | abc\n"
                        "     |  \033[1;32m^~\033[0m\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_example_of_the_header, make, destroy),
        cmocka_unit_test_setup_teardown(places_without_lines_and_columns, make, destroy),
        cmocka_unit_test_setup_teardown(nothing_is_written_of_nothing, make, destroy),
        cmocka_unit_test_setup_teardown(counts_close_the_list, make, destroy),
        cmocka_unit_test_setup_teardown(carets_follow_the_width_of_characters, make, destroy),
        cmocka_unit_test_setup_teardown(tabs_are_copied, make, destroy),
        cmocka_unit_test_setup_teardown(a_place_may_lie_behind_the_line, make, destroy),
        cmocka_unit_test_setup_teardown(every_kind_of_line_end, make, destroy),
        cmocka_unit_test_setup_teardown(lines_are_found_in_any_order, make, destroy),
        cmocka_unit_test_setup_teardown(a_source_kept_again_is_replaced, make, destroy),
        cmocka_unit_test_setup_teardown(large_line_numbers_widen_the_gutter, make, destroy),
        cmocka_unit_test_setup_teardown(long_lines_are_cut_around_the_place, make, destroy),
        cmocka_unit_test_setup_teardown(lines_of_160_characters_are_whole, make, destroy),
        cmocka_unit_test_setup_teardown(nothing_drives_the_terminal, make, destroy),
        cmocka_unit_test_setup_teardown(colours, make, destroy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
