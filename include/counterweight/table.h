/* table: a CSV file (RFC 4180) with a heading line, as texts that remember where they stand. */
#ifndef COUNTERWEIGHT_TABLE_H
#define COUNTERWEIGHT_TABLE_H

#include <stddef.h>

#include "counterweight/base/context.h"
#include "counterweight/base/diagnostic.h"
#include "counterweight/base/digest.h"

/* One field: UTF-8, without its quotes and without blanks around it if it had no quotes. */
typedef struct cw_table_cell {
    const char *text; /* owned by the table, ended by a NUL, "" where empty */
    size_t length;    /* bytes */
    cw_place place;   /* of its first character; `file` is owned by the table */
} cw_table_cell;

typedef struct cw_table {
    const char *file;       /* as the user named it */
    cw_table_cell *heading; /* one for each column: names, none empty, no two alike */
    size_t column_count;
    cw_table_cell *cells; /* owned; row_count x column_count, row by row */
    size_t row_count;
    cw_digest digest; /* of the bytes as read */
    cw_arena arena;   /* owns the texts and the heading */
} cw_table;

/* Reads the file at `path`, or standard input for "-". `delimiter` is the character between fields:
 * ',' or ';' or a tab; any but a quote, a blank or a line end. A byte order mark, LF and CRLF are
 * accepted; empty lines are skipped. Reported as diagnostics, as many as there are: bad UTF-8 and
 * control characters, rows longer or shorter than the heading, columns without a name or with the
 * name of another, more than 4,096 columns, quotes out of place, a missing heading, fields longer
 * than the context's `word_bytes` and more rows than its `items`.
 * Returns CW_OK and a table that the caller frees with cw_table_free(); CW_ERROR_INPUT where
 * anything was reported; CW_ERROR_IO where the file cannot be read; CW_ERROR_USAGE for a delimiter
 * that cannot be one; CW_ERROR_MEMORY. On failure *out is untouched. `context` is borrowed until
 * the table is freed. Cost O(bytes). Thread-safe for different contexts and diagnostics. */
cw_status cw_table_read(cw_table **out, cw_context *context, cw_diagnostics *diagnostics,
                        const char *path, char delimiter);

/* The same for `length` bytes already in memory; `file` is the name used in diagnostics. */
cw_status cw_table_parse(cw_table **out, cw_context *context, cw_diagnostics *diagnostics,
                         const char *file, const char *bytes, size_t length, char delimiter);

/* Frees a table and all it holds; NULL is allowed. */
void cw_table_free(cw_table *table);

/* Position of the column called `name`, or CW_NONE. Cost O(columns). Thread-safe. */
size_t cw_table_find_column(const cw_table *table, const char *name);

/* Reports, as an error at the heading, that the table has no column `name`: with the heading that is most
 * likely meant for it, by cw_nearest_word(), or where none is near with `columns`, a clause that says what
 * such a table has: "a table of actors has ...". Cost O(columns * length^2). */
void cw_table_miss_column(cw_diagnostics *diagnostics, const cw_table *table, const char *name,
                          const char *columns);

/* The field in `row` (0 is the first below the heading) and `column`. Both must be in range.
 * Borrowed from the table. Thread-safe. */
const cw_table_cell *cw_table_at(const cw_table *table, size_t row, size_t column);

/* Reads the field as a decimal number in any locale. CW_ERROR_INPUT, and a diagnostic at its place,
 * where it is none (or empty); *out is then untouched. */
cw_status cw_table_number(double *out, cw_diagnostics *diagnostics, const cw_table *table,
                          size_t row, size_t column);

#endif
