/* What a reader says of a text, line by line. */
#ifndef DOSSIER_TESTS_FINDINGS_H
#define DOSSIER_TESTS_FINDINGS_H

#include <stddef.h>

#include "counterweight/base.h"

/* Appends each finding as "LINE:COLUMN: error: MESSAGE; REMEDY" and a line end. */
void append_findings(const cw_diagnostics *diagnostics, cw_text *out);

/* Reads `length` bytes as a dossier under `context`, asserts that exactly the findings of
 * `expected` are reported (as append_findings() writes them), and that the status fits. */
void expect_findings_under(cw_context *context, const char *bytes, size_t length,
                           const char *expected);

/* The same under the default limits. */
void expect_findings(const char *bytes, size_t length, const char *expected);

/* The same for a text without a NUL inside. */
void expect_findings_in(const char *text, const char *expected);

#endif
