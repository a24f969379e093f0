/* Weighted games as the algorithms for indices see them. */
#include "voting/counter.h"

#include <math.h>

/* Chances below this are nil. */
#define NEGLIGIBLE 1e-20

static cw_status count(const void *game, uint64_t *swings, uint64_t *mirror, uint64_t *losing,
                       void *scratch, cw_counting counting)
{
    const cw_weighted *weighted = game;
    return cw_weighted_count(swings, mirror, losing, cw_weighted_lay_out(weighted, scratch),
                             weighted, counting);
}

static cw_status chance_pair(const void *game, double *swings, double *mirror, void *scratch,
                             double t)
{
    const cw_weighted *weighted = game;
    return cw_weighted_chance_pair(swings, mirror, cw_weighted_lay_out(weighted, scratch), weighted,
                                   t);
}

/* Square root of the sum of squared weights, by the total: the spread of the yes weight, doubled. */
static double spread_of(const cw_weighted *game)
{
    double squares = 0.0;
    for (size_t c = 0; c < game->classes; c++) {
        double share = (double)game->weight[c] / (double)game->total;
        squares += (double)game->count[c] * share * share;
    }
    return sqrt(squares);
}

/* For whom to swing, the yes weight must come within one weight of the quota. How unlikely that is
 * far from the mean, t times the total: Hoeffding 1963, theorem 2. */
static double low_of(const cw_weighted *game, double spread)
{
    double reach = spread * sqrt(-log(NEGLIGIBLE) / 2.0);
    double heaviest = (double)game->weight[game->classes - 1] / (double)game->total;
    double quota = (double)game->quota / (double)game->total;
    double dual = (double)game->dual / (double)game->total;
    double low = (quota < dual ? quota : dual) - heaviest - reach;
    return low > 0.0 ? low : 0.0;
}

cw_counter cw_counter_of_weighted(const cw_weighted *game)
{
    double spread = spread_of(game);
    return (cw_counter){.game = game,
                        .members = game->members,
                        .games = 1,
                        .classes = game->classes,
                        .class_sizes = game->count,
                        .scratch_bytes = cw_weighted_scratch_bytes(game),
                        .cost = cw_weighted_cost(game, cw_weighted_cells(game, false)),
                        .mirror_cost = cw_weighted_cost(game, cw_weighted_cells(game, true)),
                        .spread = spread,
                        .low = low_of(game, spread),
                        .worth = 1.0,
                        .count = count,
                        .chance_pair = chance_pair};
}

/* ---- Several quotas ---- */

/* The smaller of one quota and its dual. */
static size_t smaller_side(const cw_weighted_range *range, size_t k)
{
    cw_weighted one = cw_weighted_under(range->game, range->quotas[k]);
    return cw_weighted_cells(&one, false);
}

/* Cells of a distribution off which all quotas, or their duals where those are smaller, are read. */
static size_t cells_of(const cw_weighted_range *range)
{
    size_t cells = 0;
    for (size_t k = 0; k < range->count; k++) {
        size_t small = smaller_side(range, k);
        cells = small > cells ? small : cells;
    }
    return cells;
}

/* NOLINTNEXTLINE(readability-non-const-parameter): the counter's function has a mirror to fill */
static cw_status count_range(const void *game, uint64_t *swings, uint64_t *mirror, uint64_t *losing,
                             void *scratch, cw_counting counting)
{
    const cw_weighted_range *range = game;
    const cw_weighted *weighted = range->game;
    cw_weighted_scratch room = cw_weighted_lay_out(weighted, scratch);
    const uint64_t *cells = room.cells;
    (void)mirror;
    cw_status status = cw_weighted_sums(room, weighted, cells_of(range), counting);
    for (size_t k = 0; k < range->count && status == CW_OK; k++) {
        size_t small = smaller_side(range, k);
        status =
            cw_weighted_swings(swings + k * weighted->classes, cells, weighted, small, counting);
        if (losing != NULL)
            losing[k] = cells[small - 1];
    }
    return status;
}

static cw_status chance_pair_of_range(const void *game, double *swings, double *mirror,
                                      void *scratch, double t)
{
    const cw_weighted_range *range = game;
    const cw_weighted *weighted = range->game;
    cw_weighted_scratch room = cw_weighted_lay_out(weighted, scratch);
    cw_status status = cw_weighted_sums_alike(room, weighted, cw_weighted_cells(weighted, true), t);
    for (size_t k = 0; k < range->count && status == CW_OK; k++) {
        cw_weighted one = cw_weighted_under(weighted, range->quotas[k]);
        size_t at = k * weighted->classes;
        status = cw_weighted_swings_alike(swings + at, room.cells, &one, one.quota, t);
        if (status == CW_OK)
            status = cw_weighted_swings_alike(mirror + at, room.cells, &one, one.dual, t);
    }
    return status;
}

/* Cells that taking the members out looks at, for all quotas: a window each of every member. */
static double windows_of(const cw_weighted_range *range)
{
    double windows = 0.0;
    for (size_t c = 0; c < range->game->classes; c++)
        windows += (double)range->game->total / (double)range->game->weight[c];
    return windows * (double)range->count;
}

cw_counter cw_counter_of_range(const cw_weighted_range *range)
{
    cw_counter counter = cw_counter_of_weighted(range->game);
    size_t classes = range->game->classes;
    double low = 1.0;
    for (size_t k = 0; k < range->count; k++) {
        cw_weighted one = cw_weighted_under(range->game, range->quotas[k]);
        low = fmin(low, low_of(&one, counter.spread));
        for (size_t c = 0; c < classes; c++)
            range->class_sizes[k * classes + c] = range->game->count[c];
    }
    counter.game = range;
    counter.games = range->count;
    counter.classes = range->count * classes;
    counter.class_sizes = range->class_sizes;
    counter.cost = cw_weighted_cost(range->game, cells_of(range)) + windows_of(range);
    counter.mirror_cost = 0.0;
    counter.low = low;
    counter.count = count_range;
    counter.chance_pair = chance_pair_of_range;
    return counter;
}
