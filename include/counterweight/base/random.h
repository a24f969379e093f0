/* Random numbers that any thread, shard or page computes alike.
 *
 * Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3",
 * SC'11) is a function of a key and a counter: the number for (seed, draw, stream) needs no state,
 * so the order of computation cannot matter. */
#ifndef COUNTERWEIGHT_BASE_RANDOM_H
#define COUNTERWEIGHT_BASE_RANDOM_H

#include <stdint.h>

/* A uniform number strictly between 0 and 1, an odd multiple of 2^-53, for `stream` of `draw` under
 * `seed`. Streams 2k and 2k+1 share one Philox block: key {seed}, counter {draw, k, 0}, low words
 * first; the words w0, w1 (even) or w2, w3 (odd) give ((w1 * 2^32 + w0) >> 12) + 1/2 in units of
 * 2^-52. Thread-safe, pure. */
double cw_random_uniform(uint64_t seed, uint64_t draw, uint32_t stream);

/* The two that share a block, at the cost of one: out[k] == cw_random_uniform(seed, draw, 2 pair + k). */
void cw_random_pair(double out[2], uint64_t seed, uint64_t draw, uint32_t pair);

/* The same for streams 0 to count-1 at once: out[k] == cw_random_uniform(seed, draw, k). */
void cw_random_uniforms(double *out, uint32_t count, uint64_t seed, uint64_t draw);

#endif
