/* The table: a venue in one world, as the models see it. */
#include "venue/venue_internal.h"

#include <math.h>

/* Share of capability among the voters, moved by the forum's formality towards the share of formal
 * voting power (Shapley-Shubik). */
static void weigh_voters(cw_table *table, const cw_venue *venue, const double *values)
{
    double formality = cw_world_get(values, venue->formality, 0.0);
    double total = 0.0;
    for (size_t m = 0; m < venue->voter_count; m++) {
        table->capability[m] = cw_world_get(values, venue->places[m].capability, 0.0);
        total += table->capability[m];
    }
    for (size_t m = 0; m < venue->voter_count; m++) {
        double share = total > 0.0 ? table->capability[m] / total : 0.0;
        table->capability[m] = share + formality * (venue->places[m].formal_share - share);
    }
}

/* A voice lends a part of its weight (relative to the voters' total, times its salience) to the
 * voters, in proportion to their nearness 1 - |x_m - x_k| / 100. */
static void lend_voice(cw_table *table, const cw_venue *venue, const double *values,
                       const cw_place_at_table *voice, double voters_total)
{
    double loudness = cw_world_get(values, voice->voice, 0.0);
    double capability = cw_world_get(values, voice->capability, 0.0);
    if (!(loudness * capability > 0.0) || !(voters_total > 0.0))
        return;
    double lent = loudness * capability / voters_total * values[voice->salience];
    double nearness[CW_VOTERS_MAX];
    double total = 0.0;
    for (size_t m = 0; m < venue->voter_count; m++) {
        nearness[m] = 1.0 - fabs(table->position[m] - values[voice->position]) / CW_SCALE_HIGH;
        total += nearness[m];
    }
    for (size_t m = 0; m < venue->voter_count && total > 0.0; m++)
        table->capability[m] += lent * nearness[m] / total;
}

static void hear_voices(cw_table *table, const cw_venue *venue, const double *values)
{
    double total = 0.0;
    if (venue->voice_count == 0)
        return;
    for (size_t m = 0; m < venue->voter_count; m++)
        total += cw_world_get(values, venue->places[m].capability, 0.0);
    for (size_t k = 0; k < venue->voice_count; k++)
        lend_voice(table, venue, values, &venue->places[venue->voter_count + k], total);
}

/* No deal costs each its dependence on the presser, and the presser the sum of its dependences on
 * all the others at the table. */
static void cost_no_deal(cw_table *table, const cw_venue *venue, const double *values)
{
    double pooled = 0.0;
    for (size_t m = 0; m < venue->voter_count; m++) {
        const cw_place_at_table *place = &venue->places[m];
        table->no_deal_cost[m] = cw_world_get(values, place->depends_on_presser, 0.0);
        pooled += cw_world_get(values, place->presser_depends, 0.0);
    }
    if (venue->presser != CW_NONE)
        table->no_deal_cost[venue->presser] = pooled;
}

/* What the presser must be left with to stay: u(z) >= u(bilateral) - cost of going around. */
static void bound_by_threat(cw_table *table, const cw_venue *venue, const double *values)
{
    table->kept_low = table->low;
    table->kept_high = table->high;
    if (isnan(table->bilateral) || venue->presser_position == CW_NONE)
        return;
    double low, high;
    cw_acceptance_interval(&low, &high, venue->loss, values[venue->presser_position],
                           table->bilateral, cw_world_get(values, venue->bypass_cost, 0.0));
    table->kept_low = cw_greater(table->low, low);
    table->kept_high = cw_lesser(table->high, high);
}

void cw_table_lay(cw_table *table, const cw_venue *venue, const double *values)
{
    for (size_t m = 0; m < venue->voter_count; m++) {
        table->position[m] = values[venue->places[m].position];
        table->salience[m] = values[venue->places[m].salience];
    }
    weigh_voters(table, venue, values);
    hear_voices(table, venue, values);
    cost_no_deal(table, venue, values);
    table->problem = (cw_bargaining_problem){.actors = venue->voter_count,
                                             .position = table->position,
                                             .capability = table->capability,
                                             .salience = table->salience,
                                             .no_deal_cost = table->no_deal_cost,
                                             .status_quo = values[venue->status_quo],
                                             .loss = venue->loss,
                                             .rule = venue->unanimous ? NULL : venue->game,
                                             .proposer = venue->chair};
    table->bilateral = cw_stakes_settle(&venue->stakes, values);
    cw_agreement_find(&table->agreement, &table->problem);
    table->problem.agreement = &table->agreement;
    /* Where nobody can decide, the status quo stands. */
    table->low = table->agreement.exists ? table->agreement.low : table->problem.status_quo;
    table->high = table->agreement.exists ? table->agreement.high : table->problem.status_quo;
    bound_by_threat(table, venue, values);
}
