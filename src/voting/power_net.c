/* Rules with "not": coalitions that a member makes win less those it makes lose. */
#include "voting/power_work.h"

#include <inttypes.h>
#include <math.h>

#include "counterweight/base/text.h"
#include "counterweight/voting/enumeration.h"

#include "voting/limbs.h"

static __int128 factorial(size_t n)
{
    __int128 product = 1;
    for (size_t k = 2; k <= n; k++)
        product *= (__int128)k;
    return product;
}

static __int128 divisor_of(__int128 a, __int128 b)
{
    while (b != 0) {
        __int128 rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

/* Digits of a whole number of any sign, owned by the arena; NULL without memory. */
static const char *signed_text(cw_arena *arena, __int128 number)
{
    unsigned __int128 size = (unsigned __int128)(number < 0 ? -number : number);
    uint64_t limbs[2] = {(uint64_t)size, (uint64_t)(size >> 64)};
    char *text = cw_limbs_text(arena, limbs, 2);
    if (text == NULL || number >= 0)
        return text;
    text[-1] = '-'; /* cw_limbs_text() leaves room before the digits */
    return text - 1;
}

static const char *join(cw_arena *arena, const char *above, const char *below)
{
    cw_text text;
    cw_text_init(&text, arena->context);
    if (above != NULL && below != NULL)
        cw_text_append_format(&text, "%s/%s", above, below);
    const char *copy = above == NULL || below == NULL || text.status != CW_OK
                           ? NULL
                           : cw_arena_copy(arena, cw_text_string(&text), text.length);
    cw_text_free(&text);
    return copy;
}

/* One member's net figures from its counts by size. */
static cw_status take_member(cw_power_work *work, const cw_enumeration *counted, size_t member)
{
    cw_arena *arena = &work->power->arena;
    size_t n = counted->members;
    __int128 swings = 0;
    __int128 numerator = 0;
    __int128 all = factorial(n);
    for (size_t size = 1; size <= n; size++) {
        __int128 net = (__int128)counted->swings_by_size[member][size] -
                       (__int128)counted->spoils_by_size[member][size];
        swings += net;
        numerator += net * factorial(size - 1) * factorial(n - size);
    }
    __int128 divisor = divisor_of(all, numerator);
    work->counts.swings[member].share = ldexp((double)swings, -(int)n);
    work->counts.swing_sum.share += work->counts.swings[member].share;
    work->shapley[member] = (double)numerator / (double)all;
    work->power->swings[member] = signed_text(arena, swings);
    /* The divisor divides n!, so it is not 0: the analyser loses that in Euclid's algorithm. */
    work->power->shapley_shubik[member] =
        /* NOLINTNEXTLINE(clang-analyzer-core.DivideZero) */
        join(arena, signed_text(arena, numerator / divisor), signed_text(arena, all / divisor));
    return work->power->swings[member] == NULL || work->power->shapley_shubik[member] == NULL
               ? CW_ERROR_MEMORY
               : CW_OK;
}

static cw_status take_counts(cw_power_work *work, const cw_enumeration *counted)
{
    cw_arena *arena = &work->power->arena;
    size_t members = counted->members;
    work->power->swings = cw_arena_allocate(arena, members, sizeof(char *));
    work->power->shapley_shubik = cw_arena_allocate(arena, members, sizeof(char *));
    if (work->power->swings == NULL || work->power->shapley_shubik == NULL)
        return CW_ERROR_MEMORY;
    for (size_t m = 0; m < members; m++) {
        cw_status status = take_member(work, counted, m);
        if (status != CW_OK)
            return status;
    }
    work->counts.winning.share = ldexp((double)counted->winning, -(int)members);
    work->counts.losing.share = 1.0 - work->counts.winning.share;
    work->counts.all.share = 1.0;
    work->power->winning = cw_limbs_text(arena, &counted->winning, 1);
    work->power->facts.monotone = counted->monotone ? CW_FACT_YES : CW_FACT_NO;
    work->power->facts.proper = counted->proper ? CW_FACT_YES : CW_FACT_NO;
    work->power->facts.strong = counted->strong ? CW_FACT_YES : CW_FACT_NO;
    work->power->facts.all_win = counted->all_win;
    work->power->facts.empty_wins = counted->empty_wins;
    work->power->method = "all coalitions";
    return work->power->winning == NULL ? CW_ERROR_MEMORY : CW_OK;
}

/* Too many members to enumerate: net chances off the diagram. */
static cw_status take_chances(cw_power_work *work)
{
    cw_context *context = work->context;
    const cw_counter *counter = &work->engine.counter;
    cw_index_counts *counts = &work->counts;
    double *yes = cw_allocate(context, 3 * counter->classes, sizeof *yes);
    if (yes == NULL)
        return CW_ERROR_MEMORY;
    double *swings = yes + counter->classes;
    double *shapley = swings + counter->classes;
    for (size_t c = 0; c < counter->classes; c++)
        yes[c] = 0.5;
    cw_status status =
        cw_engine_chances(swings, &counts->winning.share, context, &work->engine, yes);
    if (status == CW_OK)
        status = cw_fast_shapley(shapley, &work->shapley_error, context, counter,
                                 work->options->threads);
    for (size_t m = 0; m < counts->members && status == CW_OK; m++) {
        size_t class = work->engine.class_of[m];
        counts->swings[m].share = swings[class] / 2.0;
        counts->swing_sum.share += counts->swings[m].share;
        work->shapley[m] = shapley[class];
    }
    counts->losing.share = 1.0 - counts->winning.share;
    counts->all.share = 1.0;
    work->power->facts.monotone = CW_FACT_UNKNOWN;
    work->power->facts.proper = CW_FACT_UNKNOWN;
    work->power->facts.strong = CW_FACT_UNKNOWN;
    work->power->method = "decision diagram";
    cw_release(context, yes);
    return status;
}

cw_status cw_power_net(cw_power_work *work)
{
    work->shapley =
        cw_arena_allocate(&work->power->arena, work->counts.members, sizeof *work->shapley);
    if (work->shapley == NULL)
        return CW_ERROR_MEMORY;
    work->counts.shapley = work->shapley;
    if (work->counts.members > CW_ENUMERATION_MAX)
        return take_chances(work);
    cw_enumeration *counted = cw_allocate(work->context, 1, sizeof *counted);
    if (counted == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = cw_enumerate(counted, work->context, work->game);
    if (status == CW_OK)
        status = take_counts(work, counted);
    cw_release(work->context, counted);
    return status;
}
