#include "study/live_side.h"

#include "study/forum_measure.h"

#include <math.h>

void cw_live_side_init(cw_live_side *side, cw_context *context)
{
    *side = (cw_live_side){.built = NULL};
    cw_arena_init(&side->arena, context);
}

void cw_live_side_free(cw_live_side *side)
{
    cw_context *context = side->arena.context;
    for (size_t p = 0; p < side->pairs; p++)
        cw_venue_free(side->venues[p]);
    cw_sampler_free(side->sampler);
    cw_case_free(side->built);
    cw_arena_free(&side->arena);
    cw_live_side_init(side, context);
}

static cw_status allocate(cw_live_side *side, const cw_dossier *dossier, const cw_live_order *order)
{
    cw_arena *arena = &side->arena;
    size_t cells = order->pairs * order->draws;
    side->forums = cw_arena_allocate(arena, dossier->forum_count, sizeof *side->forums);
    side->venues = cw_arena_allocate(arena, order->pairs, sizeof(cw_venue *));
    side->beyond_reach = cw_arena_allocate(arena, order->pairs, sizeof *side->beyond_reach);
    side->values = cw_arena_allocate(arena, dossier->quantity_count, sizeof *side->values);
    side->bilateral = cw_arena_allocate(arena, cells, sizeof *side->bilateral);
    side->settled = cw_arena_allocate(arena, cells, sizeof *side->settled);
    side->gain = cw_arena_allocate(arena, cells, sizeof *side->gain);
    side->flags = cw_arena_allocate(arena, cells, sizeof *side->flags);
    bool complete = side->forums != NULL && side->venues != NULL && side->beyond_reach != NULL &&
                    side->values != NULL && side->bilateral != NULL && side->settled != NULL &&
                    side->gain != NULL && side->flags != NULL;
    side->pairs = complete ? order->pairs : 0;
    return complete ? CW_OK : CW_ERROR_MEMORY;
}

/* The forum of a pair, unless an earlier pair has had it measured. */
static cw_status measure(cw_live_side *side, size_t forum, const cw_live_side *known)
{
    cw_forum_result *result = &side->forums[forum];
    if (result->capability_share != NULL)
        return CW_OK;
    const cw_forum_result *found = known == NULL ? NULL : &known->forums[forum];
    bool has_found = found != NULL && found->capability_share != NULL;
    return cw_forum_measure(result, &side->arena, side->built, forum, side->values,
                            has_found ? known->built : NULL, found);
}

static cw_status prepare(cw_live_side *side, size_t pair, const cw_live_order *order)
{
    size_t forum = order->forums[pair];
    const cw_forum_result *measured = &side->forums[forum];
    bool needs_power = cw_venue_needs_power(side->built, forum);
    side->beyond_reach[pair] = measured->exists && needs_power && !measured->power_known;
    if (side->beyond_reach[pair])
        return CW_OK;
    cw_status status = cw_venue_build_with(&side->venues[pair], side->arena.context, side->built,
                                           order->issues[pair], forum,
                                           needs_power ? measured->shapley_shubik : NULL);
    side->beyond_reach[pair] = status == CW_ERROR_LIMIT;
    return status == CW_ERROR_LIMIT ? CW_OK : status;
}

static cw_status prepare_all(cw_live_side *side, const cw_live_order *order,
                             const cw_live_side *known)
{
    cw_status status = CW_OK;
    for (size_t p = 0; p < order->pairs && status == CW_OK; p++) {
        status = measure(side, order->forums[p], known);
        if (status == CW_OK)
            status = prepare(side, p, order);
    }
    return status;
}

cw_settled_columns cw_live_side_columns(const cw_live_side *side, size_t pair, size_t draws)
{
    size_t first = pair * draws;
    return (cw_settled_columns){.draws = draws,
                                .bilateral = side->bilateral + first,
                                .settled = side->settled + first,
                                .gain = side->gain + first,
                                .flags = side->flags + first};
}

/* One world at every pair; all NaN where an issue cannot be taken there. */
static void settle(cw_live_side *side, const cw_live_order *order, size_t draw)
{
    size_t count;
    const cw_outcome_model *model = cw_outcome_models(&count)[order->model];
    for (size_t p = 0; p < order->pairs; p++) {
        cw_settlement settlement = {.bilateral = NAN, .settled = NAN, .gain = NAN};
        if (side->venues[p] != NULL)
            cw_venue_settle(&settlement, side->venues[p], side->values, model);
        cw_settled_columns columns = cw_live_side_columns(side, p, order->draws);
        cw_settled_record(&columns, draw, &settlement);
    }
}

static cw_status draw_all(cw_live_side *side, const cw_live_order *order)
{
    for (size_t draw = 0; draw < order->draws; draw++) {
        if (cw_context_is_cancelled(side->arena.context))
            return CW_ERROR_INTERRUPTED;
        cw_world_draw(side->values, side->sampler, side->built, order->seed, draw);
        settle(side, order, draw);
    }
    return CW_OK;
}

cw_status cw_live_side_run(cw_live_side *side, const cw_dossier *dossier, size_t what_if,
                           const cw_live_order *order, const cw_live_side *known)
{
    cw_context *context = side->arena.context;
    cw_live_side_free(side);
    cw_status status = allocate(side, dossier, order);
    if (status == CW_OK)
        status = cw_case_build(&side->built, context, dossier, what_if);
    if (status == CW_OK)
        status = cw_sampler_build(&side->sampler, context, dossier);
    if (status == CW_OK) {
        cw_world_at_modes(side->values, side->sampler, side->built);
        status = prepare_all(side, order, known);
    }
    if (status == CW_OK)
        status = draw_all(side, order);
    if (status == CW_OK)
        cw_world_at_modes(side->values, side->sampler, side->built);
    else
        cw_live_side_free(side);
    return status;
}
