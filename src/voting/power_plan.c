/* How everything wanted will be counted: exactly where it pays, within the memory allowed. */
#include "voting/power_work.h"

#include <math.h>

#include "counterweight/base/pool.h"
#include "counterweight/voting/enumeration.h"

/* Steps (cells or edges) up to which exact figures are given without being asked for. */
#define SWINGS_BUDGET 2.0e11
/* Bytes of digits and remainders up to which they are. */
#define SWINGS_BYTES 1.5e8
#define SHAPLEY_BUDGET 6.0e9

/* Threads for which scratch memory fits, at least 1; 0 where not even one has enough. */
static size_t threads_that_fit(const cw_power_work *work, double each, double other_bytes)
{
    size_t threads = work->options->threads == 0 ? cw_pool_processors() : work->options->threads;
    while (threads > 0 && (double)threads * each + other_bytes > work->memory)
        threads--;
    return threads;
}

/* That `what` would take `bytes`, and what the fast mode does: one pass, for which there is room, or
 * there were no engine. */
static cw_status refuse(cw_power_work *work, const char *what, double bytes)
{
    double fast = (double)work->engine.counter.scratch_bytes;
    CW_POWER_SAY(work, CW_SEVERITY_ERROR,
                 "%s need %zu MB, more than the %zu MB allowed; the fast mode needs %zu MB", what,
                 (size_t)ceil(bytes / 1e6), (size_t)(work->memory / 1e6), (size_t)ceil(fast / 1e6));
    return CW_ERROR_LIMIT;
}

/* Doubles: one pass, on one thread, or for the Shapley-Shubik index as many as fit; one does, or there
 * were no engine. */
static cw_power_task in_doubles(const cw_power_work *work, double steps, bool one_thread)
{
    double each = (double)work->engine.counter.scratch_bytes;
    size_t threads = one_thread ? 1 : threads_that_fit(work, each, 0.0);
    return (cw_power_task){.threads = threads, .steps = steps, .bytes = (double)threads * each};
}

/* Bytes that exact swings take besides the distributions: remainders and numbers by class, and
 * digits for every member once they are printed. */
static double swing_bytes(const cw_power_work *work)
{
    double members = (double)work->counts.members;
    double classes = (double)work->engine.counter.classes + 4.0;
    return members / 63.0 * 8.0 * 5.0 * classes + members * members * 0.302;
}

bool cw_power_affords_swings(const cw_counter *counter, cw_power_mode mode)
{
    return mode == CW_POWER_EXACT || cw_exact_swings_cost(counter) <= SWINGS_BUDGET;
}

bool cw_power_affords_shapley(const cw_counter *counter, cw_power_mode mode)
{
    return mode == CW_POWER_EXACT ||
           (mode == CW_POWER_AUTO && cw_exact_shapley_needs(counter).cost <= SHAPLEY_BUDGET);
}

static cw_status plan_swings(cw_power_work *work)
{
    const cw_counter *counter = &work->engine.counter;
    double each = (double)counter->scratch_bytes;
    double steps = cw_exact_swings_cost(counter);
    double bytes = swing_bytes(work);
    size_t threads = threads_that_fit(work, each, bytes);
    if (work->options->mode == CW_POWER_EXACT && threads == 0)
        return refuse(work, "exact swings", bytes + each);
    bool is_much = !cw_power_affords_swings(counter, work->options->mode) || bytes > SWINGS_BYTES;
    if (work->options->mode != CW_POWER_EXACT && (is_much || threads == 0))
        work->swing_task = in_doubles(work, counter->cost, true);
    else
        work->swing_task = (cw_power_task){true, threads, steps, bytes + (double)threads * each};
    return CW_OK;
}

static cw_status plan_shapley(cw_power_work *work)
{
    const cw_counter *counter = &work->engine.counter;
    cw_power_mode mode = work->options->mode;
    cw_exact_needs needs = cw_exact_shapley_needs(counter);
    size_t threads = threads_that_fit(work, needs.each, needs.shared);
    if (mode == CW_POWER_EXACT && threads == 0)
        return refuse(work, "exact Shapley-Shubik fractions", needs.shared + needs.each);
    if (threads == 0 || !cw_power_affords_shapley(counter, mode))
        work->shapley_task = in_doubles(work, cw_fast_shapley_cost(counter), false);
    else
        work->shapley_task =
            (cw_power_task){true, threads, needs.cost, needs.shared + (double)threads * needs.each};
    return CW_OK;
}

/* Rules with "not": all coalitions, or net chances off the diagram. */
static void plan_net(cw_power_work *work)
{
    const cw_counter *counter = &work->engine.counter;
    size_t members = work->counts.members;
    if (members <= CW_ENUMERATION_MAX) {
        double coalitions = ldexp(1.0, (int)members);
        work->swing_task = (cw_power_task){true, 1, coalitions * (double)members, coalitions / 8.0};
    } else {
        work->swing_task = in_doubles(work, counter->cost + cw_fast_shapley_cost(counter), false);
    }
}

/* Values with unions are counted at Gauss nodes of both probabilities, union by union. */
static double union_steps(const cw_power_work *work)
{
    const size_t *unions = work->options->unions;
    double members = (double)work->counts.members;
    double nodes = 0.0;
    for (size_t m = 0; m < work->counts.members && unions != NULL; m++) {
        double mates = 0.0;
        for (size_t k = 0; k < work->counts.members; k++)
            mates += unions[k] == unions[m] ? 1.0 : 0.0;
        /* A union of `mates` members has mates / 2 nodes within, and one for two others between. */
        nodes += (mates / 2.0 + 1.0) * ((members - mates) / 2.0 + 1.0) / mates;
    }
    return nodes * work->engine.counter.cost;
}

static void tell_plan(const cw_power_work *work)
{
    double unions = cw_power_wants(work, CW_INDEX_UNIONS) ? union_steps(work) : 0.0;
    double chances = cw_power_wants(work, CW_INDEX_CHANCES) ? 2.0 * work->engine.counter.cost : 0.0;
    double most = fmax(work->swing_task.bytes, work->shapley_task.bytes);
    cw_power_plan plan = {
        .steps = work->swing_task.steps + work->shapley_task.steps + work->share_plan.steps +
                 unions + chances,
        .bytes = fmax(most, work->share_plan.bytes),
    };
    work->options->plan(work->options->plan_payload, &plan);
}

cw_status cw_power_make_plan(cw_power_work *work)
{
    cw_status status = CW_OK;
    bool wants_shares = cw_power_wants(work, CW_INDEX_SHARES);
    bool wants_shift = cw_power_wants(work, CW_INDEX_SHIFT);
    if (work->engine.formula.has_not)
        plan_net(work);
    else
        status = plan_swings(work);
    if (status == CW_OK && cw_power_wants(work, CW_INDEX_SHAPLEY) && !work->engine.formula.has_not)
        status = plan_shapley(work);
    if (wants_shares || wants_shift)
        work->share_plan = cw_engine_plan_shares(&work->engine, wants_shares, wants_shift,
                                                 work->options->threads, work->memory);
    if (status == CW_OK && work->options->plan != NULL)
        tell_plan(work);
    return status;
}
