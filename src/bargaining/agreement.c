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

/* Blocks that begin at one actor, shorter ones first, from order[from_last] on. Returns the last
 * actor of the first that wins, or the number of actors. Blocks wider than the best so far cannot
 * be better; longer ones of the same range can, by weight. */
static size_t try_blocks(block *best, bool *found, const cw_bargaining_problem *problem,
                         const size_t *order, const double *before, size_t first, size_t from_last)
{
    size_t first_win = problem->actors;
    for (size_t last = from_last; last < problem->actors; last++) {
        block candidate = {
            .first = first,
            .last = last,
            .range = problem->position[order[last]] - problem->position[order[first]],
            .weight = before[last + 1] - before[first],
        };
        if (*found && candidate.range > best->range + CW_POINT_TOLERANCE) {
            return first_win < last ? first_win : last;
        }
        bool could_be_best = !*found || is_better(&candidate, best);
        bool unknown = first_win == problem->actors;
        if ((could_be_best || unknown) && cw_wins_alone(problem, order + first, last - first + 1)) {
            first_win = unknown ? last : first_win;
            if (could_be_best) {
                *best = candidate;
                *found = true;
            }
        }
    }
    return first_win;
}

/* Under a monotone rule what does not win does not win without its first actor either, so each
 * search begins where the one before it met its first win. */
static bool find_block(block *best, const cw_bargaining_problem *problem, const size_t *order)
{
    double weight[CW_ACTORS_MAX];
    double before[CW_ACTORS_MAX + 1];
    before[0] = 0.0;
    (void)cw_actor_weights(weight, problem);
    for (size_t k = 0; k < problem->actors; k++) {
        before[k + 1] = before[k] + weight[order[k]];
    }
    bool monotone = cw_rule_is_monotone(problem);
    bool found = false;
    size_t from_last = 0;
    for (size_t first = 0; first < problem->actors && from_last < problem->actors; first++) {
        size_t start = monotone && from_last > first ? from_last : first;
        size_t first_win = try_blocks(best, &found, problem, order, before, first, start);
        from_last = monotone ? first_win : 0;
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
