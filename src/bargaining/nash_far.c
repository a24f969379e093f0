/* Nash bargaining where failing to agree is as bad as can be, for all. */
#include "bargaining/models.h"

static void solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem)
{
    double point = cw_nash_far_solution(problem, CW_SCALE_HIGH - CW_SCALE_LOW);
    *out = (cw_bargaining_outcome){point, point, point};
}

const cw_outcome_model cw_model_nash_far = {
    .id = "nash-far",
    .title = "Nash bargaining, no deal very bad",
    .idea = "All settle where the weighted product of satisfactions is largest, no deal being as "
            "bad for each as the far end of the scale for who stands at the near end.",
    .paper = "Nash 1950, Econometrica 18(2); Achen 2006, Institutional realism and bargaining "
             "models, in The European Union Decides, ch. 4",
    .limits = "Between the weighted mean and the weighted median, and hard to tell from either; "
              "blind to the status quo and the rule.",
    .cost = "O(n log n)",
    .needs = CW_NEEDS_WEIGHTS,
    .solve = solve,
};
