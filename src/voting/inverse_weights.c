/* Least whole weights of a complete simple game, if it has any. */
#include "voting/inverse.h"

#include <math.h>
#include <string.h>

#include "counterweight/voting/quota.h"
#include "voting/divisor.h"

/* Most linear programs solved for one game; nearly all take one. */
#define PROGRAMS_MAX 500
/* Finest percentage: 4 decimals, so that the entries of the linear program stay within 62 bits. */
#define PLACES_MAX 4

/* ---- The share ---- */

cw_status cw_quota_share_read(cw_quota_share *out, const cw_design_request *request)
{
    *out = (cw_quota_share){.is_set = request->has_quota, .more_than = request->more_than};
    if (!request->has_quota)
        return CW_OK;
    int places;
    if (!(request->quota > 0.0) || !(request->quota <= 100.0) ||
        (request->more_than && request->quota >= 100.0) ||
        cw_decimal_of(&out->numerator, &places, request->quota) != CW_OK || places > PLACES_MAX)
        return CW_ERROR_USAGE;
    out->denominator = 100;
    for (int k = 0; k < places; k++)
        out->denominator *= 10;
    int64_t common = cw_common_divisor(out->numerator, out->denominator);
    out->numerator /= common;
    out->denominator /= common;
    return CW_OK;
}

int64_t cw_quota_share_of(const cw_quota_share *share, int64_t total)
{
    __int128 product = (__int128)share->numerator * total;
    __int128 quota = share->more_than ? product / share->denominator + 1
                                      : (product + share->denominator - 1) / share->denominator;
    return (int64_t)quota;
}

/* ---- The linear program ----
 *
 * Its columns are the steps d_k = w_k - w_{k+1} >= 0 (so that weights fall) and, last, the quota.
 * It then suffices that the least winning coalitions reach the quota, and the best losing ones do
 * not. */

static bool is_disjoint(const cw_coalition_set *a, const cw_coalition_set *b)
{
    for (size_t w = 0; w < CW_COALITION_WORDS; w++)
        if ((a->words[w] & b->words[w]) != 0)
            return false;
    return true;
}

static bool is_within(const cw_coalition_set *a, const cw_coalition_set *b)
{
    for (size_t w = 0; w < CW_COALITION_WORDS; w++)
        if ((a->words[w] & ~b->words[w]) != 0)
            return false;
    return true;
}

/* Another row: sign * weight of the members in `mask` + quota_factor * quota >= bound. */
static void add_row(cw_simplex_problem *problem, size_t mask, int64_t sign, int64_t quota_factor,
                    int64_t bound)
{
    size_t members = problem->columns - 1;
    int64_t *row = problem->row[problem->rows];
    int64_t count = 0;
    for (size_t k = 0; k < members; k++) {
        count += (int64_t)(mask >> k & 1);
        row[k] = sign * count;
    }
    row[members] = quota_factor;
    problem->bound[problem->rows++] = bound;
}

static void add_share(cw_simplex_problem *problem, const cw_quota_share *share)
{
    size_t all = ((size_t)1 << (problem->columns - 1)) - 1;
    int64_t above = share->more_than ? 1 : 0;
    add_row(problem, all, -share->numerator, share->denominator, above);
    add_row(problem, all, share->numerator, -share->denominator, 1 - above - share->denominator);
}

static bool is_least_winning(const cw_coalition_order *order, const cw_coalition_set *winning,
                             size_t coalition)
{
    return cw_set_has(winning, coalition) && is_disjoint(&order->worse[coalition], winning);
}

static bool is_best_losing(const cw_coalition_order *order, const cw_coalition_set *winning,
                           size_t coalition)
{
    return !cw_set_has(winning, coalition) && is_within(&order->better[coalition], winning);
}

static void pose(cw_simplex_problem *problem, const cw_coalition_order *order,
                 const cw_coalition_set *winning, const cw_quota_share *share)
{
    problem->columns = order->members + 1;
    problem->rows = 0;
    for (size_t k = 0; k < order->members; k++)
        problem->cost[k] = (int64_t)k + 1;
    problem->cost[order->members] = 0;
    for (size_t c = 0; c < order->count; c++) {
        if (is_least_winning(order, winning, c))
            add_row(problem, order->mask[c], 1, -1, 0);
        else if (is_best_losing(order, winning, c))
            add_row(problem, order->mask[c], -1, 1, 1);
    }
    if (share->is_set)
        add_share(problem, share);
}

/* The coalitions behind rows that exclude each other; rows stand in the order of pose(). */
static void explain(cw_obstacle *out, uint64_t conflict, const cw_coalition_order *order,
                    const cw_coalition_set *winning)
{
    size_t row = 0;
    memset(out, 0, sizeof *out);
    for (size_t c = 0; c < order->count; c++) {
        bool wins = is_least_winning(order, winning, c);
        if (!wins && !is_best_losing(order, winning, c))
            continue;
        if ((conflict >> row++ & 1) != 0)
            (wins ? &out->winning : &out->losing)->words[c / 64] |= UINT64_C(1) << (c % 64);
    }
}

bool cw_obstacle_bars(const cw_obstacle *obstacle, const cw_coalition_set *winning)
{
    return is_within(&obstacle->winning, winning) && is_disjoint(&obstacle->losing, winning);
}

/* ---- Whole numbers by branch and bound ---- */

