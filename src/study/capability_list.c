#include "study/capability_list.h"

#include <math.h>
#include <string.h>

static size_t need_column(const cw_table *table, cw_diagnostics *diagnostics, const char *name)
{
    size_t column = cw_table_find_column(table, name);
    if (column == CW_NONE) {
        cw_table_miss_column(diagnostics, table, name,
                             "a table of capabilities has actor and capability");
    }
    return column;
}

cw_status cw_capability_list_open(cw_capability_list *out, cw_diagnostics *diagnostics,
                                  const cw_capabilities *given)
{
    *out = (cw_capability_list){.table = given->table};
    if (given->table == NULL) {
        return CW_OK;
    }
    out->actor = need_column(given->table, diagnostics, "actor");
    out->capability = need_column(given->table, diagnostics, "capability");
    return out->actor == CW_NONE || out->capability == CW_NONE ? CW_ERROR_INPUT : CW_OK;
}

/* The first row of an actor from `row` on, or the number of rows. */
static size_t find_row(const cw_capability_list *list, size_t row, const char *actor)
{
    while (row < list->table->row_count &&
           strcmp(cw_table_at(list->table, row, list->actor)->text, actor) != 0) {
        row++;
    }
    return row;
}

static double read_row(const cw_capability_list *list, cw_diagnostics *diagnostics, size_t row)
{
    double value = NAN;
    const cw_table *table = list->table;
    if (cw_table_number(&value, diagnostics, table, row, list->capability) == CW_OK &&
        value < 0.0) {
        cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR,
                           cw_table_at(table, row, list->capability)->place, NULL,
                           "a capability is at least 0");
    }
    return value;
}

double cw_capability_list_find(const cw_capability_list *list, cw_diagnostics *diagnostics,
                               const char *actor)
{
    const cw_table *table = list->table;
    if (table == NULL) {
        return 1.0;
    }
    size_t row = find_row(list, 0, actor);
    if (row == table->row_count) {
        cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR, table->heading[0].place, NULL,
                           "no capability is given for actor '%s'", actor);
        return NAN;
    }
    size_t again = find_row(list, row + 1, actor);
    if (again < table->row_count) {
        cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR,
                           cw_table_at(table, again, list->actor)->place, NULL,
                           "actor '%s' stands twice among the capabilities", actor);
        return NAN;
    }
    return read_row(list, diagnostics, row);
}
