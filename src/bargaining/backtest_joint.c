/* Joint models on past decisions: all decisions of one cluster before the actors of all of them. */
#include <math.h>

#include "bargaining/backtest_internal.h"

/* The decisions of each cluster as a chain, in their order. */
typedef struct chains {
    size_t *first;  /* [cluster] */
    size_t *next;   /* [decision]; CW_NONE: the last */
    size_t *length; /* [cluster] */
} chains;

static cw_status chain(chains *of, cw_arena *arena, const cw_trial *trial)
{
    of->first = cw_arena_allocate(arena, trial->clusters, sizeof *of->first);
    of->length = cw_arena_allocate(arena, trial->clusters, sizeof *of->length);
    of->next = cw_arena_allocate(arena, trial->count, sizeof *of->next);
    if (of->first == NULL || of->length == NULL || of->next == NULL) {
        return CW_ERROR_MEMORY;
    }
    for (size_t k = trial->count; k-- > 0;) {
        size_t cluster = trial->cluster_of[k];
        of->next[k] = of->length[cluster] > 0 ? of->first[cluster] : CW_NONE;
        of->first[cluster] = k;
        of->length[cluster]++;
    }
    return CW_OK;
}

/* The decisions of a cluster as issues, *count of them: 0 where there are too many, or nobody knows who their
 * actors are. */
static void list_issues(cw_joint_issue *issues, size_t *count, const cw_trial *trial,
                        const chains *of, size_t cluster)
{
    *count = 0;
    if (of->length[cluster] > CW_EXCHANGE_ISSUES_MAX) {
        return;
    }
    for (size_t k = of->first[cluster]; k != CW_NONE; k = of->next[k]) {
        const cw_past_decision *decision = &trial->decisions[k];
        if (decision->actor == NULL) {
            *count = 0;
            return;
        }
        issues[(*count)++] = (cw_joint_issue){&decision->problem, decision->actor};
    }
}

/* Settles one cluster; its decisions are NaN where they cannot be put together. */
static cw_status settle(double *points, const cw_trial *trial, const cw_joint_model *model,
                        const chains *of, size_t cluster)
{
    cw_joint_issue issues[CW_EXCHANGE_ISSUES_MAX];
    double outcome[CW_EXCHANGE_ISSUES_MAX];
    size_t count = 0;
    const char *why = NULL;
    cw_exchange_problem problem = {.actors = 0};
    cw_arena scratch;
    cw_arena_init(&scratch, trial->context);
    list_issues(issues, &count, trial, of, cluster);
    cw_status status = cw_joint_gather(&problem, &why, &scratch, issues, count);
    if (status == CW_OK && why == NULL) {
        status = cw_joint_solve(outcome, model, trial->context, &problem);
    }
    size_t issue = 0;
    for (size_t k = of->first[cluster]; k != CW_NONE && status == CW_OK; k = of->next[k]) {
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
    for (size_t c = 0; c < trial->clusters && status == CW_OK; c++) {
        status = cw_context_is_cancelled(trial->context) ? CW_ERROR_INTERRUPTED
                                                         : settle(points, trial, model, &of, c);
    }
    cw_arena_free(&scratch);
    return status;
}
