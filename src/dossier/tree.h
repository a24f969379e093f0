/* tree: a YAML file as nodes that remember where they stand.
 *
 * Texts stay texts: `no`, `010` and `1.5` mean something only once a key asks for a number. Nodes
 * and their texts belong to the arena handed to cw_tree_build(). */
#ifndef DOSSIER_TREE_H
#define DOSSIER_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/base/context.h"
#include "counterweight/base/diagnostic.h"

typedef enum cw_node_kind { CW_NODE_TEXT, CW_NODE_LIST, CW_NODE_MAPPING } cw_node_kind;

typedef struct cw_node cw_node;
struct cw_node {
    cw_node_kind kind;
    bool plain;   /* a text without quotes */
    bool refused; /* already reported: nothing more is to be said about it */
    cw_place place;
    const char *text;   /* of a text, ended by a NUL; "" for others */
    size_t length;      /* bytes of `text` */
    const cw_node *key; /* the key under which this stands in a mapping, else NULL */
    cw_node *first;     /* first element or value */
    cw_node *next;      /* next element or value of the same parent */
    size_t count;       /* elements or values */
};

/* Parses `length` bytes of YAML. Mistakes go to `diagnostics`: syntax, anchors, aliases, tags,
 * merge keys, directives, second documents, duplicate keys, control characters written as escapes,
 * and whatever exceeds the limits of the context. `file` must outlive the tree. *out is NULL for a
 * file without content. Returns CW_OK even when there were mistakes, as long as the tree is whole;
 * CW_ERROR_INPUT where it is not; CW_ERROR_MEMORY. Cost O(bytes log bytes). */
cw_status cw_tree_build(cw_node **out, cw_arena *arena, cw_diagnostics *diagnostics,
                        const char *file, const char *bytes, size_t length);

/* The value under `key` of a mapping, or NULL. Cost O(entries). */
const cw_node *cw_node_get(const cw_node *mapping, const char *key);

/* Whether this is a key without a value. */
bool cw_node_is_empty(const cw_node *node);

#endif
