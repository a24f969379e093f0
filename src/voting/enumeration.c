/* Voting power by enumeration of all coalitions. */
#include "counterweight/voting/enumeration.h"

#include <string.h>

/* Coalitions between two looks at whether to stop: a large rule takes microseconds for each. */
#define POLL_EVERY (UINT64_C(1) << 12)

static bool bit(const uint64_t *set, uint64_t coalition)
{
    return (set[coalition >> 6] >> (coalition & 63) & 1) != 0;
}

/* Which coalitions win, one bit each. */
static cw_status find_winning(uint64_t *winning, cw_context *context, const cw_game *game,
                              size_t members)
{
    uint64_t all = (UINT64_C(1) << members) - 1;
    for (uint64_t coalition = 0; coalition <= all; coalition++) {
        if (cw_game_wins_mask(game, coalition, all & ~coalition))
            winning[coalition >> 6] |= UINT64_C(1) << (coalition & 63);
        if (coalition % POLL_EVERY == 0 && cw_context_is_cancelled(context))
            return CW_ERROR_INTERRUPTED;
    }
    return CW_OK;
}

/* What one winning coalition says: who swings it, and what becomes of it by one member more. */
static void count_coalition(cw_enumeration *out, const uint64_t *winning, uint64_t coalition,
                            uint64_t all)
{
    size_t size = (size_t)__builtin_popcountll(coalition);
    out->winning++;
    if (bit(winning, all & ~coalition))
        out->proper = false;
    for (uint64_t rest = coalition; rest != 0; rest &= rest - 1) {
        size_t member = (size_t)__builtin_ctzll(rest);
        if (bit(winning, coalition & ~(UINT64_C(1) << member)))
            continue;
        out->swings[member]++;
        out->swings_by_size[member][size]++;
    }
    for (uint64_t rest = all & ~coalition; rest != 0; rest &= rest - 1) {
        if (bit(winning, coalition | (rest & -rest)))
            continue;
        out->monotone = false;
        out->spoils_by_size[__builtin_ctzll(rest)][size + 1]++;
    }
}

cw_status cw_enumerate(cw_enumeration *out, cw_context *context, const cw_game *game)
{
    size_t members = cw_game_members(game);
    if (members > CW_ENUMERATION_MAX)
        return CW_ERROR_LIMIT;
    uint64_t all = (UINT64_C(1) << members) - 1;
    uint64_t *winning = cw_allocate(context, (size_t)(all / 64 + 1), sizeof *winning);
    if (winning == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = find_winning(winning, context, game, members);
    memset(out, 0, sizeof *out);
    out->members = members;
    out->monotone = out->proper = out->strong = true;
    out->empty_wins = bit(winning, 0);
    out->all_win = bit(winning, all);
    for (uint64_t coalition = 0; coalition <= all && status == CW_OK; coalition++) {
        if (bit(winning, coalition))
            count_coalition(out, winning, coalition, all);
        else if (!bit(winning, all & ~coalition))
            out->strong = false;
        if (coalition % POLL_EVERY == 0 && cw_context_is_cancelled(context))
            status = CW_ERROR_INTERRUPTED;
    }
    cw_release(context, winning);
    return status;
}

void cw_enumeration_banzhaf(double *out, const cw_enumeration *counted)
{
    uint64_t total = 0;
    for (size_t member = 0; member < counted->members; member++)
        total += counted->swings[member];
    for (size_t member = 0; member < counted->members; member++)
        out[member] = total == 0 ? 0.0 : (double)counted->swings[member] / (double)total;
}

static unsigned __int128 factorial(size_t n)
{
    unsigned __int128 product = 1;
    for (size_t k = 2; k <= n; k++)
        product *= k;
    return product;
}

static unsigned __int128 greatest_common_divisor(unsigned __int128 a, unsigned __int128 b)
{
    while (b != 0) {
        unsigned __int128 rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

cw_fraction cw_enumeration_shapley_shubik_exact(const cw_enumeration *counted, size_t member)
{
    size_t n = counted->members;
    cw_fraction share = {0, factorial(n)};
    for (size_t size = 1; size <= n; size++)
        share.numerator +=
            counted->swings_by_size[member][size] * factorial(size - 1) * factorial(n - size);
    unsigned __int128 divisor = greatest_common_divisor(share.numerator, share.denominator);
    return (cw_fraction){share.numerator / divisor, share.denominator / divisor};
}

void cw_enumeration_shapley_shubik(double *out, const cw_enumeration *counted)
{
    for (size_t member = 0; member < counted->members; member++) {
        cw_fraction share = cw_enumeration_shapley_shubik_exact(counted, member);
        out[member] = (double)share.numerator / (double)share.denominator;
    }
}
