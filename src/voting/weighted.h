/* Weighted games [quota; weights] and the counting of their coalitions.
 *
 * Forward dynamic programming in ascending order of weight, clipped at the quota, and removal of a
 * member by strided alternating sums (Kakimura & Terai 2025, arXiv 2511.14995; in the tradition of
 * Uno 2012 and Kurz 2016). A game and its dual (quota T - q + 1, T the total weight) have the same
 * swings, so the smaller quota is counted. */
#ifndef CW_VOTING_WEIGHTED_H
#define CW_VOTING_WEIGHTED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/base/context.h"

#include "voting/distribution.h"

/* A weighted game with 0 < quota <= total. Members of equal weight (and, where given, equal
 * probability) are one class, ascending by weight. Members without weight are left out. */
typedef struct cw_weighted {
    size_t members; /* with weight */
    size_t dummies; /* without */
    size_t classes;
    int64_t divisor;  /* the greatest common one of all weights */
    size_t *weight;   /* by class, divided by it */
    size_t *count;    /* by class */
    size_t *class_of; /* by member of the whole body; CW_NONE: without weight */
    size_t total;
    size_t quota;
    size_t dual; /* total - quota + 1 */
    cw_arena arena;
} cw_weighted;

/* Builds it from `members` weights >= 0, of which some > 0, and a quota of at least 1 and at most
 * their sum. Members whose `probability` differs are told apart; NULL: none does. Errors:
 * CW_ERROR_USAGE where no weight is > 0, CW_ERROR_MEMORY, CW_ERROR_LIMIT where a weight or quota,
 * divided by the common divisor, exceeds size_t. */
cw_status cw_weighted_build(cw_weighted *out, cw_context *context, const int64_t *weights,
                            size_t members, int64_t quota, const double *probability);
void cw_weighted_free(cw_weighted *game);

/* A quota of the game as built, divided by the common divisor and rounded up. */
size_t cw_weighted_quota(const cw_weighted *game, int64_t quota);

/* The same game under another quota, divided so: 1 to the total. Borrows everything from `game`; not to be
 * freed. */
cw_weighted cw_weighted_under(const cw_weighted *game, size_t quota);

/* Cells that a pass clipped at `quota` works on: the sum of the reaches. */
double cw_weighted_cost(const cw_weighted *game, size_t quota);

/* How to count modulo a number: a coalition of s members counts factor^s. */
typedef struct cw_counting {
    uint64_t modulus; /* prime below 2^63; 0: 2^64, for factor 1 only */
    unsigned bits;    /* the power of two the modulus is just below, for factor > 1 */
    uint64_t factor;  /* below 2^(64 - bits) - 1 */
} cw_counting;

/* Scratch of one count: cells of the distribution, and what joining takes. */
typedef struct cw_weighted_scratch {
    void *cells;
    void *room;          /* NULL: none needed */
    cw_joining *joining; /* by member, ascending by weight */
} cw_weighted_scratch;

/* Bytes of scratch, and how memory of that size, aligned for words, is laid out. */
size_t cw_weighted_scratch_bytes(const cw_weighted *game);
cw_weighted_scratch cw_weighted_lay_out(const cw_weighted *game, void *memory);

/* Lists the members with weight as they join a distribution of `length` cells: ascending by weight, class by
 * class, with how far it reaches then. Returns how many they are; what their votes are worth is left to
 * the caller. */
size_t cw_weighted_line_up(cw_joining *out, const cw_weighted *game, size_t length);

/* What follows polls the context that the game was built with, often enough to stop well within a
 * second: CW_OK, or CW_ERROR_INTERRUPTED with the outputs in any state. */

/* Sums over the coalitions without i that i would swing, for one member i of each class:
 * swings[class] under the smaller of quota and dual; where `mirror` is not NULL also mirror[class]
 * under the larger; *losing (may be NULL): over all coalitions that stay below the smaller. */
cw_status cw_weighted_count(uint64_t *swings, uint64_t *mirror, uint64_t *losing,
                            cw_weighted_scratch scratch, const cw_weighted *game,
                            cw_counting counting);

/* Probability that one member of each class swings, where members say yes independently: a member
 * of class c with probability yes[c], 0 to 1; and that a proposal passes (may be NULL). Removal is
 * done in the game or its dual, whichever makes the member's odds at most 1: there the error does
 * not grow. */
cw_status cw_weighted_chances(double *swings, double *winning, cw_weighted_scratch scratch,
                              const cw_weighted *game, const double *yes);

/* The same where all say yes with probability t <= 1/2, and, in `mirror`, where all do with 1 - t:
 * both from one pass, as swings at 1 - t are those at t in the dual. */
cw_status cw_weighted_chance_pair(double *swings, double *mirror, cw_weighted_scratch scratch,
                                  const cw_weighted *game, double t);

/* The two halves of the above, so that several quotas can be read off one distribution: sums over the
 * coalitions up to each weight below `length`, in the cells of the scratch; and, for one member of
 * each class, the swings under `quota`, at most `length`, and t at most 1/2 (chances to within
 * 1e-24). */
cw_status cw_weighted_sums(cw_weighted_scratch scratch, const cw_weighted *game, size_t length,
                           cw_counting counting);
cw_status cw_weighted_swings(uint64_t *swings, const uint64_t *sums, const cw_weighted *game,
                             size_t quota, cw_counting counting);
cw_status cw_weighted_sums_alike(cw_weighted_scratch scratch, const cw_weighted *game,
                                 size_t length, double t);
cw_status cw_weighted_swings_alike(double *swings, const double *sums, const cw_weighted *game,
                                   size_t quota, double t);

/* Cells of a distribution: the smaller of quota and dual, or, for `both`, the larger. */
size_t cw_weighted_cells(const cw_weighted *game, bool both);

#endif
