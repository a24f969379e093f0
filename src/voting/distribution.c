/* The distribution of the weight of coalitions. */
#include "voting/distribution.h"

/* Cells of a block: 16 KiB, half of a first-level cache. */
#define BLOCK ((size_t)2048)
/* Cells that a batch of members keeps busy at a time: 640 KiB, within a second-level cache. */
#define BATCH ((size_t)80 * 1024)
#define RUN ((size_t)512)

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void scale_cells(double *cells, size_t from, size_t to, double stay)
{
    for (size_t x = from; x < to; x++)
        cells[x] *= stay;
}

/* One member joins within one block. Cells are taken from the top, in runs that do not overlap
 * what they draw on, so that no cell is drawn on after it has changed. */
static void join_block(unsigned char *cells, const cw_joining *member, size_t block_number,
                       cw_block *block, cw_ring *ring, bool scale)
{
    size_t start = block_number * BLOCK;
    size_t low = larger(start, member->weight);
    size_t high = smaller(start + BLOCK, member->reach);
    ring->stay = member->stay;
    ring->move = member->move;
    while (high > low) {
        size_t from = larger(low, high - smaller(high, member->weight));
        block(cells + 8 * from, cells + 8 * (from - member->weight), high - from, ring);
        high = from;
    }
    if (scale)
        scale_cells((double *)(void *)cells, start,
                    smaller(smaller(start + BLOCK, member->weight), member->reach), member->stay);
}

/* A batch goes through the array as a descending wave: each member follows the one before it at the
 * distance of its own weight, as it draws on cells that the other must have changed. */
static void join_batch(unsigned char *cells, const cw_joining *members, size_t count,
                       cw_block *block, cw_ring *ring, bool scale)
{
    size_t blocks = (members[count - 1].reach + BLOCK - 1) / BLOCK;
    size_t delay = 0;
    for (size_t k = 1; k < count; k++)
        delay += (members[k].weight + BLOCK - 1) / BLOCK;
    for (size_t step = 0; step < blocks + delay; step++) {
        size_t behind = 0;
        for (size_t k = 0; k < count; k++) {
            behind += k == 0 ? 0 : (members[k].weight + BLOCK - 1) / BLOCK;
            if (step >= behind && step - behind < blocks)
                join_block(cells, &members[k], blocks - 1 - (step - behind), block, ring, scale);
        }
    }
}

void cw_distribution_join(void *cells, size_t length, const cw_joining *members, size_t count,
                          cw_block *block, cw_ring ring, bool scale)
{
    (void)length;
    for (size_t first = 0; first < count;) {
        size_t busy = members[first].weight + BLOCK;
        size_t last = first + 1;
        while (last < count && busy + members[last].weight + BLOCK <= BATCH)
            busy += members[last++].weight + BLOCK;
        join_batch(cells, members + first, last - first, block, &ring, scale);
        first = last;
    }
}

void cw_distribution_sum_wrapping(uint64_t *cells, size_t length)
{
    uint64_t sum = 0;
    for (size_t x = 0; x < length; x++)
        cells[x] = sum += cells[x];
}

void cw_distribution_sum_modulo(uint64_t *cells, size_t length, uint64_t modulus)
{
    uint64_t sum = 0;
    for (size_t x = 0; x < length; x++) {
        sum += cells[x] >= modulus ? cells[x] - modulus : cells[x];
        sum = sum >= modulus ? sum - modulus : sum;
        cells[x] = sum;
    }
}

void cw_distribution_sum_doubles(double *cells, size_t length)
{
    double before = 0.0;
    for (size_t start = 0; start < length; start += RUN) {
        size_t end = smaller(start + RUN, length);
        double sum = 0.0;
        for (size_t x = start; x < end; x++) {
            sum += cells[x];
            cells[x] = before + sum;
        }
        before += sum;
    }
}
