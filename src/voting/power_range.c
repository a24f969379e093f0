/* One weighted game under several quotas, counted at once.
 *
 * The distribution of the weight of coalitions does not depend on the quota; only where members are
 * taken out of it does. So one forward pass for each prime, or node, serves all quotas. */
#include "voting/power_work.h"

#include <string.h>

#include "counterweight/base/pool.h"

struct cw_power_range {
    size_t members;
    int64_t *weights;
    size_t count;
    int64_t *quotas; /* those that some meet and others do not, as they came */
    cw_weighted game;
    cw_weighted_range counted;
    size_t *whole_quotas; /* by the common divisor of the weights */
    cw_exact swings;      /* by_class NULL: not counted; so too below */
    cw_exact shapley;
    double *chances;
    double chances_error;
    cw_arena arena;
};

/* ---- Taking figures out ---- */

/* Which quota of the range is that of the game at hand; CW_NONE: none. */
static size_t place_of(const cw_power_work *work)
{
    const cw_power_range *range = work->options->range;
    const cw_engine *engine = &work->engine;
    if (range == NULL || !engine->counts_weighted ||
        engine->formula.rule->members != range->members)
        return CW_NONE;
    for (size_t k = 0; k < range->count; k++)
        if (range->quotas[k] == engine->formula.quota[0])
            return memcmp(engine->formula.weight, range->weights,
                          range->members * sizeof *range->weights) == 0
                       ? k
                       : CW_NONE;
    return CW_NONE;
}

bool cw_power_range_swings(cw_exact *out, const cw_power_work *work)
{
    const cw_power_range *range = work->options->range;
    size_t place = place_of(work);
    if (place == CW_NONE || range->swings.by_class == NULL)
        return false;
    size_t limbs = range->swings.limbs;
    *out = (cw_exact){limbs, range->swings.by_class + place * range->game.classes * limbs,
                      range->swings.other + place * limbs};
    return true;
}

bool cw_power_range_shapley(cw_exact *out, const cw_power_work *work)
{
    const cw_power_range *range = work->options->range;
    size_t place = place_of(work);
    if (place == CW_NONE || range->shapley.by_class == NULL)
        return false;
    size_t limbs = range->shapley.limbs;
    *out = (cw_exact){limbs, range->shapley.by_class + place * range->game.classes * limbs,
                      range->shapley.other};
    return true;
}

bool cw_power_range_chances(const double **index, double *error, const cw_power_work *work)
{
    const cw_power_range *range = work->options->range;
    size_t place = place_of(work);
    if (place == CW_NONE || range->chances == NULL)
        return false;
    *index = range->chances + place * range->game.classes;
    *error = range->chances_error;
    return true;
}

/* ---- Counting ---- */

/* Whether these games are counted by the array: asked of the one nearest to half of the weight, which
 * has the largest diagram. */
static cw_status takes_array(bool *out, cw_context *context, const cw_power_range *range,
                             int64_t quota, double memory)
{
    cw_engine engine;
    double needed;
    const cw_game_node root = {.form = CW_GAME_WEIGHT, .quota = quota};
    const cw_game_description rule = {range->members, 1, range->weights, &root, 1};
    cw_game *game = NULL;
    *out = false;
    cw_status status = cw_game_build(&game, context, &rule);
    if (status == CW_OK)
        status = cw_engine_build(&engine, context, cw_game_describe(game), NULL,
                                 (cw_engine_limits){1000000, memory}, &needed);
    if (status == CW_OK) {
        *out = engine.counts_weighted;
        cw_engine_free(&engine);
    }
    cw_game_free(game);
    return status == CW_ERROR_LIMIT ? CW_OK : status;
}

static int64_t larger_side(int64_t quota, int64_t total)
{
    return quota > total - quota + 1 ? quota : total - quota + 1;
}

/* Keeps the quotas that some meet and others do not; the one whose distribution is the longest, and
 * the one whose is the shortest, nearest to half. */
static void keep_quotas(cw_power_range *range, int64_t *longest, int64_t *nearest,
                        const int64_t *quotas, size_t count)
{
    int64_t total = 0;
    for (size_t m = 0; m < range->members; m++)
        total += range->weights[m];
    for (size_t k = 0; k < count; k++) {
        if (quotas[k] <= 0 || quotas[k] > total)
            continue;
        int64_t side = larger_side(quotas[k], total);
        if (range->count == 0 || side > larger_side(*longest, total))
            *longest = quotas[k];
        if (range->count == 0 || side < larger_side(*nearest, total))
            *nearest = quotas[k];
        range->quotas[range->count++] = quotas[k];
    }
}

static cw_status prepare(cw_power_range *range, cw_context *context, int64_t longest)
{
    cw_status status =
        cw_weighted_build(&range->game, context, range->weights, range->members, longest, NULL);
    if (status != CW_OK)
        return status;
    range->whole_quotas = cw_arena_allocate(&range->arena, range->count, sizeof(size_t));
    range->counted = (cw_weighted_range){
        .game = &range->game, .count = range->count, .quotas = range->whole_quotas};
    range->counted.class_sizes =
        cw_arena_allocate(&range->arena, range->count * range->game.classes, sizeof(size_t));
    if (range->whole_quotas == NULL || range->counted.class_sizes == NULL)
        return CW_ERROR_MEMORY;
    for (size_t k = 0; k < range->count; k++)
        range->whole_quotas[k] = cw_weighted_quota(&range->game, range->quotas[k]);
    return CW_OK;
}

