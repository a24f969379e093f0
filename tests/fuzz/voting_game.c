/* Any bytes as a game of up to ten members, with or without unions: whatever the engines say of it is
 * what enumeration of all coalitions says, in whole numbers, and the fast mode lies within the error it
 * states. */
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "counterweight/voting.h"

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

static void require(bool condition)
{
    if (!condition)
        abort();
}

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

static cw_power *power_of(const cw_game *game, cw_context *context, cw_power_mode mode,
                          const size_t *unions)
{
    cw_power *power = NULL;
    cw_power_options options = {.mode = mode, .wanted = UINT64_MAX, .unions = unions, .threads = 1};
    cw_diagnostics diagnostics;
    size_t count;
    cw_power_indices(&count);
    options.wanted = count < 64 ? (UINT64_C(1) << count) - 1 : UINT64_MAX;
    cw_diagnostics_init(&diagnostics, context);
    require(cw_power_compute(&power, context, &diagnostics, (cw_place){0}, game, &options) ==
            CW_OK);
    cw_diagnostics_free(&diagnostics);
    return power;
}

static void require_fraction(const char *text, cw_fraction expected)
{
    char *rest;
    __int128 above = strtoll(text, &rest, 10);
    require(*rest == '/');
    __int128 below = strtoll(rest + 1, &rest, 10);
    require(*rest == '\0' && below > 0);
    require(above * (__int128)expected.denominator == (__int128)expected.numerator * below);
}

/* Swings of rules with "not" are net, which enumeration by definition is not; there only what is the
 * same in both is compared. */
static void compare(const cw_power *power, const cw_enumeration *counted, bool has_not)
{
    require(power->winning == NULL || strtoull(power->winning, NULL, 10) == counted->winning);
    require(power->facts.all_win == counted->all_win);
    require(power->facts.empty_wins == counted->empty_wins);
    require(power->facts.proper == CW_FACT_UNKNOWN ||
            (power->facts.proper == CW_FACT_YES) == counted->proper);
    for (size_t m = 0; m < power->members && !has_not; m++) {
        if (power->swings != NULL)
            require(strtoull(power->swings[m], NULL, 10) == counted->swings[m]);
        if (power->shapley_shubik != NULL)
            require_fraction(power->shapley_shubik[m],
                             cw_enumeration_shapley_shubik_exact(counted, m));
    }
}

/* Every index of the fast mode lies within its own error of the exact one, and either both are defined
 * or neither. */
static void compare_modes(const cw_power *exact, const cw_power *fast)
{
    for (size_t k = 0; k < exact->index_count; k++) {
        for (size_t m = 0; m < exact->members; m++) {
            double value = cw_power_value(exact, k, m);
            double other = cw_power_value(fast, k, m);
            if (isnan(value) || isnan(other))
                continue;
            require(fabs(value - other) <= 1e-12 + fast->errors[k] + exact->errors[k]);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    byte_stream bytes = {data, size};
    made_up made = {0};
    cw_context context;
    static cw_enumeration counted; /* large; one run at a time */
    cw_context_init(&context);
    cw_game *game = take_game(&made, &context, &bytes);
    const size_t *unions = take(&bytes, 2) == 0 ? NULL : made.unions;
    require(cw_enumerate(&counted, &context, game) == CW_OK);
    cw_power *exact = power_of(game, &context, CW_POWER_EXACT, unions);
    cw_power *fast = power_of(game, &context, CW_POWER_FAST, unions);
    compare(exact, &counted, made.has_not);
    compare(fast, &counted, made.has_not);
    compare_modes(exact, fast);
    cw_power_free(fast);
    cw_power_free(exact);
    cw_game_free(game);
    return 0;
}
