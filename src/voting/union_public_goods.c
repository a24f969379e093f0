/* The public good index in games with a priori unions. */
#include "voting/unions.h"

#include <string.h>

#include "counterweight/voting/minimal.h"

/* Public good index of every piece of a game; *known is false where no method covers it. */
static cw_status public_good_of(double *out, bool *known, cw_power_work *work,
                                const cw_game_description *rule)
{
    cw_context *context = work->context;
    cw_engine_limits limits = {.most_edges = (size_t)(work->memory / 48.0),
                               .most_bytes = work->memory};
    const size_t *class_of = NULL;
    cw_engine engine;
    cw_shares shares = {0};
    cw_arena arena;
    double needed;
    cw_arena_init(&arena, context);
    memset(out, 0, rule->members * sizeof *out);
    cw_status status = cw_engine_build(&engine, context, rule, NULL, limits, &needed);
    if (status != CW_OK)
        return status;
    *known = true;
    if (!engine.is_settled) {
        cw_share_plan plan =
            cw_engine_plan_shares(&engine, true, false, work->options->threads, work->memory);
        status = cw_engine_shares(&shares, &class_of, &arena, &engine, &plan);
        *known = shares.public_good != NULL;
    }
    for (size_t p = 0; p < rule->members && status == CW_OK && shares.public_good != NULL; p++)
        out[p] = class_of[p] == CW_NONE ? 0.0 : shares.public_good[class_of[p]];
    cw_normalise(out, out, rule->members);
    cw_engine_free(&engine);
    cw_arena_free(&arena);
    return status;
}

/* Divides what the union has among its members by `claims` (by piece); equally where all are 0, if
 * `or_equally`. */
static void divide(double *out, const cw_pieces *pieces, const double *claims, double whole,
                   bool or_equally)
{
    double total = 0.0;
    for (size_t p = 0; p < pieces->own; p++)
        total += claims[p];
    for (size_t p = 0; p < pieces->own; p++) {
        double equal = or_equally ? whole / (double)pieces->own : 0.0;
        out[pieces->member[p]] = total > 0.0 ? whole * claims[p] / total : equal;
    }
}

/* What a member would have if it left the union: the member, the rest of the union and the other
 * unions as pieces. */
static cw_status claim_of_leaver(double *claim, bool *known, cw_power_work *work,
                                 const cw_partition *partition, size_t member, cw_arena *arena)
{
    cw_partition apart = *partition;
    cw_pieces pieces;
    size_t left = partition->union_of[member];
    bool is_alone = partition->size[left] == 1;
    apart.union_of = cw_arena_allocate(arena, partition->members, sizeof(size_t));
    apart.size = cw_arena_allocate(arena, partition->count + 1, sizeof(size_t));
    double *values = cw_arena_allocate(arena, partition->count + 1, sizeof(double));
    if (apart.union_of == NULL || apart.size == NULL || values == NULL)
        return CW_ERROR_MEMORY;
    memcpy(apart.union_of, partition->union_of, partition->members * sizeof(size_t));
    memcpy(apart.size, partition->size, partition->count * sizeof(size_t));
    if (!is_alone) {
        apart.union_of[member] = apart.count;
        apart.size[left]--;
        apart.size[apart.count++] = 1;
    }
    cw_status status = cw_pieces_build(&pieces, arena, &work->engine.formula, &apart, CW_NONE);
    if (status == CW_OK)
        status = public_good_of(values, known, work, &pieces.rule);
    if (status == CW_OK)
        *claim = values[apart.union_of[member]];
    return status;
}

/* The three ways to divide by threats, for one union. */
static cw_status divide_by_threats(cw_power_work *work, const cw_partition *partition, size_t at,
                                   double whole, const double *alone, bool *known, cw_arena *arena)
{
    cw_union_values *values = &work->counts.unions;
    cw_pieces pieces;
    cw_status status = cw_pieces_build(&pieces, arena, &work->engine.formula, partition, at);
    double *claims = cw_arena_allocate(arena, partition->members + 1, sizeof(double));
    if (status != CW_OK || claims == NULL)
        return CW_ERROR_MEMORY;
    for (size_t p = 0; p < pieces.own; p++)
        claims[p] = alone[pieces.member[p]];
    divide(values->threat_public_good[0], &pieces, claims, whole, false);
    status = public_good_of(claims, &known[1], work, &pieces.rule);
    if (status == CW_OK)
        divide(values->threat_public_good[1], &pieces, claims, whole, false);
    for (size_t p = 0; p < pieces.own && status == CW_OK; p++)
        status = claim_of_leaver(&claims[p], &known[2], work, partition, pieces.member[p], arena);
    if (status == CW_OK)
        divide(values->threat_public_good[2], &pieces, claims, whole, true);
    return status;
}

/* ---- Owen's extension ---- */