/* What of the Shapley-Shubik index the quotas need: some may be exact and others not. */
static void look_at_quotas(bool *any_exact, bool *any_fast, const cw_power_range *range,
                           cw_power_mode mode)
{
    *any_exact = *any_fast = false;
    for (size_t k = 0; k < range->count; k++) {
        cw_weighted one = cw_weighted_under(&range->game, range->whole_quotas[k]);
        cw_counter counter = cw_counter_of_weighted(&one);
        bool is_exact = cw_power_affords_shapley(&counter, mode);
        *any_exact = *any_exact || is_exact;
        *any_fast = *any_fast || !is_exact;
    }
}

/* A range under way. */
typedef struct cw_range_work {
    cw_power_range *range;
    cw_counter counter;
    const cw_power_options *options;
    size_t threads;
    bool swings;
    bool shapley;
    bool chances;
} cw_range_work;

/* Decides what is counted, within the memory; tells the plan. */
static void plan(cw_range_work *work, bool wants_shapley, double memory)
{
    const cw_counter *counter = &work->counter;
    double each = (double)counter->scratch_bytes;
    double numbers = (double)counter->classes * ((double)counter->members / 8.0 + 64.0);
    cw_exact_needs needs = cw_exact_shapley_needs(counter);
    cw_power_plan told = {.bytes = numbers + (double)work->threads * each};
    work->swings = cw_power_affords_swings(counter, work->options->mode) && told.bytes <= memory;
    if (wants_shapley)
        look_at_quotas(&work->shapley, &work->chances, work->range, work->options->mode);
    double exact_bytes = needs.shared + (double)work->threads * needs.each;
    work->shapley = work->shapley && exact_bytes <= memory;
    work->chances = work->chances && told.bytes <= memory;
    if (work->swings)
        told.steps += cw_exact_swings_cost(counter);
    if (work->shapley)
        told.steps += needs.cost;
    if (work->chances)
        told.steps += cw_fast_shapley_cost(counter);
    told.bytes = work->shapley && exact_bytes > told.bytes ? exact_bytes : told.bytes;
    if (work->options->plan != NULL)
        work->options->plan(work->options->plan_payload, &told);
}

static cw_status count(cw_range_work *work, cw_context *context)
{
    cw_power_range *range = work->range;
    cw_status status = CW_OK;
    if (work->swings)
        status = cw_exact_swings(&range->swings, &range->arena, &work->counter, work->threads);
    if (status == CW_OK && work->shapley)
        status = cw_exact_shapley(&range->shapley, &range->arena, &work->counter, work->threads);
    if (status != CW_OK || !work->chances)
        return status;
    range->chances = cw_arena_allocate(&range->arena, work->counter.classes, sizeof(double));
    if (range->chances == NULL)
        return CW_ERROR_MEMORY;
    return cw_fast_shapley(range->chances, &range->chances_error, context, &work->counter,
                           work->threads);
}

static cw_status copy_request(cw_power_range *range, const int64_t *weights, size_t members,
                              size_t count)
{
    range->members = members;
    range->weights = cw_arena_allocate(&range->arena, members, sizeof *range->weights);
    range->quotas = cw_arena_allocate(&range->arena, count, sizeof *range->quotas);
    if (range->weights == NULL || range->quotas == NULL)
        return CW_ERROR_MEMORY;
    memcpy(range->weights, weights, members * sizeof *weights);
    return CW_OK;
}

/* Fills the range; *is_of_use is false where games are better counted one by one. */
static cw_status fill(bool *is_of_use, cw_power_range *range, cw_context *context,
                      const int64_t *quotas, size_t count_of_quotas,
                      const cw_power_options *options)
{
    double memory =
        options->memory_bytes != 0 ? (double)options->memory_bytes : (double)CW_POWER_MEMORY_BYTES;
    int64_t longest = 0;
    int64_t nearest = 0;
    cw_status status = CW_OK;
    keep_quotas(range, &longest, &nearest, quotas, count_of_quotas);
    *is_of_use = false;
    if (range->count > 1)
        status = takes_array(is_of_use, context, range, nearest, memory);
    if (status != CW_OK || !*is_of_use)
        return status;
    status = prepare(range, context, longest);
    if (status != CW_OK)
        return status;
    cw_range_work work = {
        .range = range, .counter = cw_counter_of_range(&range->counted), .options = options};
    work.threads = options->threads == 0 ? cw_pool_processors() : options->threads;
    while (work.threads > 1 && (double)work.threads * (double)work.counter.scratch_bytes > memory)
        work.threads--;
    size_t shapley = cw_power_index_find("shapley-shubik");
    plan(&work, options->wanted == 0 || (options->wanted >> shapley & 1) != 0, memory);
    return count(&work, context);
}

cw_status cw_power_range_build(cw_power_range **out, cw_context *context, const int64_t *weights,
                               size_t members, const int64_t *quotas, size_t count,
                               const cw_power_options *options)
{
    bool is_of_use = false;
    cw_power_range *range = cw_allocate(context, 1, sizeof *range);
    if (range == NULL)
        return CW_ERROR_MEMORY;
    cw_arena_init(&range->arena, context);
    cw_status status = copy_request(range, weights, members, count);
    if (status == CW_OK)
        status = fill(&is_of_use, range, context, quotas, count, options);
    if (status == CW_OK && is_of_use) {
        *out = range;
        return CW_OK;
    }
    cw_power_range_free(range);
    if (status == CW_OK)
        *out = NULL;
    return status;
}

void cw_power_range_free(cw_power_range *range)
{
    if (range == NULL)
        return;
    cw_context *context = range->arena.context;
    if (range->game.arena.context != NULL)
        cw_weighted_free(&range->game);
    cw_arena_free(&range->arena);
    cw_release(context, range);
}
