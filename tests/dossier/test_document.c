/* docs/dossier.md and the reader know the same keys. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "counterweight/base.h"
#include "dossier/schemas.h"

#define DOCUMENT "../docs/dossier.md"
#define WORD_MOST 64

typedef struct fixture {
    cw_context context;
    cw_bytes document;
} fixture;

/* A piece of the document: from `start` up to but without `end`. */
typedef struct piece {
    const char *start;
    const char *end;
} piece;

static int set_up(void **state)
{
    static fixture self;
    cw_context_init(&self.context);
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, &self.context);
    cw_status status = cw_file_read(&self.document, &self.context, &diagnostics, DOCUMENT,
                                    self.context.limits.file_bytes);
    cw_diagnostics_free(&diagnostics);
    *state = &self;
    return status == CW_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    fixture *self = *state;
    cw_release(&self->context, self->document.data);
    return 0;
}

/* The section under "## HEADING". */
static piece section(const fixture *self, const char *heading)
{
    char line[128];
    (void)snprintf(line, sizeof line, "\n## %s\n", heading);
    const char *start = strstr(self->document.data, line);
    if (start == NULL) {
        fail_msg("%s has no section '%s'", DOCUMENT, heading);
    }
    start += strlen(line);
    const char *end = strstr(start, "\n## ");
    return (piece){start, end != NULL ? end : self->document.data + self->document.length};
}

static bool is_word_character(char character)
{
    return (character >= 'a' && character <= 'z') || character == '_';
}

/* Whether `word` stands in the piece by itself, and inside code: between backquotes, in braces, or
 * before a colon. */
static bool names(piece within, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = strstr(within.start, word); at != NULL && at < within.end;
         at = strstr(at + 1, word)) {
        bool begins = strchr("`{ ", at[-1]) != NULL && !is_word_character(at[-1]);
        bool ends = strchr("`:},", at[length]) != NULL;
        bool code = at[-1] == '`' || at[-1] == '{' || at[length] == ':' || at[length] == '}' ||
                    at[length] == ',';
        if (begins && ends && code) {
            return true;
        }
    }
    return false;
}

static bool is_provenance(const char *key)
{
    return strcmp(key, "source") == 0 || strcmp(key, "quote") == 0 || strcmp(key, "why") == 0;
}

static void test_the_document_names_every_key(void **state)
{
    const fixture *self = *state;
    for (size_t i = 0; i < cw_schema_count; i++) {
        const cw_schema *schema = cw_schemas[i];
        for (size_t k = 0; k < schema->field_count; k++) {
            const char *key = schema->fields[k].key;
            const char *heading = is_provenance(key) ? "Numbers" : schema->heading;
            if (!names(section(self, heading), key)) {
                fail_msg("section '%s' of %s does not name '%s' of %s", heading, DOCUMENT, key,
                         schema->entry);
            }
        }
    }
}

/* Whether any schema of a section has the key. */
static bool is_key(const char *heading, const char *key)
{
    for (size_t i = 0; i < cw_schema_count; i++) {
        bool here = strcmp(cw_schemas[i]->heading, heading) == 0;
        for (size_t k = 0; here && k < cw_schemas[i]->field_count; k++) {
            if (strcmp(cw_schemas[i]->fields[k].key, key) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* Takes the next key from *at: a word before a colon or, where `alone` says so, one that stands by
 * itself between backquotes. */
static bool next_key(const char **at, const char *end, bool alone, char key[WORD_MOST])
{
    for (; *at < end; (*at)++) {
        size_t length = 0;
        while (*at + length < end && is_word_character((*at)[length])) {
            length++;
        }
        bool by_itself = (*at)[-1] == '`' && (*at)[length] == '`';
        bool before_colon = (*at)[length] == ':' && !is_word_character((*at)[-1]);
        if (length > 0 && length < WORD_MOST && ((alone && by_itself) || before_colon)) {
            memcpy(key, *at, length);
            key[length] = '\0';
            *at += length;
            return true;
        }
    }
    return false;
}

/* Checks the first column of those tables of a section where that column is called `column`: one
 * of keys, or one of forms made of keys. Returns how many it found. */
static size_t check_tables(const fixture *self, const char *heading, const char *column)
{
    piece within = section(self, heading);
    size_t checked = 0;
    bool wanted = false;
    bool keys = strcmp(column, "key") == 0;
    for (const char *line = within.start; line != NULL && line < within.end;
         line = strchr(line, '\n') + 1) {
        bool row = line[0] == '|' && line[1] == ' ';
        bool first = row && line > within.start && line[-2] == '\n';
        if (first) {
            wanted = strncmp(line + 2, column, strlen(column)) == 0;
        }
        const char *end = row ? strstr(line + 1, " |") : line;
        char key[WORD_MOST];
        for (const char *at = line + 2; row && wanted && next_key(&at, end, keys, key);) {
            checked++;
            if (!is_key(heading, key)) {
                fail_msg("%s names '%s' in section '%s', which the reader does not know", DOCUMENT,
                         key, heading);
            }
        }
    }
    return checked;
}

static void test_the_reader_knows_every_key_of_the_document(void **state)
{
    static const char *const headings[] = {"Top level", "Numbers", "question",
                                           "sources",   "states",  "forums",
                                           "issues",    "ties",    "facts, conflicts, operations",
                                           "claims"};
    size_t checked = 0;
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
        size_t here = check_tables(*state, headings[i], "key");
        assert_true(here > 0);
        checked += here;
    }
    checked += check_tables(*state, "facts, conflicts, operations", "form");
    checked += check_tables(*state, "what_ifs", "change");
    checked += check_tables(*state, "forums", "form");
    assert_true(checked > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_document_names_every_key, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_reader_knows_every_key_of_the_document, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
