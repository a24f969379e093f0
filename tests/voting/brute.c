#include "voting/brute.h"

#include <string.h>

uint64_t brute_factorial(size_t n)
{
    uint64_t product = 1;
    for (size_t k = 2; k <= n; k++)
        product *= k;
    return product;
}

static size_t size_of(uint32_t coalition)
{
    return (size_t)__builtin_popcount(coalition);
}

/* One member's swings and its numerator. */
static void count_swings(brute *out, size_t member)
{
    size_t n = out->members;
    for (uint32_t s = 0; s < brute_bit(n); s++) {
        if (brute_has(s, member))
            continue;
        int gain = out->wins[s | brute_bit(member)] - out->wins[s];
        out->is_monotone = out->is_monotone && gain >= 0;
        out->winning_with[member] += out->wins[s | brute_bit(member)];
        out->losing_without[member] += 1U - out->wins[s];
        out->swings[member] += gain;
        out->shapley[member] += (__int128)gain * (__int128)brute_factorial(size_of(s)) *
                                (__int128)brute_factorial(n - 1 - size_of(s));
    }
}

/* Whether a is at least as desirable as b. */
static bool is_at_least(const brute *game, size_t a, size_t b)
{
    for (uint32_t s = 0; s < brute_bit(game->members); s++)
        if (!brute_has(s, a) && !brute_has(s, b) && game->wins[s | brute_bit(b)] &&
            !game->wins[s | brute_bit(a)])
            return false;
    return true;
}

static bool is_shift_minimal(const brute *game, uint32_t s, bool more[BRUTE_MEMBERS][BRUTE_MEMBERS])
{
    for (size_t a = 0; a < game->members; a++)
        for (size_t b = 0; b < game->members; b++)
            if (brute_has(s, a) && !brute_has(s, b) && more[a][b] &&
                game->wins[(s & ~brute_bit(a)) | brute_bit(b)])
                return false;
    return true;
}

static void share_out(brute *out, uint32_t s, bool more[BRUTE_MEMBERS][BRUTE_MEMBERS])
{
    uint32_t critical = 0;
    for (size_t m = 0; m < out->members; m++)
        if (brute_has(s, m) && !out->wins[s & ~brute_bit(m)])
            critical |= brute_bit(m);
    bool is_minimal = critical == s;
    bool is_shift = is_minimal && is_shift_minimal(out, s, more);
    out->minimal += is_minimal ? 1 : 0;
    for (size_t m = 0; m < out->members; m++) {
        if (brute_has(critical, m))
            out->johnston[m] += 1.0 / (double)size_of(critical);
        out->public_good[m] += is_minimal && brute_has(s, m) ? 1.0 : 0.0;
        out->deegan_packel[m] += is_minimal && brute_has(s, m) ? 1.0 / (double)size_of(s) : 0.0;
        out->shift[m] += is_shift && brute_has(s, m) ? 1.0 : 0.0;
        out->shift_deegan_packel[m] += is_shift && brute_has(s, m) ? 1.0 / (double)size_of(s) : 0.0;
    }
}

void brute_count(brute *out, const cw_game *game)
{
    bool more[BRUTE_MEMBERS][BRUTE_MEMBERS];
    memset(out, 0, sizeof *out);
    out->members = cw_game_members(game);
    out->is_monotone = true;
    uint32_t all = brute_bit(out->members) - 1;
    for (uint32_t s = 0; s <= all; s++) {
        out->wins[s] = cw_game_wins_mask(game, s, all & ~s) ? 1 : 0;
        out->winning += out->wins[s];
    }
    for (size_t a = 0; a < out->members; a++) {
        count_swings(out, a);
        for (size_t b = 0; b < out->members; b++)
            more[a][b] = is_at_least(out, a, b) && !is_at_least(out, b, a);
    }
    for (uint32_t s = 0; s <= all; s++)
        if (out->wins[s])
            share_out(out, s, more);
}

/* Weights of coalitions of `others` unions that hold `in`, and of own members likewise. */
static double shapley_weight(size_t in, size_t others)
{
    return (double)brute_factorial(in) * (double)brute_factorial(others - in) /
           (double)brute_factorial(others + 1);
}

static double banzhaf_weight(size_t others)
{
    return 1.0 / (double)(UINT64_C(1) << others);
}

static void value_with_unions(brute *out, const uint32_t *members_of, size_t union_count,
                              size_t own, size_t member)
{
    uint32_t mates = members_of[own] & ~brute_bit(member);
    for (uint32_t r = 0; r < brute_bit(union_count); r++) {
        uint32_t outside = 0;
        if (brute_has(r, own))
            continue;
        for (size_t u = 0; u < union_count; u++)
            outside |= brute_has(r, u) ? members_of[u] : 0;
        for (uint32_t s = mates;; s = (s - 1) & mates) {
            int gain = out->wins[outside | s | brute_bit(member)] - out->wins[outside | s];
            double shapley_out = shapley_weight(size_of(r), union_count - 1);
            double shapley_in = shapley_weight(size_of(s), size_of(mates));
            double banzhaf_out = banzhaf_weight(union_count - 1);
            out->owen[member] += gain * shapley_out * shapley_in;
            out->symmetric_banzhaf[member] += gain * banzhaf_out * shapley_in;
            out->banzhaf_owen[member] += gain * banzhaf_out * banzhaf_weight(size_of(mates));
            if (s == 0)
                break;
        }
    }
}

void brute_unions(brute *out, const size_t *unions)
{
    uint32_t members_of[BRUTE_MEMBERS] = {0};
    size_t union_count = 0;
    for (size_t m = 0; m < out->members; m++) {
        members_of[unions[m]] |= brute_bit(m);
        union_count = unions[m] >= union_count ? unions[m] + 1 : union_count;
    }
    for (size_t m = 0; m < out->members; m++)
        value_with_unions(out, members_of, union_count, unions[m], m);
}

void brute_chances(brute *out, const double *yes)
{
    for (uint32_t s = 0; s < brute_bit(out->members); s++) {
        double chance = 1.0;
        for (size_t m = 0; m < out->members; m++)
            chance *= brute_has(s, m) ? yes[m] : 1.0 - yes[m];
        out->passage += out->wins[s] ? chance : 0.0;
        for (size_t m = 0; m < out->members; m++) {
            double own = brute_has(s, m) ? yes[m] : 1.0 - yes[m];
            out->success[m] += brute_has(s, m) == out->wins[s] ? chance : 0.0;
            if (brute_has(s, m) && own > 0.0)
                out->decisiveness[m] +=
                    chance / own * (out->wins[s] - out->wins[s & ~brute_bit(m)]);
        }
    }
}
