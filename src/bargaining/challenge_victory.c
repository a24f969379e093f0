/* P(i beats j): who throws what into the contest of two positions (30, 31). */
#include <math.h>

#include "bargaining/challenge_table.h"
#include "bargaining/extent.h"
#include "bargaining/ladder.h"

static void set_pair(cw_challenge_table *table, size_t first, size_t second, cw_contest contest)
{
    double all = table->options->pooled_votes ? 1.0 : contest.below + contest.above;
    table->victory[first * table->actors + second] = all > 0.0 ? contest.below / all : 0.5;
    table->victory[second * table->actors + first] = all > 0.0 ? contest.above / all : 0.5;
}

/* With plain distances. Returns the votes in all contests, each counted for both orders. */
static double victories_plain(cw_challenge_table *table)
{
    cw_ladder ladder;
    double pooled = 0.0;
    cw_ladder_build(&ladder, table->position, table->weight, table->actors);
    for (size_t low = 0; low < table->actors && !cw_challenge_is_stopped(table); low++) {
        size_t middle = low + 1;
        table->victory[ladder.order[low] * (table->actors + 1)] = 0.0;
        for (size_t high = low + 1; high < table->actors; high++) {
            middle = cw_ladder_middle(&ladder, low, high, middle);
            cw_contest contest = cw_ladder_contest(&ladder, CW_LOSS_LINEAR, low, high, middle);
            pooled += 2.0 * (contest.below + contest.above);
            set_pair(table, ladder.order[low], ladder.order[high], contest);
        }
    }
    return pooled;
}

/* distance[a * actors + k]: weight of voter k times how far position a is from it, to the power of
 * its exponent. */
static void measure_distances(cw_challenge_table *table)
{
    size_t actors = table->actors;
    for (size_t a = 0; a < actors && !cw_challenge_is_stopped(table); a++) {
        table->distance[a * (actors + 1)] = 0.0;
        for (size_t k = 0; k < a; k++) {
            double share = fabs(table->position[k] - table->position[a]) / table->range;
            double logarithm = log(share);
            table->distance[a * actors + k] =
                table->weight[k] * exp(table->exponent[k] * logarithm);
            table->distance[k * actors + a] =
                table->weight[a] * exp(table->exponent[a] * logarithm);
        }
    }
}

/* With distances to the power of each voter's exponent. */
static double victories_by_risk(cw_challenge_table *table)
{
    size_t actors = table->actors;
    double pooled = 0.0;
    measure_distances(table);
    for (size_t i = 0; i < actors && !cw_challenge_is_stopped(table); i++) {
        table->victory[i * actors + i] = 0.0;
        for (size_t j = 0; j < i; j++) {
            const double *of_i = table->distance + i * actors;
            const double *of_j = table->distance + j * actors;
            double net = 0.0;
            double both = 0.0;
            for (size_t k = 0; k < actors; k++) {
                double vote = of_j[k] - of_i[k];
                net += vote;
                both += fabs(vote);
            }
            double for_i = cw_larger((both + net) / 2.0, 0.0);
            double for_j = cw_larger((both - net) / 2.0, 0.0);
            double all = table->options->pooled_votes ? 1.0 : both;
            table->victory[i * actors + j] = all > 0.0 ? for_i / all : 0.5;
            table->victory[j * actors + i] = all > 0.0 ? for_j / all : 0.5;
            pooled += 2.0 * both;
        }
    }
    return pooled;
}

static bool exponents_are_one(const cw_challenge_table *table)
{
    for (size_t m = 0; m < table->actors; m++) {
        if (table->exponent[m] != 1.0) {
            return false;
        }
    }
    return true;
}

void cw_challenge_victories(cw_challenge_table *table)
{
    bool plain = !table->options->votes_by_risk || exponents_are_one(table);
    double pooled = plain ? victories_plain(table) : victories_by_risk(table);
    if (!table->options->pooled_votes || pooled <= 0.0) {
        return;
    }
    for (size_t k = 0; k < table->actors * table->actors; k++) {
        table->victory[k] /= pooled;
    }
}
