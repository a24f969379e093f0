/* The weighted Condorcet winner: the position that no other outvotes. */
#include "bargaining/ladder.h"
#include "bargaining/models.h"
#include "bargaining/tolerance.h"
#include "bargaining/weight.h"

/* The weighted sum of losses if `step` were the outcome, less what is the same for all. Votes being
 * differences of losses, the position with the least sum beats every other. */
static double burden(const cw_ladder *ladder, cw_loss loss, size_t step)
{
    double position = ladder->position[step];
    double all_weight = ladder->weight[ladder->count];
    double all_moment = ladder->moment[ladder->count];
    if (loss == CW_LOSS_QUADRATIC) {
        return position * (position * all_weight - 2.0 * all_moment);
    }
    double below = position * ladder->weight[step] - ladder->moment[step];
    double above =
        all_moment - ladder->moment[step] - position * (all_weight - ladder->weight[step]);
    return below + above;
}

static void solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem)
{
    double weight[CW_ACTORS_MAX];
    cw_ladder ladder;
    double total = cw_actor_weights(weight, problem);
    cw_ladder_build(&ladder, problem->position, weight, problem->actors);
    /* A burden spans up to 100 points (linear) or 10,000 (quadratic) times the weight. */
    double tie = CW_WEIGHT_TOLERANCE * CW_SCALE_HIGH * CW_SCALE_HIGH * total;
    size_t best = 0;
    double least = burden(&ladder, problem->loss, 0);
    for (size_t step = 1; step < problem->actors; step++) {
        double here = burden(&ladder, problem->loss, step);
        if (here < least - tie) {
            best = step;
            least = here;
        }
    }
    double point = ladder.position[best];
    *out = (cw_bargaining_outcome){point, point, point};
}

const cw_outcome_model cw_model_condorcet = {
    .id = "condorcet",
    .title = "Weighted Condorcet winner",
    .idea = "The position that beats every other in a contest of two, each actor throwing in its "
            "weight times the difference the two make to it.",
    .paper = "Condorcet 1785, Essai sur l'application de l'analyse; votes by weight and distance: "
             "Bueno de Mesquita 1994 in European Community Decision Making, ch. 4",
    .limits = "Always some actor's own position; under linear loss the weighted median again.",
    .cost = "O(n log n)",
    .needs = CW_NEEDS_WEIGHTS,
    .solve = solve,
};
