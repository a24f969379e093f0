#include "dossier/duplicates.h"

#include <stdlib.h>
#include <string.h>

#include "dossier/scan.h"

typedef struct entry {
    cw_node *value;
    size_t position; /* in the mapping, so that the first of equals stays first */
} entry;

static int compare_keys(const cw_node *left, const cw_node *right)
{
    if (left->length != right->length) {
        return left->length < right->length ? -1 : 1;
    }
    return memcmp(left->text, right->text, left->length);
}

static int compare_entries(const void *left, const void *right)
{
    const entry *a = left;
    const entry *b = right;
    int order = compare_keys(a->value->key, b->value->key);
    if (order != 0) {
        return order;
    }
    return a->position < b->position ? -1 : a->position > b->position;
}

/* Takes the key from each value whose key stood there before; returns how many there are. */
static size_t mark(entry *entries, size_t count, cw_diagnostics *diagnostics)
{
    size_t found = 0;
    const cw_node *original = NULL;
    for (size_t i = 0; i < count; i++) {
        const cw_node *key = entries[i].value->key;
        if (original == NULL || compare_keys(original, key) != 0) {
            original = key;
            continue;
        }
        entries[i].value->key = NULL;
        found++;
        cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR, key->place, NULL,
                           "duplicate key '%.*s', already given in line %zu",
                           cw_clip(key->text, key->length), key->text, original->place.line);
    }
    return found;
}

static void unlink_keyless(cw_node *mapping)
{
    cw_node **link = &mapping->first;
    mapping->count = 0;
    while (*link != NULL) {
        if ((*link)->key == NULL) {
            *link = (*link)->next;
        } else {
            mapping->count++;
            link = &(*link)->next;
        }
    }
}

cw_status cw_duplicates_remove(cw_node *mapping, cw_context *context, cw_diagnostics *diagnostics)
{
    if (mapping->count < 2) {
        return CW_OK;
    }
    entry *entries = cw_allocate(context, mapping->count, sizeof *entries);
    if (entries == NULL) {
        return CW_ERROR_MEMORY;
    }
    size_t count = 0;
    for (cw_node *value = mapping->first; value != NULL; value = value->next) {
        entries[count] = (entry){.value = value, .position = count};
        count++;
    }
    qsort(entries, count, sizeof *entries, compare_entries);
    if (mark(entries, count, diagnostics) > 0) {
        unlink_keyless(mapping);
    }
    cw_release(context, entries);
    return CW_OK;
}
