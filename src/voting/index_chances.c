/* Indices under given probabilities of a yes. */
#include "voting/index_counts.h"

#include <math.h>

static void decisiveness(double *out, const cw_index_counts *counts)
{
    for (size_t m = 0; m < counts->members; m++)
        out[m] = counts->decisiveness == NULL ? (double)NAN : counts->decisiveness[m];
}

/* Who says yes with probability p: P(passes | yes) = P + (1 - p) d, P(fails | no) = 1 - P + p d, with
 * d the chance to decide and P that of passing. */
static void success(double *out, const cw_index_counts *counts)
{
    for (size_t m = 0; m < counts->members; m++) {
        double p = counts->yes_probability == NULL ? 0.5 : counts->yes_probability[m];
        double d = counts->decisiveness == NULL ? (double)NAN : counts->decisiveness[m];
        out[m] =
            p * (counts->passage + (1.0 - p) * d) + (1.0 - p) * (1.0 - counts->passage + p * d);
    }
}

static void passage(double *out, const cw_index_counts *counts)
{
    for (size_t m = 0; m < counts->members; m++)
        out[m] = counts->decisiveness == NULL ? (double)NAN : counts->passage;
}

const cw_power_index cw_index_decisiveness = {
    .id = "decisiveness",
    .title = "Chance to decide",
    .definition = "Probability that the member's vote decides when the others say yes "
                  "independently, each with its given probability.",
    .paper = "Straffin 1977, Homogeneity, independence, and power indices; Laruelle & Valenciano "
             "2005, Assessing success and decisiveness in voting situations",
    .limits = "as good as the probabilities given, and as their independence",
    .cost = "two passes",
    .source = CW_INDEX_CHANCES,
    .fill = decisiveness};

const cw_power_index cw_index_success = {
    .id = "success",
    .title = "Chance of success",
    .definition = "Probability that the outcome is what the member voted for, with the given "
                  "probabilities of a yes.",
    .paper = "Laruelle & Valenciano 2005",
    .limits = "as decisiveness",
    .cost = "as decisiveness",
    .source = CW_INDEX_CHANCES,
    .fill = success};

const cw_power_index cw_index_passage = {
    .id = "passage",
    .title = "Chance to pass",
    .definition = "Probability that a proposal passes, with the given probabilities of a yes.",
    .paper = "Laruelle & Valenciano 2005",
    .limits = "as decisiveness",
    .cost = "as decisiveness",
    .source = CW_INDEX_CHANCES,
    .of_body = true,
    .fill = passage};
