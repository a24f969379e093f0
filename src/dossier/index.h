/* index: from ids to positions, fast for any number of ids and for any ids. */
#ifndef DOSSIER_INDEX_H
#define DOSSIER_INDEX_H

#include <stddef.h>

#include "counterweight/base/context.h"

typedef struct cw_index_entry {
    const char *id;
    size_t position;
} cw_index_entry;

typedef struct cw_index {
    const char **ids;       /* in the order given */
    cw_index_entry *sorted; /* by id */
    size_t count;
} cw_index;

/* Makes the index of `count` ids, no two alike; `ids` is kept, not copied. The arena owns the
 * rest. Returns CW_OK or CW_ERROR_MEMORY. Cost O(n log n): sorted and not hashed, so that no choice
 * of ids makes it slow. */
cw_status cw_index_build(cw_index *out, cw_arena *arena, const char **ids, size_t count);

/* The position of `id` in the order given, or CW_NONE. Cost O(log n). */
size_t cw_index_find(const cw_index *index, const char *id);

#endif
