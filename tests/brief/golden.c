#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "brief/golden.h"
#include "counterweight/base/file.h"
#include "counterweight/version.h"

/* `text` with the version taken out, so that a release changes no golden file. */
static void without_version(cw_text *out, const cw_text *text)
{
    const char *at = cw_text_string(text);
    for (const char *found = NULL; (found = strstr(at, CW_VERSION)) != NULL;) {
        cw_text_append_bytes(out, at, (size_t)(found - at));
        cw_text_append(out, "@VERSION@");
        at = found + strlen(CW_VERSION);
    }
    cw_text_append(out, at);
}

/* Prints where two texts part. */
static void print_difference(const char *expected, const char *found)
{
    size_t line = 1;
    size_t start = 0;
    size_t at = 0;
    for (; expected[at] != '\0' && expected[at] == found[at]; at++) {
        if (expected[at] == '\n') {
            line++;
            start = at + 1;
        }
    }
    print_error("line %zu:\nexpected: %.*s\nfound:    %.*s\n", line,
                (int)strcspn(expected + start, "\n"), expected + start,
                (int)strcspn(found + start, "\n"), found + start);
}

void assert_golden(const cw_text *text, const char *name)
{
    cw_context *context = text->context;
    cw_diagnostics diagnostics;
    cw_text found;
    cw_bytes expected = {0};
    char path[256];
    (void)snprintf(path, sizeof path, "brief/golden/%s", name);
    cw_diagnostics_init(&diagnostics, context);
    cw_text_init(&found, context);
    without_version(&found, text);
    if (getenv("CW_UPDATE_GOLDEN") != NULL) {
        assert_int_equal(
            cw_file_write(context, &diagnostics, path, cw_text_string(&found), found.length),
            CW_OK);
    }
    assert_int_equal(cw_file_read(&expected, context, &diagnostics, path, 1U << 24), CW_OK);
    bool same = strcmp(expected.data, cw_text_string(&found)) == 0;
    if (!same) {
        print_difference(expected.data, cw_text_string(&found));
    }
    cw_release(context, expected.data);
    cw_text_free(&found);
    cw_diagnostics_free(&diagnostics);
    assert_true(same);
}
