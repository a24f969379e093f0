/* The Kalai-Smorodinsky solution: all get the same share of the best they could hope for. */
#include <math.h>

#include "bargaining/agreement.h"
#include "bargaining/extent.h"
#include "bargaining/models.h"

/* Below this width, in points, an interval is one point. */
#define INTERVAL_EMPTY 1e-10

/* How near the search comes to the maximum: in points, and in the share itself. */
#define POINT_SMALL 1e-11
#define SHARE_SMALL 1e-14

/* A third of these are halvings of at most 100 points. */
#define STEPS_MOST 140

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

/* The share of the worst served member at z, and how it changes there. */
typedef struct worst {
    double z;
    double share;
    double slope;
} worst;

static worst worst_at(const hopes *all, double z)
{
    worst found = {z, INFINITY, 0.0};
    for (size_t m = 0; m < all->count; m++) {
        double away = all->position[m] - z;
        double share =
            (cw_utility(all->loss, all->position[m], z) - all->floor[m]) * all->per_hope[m];
        if (share < found.share) {
            double change = all->loss == CW_LOSS_LINEAR ? (double)((away > 0.0) - (away < 0.0))
                                                        : 2.0 * away / CW_SCALE_HIGH;
            found.share = share;
            found.slope = change * all->per_hope[m];
        }
    }
    return found;
}

/* Where the tangent that rises from `left` meets the one that falls to `right`. */
static double meeting(const worst *left, const worst *right)
{
    return (right->share - left->share + left->slope * left->z - right->slope * right->z) /
           (left->slope - right->slope);
}

/* Each share is concave in z and so is the least of them. Its maximum lies between a rising and a
 * falling tangent; where these meet is the next guess (Kelley 1960, the cutting-plane method, in
 * one dimension), exact after a few steps where shares are straight lines. Every third step halves
 * the interval, which bounds their number. The maximum is unique, so on a line the lexicographic
 * order that more players need elsewhere decides nothing here. */
static double fairest(const hopes *all, double low, double high)
{
    worst left = worst_at(all, low);
    worst right = worst_at(all, high);
    if (left.slope <= 0.0) {
        return low;
    }
    if (right.slope >= 0.0) {
        return high;
    }
    for (int k = 1; right.z - left.z > POINT_SMALL && k < STEPS_MOST; k++) {
        double guess = meeting(&left, &right);
        bool halve = k % 3 == 0 || !(guess > left.z && guess < right.z);
        worst next = worst_at(all, halve ? left.z + (right.z - left.z) / 2.0 : guess);
        if (next.slope == 0.0) {
            return next.z;
        }
        /* On both tangents at once: no point between can be better. A curve comes so near to its
         * tangent while still far from its peak, a straight line does not. */
        if (all->loss == CW_LOSS_LINEAR && !halve &&
            left.share + left.slope * (guess - left.z) - next.share < SHARE_SMALL) {
            return guess;
        }
        if (next.slope > 0.0) {
            left = next;
        } else {
            right = next;
        }
    }
    return left.z + (right.z - left.z) / 2.0;
}

static void solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem)
{
    cw_agreement found;
    const cw_agreement *agreement = cw_agreement_of(&found, problem);
    double point = problem->status_quo;
    if (agreement->exists && agreement->high - agreement->low >= INTERVAL_EMPTY) {
        hopes all;
        gather(&all, problem, agreement);
        point = fairest(&all, agreement->low, agreement->high);
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
    .cost = "O(n) for each of a few steps; else as Nash bargaining",
    .needs = CW_NEEDS_STATUS_QUO | CW_NEEDS_RULE,
    .solve = solve,
};
