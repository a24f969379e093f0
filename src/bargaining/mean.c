/* The plain mean: every actor counts the same. */
#include "bargaining/models.h"

static void solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem)
{
    double sum = 0.0;
    for (size_t m = 0; m < problem->actors; m++) {
        sum += problem->position[m];
    }
    double point = sum / (double)problem->actors;
    *out = (cw_bargaining_outcome){point, point, point};
}

const cw_outcome_model cw_model_mean = {
    .id = "mean",
    .title = "Plain mean",
    .idea = "The average of what the actors want, each counted once.",
    .paper = "Achen 2006, Institutional realism and bargaining models, in Thomson, Stokman, Achen "
             "& König (eds), The European Union Decides, ch. 4",
    .limits = "Blind to power, to intensity and to what happens without agreement.",
    .cost = "O(n)",
    .needs = CW_NEEDS_NOTHING,
    .solve = solve,
};
