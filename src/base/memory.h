/* The default allocator, and sizes that cannot overflow. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/base/context.h"

/* The C library's allocator. Thread-safe. */
cw_allocator cw_system_allocator(void);

/* Puts count * size into *bytes and returns true, or returns false where the product overflows. */
bool cw_multiply_sizes(size_t *bytes, size_t count, size_t size);

#endif
