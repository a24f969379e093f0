/* A counter: what the algorithms for indices ask of an engine, whatever the rule.
 *
 * The members of the body fall into classes of members alike. An engine evaluates, for one member i
 * of each class, the polynomial B_i(r) = sum over s of c_{i,s} r^s, where c_{i,s} is the number of
 * coalitions of s members without i that i swings. */
#ifndef CW_VOTING_COUNTER_H
#define CW_VOTING_COUNTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/base/context.h"

#include "voting/weighted.h"

typedef struct cw_counter {
    const void *game;
    size_t members; /* who can matter: degree of B_i is at most members - 1 */
    size_t games;   /* counted at once: 1, or one for each of several quotas */
    size_t classes; /* of all games together, game after game, as many in each */
    const size_t *class_sizes;
    size_t scratch_bytes; /* for one evaluation */
    double cost;          /* of one evaluation, cells or edges */
    double mirror_cost;   /* of one that also fills `mirror`; 0: cannot */
    double spread;        /* about how wide the chance to swing is, as a function of t; to 1 */
    double low;           /* it is nil for t below, and above 1 - low */
    double
        worth; /* of each game: what all members' Shapley-Shubik indices add up to: 1, but for "not" */
    /* Both of these return CW_OK, or CW_ERROR_INTERRUPTED, and then leave the outputs in any state.
     * They poll the context that the game was built with, often enough to stop well within a
     * second. */
    /* swings[class] = B_i(factor); losing[game] = number of losing coalitions, each of s members counted
     * factor^s (factor 1 only, else NULL); mirror, where not NULL: the same of the dual game, whose
     * c_{i,s} are the c_{i,members-1-s} of this one. */
    cw_status (*count)(const void *game, uint64_t *swings, uint64_t *mirror, uint64_t *losing,
                       void *scratch, cw_counting counting);
    /* Probability to swing where all say yes with probability t <= 1/2 (swings) and 1 - t (mirror,
     * may be NULL). */
    cw_status (*chance_pair)(const void *game, double *swings, double *mirror, void *scratch,
                             double t);
} cw_counter;

/* The counter of a weighted game; `game` is borrowed. */
cw_counter cw_counter_of_weighted(const cw_weighted *game);

/* The counter of one weighted game under several quotas, one game each: all are read off the same
 * distribution. `game` has the quota that needs the longest one. Both are borrowed, and so is the
 * range itself. No mirror. */
typedef struct cw_weighted_range {
    const cw_weighted *game;
    size_t count;
    const size_t *quotas; /* 1 to the total */
    size_t *class_sizes;  /* [quota][class] */
} cw_weighted_range;
cw_counter cw_counter_of_range(const cw_weighted_range *range);

/* Whole numbers of `limbs` limbs each. */
typedef struct cw_exact {
    size_t limbs;
    uint64_t *by_class; /* [class][limb] */
    uint64_t *other;    /* [game][limb] */
} cw_exact;

/* Exact swings of one member of each class among `members` members, and in `other` the number of
 * losing coalitions; by remainders. Owned by `arena`. Errors: CW_ERROR_MEMORY,
 * CW_ERROR_INTERRUPTED. */
cw_status cw_exact_swings(cw_exact *out, cw_arena *arena, const cw_counter *counter,
                          size_t threads);

/* Exact numerators over members! of the Shapley-Shubik index, and in `other` members! itself. The
 * numerators of all members add up to members!, which is checked: CW_ERROR_LIMIT if not. */
cw_status cw_exact_shapley(cw_exact *out, cw_arena *arena, const cw_counter *counter,
                           size_t threads);

/* Work of cw_exact_swings(), in cost units of the counter: a pass for each 63 members. */
double cw_exact_swings_cost(const cw_counter *counter);

/* Work of cw_exact_shapley(), in cost units of the counter, and the memory it takes: `each` thread,
 * and `shared`. */
typedef struct cw_exact_needs {
    double cost;
    double each;
    double shared;
} cw_exact_needs;
cw_exact_needs cw_exact_shapley_needs(const cw_counter *counter);

/* Work of cw_fast_shapley(), in cost units of the counter, if the first try is good enough. */
double cw_fast_shapley_cost(const cw_counter *counter);

/* Shapley-Shubik by quadrature: index[class], and an estimate of the largest absolute error: what
 * is left out of the integral, rounding, and how far the members' indices are from adding up to 1.
 * Errors: CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_fast_shapley(double *index, double *error, cw_context *context,
                          const cw_counter *counter, size_t threads);

#endif
