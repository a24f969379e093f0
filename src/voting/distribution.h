/* The distribution of the weight of coalitions: dynamic programming over members, one array. */
#ifndef CW_VOTING_DISTRIBUTION_H
#define CW_VOTING_DISTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/base/context.h"

#include "voting/kernels.h"

/* A member joining the distribution. */
typedef struct cw_joining {
    size_t weight; /* > 0 */
    size_t reach;  /* cells that can be other than 0 once it has joined; at most the length */
    double stay;   /* for doubles: what its no and yes are worth */
    double move;
} cw_joining;

/* Cells of room by which joining is faster where the distribution is longer than this. */
#define CW_DISTRIBUTION_ROOM ((size_t)80 * 1024)

/* The kind of distribution: how a member joins. */
typedef struct cw_counting_by {
    cw_block *block;
    cw_ring ring;
    bool scale; /* cells below a member's weight are multiplied by its `stay` */
} cw_counting_by;

/* All of what follows looks at whether `context` is cancelled at least once in a few ten thousand
 * cells, and then returns CW_ERROR_INTERRUPTED with the cells in any state; else CW_OK. */

/* The distribution of nobody: cell 0 holds the 64 bits of `one`, all others 0. */
cw_status cw_distribution_begin(uint64_t *cells, size_t length, uint64_t one,
                                const cw_context *context);

/* Lets the members join one after another: cell x becomes cell(x) + yes * cell(x - weight). Members
 * come in ascending order of weight: then the reach grows slowly, and members share passes over the
 * part of the array that is in the cache. `room` is scratch of CW_DISTRIBUTION_ROOM cells, or NULL.
 * Cost: the sum of the reaches. */
cw_status cw_distribution_join(void *cells, void *room, const cw_context *context,
                               const cw_joining *members, size_t count, const cw_counting_by *by);

/* Replaces cells by sums of all cells up to each; modulo a prime, or, for modulus 0, 2^64. */
cw_status cw_distribution_sum(uint64_t *cells, size_t length, uint64_t modulus,
                              const cw_context *context);
/* In runs of 512 cells, so that the error stays near that of pairwise summation. */
cw_status cw_distribution_sum_doubles(double *cells, size_t length, const cw_context *context);

#endif
