/* Votes, strengths and elections of the spatial model. */
#include <math.h>

#include "bargaining/extent.h"
#include "bargaining/spatial_table.h"

/* Strength both sides of a contest have to begin with, against a total of 100: keeps a contest that
 * nobody cares for at even odds. */
#define LEAST_STRENGTH 1e-8

/* A difference in satisfaction from which a vote by sign counts in full. */
#define SIGN_WIDTH 1e-8

/* Shares of the mixed voting rules, and of gains under the prospect rule. */
#define SHARE_BINARY 0.2
#define SHARE_CUBIC 0.5
#define SHARE_OF_GAINS (2.0 / 3.0)

/* Advantage from which the binary model is certain. */
#define CERTAIN_FROM 1.1
#define CERTAIN 1e-6

double cw_spatial_vote(cw_spatial_voting voting, double weight, double u, double v)
{
    double du = u - v;
    double by_sign = cw_nearest(du / SIGN_WIDTH, -1.0, 1.0);
    switch (voting) {
    case CW_VOTING_PROPORTIONAL:
        return weight * du;
    case CW_VOTING_PROPORTIONAL_BINARY:
        return weight * ((1.0 - SHARE_BINARY) * du + SHARE_BINARY * by_sign);
    case CW_VOTING_BINARY:
        return weight * by_sign;
    case CW_VOTING_PROPORTIONAL_CUBIC:
        return weight * ((1.0 - SHARE_CUBIC) * du + SHARE_CUBIC * du * du * du);
    case CW_VOTING_PROSPECT:
        return du > 0.0 ? weight * du * SHARE_OF_GAINS : weight * du;
    case CW_VOTING_CUBIC:
        break;
    }
    return weight * du * du * du;
}

static double victory_binary(double strength, double other)
{
    if (strength >= CERTAIN_FROM * other) {
        return 1.0 / (1.0 + CERTAIN);
    }
    if (other >= CERTAIN_FROM * strength) {
        return CERTAIN / (1.0 + CERTAIN);
    }
    double share = strength / (strength + other);
    return (share * (CERTAIN_FROM + 1.0) - 1.0) / (CERTAIN_FROM - 1.0);
}

static double victory(cw_spatial_victory model, double strength, double other)
{
    if (model == CW_VICTORY_BINARY) {
        return victory_binary(strength, other);
    }
    /* LINEAR, SQUARE, QUARTIC, OCTIC: the ratio squared so many times over. */
    double ratio = other / strength;
    for (int k = 0; k < (int)model; k++) {
        ratio *= ratio;
    }
    return 1.0 / (1.0 + ratio);
}

/* P(option i beats option j), all actors voting with their capability. */
static double contest(const cw_spatial_table *table, const double *utility, size_t options,
                      size_t i, size_t j)
{
    double for_i = LEAST_STRENGTH;
    double for_j = LEAST_STRENGTH;
    for (size_t k = 0; k < table->actors; k++) {
        const double *row = utility + k * options;
        double vote = cw_spatial_vote(table->options->voting, table->capability[k], row[i], row[j]);
        for_i += cw_larger(vote, 0.0);
        for_j += cw_larger(-vote, 0.0);
    }
    return victory(table->options->victory, for_i, for_j);
}

void cw_spatial_elect(double *probability, const cw_spatial_table *table, const double *utility,
                      size_t options)
{
    for (size_t k = 0; k < options; k++) {
        probability[k] = 1.0;
    }
    for (size_t i = 1; i < options && !cw_spatial_is_stopped(table); i++) {
        for (size_t j = 0; j < i; j++) {
            double chance = contest(table, utility, options, i, j);
            probability[i] *= chance;
            probability[j] *= 1.0 - chance;
        }
    }
    double total = 0.0;
    for (size_t k = 0; k < options; k++) {
        total += probability[k];
    }
    for (size_t k = 0; k < options; k++) {
        probability[k] = total > 0.0 ? probability[k] / total : 1.0 / (double)options;
    }
}
