/* Nash bargaining within the coalition that decides, each under its cost of no deal. */
#include <math.h>

#include "bargaining/agreement.h"
#include "bargaining/models.h"

static void solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem)
{
    cw_agreement found;
    const cw_agreement *agreement = cw_agreement_of(&found, problem);
    double point = problem->status_quo;
    if (agreement->exists) {
        point = cw_nash_solution(problem, agreement->in, agreement->low, agreement->high);
    }
    *out = (cw_bargaining_outcome){point, point, point};
}

const cw_outcome_model cw_model_nash = {
    .id = "nash",
    .title = "Nash bargaining",
    .idea = "Those who can decide settle where the weighted product of what each gains over no "
            "deal is largest.",
    .paper = "Nash 1950, The bargaining problem, Econometrica 18(2), with weights of Kalai 1977, "
             "International Journal of Game Theory 6(3)",
    .limits = "Needs a status quo; with no cost of no deal it stays there as soon as two who must "
              "agree want to leave it in opposite directions.",
    .cost = "O(n log n) under unanimity, else O(n^2) evaluations of the rule at worst",
    .needs = CW_NEEDS_STATUS_QUO | CW_NEEDS_RULE, /* where nobody cares the status quo stands */
    .solve = solve,
};
