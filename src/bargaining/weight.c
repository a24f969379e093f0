#include "bargaining/weight.h"

#include <math.h>

#include "bargaining/extent.h"
#include "bargaining/order.h"
#include "bargaining/tolerance.h"

/* Within these bounds a sum of CW_ACTORS_MAX products, times a point of the scale, neither
 * overflows nor loses digits to underflow. */
#define SAFE_LEAST 1e-250
#define SAFE_MOST 1e250

static double weights_scaled(double *weight, const cw_bargaining_problem *problem, double unit)
{
    double sum = 0.0;
    for (size_t m = 0; m < problem->actors; m++) {
        weight[m] = problem->capability[m] / unit * problem->salience[m];
        sum += weight[m];
    }
    return sum;
}

double cw_actor_weights(double *weight, const cw_bargaining_problem *problem)
{
    double sum = 0.0;
    for (size_t m = 0; m < problem->actors; m++) {
        weight[m] = problem->capability[m] * problem->salience[m];
        sum += weight[m];
    }
    if (sum > SAFE_LEAST && sum < SAFE_MOST) {
        return sum;
    }
    double largest = 0.0;
    for (size_t m = 0; m < problem->actors; m++) {
        if (problem->salience[m] > 0.0) {
            largest = cw_larger(largest, problem->capability[m]);
        }
    }
    return largest > 0.0 ? weights_scaled(weight, problem, largest) : 0.0;
}

double cw_mean_of(const double *position, const double *weight, size_t count)
{
    double sum = 0.0;
    double total = 0.0;
    for (size_t m = 0; m < count; m++) {
        sum += weight[m] * position[m];
        total += weight[m];
    }
    /* The quotient can round to just off the scale. */
    return total > 0.0 ? cw_nearest(sum / total, CW_SCALE_LOW, CW_SCALE_HIGH) : NAN;
}

double cw_median_of(const double *position, const double *weight, size_t count)
{
    size_t order[CW_ACTORS_MAX];
    double total = 0.0;
    for (size_t m = 0; m < count; m++) {
        total += weight[m];
    }
    double half = total / 2.0 * (1.0 - CW_WEIGHT_TOLERANCE);
    cw_order_rising(order, position, count);
    double cumulated = 0.0;
    for (size_t k = 0; k + 1 < count; k++) {
        cumulated += weight[order[k]];
        if (cumulated >= half) {
            return position[order[k]];
        }
    }
    return position[order[count - 1]];
}
