#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/base/text.h"

#define REPLACEMENT "\xEF\xBF\xBD"

typedef void append_function(cw_text *text, const char *string);

static void assert_written(append_function *append, const char *string, const char *expected)
{
    cw_context context;
    cw_text text;
    cw_context_init(&context);
    cw_text_init(&text, &context);
    append(&text, string);
    assert_int_equal(text.status, CW_OK);
    assert_string_equal(cw_text_string(&text), expected);
    assert_true(cw_utf8_is_valid(cw_text_string(&text), text.length, NULL) ||
                append == cw_text_append_csv);
    cw_text_free(&text);
}

static void json(void **state)
{
    (void)state;
    assert_written(cw_text_append_json, "", "\"\"");
    assert_written(cw_text_append_json, "say \"yes\" \\ no", "\"say \\\"yes\\\" \\\\ no\"");
    assert_written(cw_text_append_json, "a\tb\nc\rd\be\ff\x01g",
                   "\"a\\tb\\nc\\rd\\u0008e\\u000cf\\u0001g\"");
    assert_written(cw_text_append_json, "Беларусь 漢", "\"Беларусь 漢\"");
    assert_written(cw_text_append_json, "\x7F\xC2\x9B", "\"\\u007f\\u009b\"");
    assert_written(cw_text_append_json, "a\xFF\xC3(", "\"a" REPLACEMENT REPLACEMENT "(\"");
}

static void json_may_stand_in_a_script(void **state)
{
    (void)state;
    assert_written(cw_text_append_json, "</script><!--&\xE2\x80\xA8\xE2\x80\xA9",
                   "\"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\\u2029\"");
}

static void html(void **state)
{
    (void)state;
    assert_written(cw_text_append_html, "<a href=\"x\" b='y'>&amp;</a>",
                   "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
    assert_written(cw_text_append_html, "Минск\n\t\r", "Минск\n\t\r");
    assert_written(cw_text_append_html, "a\x1B[31m\xFE", "a" REPLACEMENT "[31m" REPLACEMENT);
    assert_written(cw_text_append_html,
                   "\xE2\x80\xAE"
                   "right",
                   REPLACEMENT "right");
}

static void csv_quotes_what_needs_it(void **state)
{
    (void)state;
    assert_written(cw_text_append_csv, "", "");
    assert_written(cw_text_append_csv, "Russia", "Russia");
    assert_written(cw_text_append_csv, "Korea, South", "\"Korea, South\"");
    assert_written(cw_text_append_csv, "the \"near abroad\"", "\"the \"\"near abroad\"\"\"");
    assert_written(cw_text_append_csv, "\"", "\"\"\"\"");
    assert_written(cw_text_append_csv, "a\nb", "\"a\nb\"");
    assert_written(cw_text_append_csv, "a\rb", "\"a\rb\"");
    assert_written(cw_text_append_csv, " a", "\" a\"");
    assert_written(cw_text_append_csv, "a ", "\"a \"");
}

static void csv_is_never_a_formula(void **state)
{
    (void)state;
    assert_written(cw_text_append_csv, "=1+1", "'=1+1");
    assert_written(cw_text_append_csv, "=HYPERLINK(\"x\",\"y\")",
                   "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    assert_written(cw_text_append_csv, "+cmd", "'+cmd");
    assert_written(cw_text_append_csv, "-2+3", "'-2+3");
    assert_written(cw_text_append_csv, "@SUM(A1)", "'@SUM(A1)");
    assert_written(cw_text_append_csv, "\t=1", "\"'\t=1\"");
    assert_written(cw_text_append_csv, "\r=1", "\"'\r=1\"");
    assert_written(cw_text_append_csv, "a=1", "a=1");
}

static void csv_leaves_numbers_alone(void **state)
{
    (void)state;
    assert_written(cw_text_append_csv, "-5", "-5");
    assert_written(cw_text_append_csv, "+2.5e-3", "+2.5e-3");
    assert_written(cw_text_append_csv, "-1e999", "-1e999");
    assert_written(cw_text_append_csv, "-", "-");
    assert_written(cw_text_append_csv, "", "");
}

static void printable(void **state)
{
    (void)state;
    assert_written(cw_text_append_printable, "Беларусь é 漢 👍", "Беларусь é 漢 👍");
    assert_written(cw_text_append_printable, "\x1B]0;owned\x07",
                   REPLACEMENT "]0;owned" REPLACEMENT);
    assert_written(cw_text_append_printable, "a\tb\nc\x7F",
                   "a" REPLACEMENT "b" REPLACEMENT "c" REPLACEMENT);
    assert_written(cw_text_append_printable,
                   "\xC2\x9B"
                   "31m\x9B",
                   REPLACEMENT "31m" REPLACEMENT);
    assert_written(cw_text_append_printable, "\xE2\x80\xAE\xE2\x81\xA6\xE2\x80\xA8x",
                   REPLACEMENT REPLACEMENT REPLACEMENT "x");
}

/* Every byte and every pair of bytes: the output is well-formed and has no control character. */
static void no_input_drives_the_terminal(void **state)
{
    (void)state;
    cw_context context;
    cw_text text;
    cw_context_init(&context);
    cw_text_init(&text, &context);
    static append_function *const appends[] = {cw_text_append_printable, cw_text_append_json};
    for (unsigned int pair = 1; pair < 0x10000; pair++) {
        char input[3] = {(char)(pair & 0xFF), (char)(pair >> 8), '\0'};
        for (size_t a = 0; a < sizeof appends / sizeof appends[0]; a++) {
            cw_text_free(&text);
            appends[a](&text, input);
            assert_true(cw_utf8_is_valid(cw_text_string(&text), text.length, NULL));
            for (size_t i = 0; i < text.length; i++) {
                unsigned char byte = (unsigned char)text.bytes[i];
                assert_false(byte < 0x20 || byte == 0x7F);
                assert_false(byte == 0xC2 && (unsigned char)text.bytes[i + 1] < 0xA0);
            }
        }
    }
    cw_text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json),
        cmocka_unit_test(json_may_stand_in_a_script),
        cmocka_unit_test(html),
        cmocka_unit_test(csv_quotes_what_needs_it),
        cmocka_unit_test(csv_is_never_a_formula),
        cmocka_unit_test(csv_leaves_numbers_alone),
        cmocka_unit_test(printable),
        cmocka_unit_test(no_input_drives_the_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
