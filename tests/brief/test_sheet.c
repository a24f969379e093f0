/* Sheets: what is put in comes out in every format, and bad calls are refused. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/brief/sheet.h"

static cw_context context;
static cw_sheet sheet;
static cw_text text;

static int set_up(void **state)
{
    (void)state;
    cw_context_init(&context);
    cw_sheet_init(&sheet, &context, "Gains & losses");
    cw_text_init(&text, &context);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    cw_text_free(&text);
    cw_sheet_free(&sheet);
    return 0;
}

/* A sheet of many columns in a narrow terminal: several tables, each with the first column. */
static void a_sheet_runs_on_beneath(void **state)
{
    (void)state;
    cw_sheet_run_on(&sheet);
    cw_sheet_column(&sheet, (cw_column){.id = "state", .title = "State"});
    for (int c = 0; c < 100; c++)
        cw_sheet_column(
            &sheet,
            (cw_column){.id = "share", .title = "Part", .form = CW_COLUMN_NUMBER, .decimals = 1});
    cw_sheet_row(&sheet);
    cw_sheet_words(&sheet, "Borduria");
    for (int c = 0; c < 100; c++)
        cw_sheet_figure(&sheet, c);
    assert_int_equal(cw_sheet_write_text(&text, &sheet, &(cw_text_style){.width = 40}), CW_OK);
    size_t tables = 0;
    size_t figures = 0;
    for (const char *line = cw_text_string(&text); *line != '\0'; line += strcspn(line, "\n") + 1) {
        assert_true(strcspn(line, "\n") <= 40);
        tables += strncmp(line, "State ", 6) == 0;
        for (size_t k = 0; strncmp(line, "Borduria ", 9) == 0 && line[k] != '\n'; k++)
            figures += line[k] == '.';
    }
    assert_int_equal(tables, 20); /* 8 for the state, then 5 times 2 + 4 cells */
    assert_int_equal(figures, 100);
}

/* Where not even one column fits beside the first, a row is a block. */
static void a_sheet_too_narrow_to_run_on_is_blocks(void **state)
{
    (void)state;
    cw_sheet_run_on(&sheet);
    cw_sheet_column(&sheet, (cw_column){.id = "state", .title = "Constitutional"});
    cw_sheet_column(&sheet, (cw_column){.id = "share", .title = "Disproportionate"});
    cw_sheet_row(&sheet);
    cw_sheet_words(&sheet, "Borduria");
    cw_sheet_words(&sheet, "little");
    assert_int_equal(cw_sheet_write_text(&text, &sheet, &(cw_text_style){.width = 24}), CW_OK);
    assert_non_null(strstr(cw_text_string(&text), "Borduria\n  Disproportionate:"));
}

static void add_columns(void)
{
    cw_sheet_column(&sheet, (cw_column){.id = "state", .title = "State"});
    cw_sheet_column(&sheet, (cw_column){.id = "gain",
                                        .title = "Gain",
                                        .unit = "points",
                                        .form = CW_COLUMN_INTERVAL,
                                        .decimals = 1,
                                        .show_plus = true});
    cw_sheet_column(&sheet,
                    (cw_column){.id = "sure", .title = "Sure", .form = CW_COLUMN_PROBABILITY});
    cw_sheet_column(&sheet, (cw_column){.id = "share", .title = "Share", .form = CW_COLUMN_SHARE});
}

static void add_rows(void)
{
    cw_sheet_row(&sheet);
    cw_sheet_words(&sheet, "Belarus, the \"quoted\"");
    cw_sheet_interval(&sheet, 4.22, -0.5, 15.14);
    cw_sheet_figure(&sheet, 0.995);
    cw_sheet_figure(&sheet, 0.125);
    cw_sheet_cite(&sheet, 2);
    cw_sheet_cite(&sheet, 2);
    cw_sheet_cite(&sheet, CW_NONE);
    cw_sheet_row(&sheet);
    cw_sheet_words(&sheet, "<b>=1+1</b>");
    cw_sheet_figure(&sheet, -10.0);
    cw_sheet_empty(&sheet);
    cw_sheet_figure(&sheet, NAN);
    cw_sheet_row(&sheet);
    cw_sheet_words(&sheet, "Nowhere");
    cw_sheet_words(&sheet, "not open");
    cw_sheet_tone(&sheet, CW_TONE_NO);
}

static void as_text(void **state)
{
    (void)state;
    add_columns();
    add_rows();
    assert_int_equal(cw_sheet_write_text(&text, &sheet, NULL), CW_OK);
    assert_string_equal(cw_text_string(&text),
                        "Gains & losses\n"
                        "State                           Gain, points  Sure     Share\n"
                        "------------------------------------------------------------\n"
                        "Belarus, the \"quoted\"   +4.2  (-0.5 to 15.1)  >99%  12.5%[3]\n"
                        "<b>=1+1</b>            -10.0\n"
                        "Nowhere                             not open\n");
}

