/* Issues from plain tables: which layout it is, and the whole. */
#include <string.h>

#include "counterweight/base/file.h"
#include "study/issue_layout.h"

static cw_status read_layout(cw_issue_reading *r, const cw_ktab_line *first)
{
    cw_status status = CW_OK;
    if (r->table->row_count == 0) {
        cw_diagnostics_add(r->diagnostics, CW_SEVERITY_ERROR, r->table->heading[0].place, NULL,
                           "the table has no rows");
    } else if (first->is_one) {
        status = cw_issues_of_ktab(r, first);
    } else if (cw_issues_stand_in_columns(r->table)) {
        status = cw_issues_of_columns(r);
    } else {
        status = cw_issues_of_rows(r);
    }
    if (status == CW_OK && r->given != NULL && r->diagnostics->errors == 0) {
        status = cw_issue_capabilities(r);
    }
    return status == CW_OK && r->diagnostics->errors > 0 ? CW_ERROR_INPUT : status;
}

static cw_status gather(cw_issue_table **out, cw_context *context, cw_diagnostics *diagnostics,
                        const cw_capabilities *given, const cw_table *table,
                        const cw_ktab_line *first)
{
    cw_issue_table *made = cw_allocate(context, 1, sizeof *made);
    if (made == NULL) {
        return CW_ERROR_MEMORY;
    }
    cw_arena_init(&made->arena, context);
    size_t rows = table->row_count;
    size_t most = rows > table->column_count ? rows : table->column_count;
    cw_issue_reading r = {.table = table, .diagnostics = diagnostics, .given = given, .made = made};
    r.numbers = cw_arena_allocate(&made->arena, most, sizeof *r.numbers);
    made->issues = cw_arena_allocate(&made->arena, most, sizeof *made->issues);
    cw_status status =
        r.numbers == NULL || made->issues == NULL ? CW_ERROR_MEMORY : read_layout(&r, first);
    if (status == CW_OK) {
        *out = made;
    } else {
        cw_issue_table_free(made);
    }
    return status;
}

cw_status cw_issue_table_parse(cw_issue_table **out, cw_context *context,
                               cw_diagnostics *diagnostics, const cw_capabilities *given,
                               const char *file, const char *bytes, size_t length, char delimiter)
{
    cw_table *table = NULL;
    cw_ktab_line first = {.is_one = false};
    char *plain = NULL;
    if (delimiter == ',') {
        first = cw_ktab_line_of(bytes, length);
    }
    if (first.is_one) {
        plain = cw_allocate(context, length + 1, 1);
        if (plain == NULL) {
            return CW_ERROR_MEMORY;
        }
        length = cw_ktab_strip(plain, bytes, length);
        bytes = plain;
    }
    cw_status status = cw_table_parse(&table, context, diagnostics, file, bytes, length, delimiter);
    if (status == CW_OK) {
        status = gather(out, context, diagnostics, given, table, &first);
    }
    cw_table_free(table);
    cw_release(context, plain);
    return status;
}

cw_status cw_issue_table_read(cw_issue_table **out, cw_context *context,
                              cw_diagnostics *diagnostics, const cw_capabilities *given,
                              const char *path, char delimiter)
{
    cw_bytes bytes = {0};
    cw_status status = cw_file_read(&bytes, context, diagnostics, path, context->limits.file_bytes);
    if (status != CW_OK)
        return status;
    const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
    status = cw_issue_table_parse(out, context, diagnostics, given, name, bytes.data, bytes.length,
                                  delimiter);
    cw_release(context, bytes.data);
    return status;
}

void cw_issue_table_free(cw_issue_table *table)
{
    if (table != NULL) {
        cw_context *context = table->arena.context;
        cw_arena_free(&table->arena);
        cw_release(context, table);
    }
}
