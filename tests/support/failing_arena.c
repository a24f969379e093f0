/* What is asked of an arena counts as a request of its own under a failing allocator, though an arena
 * asks for memory in large pieces. The linker puts these in the place of the arena's functions: link
 * with -Wl,--wrap=cw_arena_allocate,--wrap=cw_arena_copy. */
#include "support/failing_allocator.h"

void *__real_cw_arena_allocate(cw_arena *arena, size_t count, size_t size);
char *__real_cw_arena_copy(cw_arena *arena, const char *bytes, size_t length);
void *__wrap_cw_arena_allocate(cw_arena *arena, size_t count, size_t size);
char *__wrap_cw_arena_copy(cw_arena *arena, const char *bytes, size_t length);

void *__wrap_cw_arena_allocate(cw_arena *arena, size_t count, size_t size)
{
    bool refused = cw_failing_allocator_refuses(arena->context);
    return refused ? NULL : __real_cw_arena_allocate(arena, count, size);
}

char *__wrap_cw_arena_copy(cw_arena *arena, const char *bytes, size_t length)
{
    bool refused = cw_failing_allocator_refuses(arena->context);
    return refused ? NULL : __real_cw_arena_copy(arena, bytes, length);
}
