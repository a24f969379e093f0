/* The list of power indices. */
#include "voting/index_counts.h"

#include <string.h>

#define ADDRESS(name) &cw_index_##name,
static const cw_power_index *const registry[] = {CW_INDEX_LIST(ADDRESS)};
#define REGISTERED (sizeof registry / sizeof registry[0])

_Static_assert(REGISTERED <= CW_POWER_INDICES_MAX, "callers keep one bit for each index");

const cw_power_index *const *cw_power_indices(size_t *count)
{
    *count = REGISTERED;
    return registry;
}

size_t cw_power_index_find(const char *id)
{
    for (size_t k = 0; k < REGISTERED; k++)
        if (strcmp(registry[k]->id, id) == 0)
            return k;
    return CW_NONE;
}
