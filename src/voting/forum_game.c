/* The rule of a forum as a game: words become columns of whole numbers. */
#include "counterweight/voting/forum_game.h"
#include "counterweight/voting/quota.h"

#include <math.h>

/* A description under construction. Every leaf brings a column of its own. */
typedef struct cw_compiler {
    const cw_case_forum *forum;
    const size_t *seats; /* NULL: all members in their order */
    size_t count;
    cw_game_description description;
    cw_game_node *nodes;
    int64_t *weights;
    double *raw;     /* scratch: a column over all members */
    int64_t *scaled; /* scratch: the same in whole numbers */
    cw_arena arena;
} cw_compiler;

static size_t seat_of(const cw_compiler *compiler, size_t member)
{
    return compiler->seats == NULL ? member : compiler->seats[member];
}

static size_t count_nodes(const cw_rule *rule)
{
    size_t count = 1;
    for (size_t c = 0; c < rule->child_count; c++)
        count += count_nodes(&rule->children[c]);
    return count;
}

/* A new column with the scaled weights of those who take part. */
static size_t add_column(cw_compiler *compiler)
{
    size_t column = compiler->description.columns++;
    for (size_t m = 0; m < compiler->count; m++)
        compiler->weights[column * compiler->count + m] = compiler->scaled[seat_of(compiler, m)];
    return column;
}

static bool is_named(const cw_rule *rule, size_t state)
{
    for (size_t s = 0; s < rule->state_count; s++)
        if (rule->states[s] == state)
            return true;
    return false;
}

/* What a member counts in this rule: 1, its weight, or whether it may object. */
static double weight_of(const cw_rule *rule, const cw_seat *seat)
{
    if (rule->form == CW_RULE_VETO)
        return is_named(rule, seat->state) ? 1.0 : 0.0;
    if (rule->form == CW_RULE_WEIGHT)
        return seat->weights == NULL ? 0.0 : seat->weights[rule->column];
    return 1.0;
}

static cw_status compile_leaf(cw_compiler *compiler, cw_game_node *node, const cw_rule *rule)
{
    const cw_case_forum *forum = compiler->forum;
    int64_t total = 0;
    int places;
    for (size_t m = 0; m < forum->member_count; m++)
        compiler->raw[m] = weight_of(rule, &forum->seats[m]);
    cw_status status =
        cw_weights_scale(compiler->scaled, &places, compiler->raw, forum->member_count);
    if (status != CW_OK)
        return status;
    for (size_t m = 0; m < forum->member_count; m++)
        total += compiler->scaled[m];
    node->form = rule->form == CW_RULE_VETO ? CW_GAME_VETO : CW_GAME_WEIGHT;
    node->column = add_column(compiler);
    if (rule->form == CW_RULE_VETO)
        return CW_OK;
    return rule->percent || rule->form == CW_RULE_SHARE
               ? cw_quota_of_share(&node->quota, rule->amount, total, rule->more_than)
               : cw_quota_scale(&node->quota, rule->amount, places, rule->more_than);
}

/* Children are laid side by side behind all nodes so far, then compiled in turn. */
static cw_status compile(cw_compiler *compiler, size_t index, const cw_rule *rule)
{
    cw_game_node *node = &compiler->nodes[index];
    switch (rule->form) {
    case CW_RULE_CONSENSUS:
        node->form = CW_GAME_CONSENSUS;
        return CW_OK;
    case CW_RULE_ALL:
    case CW_RULE_ANY:
    case CW_RULE_NOT:
        break;
    default:
        return compile_leaf(compiler, node, rule);
    }
    node->form = rule->form == CW_RULE_ALL   ? CW_GAME_ALL
                 : rule->form == CW_RULE_ANY ? CW_GAME_ANY
                                             : CW_GAME_NOT;
    node->first_child = compiler->description.node_count;
    node->child_count = rule->child_count;
    compiler->description.node_count += rule->child_count;
    cw_status status = CW_OK;
    for (size_t c = 0; c < rule->child_count && status == CW_OK; c++)
        status = compile(compiler, node->first_child + c, &rule->children[c]);
    return status;
}

static cw_status allocate(cw_compiler *compiler)
{
    size_t nodes = count_nodes(compiler->forum->rule);
    size_t members = compiler->forum->member_count;
    compiler->nodes = cw_arena_allocate(&compiler->arena, nodes, sizeof *compiler->nodes);
    compiler->weights =
        cw_arena_allocate(&compiler->arena, nodes, compiler->count * sizeof *compiler->weights);
    compiler->raw = cw_arena_allocate(&compiler->arena, members, sizeof *compiler->raw);
    compiler->scaled = cw_arena_allocate(&compiler->arena, members, sizeof *compiler->scaled);
    return compiler->nodes == NULL || compiler->weights == NULL || compiler->raw == NULL ||
                   compiler->scaled == NULL
               ? CW_ERROR_MEMORY
               : CW_OK;
}

cw_status cw_game_of_forum(cw_game **out, cw_context *context, const cw_case *built, size_t forum,
                           const size_t *members, size_t count)
{
    cw_compiler compiler = {.forum = &built->forums[forum], .seats = members, .count = count};
    cw_arena_init(&compiler.arena, context);
    cw_status status = allocate(&compiler);
    if (status == CW_OK) {
        compiler.description.node_count = 1;
        status = compile(&compiler, 0, compiler.forum->rule);
    }
    if (status == CW_OK) {
        compiler.description.members = count;
        compiler.description.weights = compiler.weights;
        compiler.description.nodes = compiler.nodes;
        status = cw_game_build(out, context, &compiler.description);
    }
    cw_arena_free(&compiler.arena);
    return status;
}