/* The pieces of union `at` under the rule as it is when the unions of a coalition say yes. */
static cw_status divide_coalition(double *out, cw_power_work *work, const cw_pieces *pieces,
                                  const cw_coalitions *unions, size_t coalition, size_t at,
                                  double amount, cw_arena *arena)
{
    size_t count = pieces->count;
    cw_game_description rule = pieces->rule;
    cw_game_node *nodes = cw_arena_allocate(arena, rule.node_count, sizeof *nodes);
    int64_t *weights = cw_arena_allocate(arena, rule.columns * pieces->own, sizeof *weights);
    double *values = cw_arena_allocate(arena, pieces->own, sizeof *values);
    bool known;
    if (nodes == NULL || weights == NULL || values == NULL)
        return CW_ERROR_MEMORY;
    memcpy(nodes, rule.nodes, rule.node_count * sizeof *nodes);
    for (size_t n = 0; n < rule.node_count; n++) {
        if (nodes[n].form != CW_GAME_WEIGHT)
            continue;
        const int64_t *column = rule.weights + nodes[n].column * count;
        for (size_t p = pieces->own; p < count; p++)
            if (pieces->member[p] != at && cw_coalition_has(unions, coalition, pieces->member[p]))
                nodes[n].quota -= column[p];
    }
    for (size_t c = 0; c < rule.columns; c++)
        memcpy(weights + c * pieces->own, rule.weights + c * count, pieces->own * sizeof *weights);
    rule.members = pieces->own;
    rule.weights = weights;
    rule.nodes = nodes;
    cw_status status = public_good_of(values, &known, work, &rule);
    for (size_t p = 0; p < pieces->own && status == CW_OK; p++)
        out[pieces->member[p]] += amount * values[p];
    return status;
}

/* Every minimal winning coalition of unions counts once for each of its unions. */
static cw_status extend_owen(cw_power_work *work, const cw_partition *partition,
                             const cw_game_description *between, size_t listed)
{
    cw_context *context = work->context;
    double *out = work->counts.unions.owen_public_good;
    cw_game *game = NULL;
    cw_coalitions unions = {.context = context};
    size_t occurrences = 0;
    cw_status status = cw_game_build(&game, context, between);
    if (status == CW_OK)
        status = cw_minimal_coalitions(&unions, context, game, listed);
    cw_game_free(game);
    if (status != CW_OK)
        return status;
    for (size_t k = 0; k < unions.count; k++)
        for (size_t u = 0; u < partition->count; u++)
            occurrences += cw_coalition_has(&unions, k, u) ? 1 : 0;
    if (!unions.is_all)
        work->counts.unions.owen_public_good = NULL;
    for (size_t u = 0; u < partition->count && status == CW_OK && unions.is_all; u++) {
        cw_pieces pieces;
        cw_arena arena;
        cw_arena_init(&arena, context);
        status = cw_pieces_build(&pieces, &arena, &work->engine.formula, partition, u);
        for (size_t k = 0; k < unions.count && status == CW_OK; k++)
            if (cw_coalition_has(&unions, k, u))
                status = divide_coalition(out, work, &pieces, &unions, k, u,
                                          1.0 / (double)occurrences, &arena);
        cw_arena_free(&arena);
    }
    cw_coalitions_free(&unions);
    return status;
}

cw_status cw_union_public_goods(cw_power_work *work, const cw_partition *partition, cw_arena *arena,
                                size_t listed)
{
    cw_union_values *values = &work->counts.unions;
    cw_pieces between;
    bool known = true;
    bool threats_known[3] = {true, true, true};
    double *whole = cw_arena_allocate(arena, partition->count, sizeof *whole);
    double *alone = cw_arena_allocate(arena, partition->members, sizeof *alone);
    if (whole == NULL || alone == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = cw_pieces_build(&between, arena, &work->engine.formula, partition, CW_NONE);
    if (status == CW_OK)
        status = public_good_of(whole, &known, work, &between.rule);
    if (status == CW_OK)
        status = public_good_of(alone, &threats_known[0], work, work->rule);
    double spread = 0.0;
    for (size_t u = 0; u < partition->count; u++)
        spread += whole[u] * (double)partition->size[u];
    for (size_t m = 0; m < partition->members && spread > 0.0; m++) {
        size_t u = partition->union_of[m];
        values->union_public_good[m] = whole[u] / spread;
        values->solidarity_public_good[m] = whole[u] / (double)partition->size[u];
    }
    for (size_t u = 0; u < partition->count && status == CW_OK; u++)
        status = divide_by_threats(work, partition, u, whole[u], alone, threats_known, arena);
    if (status == CW_OK && !work->engine.formula.has_not)
        status = extend_owen(work, partition, &between.rule, listed);
    else
        values->owen_public_good = NULL;
    if (!known)
        values->union_public_good = values->solidarity_public_good = NULL;
    for (size_t k = 0; k < 3; k++)
        if (!known || !threats_known[k])
            values->threat_public_good[k] = NULL;
    return status;
}
