/* The settlement between two states alone. */
#include "counterweight/venue.h"

#include <math.h>

/* The weighted Nash solution between the pressed state (0) and the presser (1), each with its
 * dependence on the other as its cost of no deal. */
double cw_venue_bilateral(const cw_case *built, size_t issue, const double *values)
{
    const cw_issue *stake = &built->dossier->issues[issue];
    if (stake->state == CW_NONE || stake->against == CW_NONE)
        return NAN;
    const size_t pair[2] = {stake->state, stake->against};
    double position[2], capability[2], salience[2], cost[2];
    for (int k = 0; k < 2; k++) {
        const cw_stand *stand = cw_case_stand(built, issue, pair[k]);
        if (stand == NULL)
            return NAN;
        size_t dependence = cw_case_dependence(built, pair[k], pair[1 - k]);
        position[k] = values[stand->position];
        salience[k] = values[stand->salience];
        capability[k] = cw_world_get(values, built->capability[pair[k]], 0.0);
        cost[k] = cw_world_get(values, dependence, 0.0);
    }
    cw_bargaining_problem problem = {
        .actors = 2,
        .position = position,
        .capability = capability,
        .salience = salience,
        .no_deal_cost = cost,
        .status_quo = values[built->issues[issue].status_quo],
        .loss = built->dossier->loss == CW_LOSS_FORM_QUADRATIC ? CW_LOSS_QUADRATIC : CW_LOSS_LINEAR,
        .rule = NULL,
        .proposer = CW_NONE,
    };
    double low[2], high[2];
    for (int k = 0; k < 2; k++)
        cw_acceptance_interval(&low[k], &high[k], problem.loss, position[k], problem.status_quo,
                               cost[k]);
    return cw_nash_solution(&problem, NULL, fmax(low[0], low[1]), fmin(high[0], high[1]));
}
