/* Resource bombs: each ceiling just below, at, and just above; and files that are no files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "counterweight/dossier.h"
#include "dossier/findings.h"
#include "support/temporary_folder.h"

#define HEAD "counterweight: 1\ntitle: T\nas_of: 2022\nstates: {A: {name: A}}\n"

typedef struct fixture {
    cw_context context;
    cw_text text;
} fixture;

static int set_up(void **state)
{
    static fixture self;
    cw_context_init(&self.context);
    cw_text_init(&self.text, &self.context);
    *state = &self;
    return 0;
}

static int tear_down(void **state)
{
    fixture *self = *state;
    cw_text_free(&self->text);
    return 0;
}

static void expect(fixture *self, const char *expected)
{
    expect_findings_under(&self->context, cw_text_string(&self->text), self->text.length, expected);
    cw_text_free(&self->text);
}

static void test_file_size(void **state)
{
    fixture *self = *state;
    size_t length = strlen(HEAD);
    for (size_t limit = length - 1; limit <= length + 1; limit++) {
        self->context.limits.file_bytes = limit;
        char expected[64] = "";
        if (limit < length) {
            snprintf(expected, sizeof expected, "0:0: error: the file is larger than %zu bytes\n",
                     limit);
        }
        cw_text_append(&self->text, HEAD);
        expect(self, expected);
    }
}

/* `depth` lists, one in the other, in the one way or the other that YAML has of writing them; the
 * dossier's own mapping is a level too. */
static void append_nested(cw_text *text, size_t depth, bool flow)
{
    cw_text_append(text, HEAD "note: ");
    if (flow) {
        cw_text_append_repeated(text, '[', depth - 1);
        cw_text_append(text, "x");
        cw_text_append_repeated(text, ']', depth - 1);
        return;
    }
    cw_text_append(text, "\n  ");
    for (size_t i = 1; i < depth; i++) {
        cw_text_append(text, "- ");
    }
    cw_text_append(text, "x\n");
}

static void expect_nesting(fixture *self, bool flow)
{
    self->context.limits.nesting = 5;
    append_nested(&self->text, 4, flow);
    expect(self, flow ? "5:7: error: 'note' must be a text, not a list\n"
                      : "6:3: error: 'note' must be a text, not a list\n");
    append_nested(&self->text, 5, flow);
    expect(self, flow ? "5:7: error: 'note' must be a text, not a list\n"
                      : "6:3: error: 'note' must be a text, not a list\n");
    append_nested(&self->text, 6, flow);
    expect(self, flow ? "5:11: error: nested more than 5 levels deep\n"
                      : "6:11: error: nested more than 5 levels deep\n");
}

static void test_nesting(void **state)
{
    expect_nesting(*state, true);
    expect_nesting(*state, false);
}

/* libyaml would take many seconds for these: its work grows with the square of the flow depth. */
static void test_nesting_bombs_are_refused_while_they_are_read(void **state)
{
    fixture *self = *state;
    static const char *const bombs[] = {"[", "[a,", "{a: ", "- ", "? ", "[{"};
    for (size_t i = 0; i < sizeof bombs / sizeof *bombs; i++) {
        for (size_t n = 0; n < 300000; n++) {
            cw_text_append(&self->text, bombs[i]);
        }
        cw_diagnostics diagnostics;
        cw_diagnostics_init(&diagnostics, &self->context);
        cw_dossier *dossier = NULL;
        assert_int_equal(cw_dossier_parse(&dossier, &self->context, &diagnostics, "bomb.yaml",
                                          cw_text_string(&self->text), self->text.length),
                         CW_ERROR_INPUT);
        assert_in_range(diagnostics.count, 1, 64);
        assert_string_equal(diagnostics.items[diagnostics.count - 1].message,
                            "nested more than 64 levels deep");
        cw_diagnostics_free(&diagnostics);
        cw_text_free(&self->text);
    }
}

static void test_word_length(void **state)
{
    fixture *self = *state;
    self->context.limits.word_bytes = 100;
    for (size_t length = 99; length <= 101; length++) {
        cw_text_append(&self->text, HEAD "note: ");
        cw_text_append_repeated(&self->text, 'x', length);
        expect(self, length > 100 ? "5:7: error: this text is too long\n" : "");
    }
}

