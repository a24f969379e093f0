/* What is no YAML, and what is YAML that a dossier may not use: each ends the reading, so each has
 * a dossier of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dossier/findings.h"

typedef struct mistake {
    const char *text;
    const char *finding;
} mistake;

static const mistake mistakes[] = {
    {"a:\n\tb: 1\n", "2:1: error: found a tab in the indentation; indent with spaces\n"},
    {"a: 1\n\tb: 2\n", "2:1: error: found a tab in the indentation; indent with spaces\n"},
    {"a: >\n\t x\n", "2:1: error: found a tab in the indentation; indent with spaces\n"},
    {"title: Minsk: a view\n",
     "1:13: error: found ': ' where no key can stand; put a text with ': ' in it into quotes, and "
     "indent the keys of a mapping alike\n"},
    {"a: 1\n b: 2\n",
     "2:3: error: found ': ' where no key can stand; put a text with ': ' in it into quotes, and "
     "indent the keys of a mapping alike\n"},
    {"a: - b\n",
     "1:4: error: found '- ' where no list can begin; begin the list on a line of its own\n"},
    {"a: [1, 2\nb: 3\n", "2:2: error: expected ',' or ']' in the list begun in line 1; put a text "
                         "with ',', ':' or quotes in it into quotes\n"},
    {"a: {x: 1\n", "2:1: error: expected ',' or '}' in the mapping begun in line 1; put a text "
                   "with ',', ':' or quotes in it into quotes\n"},
    {"a: {b: 1 c: 2}\n", "1:11: error: expected ',' or '}' in the mapping begun in line 1; put a "
                         "text with ',', ':' or quotes in it into quotes\n"},
    {"a: 'x\nb: 3\n", "1:4: error: the text begun with this quote is never closed\n"},
    {"a: 'x\n---\nb: 3'\n", "1:4: error: the text begun with this quote is never closed\n"},
    {"a: \"x\\q\"\n",
     "1:6: error: unknown escape after '\\'; use single quotes, or write '\\\\'\n"},
    {"a: \"\\ud800\"\n", "1:7: error: this escape is no Unicode character\n"},
    {"a: @x\n", "1:4: error: a text cannot begin with '@'; put the text into quotes\n"},
    {"a: `x`\n", "1:4: error: a text cannot begin with '`'; put the text into quotes\n"},
    {"a: %x\n", "1:4: error: a text cannot begin with '%'; put the text into quotes\n"},
    {"a:\n  b: 1\n c: 2\n",
     "3:2: error: expected a key of the mapping begun in line 1; indent the keys of one mapping "
     "alike, and put a text with quotes inside it into quotes\n"},
    {"a: 'it's'\n", "1:8: error: expected a key of the mapping begun in line 1; indent the keys of "
                    "one mapping alike, and "
                    "put a text with quotes inside it into quotes\n"},
    {"- a\nb: 1\n",
     "2:1: error: expected another entry ('- ') of the list begun in line 1; indent the lines of "
     "one list alike\n"},
    {"a: 1\nbcd\ne: 2\n", "2:1: error: this line has no ': ' after its key\n"},
    {"a: ]\n", "1:4: error: expected a value here\n"},
    {"a: [1,,2]\n", "1:7: error: expected a value here\n"},
    {"{a: 1}\nb: 2\n",
     "2:1: error: the file goes on after its end; indent the keys of one mapping alike\n"},
    {"%YAML 2.0\n---\na: 1\n", "1:1: error: directives ('%') are not allowed; delete the line\n"},
    {"%FOO x\n---\na: 1\n", "1:1: error: directives ('%') are not allowed; delete the line\n"},
    {"a: *\n", "1:4: error: aliases ('*') are not allowed; put a text that begins with '*' into "
               "quotes\n"},
    {"a: &\n", "1:4: error: anchors ('&') are not allowed; put a text that begins with '&' into "
               "quotes\n"},
    {"a: \"\\xZZ\"\n", "1:7: error: this escape is no Unicode character\n"},
    {"%YAML 1.1\n%YAML 1.1\n---\na: 1\n",
     "2:1: error: directives ('%') are not allowed; delete the line\n"},
    {"a: !e!x 1\n", "1:4: error: tags ('!') are not allowed; put a text that begins with '!' into "
                    "quotes\n"},
    {"a: !<x\n", "1:4: error: tags ('!') are not allowed; put a text that begins with '!' into "
                 "quotes\n"},
    {"a: |x\n  y\n", "1:5: error: nothing may follow '|' or '>' on its line\n"},
};

static void test_syntax_errors_are_said_in_plain_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        expect_findings_in(mistakes[i].text, mistakes[i].finding);
    }
}

static void test_second_document_is_refused(void **state)
{
    (void)state;
    expect_findings_in("---\na: 1\n---\nb: 1\n", "3:1: error: a second document begins here; keep "
                                                 "each dossier in a file of its own\n");
}

/* The rest of the file is read all the same. */
static void test_directives_are_refused(void **state)
{
    (void)state;
    expect_findings_in(
        "%YAML 1.1\n---\ncounterweight: 1\ntitle: T\nas_of: 2022\nstates: {A: {name: A}}\n",
        "1:1: error: directives ('%') are not allowed; delete the line\n");
    expect_findings_in("%TAG !e! tag:example.org:\n---\ncounterweight: 1\ntitle: T\nas_of: 2022\n"
                       "states: {A: {name: A}}\n",
                       "1:1: error: directives ('%') are not allowed; delete the line\n");
}

static void test_nothing_is_said_of_what_is_fine(void **state)
{
    (void)state;
    expect_findings_in(
        "---\ncounterweight: 1\ntitle: 'T: it''s fine'\nas_of: 2022\nstates: {A: {name: A}}\n"
        "note: |\n  Two lines,\n\twith a tab.\n...\n",
        "8:1: error: found a tab in the indentation; indent with spaces\n");
    expect_findings_in(
        "---\ncounterweight: 1\ntitle: 'T: it''s fine'\nas_of: 2022\nstates: {A: {name: A}}\n"
        "note: |\n  Two lines,\n  with a\ttab.\n...\n",
        "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_syntax_errors_are_said_in_plain_words),
        cmocka_unit_test(test_second_document_is_refused),
        cmocka_unit_test(test_directives_are_refused),
        cmocka_unit_test(test_nothing_is_said_of_what_is_fine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
