/* Choosing how to count. */
#include "voting/engine.h"

#include <string.h>

#include "counterweight/base/pool.h"

/* What a cell of an array and an edge of a diagram cost, in nanoseconds, about. */
#define CELL_COST 0.5
#define EDGE_COST 6.0
/* A diagram of a weighted game is given up early: the array does as well. */
#define WEIGHTED_EDGES ((size_t)400000)
/* Profiles gone through without being asked to, and for the shift indices. */
#define PROFILES ((size_t)1 << 16)
#define PROFILES_MOST ((size_t)1 << 22)

/* Whether the rule is one threshold: a leaf, or a leaf below parts that have one child each. */
static bool is_one_threshold(const cw_formula *formula)
{
    const cw_game_description *rule = formula->rule;
    size_t node = 0;
    while (formula->leaf_of[node] == CW_NONE) {
        if (rule->nodes[node].child_count != 1 || rule->nodes[node].form == CW_GAME_NOT)
            return false;
        node = rule->nodes[node].first_child;
    }
    return formula->leaf_of[node] == 0 && formula->leaves == 1;
}

static int64_t total_of(const cw_formula *formula)
{
    int64_t total = 0;
    for (size_t m = 0; m < formula->rule->members; m++)
        total += formula->weight[m];
    return total;
}

/* Builds the array's game where the rule is one threshold that is neither trivially met nor out of
 * reach. */
static cw_status build_weighted(cw_engine *engine, cw_context *context, const double *probability,
                                cw_engine_limits limits, double *needed)
{
    const cw_formula *formula = &engine->formula;
    if (!is_one_threshold(formula) || formula->quota[0] <= 0 ||
        formula->quota[0] > total_of(formula))
        return CW_OK;
    cw_status status = cw_weighted_build(&engine->weighted, context, formula->weight,
                                         formula->rule->members, formula->quota[0], probability);
    if (status == CW_ERROR_LIMIT) {
        *needed = 8.0 * (double)total_of(formula);
        return CW_OK;
    }
    if (status != CW_OK)
        return status;
    *needed = (double)cw_counter_of_weighted(&engine->weighted).scratch_bytes;
    engine->is_weighted = *needed <= limits.most_bytes;
    if (!engine->is_weighted)
        cw_weighted_free(&engine->weighted);
    return CW_OK;
}

static cw_status build_diagram(cw_engine *engine, cw_context *context, const double *probability,
                               cw_engine_limits limits)
{
    size_t most = limits.most_edges;
    if (engine->is_weighted && most > WEIGHTED_EDGES)
        most = WEIGHTED_EDGES;
    cw_status status =
        cw_diagram_build(&engine->diagram, context, &engine->formula, probability, most);
    engine->has_diagram = status == CW_OK;
    return status == CW_ERROR_LIMIT && engine->is_weighted ? CW_OK : status;
}

static void choose(cw_engine *engine)
{
    cw_counter by_array = {0};
    cw_counter by_diagram = {0};
    if (engine->is_weighted)
        by_array = cw_counter_of_weighted(&engine->weighted);
    if (engine->has_diagram)
        by_diagram = cw_counter_of_diagram(&engine->diagram);
    engine->counts_weighted =
        !engine->has_diagram ||
        (engine->is_weighted && by_array.cost * CELL_COST < by_diagram.cost * EDGE_COST);
    engine->counter = engine->counts_weighted ? by_array : by_diagram;
    engine->class_of =
        engine->counts_weighted ? engine->weighted.class_of : engine->diagram.layer_of;
    engine->dummies = engine->counts_weighted ? engine->weighted.dummies : 0;
}

