#include "counterweight/base/random.h"

#include <Random123/philox.h>

/* One block of Philox4x32-10 is enough for the two streams 2 * pair and 2 * pair + 1. */
static philox4x32_ctr_t block(uint64_t seed, uint64_t draw, uint32_t pair)
{
    philox4x32_ctr_t counter = {{(uint32_t)draw, (uint32_t)(draw >> 32), pair, 0}};
    philox4x32_key_t key = {{(uint32_t)seed, (uint32_t)(seed >> 32)}};
    return philox4x32(counter, key);
}

/* The middle of one of 2^52 equal cells of (0, 1): never 0, never 1, and exact as a double. */
static double uniform(uint32_t low, uint32_t high)
{
    uint64_t cell = ((uint64_t)high << 32 | low) >> 12;
    return ((double)cell + 0.5) * 0x1p-52;
}

void cw_random_pair(double out[2], uint64_t seed, uint64_t draw, uint32_t pair)
{
    philox4x32_ctr_t words = block(seed, draw, pair);
    out[0] = uniform(words.v[0], words.v[1]);
    out[1] = uniform(words.v[2], words.v[3]);
}

double cw_random_uniform(uint64_t seed, uint64_t draw, uint32_t stream)
{
    double both[2];
    cw_random_pair(both, seed, draw, stream / 2);
    return both[stream % 2];
}

void cw_random_uniforms(double *out, uint32_t count, uint64_t seed, uint64_t draw)
{
    for (uint32_t pair = 0; pair < count / 2; pair++)
        cw_random_pair(out + 2 * (size_t)pair, seed, draw, pair);
    if (count % 2 != 0)
        out[count - 1] = cw_random_uniform(seed, draw, count - 1);
}
