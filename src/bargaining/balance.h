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

/* The z within [low, high] where that is 0; low where it is nowhere above 0 there, high where it is
 * nowhere below. No floor of those that pull up lies above `low`, and no ceiling of those that pull down
 * below `high`. Within CW_BALANCE_ERROR points of the exact balance, but for the rounding of the pulls
 * themselves, some units in the last place of the longest of floor to z and z to ceiling; a single actor
 * on each side is solved in closed form. O(n) per step, a handful of steps, never more than 200. Pure. */
#define CW_BALANCE_ERROR 1e-11
double cw_pulls_balance(const cw_pulls *pulls, size_t up_from, size_t down_to, double low,
                        double high);

#endif
