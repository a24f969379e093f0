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
