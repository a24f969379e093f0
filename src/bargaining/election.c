/* The probabilistic Condorcet election. */
#include "counterweight/bargaining/election.h"

#include "bargaining/ladder.h"
#include "bargaining/models.h"
#include "bargaining/weight.h"

/* Fills chance[k] for the first step of each group of equal positions; the others get 0. */
static void run_election(double *chance, const cw_ladder *ladder, cw_loss loss)
{
    for (size_t k = 0; k < ladder->count; k++) {
        bool repeats = k > 0 && ladder->position[k] == ladder->position[k - 1];
        chance[k] = repeats ? 0.0 : 1.0;
    }
    for (size_t low = 0; low < ladder->count; low++) {
        size_t middle = low + 1;
        bool low_repeats = low > 0 && ladder->position[low] == ladder->position[low - 1];
        for (size_t high = low + 1; high < ladder->count && !low_repeats; high++) {
            if (ladder->position[high] == ladder->position[high - 1]) {
                continue;
            }
            middle = cw_ladder_middle(ladder, low, high, middle);
            cw_contest contest = cw_ladder_contest(ladder, loss, low, high, middle);
            double all = contest.below + contest.above;
            chance[low] *= all > 0.0 ? contest.below / all : 0.5;
            chance[high] *= all > 0.0 ? contest.above / all : 0.5;
        }
    }
}

/* Scales to a sum of 1 and shares each group's chance among its members. */
static void share_out(double *out, const double *chance, const cw_ladder *ladder)
{
    double total = 0.0;
    for (size_t k = 0; k < ladder->count; k++) {
        total += chance[k];
    }
    size_t first = 0;
    while (first < ladder->count) {
        size_t end = first + 1;
        while (end < ladder->count && ladder->position[end] == ladder->position[first]) {
            end++;
        }
        for (size_t k = first; k < end; k++) {
            out[ladder->order[k]] = chance[first] / total / (double)(end - first);
        }
        first = end;
    }
}

void cw_election_probabilities(double *out, const cw_bargaining_problem *problem)
{
    double weight[CW_ACTORS_MAX];
    double chance[CW_ACTORS_MAX];
    cw_ladder ladder;
    (void)cw_actor_weights(weight, problem);
    cw_ladder_build(&ladder, problem->position, weight, problem->actors);
    run_election(chance, &ladder, problem->loss);
    share_out(out, chance, &ladder);
}

static void solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem)
{
    double probability[CW_ACTORS_MAX];
    cw_election_probabilities(probability, problem);
    double point = cw_mean_of(problem->position, probability, problem->actors);
    *out = (cw_bargaining_outcome){point, point, point};
}

const cw_outcome_model cw_model_probabilistic_condorcet = {
    .id = "probabilistic-condorcet",
    .title = "Probabilistic Condorcet election",
    .idea = "Each position wins as probably as it beats all others in contests of two; the outcome "
            "is the mean of the positions by that probability.",
    .paper = "Wise, Lester & Efird 2015, Multidimensional bargaining using KTAB: conditional "
             "probabilistic Condorcet election",
    .limits = "Positions with small margins over others win often; a distribution over positions "
              "actors hold, never between them.",
    .cost = "O(n^2)",
    .needs = CW_NEEDS_WEIGHTS,
    .solve = solve,
};
