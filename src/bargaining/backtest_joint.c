/* Joint models on past decisions: all decisions of one cluster before the actors of all of them. */
#include <math.h>

#include "bargaining/backtest_internal.h"

/* The decisions of each cluster as a chain, in their order. */
typedef struct chains {
    size_t *first;  /* [cluster] */
    size_t *next;   /* [decision]; CW_NONE: the last */
    size_t *length; /* [cluster] */
} chains;

/* The decisions of one cluster put together. Cells are [actor][issue]. */
typedef struct gathering {
    size_t *actor; /* [actor]: its number in the decisions */
    size_t actors;
    double *position; /* NaN: no part in the issue */
    double *salience;
    double *capability;
    bool fits; /* not too many actors, and none with two capabilities */
} gathering;

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

/* The place of an actor, new where its number is; CW_NONE where there is no room. */
static size_t place_of(gathering *g, size_t actor)
{
    for (size_t m = 0; m < g->actors; m++) {
        if (g->actor[m] == actor) {
            return m;
        }
    }
    if (g->actors == CW_EXCHANGE_ACTORS_MAX) {
        return CW_NONE;
    }
    g->actor[g->actors] = actor;
    g->capability[g->actors] = NAN;
    return g->actors++;
}

static void take(gathering *g, const cw_past_decision *decision, size_t issue, size_t issues)
{
    const cw_bargaining_problem *problem = &decision->problem;
    for (size_t k = 0; k < problem->actors && g->fits; k++) {
        size_t m = place_of(g, decision->actor[k]);
        g->fits =
            m != CW_NONE && (isnan(g->capability[m]) || g->capability[m] == problem->capability[k]);
        if (g->fits) {
            g->capability[m] = problem->capability[k];
            g->position[m * issues + issue] = problem->position[k];
            g->salience[m * issues + issue] = problem->salience[k];
        }
    }
}

static bool make_room(gathering *g, cw_arena *arena, size_t actors, size_t issues)
{
    g->actor = cw_arena_allocate(arena, actors, sizeof *g->actor);
    g->capability = cw_arena_allocate(arena, actors, sizeof *g->capability);
    g->position = cw_arena_allocate(arena, actors * issues, sizeof *g->position);
    g->salience = cw_arena_allocate(arena, actors * issues, sizeof *g->salience);
    return g->actor != NULL && g->capability != NULL && g->position != NULL && g->salience != NULL;
}

/* Gathers the decisions of a cluster; g->fits tells whether they can be put together. */
static cw_status gather(gathering *g, cw_arena *arena, const cw_trial *trial, const chains *of,
                        size_t cluster)
{
    size_t issues = of->length[cluster];
    size_t most = 0;
    *g = (gathering){.fits = issues >= 2 && issues <= CW_EXCHANGE_ISSUES_MAX};
    for (size_t k = of->first[cluster]; k != CW_NONE; k = of->next[k]) {
        most += trial->decisions[k].problem.actors;
        g->fits = g->fits && trial->decisions[k].actor != NULL;
    }
    most = most < CW_EXCHANGE_ACTORS_MAX ? most : CW_EXCHANGE_ACTORS_MAX;
    if (!g->fits) {
        return CW_OK;
    }
    if (!make_room(g, arena, most, issues)) {
        return CW_ERROR_MEMORY;
    }
    for (size_t cell = 0; cell < most * issues; cell++) {
        g->position[cell] = NAN;
    }
    size_t issue = 0;
    for (size_t k = of->first[cluster]; k != CW_NONE; k = of->next[k]) {
        take(g, &trial->decisions[k], issue++, issues);
    }
    return CW_OK;
}

/* Settles one cluster; its decisions stay NaN where they cannot be put together. */
static cw_status settle(double *points, const cw_trial *trial, const cw_joint_model *model,
                        const chains *of, size_t cluster)
{
    gathering g;
    double outcome[CW_EXCHANGE_ISSUES_MAX];
    cw_arena scratch;
    cw_arena_init(&scratch, trial->context);
    cw_status status = gather(&g, &scratch, trial, of, cluster);
    if (status == CW_OK && g.fits) {
        const cw_exchange_problem problem = {.actors = g.actors,
                                             .issues = of->length[cluster],
                                             .position = g.position,
                                             .salience = g.salience,
                                             .capability = g.capability};
        status = cw_joint_solve(outcome, model, trial->context, &problem);
    }
    size_t issue = 0;
    for (size_t k = of->first[cluster]; k != CW_NONE && status == CW_OK; k = of->next[k]) {
        points[k] = g.fits ? outcome[issue++] : NAN;
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
