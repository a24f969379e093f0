/* Settling an issue at a venue. */
#include "venue/venue_internal.h"

#include <math.h>
#include <string.h>

/* Two outcomes closer than this are the same: far below what any coding can tell apart, far above
 * rounding. */
#define SAME_POINT 1e-9

static double clip(double value, double low, double high)
{
    return cw_lesser(cw_greater(value, low), high);
}

/* The chair steers by the agenda power towards its own wish, within what the others accept. It
 * cannot where it does not belong to those who decide, nor in a model with a proposer of its own. */
static double steer(double point, double low, double high, const cw_table *table,
                    const cw_venue *venue, const double *values, const cw_outcome_model *model)
{
    size_t chair = venue->chair;
    double power = cw_world_get(values, venue->agenda_power, 0.0);
    if (chair == CW_NONE || !table->agreement.exists || !table->agreement.in[chair] ||
        (model->needs & CW_NEEDS_PROPOSER) != 0)
        return point;
    return point + power * (clip(table->position[chair], low, high) - point);
}

const cw_outcome_model *cw_venue_default_model(void)
{
    return cw_outcome_model_find("nash");
}

/* The Nash product is concave over what the coalition accepts, so its best point under the threat
 * is the unthreatened one, moved into what keeps the presser at the table. The same projection
 * serves the other models. */
void cw_table_settle(cw_settlement *out, const cw_table *table, const cw_venue *venue,
                     const double *values, const cw_outcome_model *model, double forecast)
{
    double free_point = clip(forecast, table->low, table->high);
    bool bypassed = table->kept_low > table->kept_high + SAME_POINT;
    double settled = bypassed ? table->bilateral
                              : clip(free_point, cw_lesser(table->kept_low, table->kept_high),
                                     cw_greater(table->kept_low, table->kept_high));
    *out = (cw_settlement){
        .bilateral = table->bilateral, .bypassed = bypassed, .decides = table->agreement.exists};
    out->unthreatened = steer(free_point, table->low, table->high, table, venue, values, model);
    out->settled =
        bypassed ? settled
                 : steer(settled, table->kept_low, table->kept_high, table, venue, values, model);
    if (isnan(forecast)) {
        out->unthreatened = out->settled = NAN;
        out->bypassed = false;
    }
    out->threat_binds = fabs(out->settled - out->unthreatened) > SAME_POINT;
    out->gain = NAN;
    if (!isnan(table->bilateral)) {
        double wish = values[venue->pressed_position];
        out->gain = cw_utility(venue->loss, wish, out->settled) -
                    cw_utility(venue->loss, wish, table->bilateral);
        /* A gain within rounding of nothing is nothing: signs are counted. */
        if (fabs(out->gain) < SAME_POINT)
            out->gain = 0.0;
    }
}

static double forecast_at(const cw_table *table, const cw_outcome_model *model)
{
    cw_bargaining_outcome outcome = {.point = (double)NAN}; /* what it stays where there is none */
    (void)cw_outcome_model_solve(model, &outcome, &table->problem);
    return outcome.point;
}

void cw_venue_settle(cw_settlement *out, const cw_venue *venue, const double *values,
                     const cw_outcome_model *model)
{
    cw_table table;
    cw_table_lay(&table, venue, values);
    cw_table_settle(out, &table, venue, values, model, forecast_at(&table, model));
}

void cw_venue_settle_all(cw_settlement *settlements, double *forecasts, const cw_venue *venue,
                         const double *values)
{
    size_t count;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    cw_bargaining_outcome outcomes[CW_OUTCOME_MODELS_MAX];
    cw_table table;
    cw_table_lay(&table, venue, values);
    bool solved = cw_outcome_models_solve(outcomes, &table.problem) == CW_OK;
    for (size_t m = 0; m < count; m++) {
        forecasts[m] = solved ? outcomes[m].point : NAN;
        cw_table_settle(&settlements[m], &table, venue, values, models[m], forecasts[m]);
    }
}

