/* The settlement between two states alone. */
#include "venue/venue_internal.h"

#include <math.h>

void cw_stakes_find(cw_stakes *out, const cw_case *built, size_t issue)
{
    const cw_issue *stake = &built->dossier->issues[issue];
    const size_t pair[2] = {stake->state, stake->against};
    *out = (cw_stakes){.loss = built->dossier->loss == CW_LOSS_FORM_QUADRATIC ? CW_LOSS_QUADRATIC
                                                                              : CW_LOSS_LINEAR,
                       .status_quo = built->issues[issue].status_quo};
    if (pair[0] == CW_NONE || pair[1] == CW_NONE)
        return;
    for (int k = 0; k < 2; k++) {
        const cw_stand *stand = cw_case_stand(built, issue, pair[k]);
        if (stand == NULL)
            return;
        out->position[k] = stand->position;
        out->salience[k] = stand->salience;
        out->capability[k] = built->capability[pair[k]];
        out->dependence[k] = cw_case_dependence(built, pair[k], pair[1 - k]);
    }
    out->known = true;
}

/* The weighted Nash solution between the pressed state (0) and the presser (1), each with its
 * dependence on the other as its cost of no deal. */
double cw_stakes_settle(const cw_stakes *stakes, const double *values)
{
    if (!stakes->known)
        return NAN;
    double position[2], capability[2], salience[2], cost[2];
    double low[2], high[2];
    double status_quo = values[stakes->status_quo];
    for (int k = 0; k < 2; k++) {
        position[k] = values[stakes->position[k]];
        salience[k] = values[stakes->salience[k]];
        capability[k] = cw_world_get(values, stakes->capability[k], 0.0);
        cost[k] = cw_world_get(values, stakes->dependence[k], 0.0);
        cw_acceptance_interval(&low[k], &high[k], stakes->loss, position[k], status_quo, cost[k]);
    }
    cw_bargaining_problem problem = {.actors = 2,
                                     .position = position,
                                     .capability = capability,
                                     .salience = salience,
                                     .no_deal_cost = cost,
                                     .status_quo = status_quo,
                                     .loss = stakes->loss,
                                     .rule = NULL,
                                     .proposer = CW_NONE};
    return cw_nash_solution(&problem, NULL, fmax(low[0], low[1]), fmin(high[0], high[1]));
}

double cw_venue_bilateral(const cw_case *built, size_t issue, const double *values)
{
    cw_stakes stakes;
    cw_stakes_find(&stakes, built, issue);
    return cw_stakes_settle(&stakes, values);
}
