/* Issues put together: one problem before the actors of all of them. */
#include <math.h>

#include "counterweight/bargaining/joint.h"

/* Largest capability that is taken as it is. */
#define CAPABILITY_MOST 1e100

/* The numbers of the problem while they are gathered. Cells are [actor][issue]. */
typedef struct gathering {
    size_t who[CW_EXCHANGE_ACTORS_MAX]; /* by place */
    size_t actors;
    size_t issues;
    double *position; /* NaN: no part in the issue */
    double *salience;
    double *capability;
} gathering;

static const char *count_mistake(size_t issues)
{
    return issues < 2                        ? "there is only one issue"
           : issues > CW_EXCHANGE_ISSUES_MAX ? "there are too many issues"
                                             : NULL;
}

/* Room for as many actors as there are seats, or may be actors. */
static bool make_room(gathering *g, cw_arena *arena, const cw_joint_issue *issues)
{
    size_t most = 0;
    for (size_t k = 0; k < g->issues; k++) {
        most += issues[k].problem->actors;
    }
    most = most < CW_EXCHANGE_ACTORS_MAX ? most : CW_EXCHANGE_ACTORS_MAX;
    g->position = cw_arena_allocate(arena, most * g->issues, sizeof *g->position);
    g->salience = cw_arena_allocate(arena, most * g->issues, sizeof *g->salience);
    g->capability = cw_arena_allocate(arena, most, sizeof *g->capability);
    if (g->position == NULL || g->salience == NULL || g->capability == NULL) {
        return false;
    }
    for (size_t cell = 0; cell < most * g->issues; cell++) {
        g->position[cell] = NAN;
    }
    return true;
}

/* The place of an actor, new where its number is; CW_NONE where there is no room. */
static size_t place_of(gathering *g, size_t number)
{
    for (size_t m = 0; m < g->actors; m++) {
        if (g->who[m] == number) {
            return m;
        }
    }
    if (g->actors == CW_EXCHANGE_ACTORS_MAX) {
        return CW_NONE;
    }
    g->who[g->actors] = number;
    g->capability[g->actors] = NAN;
    return g->actors++;
}

/* What keeps the issue from being put beside the others; NULL: nothing. */
static const char *take(gathering *g, const cw_joint_issue *issue, size_t column)
{
    const cw_bargaining_problem *problem = issue->problem;
    const double *capability = issue->capability != NULL ? issue->capability : problem->capability;
    for (size_t k = 0; k < problem->actors; k++) {
        size_t m = place_of(g, issue->actor[k]);
        if (m == CW_NONE) {
            return "there are too many actors";
        }
        if (!isnan(g->capability[m]) && g->capability[m] != capability[k]) {
            return "an actor has different capabilities on different issues";
        }
        g->capability[m] = capability[k];
        g->position[m * g->issues + column] = problem->position[k];
        g->salience[m * g->issues + column] = problem->salience[k];
    }
    return NULL;
}

/* Capabilities so large that their sums could overflow are divided by the largest: their scale is any. */
static void keep_finite(const gathering *g)
{
    double largest = 0.0;
    for (size_t m = 0; m < g->actors; m++) {
        largest = fmax(largest, g->capability[m]);
    }
    for (size_t m = 0; largest > CAPABILITY_MOST && m < g->actors; m++) {
        g->capability[m] /= largest;
    }
}

cw_status cw_joint_gather(cw_exchange_problem *out, const char **why, cw_arena *arena,
                          const cw_joint_issue *issues, size_t count)
{
    gathering g = {.issues = count};
    *why = count_mistake(count);
    if (*why != NULL) {
        return CW_OK;
    }
    if (!make_room(&g, arena, issues)) {
        return CW_ERROR_MEMORY;
    }
    for (size_t k = 0; k < count && *why == NULL; k++) {
        *why = take(&g, &issues[k], k);
    }
    if (*why == NULL) {
        keep_finite(&g);
        *out = (cw_exchange_problem){.actors = g.actors,
                                     .issues = count,
                                     .position = g.position,
                                     .salience = g.salience,
                                     .capability = g.capability};
    }
    return CW_OK;
}
