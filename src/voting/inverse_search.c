/* A search for weights with a wanted power, where there are too many games to try them all. */
#include "voting/inverse.h"

#include <math.h>
#include <string.h>

#include "counterweight/base/random.h"

/* Distances closer than this are the same. */
#define ALIKE 1e-12
/* Cells or edges that all trials together may go through: some seconds. */
#define WORK_MAX 3e9
/* Rounds of adjusting weights by what is lacking, for each quota they begin with. */
#define ADJUSTMENTS 40
/* Totals that are tried for smaller weights. */
#define SHRINKINGS 2000

/* Quotas, in percent, from which a free one sets out. */
static const double beginnings[] = {50.5, 60.0, 70.0, 80.0, 90.0};

typedef struct cw_candidate {
    int64_t *weights;
    int64_t quota;
    double distance;
} cw_candidate;

typedef struct cw_search {
    cw_context *context;
    const cw_design_request *request;
    const cw_quota_share *share;
    const double *wanted; /* falls, adds up to 1 */
    size_t members;
    size_t trials;
    double work;
    int64_t scale; /* about the sum of weights */
    double *power;
    double *shares;
    cw_candidate best;
    cw_candidate here;
} cw_search;

static bool is_spent(const cw_search *search)
{
    return search->trials >= search->request->trials || search->work > WORK_MAX ||
           search->best.distance < ALIKE;
}

static int64_t sum_of(const int64_t *weights, size_t members)
{
    int64_t total = 0;
    for (size_t m = 0; m < members; m++)
        total += weights[m];
    return total;
}

static void copy(cw_candidate *to, const cw_candidate *from, size_t members)
{
    memcpy(to->weights, from->weights, members * sizeof *to->weights);
    to->quota = from->quota;
    to->distance = from->distance;
}

/* Solves the candidate `at`; its quota is set by the share where there is one. A quota that is not
 * above half of the weights, or above all of them, is infinitely far. */
static cw_status try(cw_search *search, cw_candidate *at)
{
    double cost;
    int64_t total = sum_of(at->weights, search->members);
    at->distance = HUGE_VAL;
    if (total == 0)
        return CW_OK;
    if (search->share->is_set)
        at->quota = cw_quota_share_of(search->share, total);
    else if (2 * at->quota <= total || at->quota > total)
        return CW_OK;
    if (cw_context_is_cancelled(search->context))
        return CW_ERROR_INTERRUPTED;
    cw_status status =
        cw_design_power(search->power, &cost, search->context, at->weights, at->quota,
                        search->members, search->request->index, CW_POWER_FAST);
    if (status != CW_OK)
        return status;
    search->trials++;
    search->work += cost;
    at->distance = cw_design_distance(search->power, search->wanted, search->members);
    if (at->distance < search->best.distance)
        copy(&search->best, at, search->members);
    return CW_OK;
}

/* ---- Adjusting by what is lacking ---- */

static void round_shares(cw_search *search, double percent)
{
    for (size_t m = 0; m < search->members; m++)
        search->here.weights[m] = llround(search->shares[m] * (double)search->scale);
    int64_t total = sum_of(search->here.weights, search->members);
    search->here.quota = llround(percent / 100.0 * (double)total);
}

/* Leech 2003: whoever has less power than wanted gets more weight; smaller steps once that no longer
 * helps. */
static cw_status adjust(cw_search *search, double percent)
{
    double step = 1.0;
    double before = HUGE_VAL;
    memcpy(search->shares, search->wanted, search->members * sizeof *search->shares);
    for (size_t round = 0; round < ADJUSTMENTS && !is_spent(search); round++) {
        double sum = 0.0;
        round_shares(search, percent);
        cw_status status = try(search, &search->here);
        if (status != CW_OK || search->here.distance == HUGE_VAL)
            return status;
        step = search->here.distance < before ? step : 0.7 * step;
        before = search->here.distance;
        for (size_t m = 0; m < search->members; m++) {
            double lacking = search->wanted[m] - search->power[m];
            search->shares[m] = fmax(0.0, search->shares[m] + step * lacking);
            sum += search->shares[m];
        }
        for (size_t m = 0; m < search->members; m++)
            search->shares[m] /= sum;
    }
    return CW_OK;
}

/* ---- Climbing ---- */

/* Changes one weight (or, for the number of members, the quota) by `step`; keeps it if nearer. */
static cw_status change(bool *is_better, cw_search *search, size_t which, int64_t step)
{
    cw_candidate *here = &search->here;
    double before = here->distance;
    int64_t *number = which == search->members ? &here->quota : &here->weights[which];
    *is_better = false;
    if (*number + step < 0)
        return CW_OK;
    int64_t quota = here->quota;
    *number += step;
    cw_status status = try(search, here);
    *is_better = status == CW_OK && here->distance < before - ALIKE;
    if (!*is_better) {
        *number -= step;
        here->quota = quota;
        here->distance = before;
    }
    return status;
}

