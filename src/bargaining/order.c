#include "bargaining/order.h"

#include <string.h>

#include "counterweight/bargaining.h"

/* Up to here counting ranks beats merging: no branch depends on the data. */
#define SMALL 16

static void order_by_rank(size_t *order, const double *key, size_t count)
{
    size_t rank[SMALL] = {0};
    for (size_t later = 1; later < count; later++) {
        for (size_t earlier = 0; earlier < later; earlier++) {
            size_t comes_first = key[later] < key[earlier];
            rank[earlier] += comes_first;
            rank[later] += 1 - comes_first;
        }
    }
    for (size_t k = 0; k < count; k++) {
        order[rank[k]] = k;
    }
}

/* Merges the neighbouring runs from[first..middle) and from[middle..last) into `to`. */
static void merge(size_t *to, const size_t *from, const double *key, size_t first, size_t middle,
                  size_t last)
{
    size_t left = first;
    size_t right = middle;
    for (size_t k = first; k < last; k++) {
        bool take_right = left == middle || (right < last && key[from[right]] < key[from[left]]);
        to[k] = take_right ? from[right++] : from[left++];
    }
}

static size_t lesser(size_t a, size_t b)
{
    return a < b ? a : b;
}

void cw_order_rising(size_t *order, const double *key, size_t count)
{
    if (count <= SMALL) {
        order_by_rank(order, key, count);
        return;
    }
    size_t other[CW_ACTORS_MAX];
    for (size_t k = 0; k < count; k++) {
        order[k] = k;
    }
    for (size_t run = 1; run < count; run *= 2) {
        for (size_t first = 0; first < count; first += 2 * run) {
            merge(other, order, key, first, lesser(first + run, count),
                  lesser(first + 2 * run, count));
        }
        memcpy(order, other, count * sizeof *order);
    }
}
