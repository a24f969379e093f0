/* P(i beats j): who throws what into the contest of two positions (30, 31). */
#include <math.h>
#include <string.h>

#include "bargaining/challenge_table.h"
#include "bargaining/order.h"

/* The positions in order with their weights summed up, so that any contest is a few subtractions. */
typedef struct ladder {
    size_t order[CW_ACTORS_MAX];
    double position[CW_ACTORS_MAX];
    double weight[CW_ACTORS_MAX + 1]; /* of those before */
    double moment[CW_ACTORS_MAX + 1]; /* weight * position of those before */
} ladder;

static void build_ladder(ladder *steps, const cw_challenge_table *table)
{
    cw_order_rising(steps->order, table->position, table->actors);
    steps->weight[0] = 0.0;
    steps->moment[0] = 0.0;
    for (size_t k = 0; k < table->actors; k++) {
        size_t actor = steps->order[k];
        steps->position[k] = table->position[actor];
        steps->weight[k + 1] = steps->weight[k] + table->weight[actor];
        steps->moment[k + 1] = steps->moment[k] + table->weight[actor] * table->position[actor];
    }
}

/* Votes in the contest of steps low < high: all below the middle are for `low`, at full distance up
 * to `low` itself and falling from there to the middle. */
static double votes_below(const ladder *steps, size_t low, size_t high, size_t middle)
{
    double distance = steps->position[high] - steps->position[low];
    double sum = steps->position[high] + steps->position[low];
    double between = sum * (steps->weight[middle] - steps->weight[low + 1]) -
                     2.0 * (steps->moment[middle] - steps->moment[low + 1]);
    return distance * steps->weight[low + 1] + between;
}

static double votes_above(const ladder *steps, size_t low, size_t high, size_t middle, size_t count)
{
    double distance = steps->position[high] - steps->position[low];
    double sum = steps->position[high] + steps->position[low];
    double between = 2.0 * (steps->moment[high] - steps->moment[middle]) -
                     sum * (steps->weight[high] - steps->weight[middle]);
    return distance * (steps->weight[count] - steps->weight[high]) + between;
}

static void set_pair(cw_challenge_table *table, const ladder *steps, size_t low, size_t high,
                     double below, double above)
{
    double all = table->options->pooled_votes ? 1.0 : below + above;
    size_t first = steps->order[low];
    size_t second = steps->order[high];
    table->victory[first * table->actors + second] = all > 0.0 ? below / all : 0.5;
    table->victory[second * table->actors + first] = all > 0.0 ? above / all : 0.5;
}

static double largest(double a, double b)
{
    return a > b ? a : b;
}

/* With plain distances. The middle between a step and the next ones above only rises. */
static double victories_plain(cw_challenge_table *table)
{
    ladder steps;
    double pooled = 0.0;
    build_ladder(&steps, table);
    memset(table->victory, 0, table->actors * table->actors * sizeof *table->victory);
    for (size_t low = 0; low < table->actors; low++) {
        size_t middle = low + 1;
        for (size_t high = low + 1; high < table->actors; high++) {
            double centre = (steps.position[low] + steps.position[high]) / 2.0;
            if (steps.position[high] == steps.position[low]) {
                middle = high + 1;
                set_pair(table, &steps, low, high, 0.0, 0.0);
                continue;
            }
            while (middle < high && steps.position[middle] < centre) {
                middle++;
            }
            double below = largest(votes_below(&steps, low, high, middle), 0.0);
            double above = largest(votes_above(&steps, low, high, middle, table->actors), 0.0);
            pooled += 2.0 * (below + above);
            set_pair(table, &steps, low, high, below, above);
        }
    }
    return pooled;
}

/* distance[a * actors + k]: how far position a is from voter k, to the power of its exponent. */
static void measure_distances(cw_challenge_table *table)
{
    size_t actors = table->actors;
    for (size_t a = 0; a < actors; a++) {
        for (size_t k = 0; k < actors; k++) {
            double share = fabs(table->position[k] - table->position[a]) / table->range;
            table->distance[a * actors + k] =
                share > 0.0 ? table->weight[k] * exp(table->exponent[k] * log(share)) : 0.0;
        }
    }
}

/* With distances to the power of each voter's exponent. */
static double victories_by_risk(cw_challenge_table *table)
{
    size_t actors = table->actors;
    double pooled = 0.0;
    measure_distances(table);
    for (size_t i = 0; i < actors; i++) {
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
            double for_i = largest((both + net) / 2.0, 0.0);
            double for_j = largest((both - net) / 2.0, 0.0);
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
