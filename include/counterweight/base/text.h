/* Text that grows under a ceiling, and the questions one asks of words.
 *
 * A cw_text remembers its first failure; appending to a failed text does nothing, so a writer
 * appends freely and checks once, at the end. */
#ifndef COUNTERWEIGHT_BASE_TEXT_H
#define COUNTERWEIGHT_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/base/context.h"

typedef struct cw_text {
    cw_context *context; /* borrowed */
    char *bytes;         /* owned; NUL after the last byte; NULL while empty */
    size_t length;       /* bytes, without the NUL */
    size_t capacity;     /* bytes allocated */
    cw_status status;    /* CW_OK, or why appending stopped: CW_ERROR_MEMORY, CW_ERROR_LIMIT */
} cw_text;

/* Makes `text` empty; its ceiling is context->limits.text_bytes. Allocates nothing. */
void cw_text_init(cw_text *text, cw_context *context);

/* Frees the bytes and leaves the text empty and usable; a failure is forgotten. */
void cw_text_free(cw_text *text);

/* Has `text` fail as `part` did, if it did: for a text that is made of another. */
void cw_text_inherit(cw_text *text, const cw_text *part);

/* The text so far, ended by a NUL; "" while empty. Borrowed until the next change. */
const char *cw_text_string(const cw_text *text);

/* Appends `length` bytes, or a string, or one character `count` times. */
void cw_text_append_bytes(cw_text *text, const char *bytes, size_t length);
void cw_text_append(cw_text *text, const char *string);
void cw_text_append_repeated(cw_text *text, char character, size_t count);

/* Appends as printf would. For words and integers only: a fraction would follow the host's locale,
 * so numbers with a point go through the two functions below. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void cw_text_append_format(cw_text *text, const char *format, ...);

/* Appends `value` with `decimals` digits (0 to 17) after a point, in every locale. A value that
 * rounds to zero has no minus sign. NaN is written "-", the sign of an empty cell, the infinities
 * "inf" and "-inf". */
void cw_text_append_fixed(cw_text *text, double value, int decimals);

/* Appends `value` with 17 significant digits, enough to read the same double back; for JSON and
 * CSV. NaN and the infinities, which JSON lacks, are written "null". */
void cw_text_append_exact(cw_text *text, double value);

/* Appends `string` as a JSON string, quotes included; `<`, `>`, `&`, U+2028 and U+2029 are written
 * as \u escapes, so that the result may stand inside a page's script element. So are control
 * characters; bytes that are not UTF-8 become U+FFFD. */
void cw_text_append_json(cw_text *text, const char *string);

/* Appends `string` for HTML: & < > " ' become entities, control characters other than blanks and
 * bytes that are not UTF-8 become U+FFFD. Nothing from a dossier is ever markup. */
void cw_text_append_html(cw_text *text, const char *string);

/* Appends `string` as one CSV field (RFC 4180): quoted where it has a comma, quote or line end, or
 * a blank at an end. A field that a spreadsheet would run as a formula (= + - @ first, not alone,
 * and no number) gets a leading apostrophe. */
void cw_text_append_csv(cw_text *text, const char *string);

/* Appends `string` without control characters (each becomes U+FFFD), so that no input can drive
 * the terminal: C0, line feed and tab among them, DEL, C1, line and paragraph separators, and the
 * characters that reorder text (U+202A to U+202E, U+2066 to U+2069). Bytes that are not UTF-8
 * become U+FFFD too. */
void cw_text_append_printable(cw_text *text, const char *string);

/* Whether `bytes` is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms). If not, and
 * `offset` is not NULL, *offset is the first byte of the first bad sequence. */
bool cw_utf8_is_valid(const char *bytes, size_t length, size_t *offset);

/* Number of terminal cells the UTF-8 `bytes` take: 0 for combining marks, 2 for wide East Asian
 * characters and emoji, 1 for others. Malformed bytes count 1 each. */
size_t cw_utf8_width(const char *bytes, size_t length);

/* Index of the candidate nearest to `word` (fewest insertions, deletions, substitutions and swaps
 * of neighbours, letters compared without case), or CW_NONE where none is near: more than a third
 * of the word's length away, or more than 3. Words of more than 64 characters are near to nothing.
 * Ties: the first. Cost O(count * length^2). */
size_t cw_nearest_word(const char *word, const char *const *candidates, size_t count);

#endif