static void narrow_text_becomes_blocks(void **state)
{
    (void)state;
    cw_text_style style = {.width = 24};
    add_columns();
    add_rows();
    assert_int_equal(cw_sheet_write_text(&text, &sheet, &style), CW_OK);
    assert_string_equal(cw_text_string(&text), "Gains & losses\n"
                                               "Belarus, the \"quoted\"\n"
                                               "  Gain, points: +4.2\n"
                                               "    (-0.5 to 15.1)\n"
                                               "  Sure: >99%\n"
                                               "  Share: 12.5%[3]\n"
                                               "\n"
                                               "<b>=1+1</b>\n"
                                               "  Gain, points: -10.0\n"
                                               "\n"
                                               "Nowhere\n"
                                               "  Gain, points: not open\n");
}

/* No line is wider than the terminal, whatever its width, down to the narrowest laid out for. */
static void no_line_is_too_wide(void **state)
{
    (void)state;
    add_columns();
    add_rows();
    cw_sheet_row(&sheet);
    cw_sheet_words(&sheet, "Donaudampfschifffahrtselektrizit\xC3\xA4tenhauptbetriebswerk and "
                           "\xE4\xB8\xAD\xE5\x9B\xBD\xE4\xBA\xBA\xE6\xB0\x91 more");
    for (size_t width = CW_TEXT_WIDTH_MIN; width <= 120; width++) {
        cw_text_style style = {.width = width};
        cw_text_free(&text);
        assert_int_equal(cw_sheet_write_text(&text, &sheet, &style), CW_OK);
        const char *line = cw_text_string(&text);
        while (*line != '\0') {
            size_t length = strcspn(line, "\n");
            assert_true(cw_utf8_width(line, length) <= width);
            assert_true(length == 0 || line[length - 1] != ' ');
            line += length + 1;
        }
    }
}

static void as_csv(void **state)
{
    (void)state;
    add_columns();
    add_rows();
    assert_int_equal(cw_sheet_write_csv(&text, &sheet), CW_OK);
    assert_string_equal(
        cw_text_string(&text),
        "state,gain,gain_low,gain_high,sure,share\n"
        "\"Belarus, the \"\"quoted\"\"\",4.2199999999999998,-0.5,15.140000000000001,"
        "0.995,0.125\n"
        "<b>=1+1</b>,-10,,,,\n"
        "Nowhere,not open,,,,\n");
}

static void as_json(void **state)
{
    (void)state;
    add_columns();
    add_rows();
    assert_int_equal(cw_sheet_write_json(&text, &sheet), CW_OK);
    assert_string_equal(
        cw_text_string(&text),
        "[{\"state\": \"Belarus, the \\\"quoted\\\"\", \"gain\": {\"value\": 4.2199999999999998, "
        "\"low\": -0.5, \"high\": 15.140000000000001}, \"sure\": 0.995, \"share\": 0.125},\n"
        "{\"state\": \"\\u003cb\\u003e=1+1\\u003c/b\\u003e\", \"gain\": -10, \"sure\": null, "
        "\"share\": null},\n"
        "{\"state\": \"Nowhere\", \"gain\": \"not open\", \"sure\": null, \"share\": null}]");
}

static void as_html(void **state)
{
    (void)state;
    add_columns();
    add_rows();
    assert_int_equal(cw_sheet_write_html(&text, &sheet), CW_OK);
    const char *html = cw_text_string(&text);
    assert_non_null(strstr(html, "<caption>Gains &amp; losses</caption>"));
    assert_non_null(strstr(html, "&lt;b&gt;=1+1&lt;/b&gt;"));
    assert_null(strstr(html, "<b>"));
    assert_non_null(strstr(html, "href=\"#source-3\">3</a>"));
    assert_non_null(strstr(html, "<span class=\"range\">-0.5 to 15.1</span>"));
    assert_non_null(strstr(html, "<th scope=\"row\">"));
}

static void without_rows(void **state)
{
    (void)state;
    add_columns();
    assert_int_equal(cw_sheet_write_text(&text, &sheet, NULL), CW_OK);
    assert_int_equal(cw_sheet_write_json(&text, &sheet), CW_OK);
    assert_non_null(strstr(cw_text_string(&text), "[]"));
}

