/* Exact swings: counted modulo 2^64 and primes just below 2^63, and put together. */
#include "voting/counter.h"

#include <string.h>

#include "counterweight/base/pool.h"

#include "voting/limbs.h"
#include "voting/modular.h"

#define FIRST_BITS 64
#define PRIME_BITS 63

typedef struct cw_swing_work {
    const cw_counter *counter;
    uint64_t *moduli;
    uint64_t *remainders; /* [modulus][class, then losing by game] */
    unsigned char *scratch;
} cw_swing_work;

/* Numbers found modulo each. */
static size_t columns_of(const cw_counter *counter)
{
    return counter->classes + counter->games;
}

static cw_status count_chunk(void *payload, size_t worker, size_t chunk)
{
    const cw_swing_work *work = payload;
    const cw_counter *counter = work->counter;
    uint64_t *row = work->remainders + chunk * columns_of(counter);
    return counter->count(counter->game, row, NULL, row + counter->classes,
                          work->scratch + worker * counter->scratch_bytes,
                          (cw_counting){.modulus = work->moduli[chunk], .factor = 1});
}

/* Column `at` of the remainders becomes a whole number. */
static void assemble(uint64_t *out, size_t limbs, const cw_swing_work *work, size_t moduli,
                     size_t at, uint64_t *scratch)
{
    for (size_t k = 0; k < moduli; k++)
        scratch[k] = work->remainders[k * columns_of(work->counter) + at];
    cw_garner(out, limbs, scratch, work->moduli, moduli, scratch + moduli);
}

static size_t at_most(size_t threads, size_t chunks)
{
    size_t wanted = threads == 0 ? cw_pool_processors() : threads;
    return wanted < chunks ? wanted : chunks;
}

/* Counts are at most 2^members. A prime counts for 62.99 bits: those used lie within 1 % of 2^63. */
static size_t count_moduli(size_t members)
{
    if (members < FIRST_BITS)
        return 1;
    return 2 + (size_t)((double)(members - FIRST_BITS) / (PRIME_BITS - 0.01));
}

double cw_exact_swings_cost(const cw_counter *counter)
{
    return counter->cost * (1.0 + (double)counter->members / PRIME_BITS);
}

cw_status cw_exact_swings(cw_exact *out, cw_arena *arena, const cw_counter *counter, size_t threads)
{
    cw_context *context = arena->context;
    size_t moduli = count_moduli(counter->members);
    size_t limbs = counter->members / 64 + 1;
    cw_swing_work work = {.counter = counter};
    cw_exact exact = {.limbs = limbs};
    cw_status status = CW_ERROR_MEMORY;
    threads = at_most(threads, moduli);
    work.moduli = cw_allocate(context, moduli, sizeof *work.moduli);
    work.remainders = cw_allocate(context, moduli * columns_of(counter), sizeof(uint64_t));
    work.scratch = cw_resize(context, NULL, threads, counter->scratch_bytes);
    uint64_t *digits = cw_allocate(context, 2 * moduli, sizeof *digits);
    exact.by_class = cw_arena_allocate(arena, counter->classes * limbs, sizeof(uint64_t));
    exact.other = cw_arena_allocate(arena, counter->games * limbs, sizeof(uint64_t));
    if (work.moduli == NULL || work.remainders == NULL || work.scratch == NULL || digits == NULL ||
        exact.by_class == NULL || exact.other == NULL)
        goto out;
    cw_primes_below(work.moduli + 1, moduli - 1, PRIME_BITS);
    status = cw_pool_run(context, threads, moduli, count_chunk, &work);
    if (status != CW_OK)
        goto out;
    for (size_t c = 0; c < counter->classes && status == CW_OK; c++) {
        assemble(exact.by_class + c * limbs, limbs, &work, moduli, c, digits);
        status = cw_context_is_cancelled(context) ? CW_ERROR_INTERRUPTED : CW_OK;
    }
    for (size_t g = 0; g < counter->games; g++)
        assemble(exact.other + g * limbs, limbs, &work, moduli, counter->classes + g, digits);
    if (status == CW_OK)
        *out = exact;
out:
    cw_release(context, digits);
    cw_release(context, work.scratch);
    cw_release(context, work.remainders);
    cw_release(context, work.moduli);
    return status;
}
