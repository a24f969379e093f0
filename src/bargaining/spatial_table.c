/* Distances, risk attitudes and what a challenge promises. */
#include "bargaining/spatial_table.h"

#include <math.h>

#include "bargaining/extent.h"
#include "bargaining/tolerance.h"

/* The largest capability, after scaling: strengths are compared with small constants. */
#define CAPABILITY_LARGEST 100.0

/* What each side of a conflict has to begin with. */
#define LEAST_COALITION 1e-10

size_t cw_spatial_numbers(size_t actors, size_t issues)
{
    size_t cells = actors * issues;
    size_t bargains = 2 * actors;
    return 2 * cells + 2 * actors * actors + 2 * bargains * issues + actors * (bargains + 1) +
           (bargains + 1);
}

void cw_spatial_begin(cw_spatial_table *table, const cw_spatial_problem *problem,
                      const cw_spatial_options *options, const cw_spatial_storage *storage)
{
    size_t cells = problem->actors * problem->issues;
    size_t square = problem->actors * problem->actors;
    size_t bargains = 2 * problem->actors;
    double *proposal = storage->numbers + 2 * cells + 2 * square;
    double *prospect = proposal + 2 * bargains * problem->issues;
    *table = (cw_spatial_table){
        .actors = problem->actors,
        .issues = problem->issues,
        .options = options,
        .salience = problem->salience,
        .position = storage->numbers,
        .next = storage->numbers + cells,
        .distance = storage->numbers + 2 * cells,
        .utility = storage->numbers + 2 * cells + square,
        .proposal = proposal,
        .prospect = prospect,
        .chance = prospect + problem->actors * (bargains + 1),
        .bargains = storage->bargains,
        .taken = storage->taken,
    };
    double largest = 0.0;
    for (size_t m = 0; m < problem->actors; m++) {
        largest = cw_larger(largest, problem->capability[m]);
    }
    for (size_t m = 0; m < problem->actors; m++) {
        table->capability[m] =
            largest > 0.0 ? problem->capability[m] / largest * CAPABILITY_LARGEST : 0.0;
        for (size_t issue = 0; issue < problem->issues; issue++) {
            table->salience_sum[m] += problem->salience[m * problem->issues + issue];
        }
        /* A sum written in decimals may exceed 1 by rounding. */
        table->salience_sum[m] = cw_smaller(table->salience_sum[m], 1.0);
    }
    for (size_t k = 0; k < cells; k++) {
        table->position[k] = problem->position[k] / CW_SCALE_HIGH;
    }
}

double cw_spatial_distance(const double *salience, const double *one, const double *other,
                           size_t issues)
{
    double sum = 0.0;
    double weight = 0.0;
    for (size_t issue = 0; issue < issues; issue++) {
        double difference = salience[issue] * (one[issue] - other[issue]);
        sum += difference * difference;
        weight += salience[issue] * salience[issue];
    }
    /* Who cares for nothing sees no difference. */
    return weight > 0.0 ? cw_smaller(sqrt(sum / weight), 1.0) : 0.0;
}

static void measure(cw_spatial_table *table)
{
    for (size_t i = 0; i < table->actors; i++) {
        const double *salience = table->salience + i * table->issues;
        const double *here = table->position + i * table->issues;
        for (size_t j = 0; j < table->actors; j++) {
            const double *there = table->position + j * table->issues;
            table->distance[i * table->actors + j] =
                i == j ? 0.0 : cw_spatial_distance(salience, here, there, table->issues);
        }
    }
}

static void fill_utilities(cw_spatial_table *table)
{
    for (size_t i = 0; i < table->actors; i++) {
        for (size_t j = 0; j < table->actors; j++) {
            size_t cell = i * table->actors + j;
            table->utility[cell] = cw_spatial_utility(table->distance[cell], table->risk[i]);
        }
    }
}

/* Who holds a probable position is bold, who holds an improbable one timid: risk falls linearly
 * from 1 at the most probable to risk_low at the least. All neutral where none stands out. */
