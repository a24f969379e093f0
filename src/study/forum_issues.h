/* The issues that one forum can take, as models see them that settle them together. */
#ifndef COUNTERWEIGHT_STUDY_FORUM_ISSUES_H
#define COUNTERWEIGHT_STUDY_FORUM_ISSUES_H

#include "counterweight/bargaining.h"
#include "counterweight/venue.h"

/* Quantities by actor, then issue; CW_NONE where an actor has no vote on an issue. */
typedef struct cw_forum_issues {
    const size_t *states; /* the actors, ascending */
    const size_t *issues;
    size_t actor_count;
    size_t issue_count;
    const size_t *position;
    const size_t *salience;
    const size_t *capability; /* by actor */
} cw_forum_issues;

/* "troops in csto": an issue at a forum, for people. Owned by `arena`; NULL: no memory. */
const char *cw_forum_issue_name(cw_arena *arena, const cw_dossier *dossier, size_t issue,
                                size_t forum);

/* Gathers what `count` venues of one forum have on their tables. Owned by `arena`; CW_ERROR_MEMORY. */
cw_status cw_forum_issues_gather(cw_forum_issues *out, cw_arena *arena, const cw_case *built,
                                 cw_venue *const *venues, const size_t *issues, size_t count);

/* The numbers a problem needs: for positions and saliences of all cells, then capabilities. */
size_t cw_forum_issues_numbers(const cw_forum_issues *of);

/* The problem in one world; it borrows `numbers`, of which there are cw_forum_issues_numbers(). Pure. */
void cw_forum_issues_lay(cw_exchange_problem *out, double *numbers, const cw_forum_issues *of,
                         const double *values);

#endif
