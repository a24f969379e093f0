/* The coalition that forms: minimal range among the connected ones that win. */
#include <math.h>

#include "bargaining/extent.h"
#include "bargaining/order.h"
#include "bargaining/tolerance.h"
#include "bargaining/weight.h"
#include "bargaining/wins.h"
#include "counterweight/bargaining.h"

static void narrow_to(cw_agreement *agreement, const cw_bargaining_problem *problem, size_t actor)
{
    double cost = problem->no_deal_cost == NULL ? 0.0 : problem->no_deal_cost[actor];
    double low = CW_SCALE_LOW;
    double high = CW_SCALE_HIGH;
    cw_acceptance_interval(&low, &high, problem->loss, problem->position[actor],
                           problem->status_quo, cost);
    agreement->in[actor] = true;
    agreement->low = cw_larger(agreement->low, low);
    agreement->high = cw_smaller(agreement->high, high);
}

static void begin(cw_agreement *agreement, size_t actors)
{
    agreement->exists = true;
    agreement->low = CW_SCALE_LOW;
    agreement->high = CW_SCALE_HIGH;
    for (size_t m = 0; m < actors; m++) {
        agreement->in[m] = false;
    }
}

/* Actors that stand next to each other: order[first..last]. */
typedef struct block {
    size_t first;
    size_t last;
    double range;
    double weight;
} block;

static bool is_better(const block *candidate, const block *best)
{
    if (fabs(candidate->range - best->range) > CW_POINT_TOLERANCE) {
        return candidate->range < best->range;
    }
    return candidate->weight > best->weight * (1.0 + CW_WEIGHT_TOLERANCE);
}

/* The shortest winning block that begins at each actor and, while the range stays the same, the
 * longer ones: those are all that can be best. */
static bool find_block(block *best, const cw_bargaining_problem *problem, const size_t *order)
{
    double weight[CW_ACTORS_MAX];
    cw_actor_weights(weight, problem);
    bool found = false;
    for (size_t first = 0; first < problem->actors; first++) {
        block candidate = {.first = first, .weight = 0.0};
        for (size_t last = first; last < problem->actors; last++) {
            candidate.last = last;
            candidate.range = problem->position[order[last]] - problem->position[order[first]];
            candidate.weight += weight[order[last]];
            if (found && candidate.range > best->range + CW_POINT_TOLERANCE) {
                break;
            }
            if ((!found || is_better(&candidate, best)) &&
                cw_wins_alone(problem, order + first, last - first + 1)) {
                *best = candidate;
                found = true;
            }
        }
    }
    return found;
}

void cw_agreement_find(cw_agreement *out, const cw_bargaining_problem *problem)
{
    begin(out, problem->actors);
    if (problem->rule == NULL) {
        for (size_t m = 0; m < problem->actors; m++) {
            narrow_to(out, problem, m);
        }
        return;
    }
    size_t order[CW_ACTORS_MAX];
    block best = {0};
    cw_order_rising(order, problem->position, problem->actors);
    out->exists = find_block(&best, problem, order);
    for (size_t k = best.first; out->exists && k <= best.last; k++) {
        narrow_to(out, problem, order[k]);
    }
}
