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
    const cw_weighted *game = &engine->weighted;
    void *scratch = cw_resize(context, NULL, engine->counter.scratch_bytes, 1);
    if (scratch == NULL)
        return CW_ERROR_MEMORY;
    cw_status status =
        engine->counts_weighted
            ? cw_weighted_chances(swings, winning, cw_weighted_lay_out(game, scratch), game, yes)
            : cw_diagram_chances(swings, winning, scratch, &engine->diagram, yes);
    cw_release(context, scratch);
    return status;
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

static cw_share_method choose_shares(const cw_engine *engine, bool wants_others, bool wants_shift)
{
    if (takes_census(engine, wants_shift))
        return CW_SHARES_CENSUS;
    if (!wants_others)
        return CW_SHARES_NONE;
    if (engine->has_diagram && engine->diagram.is_complete)
        return CW_SHARES_DIAGRAM;
    return engine->is_weighted ? CW_SHARES_ARRAY : CW_SHARES_NONE;
}

/* Profiles: each judged, and looked at for each pair of layers. */
static void plan_census(cw_share_plan *plan, const cw_diagram *diagram)
{
    double profiles = (double)cw_census_size(diagram);
    plan->threads = 1;
    plan->steps = profiles * (double)diagram->layers * (double)diagram->layers;
    plan->bytes = profiles;
}

static void plan_array(cw_share_plan *plan, const cw_weighted *game, double most_bytes)
{
    double each = (double)cw_weighted_shares_bytes(game);
    double fit = most_bytes / each;
    plan->threads = fit < (double)plan->threads ? (size_t)fit : plan->threads;
    plan->method = plan->threads == 0 ? CW_SHARES_NONE : CW_SHARES_ARRAY;
    plan->steps = cw_weighted_shares_cost(game);
    plan->bytes = (double)plan->threads * each;
}

cw_share_plan cw_engine_plan_shares(const cw_engine *engine, bool wants_others, bool wants_shift,
                                    size_t threads, double most_bytes)
{
    cw_share_plan plan = {.method = choose_shares(engine, wants_others, wants_shift),
                          .threads = threads == 0 ? cw_pool_processors() : threads};
    const cw_diagram *diagram = &engine->diagram;
    if (plan.method == CW_SHARES_CENSUS)
        plan_census(&plan, diagram);
    else if (plan.method == CW_SHARES_ARRAY)
        plan_array(&plan, &engine->weighted, most_bytes);
    else if (plan.method == CW_SHARES_DIAGRAM) {
        plan.steps = cw_diagram_shares_cost(diagram);
        plan.bytes = 16.0 * ((double)diagram->edges +
                             (double)plan.threads * (double)diagram->first_state[diagram->layers]);
    }
    return plan;
}

cw_status cw_engine_shares(cw_shares *out, const size_t **class_of, cw_arena *arena,
                           const cw_engine *engine, const cw_share_plan *plan)
{
    cw_context *context = arena->context;
    size_t classes = engine->has_diagram ? engine->diagram.layers : engine->weighted.classes;
    memset(out, 0, sizeof *out);
    *class_of = engine->has_diagram ? engine->diagram.layer_of : engine->weighted.class_of;
    if (plan->method == CW_SHARES_NONE)
        return CW_OK;
    cw_status status = make_room(out, arena, classes, plan->method == CW_SHARES_CENSUS);
    if (status != CW_OK)
        return status;
    if (plan->method == CW_SHARES_CENSUS)
        return cw_census(out, context, &engine->diagram);
    if (plan->method == CW_SHARES_DIAGRAM)
        return cw_diagram_shares(out, context, &engine->diagram, plan->threads);
    return cw_weighted_shares(out, context, &engine->weighted, plan->threads);
}
