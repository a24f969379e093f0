/* Joint models on past decisions: all decisions of one sitting before the actors of all of them. */
#include <math.h>

#include "bargaining/backtest_internal.h"

/* The decisions of each sitting as a chain, in their order. Sittings are numbered by first appearance. */
typedef struct chains {
    size_t count;   /* of sittings */
    size_t *first;  /* [sitting] */
    size_t *last;   /* [sitting] */
    size_t *next;   /* [decision]; CW_NONE: the last */
    size_t *length; /* [sitting] */
} chains;

/* The sitting of a decision among those before it, or a new one. */
static size_t sitting_of(const chains *of, const cw_past_decision *decisions, size_t decision)
{
    size_t sitting = 0;
    while (sitting < of->count &&
           decisions[of->first[sitting]].sitting != decisions[decision].sitting) {
        sitting++;
    }
    return sitting;
}

static void append(chains *of, size_t sitting, size_t decision)
{
    if (sitting == of->count) {
        of->first[of->count++] = decision;
    } else {
        of->next[of->last[sitting]] = decision;
    }
    of->last[sitting] = decision;
    of->next[decision] = CW_NONE;
    of->length[sitting]++;
}

static cw_status chain(chains *of, cw_arena *arena, const cw_trial *trial)
{
    *of = (chains){.first = cw_arena_allocate(arena, trial->count, sizeof *of->first),
                   .last = cw_arena_allocate(arena, trial->count, sizeof *of->last),
                   .next = cw_arena_allocate(arena, trial->count, sizeof *of->next),
                   .length = cw_arena_allocate(arena, trial->count, sizeof *of->length)};
    if (of->first == NULL || of->last == NULL || of->next == NULL || of->length == NULL) {
        return CW_ERROR_MEMORY;
    }
    for (size_t k = 0; k < trial->count; k++) {
        append(of, sitting_of(of, trial->decisions, k), k);
    }
    return CW_OK;
}

/* The decisions of a sitting as issues, *count of them: 0 where there are too many, or nobody knows who their
 * actors are. */
static void list_issues(cw_joint_issue *issues, size_t *count, const cw_trial *trial,
                        const chains *of, size_t sitting)
{
    *count = 0;
    if (of->length[sitting] > CW_EXCHANGE_ISSUES_MAX) {
        return;
    }
    for (size_t k = of->first[sitting]; k != CW_NONE; k = of->next[k]) {
        const cw_past_decision *decision = &trial->decisions[k];
        if (decision->actor == NULL) {
            *count = 0;
            return;
        }
        issues[(*count)++] =
            (cw_joint_issue){&decision->problem, decision->actor, decision->capability};
    }
}

/* Settles one sitting; its decisions are NaN where they cannot be put together. */
static cw_status settle(double *points, const cw_trial *trial, const cw_joint_model *model,
                        const chains *of, size_t sitting)
{
    cw_joint_issue issues[CW_EXCHANGE_ISSUES_MAX];
    double outcome[CW_EXCHANGE_ISSUES_MAX];
    size_t count = 0;
    const char *why = NULL;
    cw_exchange_problem problem = {.actors = 0};
    cw_arena scratch;
    cw_arena_init(&scratch, trial->context);
    list_issues(issues, &count, trial, of, sitting);
    cw_status status = cw_joint_gather(&problem, &why, &scratch, issues, count);
    if (status == CW_OK && why == NULL) {
        status = cw_joint_solve(outcome, model, trial->context, &problem);
    }
    size_t issue = 0;
    for (size_t k = of->first[sitting]; k != CW_NONE && status == CW_OK; k = of->next[k]) {
        points[k] = why == NULL ? outcome[issue++] : NAN;
    }
    cw_arena_free(&scratch);
    return status;
}

cw_status cw_trial_settle_together(double *points, const cw_trial *trial,
                                   const cw_joint_model *model)
{
    chains of;
    cw_arena scratch;
    cw_arena_init(&scratch, trial->context);
    cw_status status = chain(&of, &scratch, trial);
    for (size_t k = 0; k < of.count && status == CW_OK; k++) {
        status = cw_context_is_cancelled(trial->context) ? CW_ERROR_INTERRUPTED
                                                         : settle(points, trial, model, &of, k);
    }
    cw_arena_free(&scratch);
    return status;
}