typedef struct cw_branching {
    const cw_simplex_problem *problem;
    size_t programs;
    int64_t low[CW_DESIGN_EXACT_MAX];
    int64_t high[CW_DESIGN_EXACT_MAX]; /* below 0: none */
    int64_t best[CW_DESIGN_EXACT_MAX]; /* steps */
    int64_t total;                     /* of the best; 0: none yet */
} cw_branching;

/* Another row: sign * step >= bound. */
static void bound_step(cw_simplex_problem *problem, size_t step, int64_t sign, int64_t bound)
{
    memset(problem->row[problem->rows], 0, sizeof problem->row[0]);
    problem->row[problem->rows][step] = sign;
    problem->bound[problem->rows++] = bound;
}

static cw_status solve_node(cw_simplex_solution *out, const cw_branching *branching)
{
    cw_simplex_problem problem = *branching->problem;
    for (size_t k = 0; k + 1 < problem.columns; k++) {
        if (branching->low[k] > 0)
            bound_step(&problem, k, 1, branching->low[k]);
        if (branching->high[k] >= 0)
            bound_step(&problem, k, -1, -branching->high[k]);
    }
    return cw_simplex_solve(out, &problem);
}

/* First step that is no whole number, or CW_NONE. */
static size_t first_broken(const cw_simplex_solution *at, size_t members)
{
    for (size_t k = 0; k < members; k++)
        if (at->numerator[k] % at->denominator != 0)
            return k;
    return CW_NONE;
}

/* Whether nothing below the relaxed solution `at` is better than the best so far. The sum is whole:
 * the next whole number above the relaxed one is a bound. */
static bool is_no_better(const cw_branching *branching, const cw_simplex_solution *at)
{
    int64_t least = (at->cost + at->denominator - 1) / at->denominator;
    return branching->total != 0 && least >= branching->total;
}

/* Depth first, smaller step first. CW_ERROR_LIMIT where there are too many programs. */
static cw_status branch(cw_branching *branching)
{
    cw_simplex_solution at;
    size_t members = branching->problem->columns - 1;
    cw_status status =
        branching->programs++ < PROGRAMS_MAX ? solve_node(&at, branching) : CW_ERROR_LIMIT;
    if (status != CW_OK || is_no_better(branching, &at))
        return status == CW_NO ? CW_OK : status;
    size_t broken = first_broken(&at, members);
    if (broken == CW_NONE) {
        for (size_t k = 0; k < members; k++)
            branching->best[k] = at.numerator[k] / at.denominator;
        branching->total = at.cost / at.denominator;
        return CW_OK;
    }
    int64_t floor = at.numerator[broken] / at.denominator;
    int64_t high = branching->high[broken];
    int64_t low = branching->low[broken];
    branching->high[broken] = floor;
    status = branch(branching);
    branching->high[broken] = high;
    branching->low[broken] = floor + 1;
    if (status == CW_OK)
        status = branch(branching);
    branching->low[broken] = low;
    return status;
}

/* ---- From steps to weights ---- */

static void sum_steps(cw_design_weights *out, const int64_t *steps, size_t members)
{
    int64_t weight = 0;
    out->total = 0;
    for (size_t k = members; k-- > 0;) {
        weight += steps[k];
        out->weights[k] = weight;
        out->total += weight;
    }
    int64_t common = 0;
    for (size_t k = 0; k < members; k++)
        common = cw_common_divisor(common, out->weights[k]);
    common = common > 1 ? common : 1;
    for (size_t k = 0; k < members; k++)
        out->weights[k] /= common;
    out->total /= common;
}

/* A free quota is the least that no losing coalition reaches; where that is not above half, that of
 * the dual game, total - quota + 1, is, and gives the same power. */
static int64_t free_quota(const cw_design_weights *at, const cw_coalition_order *order,
                          const cw_coalition_set *winning)
{
    int64_t most = 0;
    for (size_t c = 0; c < order->count; c++) {
        int64_t weight = 0;
        for (size_t m = 0; m < order->members; m++)
            weight += (order->mask[c] >> m & 1) != 0 ? at->weights[m] : 0;
        if (!cw_set_has(winning, c) && weight > most)
            most = weight;
    }
    int64_t quota = most + 1;
    return 2 * quota > at->total ? quota : at->total - quota + 1;
}

cw_status cw_design_weigh(cw_design_weights *out, cw_obstacle *obstacle,
                          const cw_coalition_order *order, const cw_coalition_set *winning,
                          const cw_quota_share *share)
{
    cw_simplex_problem problem;
    cw_simplex_solution relaxed;
    cw_branching branching = {.problem = &problem};
    pose(&problem, order, winning, share);
    cw_status status = cw_simplex_solve(&relaxed, &problem);
    if (status == CW_NO)
        explain(obstacle, relaxed.conflict, order, winning);
    if (status != CW_OK)
        return status;
    for (size_t k = 0; k < order->members; k++)
        branching.high[k] = -1;
    status = branch(&branching);
    bool is_least = status == CW_OK && branching.total != 0;
    /* Weights may be multiplied by anything: the relaxed ones by their denominator are whole. */
    sum_steps(out, branching.total != 0 ? branching.best : relaxed.numerator, order->members);
    out->is_least = is_least;
    out->quota =
        share->is_set ? cw_quota_share_of(share, out->total) : free_quota(out, order, winning);
    return CW_OK;
}
