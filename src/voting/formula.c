/* A rule as a formula over thresholds. */
#include "voting/formula.h"

static size_t count_leaves(const cw_game_description *rule)
{
    size_t leaves = 0;
    for (size_t node = 0; node < rule->node_count; node++)
        if (rule->nodes[node].form <= CW_GAME_VETO)
            leaves++;
    return leaves;
}

/* Weights and quota of a leaf: for consensus and veto, one for everybody who may object. */
static void fill_leaf(cw_formula *formula, size_t leaf, const cw_game_node *node)
{
    const cw_game_description *rule = formula->rule;
    int64_t *weight = formula->weight + leaf * rule->members;
    formula->quota[leaf] = node->form == CW_GAME_WEIGHT ? node->quota : 0;
    for (size_t m = 0; m < rule->members; m++) {
        int64_t given =
            node->form == CW_GAME_CONSENSUS ? 1 : rule->weights[node->column * rule->members + m];
        if (node->form == CW_GAME_VETO)
            given = given != 0;
        weight[m] = given;
        if (node->form != CW_GAME_WEIGHT)
            formula->quota[leaf] += given;
    }
}

/* Children come after their parents, so that from the end they are known before them. */
static void mark_constants(cw_formula *formula)
{
    for (size_t node = formula->rule->node_count; node-- > 0;) {
        const cw_game_node *described = &formula->rule->nodes[node];
        formula->is_constant[node] = formula->leaf_of[node] == CW_NONE;
        for (size_t child = 0; child < described->child_count; child++)
            if (!formula->is_constant[described->first_child + child])
                formula->is_constant[node] = false;
    }
}

cw_status cw_formula_build(cw_formula *out, cw_context *context, const cw_game_description *rule)
{
    cw_formula formula = {.rule = rule};
    size_t leaves = count_leaves(rule);
    cw_arena_init(&formula.arena, context);
    formula.leaf_of = cw_arena_allocate(&formula.arena, rule->node_count, sizeof(size_t));
    formula.weight = cw_arena_allocate(&formula.arena, leaves * rule->members, sizeof(int64_t));
    formula.quota = cw_arena_allocate(&formula.arena, leaves, sizeof(int64_t));
    formula.is_constant = cw_arena_allocate(&formula.arena, rule->node_count, sizeof(bool));
    if (formula.leaf_of == NULL || formula.weight == NULL || formula.quota == NULL ||
        formula.is_constant == NULL) {
        cw_arena_free(&formula.arena);
        return CW_ERROR_MEMORY;
    }
    for (size_t node = 0; node < rule->node_count; node++) {
        formula.leaf_of[node] = CW_NONE;
        if (rule->nodes[node].form == CW_GAME_NOT)
            formula.has_not = true;
        if (rule->nodes[node].form > CW_GAME_VETO)
            continue;
        fill_leaf(&formula, formula.leaves, &rule->nodes[node]);
        formula.leaf_of[node] = formula.leaves++;
    }
    mark_constants(&formula);
    *out = formula;
    return CW_OK;
}

void cw_formula_free(cw_formula *formula)
{
    cw_arena_free(&formula->arena);
}

static cw_verdict judge(const cw_formula *formula, size_t index, cw_verdict *leaves);

/* All children must pass, or some child: the verdict that settles it at once is `settling`. A node is
 * dropped once all of it is that depends on votes. */
static cw_verdict judge_children(const cw_formula *formula, const cw_game_node *node,
                                 cw_verdict *leaves)
{
    cw_verdict settling = node->form == CW_GAME_ALL ? CW_VERDICT_FAILS : CW_VERDICT_PASSES;
    bool is_open = false;
    bool is_dropped = !formula->is_constant[node - formula->rule->nodes];
    for (size_t child = 0; child < node->child_count; child++) {
        size_t index = node->first_child + child;
        cw_verdict verdict = judge(formula, index, leaves);
        if (verdict == settling)
            return settling;
        is_open = is_open || verdict == CW_VERDICT_OPEN;
        is_dropped = is_dropped && (verdict == CW_VERDICT_DROPPED || formula->is_constant[index]);
    }
    if (is_open)
        return CW_VERDICT_OPEN;
    if (is_dropped)
        return CW_VERDICT_DROPPED;
    return settling == CW_VERDICT_FAILS ? CW_VERDICT_PASSES : CW_VERDICT_FAILS;
}

static cw_verdict judge(const cw_formula *formula, size_t index, cw_verdict *leaves)
{
    const cw_game_node *node = &formula->rule->nodes[index];
    if (formula->leaf_of[index] != CW_NONE)
        return leaves[formula->leaf_of[index]];
    if (node->form != CW_GAME_NOT)
        return judge_children(formula, node, leaves);
    cw_verdict verdict = judge(formula, node->first_child, leaves);
    if (verdict == CW_VERDICT_PASSES)
        return CW_VERDICT_FAILS;
    return verdict == CW_VERDICT_FAILS ? CW_VERDICT_PASSES : verdict;
}

/* Marks the leaves below a part that is settled. */
static void drop(const cw_formula *formula, size_t index, cw_verdict *leaves, bool is_settled)
{
    const cw_game_node *node = &formula->rule->nodes[index];
    is_settled = is_settled || judge(formula, index, leaves) != CW_VERDICT_OPEN;
    if (formula->leaf_of[index] != CW_NONE) {
        if (is_settled)
            leaves[formula->leaf_of[index]] = CW_VERDICT_DROPPED;
        return;
    }
    for (size_t child = 0; child < node->child_count; child++)
        drop(formula, node->first_child + child, leaves, is_settled);
}

cw_verdict cw_formula_judge(const cw_formula *formula, cw_verdict *leaves)
{
    cw_verdict verdict = judge(formula, 0, leaves);
    if (verdict == CW_VERDICT_OPEN)
        drop(formula, 0, leaves, false);
    return verdict;
}
