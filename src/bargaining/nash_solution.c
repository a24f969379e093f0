#include <math.h>

#include "bargaining/balance.h"
#include "bargaining/extent.h"
#include "bargaining/order.h"
#include "bargaining/weight.h"
#include "counterweight/bargaining.h"

/* Below this width, in points, an interval is one point: its ends differ by rounding only. */
#define INTERVAL_EMPTY 1e-10

/* Those who pull at all, by rising position. */
typedef struct table {
    cw_pulls pulls;
    double peak[CW_ACTORS_MAX];
} table;

static void seat(table *seated, double position, double weight, double reach)
{
    size_t place = seated->pulls.count++;
    seated->peak[place] = position;
    seated->pulls.weight[place] = weight;
    seated->pulls.floor[place] = position - reach;
    seated->pulls.ceiling[place] = position + reach;
}

/* reach[m]: how far from its position an outcome may lie to leave actor m just what no deal does. */
static void seat_all(table *seated, const cw_bargaining_problem *problem, const bool *in,
                     const double *reach)
{
    double weight[CW_ACTORS_MAX];
    size_t order[CW_ACTORS_MAX];
    cw_actor_weights(weight, problem);
    cw_order_rising(order, problem->position, problem->actors);
    seated->pulls.count = 0;
    for (size_t k = 0; k < problem->actors; k++) {
        size_t m = order[k];
        if (weight[m] > 0.0 && (in == NULL || in[m])) {
            seat(seated, problem->position[m], weight[m], reach[m]);
        }
    }
}

/* How many of peak[from..count-1] lie below z (or at it, if `at_it`). */
static size_t peaks_below(const table *seated, size_t from, double z, bool at_it)
{
    size_t k = from;
    while (k < seated->pulls.count && (seated->peak[k] < z || (at_it && seated->peak[k] <= z))) {
        k++;
    }
    return k;
}

/* Under linear loss each actor pulls towards its own peak, so the sum of logarithms bends at the
 * peaks. The net pull just right of the peaks falls from one to the next: a binary search finds
 * the first at which it is not upwards. The outcome is that peak, or lies just left of it. */
static double solve_linear(const table *seated, double low, double high)
{
    size_t first = peaks_below(seated, 0, low, true);
    size_t last = peaks_below(seated, first, high, false);
    size_t least = first;
    size_t most = last;
    while (least < most) {
        size_t middle = least + (most - least) / 2;
        if (cw_pulls_net(&seated->pulls, middle + 1, middle + 1, seated->peak[middle]) > 0.0) {
            least = middle + 1;
        } else {
            most = middle;
        }
    }
    double left = least == first ? low : seated->peak[least - 1];
    double right = least == last ? high : seated->peak[least];
    return cw_pulls_balance(&seated->pulls, least, least, left, right);
}

static double solve(const cw_bargaining_problem *problem, const bool *in, const double *reach,
                    double low, double high)
{
    table seated;
    seat_all(&seated, problem, in, reach);
    if (seated.pulls.count == 0) {
        return cw_nearest(problem->status_quo, low, high);
    }
    double z = problem->loss == CW_LOSS_LINEAR
                   ? solve_linear(&seated, low, high)
                   : cw_pulls_balance(&seated.pulls, 0, seated.pulls.count, low, high);
    return cw_nearest(z, low, high);
}

double cw_nash_solution(const cw_bargaining_problem *problem, const bool *in, double low,
                        double high)
{
    if (high - low < INTERVAL_EMPTY) {
        return cw_nearest(problem->status_quo, low, high);
    }
    double reach[CW_ACTORS_MAX];
    for (size_t m = 0; m < problem->actors; m++) {
        double distance = fabs(problem->status_quo - problem->position[m]);
        double cost = problem->no_deal_cost == NULL ? 0.0 : problem->no_deal_cost[m];
        reach[m] = problem->loss == CW_LOSS_LINEAR
                       ? distance + cost
                       : sqrt(distance * distance + CW_SCALE_HIGH * cost);
    }
    return solve(problem, in, reach, low, high);
}

double cw_nash_far_solution(const cw_bargaining_problem *problem, double depth)
{
    double reach[CW_ACTORS_MAX];
    for (size_t m = 0; m < problem->actors; m++) {
        reach[m] = problem->loss == CW_LOSS_LINEAR ? depth : sqrt(CW_SCALE_HIGH * depth);
    }
    return solve(problem, NULL, reach, CW_SCALE_LOW, CW_SCALE_HIGH);
}
