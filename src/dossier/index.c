#include "dossier/index.h"

#include <stdlib.h>
#include <string.h>

static int compare(const void *left, const void *right)
{
    const cw_index_entry *a = left;
    const cw_index_entry *b = right;
    return strcmp(a->id, b->id);
}

cw_status cw_index_build(cw_index *out, cw_arena *arena, const char **ids, size_t count)
{
    cw_index_entry *sorted = cw_arena_allocate(arena, count, sizeof *sorted);
    if (sorted == NULL) {
        return CW_ERROR_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        sorted[i] = (cw_index_entry){.id = ids[i], .position = i};
    }
    if (count > 1) {
        qsort(sorted, count, sizeof *sorted, compare);
    }
    *out = (cw_index){.ids = ids, .sorted = sorted, .count = count};
    return CW_OK;
}

size_t cw_index_find(const cw_index *index, const char *id)
{
    size_t low = 0;
    size_t high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(index->sorted[middle].id, id);
        if (order == 0) {
            return index->sorted[middle].position;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return CW_NONE;
}
