/* Nash bargaining where failing to agree is as bad as can be, for all. */
#include "bargaining/models.h"

/* Beyond this depth the solution is the limit, to the digits a forecast has. */
#define DEPTH_MOST 1e9

static void solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem,
                  const double *setting)
{
    double point = cw_nash_far_solution(problem, setting[0]);
    *out = (cw_bargaining_outcome){point, point, point};
}

static const cw_model_setting settings[] = {
    {.name = "depth",
     .idea = "how much worse than its best no deal is for each, points",
     .least = CW_SCALE_HIGH - CW_SCALE_LOW,
     .most = DEPTH_MOST},
};

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
    .solve_as = solve,
    .settings = settings,
    .setting_count = 1,
    .setting = {CW_SCALE_HIGH - CW_SCALE_LOW},
};
