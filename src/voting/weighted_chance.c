/* Chances to swing in weighted games, in doubles. */
#include "voting/weighted.h"

#include <string.h>

/* Members that join before the distribution is brought back to size: 2^512 is far from overflow. */
#define STRETCH ((size_t)512)

static double power(double base, size_t exponent)
{
    double result = 1.0;
    for (; exponent > 0; exponent >>= 1) {
        if (exponent & 1)
            result *= base;
        base *= base;
    }
    return result;
}

/* The distribution where each says yes with probability t <= 1/2, in odds: every cell is multiplied
 * by (1 - t)^members, applied stretch by stretch. */
static void distribute_alike(cw_weighted_scratch scratch, size_t length, const cw_weighted *game,
                             double t)
{
    double *cells = scratch.cells;
    cw_joining *joining = scratch.joining;
    const cw_kernels *kernels = cw_kernels_here();
    size_t count = 0;
    size_t sum = 0;
    for (size_t c = 0; c < game->classes; c++)
        for (size_t k = 0; k < game->count[c]; k++) {
            sum += game->weight[c];
            joining[count++] = (cw_joining){.weight = game->weight[c],
                                            .reach = sum < length ? sum + 1 : length,
                                            .stay = 1.0,
                                            .move = t / (1.0 - t)};
        }
    memset(cells, 0, length * sizeof *cells);
    cells[0] = 1.0;
    for (size_t first = 0; first < count; first += STRETCH) {
        size_t some = count - first < STRETCH ? count - first : STRETCH;
        double size = power(1.0 - t, some);
        size_t reach = first == 0 ? 1 : joining[first - 1].reach;
        for (size_t x = 0; x < reach; x++)
            cells[x] *= size;
        cw_distribution_join(cells, scratch.room, joining + first, some, kernels->odds,
                             (cw_ring){0}, false);
    }
    cw_distribution_sum_doubles(cells, length);
}

/* Each class with a probability of its own. */
static void distribute(cw_weighted_scratch scratch, size_t length, const cw_weighted *game,
                       const double *yes, bool dual)
{
    double *cells = scratch.cells;
    cw_joining *joining = scratch.joining;
    size_t count = 0;
    size_t sum = 0;
    for (size_t c = 0; c < game->classes; c++)
        for (size_t k = 0; k < game->count[c]; k++) {
            sum += game->weight[c];
            joining[count++] = (cw_joining){.weight = game->weight[c],
                                            .reach = sum < length ? sum + 1 : length,
                                            .stay = dual ? yes[c] : 1.0 - yes[c],
                                            .move = dual ? 1.0 - yes[c] : yes[c]};
        }
    memset(cells, 0, length * sizeof *cells);
    cells[0] = 1.0;
    cw_distribution_join(cells, scratch.room, joining, count, cw_kernels_here()->chance,
                         (cw_ring){0}, true);
    cw_distribution_sum_doubles(cells, length);
}

/* As remove_modulo() in weighted_count.c, with r = t / (1 - t) <= 1. */
static double remove_member(const double *sums, size_t quota, size_t weight, double t)
{
    size_t windows = (quota - 1) / weight;
    size_t top = quota - 1 - windows * weight;
    double ratio = t / (1.0 - t);
    double before = 0.0;
    double swings = 0.0;
    for (size_t k = 0; k <= windows; k++, top += weight) {
        swings = (sums[top] - before) - ratio * swings;
        before = sums[top];
    }
    swings /= 1.0 - t;
    return swings > 0.0 ? swings : 0.0;
}

void cw_weighted_chances(double *swings, double *winning, cw_weighted_scratch scratch,
                         const cw_weighted *game, const double *yes)
{
    const double *cells = scratch.cells;
    bool any_low = winning != NULL;
    bool any_high = false;
    for (size_t c = 0; c < game->classes; c++) {
        any_low = any_low || yes[c] <= 0.5;
        any_high = any_high || yes[c] > 0.5;
    }
    if (any_low) {
        distribute(scratch, game->quota, game, yes, false);
        for (size_t c = 0; c < game->classes; c++)
            if (yes[c] <= 0.5)
                swings[c] = remove_member(cells, game->quota, game->weight[c], yes[c]);
        if (winning != NULL)
            *winning = 1.0 - cells[game->quota - 1];
    }
    if (any_high) {
        distribute(scratch, game->dual, game, yes, true);
        for (size_t c = 0; c < game->classes; c++)
            if (yes[c] > 0.5)
                swings[c] = remove_member(cells, game->dual, game->weight[c], 1.0 - yes[c]);
    }
}

void cw_weighted_chance_pair(double *swings, double *mirror, cw_weighted_scratch scratch,
                             const cw_weighted *game, double t)
{
    const double *cells = scratch.cells;
    size_t length = mirror == NULL ? game->quota : cw_weighted_cells(game, true);
    distribute_alike(scratch, length, game, t);
    for (size_t c = 0; c < game->classes; c++) {
        swings[c] = remove_member(cells, game->quota, game->weight[c], t);
        if (mirror != NULL)
            mirror[c] = remove_member(cells, game->dual, game->weight[c], t);
    }
}
