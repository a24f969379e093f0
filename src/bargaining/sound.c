#include "bargaining/sound.h"

#include <math.h>

/* Each comparison is written so that NaN fails it. */
static bool on_scale(double z)
{
    return z >= CW_SCALE_LOW && z <= CW_SCALE_HIGH;
}

static bool is_amount(double x)
{
    return x >= 0.0 && x < INFINITY;
}

static bool actors_are_sound(const cw_bargaining_problem *problem)
{
    for (size_t m = 0; m < problem->actors; m++) {
        bool cost_is_sound = problem->no_deal_cost == NULL || is_amount(problem->no_deal_cost[m]);
        if (!on_scale(problem->position[m]) || !is_amount(problem->capability[m]) ||
            !(problem->salience[m] >= 0.0 && problem->salience[m] <= 1.0) || !cost_is_sound) {
            return false;
        }
    }
    return true;
}

bool cw_problem_is_sound(const cw_bargaining_problem *problem)
{
    return problem->actors >= 1 && problem->actors <= CW_ACTORS_MAX &&
           (on_scale(problem->status_quo) || isnan(problem->status_quo)) &&
           (problem->proposer == CW_NONE || problem->proposer < problem->actors) &&
           actors_are_sound(problem);
}
