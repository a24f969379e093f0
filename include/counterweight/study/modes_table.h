/* The issues of a dossier as a table of issues, every quantity at its mode: for what is told round by
 * round, which over draws could not be. */
#ifndef COUNTERWEIGHT_STUDY_MODES_TABLE_H
#define COUNTERWEIGHT_STUDY_MODES_TABLE_H

#include "counterweight/study/joint_table.h"
#include "counterweight/venue.h"

/* One issue of `table` for each issue at each forum, called "ISSUE in FORUM"; actors go by the ids of
 * states. Owns all of it. */
typedef struct cw_modes_table {
    cw_issue_table table;
    cw_joint_table
        *joint; /* all issues of the table together; NULL unless they are several, all at one
                              forum; they go by their ids. Capabilities as coded, without formality and voices */
    const size_t *issues; /* by issue of the table: that of the dossier, */
    const size_t *forums; /* and the forum */
    cw_venue **venues;
    cw_case *built;
} cw_modes_table;

/* Lays the tables of a what-if (CW_NONE: the base case), of one issue and at one forum only where
 * these are not CW_NONE. What cannot be taken there, or cannot be computed, is left out; there may be
 * no issue at all. CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED; *out is then untouched. `dossier` is borrowed
 * until cw_modes_table_free(). */
cw_status cw_modes_table_build(cw_modes_table **out, cw_context *context, const cw_dossier *dossier,
                               size_t what_if, size_t issue, size_t forum);
void cw_modes_table_free(cw_modes_table *table);

#endif
