/* Diagnostics: every mistake of an input, with place, finding and remedy. */
#ifndef COUNTERWEIGHT_BASE_DIAGNOSTIC_H
#define COUNTERWEIGHT_BASE_DIAGNOSTIC_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/base/context.h"
#include "counterweight/base/text.h"

typedef enum cw_severity { CW_SEVERITY_NOTE, CW_SEVERITY_WARNING, CW_SEVERITY_ERROR } cw_severity;

/* Where in an input. Lines and columns count from 1, in characters; line 0 means the file as a
 * whole. */
typedef struct cw_place {
    const char *file; /* borrowed: as the user named it, "<stdin>" for standard input */
    size_t line;
    size_t column;
    size_t width; /* characters to underline, at least 1 */
} cw_place;

typedef struct cw_diagnostic {
    cw_severity severity;
    cw_place place;
    const char *message; /* what is wrong, one line, no full stop */
    const char *remedy;  /* what to do about it, or NULL */
} cw_diagnostic;

typedef struct cw_source_text cw_source_text;

/* A collection of diagnostics. It owns copies of all texts handed to it. */
typedef struct cw_diagnostics {
    cw_arena arena;
    cw_diagnostic *items; /* owned */
    size_t count;
    size_t capacity;
    size_t errors;   /* counted even beyond the limit */
    size_t warnings; /* counted even beyond the limit */
    size_t dropped;  /* not kept, for the limit or for want of memory */
    cw_source_text *sources;
} cw_diagnostics;

/* Makes `diagnostics` empty. `context` is borrowed until cw_diagnostics_free(). */
void cw_diagnostics_init(cw_diagnostics *diagnostics, cw_context *context);

/* Frees all; the collection is empty and usable afterwards. */
void cw_diagnostics_free(cw_diagnostics *diagnostics);

/* Keeps a copy of an input's text under the name used in places, so that the line can be shown.
 * Called once per input; where memory is short, lines are not shown. */
void cw_diagnostics_keep_source(cw_diagnostics *diagnostics, const char *file, const char *bytes,
                                size_t length);

/* Adds one finding. `remedy` may be NULL; `message_format` as printf, for words and integers. Of
 * more than 1,023 bytes the rest is cut off and replaced by "...".
 * Never fails: what cannot be kept is counted in `errors`, `warnings` and `dropped`. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
void cw_diagnostics_add(cw_diagnostics *diagnostics, cw_severity severity, cw_place place,
                        const char *remedy, const char *message_format, ...);

/* Puts the findings in order of file (in the order first named), line and column; stable. Cost
 * O(count^2) at worst, O(count) where they are nearly in order. */
void cw_diagnostics_sort(cw_diagnostics *diagnostics);

/* Writes all as compilers do:
 *     file:6:5: error: unknown key 'wieght'; did you mean 'weight'?
 *        6 |     wieght: 29
 *          |     ^~~~~~
 * with the source line where it is kept (tabs copied, cut to 160 characters around the place).
 * The remedy follows the message after "; ". `colour`: ANSI colours. Last line, where there is
 * more than one finding: the counts. Nothing of an input or a file name can drive the terminal:
 * see cw_text_append_printable(). Cost: linear in the sources if sorted. */
void cw_diagnostics_write_text(const cw_diagnostics *diagnostics, cw_text *out, bool colour);

/* Writes all as JSON: {"errors": N, "warnings": N, "diagnostics": [{"file", "line", "column",
 * "width", "severity", "message", "remedy"}]}. */
void cw_diagnostics_write_json(const cw_diagnostics *diagnostics, cw_text *out);

#endif
