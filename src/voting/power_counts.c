/* Counting for the indices: exactly where it pays, else in doubles. */
#include "voting/power_work.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "counterweight/base/pool.h"
#include "counterweight/voting/enumeration.h"

#include "voting/limbs.h"

#define ROUNDING 1.0e-15

/* ---- Swings ---- */

static const char *text_of(cw_power_work *work, const uint64_t *limbs, size_t count)
{
    return cw_limbs_text(&work->power->arena, limbs, count);
}

/* Exact numbers and their words by class; behind the classes, 0 for members who never swing. Members
 * without weight double each number. */
typedef struct cw_swing_room {
    uint64_t *limbs; /* [class][limb] */
    const char **words;
} cw_swing_room;

static cw_status fill_swing_room(cw_swing_room *out, cw_power_work *work, const cw_exact *exact,
                                 size_t limbs)
{
    cw_arena *arena = &work->power->arena;
    size_t classes = work->engine.counter.classes;
    out->limbs = cw_arena_allocate(arena, (classes + 1) * limbs, sizeof(uint64_t));
    out->words = cw_arena_allocate(arena, classes + 1, sizeof(char *));
    if (out->limbs == NULL || out->words == NULL)
        return CW_ERROR_MEMORY;
    for (size_t c = 0; c <= classes; c++) {
        uint64_t *swings = out->limbs + c * limbs;
        if (cw_context_is_cancelled(work->context))
            return CW_ERROR_INTERRUPTED;
        if (c < classes)
            memcpy(swings, exact->by_class + c * exact->limbs, exact->limbs * sizeof *swings);
        cw_limbs_shift(swings, limbs, work->engine.dummies);
        out->words[c] = text_of(work, swings, limbs);
        if (out->words[c] == NULL)
            return CW_ERROR_MEMORY;
    }
    return CW_OK;
}

