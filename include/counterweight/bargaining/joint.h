/* Models that settle several issues before the same actors at once: what is given on one is got back
 * on another. A registry of its own, beside that of counterweight/bargaining/model.h. */
#ifndef COUNTERWEIGHT_BARGAINING_JOINT_H
#define COUNTERWEIGHT_BARGAINING_JOINT_H

#include "counterweight/bargaining/exchange.h"
#include "counterweight/bargaining/run.h"

/* One joint model. Static data, never freed. */
typedef struct cw_joint_model {
    const char *id; /* "exchange" */
    const char *title;
    const char *idea;   /* one sentence a newcomer understands */
    const char *paper;  /* author, year, title */
    const char *limits; /* one sentence: when not to believe it */
    const char *cost;
    /* Trades one by one, or goes round by round: one of the two, the other NULL. The caller frees
     * *out. Errors as cw_exchange_run() and cw_spatial_run(). */
    cw_status (*trade)(cw_exchange **out, cw_context *context, const cw_exchange_problem *problem);
    cw_status (*run)(cw_run **out, cw_context *context, const cw_exchange_problem *problem);
} cw_joint_model;

/* All joint models, in the order in which they are shown; *count of them. Static. */
const cw_joint_model *const *cw_joint_models(size_t *count);

/* One issue of several. Borrowed. */
typedef struct cw_joint_issue {
    const cw_bargaining_problem *problem;
    const size_t *actor; /* who each of its actors is: numbers that mean the same in all issues */
    const double *capability; /* of each, in place of those of the problem; NULL: those */
} cw_joint_issue;

/* Puts issues together: the actors of *out are those of any issue, by first appearance; one takes part in the
 * issues where it stands. Capabilities above 1e100 are divided by the largest. *why is NULL, or says in one
 * clause why they cannot be put together, and *out is then untouched: fewer than two issues, more than
 * CW_EXCHANGE_ISSUES_MAX of them or CW_EXCHANGE_ACTORS_MAX actors, an actor with different capabilities.
 * Problems must be sound. The numbers of *out are of `arena`. CW_ERROR_MEMORY. O(seats * actors), seats being
 * the actors of all issues. Thread-safe. */
cw_status cw_joint_gather(cw_exchange_problem *out, const char **why, cw_arena *arena,
                          const cw_joint_issue *issues, size_t count);

/* Where each issue ends: outcome[issue], points; NaN where nobody weighs. Errors as above; `outcome`
 * is then untouched. Thread-safe. */
cw_status cw_joint_solve(double *outcome, const cw_joint_model *model, cw_context *context,
                         const cw_exchange_problem *problem);

#endif