void cw_venue_settle_each(cw_settlement *settlements, double *forecasts, const cw_venue *venue,
                          const double *values, const cw_outcome_model *const *models, size_t count)
{
    cw_table table;
    cw_table_lay(&table, venue, values);
    for (size_t m = 0; m < count; m++) {
        forecasts[m] = forecast_at(&table, models[m]);
        cw_table_settle(&settlements[m], &table, venue, values, models[m], forecasts[m]);
    }
}

double cw_venue_forecast(const cw_venue *venue, const double *values, const cw_outcome_model *model)
{
    cw_table table;
    cw_table_lay(&table, venue, values);
    return forecast_at(&table, model);
}

void cw_venue_lay(cw_venue_table *out, const cw_venue *venue, const double *values)
{
    cw_table table;
    cw_table_lay(&table, venue, values);
    memcpy(out->position, table.position, sizeof out->position);
    memcpy(out->capability, table.capability, sizeof out->capability);
    memcpy(out->salience, table.salience, sizeof out->salience);
    memcpy(out->no_deal_cost, table.no_deal_cost, sizeof out->no_deal_cost);
    out->problem = table.problem;
    out->problem.position = out->position;
    out->problem.capability = out->capability;
    out->problem.salience = out->salience;
    out->problem.no_deal_cost = out->no_deal_cost;
    out->problem.agreement = NULL;
}

/* Fills the row of one place; `a_total` is the sum of capability times salience of the voters. */
static void fill_participant(cw_participant *row, const cw_table *table, const cw_venue *venue,
                             const double *values, const cw_settlement *settlement, size_t place,
                             double a_total)
{
    const cw_place_at_table *seat = &venue->places[place];
    bool votes = place < venue->voter_count;
    double wish = values[seat->position];
    double after = cw_utility(venue->loss, wish, settlement->settled);
    *row = (cw_participant){.state = seat->state, .votes = votes, .position = wish};
    row->change = after - cw_utility(venue->loss, wish, table->problem.status_quo);
    row->gain = after - cw_utility(venue->loss, wish, settlement->bilateral);
    if (votes) {
        double a = table->capability[place] * table->salience[place];
        row->weight = a_total > 0.0 ? a / a_total : 0.0;
        row->no_deal_cost = table->no_deal_cost[place];
        row->in_coalition =
            !settlement->bypassed && table->agreement.exists && table->agreement.in[place];
    } else {
        row->no_deal_cost = cw_world_get(values, seat->depends_on_presser, 0.0);
    }
}

void cw_venue_participants(cw_participant *out, const cw_venue *venue, const double *values,
                           const cw_outcome_model *model)
{
    cw_table table;
    cw_settlement settlement;
    cw_table_lay(&table, venue, values);
    cw_table_settle(&settlement, &table, venue, values, model, forecast_at(&table, model));
    double a_total = 0.0;
    for (size_t m = 0; m < venue->voter_count; m++)
        a_total += table.capability[m] * table.salience[m];
    for (size_t p = 0; p < venue->voter_count + venue->voice_count; p++)
        fill_participant(&out[p], &table, venue, values, &settlement, p, a_total);
}

bool cw_venue_agrees(const cw_venue *venue, const double *values, double outcome)
{
    uint8_t ballots[CW_VOTERS_MAX];
    double status_quo = values[venue->status_quo];
    for (size_t m = 0; m < venue->voter_count; m++) {
        double wish = values[venue->places[m].position];
        double change =
            cw_utility(venue->loss, wish, outcome) - cw_utility(venue->loss, wish, status_quo);
        ballots[m] = change > SAME_POINT    ? CW_BALLOT_YES
                     : change < -SAME_POINT ? CW_BALLOT_NO
                                            : CW_BALLOT_ABSTAIN;
    }
    return cw_game_wins(venue->game, ballots);
}
