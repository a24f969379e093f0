/* The inner loops of coalition counting, compiled for several instruction sets. */
#include "voting/kernels.h"

#include <stdbool.h>

#if defined(__GNUC__)
#define INLINE static inline __attribute__((always_inline))
#else
#define INLINE static inline
#endif

INLINE void add(void *to, const void *from, size_t cells, const cw_ring *ring)
{
    uint64_t *restrict sum = to;
    const uint64_t *restrict more = from;
    (void)ring;
    for (size_t k = 0; k < cells; k++)
        sum[k] += more[k];
}

INLINE void add_mod(void *to, const void *from, size_t cells, const cw_ring *ring)
{
    uint64_t *restrict sum = to;
    const uint64_t *restrict more = from;
    uint64_t modulus = ring->modulus;
    for (size_t k = 0; k < cells; k++) {
        uint64_t whole = sum[k] + more[k];
        uint64_t reduced = whole - modulus; /* wraps to a greater number if whole < modulus */
        sum[k] = whole < reduced ? whole : reduced;
    }
}

INLINE void multiply(void *to, const void *from, size_t cells, const cw_ring *ring)
{
    uint64_t *restrict sum = to;
    const uint64_t *restrict more = from;
    uint64_t factor = ring->factor;
    uint64_t fold = ring->fold;
    unsigned bits = ring->bits;
    uint64_t mask = (UINT64_C(1) << bits) - 1;
    for (size_t k = 0; k < cells; k++) {
        uint64_t whole = sum[k] + factor * more[k];
        sum[k] = (whole & mask) + (uint64_t)(uint32_t)(whole >> bits) * (uint32_t)fold;
    }
}

INLINE void odds(void *to, const void *from, size_t cells, const cw_ring *ring)
{
    double *restrict sum = to;
    const double *restrict more = from;
    double move = ring->move;
    for (size_t k = 0; k < cells; k++)
        sum[k] += move * more[k];
}

INLINE void chance(void *to, const void *from, size_t cells, const cw_ring *ring)
{
    double *restrict sum = to;
    const double *restrict more = from;
    double stay = ring->stay;
    double move = ring->move;
    for (size_t k = 0; k < cells; k++)
        sum[k] = stay * sum[k] + move * more[k];
}

/* Cells before the first at the start of a cache line, so that stores do not straddle two. */
static inline size_t cells_to_line(const void *to, size_t cells)
{
    size_t before = (64 - (uintptr_t)to % 64) % 64 / 8;
    return before < cells ? before : cells;
}

/* One set of the five loops under a name, with an attribute. */
#define KERNEL(set, loop, attribute)                                                               \
    attribute static void loop##_##set(void *to, const void *from, size_t cells,                   \
                                       const cw_ring *ring)                                        \
    {                                                                                              \
        size_t before = cells_to_line(to, cells);                                                  \
        loop(to, from, before, ring);                                                              \
        loop((uint64_t *)to + before, (const uint64_t *)from + before, cells - before, ring);      \
    }
#define KERNELS(set, attribute)                                                                    \
    KERNEL(set, add, attribute)                                                                    \
    KERNEL(set, add_mod, attribute)                                                                \
    KERNEL(set, multiply, attribute)                                                               \
    KERNEL(set, odds, attribute)                                                                   \
    KERNEL(set, chance, attribute)                                                                 \
    static const cw_kernels kernels_##set = {add_##set, add_mod_##set, multiply_##set, odds_##set, \
                                             chance_##set};

KERNELS(plain, )

#if defined(__x86_64__) && defined(__GNUC__)
KERNELS(avx2, __attribute__((target("avx2"))))
KERNELS(avx512, __attribute__((target("avx512f,avx512dq,avx512vl"))))

const cw_kernels *cw_kernels_variant(size_t variant)
{
    const cw_kernels *const here[CW_KERNEL_VARIANTS] = {
        &kernels_plain,
        __builtin_cpu_supports("avx2") ? &kernels_avx2 : NULL,
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") ? &kernels_avx512
                                                                                 : NULL,
    };
    return variant < CW_KERNEL_VARIANTS ? here[variant] : NULL;
}
#else
const cw_kernels *cw_kernels_variant(size_t variant)
{
    return variant == 0 ? &kernels_plain : NULL;
}
#endif

const cw_kernels *cw_kernels_here(void)
{
    const cw_kernels *best = NULL;
    for (size_t variant = 0; variant < CW_KERNEL_VARIANTS; variant++)
        if (cw_kernels_variant(variant) != NULL)
            best = cw_kernels_variant(variant);
    return best;
}
