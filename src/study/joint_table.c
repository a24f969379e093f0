#include "counterweight/study/joint_table.h"

#include <math.h>
#include <string.h>

/* Largest capability that is taken as it is. */
#define CAPABILITY_MOST 1e100

/* The numbers of the joint problem while they are gathered. */
typedef struct gathering {
    cw_joint_table *made;
    double *position; /* [actor][issue] */
    double *salience;
    double *capability;
    size_t actors;
    const char *why; /* not possible, or NULL */
} gathering;

static const char too_many_actors[] = "there are too many actors";
static const char two_capabilities[] = "an actor has different capabilities on different issues";

/* The place of an actor, new where its name is; CW_NONE where there is no room. */
static size_t place_of(gathering *g, const char *name)
{
    for (size_t m = 0; m < g->actors; m++) {
        if (strcmp(g->made->actors[m], name) == 0) {
            return m;
        }
    }
    if (g->actors == CW_EXCHANGE_ACTORS_MAX) {
        return CW_NONE;
    }
    g->made->actors[g->actors] = name;
    g->capability[g->actors] = NAN;
    return g->actors++;
}

static void take(gathering *g, const cw_table_issue *issue, size_t column, size_t issues)
{
    for (size_t k = 0; k < issue->problem.actors; k++) {
        size_t m = place_of(g, issue->actors[k]);
        if (m == CW_NONE) {
            g->why = too_many_actors;
            return;
        }
        double capability = issue->problem.capability[k];
        if (!isnan(g->capability[m]) && g->capability[m] != capability) {
            g->why = two_capabilities;
        }
        g->capability[m] = capability;
        g->position[m * issues + column] = issue->problem.position[k];
        g->salience[m * issues + column] = issue->problem.salience[k];
    }
}

static bool make_room(gathering *g, size_t issues)
{
    cw_arena *arena = &g->made->arena;
    size_t cells = CW_EXCHANGE_ACTORS_MAX * issues;
    g->made->actors = cw_arena_allocate(arena, CW_EXCHANGE_ACTORS_MAX, sizeof *g->made->actors);
    g->made->issues = cw_arena_allocate(arena, issues, sizeof *g->made->issues);
    g->position = cw_arena_allocate(arena, cells, sizeof *g->position);
    g->salience = cw_arena_allocate(arena, cells, sizeof *g->salience);
    g->capability = cw_arena_allocate(arena, CW_EXCHANGE_ACTORS_MAX, sizeof *g->capability);
    if (g->made->actors == NULL || g->made->issues == NULL || g->position == NULL ||
        g->salience == NULL || g->capability == NULL) {
        return false;
    }
    for (size_t k = 0; k < cells; k++) {
        g->position[k] = NAN;
    }
    return true;
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

static void gather(gathering *g, const cw_issue_table *table)
{
    size_t issues = table->issue_count;
    for (size_t k = 0; k < issues && g->why == NULL; k++) {
        g->made->issues[k] = table->issues[k].id;
        take(g, &table->issues[k], k, issues);
    }
    keep_finite(g);
    g->made->problem = (cw_exchange_problem){
        .actors = g->actors,
        .issues = issues,
        .position = g->position,
        .salience = g->salience,
        .capability = g->capability,
    };
}

cw_status cw_joint_table_build(cw_joint_table **out, const char **why, cw_context *context,
                               const cw_issue_table *table)
{
    *out = NULL;
    *why = table->issue_count < 2                        ? "there is only one issue"
           : table->issue_count > CW_EXCHANGE_ISSUES_MAX ? "there are too many issues"
                                                         : NULL;
    if (*why != NULL) {
        return CW_OK;
    }
    cw_joint_table *made = cw_allocate(context, 1, sizeof *made);
    if (made == NULL) {
        return CW_ERROR_MEMORY;
    }
    cw_arena_init(&made->arena, context);
    gathering g = {.made = made};
    cw_status status = make_room(&g, table->issue_count) ? CW_OK : CW_ERROR_MEMORY;
    if (status == CW_OK) {
        gather(&g, table);
        *why = g.why;
    }
    if (status == CW_OK && g.why == NULL) {
        *out = made;
    } else {
        cw_joint_table_free(made);
    }
    return status;
}

void cw_joint_table_free(cw_joint_table *joint)
{
    if (joint != NULL) {
        cw_context *context = joint->arena.context;
        cw_arena_free(&joint->arena);
        cw_release(context, joint);
    }
}
