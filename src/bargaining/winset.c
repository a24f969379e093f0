#include "bargaining/winset.h"

#include "bargaining/order.h"
#include "bargaining/wins.h"

/* Acceptors drop out one by one as the outcome moves away from the status quo: those with the
 * nearest ends first. While order[k..] wins, z may go as far as the end of order[k]. */
static bool farthest(double *end, const cw_bargaining_problem *problem, const double *key)
{
    size_t order[CW_ACTORS_MAX];
    cw_order_rising(order, key, problem->actors);
    bool wins = false;
    for (size_t k = 0; k < problem->actors; k++) {
        bool same_end = k > 0 && key[order[k]] == key[order[k - 1]];
        if (!same_end && !cw_wins_alone(problem, order + k, problem->actors - k)) {
            break;
        }
        *end = key[order[k]];
        wins = true;
    }
    return wins;
}

bool cw_winset(double *low, double *high, const cw_bargaining_problem *problem)
{
    double low_end[CW_ACTORS_MAX];
    double high_end[CW_ACTORS_MAX];
    for (size_t m = 0; m < problem->actors; m++) {
        double cost = problem->no_deal_cost == NULL ? 0.0 : problem->no_deal_cost[m];
        cw_acceptance_interval(&low_end[m], &high_end[m], problem->loss, problem->position[m],
                               problem->status_quo, cost);
        low_end[m] = -low_end[m];
    }
    double lowest = 0.0;
    double highest = 0.0;
    if (!farthest(&highest, problem, high_end) || !farthest(&lowest, problem, low_end)) {
        return false;
    }
    *low = -lowest;
    *high = highest;
    return true;
}
