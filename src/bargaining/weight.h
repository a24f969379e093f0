/* What each actor weighs: capability times salience. */
#ifndef CW_BARGAINING_WEIGHT_H
#define CW_BARGAINING_WEIGHT_H

#include "counterweight/bargaining.h"

/* Fills weight[0..actors-1] with capability * salience and returns their sum. Where the products
 * would leave the range in which sums of them are safe, all are scaled by one factor: no model
 * depends on the common scale. 0 where nobody weighs anything. O(n). */
double cw_actor_weights(double *weight, const cw_bargaining_problem *problem);

/* The weighted mean of positions, held on the scale against rounding. NaN without weight. */
double cw_mean_of(const double *position, const double *weight, size_t count);

/* The weighted median: the lowest position at which those at it or below hold half of the weight,
 * to within CW_WEIGHT_TOLERANCE. count >= 1, at most CW_ACTORS_MAX. */
double cw_median_of(const double *position, const double *weight, size_t count);

#endif
