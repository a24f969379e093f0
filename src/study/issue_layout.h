/* Reading issues from a table, whatever its layout: what the layouts share. */
#ifndef COUNTERWEIGHT_STUDY_ISSUE_LAYOUT_H
#define COUNTERWEIGHT_STUDY_ISSUE_LAYOUT_H

#include "counterweight/study/issue_table.h"
#include "counterweight/table.h"

#define CW_PERCENT 100.0

/* The numbers of one issue while they are gathered. */
typedef struct cw_issue_columns {
    double *position;
    double *capability;
    double *salience;
} cw_issue_columns;

/* What is read from, and where it goes. */
typedef struct cw_issue_reading {
    const cw_table *table;
    cw_diagnostics *diagnostics;
    const cw_capabilities *given; /* in place of the table's; NULL: its own */
    cw_issue_table *made;
    cw_issue_columns *numbers; /* [issue] */
} cw_issue_reading;

/* The number in a cell, from 0 to `most`; else 0 with a diagnostic. */
double cw_issue_number(const cw_issue_reading *r, size_t row, size_t column, double most);

/* Adds an issue without actors. False: no memory. */
bool cw_issue_add(cw_issue_reading *r, const char *id);

/* Gives an actor a seat: its place in the arrays of the issue, or CW_NONE with a diagnostic. CW_ERROR_INPUT
 * where there are too many; CW_ERROR_MEMORY. */
cw_status cw_issue_seat(size_t *place, cw_issue_reading *r, size_t index,
                        const cw_table_cell *name);

/* Takes the status quo of an issue from a cell, which may be empty; another one than before is a
 * mistake. */
void cw_issue_status_quo(const cw_issue_reading *r, size_t row, size_t column, size_t issue);

/* What KTAB's first line says, if it is one: its last two fields are whole numbers, of actors and of
 * issues, and two more stand before. */
typedef struct cw_ktab_line {
    bool is_one;
    double actors;
    double issues;
} cw_ktab_line;

cw_ktab_line cw_ktab_line_of(const char *bytes, size_t length);

/* Makes of KTAB's layout a table of the common kind: empties the first line and cuts commas off the ends
 * of the others; lines stay where they are. `out` has room for `length` + 1 bytes; returns the bytes
 * written. */
size_t cw_ktab_strip(char *out, const char *bytes, size_t length);

/* Gives every seat the capability of its actor from elsewhere. CW_ERROR_INPUT, with diagnostics, where one
 * has none. O(seats * rows given). */
cw_status cw_issue_capabilities(const cw_issue_reading *r);

/* Read all issues of a layout. CW_ERROR_INPUT or diagnostics for mistakes; CW_ERROR_MEMORY. */
cw_status cw_issues_of_ktab(cw_issue_reading *r, const cw_ktab_line *first);
cw_status cw_issues_of_rows(cw_issue_reading *r);
cw_status cw_issues_of_columns(cw_issue_reading *r);

/* Whether a table has a pair of columns for each issue: it has some position_ISSUE and no position. */
bool cw_issues_stand_in_columns(const cw_table *table);

#endif
