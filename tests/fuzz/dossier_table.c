/* Reads bytes as a table; the first byte chooses the delimiter. Every row has a field for every
 * column, and every place lies in the file. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "counterweight/base.h"
#include "counterweight/table.h"

#include "require.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_table(const cw_table *table, size_t size)
{
    require(table->column_count > 0);
    for (size_t i = 0; i < table->column_count; i++)
        require(cw_table_find_column(table, table->heading[i].text) == i);
    for (size_t row = 0; row < table->row_count; row++)
        for (size_t column = 0; column < table->column_count; column++) {
            const cw_table_cell *cell = cw_table_at(table, row, column);
            require(strlen(cell->text) == cell->length);
            require(cell->place.line > 1 && cell->place.line <= size);
            require(cell->place.column >= 1 && cell->place.column <= size);
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char delimiters[] = {',', ';', '\t', '|'};
    if (size == 0)
        return 0;
    cw_context context;
    cw_context_init(&context);
    context.limits.diagnostics = 50;
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, &context);
    cw_table *table = NULL;
    cw_status status =
        cw_table_parse(&table, &context, &diagnostics, "fuzz.csv", (const char *)data + 1, size - 1,
                       delimiters[data[0] % sizeof delimiters]);
    require((status == CW_OK) == (table != NULL));
    require((status == CW_OK) == (diagnostics.errors == 0));
    if (table != NULL)
        check_table(table, size);
    cw_table_free(table);
    cw_diagnostics_free(&diagnostics);
    return 0;
}
