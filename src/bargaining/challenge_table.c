/* What the actors of the challenge model expect, and what they then offer. */
#include "bargaining/challenge_table.h"

#include <math.h>

#include "bargaining/challenge_expect.h"
#include "bargaining/extent.h"
#include "bargaining/tolerance.h"
#include "bargaining/weight.h"

static void set_exponents_to_one(cw_challenge_table *table)
{
    for (size_t m = 0; m < table->actors; m++) {
        table->exponent[m] = 1.0;
        table->stay[m] = 0.0;
    }
}

static double range_of(const double *position, size_t actors)
{
    double low = position[0];
    double high = position[0];
    for (size_t m = 1; m < actors; m++) {
        low = cw_smaller(low, position[m]);
        high = cw_larger(high, position[m]);
    }
    return high - low;
}

void cw_challenge_begin(cw_challenge_table *table, const cw_bargaining_problem *problem,
                        const cw_challenge_options *options, double *victory, double *distance)
{
    table->actors = problem->actors;
    table->options = options;
    table->context = NULL;
    table->salience = problem->salience;
    table->victory = victory;
    table->distance = distance;
    table->total_weight = cw_actor_weights(table->weight, problem);
    for (size_t m = 0; m < problem->actors; m++) {
        table->position[m] = problem->position[m];
    }
    table->first_range = range_of(table->position, table->actors);
}

double cw_challenge_median(const cw_challenge_table *table)
{
    return cw_median_of(table->position, table->weight, table->actors);
}

/* Security of each actor (32) and from it the exponents (33, 34), all at exponent 1. */
static void set_exponents(cw_challenge_table *table)
{
    double security[CW_ACTORS_MAX];
    security[0] = 0.0;
    for (size_t m = 1; m < table->actors; m++) {
        security[m] = 0.0;
    }
    for (size_t i = 1; i < table->actors && !cw_challenge_is_stopped(table); i++) {
        for (size_t j = 0; j < i; j++) {
            cw_challenge_pair pair = cw_challenge_pair_of(table, i, j, false);
            cw_challenge_gains gains = cw_challenge_expect(table, &pair, 1.0, 0.0);
            bool own = table->options->own_security;
            security[i] += own ? gains.of_first : gains.of_second;
            security[j] += own ? gains.of_second : gains.of_first;
        }
    }
    double least = security[0];
    double most = security[0];
    for (size_t m = 1; m < table->actors; m++) {
        least = cw_smaller(least, security[m]);
        most = cw_larger(most, security[m]);
    }
    for (size_t m = 0; m < table->actors && most > least; m++) {
        double risk = (2.0 * security[m] - most - least) / (most - least);
        table->exponent[m] = (1.0 - risk / 3.0) / (1.0 + risk / 3.0);
        table->stay[m] = 2.0 - 4.0 * exp2(-table->exponent[m]);
    }
}

bool cw_challenge_appraise(cw_challenge_table *table)
{
    double present = range_of(table->position, table->actors);
    if (present <= CW_POINT_TOLERANCE || !(table->total_weight > 0.0)) {
        return false;
    }
    table->range = table->options->range_follows ? present : table->first_range;
    table->median = cw_challenge_median(table);
    set_exponents_to_one(table);
    cw_challenge_victories(table);
    if (table->options->risk) {
        set_exponents(table);
    }
    if (table->options->risk && table->options->votes_by_risk) {
        cw_challenge_victories(table);
    }
    return true;
}
