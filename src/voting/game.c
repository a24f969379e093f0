/* Compiled decision rules, and whether ballots pass them. */
#include "counterweight/voting/game.h"

#include <string.h>

/* No column may sum to more, so that sums and quotas never overflow. */
#define TOTAL_BELOW (INT64_C(1) << 62)
/* Members whose ballots fit into one machine word. */
#define WORD_MEMBERS 64

struct cw_game {
    cw_game_description description; /* its arrays are owned by the arena */
    uint64_t *positive;              /* by column: bit m: member m has weight */
    bool *unit;                      /* by column: all weights are 0 or 1 */
    cw_arena arena;
};

static bool node_is_sound(const cw_game_description *description, size_t index)
{
    const cw_game_node *node = &description->nodes[index];
    switch (node->form) {
    case CW_GAME_CONSENSUS:
        return true;
    case CW_GAME_WEIGHT:
    case CW_GAME_VETO:
        return node->column < description->columns;
    default:
        if (node->form == CW_GAME_NOT && node->child_count != 1)
            return false;
        return node->child_count == 0 ||
               (node->first_child > index && node->first_child < description->node_count &&
                node->child_count <= description->node_count - node->first_child);
    }
}

static cw_status check(const cw_game_description *description)
{
    if (description->members == 0 || description->node_count == 0)
        return CW_ERROR_USAGE;
    if (description->members > CW_GAME_MEMBERS_MAX)
        return CW_ERROR_LIMIT;
    for (size_t node = 0; node < description->node_count; node++)
        if (!node_is_sound(description, node))
            return CW_ERROR_USAGE;
    for (size_t column = 0; column < description->columns; column++) {
        const int64_t *weights = description->weights + column * description->members;
        int64_t total = 0;
        for (size_t member = 0; member < description->members; member++) {
            if (weights[member] < 0)
                return CW_ERROR_USAGE;
            if (weights[member] >= TOTAL_BELOW - total)
                return CW_ERROR_LIMIT;
            total += weights[member];
        }
    }
    return CW_OK;
}

/* What makes evaluation by words fast: which members have weight, and whether it is 1. */
static void note_columns(cw_game *game)
{
    const cw_game_description *description = &game->description;
    for (size_t column = 0; column < description->columns; column++) {
        const int64_t *weights = description->weights + column * description->members;
        game->unit[column] = true;
        for (size_t member = 0; member < description->members; member++) {
            if (weights[member] > 1)
                game->unit[column] = false;
            if (member < WORD_MEMBERS && weights[member] != 0)
                game->positive[column] |= UINT64_C(1) << member;
        }
    }
}

static cw_status copy(cw_game *game, const cw_game_description *description)
{
    size_t cells = description->columns * description->members;
    int64_t *weights = cw_arena_allocate(&game->arena, cells, sizeof *weights);
    cw_game_node *nodes = cw_arena_allocate(&game->arena, description->node_count, sizeof *nodes);
    game->positive = cw_arena_allocate(&game->arena, description->columns, sizeof *game->positive);
    game->unit = cw_arena_allocate(&game->arena, description->columns, sizeof *game->unit);
    if (weights == NULL || nodes == NULL || game->positive == NULL || game->unit == NULL)
        return CW_ERROR_MEMORY;
    if (cells > 0)
        memcpy(weights, description->weights, cells * sizeof *weights);
    memcpy(nodes, description->nodes, description->node_count * sizeof *nodes);
    game->description = *description;
    game->description.weights = weights;
    game->description.nodes = nodes;
    note_columns(game);
    return CW_OK;
}

cw_status cw_game_build(cw_game **out, cw_context *context, const cw_game_description *description)
{
    cw_status status = check(description);
    if (status != CW_OK)
        return status;
    cw_game *game = cw_allocate(context, 1, sizeof *game);
    if (game == NULL)
        return CW_ERROR_MEMORY;
    cw_arena_init(&game->arena, context);
    status = copy(game, description);
    if (status == CW_OK)
        *out = game;
    else
        cw_game_free(game);
    return status;
}

void cw_game_free(cw_game *game)
{
    if (game == NULL)
        return;
    cw_context *context = game->arena.context;
    cw_arena_free(&game->arena);
    cw_release(context, game);
}

size_t cw_game_members(const cw_game *game)
{
    return game->description.members;
}

const cw_game_description *cw_game_describe(const cw_game *game)
{
    return &game->description;
}

/* ---- Ballots in an array ---- */

static bool leaf_passes(const cw_game_description *game, const cw_game_node *node,
                        const uint8_t *ballots)
{
    const int64_t *weights = game->weights + node->column * game->members;
    int64_t agreed = 0;
    for (size_t member = 0; member < game->members; member++) {
        bool objects = ballots[member] == CW_BALLOT_NO;
        if (node->form == CW_GAME_CONSENSUS && objects)
            return false;
        if (node->form == CW_GAME_VETO && objects && weights[member] != 0)
            return false;
        if (node->form == CW_GAME_WEIGHT && ballots[member] == CW_BALLOT_YES)
            agreed += weights[member];
    }
    return node->form != CW_GAME_WEIGHT || agreed >= node->quota;
}

static bool passes(const cw_game_description *game, size_t index, const uint8_t *ballots)
{
    const cw_game_node *node = &game->nodes[index];
    bool any = node->form == CW_GAME_ANY;
    if (node->form == CW_GAME_NOT)
        return !passes(game, node->first_child, ballots);
    if (node->form != CW_GAME_ALL && !any)
        return leaf_passes(game, node, ballots);
    for (size_t child = 0; child < node->child_count; child++)
        if (passes(game, node->first_child + child, ballots) == any)
            return any;
    return !any;
}

bool cw_game_wins(const cw_game *game, const uint8_t *ballots)
{
    return passes(&game->description, 0, ballots);
}

/* ---- Ballots in two words ---- */

static int64_t sum_of(const int64_t *weights, uint64_t members)
{
    int64_t sum = 0;
    for (; members != 0; members &= members - 1)
        sum += weights[__builtin_ctzll(members)];
    return sum;
}

static bool passes_mask(const cw_game *game, size_t index, uint64_t yes, uint64_t no)
{
    const cw_game_node *node = &game->description.nodes[index];
    bool any = node->form == CW_GAME_ANY;
    switch (node->form) {
    case CW_GAME_CONSENSUS:
        return no == 0;
    case CW_GAME_VETO:
        return (no & game->positive[node->column]) == 0;
    case CW_GAME_WEIGHT: {
        uint64_t agreed = yes & game->positive[node->column];
        const int64_t *weights =
            game->description.weights + node->column * game->description.members;
        return (game->unit[node->column] ? __builtin_popcountll(agreed)
                                         : sum_of(weights, agreed)) >= node->quota;
    }
    case CW_GAME_NOT:
        return !passes_mask(game, node->first_child, yes, no);
    default:
        for (size_t child = 0; child < node->child_count; child++)
            if (passes_mask(game, node->first_child + child, yes, no) == any)
                return any;
        return !any;
    }
}

bool cw_game_wins_mask(const cw_game *game, uint64_t yes, uint64_t no)
{
    return passes_mask(game, 0, yes, no);
}
