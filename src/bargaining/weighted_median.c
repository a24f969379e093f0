/* The weighted median: the position that beats every other in a weighted pairwise vote. */
#include "bargaining/models.h"
#include "bargaining/weight.h"

static void solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem)
{
    double weight[CW_ACTORS_MAX];
    (void)cw_actor_weights(weight, problem);
    double point = cw_median_of(problem->position, weight, problem->actors);
    *out = (cw_bargaining_outcome){point, point, point};
}

const cw_outcome_model cw_model_weighted_median = {
    .id = "weighted-median",
    .title = "Weighted median",
    .idea = "The lowest position at which those who want it or less hold half of the weight.",
    .paper = "Black 1958, The Theory of Committees and Elections; Bueno de Mesquita 1994 in Bueno "
             "de Mesquita & Stokman (eds), European Community Decision Making, ch. 4",
    .limits = "Always some actor's own position; jumps when weights cross a half.",
    .cost = "O(n log n)",
    .needs = CW_NEEDS_WEIGHTS,
    .solve = solve,
};