static void infer_risks(cw_spatial_table *table)
{
    double probability[CW_SPATIAL_ACTORS_MAX];
    cw_spatial_elect(probability, table, table->utility, table->actors);
    double least = probability[0];
    double most = probability[0];
    for (size_t m = 1; m < table->actors; m++) {
        least = cw_smaller(least, probability[m]);
        most = cw_larger(most, probability[m]);
    }
    double low = table->options->risk_low;
    for (size_t m = 0; m < table->actors && most - least > CW_WEIGHT_TOLERANCE; m++) {
        table->risk[m] = low + (1.0 - low) * (probability[m] - least) / (most - least);
    }
}

void cw_spatial_appraise(cw_spatial_table *table)
{
    for (size_t m = 0; m < table->actors; m++) {
        table->risk[m] = 0.0;
    }
    measure(table);
    fill_utilities(table);
    infer_risks(table);
    fill_utilities(table);
}

/* The two coalitions of a conflict. */
typedef struct sides {
    double for_i;
    double for_j;
} sides;

static void join(sides *strength, double vote)
{
    strength->for_i += cw_larger(vote, 0.0);
    strength->for_j += cw_larger(-vote, 0.0);
}

/* Satisfaction of n with the position of k as the observer sees n. */
static double seen(const cw_spatial_table *table, size_t observer, size_t n, size_t k)
{
    return cw_spatial_utility(table->distance[n * table->actors + k],
                              cw_spatial_risk_seen(table, observer, n));
}

/* How a third party votes, given its satisfaction with the places of i and j: it judges the little
 * conflict of the two principals and itself alone, then weighs joining i, which leaves it its own
 * place if i wins and j's if not, against joining j. */
static double third_party_vote(cw_spatial_voting voting, double weight, double with_i,
                               double with_j, sides principals)
{
    sides little = principals;
    join(&little, cw_spatial_vote(voting, weight, with_i, with_j));
    double i_wins = little.for_i / (little.for_i + little.for_j);
    double j_wins = 1.0 - i_wins;
    double joining_i = i_wins * (2.0 * with_i + 1.0) + j_wins * 3.0 * with_j;
    double joining_j = i_wins * 3.0 * with_i + j_wins * (2.0 * with_j + 1.0);
    return cw_spatial_vote(voting, weight, joining_i, joining_j);
}

static void add_third_parties(sides *whole, const cw_spatial_table *table, size_t observer,
                              size_t i, size_t j)
{
    sides principals = *whole;
    for (size_t n = 0; n < table->actors; n++) {
        if (n != i && n != j) {
            double weight = table->salience_sum[n] * table->capability[n];
            join(whole,
                 third_party_vote(table->options->voting, weight, seen(table, observer, n, i),
                                  seen(table, observer, n, j), principals));
        }
    }
}

double cw_spatial_challenge(const cw_spatial_table *table, size_t observer, size_t i, size_t j,
                            double *gain)
{
    double i_with_j = seen(table, observer, i, j);
    double j_with_i = seen(table, observer, j, i);
    cw_spatial_voting voting = table->options->voting;
    sides whole = {LEAST_COALITION, LEAST_COALITION};
    double weight_i = table->salience_sum[i] * table->capability[i];
    double weight_j = table->salience_sum[j] * table->capability[j];
    join(&whole, cw_spatial_vote(voting, weight_i, 1.0, i_with_j));
    join(&whole, cw_spatial_vote(voting, weight_j, j_with_i, 1.0));
    if (table->options->third_parties == CW_THIRD_PARTIES_JOIN) {
        add_third_parties(&whole, table, observer, i, j);
    }
    double wins = whole.for_i / (whole.for_i + whole.for_j);
    double resists = table->salience_sum[j];
    /* For i: both at its own place, both at j's, or as now, one at each. */
    double victory = 2.0;
    double defeat = 2.0 * i_with_j;
    double fought = wins * victory + (1.0 - wins) * defeat;
    *gain = (1.0 - resists) * victory + resists * fought - (1.0 + i_with_j);
    return wins;
}
