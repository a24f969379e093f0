/* Building weighted games: classes of equal members, common divisor taken out. */
#include "voting/weighted.h"

#include <string.h>

#include "voting/divisor.h"

/* A member while classes are being made. */
typedef struct cw_holder {
    int64_t weight;
    double probability;
    size_t member;
} cw_holder;

static bool comes_after(const cw_holder *a, const cw_holder *b)
{
    if (a->weight != b->weight)
        return a->weight > b->weight;
    if (a->probability != b->probability)
        return a->probability > b->probability;
    return a->member > b->member;
}

/* Sinks an element of a heap whose largest is on top. */
static void sink(cw_holder *heap, size_t at, size_t count)
{
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= count)
            return;
        if (child + 1 < count && comes_after(&heap[child + 1], &heap[child]))
            child++;
        if (!comes_after(&heap[child], &heap[at]))
            return;
        cw_holder moved = heap[at];
        heap[at] = heap[child];
        heap[child] = moved;
        at = child;
    }
}

static void sort(cw_holder *holders, size_t count)
{
    for (size_t k = count / 2; k-- > 0;)
        sink(holders, k, count);
    for (size_t k = count; k-- > 1;) {
        cw_holder last = holders[k];
        holders[k] = holders[0];
        holders[0] = last;
        sink(holders, 0, k);
    }
}

size_t cw_weighted_quota(const cw_weighted *game, int64_t quota)
{
    return (size_t)(quota / game->divisor + (quota % game->divisor != 0));
}

cw_weighted cw_weighted_under(const cw_weighted *game, size_t quota)
{
    cw_weighted other = *game;
    other.quota = quota;
    other.dual = other.total - quota + 1;
    return other;
}

static cw_status make_classes(cw_weighted *game, const cw_holder *holders, int64_t quota)
{
    __int128 total = 0;
    for (size_t k = 0; k < game->members; k++) {
        int64_t weight = holders[k].weight / game->divisor;
        total += weight;
        if (total > (__int128)(SIZE_MAX / 16))
            return CW_ERROR_LIMIT;
        bool is_new = k == 0 || holders[k].weight != holders[k - 1].weight ||
                      holders[k].probability != holders[k - 1].probability;
        if (is_new)
            game->weight[game->classes++] = (size_t)weight;
        game->count[game->classes - 1]++;
        game->class_of[holders[k].member] = game->classes - 1;
    }
    game->total = (size_t)total;
    *game = cw_weighted_under(game, cw_weighted_quota(game, quota));
    return CW_OK;
}

cw_status cw_weighted_build(cw_weighted *out, cw_context *context, const int64_t *weights,
                            size_t members, int64_t quota, const double *probability)
{
    cw_weighted game = {.members = 0};
    cw_status status = CW_ERROR_MEMORY;
    cw_arena_init(&game.arena, context);
    cw_holder *holders = cw_allocate(context, members, sizeof *holders);
    game.weight = cw_arena_allocate(&game.arena, members, sizeof *game.weight);
    game.count = cw_arena_allocate(&game.arena, members, sizeof *game.count);
    game.class_of = cw_arena_allocate(&game.arena, members, sizeof *game.class_of);
    if (holders == NULL || game.weight == NULL || game.count == NULL || game.class_of == NULL)
        goto out;
    for (size_t m = 0; m < members; m++) {
        game.class_of[m] = CW_NONE;
        game.divisor = cw_common_divisor(game.divisor, weights[m]);
        if (weights[m] > 0)
            holders[game.members++] =
                (cw_holder){weights[m], probability == NULL ? 0.5 : probability[m], m};
    }
    if (game.divisor == 0) {
        status = CW_ERROR_USAGE;
        goto out;
    }
    game.dummies = members - game.members;
    sort(holders, game.members);
    status = make_classes(&game, holders, quota);
out:
    cw_release(context, holders);
    if (status == CW_OK)
        *out = game;
    else
        cw_arena_free(&game.arena);
    return status;
}

void cw_weighted_free(cw_weighted *game)
{
    cw_arena_free(&game->arena);
}

double cw_weighted_cost(const cw_weighted *game, size_t quota)
{
    double cost = 0.0;
    size_t sum = 0;
    for (size_t c = 0; c < game->classes; c++)
        for (size_t k = 0; k < game->count[c]; k++) {
            sum += game->weight[c];
            cost += (double)(sum < quota ? sum : quota);
        }
    return cost;
}

size_t cw_weighted_cells(const cw_weighted *game, bool both)
{
    return (game->quota < game->dual) == both ? game->dual : game->quota;
}

/* Short distributions stay in the cache in whatever order, and need no room. */
static size_t room_cells(const cw_weighted *game)
{
    return cw_weighted_cells(game, true) > CW_DISTRIBUTION_ROOM ? CW_DISTRIBUTION_ROOM : 0;
}

size_t cw_weighted_scratch_bytes(const cw_weighted *game)
{
    return (cw_weighted_cells(game, true) + room_cells(game)) * sizeof(uint64_t) +
           game->members * sizeof(cw_joining);
}

cw_weighted_scratch cw_weighted_lay_out(const cw_weighted *game, void *memory)
{
    uint64_t *cells = memory;
    uint64_t *room = cells + cw_weighted_cells(game, true);
    size_t room_length = room_cells(game);
    cw_joining *joining = (cw_joining *)(void *)(room + room_length);
    return (cw_weighted_scratch){cells, room_length == 0 ? NULL : room, joining};
}

size_t cw_weighted_line_up(cw_joining *out, const cw_weighted *game, size_t length)
{
    size_t count = 0;
    size_t sum = 0;
    for (size_t c = 0; c < game->classes; c++)
        for (size_t k = 0; k < game->count[c]; k++) {
            sum += game->weight[c];
            out[count++] =
                (cw_joining){.weight = game->weight[c], .reach = sum < length ? sum + 1 : length};
        }
    return count;
}
