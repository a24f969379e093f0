/* All complete simple games of a few members, by going down the order of desirability. */
#include "voting/inverse.h"

#include <string.h>

/* Sum over k of how many of the first k members belong: rises strictly with the order. */
static size_t rank_of(size_t mask, size_t members)
{
    size_t rank = 0;
    for (size_t m = 0; m < members; m++)
        rank += (mask >> m & 1) != 0 ? members - m : 0;
    return rank;
}

/* Whether coalition `a` has, for every k, at least as many of the first k members as `b`. */
static bool is_as_good(size_t a, size_t b, size_t members)
{
    int lead = 0;
    for (size_t m = 0; m < members; m++) {
        lead += (int)(a >> m & 1) - (int)(b >> m & 1);
        if (lead < 0)
            return false;
    }
    return true;
}

static void add_to(cw_coalition_set *set, size_t coalition)
{
    set->words[coalition / 64] |= UINT64_C(1) << (coalition % 64);
}

static void take_from(cw_coalition_set *set, size_t coalition)
{
    set->words[coalition / 64] &= ~(UINT64_C(1) << (coalition % 64));
}

void cw_coalition_order_fill(cw_coalition_order *order, size_t members)
{
    memset(order, 0, sizeof *order);
    order->members = members;
    size_t all = (size_t)1 << members;
    for (size_t rank = members * (members + 1) / 2 + 1; rank-- > 0;)
        for (size_t mask = 0; mask < all; mask++)
            if (rank_of(mask, members) == rank)
                order->mask[order->count++] = (uint16_t)mask;
    for (size_t a = 0; a < all; a++)
        for (size_t b = 0; b < all; b++)
            if (a != b && is_as_good(order->mask[a], order->mask[b], members)) {
                add_to(&order->worse[a], b);
                add_to(&order->better[b], a);
            }
}

typedef struct cw_games_walk {
    const cw_coalition_order *order;
    const int64_t *gain;
    cw_complete_game_visitor *visit;
    void *payload;
    cw_coalition_set winning;
    size_t wins;
    int64_t power[CW_DESIGN_EXACT_MAX];
} cw_games_walk;

/* First coalition of a set, or CW_NONE. */
static size_t first_of(const cw_coalition_set *set)
{
    for (size_t w = 0; w < CW_COALITION_WORDS; w++)
        if (set->words[w] != 0)
            return 64 * w + (size_t)__builtin_ctzll(set->words[w]);
    return CW_NONE;
}

static void turn(cw_games_walk *walk, size_t coalition, bool wins)
{
    size_t members = walk->order->members;
    const int64_t *gain = walk->gain + coalition * members;
    for (size_t m = 0; m < members; m++)
        walk->power[m] += wins ? gain[m] : -gain[m];
    if (wins)
        add_to(&walk->winning, coalition);
    else
        take_from(&walk->winning, coalition);
    walk->wins += wins ? 1 : (size_t)-1;
}

/* Settles the coalitions in `open`, all better ones than which win, those below any loser of which
 * are gone. The best of them wins, or loses with all that are worse: each answer leads to a game,
 * and no two ways to the same one. At most 2^members levels deep. */
static cw_status settle(cw_games_walk *walk, const cw_coalition_set *open)
{
    size_t next = first_of(open);
    if (next == CW_NONE)
        return walk->visit(walk->payload, &walk->winning, walk->wins, walk->power);
    cw_coalition_set rest = *open;
    take_from(&rest, next);
    turn(walk, next, true);
    cw_status status = settle(walk, &rest);
    turn(walk, next, false);
    if (status != CW_OK)
        return status;
    for (size_t w = 0; w < CW_COALITION_WORDS; w++)
        rest.words[w] &= ~walk->order->worse[next].words[w];
    return settle(walk, &rest);
}

cw_status cw_complete_games_visit(const cw_coalition_order *order, const int64_t *gain,
                                  cw_complete_game_visitor *visit, void *payload)
{
    cw_games_walk walk = {.order = order, .gain = gain, .visit = visit, .payload = payload};
    cw_coalition_set open = {{0}};
    /* The first coalition is everybody, who win; the last one nobody, who lose. */
    for (size_t c = 1; c + 1 < order->count; c++)
        add_to(&open, c);
    turn(&walk, 0, true);
    return settle(&walk, &open);
}
