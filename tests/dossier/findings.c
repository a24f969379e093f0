#include "dossier/findings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "counterweight/dossier.h"

void append_findings(const cw_diagnostics *diagnostics, cw_text *out)
{
    static const char *const severities[] = {"note", "warning", "error"};
    for (size_t i = 0; i < diagnostics->count; i++) {
        const cw_diagnostic *found = &diagnostics->items[i];
        cw_text_append_format(out, "%zu:%zu: %s: %s", found->place.line, found->place.column,
                              severities[found->severity], found->message);
        if (found->remedy != NULL) {
            cw_text_append_format(out, "; %s", found->remedy);
        }
        cw_text_append(out, "\n");
    }
}

void expect_findings_under(cw_context *context, const char *bytes, size_t length,
                           const char *expected)
{
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, context);
    cw_text findings;
    cw_text_init(&findings, context);
    cw_dossier *dossier = NULL;
    cw_status status =
        cw_dossier_parse(&dossier, context, &diagnostics, "test.yaml", bytes, length);
    append_findings(&diagnostics, &findings);
    assert_string_equal(cw_text_string(&findings), expected);
    assert_int_equal(status, diagnostics.errors > 0 ? CW_ERROR_INPUT : CW_OK);
    assert_true((dossier != NULL) == (status == CW_OK));
    cw_dossier_free(dossier);
    cw_text_free(&findings);
    cw_diagnostics_free(&diagnostics);
}

void expect_findings(const char *bytes, size_t length, const char *expected)
{
    cw_context context;
    cw_context_init(&context);
    expect_findings_under(&context, bytes, length, expected);
}

void expect_findings_in(const char *text, const char *expected)
{
    expect_findings(text, strlen(text), expected);
}
