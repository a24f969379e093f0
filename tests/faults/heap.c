#include "faults/heap.h"

#include <stdatomic.h>
#include <string.h>

#include "counterweight/base/context.h"

/* What really allocates: the C library, or the address sanitizer in its place. */
#ifdef CW_UNDER_ADDRESS_SANITIZER
#define REAL(function) __interceptor_##function
#define COUNTS_LIVE false /* it has a strdup() of its own, and tells of leaks itself */
#else
#define REAL(function) __libc_##function
#define COUNTS_LIVE true
#endif

void *REAL(malloc)(size_t bytes);
void *REAL(calloc)(size_t count, size_t size);
void *REAL(realloc)(void *block, size_t bytes);
void REAL(free)(void *block);

void *malloc(size_t bytes);
void *calloc(size_t count, size_t size);
void *realloc(void *block, size_t bytes);
void free(void *block);

static struct {
    atomic_bool counting;
    atomic_size_t requests;
    atomic_size_t live;
    size_t refused;
    bool for_ever;
} heap;

static bool refuses_now(void)
{
    if (!atomic_load(&heap.counting))
        return false;
    size_t request = atomic_fetch_add(&heap.requests, 1);
    return request == heap.refused || (heap.for_ever && request > heap.refused);
}

static void *hand_out(void *block)
{
    if (block != NULL)
        atomic_fetch_add(&heap.live, 1);
    return block;
}

void *malloc(size_t bytes)
{
    if (refuses_now())
        return NULL;
    void *block = hand_out(REAL(malloc)(bytes));
    if (block != NULL && atomic_load(&heap.counting))
        memset(block, 0xA5, bytes);
    return block;
}

void *calloc(size_t count, size_t size)
{
    return refuses_now() ? NULL : hand_out(REAL(calloc)(count, size));
}

void *realloc(void *block, size_t bytes)
{
    if (block == NULL)
        return malloc(bytes);
    if (refuses_now())
        return NULL;
    return REAL(realloc)(block, bytes);
}

void free(void *block)
{
    if (block != NULL)
        atomic_fetch_sub(&heap.live, 1);
    REAL(free)(block);
}

void cw_heap_refuse(size_t refused, bool for_ever)
{
    heap.refused = refused;
    heap.for_ever = for_ever;
    atomic_store(&heap.requests, 0);
    atomic_store(&heap.counting, true);
}

size_t cw_heap_stop(void)
{
    atomic_store(&heap.counting, false);
    return atomic_load(&heap.requests);
}

size_t cw_heap_live(void)
{
    return COUNTS_LIVE ? atomic_load(&heap.live) : 0;
}
