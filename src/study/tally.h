/* Tallies: what is kept of a figure over draws, in whole numbers only, so that tallies of parts add
 * up to the tally of the whole in any order and to the last bit.
 *
 * Quantiles come from counts on a fixed grid, moments from sums of fixed-point numbers. */
#ifndef COUNTERWEIGHT_STUDY_TALLY_H
#define COUNTERWEIGHT_STUDY_TALLY_H

#include "counterweight/study.h"

/* Values are rounded to the nearest of low, low + 1/per_unit, ..., high; beyond the ends, to these. */
typedef struct cw_grid {
    int low;
    int high;
    int per_unit;
} cw_grid;

/* Counts are kept in pages of this many steps of the grid, made when first needed. */
#define CW_TALLY_PAGE 128

/* One figure over draws. */
typedef struct cw_tally {
    cw_context *context; /* borrowed */
    cw_grid grid;
    uint64_t draws;     /* with a number */
    uint64_t undefined; /* without: there is no such figure in that draw */
    uint64_t positive;  /* above 0 */
    uint64_t negative;
    __int128 sum;              /* in units of 2^-40, each draw rounded to the nearest */
    unsigned __int128 squares; /* in units of 2^-40, the square of each draw rounded down */
    double least, greatest;    /* exact; unset where `draws` is 0 */
    uint64_t **pages;          /* owned */
} cw_tally;

/* An empty tally. CW_ERROR_MEMORY; there is then nothing to free. */
cw_status cw_tally_init(cw_tally *tally, cw_context *context, cw_grid grid);
void cw_tally_free(cw_tally *tally);

/* Adds `count` draws of a figure; one that is not a finite number counts as undefined. Magnitudes up
 * to 400. CW_ERROR_MEMORY: the tally is then of no more use. One thread at a time for each tally. */
cw_status cw_tally_add(cw_tally *tally, const double *values, size_t count);

/* Adds the draws of another tally on the same grid. CW_ERROR_MEMORY, as above. */
cw_status cw_tally_merge(cw_tally *tally, const cw_tally *other);

/* Adds to the counts alone: for reading them back. CW_ERROR_MEMORY. */
cw_status cw_tally_put(cw_tally *tally, size_t step, uint64_t draws);

/* How many steps the grid has; the value of one; how many draws were nearest to it. */
size_t cw_grid_steps(const cw_grid *grid);
double cw_grid_value(const cw_grid *grid, size_t step);
uint64_t cw_tally_count(const cw_tally *tally, size_t step);

/* The first step from `step` on that has draws; as many as the grid has where there is none. */
size_t cw_tally_next(const cw_tally *tally, size_t step);

/* Mean: exact but for rounding of each draw to 2^-40. Standard deviation (of the population). NaN
 * without draws. */
double cw_tally_mean(const cw_tally *tally);
double cw_tally_deviation(const cw_tally *tally);

/* out[k]: the quantile of type 7 (Hyndman & Fan 1996) at the ascending probabilities[k], of draws
 * rounded to the grid: within half a step of that of the draws themselves. NaN without draws. */
void cw_tally_quantiles(double *out, const cw_tally *tally, const double *probabilities,
                        size_t count);

/* The largest error of those quantiles: half a step; 0 where every draw gave the same. */
double cw_tally_quantile_error(const cw_tally *tally);

/* Ends between which the median of the distribution lies with 95%, for the Monte Carlo error alone: those
 * that cw_precision_of() takes from the draws themselves, or up to a step of the grid farther out. NaN
 * where the draws are too few to bound it. Cost O(steps + sqrt(draws)). Pure. */
void cw_tally_median_interval(double *low, double *high, const cw_tally *tally);

#endif
