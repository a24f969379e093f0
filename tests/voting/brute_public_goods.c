/* The public good indices with unions, by their definitions (Holler & Nohn 2009; Alonso-Meijide,
 * Casas-Mendez, Fiestras-Janeiro & Holler 2010). A body in pieces, each of which votes as one, has
 * minimal winning coalitions of pieces; all that is computed here are shares in those. */
#include <string.h>

#include "voting/brute.h"

typedef struct pieces {
    size_t count;
    uint32_t members_of[BRUTE_MEMBERS];
} pieces;

/* Who says yes if the pieces of s do. */
static uint32_t joined(const pieces *body, uint32_t s)
{
    uint32_t yes = 0;
    for (size_t p = 0; p < body->count; p++)
        yes |= brute_has(s, p) ? body->members_of[p] : 0;
    return yes;
}

/* Whether they win, and with `settled` besides none of them can be spared. */
static bool is_minimal(const brute *game, const pieces *body, uint32_t s, uint32_t settled)
{
    uint32_t yes = joined(body, s) | settled;
    for (size_t p = 0; p < body->count; p++)
        if (brute_has(s, p) && game->wins[yes & ~body->members_of[p]])
            return false;
    return game->wins[yes] != 0;
}

/* Numbers of minimal winning coalitions with each piece, while `settled` say yes and whoever is in
 * neither says no; scaled to add up to 1. */
static void share_public_good(double *out, const brute *game, const pieces *body, uint32_t settled)
{
    double total = 0.0;
    memset(out, 0, body->count * sizeof *out);
    for (uint32_t s = 1; s < brute_bit(body->count); s++)
        for (size_t p = 0; p < body->count && is_minimal(game, body, s, settled); p++) {
            out[p] += brute_has(s, p) ? 1.0 : 0.0;
            total += brute_has(s, p) ? 1.0 : 0.0;
        }
    for (size_t p = 0; p < body->count; p++)
        out[p] = total > 0.0 ? out[p] / total : 0.0;
}

static void add(pieces *body, uint32_t members)
{
    if (members != 0)
        body->members_of[body->count++] = members;
}

static void add_singly(pieces *body, uint32_t members)
{
    for (size_t m = 0; m < BRUTE_MEMBERS; m++)
        add(body, members & brute_bit(m));
}

/* Unions are numbered without gaps. */
static pieces unions_of(const size_t *union_of, size_t members)
{
    pieces body = {0};
    for (size_t m = 0; m < members; m++) {
        body.members_of[union_of[m]] |= brute_bit(m);
        body.count = union_of[m] >= body.count ? union_of[m] + 1 : body.count;
    }
    return body;
}

static pieces all_but(const pieces *body, size_t own)
{
    pieces others = {0};
    for (size_t u = 0; u < body->count; u++)
        add(&others, u == own ? 0 : body->members_of[u]);
    return others;
}

/* Divides `whole` among the members of a union by their claims; `equally` where there are none. */
static void divide(double *out, const double *claims, uint32_t members, double whole, bool equally)
{
    double total = 0.0;
    for (size_t m = 0; m < BRUTE_MEMBERS; m++)
        total += brute_has(members, m) ? claims[m] : 0.0;
    double equal = equally ? whole / (double)__builtin_popcount(members) : 0.0;
    for (size_t m = 0; m < BRUTE_MEMBERS; m++)
        if (brute_has(members, m))
            out[m] = total > 0.0 ? whole * claims[m] / total : equal;
}

/* By what members have without any unions, if this union falls apart, if each leaves it alone. */
static void divide_by_threats(brute *out, const pieces *body, size_t own, double whole)
{
    uint32_t members = body->members_of[own];
    double claims[3][BRUTE_MEMBERS] = {{0}};
    double shares[BRUTE_MEMBERS];
    pieces alone = {0};
    pieces fallen = all_but(body, own);
    size_t others = fallen.count;
    add_singly(&alone, brute_bit(out->members) - 1);
    share_public_good(claims[0], out, &alone, 0);
    add_singly(&fallen, members);
    share_public_good(shares, out, &fallen, 0);
    for (size_t p = others; p < fallen.count; p++)
        claims[1][(size_t)__builtin_ctz(fallen.members_of[p])] = shares[p];
    for (size_t m = 0; m < out->members; m++) {
        pieces left = all_but(body, own);
        if (!brute_has(members, m))
            continue;
        add(&left, members & ~brute_bit(m));
        add(&left, brute_bit(m));
        share_public_good(shares, out, &left, 0);
        claims[2][m] = shares[left.count - 1];
    }
    for (size_t k = 0; k < 3; k++)
        divide(out->threat_public_good[k], claims[k], members, whole, k == 2);
}

/* Every minimal winning coalition of unions gives each of its unions one part, which goes by the
 * public good index within, while the others say yes. */
static void extend_owen(brute *out, const pieces *body)
{
    double parts = 0.0;
    for (uint32_t s = 1; s < brute_bit(body->count); s++) {
        for (size_t u = 0; u < body->count && is_minimal(out, body, s, 0); u++) {
            pieces within = {0};
            double shares[BRUTE_MEMBERS];
            if (!brute_has(s, u))
                continue;
            add_singly(&within, body->members_of[u]);
            share_public_good(shares, out, &within, joined(body, s & ~brute_bit(u)));
            for (size_t p = 0; p < within.count; p++)
                out->owen_public_good[(size_t)__builtin_ctz(within.members_of[p])] += shares[p];
            parts += 1.0;
        }
    }
    for (size_t m = 0; m < out->members; m++)
        out->owen_public_good[m] = parts > 0.0 ? out->owen_public_good[m] / parts : 0.0;
}

void brute_public_goods(brute *out, const size_t *unions)
{
    pieces body = unions_of(unions, out->members);
    double whole[BRUTE_MEMBERS];
    double spread = 0.0;
    share_public_good(whole, out, &body, 0);
    for (size_t u = 0; u < body.count; u++)
        spread += whole[u] * (double)__builtin_popcount(body.members_of[u]);
    for (size_t m = 0; m < out->members; m++) {
        uint32_t mates = body.members_of[unions[m]];
        double own = whole[unions[m]];
        out->union_public_good[m] = spread > 0.0 ? own / spread : 0.0;
        out->solidarity_public_good[m] = own / (double)__builtin_popcount(mates);
    }
    for (size_t u = 0; u < body.count; u++)
        if (body.members_of[u] != 0)
            divide_by_threats(out, &body, u, whole[u]);
    extend_owen(out, &body);
}
