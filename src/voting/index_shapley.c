/* Shapley and Shubik's index. */
#include "voting/index_counts.h"

#include <math.h>

static void shapley(double *out, const cw_index_counts *counts)
{
    for (size_t m = 0; m < counts->members; m++)
        out[m] = counts->shapley == NULL ? (double)NAN : counts->shapley[m];
}

const cw_power_index cw_index_shapley_shubik = {
    .id = "shapley-shubik",
    .title = "Shapley-Shubik",
    .heading = "Shapley- Shubik",
    .definition = "Probability that the member is the one whose yes first makes the coalition win, "
                  "when members say yes one after another, all orders being equally likely.",
    .paper = "Shapley & Shubik 1954, A method for evaluating the distribution of power in a "
             "committee system",
    .limits = "exact fractions take a pass for each member; beyond a budget doubles with an error "
              "estimate are given unless exact ones are asked for",
    .cost = "exact: n passes for each 57 members; fast: some 20 to 60 passes",
    .source = CW_INDEX_SHAPLEY,
    .fill = shapley};
