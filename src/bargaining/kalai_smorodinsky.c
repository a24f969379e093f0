/* The Kalai-Smorodinsky solution: all get the same share of the best they could hope for. */
#include <math.h>

#include "bargaining/extent.h"
#include "bargaining/models.h"

/* Below this width, in points, an interval is one point. */
#define INTERVAL_EMPTY 1e-10

/* Halvings of an interval of at most 100 points to well below 1e-9. */
#define HALVINGS 45

/* The members of the coalition: what each gains at z is gain(z) / hope, from 0 to 1. */
typedef struct hopes {
    cw_loss loss;
    size_t count;
    double position[CW_ACTORS_MAX];
    double floor[CW_ACTORS_MAX];    /* u at no deal, points */
    double per_hope[CW_ACTORS_MAX]; /* 1 / the best gain within the interval */
} hopes;

static void gather(hopes *all, const cw_bargaining_problem *problem, const cw_agreement *agreement)
{
    all->loss = problem->loss;
    all->count = 0;
    for (size_t m = 0; m < problem->actors; m++) {
        double position = problem->position[m];
        double cost = problem->no_deal_cost == NULL ? 0.0 : problem->no_deal_cost[m];
        double floor = cw_utility(problem->loss, position, problem->status_quo) - cost;
        double wish = cw_nearest(position, agreement->low, agreement->high);
        double hope = cw_utility(problem->loss, position, wish) - floor;
        if (agreement->in[m] && hope > 0.0) {
            all->position[all->count] = position;
            all->floor[all->count] = floor;
            all->per_hope[all->count] = 1.0 / hope;
            all->count++;
        }
    }
}

/* Which way the worst served member wants to go from z: its position minus z. */
static double pull_of_worst(const hopes *all, double z)
{
    double least = INFINITY;
    double pull = 0.0;
    for (size_t m = 0; m < all->count; m++) {
        double share =
            (cw_utility(all->loss, all->position[m], z) - all->floor[m]) * all->per_hope[m];
        if (share < least) {
            least = share;
            pull = all->position[m] - z;
        }
    }
    return pull;
}

/* Each share is concave in z and so is the least of them: its maximum is found by halving towards
 * where the worst served wants to go. The maximum is unique, so on a line the lexicographic order
 * that more players need elsewhere decides nothing here. */
static double fairest(const hopes *all, double low, double high)
{
    for (int k = 0; k < HALVINGS; k++) {
        double z = low + (high - low) / 2.0;
        if (pull_of_worst(all, z) > 0.0) {
            low = z;
        } else {
            high = z;
        }
    }
    return low + (high - low) / 2.0;
}

static void solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem)
{
    cw_agreement agreement;
    cw_agreement_find(&agreement, problem);
    double point = problem->status_quo;
    if (agreement.exists && agreement.high - agreement.low >= INTERVAL_EMPTY) {
        hopes all;
        gather(&all, problem, &agreement);
        point = fairest(&all, agreement.low, agreement.high);
    }
    *out = (cw_bargaining_outcome){point, point, point};
}

const cw_outcome_model cw_model_kalai_smorodinsky = {
    .id = "kalai-smorodinsky",
    .title = "Kalai-Smorodinsky",
    .idea = "Those who can decide settle where each gets the same share of the best it could hope "
            "for, or the worst served as much as possible.",
    .paper = "Kalai & Smorodinsky 1975, Other solutions to Nash's bargaining problem, "
             "Econometrica 43(3); several players: Imai 1983, Econometrica 51(2)",
    .limits = "Blind to power: who weighs nothing counts as much as who weighs all.",
    .cost = "O(n) for each of 45 halvings; else as Nash bargaining",
    .needs = CW_NEEDS_STATUS_QUO | CW_NEEDS_RULE,
    .solve = solve,
};
