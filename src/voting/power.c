/* The power of every member, by every index wanted. */
#include "voting/power_work.h"

#include <math.h>
#include <string.h>

#include "voting/limbs.h"

/* An edge and the states around it take about so many bytes while a diagram is built. */
#define EDGE_BYTES 48.0
#define MOST_EDGES 2.0e8
#define RANGE_EDGES 1.0e4
#define UNIT_ROUNDOFF 1.1102230246251565e-16

bool cw_power_wants(const cw_power_work *work, cw_index_source source)
{
    size_t count;
    const cw_power_index *const *indices = cw_power_indices(&count);
    for (size_t k = 0; k < count; k++)
        if ((work->wanted >> k & 1) != 0 && indices[k]->source == source)
            return true;
    return false;
}

static uint64_t default_wanted(void)
{
    static const char *const ids[] = {"banzhaf",         "banzhaf-absolute", "shapley-shubik",
                                      "coleman-prevent", "coleman-initiate", "coleman-act"};
    uint64_t wanted = 0;
    for (size_t k = 0; k < sizeof ids / sizeof *ids; k++)
        wanted |= UINT64_C(1) << cw_power_index_find(ids[k]);
    return wanted;
}

static cw_status check_options(const cw_power_work *work)
{
    const double *yes = work->options->yes_probability;
    for (size_t m = 0; m < work->rule->members && yes != NULL; m++)
        if (!(yes[m] >= 0.0 && yes[m] <= 1.0))
            return CW_ERROR_USAGE;
    return CW_OK;
}

/* The result, with all values still unknown. */
static cw_status make_room(cw_power_work *work)
{
    size_t members = work->rule->members;
    cw_power *power = cw_allocate(work->context, 1, sizeof *power);
    if (power == NULL)
        return CW_ERROR_MEMORY;
    cw_arena_init(&power->arena, work->context);
    work->power = power;
    (void)cw_power_indices(&power->index_count);
    power->members = members;
    power->values = cw_arena_allocate(&power->arena, power->index_count * members, sizeof(double));
    power->errors = cw_arena_allocate(&power->arena, power->index_count, sizeof(double));
    power->is_vetoer = cw_arena_allocate(&power->arena, members, sizeof(bool));
    power->is_dummy = cw_arena_allocate(&power->arena, members, sizeof(bool));
    work->counts.members = members;
    work->counts.swings = cw_arena_allocate(&power->arena, members, sizeof(cw_tally));
    work->counts.yes_probability = work->options->yes_probability;
    if (power->values == NULL || power->errors == NULL || power->is_vetoer == NULL ||
        power->is_dummy == NULL || work->counts.swings == NULL)
        return CW_ERROR_MEMORY;
    for (size_t k = 0; k < power->index_count * members; k++)
        power->values[k] = (double)NAN;
    return CW_OK;
}

static cw_status build_engine(cw_power_work *work)
{
    double edges = work->memory / EDGE_BYTES;
    /* Of the games of a range only those with the smallest diagrams are better counted by one; what
     * shares coalitions out may want more. */
    if (work->options->range != NULL && !cw_power_wants(work, CW_INDEX_SHARES) &&
        !cw_power_wants(work, CW_INDEX_SHIFT))
        edges = fmin(edges, RANGE_EDGES);
    cw_engine_limits limits = {.most_edges = (size_t)(edges < MOST_EDGES ? edges : MOST_EDGES),
                               .most_bytes = work->memory};
    double needed;
    cw_status status =
        cw_engine_build(&work->engine, work->context, work->rule, NULL, limits, &needed);
    if (status == CW_ERROR_LIMIT && needed > 0.0)
        CW_POWER_SAY(
            work, CW_SEVERITY_ERROR,
            "counting needs %zu MB in any mode, more than the %zu MB allowed: the weights are "
            "too fine for so many members",
            (size_t)ceil(needed / 1e6), (size_t)(work->memory / 1e6));
    else if (status == CW_ERROR_LIMIT)
        CW_POWER_SAY(work, CW_SEVERITY_ERROR,
                     "this rule has more different situations than %zu MB can hold",
                     (size_t)(work->memory / 1e6));
    return status;
}

static cw_status count(cw_power_work *work)
{
    cw_status status;
    if (work->engine.formula.has_not)
        status = cw_power_net(work);
    else
        status = cw_power_swings(work);
    if (status == CW_OK && cw_power_wants(work, CW_INDEX_SHAPLEY) && !work->engine.formula.has_not)
        status = cw_power_shapley(work);
    if (status == CW_OK)
        status = cw_power_facts(work);
    bool wants_shares =
        cw_power_wants(work, CW_INDEX_SHARES) || cw_power_wants(work, CW_INDEX_SHIFT);
    if (status == CW_OK && wants_shares)
        status = cw_power_shares(work);
    if (status == CW_OK && cw_power_wants(work, CW_INDEX_CHANCES))
        status = cw_power_chances(work);
    if (status == CW_OK && cw_power_wants(work, CW_INDEX_UNIONS))
        status = cw_power_unions(work);
    return status;
}

