#include "dossier/tree.h"

#include <string.h>

const cw_node *cw_node_get(const cw_node *mapping, const char *key)
{
    if (mapping == NULL || mapping->kind != CW_NODE_MAPPING) {
        return NULL;
    }
    for (const cw_node *value = mapping->first; value != NULL; value = value->next) {
        if (strcmp(value->key->text, key) == 0) {
            return value;
        }
    }
    return NULL;
}

bool cw_node_is_empty(const cw_node *node)
{
    return node->kind == CW_NODE_TEXT && node->plain && node->length == 0;
}
