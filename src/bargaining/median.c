/* The plain median: the middle position, or the mean of the two middle ones. */
#include "bargaining/models.h"
#include "bargaining/order.h"

static void solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem)
{
    size_t order[CW_ACTORS_MAX];
    cw_order_rising(order, problem->position, problem->actors);
    double lower = problem->position[order[(problem->actors - 1) / 2]];
    double upper = problem->position[order[problem->actors / 2]];
    *out = (cw_bargaining_outcome){lower + (upper - lower) / 2.0, lower, upper};
}

const cw_outcome_model cw_model_median = {
    .id = "median",
    .title = "Plain median",
    .idea = "The position with as many actors on either side, each counted once.",
    .paper = "Black 1948, On the rationale of group decision-making, Journal of Political Economy "
             "56(1)",
    .limits = "Predicts a vote by simple majority among equals; jumps when the middle actor moves.",
    .cost = "O(n log n)",
    .needs = CW_NEEDS_NOTHING,
    .solve = solve,
};
