/* Counting the coalitions of weighted games modulo whole numbers. */
#include "voting/weighted.h"

#include <string.h>

#include "voting/modular.h"

static size_t list_joining(cw_joining *joining, const cw_weighted *game, size_t length)
{
    size_t count = 0;
    size_t sum = 0;
    for (size_t c = 0; c < game->classes; c++)
        for (size_t k = 0; k < game->count[c]; k++) {
            sum += game->weight[c];
            joining[count++] =
                (cw_joining){.weight = game->weight[c], .reach = sum < length ? sum + 1 : length};
        }
    return count;
}

/* The cells hold sums up to each weight. Window by window of one member's weight, from the lowest,
 * what the member contributed is taken out: swings = sum over k of (-r)^k (F[q - 1 - k w] -
 * F[q - 1 - (k + 1) w]). */
static uint64_t remove_modulo(const uint64_t *sums, size_t quota, size_t weight, uint64_t factor,
                              cw_modulus modulus)
{
    size_t windows = (quota - 1) / weight;
    size_t top = quota - 1 - windows * weight;
    uint64_t before = 0;
    uint64_t swings = 0;
    for (size_t k = 0; k <= windows; k++, top += weight) {
        uint64_t window = cw_fold_subtract(sums[top], before, modulus);
        uint64_t taken = factor == 1 ? swings : cw_fold_multiply(factor, swings, modulus);
        swings = cw_fold_subtract(window, taken, modulus);
        before = sums[top];
    }
    return swings;
}

static uint64_t remove_wrapping(const uint64_t *sums, size_t quota, size_t weight)
{
    size_t windows = (quota - 1) / weight;
    size_t top = quota - 1 - windows * weight;
    uint64_t before = 0;
    uint64_t swings = 0;
    for (size_t k = 0; k <= windows; k++, top += weight) {
        swings = sums[top] - before - swings;
        before = sums[top];
    }
    return swings;
}

static void read_swings(uint64_t *swings, const uint64_t *sums, const cw_weighted *game,
                        size_t quota, cw_counting counting)
{
    cw_modulus modulus = cw_modulus_of(counting.modulus);
    for (size_t c = 0; c < game->classes; c++)
        swings[c] = counting.modulus == 0
                        ? remove_wrapping(sums, quota, game->weight[c])
                        : remove_modulo(sums, quota, game->weight[c], counting.factor, modulus);
}

void cw_weighted_count(uint64_t *swings, uint64_t *mirror, uint64_t *losing,
                       cw_weighted_scratch scratch, const cw_weighted *game, cw_counting counting)
{
    uint64_t *cells = scratch.cells;
    const cw_kernels *kernels = cw_kernels_here();
    size_t length = cw_weighted_cells(game, mirror != NULL);
    size_t small = cw_weighted_cells(game, false);
    size_t count = list_joining(scratch.joining, game, length);
    cw_ring ring = {.modulus = counting.modulus, .factor = counting.factor, .bits = counting.bits};
    cw_block *block = counting.modulus == 0 ? kernels->add : kernels->add_mod;
    if (counting.factor != 1) {
        ring.fold = (UINT64_C(1) << counting.bits) - counting.modulus;
        block = kernels->multiply;
    }
    memset(cells, 0, length * sizeof *cells);
    cells[0] = 1;
    cw_distribution_join(cells, scratch.room, scratch.joining, count, block, ring, false);
    if (counting.modulus == 0)
        cw_distribution_sum_wrapping(cells, length);
    else
        cw_distribution_sum_modulo(cells, length, counting.modulus);
    read_swings(swings, cells, game, small, counting);
    if (mirror != NULL)
        read_swings(mirror, cells, game, length, counting);
    if (losing != NULL)
        *losing = cells[small - 1];
}
