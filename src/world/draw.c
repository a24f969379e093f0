/* Draws: every range of the dossier becomes a number. */
#include "counterweight/base/random.h"
#include "counterweight/world.h"

#include "world/pert.h"

#include <math.h>
#include <string.h>

struct cw_sampler {
    const cw_dossier *dossier; /* borrowed */
    size_t *uncertain;         /* quantities that are ranges, ascending */
    size_t uncertain_count;
    double **pert; /* by quantity: its table of knots, or NULL */
    double *modes; /* by quantity */
    cw_arena arena;
};

/* Weight 4 on the mode: mean (low + 4 mode + high) / 6. */
static cw_status tabulate_pert(cw_sampler *sampler, size_t quantity)
{
    const cw_quantity *range = &sampler->dossier->quantities[quantity];
    double span = range->high - range->low;
    double *knots = cw_arena_allocate(&sampler->arena, CW_PERT_KNOTS, sizeof *knots);
    if (knots == NULL)
        return CW_ERROR_MEMORY;
    cw_pert_tabulate(knots, 1.0 + 4.0 * (range->mode - range->low) / span,
                     1.0 + 4.0 * (range->high - range->mode) / span);
    sampler->pert[quantity] = knots;
    return CW_OK;
}

static bool is_uncertain(const cw_quantity *quantity)
{
    return quantity->shape != CW_SHAPE_FIXED && quantity->low < quantity->high;
}

static cw_status fill(cw_sampler *sampler)
{
    size_t count = sampler->dossier->quantity_count;
    sampler->uncertain = cw_arena_allocate(&sampler->arena, count, sizeof *sampler->uncertain);
    sampler->pert = cw_arena_allocate(&sampler->arena, count, sizeof *sampler->pert);
    sampler->modes = cw_arena_allocate(&sampler->arena, count, sizeof *sampler->modes);
    if (sampler->uncertain == NULL || sampler->pert == NULL || sampler->modes == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = CW_OK;
    for (size_t q = 0; q < count && status == CW_OK; q++) {
        const cw_quantity *quantity = &sampler->dossier->quantities[q];
        sampler->modes[q] = quantity->mode;
        if (!is_uncertain(quantity))
            continue;
        sampler->uncertain[sampler->uncertain_count++] = q;
        if (quantity->shape == CW_SHAPE_PERT)
            status = tabulate_pert(sampler, q);
    }
    return status;
}

cw_status cw_sampler_build(cw_sampler **out, cw_context *context, const cw_dossier *dossier)
{
    cw_sampler *sampler = cw_allocate(context, 1, sizeof *sampler);
    if (sampler == NULL)
        return CW_ERROR_MEMORY;
    sampler->dossier = dossier;
    cw_arena_init(&sampler->arena, context);
    cw_status status = fill(sampler);
    if (status == CW_OK)
        *out = sampler;
    else
        cw_sampler_free(sampler);
    return status;
}

void cw_sampler_free(cw_sampler *sampler)
{
    if (sampler == NULL)
        return;
    cw_context *context = sampler->arena.context;
    cw_arena_free(&sampler->arena);
    cw_release(context, sampler);
}

const size_t *cw_sampler_uncertain(const cw_sampler *sampler, size_t *count)
{
    *count = sampler->uncertain_count;
    return sampler->uncertain;
}

/* Inverse distribution function of the triangular distribution: below the mode u = (x - low)^2 /
 * ((high - low)(mode - low)), above it the mirror image. */
static double triangular_quantile(const cw_quantity *range, double u)
{
    double span = range->high - range->low;
    double below = range->mode - range->low;
    double above = range->high - range->mode;
    /* Chosen without a jump, which would be guessed wrongly as often as not. */
    bool is_below = u * span < below;
    double root = sqrt(is_below ? u * span * below : (1.0 - u) * span * above);
    return is_below ? range->low + root : range->high - root;
}

static double unbounded_quantile(const cw_sampler *sampler, size_t quantity, double u)
{
    const cw_quantity *range = &sampler->dossier->quantities[quantity];
    switch (range->shape) {
    case CW_SHAPE_UNIFORM:
        return range->low + u * (range->high - range->low);
    case CW_SHAPE_TRIANGULAR:
        return triangular_quantile(range, u);
    default:
        return range->low +
               (range->high - range->low) * cw_pert_quantile(sampler->pert[quantity], u);
    }
}

double cw_sampler_quantile(const cw_sampler *sampler, size_t quantity, double u)
{
    const cw_quantity *range = &sampler->dossier->quantities[quantity];
    if (!is_uncertain(range))
        return range->mode;
    /* Rounding may leave the range by the last digit. */
    double value = unbounded_quantile(sampler, quantity, u);
    value = value < range->low ? range->low : value;
    return value > range->high ? range->high : value;
}

double cw_world_value(const cw_case *built, size_t quantity, double value)
{
    double scaled = value * built->scale[quantity];
    double most = cw_measure_most(built->dossier->quantities[quantity].measure);
    return scaled < most ? scaled : most;
}

void cw_world_at_modes(double *values, const cw_sampler *sampler, const cw_case *built)
{
    const cw_dossier *dossier = sampler->dossier;
    for (size_t q = 0; q < dossier->quantity_count; q++)
        values[q] = cw_world_value(built, q, dossier->quantities[q].mode);
}

/* The numbers of a draw, quantity by quantity in ascending order: two of them share a block of random
 * numbers, which is computed once. */
typedef struct cw_stream_of_draw {
    uint64_t seed;
    uint64_t draw;
    double pair[2];
    size_t known; /* of which quantities: 2 * known and the next; CW_NONE: none yet */
} cw_stream_of_draw;

static double next_value(cw_stream_of_draw *stream, const cw_sampler *sampler, size_t quantity)
{
    if (quantity / 2 != stream->known) {
        stream->known = quantity / 2;
        cw_random_pair(stream->pair, stream->seed, stream->draw, (uint32_t)stream->known);
    }
    return cw_sampler_quantile(sampler, quantity, stream->pair[quantity % 2]);
}

void cw_sampler_draw(double *values, const cw_sampler *sampler, uint64_t seed, uint64_t draw)
{
    cw_stream_of_draw stream = {.seed = seed, .draw = draw, .known = CW_NONE};
    memcpy(values, sampler->modes, sampler->dossier->quantity_count * sizeof *values);
    for (size_t k = 0; k < sampler->uncertain_count; k++) {
        size_t q = sampler->uncertain[k];
        values[q] = next_value(&stream, sampler, q);
    }
}

void cw_world_scale(double *values, const cw_case *built)
{
    for (size_t k = 0; k < built->scaled_count; k++) {
        size_t q = built->scaled[k];
        values[q] = cw_world_value(built, q, values[q]);
    }
}

void cw_world_draw(double *values, const cw_sampler *sampler, const cw_case *built, uint64_t seed,
                   uint64_t draw)
{
    cw_sampler_draw(values, sampler, seed, draw);
    cw_world_scale(values, built);
}

void cw_world_draw_only(double *values, const cw_sampler *sampler, const cw_case *built,
                        const size_t *quantities, size_t count, uint64_t seed, uint64_t draw)
{
    cw_stream_of_draw stream = {.seed = seed, .draw = draw, .known = CW_NONE};
    for (size_t k = 0; k < count; k++) {
        size_t q = quantities[k];
        values[q] = cw_world_value(built, q, next_value(&stream, sampler, q));
    }
}