static void bad_calls_are_refused(void **state)
{
    (void)state;
    add_columns();
    cw_sheet_words(&sheet, "no row yet");
    assert_int_equal(sheet.status, CW_ERROR_USAGE);
    assert_int_equal(cw_sheet_write_text(&text, &sheet, NULL), CW_ERROR_USAGE);
    assert_int_equal(cw_sheet_write_csv(&text, &sheet), CW_ERROR_USAGE);
    assert_int_equal(text.length, 0);
}

static void one_cell_too_many_is_refused(void **state)
{
    (void)state;
    cw_sheet_column(&sheet, (cw_column){.id = "only", .title = "Only"});
    cw_sheet_row(&sheet);
    cw_sheet_words(&sheet, "one");
    cw_sheet_words(&sheet, "two");
    assert_int_equal(sheet.status, CW_ERROR_USAGE);
}

static void a_column_after_a_row_is_refused(void **state)
{
    (void)state;
    cw_sheet_column(&sheet, (cw_column){.id = "only", .title = "Only"});
    cw_sheet_row(&sheet);
    cw_sheet_column(&sheet, (cw_column){.id = "late", .title = "Late"});
    assert_int_equal(sheet.status, CW_ERROR_USAGE);
}

static void many_rows(void **state)
{
    (void)state;
    add_columns();
    for (size_t r = 0; r < 1000; r++) {
        cw_sheet_row(&sheet);
        cw_sheet_words(&sheet, "row");
        cw_sheet_figure(&sheet, (double)r);
    }
    assert_int_equal(sheet.status, CW_OK);
    assert_int_equal(sheet.row_count, 1000);
    assert_true(sheet.cells[999 * 4 + 1].value == 999.0);
}

static void markdown_takes_words_for_words(void **state)
{
    (void)state;
    cw_sheet_column(&sheet, (cw_column){.id = "a", .title = "A|B", .unit = "*"});
    cw_sheet_column(&sheet, (cw_column){.id = "b", .title = "C", .form = CW_COLUMN_SHARE});
    cw_sheet_row(&sheet);
    cw_sheet_strong(&sheet);
    cw_sheet_words(&sheet, "<b>`x`</b> | [y](z) ~~ $q$ @me \\");
    cw_sheet_cite(&sheet, 4);
    cw_sheet_figure(&sheet, 0.125);
    cw_sheet_row(&sheet);
    cw_sheet_words(&sheet, "12) # no list");
    assert_int_equal(cw_sheet_write_markdown(&text, &sheet), CW_OK);
    assert_string_equal(
        cw_text_string(&text),
        "**Gains &amp; losses**\n\n| A\\|B, \\* | C |\n| --- | ---: |\n"
        "| **&lt;b&gt;\\`x\\`&lt;/b&gt; \\| \\[y\\](z) \\~\\~ \\$q\\$ \\@me \\\\** \\[5\\] | "
        "**12.5%** |\n| 12\\) # no list |  |\n");
}

static void a_sheet_fails_as_its_words_did(void **state)
{
    (void)state;
    cw_text words;
    cw_text_init(&words, &context);
    cw_sheet_column(&sheet, (cw_column){.id = "a", .title = "A"});
    cw_sheet_row(&sheet);
    cw_text_append(&words, "words");
    cw_sheet_inherit(&sheet, &words);
    cw_sheet_text(&sheet, &words);
    assert_int_equal(cw_sheet_write_csv(&text, &sheet), CW_OK);
    assert_string_equal(cw_text_string(&text), "a\nwords\n");
    words.status = CW_ERROR_MEMORY;
    cw_sheet_row(&sheet);
    cw_sheet_text(&sheet, &words);
    assert_int_equal(sheet.status, CW_ERROR_MEMORY);
    assert_int_equal(cw_sheet_write_csv(&text, &sheet), CW_ERROR_MEMORY);
    cw_sheet captioned;
    cw_sheet_begin(&captioned, &words);
    assert_int_equal(captioned.status, CW_ERROR_MEMORY);
    cw_sheet_free(&captioned);
    cw_text_free(&words);
    cw_text_append(&words, "Caption");
    cw_sheet_begin(&captioned, &words);
    assert_int_equal(captioned.status, CW_OK);
    assert_string_equal(captioned.caption, "Caption");
    cw_sheet_free(&captioned);
    cw_text_free(&words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_sheet_fails_as_its_words_did, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_sheet_runs_on_beneath, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_sheet_too_narrow_to_run_on_is_blocks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(as_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(markdown_takes_words_for_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(narrow_text_becomes_blocks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_line_is_too_wide, set_up, tear_down),
        cmocka_unit_test_setup_teardown(as_csv, set_up, tear_down),
        cmocka_unit_test_setup_teardown(as_json, set_up, tear_down),
        cmocka_unit_test_setup_teardown(as_html, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bad_calls_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_cell_too_many_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_column_after_a_row_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_rows, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
