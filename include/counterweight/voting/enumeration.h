/* Voting power by enumeration of all coalitions: exact, for small bodies, and the second computation
 * by which every faster method is checked. */
#ifndef COUNTERWEIGHT_VOTING_ENUMERATION_H
#define COUNTERWEIGHT_VOTING_ENUMERATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/voting/game.h"

/* Most members whose coalitions are enumerated: 2^25 of them take about a second. */
#define CW_ENUMERATION_MAX 25

/* What enumeration finds. A member swings a coalition it belongs to if the coalition wins with it
 * and loses without it; swings_by_size[s] counts such coalitions of s members. */
typedef struct cw_enumeration {
    size_t members;
    uint64_t winning; /* winning coalitions */
    bool empty_wins;  /* the coalition of nobody wins */
    bool all_win;     /* the coalition of everybody wins */
    bool monotone;    /* no coalition loses by gaining a member */
    bool proper;      /* no coalition and its complement both win */
    bool strong;      /* no coalition and its complement both lose */
    uint64_t swings[CW_ENUMERATION_MAX];
    uint64_t swings_by_size[CW_ENUMERATION_MAX][CW_ENUMERATION_MAX + 1];
    /* The same of coalitions that lose with the member and win without; 0 in monotone games. */
    uint64_t spoils_by_size[CW_ENUMERATION_MAX][CW_ENUMERATION_MAX + 1];
} cw_enumeration;

/* Enumerates a game of at most CW_ENUMERATION_MAX members. CW_ERROR_LIMIT for more,
 * CW_ERROR_INTERRUPTED, CW_ERROR_MEMORY; *out is then unset. For rules that are not monotone, a
 * swing is a coalition that wins with the member and loses without. Cost O(members 2^members). */
cw_status cw_enumerate(cw_enumeration *out, cw_context *context, const cw_game *game);

/* Normalised Banzhaf index (Penrose 1946; Banzhaf 1965): own swings by all swings. All 0 where
 * nobody swings. `out` has a place for each member. */
void cw_enumeration_banzhaf(double *out, const cw_enumeration *counted);

/* Shapley-Shubik index (Shapley & Shubik 1954): sum over swings of (s-1)! (n-s)! / n!, s the size of
 * the coalition; summed as whole numbers and divided once. */
void cw_enumeration_shapley_shubik(double *out, const cw_enumeration *counted);

/* The same as a fraction in lowest terms. n! for n <= 25 fits in 128 bits. */
typedef struct cw_fraction {
    unsigned __int128 numerator;
    unsigned __int128 denominator;
} cw_fraction;
cw_fraction cw_enumeration_shapley_shubik_exact(const cw_enumeration *counted, size_t member);

#endif
