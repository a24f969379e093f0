/* Summaries of draws. */
#ifndef COUNTERWEIGHT_STUDY_SUMMARY_H
#define COUNTERWEIGHT_STUDY_SUMMARY_H

#include <stdint.h>

#include "counterweight/study.h"

/* Summarises `count` numbers, leaving out NaN; all NaN where none is left. Quantiles are of type 7
 * (Hyndman & Fan 1996): linear between order statistics, as R's default. Reorders `values`.
 * Cost O(count). Deterministic. */
cw_summary cw_summarise(double *values, size_t count);

/* Moves the numbers that are not NaN to the front, in their order; returns how many they are. */
size_t cw_drop_missing(double *values, size_t count);

/* Puts the order statistics places[0..place_count-1], ascending from 0, where sorting all `count`
 * values would (none of them NaN). Cost O(count log place_count) on average. */
void cw_place_orders(double *values, size_t count, const size_t *places, size_t place_count);

/* A share of draws with Wilson's (1927) 95% score interval; NaN where `count` is 0. */
cw_probability cw_probability_of(uint64_t hits, uint64_t count);

/* Spearman's rank correlation, ties given their average rank; NaN if either is constant or there
 * are fewer than 3 pairs; pairs with a NaN are left out. `order` is scratch for `count` elements. Cost O(count log count). */
typedef struct cw_ranked {
    double value;
    size_t index;
} cw_ranked;
double cw_rank_correlation(const double *x, const double *y, size_t count, cw_ranked *order,
                           double *rank_x, double *rank_y);

/* Pearson's correlation; pairs with a NaN are left out; NaN if either is constant. */
double cw_correlation(const double *x, const double *y, size_t count);

#endif
