/* Several issues before the same actors, for models that settle them together. */
#ifndef COUNTERWEIGHT_STUDY_JOINT_TABLE_H
#define COUNTERWEIGHT_STUDY_JOINT_TABLE_H

#include "counterweight/bargaining/joint.h"
#include "counterweight/study/issue_table.h"

/* Owns what it points to. */
typedef struct cw_joint_table {
    const char **actors; /* names, in order of first appearance */
    const char **issues; /* ids */
    cw_exchange_problem problem;
    cw_arena arena;
} cw_joint_table;

/* Puts the issues of a table together: actors by name, NaN where one has no position on an issue.
 * *out is NULL, with CW_OK, where that cannot be, and *why then says so in one clause: fewer than two
 * issues, more than CW_EXCHANGE_ISSUES_MAX of them or CW_EXCHANGE_ACTORS_MAX actors, an actor with different
 * capabilities on different issues. Capabilities above 1e100 are divided by the largest. CW_ERROR_MEMORY. The caller frees *out with
 * cw_joint_table_free(); the names are borrowed from `table`. O(actors^2 issues). */
cw_status cw_joint_table_build(cw_joint_table **out, const char **why, cw_context *context,
                               const cw_issue_table *table);
void cw_joint_table_free(cw_joint_table *joint);

#endif