static double error_of(const cw_power_work *work, cw_index_source source)
{
    switch (source) {
    case CW_INDEX_SWINGS:
        return work->counts.limbs > 0 ? 4.0 * UNIT_ROUNDOFF : work->share_error;
    case CW_INDEX_SHAPLEY:
        return work->shapley_error;
    default:
        return work->share_error;
    }
}

static void fill(cw_power_work *work)
{
    cw_power *power = work->power;
    const cw_power_index *const *indices = cw_power_indices(&power->index_count);
    for (size_t k = 0; k < power->index_count; k++) {
        if ((work->wanted >> k & 1) == 0)
            continue;
        indices[k]->fill(power->values + k * power->members, &work->counts);
        power->errors[k] = error_of(work, indices[k]->source);
        if (power->errors[k] > power->error_bound)
            power->error_bound = power->errors[k];
    }
}

/* Exact figures of a rule that all coalitions meet, or none: none swings; all 2^members
 * win, or none. */
static cw_status settle_exactly(cw_power_work *work)
{
    cw_power *power = work->power;
    size_t members = power->members;
    size_t limbs = members / 64 + 1;
    uint64_t *winning = cw_arena_allocate(&power->arena, limbs, sizeof *winning);
    power->swings = cw_arena_allocate(&power->arena, members, sizeof *power->swings);
    power->shapley_shubik = cw_arena_allocate(&power->arena, members, sizeof *power->swings);
    if (winning == NULL || power->swings == NULL || power->shapley_shubik == NULL)
        return CW_ERROR_MEMORY;
    winning[members / 64] = work->engine.passes ? UINT64_C(1) << (members % 64) : 0;
    power->winning = cw_limbs_text(&power->arena, winning, limbs);
    power->minimal = work->engine.passes ? "1" : "0"; /* the empty coalition, or none */
    for (size_t m = 0; m < members; m++) {
        power->swings[m] = "0";
        power->shapley_shubik[m] = "0/1";
    }
    return power->winning == NULL ? CW_ERROR_MEMORY : CW_OK;
}

/* Nobody can do anything: all figures but the body's are 0. */
static cw_status settle(cw_power_work *work)
{
    cw_power *power = work->power;
    cw_index_counts *counts = &work->counts;
    counts->all.share = 1.0;
    counts->winning.share = work->engine.passes ? 1.0 : 0.0;
    counts->losing.share = 1.0 - counts->winning.share;
    work->shapley = cw_arena_allocate(&power->arena, power->members, sizeof(double));
    counts->shapley = work->shapley;
    counts->decisiveness = work->shapley;
    counts->passage = counts->winning.share;
    counts->johnston = counts->public_good = counts->deegan_packel = work->shapley;
    counts->shift = counts->shift_deegan_packel = work->shapley;
    if (work->options->unions != NULL)
        counts->unions =
            (cw_union_values){.owen = work->shapley,
                              .banzhaf_owen = work->shapley,
                              .symmetric_banzhaf = work->shapley,
                              .union_public_good = work->shapley,
                              .solidarity_public_good = work->shapley,
                              .owen_public_good = work->shapley,
                              .threat_public_good = {work->shapley, work->shapley, work->shapley}};
    power->method = "nothing to count";
    work->share_error = work->shapley_error = 0.0;
    return work->shapley == NULL ? CW_ERROR_MEMORY : settle_exactly(work);
}

cw_status cw_power_compute(cw_power **out, cw_context *context, cw_diagnostics *diagnostics,
                           cw_place place, const cw_game *game, const cw_power_options *options)
{
    cw_power_work work = {.context = context,
                          .diagnostics = diagnostics,
                          .place = place,
                          .game = game,
                          .rule = cw_game_describe(game),
                          .options = options};
    work.wanted = options->wanted != 0 ? options->wanted : default_wanted();
    work.memory =
        (double)(options->memory_bytes != 0 ? options->memory_bytes : CW_POWER_MEMORY_BYTES);
    work.share_error = 64.0 * UNIT_ROUNDOFF * (8.0 + sqrt((double)work.rule->members));
    work.shapley_error = work.share_error;
    cw_status status = check_options(&work);
    if (status == CW_OK)
        status = make_room(&work);
    if (status == CW_OK)
        status = build_engine(&work);
    if (status != CW_OK) {
        cw_power_free(work.power);
        return status;
    }
    if (work.engine.is_settled) {
        status = settle(&work);
        if (status == CW_OK)
            status = cw_power_facts(&work);
    } else {
        status = cw_power_make_plan(&work);
        if (status == CW_OK)
            status = count(&work);
    }
    if (status == CW_OK)
        fill(&work);
    cw_engine_free(&work.engine);
    if (status == CW_OK)
        *out = work.power;
    else
        cw_power_free(work.power);
    return status;
}

void cw_power_free(cw_power *power)
{
    if (power == NULL)
        return;
    cw_context *context = power->arena.context;
    cw_arena_free(&power->arena);
    cw_release(context, power);
}
