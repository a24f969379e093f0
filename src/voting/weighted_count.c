/* Counting the coalitions of weighted games modulo whole numbers. */
#include "voting/weighted.h"

#include "voting/modular.h"

/* Windows that a member is removed from between two looks at whether to stop. */
#define UNWATCHED ((size_t)1 << 20)

/* The cells hold sums up to each weight. Window by window of one member's weight, from the lowest,
 * what the member contributed is taken out: swings = sum over k of (-r)^k (F[q - 1 - k w] -
 * F[q - 1 - (k + 1) w]). */
static cw_status remove_modulo(uint64_t *out, const uint64_t *sums, size_t quota, size_t weight,
                               cw_counting counting, const cw_context *context)
{
    cw_modulus modulus = cw_modulus_of(counting.modulus);
    size_t windows = (quota - 1) / weight;
    size_t top = quota - 1 - windows * weight;
    uint64_t before = 0;
    uint64_t swings = 0;
    for (size_t k = 0; k <= windows; k++, top += weight) {
        uint64_t window = cw_fold_subtract(sums[top], before, modulus);
        uint64_t taken =
            counting.factor == 1 ? swings : cw_fold_multiply(counting.factor, swings, modulus);
        swings = cw_fold_subtract(window, taken, modulus);
        before = sums[top];
        if (k % UNWATCHED == 0 && cw_context_is_cancelled(context))
            return CW_ERROR_INTERRUPTED;
    }
    *out = swings;
    return CW_OK;
}

static cw_status remove_wrapping(uint64_t *out, const uint64_t *sums, size_t quota, size_t weight,
                                 const cw_context *context)
{
    size_t windows = (quota - 1) / weight;
    size_t top = quota - 1 - windows * weight;
    uint64_t before = 0;
    uint64_t swings = 0;
    for (size_t k = 0; k <= windows; k++, top += weight) {
        swings = sums[top] - before - swings;
        before = sums[top];
        if (k % UNWATCHED == 0 && cw_context_is_cancelled(context))
            return CW_ERROR_INTERRUPTED;
    }
    *out = swings;
    return CW_OK;
}

cw_status cw_weighted_swings(uint64_t *swings, const uint64_t *sums, const cw_weighted *game,
                             size_t quota, cw_counting counting)
{
    const cw_context *context = game->arena.context;
    cw_status status = CW_OK;
    for (size_t c = 0; c < game->classes && status == CW_OK; c++)
        status = counting.modulus == 0
                     ? remove_wrapping(&swings[c], sums, quota, game->weight[c], context)
                     : remove_modulo(&swings[c], sums, quota, game->weight[c], counting, context);
    return status;
}

/* How coalitions are counted where one of s members counts factor^s. */
static cw_counting_by counting_by(cw_counting counting)
{
    const cw_kernels *kernels = cw_kernels_here();
    cw_ring ring = {.modulus = counting.modulus, .factor = counting.factor, .bits = counting.bits};
    if (counting.factor == 1)
        return (cw_counting_by){counting.modulus == 0 ? kernels->add : kernels->add_mod, ring,
                                false};
    ring.fold = (UINT64_C(1) << counting.bits) - counting.modulus;
    return (cw_counting_by){kernels->multiply, ring, false};
}

cw_status cw_weighted_sums(cw_weighted_scratch scratch, const cw_weighted *game, size_t length,
                           cw_counting counting)
{
    const cw_context *context = game->arena.context;
    size_t count = cw_weighted_line_up(scratch.joining, game, length);
    cw_counting_by by = counting_by(counting);
    cw_status status = cw_distribution_begin(scratch.cells, length, 1, context);
    if (status == CW_OK)
        status =
            cw_distribution_join(scratch.cells, scratch.room, context, scratch.joining, count, &by);
    return status == CW_OK ? cw_distribution_sum(scratch.cells, length, counting.modulus, context)
                           : status;
}

cw_status cw_weighted_count(uint64_t *swings, uint64_t *mirror, uint64_t *losing,
                            cw_weighted_scratch scratch, const cw_weighted *game,
                            cw_counting counting)
{
    const uint64_t *cells = scratch.cells;
    size_t length = cw_weighted_cells(game, mirror != NULL);
    size_t small = cw_weighted_cells(game, false);
    cw_status status = cw_weighted_sums(scratch, game, length, counting);
    if (status == CW_OK)
        status = cw_weighted_swings(swings, cells, game, small, counting);
    if (status == CW_OK && mirror != NULL)
        status = cw_weighted_swings(mirror, cells, game, length, counting);
    if (status == CW_OK && losing != NULL)
        *losing = cells[small - 1];
    return status;
}
