/* Issues from a plain table, for forecasts without a dossier. */
#ifndef COUNTERWEIGHT_STUDY_ISSUE_TABLE_H
#define COUNTERWEIGHT_STUDY_ISSUE_TABLE_H

#include "counterweight/bargaining.h"
#include "counterweight/base/diagnostic.h"
#include "counterweight/study/capabilities.h"

/* One issue: who wants what. */
typedef struct cw_table_issue {
    const char *id;
    const char **actors; /* names, as many as problem.actors, in the order of the table */
    cw_bargaining_problem problem;
} cw_table_issue;

typedef struct cw_issue_table {
    cw_table_issue *issues;
    size_t issue_count;
    cw_arena arena; /* owns all of it */
} cw_issue_table;

/* Reads issues from a file in one of three layouts.
 *
 * Ours: a heading with the columns actor, position (0 to 100), salience (0 to 1) and capability
 * (at least 0), and, where there are several issues, issue; optionally status_quo (0 to 100, the
 * same in all rows of an issue; empty: not known). One row for each actor and issue. Or one row for each
 * actor, with actor, capability, and for each issue position_ISSUE and salience_ISSUE (both empty:
 * takes no part) and optionally status_quo_ISSUE.
 *
 * KTAB's: a first line name,"description",actors,issues with or without a comma at its end, a
 * heading, then a row for each actor: name, description, capability, and for each issue position
 * and salience, both 0 to 100; commas at line ends are ignored. Issues are called by the headings of
 * their positions. A file is taken for KTAB's if its first line has at least four
 * fields and the last two are whole numbers.
 *
 * Headings of ours may be in letters of either size. All must agree, nobody proposes, loss is linear.
 * Capabilities are those of the table, or where `given` is not NULL those given, and the table then needs no
 * column of them. CW_ERROR_INPUT, with diagnostics, for anything
 * that is not so: fields separated by another character, a missing column, a cell that is no number or
 * out of range, an actor without a name or twice in one issue, more than CW_ACTORS_MAX actors, KTAB's
 * first line at odds with the rest, an actor to whom no capability is given; CW_ERROR_IO; CW_ERROR_MEMORY; *out is then untouched. The
 * caller frees it with cw_issue_table_free(). */
cw_status cw_issue_table_read(cw_issue_table **out, cw_context *context,
                              cw_diagnostics *diagnostics, const cw_capabilities *given,
                              const char *path, char delimiter);

/* The same for `length` bytes in memory; `file` is the name used in diagnostics. */
cw_status cw_issue_table_parse(cw_issue_table **out, cw_context *context,
                               cw_diagnostics *diagnostics, const cw_capabilities *given,
                               const char *file, const char *bytes, size_t length, char delimiter);

void cw_issue_table_free(cw_issue_table *table);

#endif
