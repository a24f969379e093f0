/* Any bytes as a game of up to ten members, with or without unions: whatever the engines say of it is
 * what enumeration of all coalitions says, in whole numbers, and the fast mode lies within the error it
 * states. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "counterweight/voting.h"

#include "as_enumerated.h"
#include "require.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MEMBERS_MAX 10
#define COLUMNS_MAX 3
#define NODES_MAX 12

/* Bytes are taken from the front; after the last there are zeros. */
typedef struct byte_stream {
    const uint8_t *data;
    size_t size;
} byte_stream;

typedef struct made_up {
    cw_game_node nodes[NODES_MAX];
    size_t node_count;
    int64_t weights[COLUMNS_MAX * MEMBERS_MAX];
    size_t members, columns;
    size_t unions[MEMBERS_MAX];
    bool has_not;
} made_up;

static unsigned take(byte_stream *bytes, unsigned limit)
{
    if (bytes->size == 0)
        return 0;
    bytes->size--;
    return *bytes->data++ % limit;
}

/* Small weights mostly; sometimes such as need many limbs or cells. */
static int64_t take_weight(byte_stream *bytes)
{
    unsigned scale = take(bytes, 16);
    int64_t weight = (int64_t)take(bytes, 256);
    return scale == 15 ? weight * 257 + take(bytes, 256) : weight % (1 + (int64_t)scale * 8);
}

static void take_leaf(made_up *game, cw_game_node *node, byte_stream *bytes)
{
    static const cw_game_form forms[] = {CW_GAME_WEIGHT, CW_GAME_WEIGHT, CW_GAME_VETO,
                                         CW_GAME_CONSENSUS};
    int64_t total = 0;
    node->form = forms[take(bytes, 4)];
    node->column = take(bytes, (unsigned)game->columns);
    for (size_t m = 0; m < game->members; m++)
        total += game->weights[node->column * game->members + m];
    node->quota = (int64_t)take(bytes, 256) * (total + 2) / 255 - 1;
}

static void take_node(made_up *game, size_t at, unsigned depth, byte_stream *bytes)
{
    static const cw_game_form forms[] = {CW_GAME_ALL, CW_GAME_ANY, CW_GAME_NOT};
    cw_game_node *node = &game->nodes[at];
    unsigned form = take(bytes, 8);
    size_t children = form == 2 ? 1 : take(bytes, 4);
    *node = (cw_game_node){0};
    if (depth == 0 || form > 2 || game->node_count + children > NODES_MAX) {
        take_leaf(game, node, bytes);
        return;
    }
    node->form = forms[form];
    game->has_not |= form == 2;
    node->first_child = game->node_count;
    node->child_count = children;
    game->node_count += children;
    for (size_t c = 0; c < children; c++)
        take_node(game, game->nodes[at].first_child + c, depth - 1, bytes);
}

static cw_game *take_game(made_up *game, cw_context *context, byte_stream *bytes)
{
    cw_game *built = NULL;
    game->members = 1 + take(bytes, MEMBERS_MAX);
    game->columns = 1 + take(bytes, COLUMNS_MAX);
    for (size_t i = 0; i < game->members * game->columns; i++)
        game->weights[i] = take_weight(bytes);
    game->node_count = 1;
    take_node(game, 0, 3, bytes);
    for (size_t m = 0; m < game->members; m++)
        game->unions[m] = take(bytes, (unsigned)game->members);
    cw_game_description description = {game->members, game->columns, game->weights, game->nodes,
                                       game->node_count};
    require(cw_game_build(&built, context, &description) == CW_OK);
    return built;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    byte_stream bytes = {data, size};
    made_up made = {0};
    cw_context context;
    cw_context_init(&context);
    cw_game *game = take_game(&made, &context, &bytes);
    const size_t *unions = take(&bytes, 2) == 0 ? NULL : made.unions;
    require_as_enumerated(&context, game, unions, made.has_not);
    cw_game_free(game);
    return 0;
}
