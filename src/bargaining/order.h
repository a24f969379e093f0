/* Actors put in order along the scale. */
#ifndef CW_BARGAINING_ORDER_H
#define CW_BARGAINING_ORDER_H

#include <stddef.h>

/* Fills order[0..count-1] with the indices of `key` by rising key; equal keys keep the order of
 * input. count <= CW_ACTORS_MAX, keys not NaN. O(n^2) without branches for small tables, else
 * O(n log n). */
void cw_order_rising(size_t *order, const double *key, size_t count);

#endif
