#include <stdalign.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "counterweight/base/context.h"

/* Chunks double in size up to the largest, so that a small arena is cheap and a large one has few
 * chunks. */
enum { SMALLEST_CHUNK = 4096, LARGEST_CHUNK = 1 << 20 };

struct cw_arena_chunk {
    cw_arena_chunk *previous;
    size_t capacity; /* bytes in data */
    size_t used;     /* bytes of data given out, a multiple of the strictest alignment */
    alignas(max_align_t) unsigned char data[];
};

void cw_arena_init(cw_arena *arena, cw_context *context)
{
    arena->context = context;
    arena->last = NULL;
}

/* Rounds up, so that what follows is aligned for any type. False where that overflows. */
static bool round_up(size_t *bytes)
{
    size_t alignment = alignof(max_align_t);
    if (*bytes > SIZE_MAX - sizeof(cw_arena_chunk) - alignment)
        return false;
    *bytes = (*bytes + alignment - 1) / alignment * alignment;
    return true;
}

static size_t next_chunk_capacity(const cw_arena *arena, size_t bytes)
{
    size_t capacity = SMALLEST_CHUNK;
    if (arena->last && arena->last->capacity < LARGEST_CHUNK)
        capacity = arena->last->capacity * 2;
    else if (arena->last)
        capacity = LARGEST_CHUNK;
    return capacity > bytes ? capacity : bytes;
}

static cw_arena_chunk *add_chunk(cw_arena *arena, size_t bytes)
{
    size_t capacity = next_chunk_capacity(arena, bytes);
    cw_arena_chunk *chunk = cw_resize(arena->context, NULL, 1, sizeof(cw_arena_chunk) + capacity);
    if (!chunk)
        return NULL;
    *chunk = (cw_arena_chunk){.previous = arena->last, .capacity = capacity};
    arena->last = chunk;
    return chunk;
}

static void *take(cw_arena *arena, size_t bytes)
{
    if (!round_up(&bytes))
        return NULL;
    cw_arena_chunk *chunk = arena->last;
    if (!chunk || chunk->capacity - chunk->used < bytes)
        chunk = add_chunk(arena, bytes);
    if (!chunk)
        return NULL;
    void *block = chunk->data + chunk->used;
    chunk->used += bytes;
    return block;
}

void *cw_arena_allocate(cw_arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (!cw_multiply_sizes(&bytes, count, size))
        return NULL;

    /* At least a byte, so that even empty things have addresses of their own. */
    void *block = take(arena, bytes > 0 ? bytes : 1);
    if (block)
        memset(block, 0, bytes);
    return block;
}

char *cw_arena_copy(cw_arena *arena, const char *bytes, size_t length)
{
    char *copy = length < SIZE_MAX ? take(arena, length + 1) : NULL;
    if (!copy)
        return NULL;
    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

void cw_arena_free(cw_arena *arena)
{
    while (arena->last) {
        cw_arena_chunk *chunk = arena->last;
        arena->last = chunk->previous;
        cw_release(arena->context, chunk);
    }
}
