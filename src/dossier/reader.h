/* reader: what all the parts that read a dossier share while it is read. */
#ifndef DOSSIER_READER_H
#define DOSSIER_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/dossier.h"
#include "dossier/index.h"
#include "dossier/tree.h"

/* What has an id in a dossier. */
typedef enum cw_kind {
    CW_KIND_SOURCE,
    CW_KIND_STATE,
    CW_KIND_FORUM,
    CW_KIND_ISSUE,
    CW_KIND_FACT,
    CW_KIND_CONFLICT,
    CW_KIND_OPERATION,
    CW_KIND_WHAT_IF,
    CW_KIND_CLAIM,
    CW_KIND_COUNT
} cw_kind;

/* The entries of one kind. All ids are known before anything that may refer to them is read. */
typedef struct cw_entries {
    const cw_node **nodes; /* value of each entry; its key is the id */
    cw_index index;
    void *records; /* the dossier's array, zeroed but for the ids */
    size_t *marks; /* for each entry, the last list of ids in which it stood */
    bool *broken;  /* for each entry, whether there was a mistake in it */
    size_t count;
} cw_entries;

/* The top level as written; its sections are read later, in the order their references need. */
typedef struct cw_top {
    const char *title;
    const char *author;
    const char *note;
    cw_date as_of;
    cw_loss_form loss;
    const cw_node *question; /* NULL where there is none, as all below */
    const cw_node *ties;
    const cw_node *sections[CW_KIND_COUNT];
} cw_top;

/* Whose numbers are being read: what a quantity inherits from the entry it stands in. */
typedef struct cw_scope {
    const char *path; /* "issues.troops" */
    size_t state, other, forum, issue, what_if;
    const cw_provenance *provenance; /* of the entry being read, or NULL */
    const cw_provenance *wider;      /* of the entry around it, or NULL */
} cw_scope;

/* A quantity and where it stands in the dossier's own file, even if it came from a table: the
 * order of the finished list. */
typedef struct cw_drafted_quantity {
    cw_quantity quantity;
    size_t line, column;
    size_t number; /* in the order read */
} cw_drafted_quantity;

/* Elements of one size that grow in number; kept in the reader's scratch arena. */
typedef struct cw_list {
    void *items;
    size_t count;
    size_t capacity;
} cw_list;

typedef struct cw_reader {
    cw_context *context;
    cw_diagnostics *diagnostics;
    cw_dossier *dossier; /* being filled */
    cw_arena scratch;    /* what only the reading needs: tree, indices, drafts */
    const char *file;    /* name in places; owned by the dossier */
    cw_entries entries[CW_KIND_COUNT];
    cw_shape wide_shape; /* how ranges of three numbers are drawn */
    cw_scope scope;
    cw_list quantities;               /* of cw_drafted_quantity */
    struct cw_issue_codings *codings; /* for each issue, its positions as written */
    const cw_node *table_node;        /* the `table:` being read, or NULL */
    const char *table_file;           /* its file's name; owned by the dossier */
    const cw_top *top;
    bool is_undated;    /* no `as_of` could be read: what depends on it goes unchecked */
    size_t list_number; /* of the list of ids being read, from 1 */
    size_t hint_budget; /* work left for nearest-word hints */
    cw_status status;   /* CW_OK, or what makes going on pointless (CW_ERROR_MEMORY) */
} cw_reader;

/* Adds an error, or a warning, at `node`; then as printf. `remedy` may be NULL. */
#define cw_reader_error(reader, node, remedy, ...)                                                 \
    cw_diagnostics_add((reader)->diagnostics, CW_SEVERITY_ERROR, (node)->place, remedy, __VA_ARGS__)
#define cw_reader_warning(reader, node, remedy, ...)                                               \
    cw_diagnostics_add((reader)->diagnostics, CW_SEVERITY_WARNING, (node)->place, remedy,          \
                       __VA_ARGS__)

/* `count` elements of `size` bytes, zeroed, owned by the dossier; NULL where memory is short, which
 * the reader then remembers. */
void *cw_reader_allocate(cw_reader *reader, size_t count, size_t size);

/* The same for what only the reading needs. */
void *cw_reader_scratch(cw_reader *reader, size_t count, size_t size);

/* Notes that an entry is broken if there are more errors by now than `errors`. */
void cw_reader_note_broken(cw_reader *reader, cw_kind kind, size_t index, size_t errors);

/* A copy of `text` owned by the dossier, or NULL where memory is short. */
const char *cw_reader_copy(cw_reader *reader, const char *text);

/* Text put together as by printf, owned by the dossier or by the scratch arena; "" where memory is
 * short. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
const char *
cw_reader_format(cw_reader *reader, const char *format, ...);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
const char *
cw_reader_scratch_format(cw_reader *reader, const char *format, ...);

/* A new element of `size` bytes at the end of `list`, zeroed, or NULL where memory is short. Valid
 * until the next is added. */
void *cw_list_add(cw_reader *reader, cw_list *list, size_t size);

/* The elements of `list`, copied to an array that the dossier owns; NULL where memory is short. */
void *cw_list_finish(cw_reader *reader, const cw_list *list, size_t size);

/* A scope in which nothing is named yet. */
cw_scope cw_scope_empty(void);

/* The scope of `name` inside the present one; `provenance` where that is an entry with sources of
 * its own, which may be filled later, else NULL. The caller puts the outer scope back. */
void cw_scope_enter(cw_reader *reader, const char *name, const cw_provenance *provenance);

/* "'weight'" for a value under a key, "this entry" for one in a list; in the scratch arena. */
const char *cw_node_name(cw_reader *reader, const cw_node *node);

/* What stands there, in short: "'heavy'", "a list", "a mapping"; in the scratch arena. */
const char *cw_node_words(cw_reader *reader, const cw_node *node);

/* The candidate nearest to `word`, or CW_NONE where none is near or the work allowed for hints is
 * used up. */
size_t cw_reader_nearest(cw_reader *reader, const char *word, const char *const *candidates,
                         size_t count);

/* The hint "did you mean 'weight'?", or NULL; in the scratch arena. */
const char *cw_reader_hint(cw_reader *reader, const char *word, const char *const *candidates,
                           size_t count);

#endif
