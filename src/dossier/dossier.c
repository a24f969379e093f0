/* The doors of the room. */
#include "counterweight/dossier.h"

#include <string.h>

#include "counterweight/base/file.h"
#include "dossier/check.h"
#include "dossier/scan.h"
#include "dossier/sections.h"

/* What nearest-word hints may cost in one dossier: letters compared. */
#define HINT_BUDGET ((size_t)20000000)

static const char *name_of_input(const char *path)
{
    return strcmp(path, "-") == 0 ? "<stdin>" : path;
}

/* Understands the tree: fills the dossier and checks it. */
static cw_status understand(cw_reader *reader, const cw_node *root)
{
    if (root == NULL || cw_node_is_empty(root)) {
        cw_diagnostics_add(reader->diagnostics, CW_SEVERITY_ERROR,
                           (cw_place){.file = reader->file, .width = 1},
                           "docs/first-dossier.md shows how to begin one", "the dossier is empty");
        return CW_ERROR_INPUT;
    }
    if (root->kind != CW_NODE_MAPPING) {
        cw_reader_error(reader, root, "docs/first-dossier.md shows how to begin one",
                        "a dossier is a mapping of keys, not %s", cw_node_words(reader, root));
        return CW_ERROR_INPUT;
    }
    cw_top top = {0};
    cw_read_top(reader, root, &top);
    if (reader->status == CW_OK) {
        cw_read_sections(reader);
    }
    if (reader->status == CW_OK) {
        cw_check_dossier(reader);
    }
    return reader->status;
}

static cw_status read_bytes(cw_reader *reader, const char *bytes, size_t length)
{
    cw_status status = cw_scan(reader->diagnostics, reader->file, &bytes, &length);
    if (status != CW_OK) {
        return status;
    }
    if (length == 0) {
        return understand(reader, NULL);
    }
    cw_node *root = NULL;
    status =
        cw_tree_build(&root, &reader->scratch, reader->diagnostics, reader->file, bytes, length);
    return status == CW_OK ? understand(reader, root) : status;
}

static cw_dossier *new_dossier(cw_context *context, const char *path)
{
    cw_dossier *dossier = cw_allocate(context, 1, sizeof *dossier);
    if (dossier == NULL) {
        return NULL;
    }
    cw_arena_init(&dossier->arena, context);
    const char *name = name_of_input(path);
    dossier->file = cw_arena_copy(&dossier->arena, name, strlen(name));
    if (dossier->file == NULL) {
        cw_dossier_free(dossier);
        return NULL;
    }
    return dossier;
}

static cw_status refuse_size(cw_diagnostics *diagnostics, const cw_dossier *dossier, size_t limit)
{
    cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR,
                       (cw_place){.file = dossier->file, .width = 1}, NULL,
                       "the file is larger than %zu bytes", limit);
    return CW_ERROR_INPUT;
}

cw_status cw_dossier_parse(cw_dossier **out, cw_context *context, cw_diagnostics *diagnostics,
                           const char *path, const char *bytes, size_t length)
{
    cw_dossier *dossier = new_dossier(context, path);
    if (dossier == NULL) {
        return CW_ERROR_MEMORY;
    }
    size_t errors = diagnostics->errors;
    cw_reader reader = {.context = context,
                        .diagnostics = diagnostics,
                        .dossier = dossier,
                        .file = dossier->file,
                        .wide_shape = CW_SHAPE_TRIANGULAR,
                        .scope = cw_scope_empty(),
                        .hint_budget = HINT_BUDGET};
    cw_arena_init(&reader.scratch, context);
    cw_status status = CW_OK;
    if (length > context->limits.file_bytes) {
        status = refuse_size(diagnostics, dossier, context->limits.file_bytes);
    } else {
        cw_diagnostics_keep_source(diagnostics, dossier->file, bytes, length);
        dossier->digest = cw_digest_of(bytes, length);
        status = read_bytes(&reader, bytes, length);
    }
    cw_arena_free(&reader.scratch);
    cw_diagnostics_sort(diagnostics);
    if (status == CW_OK && diagnostics->errors > errors) {
        status = CW_ERROR_INPUT;
    }
    if (status != CW_OK) {
        cw_dossier_free(dossier);
        return status;
    }
    *out = dossier;
    return CW_OK;
}

cw_status cw_dossier_read(cw_dossier **out, cw_context *context, cw_diagnostics *diagnostics,
                          const char *path)
{
    cw_bytes bytes = {0};
    cw_status status = cw_file_read(&bytes, context, diagnostics, path, context->limits.file_bytes);
    if (status != CW_OK) {
        return status;
    }
    status = cw_dossier_parse(out, context, diagnostics, path, bytes.data, bytes.length);
    cw_release(context, bytes.data);
    return status;
}
