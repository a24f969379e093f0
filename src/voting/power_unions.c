/* Values of games with a priori unions.
 *
 * For the members of one union the other unions are members of one piece: a game of the other
 * unions and the union's own members. With the other unions saying yes with probability s and the
 * own members with probability t, the chance of a member to swing, integrated over s and t, is
 * Owen's value; at s = t = 1/2 it is Banzhaf and Owen's; at s = 1/2, integrated over t, the
 * symmetric coalitional Banzhaf value. The degree in s is the number of other unions, in t that of
 * the other own members, so few Gauss nodes are exact. */
#include "voting/power_work.h"

#include <math.h>
#include <string.h>

#include "counterweight/voting/minimal.h"

#include "voting/gauss.h"
#include "voting/unions.h"

/* Minimal winning coalitions of unions, and within one, that are listed. */
#define LISTED ((size_t)200000)

typedef struct cw_union_nodes {
    size_t count;
    double *place;
    double *weight;
} cw_union_nodes;

static cw_status make_nodes(cw_union_nodes *out, cw_arena *arena, size_t degree)
{
    out->count = degree / 2 + 1;
    out->place = cw_arena_allocate(arena, out->count, sizeof(double));
    out->weight = cw_arena_allocate(arena, out->count, sizeof(double));
    if (out->place == NULL || out->weight == NULL)
        return CW_ERROR_MEMORY;
    cw_gauss_nodes(out->place, out->weight, out->count, out->count);
    for (size_t k = 0; k < out->count; k++) {
        out->place[k] = 0.5 + 0.5 * out->place[k];
        out->weight[k] *= 0.5;
    }
    return CW_OK;
}

/* A union's own game under way. */
typedef struct cw_inside {
    cw_power_work *work;
    const cw_partition *partition;
    size_t at; /* the union */
    cw_pieces pieces;
    cw_engine engine;
    double *yes;    /* by class */
    double *swings; /* by class */
} cw_inside;

/* Chances to swing with the others at s and the own at t; adds them, weighted, to `out`. */
static cw_status add_chances(double *out, cw_inside *inside, double s, double t, double weight)
{
    const cw_engine *engine = &inside->engine;
    for (size_t p = 0; p < inside->pieces.count; p++)
        if (engine->class_of[p] != CW_NONE)
            inside->yes[engine->class_of[p]] = p < inside->pieces.own ? t : s;
    cw_status status =
        cw_engine_chances(inside->swings, NULL, inside->work->context, engine, inside->yes);
    for (size_t p = 0; p < inside->pieces.own && status == CW_OK; p++)
        if (engine->class_of[p] != CW_NONE)
            out[inside->pieces.member[p]] += weight * inside->swings[engine->class_of[p]];
    return status;
}

static cw_status integrate(cw_inside *inside, cw_arena *arena)
{
    cw_union_values *values = &inside->work->counts.unions;
    cw_union_nodes others;
    cw_union_nodes own;
    cw_status status = make_nodes(&others, arena, inside->pieces.count - inside->pieces.own);
    if (status == CW_OK)
        status = make_nodes(&own, arena, inside->pieces.own - 1);
    if (status == CW_OK)
        status = add_chances(values->banzhaf_owen, inside, 0.5, 0.5, 1.0);
    for (size_t k = 0; status == CW_OK && k < own.count; k++) {
        status = add_chances(values->symmetric_banzhaf, inside, 0.5, own.place[k], own.weight[k]);
        for (size_t j = 0; status == CW_OK && j < others.count; j++)
            status = add_chances(values->owen, inside, others.place[j], own.place[k],
                                 others.weight[j] * own.weight[k]);
        if (cw_context_is_cancelled(inside->work->context))
            status = CW_ERROR_INTERRUPTED;
    }
    return status;
}

/* The values of the members of one union. */
static cw_status solve_union(cw_power_work *work, const cw_partition *partition, size_t at)
{
    cw_context *context = work->context;
    cw_inside inside = {.work = work, .partition = partition, .at = at};
    cw_engine_limits limits = {.most_edges = (size_t)(work->memory / 48.0),
                               .most_bytes = work->memory};
    double needed;
    cw_arena arena;
    cw_arena_init(&arena, context);
    cw_status status =
        cw_pieces_build(&inside.pieces, &arena, &work->engine.formula, partition, at);
    if (status == CW_OK)
        status = cw_engine_build(&inside.engine, context, &inside.pieces.rule, inside.pieces.mark,
                                 limits, &needed);
    if (status == CW_OK && !inside.engine.is_settled) {
        inside.yes = cw_arena_allocate(&arena, inside.pieces.count, sizeof(double));
        inside.swings = cw_arena_allocate(&arena, inside.pieces.count, sizeof(double));
        status = inside.yes == NULL || inside.swings == NULL ? CW_ERROR_MEMORY
                                                             : integrate(&inside, &arena);
    }
    if (inside.engine.formula.arena.context != NULL)
        cw_engine_free(&inside.engine);
    cw_arena_free(&arena);
    return status;
}

static cw_status make_values(cw_power_work *work)
{
    cw_union_values *values = &work->counts.unions;
    double **fields[] = {&values->owen,
                         &values->banzhaf_owen,
                         &values->symmetric_banzhaf,
                         &values->union_public_good,
                         &values->solidarity_public_good,
                         &values->owen_public_good,
                         &values->threat_public_good[0],
                         &values->threat_public_good[1],
                         &values->threat_public_good[2]};
    for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
        *fields[k] = cw_arena_allocate(&work->power->arena, work->counts.members, sizeof(double));
        if (*fields[k] == NULL)
            return CW_ERROR_MEMORY;
    }
    return CW_OK;
}

cw_status cw_power_unions(cw_power_work *work)
{
    cw_partition partition;
    if (work->options->unions == NULL) {
        CW_POWER_SAY(work, CW_SEVERITY_NOTE,
                     "the indices with unions are left out: no unions given");
        return CW_OK;
    }
    cw_arena arena;
    cw_arena_init(&arena, work->context);
    cw_status status =
        cw_partition_build(&partition, &arena, work->options->unions, work->counts.members);
    if (status == CW_OK)
        status = make_values(work);
    for (size_t u = 0; u < partition.count && status == CW_OK; u++)
        status = solve_union(work, &partition, u);
    if (status == CW_OK)
        status = cw_union_public_goods(work, &partition, &arena, LISTED);
    cw_arena_free(&arena);
    return status;
}