/* Steps of this size, of all weights and a free quota, up and down, until none helps. */
static cw_status climb_by(cw_search *search, int64_t step)
{
    size_t numbers = search->members + (search->share->is_set ? 0 : 1);
    size_t idle = 0; /* changes since the last that helped */
    cw_status status = CW_OK;
    for (size_t k = 0; status == CW_OK && idle < 2 * numbers && !is_spent(search);
         k = (k + 1) % (2 * numbers)) {
        bool is_better;
        status = change(&is_better, search, k / 2, k % 2 == 0 ? step : -step);
        idle = is_better ? 0 : idle + 1;
    }
    return status;
}

static cw_status climb(cw_search *search, int64_t first)
{
    cw_status status = CW_OK;
    for (int64_t step = first; step > 0 && status == CW_OK && !is_spent(search); step /= 2)
        status = climb_by(search, step);
    return status;
}

/* From the best so far: every weight becomes two thirds to four thirds of itself, a free quota nine
 * tenths to eleven tenths. `stream` tells one disturbance from the next. */
static cw_status disturb(cw_search *search, uint64_t stream)
{
    cw_candidate *here = &search->here;
    const cw_candidate *best = &search->best;
    uint64_t seed = search->request->seed;
    for (size_t m = 0; m < search->members; m++) {
        double chance = cw_random_uniform(seed, stream, (uint32_t)m);
        double weight = (double)best->weights[m];
        here->weights[m] = llround(weight * (2.0 + 2.0 * chance) / 3.0);
    }
    double chance = cw_random_uniform(seed, stream, (uint32_t)search->members);
    double share = (double)best->quota / (double)sum_of(best->weights, search->members);
    double total = (double)sum_of(here->weights, search->members);
    double quota = round(share * (0.9 + 0.2 * chance) * total);
    here->quota = (int64_t)fmin(total, fmax(floor(total / 2.0) + 1.0, quota));
    return try(search, here);
}

/* ---- Smaller weights ---- */

/* The least total, from the number of members up, for which the rounded weights have the same
 * distance. */
static cw_status shrink(cw_search *search)
{
    cw_candidate *here = &search->here;
    cw_candidate *best = &search->best;
    int64_t total = sum_of(best->weights, search->members);
    double quota = (double)best->quota / (double)total;
    double distance = best->distance;
    bool is_found = false;
    cw_status status = CW_OK;
    for (int64_t to = 1; !is_found && status == CW_OK && to < total && to <= SHRINKINGS; to++) {
        for (size_t m = 0; m < search->members; m++)
            here->weights[m] = llround((double)best->weights[m] * (double)to / (double)total);
        here->quota = llround(quota * (double)sum_of(here->weights, search->members));
        status = try(search, here);
        is_found = status == CW_OK && here->distance <= distance + ALIKE;
    }
    if (is_found)
        copy(best, here, search->members);
    return status;
}

/* ---- The search ---- */

static cw_status begin(cw_search *search)
{
    cw_context *context = search->context;
    search->power = cw_allocate(context, search->members, sizeof *search->power);
    search->shares = cw_allocate(context, search->members, sizeof *search->shares);
    search->best.weights = cw_allocate(context, search->members, sizeof(int64_t));
    search->here.weights = cw_allocate(context, search->members, sizeof(int64_t));
    search->best.distance = HUGE_VAL;
    return search->power == NULL || search->shares == NULL || search->best.weights == NULL ||
                   search->here.weights == NULL
               ? CW_ERROR_MEMORY
               : CW_OK;
}

static cw_status look(cw_search *search)
{
    cw_status status = CW_OK;
    size_t count = search->share->is_set ? 1 : sizeof beginnings / sizeof beginnings[0];
    for (size_t k = 0; k < count && status == CW_OK; k++)
        status = adjust(search, beginnings[k]);
    if (status == CW_OK) {
        copy(&search->here, &search->best, search->members);
        status = climb(search, search->scale / 16 + 1);
    }
    for (uint64_t stream = 1; status == CW_OK && !is_spent(search); stream++) {
        status = disturb(search, stream);
        if (status == CW_OK)
            status = climb(search, search->scale / 64 + 1);
    }
    return status == CW_OK ? shrink(search) : status;
}

cw_status cw_design_search(cw_design *design, const cw_design_request *request,
                           const cw_quota_share *share)
{
    size_t members = design->members;
    cw_search search = {.context = design->context,
                        .request = request,
                        .share = share,
                        .wanted = design->wanted,
                        .members = members,
                        .scale = members < 10    ? 200
                                 : members < 500 ? 20 * (int64_t)members
                                                 : 10000};
    cw_status status = begin(&search);
    if (status == CW_OK)
        status = look(&search);
    if (status == CW_OK) {
        memcpy(design->weights, search.best.weights, members * sizeof *design->weights);
        design->quota = search.best.quota;
        design->games = search.trials;
    }
    cw_release(design->context, search.here.weights);
    cw_release(design->context, search.best.weights);
    cw_release(design->context, search.shares);
    cw_release(design->context, search.power);
    return status;
}
