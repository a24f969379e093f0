#include "dossier/read_table.h"

#include <string.h>

/* Inside the dossier's folder: relative, and never a step up. */
static bool is_inside(const char *path)
{
    if (path[0] == '\0' || path[0] == '/') {
        return false;
    }
    for (const char *part = path; part != NULL; part = strchr(part, '/')) {
        part += *part == '/';
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0')) {
            return false;
        }
    }
    return true;
}

static const char *beside_dossier(cw_reader *reader, const char *path)
{
    const char *slash = strrchr(reader->file, '/');
    size_t folder = slash == NULL ? 0 : (size_t)(slash - reader->file) + 1;
    return cw_reader_format(reader, "%.*s%s", (int)folder, reader->file, path);
}

static void add_to_digest(cw_dossier *dossier, const cw_table *table)
{
    const cw_digest both[2] = {dossier->digest, table->digest};
    dossier->digest = cw_digest_of(both, sizeof both);
}

cw_table *cw_open_table(cw_reader *reader, const cw_node *node)
{
    if (!cw_expect(reader, node, CW_NODE_TEXT)) {
        return NULL;
    }
    if (!is_inside(node->text)) {
        cw_reader_error(reader, node, "put the table beside the dossier",
                        "a table must be a path inside the dossier's folder, not %s",
                        cw_node_words(reader, node));
        return NULL;
    }
    reader->table_file = beside_dossier(reader, node->text);
    cw_table *table = NULL;
    cw_status status = reader->status;
    if (status == CW_OK) {
        status =
            cw_table_read(&table, reader->context, reader->diagnostics, reader->table_file, ',');
        if (status == CW_ERROR_MEMORY) {
            reader->status = status;
        }
    }
    if (table != NULL)
        add_to_digest(reader->dossier, table);
    if (status == CW_ERROR_IO) { /* what else is wrong with a table is said at its place in it */
        cw_diagnostics_add(reader->diagnostics, CW_SEVERITY_NOTE, node->place, NULL,
                           "the table is named here");
    }
    return table;
}

/* The table is freed before the dossier, so the file's name in places is kept apart. */
static cw_node *text_node(cw_reader *reader, const cw_table_cell *cell)
{
    cw_node *node = cw_reader_scratch(reader, 1, sizeof *node);
    if (node == NULL) {
        return NULL;
    }
    node->kind = CW_NODE_TEXT;
    node->plain = true;
    node->place = cell->place;
    node->place.file = reader->table_file;
    node->text = cell->text;
    node->length = cell->length;
    return node;
}

const cw_node *cw_cell_node(cw_reader *reader, const cw_table *table, size_t row, size_t column)
{
    cw_node *key = text_node(reader, &table->heading[column]);
    cw_node *node = text_node(reader, cw_table_at(table, row, column));
    if (key == NULL || node == NULL) {
        return NULL;
    }
    node->key = key;
    return node;
}