/* Exact numbers of all members, from those of the classes. */
static cw_status spread_swings(cw_power_work *work, const cw_exact *exact)
{
    cw_arena *arena = &work->power->arena;
    cw_index_counts *counts = &work->counts;
    size_t members = counts->members;
    size_t limbs = members / 64 + 2;
    cw_swing_room room;
    uint64_t *losing = cw_arena_allocate(arena, 4 * limbs, sizeof *losing);
    work->power->swings = cw_arena_allocate(arena, members, sizeof(char *));
    if (losing == NULL || work->power->swings == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = fill_swing_room(&room, work, exact, limbs);
    if (status != CW_OK)
        return status;
    uint64_t *winning = losing + limbs;
    uint64_t *all = winning + limbs;
    uint64_t *sum = all + limbs;
    memcpy(losing, exact->other, exact->limbs * sizeof *losing);
    cw_limbs_shift(losing, limbs, work->engine.dummies);
    /* A weighted game may have been counted as its dual, whose losing coalitions are as many as the
     * winning ones of the game itself. */
    bool is_dual =
        work->engine.counts_weighted && work->engine.weighted.dual < work->engine.weighted.quota;
    memcpy(winning, losing, limbs * sizeof *winning);
    cw_limbs_complement(is_dual ? losing : winning, limbs, members);
    all[members / 64] = UINT64_C(1) << (members % 64);
    for (size_t m = 0; m < members; m++) {
        size_t class = work->engine.class_of[m];
        class = class == CW_NONE ? work->engine.counter.classes : class;
        counts->swings[m].limbs = room.limbs + class * limbs;
        work->power->swings[m] = room.words[class];
        cw_limbs_add(sum, limbs, counts->swings[m].limbs, limbs);
    }
    counts->limbs = limbs;
    counts->winning.limbs = winning;
    counts->losing.limbs = losing;
    counts->all.limbs = all;
    counts->swing_sum.limbs = sum;
    work->power->winning = text_of(work, winning, limbs);
    return work->power->winning == NULL ? CW_ERROR_MEMORY : CW_OK;
}

/* Chances of all members to swing where each says yes with probability one half, in doubles. */
static cw_status approximate_swings(cw_power_work *work)
{
    cw_context *context = work->context;
    cw_index_counts *counts = &work->counts;
    size_t classes = work->engine.counter.classes;
    double *yes = cw_allocate(context, 2 * classes, sizeof *yes);
    if (yes == NULL)
        return CW_ERROR_MEMORY;
    double *swings = yes + classes;
    double winning;
    for (size_t c = 0; c < classes; c++)
        yes[c] = 0.5;
    cw_status status = cw_engine_chances(swings, &winning, context, &work->engine, yes);
    for (size_t m = 0; m < counts->members && status == CW_OK; m++) {
        size_t class = work->engine.class_of[m];
        counts->swings[m].share = class == CW_NONE ? 0.0 : swings[class] / 2.0;
        counts->swing_sum.share += counts->swings[m].share;
    }
    counts->winning.share = winning;
    counts->losing.share = 1.0 - winning;
    counts->all.share = 1.0;
    cw_release(context, yes);
    return status;
}

cw_status cw_power_swings(cw_power_work *work)
{
    const cw_power_task *task = &work->swing_task;
    cw_exact exact;
    work->power->cost += task->steps;
    work->power->method = work->engine.counts_weighted ? "sums of weights" : "decision diagram";
    if (!task->is_exact)
        return approximate_swings(work);
    if (cw_power_range_swings(&exact, work))
        return spread_swings(work, &exact);
    cw_status status =
        cw_exact_swings(&exact, &work->power->arena, &work->engine.counter, task->threads);
    return status == CW_OK ? spread_swings(work, &exact) : status;
}

/* ---- Shapley-Shubik ---- */

/* "P/Q" in lowest terms. */
static const char *fraction_text(cw_power_work *work, const uint64_t *numerator,
                                 const cw_exact *exact, uint64_t *room)
{
    cw_arena *arena = &work->power->arena;
    uint64_t *upper = room;
    uint64_t *lower = room + exact->limbs;
    memcpy(upper, numerator, exact->limbs * sizeof *upper);
    memcpy(lower, exact->other, exact->limbs * sizeof *lower);
    cw_limbs_reduce_by_factorial(upper, lower, exact->limbs, work->engine.counter.members);
    const char *above = cw_limbs_text(arena, upper, exact->limbs);
    const char *below = cw_limbs_text(arena, lower, exact->limbs);
    if (above == NULL || below == NULL)
        return NULL;
    size_t above_length = strlen(above);
    size_t below_length = strlen(below);
    char *text = cw_arena_allocate(arena, above_length + below_length + 2, 1);
    if (text == NULL)
        return NULL;
    memcpy(text, above, above_length);
    text[above_length] = '/';
    memcpy(text + above_length + 1, below, below_length);
    return text;
}

static cw_status spread_shapley(cw_power_work *work, const cw_exact *exact)
{
    cw_arena *arena = &work->power->arena;
    size_t classes = work->engine.counter.classes;
    size_t members = work->counts.members;
    uint64_t *room = cw_arena_allocate(arena, 2 * exact->limbs, sizeof *room);
    const char **texts = cw_arena_allocate(arena, classes, sizeof *texts);
    work->power->shapley_shubik = cw_arena_allocate(arena, members, sizeof(char *));
    if (room == NULL || texts == NULL || work->power->shapley_shubik == NULL)
        return CW_ERROR_MEMORY;
    for (size_t c = 0; c < classes; c++) {
        if (cw_context_is_cancelled(work->context))
            return CW_ERROR_INTERRUPTED;
        texts[c] = fraction_text(work, exact->by_class + c * exact->limbs, exact, room);
        if (texts[c] == NULL)
            return CW_ERROR_MEMORY;
    }
    for (size_t m = 0; m < members; m++) {
        size_t class = work->engine.class_of[m];
        work->power->shapley_shubik[m] = class == CW_NONE ? "0/1" : texts[class];
        if (class != CW_NONE)
            work->shapley[m] = cw_limbs_ratio(exact->by_class + class * exact->limbs, exact->limbs,
                                              exact->other, exact->limbs);
    }
    work->shapley_error = ROUNDING;
    return CW_OK;
}

/* Fast indices by class: from the range, or computed into `room`. */
static cw_status find_chances(const double **index, double *room, cw_power_work *work)
{
    const cw_counter *counter = &work->engine.counter;
    *index = room;
    if (cw_power_range_chances(index, &work->shapley_error, work))
        return CW_OK;
    work->power->cost += counter->cost * 24.0;
    return cw_fast_shapley(room, &work->shapley_error, work->context, counter,
                           work->shapley_task.threads);
}

static cw_status approximate_shapley(cw_power_work *work)
{
    const double *index;
    double *room = cw_allocate(work->context, work->engine.counter.classes, sizeof *room);
    if (room == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = find_chances(&index, room, work);
    for (size_t m = 0; m < work->counts.members && status == CW_OK; m++)
        if (work->engine.class_of[m] != CW_NONE)
            work->shapley[m] = index[work->engine.class_of[m]];
    cw_release(work->context, room);
    return status;
}

cw_status cw_power_shapley(cw_power_work *work)
{
    const cw_power_task *task = &work->shapley_task;
    cw_exact exact;
    work->shapley =
        cw_arena_allocate(&work->power->arena, work->counts.members, sizeof *work->shapley);
    if (work->shapley == NULL)
        return CW_ERROR_MEMORY;
    work->counts.shapley = work->shapley;
    if (!task->is_exact)
        return approximate_shapley(work);
    work->power->cost += task->steps;
    if (cw_power_range_shapley(&exact, work))
        return spread_shapley(work, &exact);
    cw_status status =
        cw_exact_shapley(&exact, &work->power->arena, &work->engine.counter, task->threads);
    return status == CW_OK ? spread_shapley(work, &exact) : status;
}

/* ---- Shares and chances ---- */

/* By member from by class; NULL stays NULL. */
static cw_status by_member(const double **out, cw_power_work *work, const double *by_class,
                           const size_t *class_of)
{
    if (by_class == NULL)
        return CW_OK;
    double *values = cw_arena_allocate(&work->power->arena, work->counts.members, sizeof *values);
    if (values == NULL)
        return CW_ERROR_MEMORY;
    for (size_t m = 0; m < work->counts.members; m++)
        values[m] = class_of[m] == CW_NONE ? 0.0 : by_class[class_of[m]];
    *out = values;
    return CW_OK;
}

/* The number of minimal winning coalitions, where a double holds it exactly. */
static cw_status tell_minimal(cw_power_work *work, double share)
{
    size_t members =
        work->engine.has_diagram ? work->counts.members : work->engine.weighted.members;
    double number = ldexp(share, (int)members);
    if (!(number < 9007199254740992.0))
        return CW_OK;
    uint64_t whole = (uint64_t)llround(number);
    work->power->minimal = cw_limbs_text(&work->power->arena, &whole, 1);
    return work->power->minimal == NULL ? CW_ERROR_MEMORY : CW_OK;
}

cw_status cw_power_shares(cw_power_work *work)
{
    cw_index_counts *counts = &work->counts;
    const size_t *class_of;
    cw_shares shares;
    cw_status status =
        cw_engine_shares(&shares, &class_of, &work->power->arena, &work->engine, &work->share_plan);
    if (status != CW_OK)
        return status;
    const double **to[] = {&counts->johnston, &counts->public_good, &counts->deegan_packel,
                           &counts->shift, &counts->shift_deegan_packel};
    const double *from[] = {shares.johnston, shares.public_good, shares.deegan_packel, shares.shift,
                            shares.shift_deegan_packel};
    for (size_t k = 0; k < sizeof to / sizeof *to && status == CW_OK; k++)
        status = by_member(to[k], work, from[k], class_of);
    if (status == CW_OK && shares.public_good != NULL)
        status = tell_minimal(work, shares.minimal);
    if (shares.public_good == NULL && cw_power_wants(work, CW_INDEX_SHARES) &&
        work->engine.is_weighted)
        CW_POWER_SAY(work, CW_SEVERITY_NOTE,
                     "Johnston, Deegan-Packel and public good indices are left out: they need %zu "
                     "MB, more than the %zu MB allowed",
                     cw_weighted_shares_bytes(&work->engine.weighted) / 1000000 + 1,
                     (size_t)(work->memory / 1e6));
    else if (shares.public_good == NULL && cw_power_wants(work, CW_INDEX_SHARES))
        CW_POWER_SAY(work, CW_SEVERITY_NOTE,
                     "Johnston, Deegan-Packel and public good indices are left out: the members of "
                     "this rule cannot be ordered by desirability and are too many to go through");
    if (shares.shift == NULL && cw_power_wants(work, CW_INDEX_SHIFT))
        CW_POWER_SAY(work, CW_SEVERITY_NOTE,
                     "the shift indices are left out: too many profiles to go through");
    return status;
}

cw_status cw_power_chances(cw_power_work *work)
{
    cw_context *context = work->context;
    const double *given = work->options->yes_probability;
    size_t members = work->counts.members;
    double needed;
    cw_engine engine;
    cw_engine_limits limits = {.most_edges = (size_t)(work->memory / 48.0),
                               .most_bytes = work->memory};
    cw_status status = cw_engine_build(&engine, context, work->rule, given, limits, &needed);
    if (status != CW_OK)
        return status;
    size_t classes = engine.is_settled ? 0 : engine.counter.classes;
    double *yes = cw_allocate(context, 2 * classes, sizeof *yes);
    status = yes == NULL ? CW_ERROR_MEMORY : CW_OK;
    for (size_t m = 0; m < members && status == CW_OK && !engine.is_settled; m++)
        if (engine.class_of[m] != CW_NONE)
            yes[engine.class_of[m]] = given == NULL ? 0.5 : given[m];
    if (status == CW_OK && !engine.is_settled)
        status = cw_engine_chances(yes + classes, &work->counts.passage, context, &engine, yes);
    if (status == CW_OK && !engine.is_settled)
        status = by_member(&work->counts.decisiveness, work, yes + classes, engine.class_of);
    cw_release(context, yes);
    cw_engine_free(&engine);
    return status;
}