cw_status cw_engine_build(cw_engine *out, cw_context *context, const cw_game_description *rule,
                          const double *probability, cw_engine_limits limits, double *needed)
{
    cw_engine engine = {.is_weighted = false};
    *needed = 0.0;
    cw_status status = cw_formula_build(&engine.formula, context, rule);
    if (status != CW_OK)
        return status;
    status = build_weighted(&engine, context, probability, limits, needed);
    if (status == CW_OK)
        status = build_diagram(&engine, context, probability, limits);
    if (status != CW_OK) {
        cw_engine_free(&engine);
        return status;
    }
    *out = engine;
    if (out->has_diagram && out->diagram.root >= CW_STATE_PASSES) {
        out->is_settled = true;
        out->passes = out->diagram.root == CW_STATE_PASSES;
        out->class_of = out->diagram.layer_of;
        return CW_OK;
    }
    choose(out); /* the counter borrows from *out, where it now is */
    return CW_OK;
}

void cw_engine_free(cw_engine *engine)
{
    if (engine->has_diagram)
        cw_diagram_free(&engine->diagram);
    if (engine->is_weighted)
        cw_weighted_free(&engine->weighted);
    cw_formula_free(&engine->formula);
}

cw_status cw_engine_chances(double *swings, double *winning, cw_context *context,
                            const cw_engine *engine, const double *yes)
{
    void *scratch = cw_allocate(context, engine->counter.scratch_bytes, 1);
    if (scratch == NULL)
        return CW_ERROR_MEMORY;
    if (engine->counts_weighted) {
        const cw_weighted *game = &engine->weighted;
        cw_weighted_chances(swings, winning, cw_weighted_lay_out(game, scratch), game, yes);
    } else {
        cw_diagram_chances(swings, winning, scratch, &engine->diagram, yes);
    }
    cw_release(context, scratch);
    return CW_OK;
}

/* ---- Shares ---- */

static cw_status make_room(cw_shares *out, cw_arena *arena, size_t classes, bool with_shift)
{
    double **fields[] = {&out->johnston, &out->public_good, &out->deegan_packel, &out->shift,
                         &out->shift_deegan_packel};
    for (size_t k = 0; k < (with_shift ? 5U : 3U); k++) {
        *fields[k] = cw_arena_allocate(arena, classes, sizeof(double));
        if (*fields[k] == NULL)
            return CW_ERROR_MEMORY;
    }
    return CW_OK;
}

/* Whether going through profiles is called for: nothing else covers the rule, or they are few. */
static bool takes_census(const cw_engine *engine, bool wants_shift)
{
    if (!engine->has_diagram)
        return false;
    bool is_needed = wants_shift || !(engine->diagram.is_complete || engine->is_weighted);
    return cw_census_size(&engine->diagram) <= (is_needed ? PROFILES_MOST : PROFILES);
}

static size_t threads_within(double most_bytes, size_t each, size_t threads)
{
    double fit = most_bytes / (double)each;
    return fit < (double)threads ? (size_t)fit : threads;
}

cw_status cw_engine_shares(cw_shares *out, const size_t **class_of, cw_arena *arena,
                           const cw_engine *engine, bool wants_others, bool wants_shift,
                           size_t threads, double most_bytes)
{
    cw_context *context = arena->context;
    bool by_census = takes_census(engine, wants_shift);
    bool by_diagram = engine->has_diagram && engine->diagram.is_complete;
    memset(out, 0, sizeof *out);
    *class_of = engine->has_diagram ? engine->diagram.layer_of : engine->weighted.class_of;
    bool by_array = !by_census && !by_diagram && engine->is_weighted;
    threads = threads == 0 ? cw_pool_processors() : threads;
    if (by_array)
        threads = threads_within(most_bytes, cw_weighted_shares_bytes(&engine->weighted), threads);
    if (threads == 0 || (!by_census && (!wants_others || (!by_diagram && !by_array))))
        return CW_OK;
    size_t classes = engine->has_diagram ? engine->diagram.layers : engine->weighted.classes;
    cw_status status = make_room(out, arena, classes, by_census);
    if (status != CW_OK)
        return status;
    if (by_census)
        return cw_census(out, context, &engine->diagram);
    if (by_diagram)
        return cw_diagram_shares(out, context, &engine->diagram, threads);
    return cw_weighted_shares(out, context, &engine->weighted, threads);
}
