/* The distribution of the weight of coalitions: dynamic programming over members, one array. */
#ifndef CW_VOTING_DISTRIBUTION_H
#define CW_VOTING_DISTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

/* Lets the members join one after another: cell x becomes cell(x) + yes * cell(x - weight), by
 * `block`. Members come in ascending order of weight: then the reach grows slowly, and members
 * share passes over the part of the array that is in the cache. `room` is scratch of
 * CW_DISTRIBUTION_ROOM cells, or NULL. With `scale`, cells below a member's weight are multiplied by its
 * `stay`. Cost: the sum of the reaches. */
void cw_distribution_join(void *cells, void *room, const cw_joining *members, size_t count,
                          cw_block *block, cw_ring ring, bool scale);

/* Replaces cells by sums of all cells up to each. */
void cw_distribution_sum_wrapping(uint64_t *cells, size_t length);
void cw_distribution_sum_modulo(uint64_t *cells, size_t length, uint64_t modulus);
/* In runs of 512 cells, so that the error stays near that of pairwise summation. */
void cw_distribution_sum_doubles(double *cells, size_t length);

#endif
