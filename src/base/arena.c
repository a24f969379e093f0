#include <stdalign.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "counterweight/base/context.h"

/* Under the address sanitizer there is a gap behind each thing, and whoever touches it is caught. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_WATCHED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define IS_WATCHED
#endif
#ifdef IS_WATCHED
#include <sanitizer/asan_interface.h>
enum { GAP = alignof(max_align_t) };
#else
#define ASAN_POISON_MEMORY_REGION(place, bytes) ((void)(place), (void)(bytes))
#define ASAN_UNPOISON_MEMORY_REGION(place, bytes) ((void)(place), (void)(bytes))
enum { GAP = 0 };
#endif

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

/* The room that a thing takes, so that what follows is aligned for any type. False where that
 * overflows. */
static bool room_for(size_t *room, size_t bytes)
{
    size_t alignment = alignof(max_align_t);
    if (bytes > SIZE_MAX - sizeof(cw_arena_chunk) - alignment - GAP)
        return false;
    *room = (bytes + alignment - 1) / alignment * alignment + GAP;
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
    ASAN_POISON_MEMORY_REGION(chunk->data, capacity);
    arena->last = chunk;
    return chunk;
}

static void *take(cw_arena *arena, size_t bytes)
{
    size_t room;
    if (!room_for(&room, bytes))
        return NULL;
    cw_arena_chunk *chunk = arena->last;
    if (!chunk || chunk->capacity - chunk->used < room)
        chunk = add_chunk(arena, room);
    if (!chunk)
        return NULL;
    void *block = chunk->data + chunk->used;
    chunk->used += room;
    ASAN_UNPOISON_MEMORY_REGION(block, bytes);
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
        ASAN_UNPOISON_MEMORY_REGION(chunk->data, chunk->capacity);
        cw_release(arena->context, chunk);
    }
}
