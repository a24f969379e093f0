/* What turns the verdict on a claim: its comparison at the modes, with one quantity moved at a time. */
#include "study/claims.h"
#include "study/figure.h"
#include "study/flip.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One side: a figure in the world of its case, or a number. */
typedef struct cw_side {
    cw_reading reading;
    double *world; /* owned; NULL: `number` it is */
    double number;
} cw_side;

/* A comparison with all quantities at their modes but the one that moves. */
typedef struct cw_contest {
    cw_experiment *experiment;
    const cw_claim *claim;
    cw_side sides[2];
    size_t quantity;
} cw_contest;

static cw_status open_side(cw_side *side, cw_experiment *experiment, const cw_figure *written)
{
    cw_figure figure = cw_figure_complete(experiment->dossier, written);
    double *world =
        cw_allocate(experiment->context, experiment->dossier->quantity_count + 1, sizeof *world);
    if (world == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = cw_reading_open(&side->reading, experiment, &figure);
    if (status != CW_OK) {
        cw_release(experiment->context, world);
        return status;
    }
    cw_world_at_modes(world, experiment->sampler, side->reading.built);
    side->world = world;
    return CW_OK;
}

static void close_side(cw_side *side, cw_context *context)
{
    if (side->world != NULL)
        cw_reading_close(&side->reading);
    cw_release(context, side->world);
}

static bool hangs_on_numbers(const cw_side *side)
{
    return side->world != NULL && cw_figure_varies(&side->reading.figure);
}

static double side_at(const cw_side *side, size_t quantity, double value)
{
    if (side->world == NULL)
        return side->number;
    double held = side->world[quantity];
    side->world[quantity] = cw_world_value(side->reading.built, quantity, value);
    double figure = cw_reading_at(&side->reading, side->world);
    side->world[quantity] = held;
    return figure;
}

/* 1 where the comparison holds, 0 where not. */
static double holds_at(void *payload, double value)
{
    const cw_contest *contest = payload;
    double left = side_at(&contest->sides[0], contest->quantity, value);
    double right = side_at(&contest->sides[1], contest->quantity, value);
    if (isnan(left) || isnan(right))
        return NAN;
    return cw_claim_compare(contest->claim->comparison, left, right) ? 1.0 : 0.0;
}

typedef struct cw_ranked_flip {
    cw_flip flip;
    uint32_t distance; /* cw_flip_distance() */
} cw_ranked_flip;

static int by_distance(const void *left, const void *right)
{
    const cw_ranked_flip *a = left;
    const cw_ranked_flip *b = right;
    if (a->distance != b->distance)
        return a->distance < b->distance ? -1 : 1;
    return a->flip.quantity < b->flip.quantity ? -1 : a->flip.quantity > b->flip.quantity;
}

static cw_status find_flips(cw_ranked_flip *found, size_t *count, cw_contest *contest)
{
    size_t uncertain_count;
    const size_t *uncertain = cw_sampler_uncertain(contest->experiment->sampler, &uncertain_count);
    for (size_t k = 0; k < uncertain_count; k++) {
        const cw_quantity *range = &contest->experiment->dossier->quantities[uncertain[k]];
        contest->quantity = uncertain[k];
        if (cw_context_is_cancelled(contest->experiment->context))
            return CW_ERROR_INTERRUPTED;
        cw_scan scan = cw_scan_range(range, holds_at, contest);
        if (scan.flips)
            found[(*count)++] = (cw_ranked_flip){{uncertain[k], scan.flip_at},
                                                 cw_flip_distance(range, scan.flip_at)};
    }
    return CW_OK;
}

static cw_status list_flips(cw_claim_result *result, cw_contest *contest)
{
    cw_context *context = contest->experiment->context;
    size_t room;
    size_t count = 0;
    cw_sampler_uncertain(contest->experiment->sampler, &room);
    cw_ranked_flip *found = cw_allocate(context, room, sizeof *found);
    cw_status status = found == NULL ? CW_ERROR_MEMORY : find_flips(found, &count, contest);
    if (status == CW_OK) {
        result->flips =
            cw_arena_allocate(&contest->experiment->study->arena, count, sizeof *result->flips);
        status = result->flips == NULL ? CW_ERROR_MEMORY : CW_OK;
    }
    if (status == CW_OK) {
        qsort(found, count, sizeof *found, by_distance);
        for (size_t k = 0; k < count; k++)
            result->flips[k] = found[k].flip;
        result->flip_count = count;
    }
    cw_release(context, found);
    return status;
}

/* Whether there is anything to turn; where so, what the comparison gives at the modes. */
static bool compare_at_modes(cw_claim_result *result, cw_contest *contest)
{
    size_t count;
    const size_t *uncertain = cw_sampler_uncertain(contest->experiment->sampler, &count);
    if (count == 0 ||
        !(hangs_on_numbers(&contest->sides[0]) || hangs_on_numbers(&contest->sides[1])))
        return false;
    contest->quantity = uncertain[0];
    double holds = holds_at(contest, contest->experiment->dossier->quantities[uncertain[0]].mode);
    result->flips_known = !isnan(holds);
    result->holds_at_modes = holds > 0.0;
    return result->flips_known;
}

cw_status cw_claim_flips(cw_claim_result *result, cw_experiment *experiment, const cw_claim *claim)
{
    cw_contest contest = {.experiment = experiment, .claim = claim};
    contest.sides[1].number = claim->number;
    cw_status status = open_side(&contest.sides[0], experiment, &claim->left);
    if (status == CW_OK && claim->against_figure)
        status = open_side(&contest.sides[1], experiment, &claim->right);
    if (status == CW_OK && compare_at_modes(result, &contest))
        status = list_flips(result, &contest);
    close_side(&contest.sides[0], experiment->context);
    close_side(&contest.sides[1], experiment->context);
    return status;
}
