/* The core: outcomes that no winning coalition would leave. */
#include <math.h>

#include "bargaining/extent.h"
#include "bargaining/models.h"
#include "bargaining/order.h"
#include "bargaining/wins.h"

/* The largest position such that those at it or above it win alone, but not those above it: below
 * it a winning coalition wants up. The low end of the scale where none wins. */
static double lowest_stable(const cw_bargaining_problem *problem, const size_t *order)
{
    for (size_t k = problem->actors; k-- > 0;) {
        double position = problem->position[order[k]];
        bool is_first_there = k == 0 || problem->position[order[k - 1]] < position;
        if (is_first_there && cw_wins_alone(problem, order + k, problem->actors - k)) {
            return position;
        }
    }
    return CW_SCALE_LOW;
}

static double highest_stable(const cw_bargaining_problem *problem, const size_t *order)
{
    for (size_t k = 0; k < problem->actors; k++) {
        double position = problem->position[order[k]];
        bool is_last_there = k + 1 == problem->actors || problem->position[order[k + 1]] > position;
        if (is_last_there && cw_wins_alone(problem, order, k + 1)) {
            return position;
        }
    }
    return CW_SCALE_HIGH;
}

static void solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem)
{
    size_t order[CW_ACTORS_MAX];
    cw_order_rising(order, problem->position, problem->actors);
    double low = lowest_stable(problem, order);
    double high = highest_stable(problem, order);
    *out = (cw_bargaining_outcome){NAN, NAN, NAN};
    if (low <= high) {
        *out = (cw_bargaining_outcome){cw_nearest(problem->status_quo, low, high), low, high};
    }
}

const cw_outcome_model cw_model_core = {
    .id = "core",
    .title = "Core (gridlock interval)",
    .idea = "The outcomes that, once there, no coalition able to decide wants to leave; the status "
            "quo stays if it is one of them.",
    .paper = "Gillies 1959, Solutions to general non-zero-sum games; gridlock interval: Krehbiel "
             "1998, Pivotal Politics; Tsebelis 2002, Veto Players",
    .limits = "Often wide: says what cannot change, not where it ends; empty, and then silent, "
              "where two disjoint coalitions can both decide.",
    .cost = "O(n log n) and at most 2n evaluations of the rule",
    .needs = CW_NEEDS_STATUS_QUO | CW_NEEDS_RULE,
    .solve = solve,
};
