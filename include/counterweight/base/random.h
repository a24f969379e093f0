/* Random numbers that any thread, shard or page computes alike.
 *
 * Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3",
 * SC'11) is a function of a key and a counter: the number for (seed, draw, stream) needs no state,
 * so the order of computation cannot matter. */
#ifndef COUNTERWEIGHT_BASE_RANDOM_H
#define COUNTERWEIGHT_BASE_RANDOM_H

#include <stdint.h>

/* A uniform number strictly between 0 and 1, a multiple of 2^-53, for `stream` of `draw` under
 * `seed`. Streams 2k and 2k+1 share one Philox block. Thread-safe, pure. */
double cw_random_uniform(uint64_t seed, uint64_t draw, uint32_t stream);

/* The same for streams 0 to count-1 at once: out[k] == cw_random_uniform(seed, draw, k). */
void cw_random_uniforms(double *out, uint32_t count, uint64_t seed, uint64_t draw);

#endif
