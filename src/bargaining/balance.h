/* Where pulls from both ends of the scale balance: the first-order condition of Nash bargaining. */
#ifndef CW_BARGAINING_BALANCE_H
#define CW_BARGAINING_BALANCE_H

#include <stddef.h>

#include "counterweight/bargaining.h"

/* Under linear loss u(z) - u(status quo) + D is, left of the actor's position, z - floor, and right
 * of it, ceiling - z; under quadratic loss it is (z - floor)(ceiling - z) / 100. Either way the
 * pull a / (z - floor) drives the outcome up and the pull a / (ceiling - z) drives it down, each
 * infinite where the actor is left with nothing. */
typedef struct cw_pulls {
    size_t count;
    double weight[CW_ACTORS_MAX]; /* a > 0 */
    double floor[CW_ACTORS_MAX];
    double ceiling[CW_ACTORS_MAX];
} cw_pulls;

/* Sum of the upward pulls of actors up_from..count-1 minus the downward pulls of 0..down_to-1, at
 * z. Falls as z rises. */
double cw_pulls_net(const cw_pulls *pulls, size_t up_from, size_t down_to, double z);

/* The z within [low, high] where that is 0, given that it is > 0 at low and < 0 at high. To within
 * 1e-11 points; exact, but for rounding, where all upward pulls share a floor and all downward
 * ones a ceiling. O(n) per step, a handful of steps. */
double cw_pulls_balance(const cw_pulls *pulls, size_t up_from, size_t down_to, double low,
                        double high);

#endif
