/* Bytes that are no text, or text that would be shown in the wrong place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "counterweight/dossier.h"
#include "dossier/findings.h"
#include "dossier/scan.h"

#define GOOD "counterweight: 1\ntitle: T\nas_of: 2022\nstates: {A: {name: A}}\n"

static void test_byte_order_mark_and_crlf_are_accepted(void **state)
{
    (void)state;
    expect_findings_in("\xEF\xBB\xBF" GOOD, "");
    expect_findings_in("counterweight: 1\r\ntitle: T\r\nas_of: 2022\r\nstates: {A: {name: A}}\r\n",
                       "");
    expect_findings_in("\xEF\xBB\xBF"
                       "counterweight: 1\r\ntitel: T\r\nas_of: 2022\r\nstates: {A: {name: A}}\r\n",
                       "2:1: error: unknown key 'titel' in the dossier; did you mean 'title'?\n");
}

static void test_nothing_at_all(void **state)
{
    (void)state;
    static const char finding[] = "0:0: error: the dossier is empty; docs/first-dossier.md shows "
                                  "how to begin one\n";
    expect_findings(NULL, 0, finding);
    expect_findings_in("", finding);
    expect_findings_in("\xEF\xBB\xBF", finding);
    expect_findings_in("\n# only this\n---\n", finding);
}

static void test_byte_order_mark_inside_is_refused(void **state)
{
    (void)state;
    expect_findings_in(GOOD "note: \xEF\xBB\xBFx\n",
                       "5:7: error: found a control character (U+FEFF); delete it\n");
}

static void test_nul_is_refused(void **state)
{
    (void)state;
    const char text[] = GOOD "note: a\0b\n";
    expect_findings(text, sizeof text - 1,
                    "5:8: error: found a NUL character (U+0000); if the file is UTF-16, save it "
                    "as UTF-8\n");
}

static void test_other_encodings_are_refused(void **state)
{
    (void)state;
    expect_findings_in(GOOD "note: caf\xE9\n", "5:10: error: this is not UTF-8 text: found the "
                                               "byte 0xE9; save the file as UTF-8\n");
    expect_findings_in("\xFF\xFE"
                       "c",
                       "1:1: error: this is not UTF-8 text: found the byte 0xFF; save the file as "
                       "UTF-8\n");
    expect_findings_in(GOOD "note: \xC3\xA9\xED\xA0\x80\n",
                       "5:8: error: this is not UTF-8 text: found the byte 0xED; save the file as "
                       "UTF-8\n");
}

static void test_control_characters_are_refused(void **state)
{
    (void)state;
    expect_findings_in(GOOD "note: \x1B[31m\x7F \xC2\x9B\n",
                       "5:7: error: found a control character (U+001B); delete it\n"
                       "5:12: error: found a control character (U+007F); delete it\n"
                       "5:14: error: found a control character (U+009B); delete it\n");
}

static void test_line_ends_that_editors_do_not_know_are_refused(void **state)
{
    (void)state;
    expect_findings_in("counterweight: 1\rtitle: T\r\n",
                       "1:17: error: found a carriage return without a line feed (U+000D); end "
                       "lines with LF or CRLF\n");
    expect_findings_in(GOOD "note: a\xE2\x80\xA8"
                            "b\xC2\x85\n",
                       "5:8: error: found an unusual line separator (U+2028); end lines with LF "
                       "or CRLF\n"
                       "5:10: error: found an unusual line separator (U+0085); end lines with LF "
                       "or CRLF\n");
}

/* A binary file gets ten messages, not a thousand. */
static void test_binary_file_is_not_described_byte_by_byte(void **state)
{
    (void)state;
    char zeros[100] = {0};
    cw_context context;
    cw_context_init(&context);
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, &context);
    const char *bytes = zeros;
    size_t length = sizeof zeros;
    assert_int_equal(cw_scan(&diagnostics, "zeros", &bytes, &length), CW_ERROR_INPUT);
    assert_int_equal(diagnostics.errors, 10);
    cw_diagnostics_free(&diagnostics);
}

static void test_places_count_characters(void **state)
{
    (void)state;
    expect_findings_in("counterweight: 1\ntitle: \xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80\nas_of: "
                       "2022\nstates: {\xD0\x91: {nam: x}}\n",
                       "4:10: error: '\xD0\x91' is no id: ids are letters, digits, '-', '_' and "
                       "'.', at most 64\n"
                       "4:14: error: unknown key 'nam' in the state; did you mean 'name'?\n");
}

static void test_texts_are_cut_between_characters(void **state)
{
    (void)state;
    char text[70];
    memset(text, 'x', sizeof text);
    assert_int_equal(cw_clip(text, 60), 60);
    assert_int_equal(cw_clip(text, 61), 60);
    text[59] = '\xC3';
    text[60] = '\xA9';
    assert_int_equal(cw_clip(text, 61), 59);
    assert_int_equal(cw_clip(text, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_byte_order_mark_and_crlf_are_accepted),
        cmocka_unit_test(test_nothing_at_all),
        cmocka_unit_test(test_byte_order_mark_inside_is_refused),
        cmocka_unit_test(test_nul_is_refused),
        cmocka_unit_test(test_other_encodings_are_refused),
        cmocka_unit_test(test_control_characters_are_refused),
        cmocka_unit_test(test_line_ends_that_editors_do_not_know_are_refused),
        cmocka_unit_test(test_binary_file_is_not_described_byte_by_byte),
        cmocka_unit_test(test_places_count_characters),
        cmocka_unit_test(test_texts_are_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