static void test_entries(void **state)
{
    fixture *self = *state;
    self->context.limits.items = 10;
    for (size_t count = 9; count <= 11; count++) {
        cw_text_append(&self->text, HEAD "facts:\n");
        for (size_t i = 1; i <= count; i++) {
            cw_text_append_format(&self->text, "  f%zu: {text: a, holds: true}\n", i);
        }
        expect(self, count > 10 ? "16:8: error: too many entries in one list or mapping\n" : "");
    }
}

/* `others` multiplies what is written: its numbers are counted as well. Five states have a
 * capability, and a position and a salience from `others`; the status quo is the sixteenth. */
static void test_numbers_in_all(void **state)
{
    fixture *self = *state;
    for (size_t limit = 15; limit <= 17; limit++) {
        self->context.limits.items = limit;
        cw_text_append(&self->text,
                       "counterweight: 1\ntitle: T\nas_of: 2022\n"
                       "sources: {s: {title: S}}\n"
                       "forums: {f: {name: F, rule: consensus, "
                       "members: [{states: [A, B, C, D, E]}]}}\n"
                       "issues:\n"
                       "  i: {question: Q, source: s, scale: {0: a, 100: b}, "
                       "status_quo: 0, positions: {others: 1}, salience: {others: 1}}\n"
                       "states:\n");
        for (char id = 'A'; id <= 'E'; id++) {
            cw_text_append_format(&self->text, "  %c: {name: %c, capability: 1, source: s}\n", id,
                                  id);
        }
        expect(self, limit == 15 ? "7:112: error: more than 15 numbers in one dossier\n" : "");
    }
}

static void test_diagnostics_are_counted_beyond_their_limit(void **state)
{
    fixture *self = *state;
    self->context.limits.diagnostics = 5;
    cw_text_append(&self->text, HEAD "facts:\n");
    for (size_t i = 1; i <= 50; i++) {
        cw_text_append_format(&self->text, "  f%zu: {text: a, holds: perhaps}\n", i);
    }
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, &self->context);
    cw_dossier *dossier = NULL;
    assert_int_equal(cw_dossier_parse(&dossier, &self->context, &diagnostics, "many.yaml",
                                      cw_text_string(&self->text), self->text.length),
                     CW_ERROR_INPUT);
    assert_int_equal(diagnostics.count, 5);
    assert_int_equal(diagnostics.errors, 50);
    cw_diagnostics_free(&diagnostics);
}

static void expect_status(fixture *self, const char *path, cw_status expected)
{
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, &self->context);
    cw_dossier *dossier = NULL;
    assert_int_equal(cw_dossier_read(&dossier, &self->context, &diagnostics, path), expected);
    assert_null(dossier);
    assert_int_equal(diagnostics.errors, 1);
    cw_diagnostics_free(&diagnostics);
}

static void test_what_is_no_file(void **state)
{
    fixture *self = *state;
    expect_status(self, "dossier/mistakes", CW_ERROR_IO);
    expect_status(self, "dossier/nowhere.yaml", CW_ERROR_IO);
    expect_status(self, "/dev/zero", CW_ERROR_IO);
    cw_temporary_folder folder;
    char path[CW_TEMPORARY_PATH_BYTES];
    cw_temporary_folder_make(&folder);
    assert_int_equal(mkfifo(cw_temporary_path(path, &folder, "fifo.yaml"), 0600), 0);
    expect_status(self, path, CW_ERROR_IO);
    cw_temporary_folder_remove(&folder);
    self->context.limits.file_bytes = 10;
    expect_status(self, "dossier/mistakes/empty.yaml", CW_ERROR_INPUT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_file_size),
        TEST(test_nesting),
        TEST(test_nesting_bombs_are_refused_while_they_are_read),
        TEST(test_word_length),
        TEST(test_entries),
        TEST(test_numbers_in_all),
        TEST(test_diagnostics_are_counted_beyond_their_limit),
        TEST(test_what_is_no_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
