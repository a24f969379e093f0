/* How well draws pin down a summary. */
#ifndef COUNTERWEIGHT_STUDY_PRECISION_H
#define COUNTERWEIGHT_STUDY_PRECISION_H

#include "counterweight/study.h"

/* The summary of `count` numbers, leaving out NaN, with 95% intervals of the Monte Carlo error: of the
 * mean by its standard error (normal), of quantiles between two order statistics. Reorders `values`.
 * All NaN where none is left. Cost O(count). Deterministic. */
cw_precision cw_precision_of(double *values, size_t count);

/* The rank r from 1 of the order statistic that lies above the p-quantile of the distribution with a
 * chance of at most 2.5%: the largest r with P(B < r) <= 0.025, B binomial(count, p), since X_(r) is
 * above the quantile just where fewer than r draws are at or below it (David & Nagaraja 2003, Order
 * Statistics, section 7.1). 0: none, the draws are too few. 0 < p < 1; cost O(sqrt(count)). Pure. */
size_t cw_lower_rank(size_t count, double p);

#endif
