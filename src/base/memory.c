#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void *system_resize(void *payload, void *block, size_t bytes)
{
    (void)payload;
    return realloc(block, bytes);
}

static void system_release(void *payload, void *block)
{
    (void)payload;
    free(block);
}

cw_allocator cw_system_allocator(void)
{
    return (cw_allocator){.resize = system_resize, .release = system_release, .payload = NULL};
}

bool cw_multiply_sizes(size_t *bytes, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return false;
    *bytes = count * size;
    return true;
}

void *cw_allocate(cw_context *context, size_t count, size_t size)
{
    void *block = cw_resize(context, NULL, count, size);
    if (block)
        memset(block, 0, count * size);
    return block;
}

void *cw_resize(cw_context *context, void *block, size_t count, size_t size)
{
    /* Differences of pointers into a larger block would not fit ptrdiff_t. */
    size_t bytes;
    if (!cw_multiply_sizes(&bytes, count, size) || bytes > PTRDIFF_MAX)
        return NULL;

    /* realloc(block, 0) may free the block and return NULL, so nobody is ever asked for 0 bytes. */
    if (bytes == 0)
        bytes = 1;
    return context->allocator.resize(context->allocator.payload, block, bytes);
}

void cw_release(cw_context *context, void *block)
{
    if (block)
        context->allocator.release(context->allocator.payload, block);
}
