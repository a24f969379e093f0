/* How well draws pin down a summary. */
#include "study/precision.h"

#include <math.h>

#include "study/summary.h"

/* The normal quantile at 0.975. */
#define NORMAL 1.959963984540054
/* What may lie beyond one end of an interval. */
#define TAIL 0.025
/* Chances below this part of the largest one add nothing to a sum of them. */
#define NEGLIGIBLE 1e-25

/* Chances are followed from the likeliest number of hits, as parts of its chance: each is its neighbour's
 * times a quotient of whole numbers, so neither factorials nor logarithms are needed. */
size_t cw_lower_rank(size_t count, double p)
{
    double n = (double)count;
    double odds = p / (1.0 - p);
    double likeliest = floor((n + 1.0) * p);
    double all = 1.0;
    double chance = 1.0;
    for (double k = likeliest; k < n && chance > NEGLIGIBLE; k++) {
        chance *= (n - k) / (k + 1.0) * odds;
        all += chance;
    }
    chance = 1.0;
    double least = likeliest;
    while (least > 0.0 && chance > NEGLIGIBLE) {
        chance *= least / ((n - least + 1.0) * odds);
        least--;
        all += chance;
    }
    /* Back up from there: the smallest ones are summed first. */
    double below = chance;
    double rank = least;
    while (below <= TAIL * all) {
        chance *= (n - rank) / (rank + 1.0) * odds;
        rank++;
        below += chance;
    }
    return (size_t)rank;
}

static const double probabilities[] = {0.025, 0.1, 0.5, 0.9, 0.975};
#define QUANTILES (sizeof probabilities / sizeof *probabilities)

/* By symmetry the upper rank for p is the lower one for 1 - p, counted from the top. Ranks from 1; 0
 * and count + 1: unbounded. */
static void find_ranks(size_t *lower, size_t *upper, size_t count)
{
    for (size_t q = 0; q < QUANTILES; q++) {
        lower[q] = cw_lower_rank(count, probabilities[q]);
        upper[q] = count + 1 - cw_lower_rank(count, 1.0 - probabilities[q]);
    }
}

static double at_rank(const double *values, size_t rank, size_t count)
{
    return rank == 0 || rank > count ? NAN : values[rank - 1];
}

/* Puts values[rank - 1] in its place for each rank there is. */
static void place_ranks(double *values, size_t count, const size_t *lower, const size_t *upper)
{
    size_t places[2 * QUANTILES];
    size_t found = 0;
    for (size_t q = 0; q < QUANTILES; q++) {
        const size_t ranks[2] = {lower[q], upper[q]};
        for (int side = 0; side < 2; side++) {
            size_t place = ranks[side] - 1;
            if (ranks[side] == 0 || ranks[side] > count)
                continue;
            size_t k = found++;
            for (; k > 0 && places[k - 1] > place; k--)
                places[k] = places[k - 1];
            places[k] = place;
        }
    }
    cw_place_orders(values, count, places, found);
}

static cw_estimate mean_of(const double *values, size_t count, double mean)
{
    double squares = 0.0;
    for (size_t k = 0; k < count; k++)
        squares += (values[k] - mean) * (values[k] - mean);
    if (count < 2)
        return (cw_estimate){mean, NAN, NAN};
    double half = NORMAL * sqrt(squares / (double)(count - 1) / (double)count);
    return (cw_estimate){mean, mean - half, mean + half};
}

cw_precision cw_precision_of(double *values, size_t count)
{
    size_t lower[QUANTILES], upper[QUANTILES];
    count = cw_drop_missing(values, count);
    cw_summary summary = cw_summarise(values, count);
    cw_precision out;
    cw_estimate *const quantiles[QUANTILES] = {&out.low95, &out.low80, &out.median, &out.high80,
                                               &out.high95};
    const double points[QUANTILES] = {summary.low95, summary.low80, summary.median, summary.high80,
                                      summary.high95};
    out.mean = mean_of(values, count, summary.mean);
    if (count > 0) {
        find_ranks(lower, upper, count);
        place_ranks(values, count, lower, upper);
    }
    for (size_t q = 0; q < QUANTILES; q++)
        *quantiles[q] = (cw_estimate){points[q], count > 0 ? at_rank(values, lower[q], count) : NAN,
                                      count > 0 ? at_rank(values, upper[q], count) : NAN};
    return out;
}
