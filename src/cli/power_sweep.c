/* The power of one body under many quotas, as text: a table for each index. */
#include "cli/power_sweep.h"

#include <string.h>

#include "cli/result.h"

#define DECIMALS 6

void cw_power_sweep_begin(cw_power_sweep_table *table, cw_context *context, uint64_t wanted,
                          bool by_default)
{
    *table = (cw_power_sweep_table){.wanted = wanted, .by_default = by_default};
    cw_arena_init(&table->arena, context);
}

static cw_status name_members(cw_power_sweep_table *table, const cw_power_body *body)
{
    table->members = body->count;
    table->names = cw_arena_allocate(&table->arena, body->count, sizeof *table->names);
    if (table->names == NULL)
        return CW_ERROR_MEMORY;
    for (size_t m = 0; m < body->count; m++) {
        table->names[m] = cw_arena_copy(&table->arena, body->names[m], strlen(body->names[m]));
        if (table->names[m] == NULL)
            return CW_ERROR_MEMORY;
    }
    return CW_OK;
}

static size_t count_bits(uint64_t bits)
{
    size_t count = 0;
    for (; bits != 0; bits &= bits - 1)
        count++;
    return count;
}

static cw_status add(cw_power_sweep_table *table, const cw_power_body *body, const char *label)
{
    const cw_power *power = body->power;
    cw_arena *arena = &table->arena;
    cw_power_sweep_row *row = cw_arena_allocate(arena, 1, sizeof *row);
    if (row == NULL)
        return CW_ERROR_MEMORY;
    row->label = cw_arena_copy(arena, label, strlen(label));
    row->values =
        cw_arena_allocate(arena, count_bits(table->wanted) * body->count, sizeof *row->values);
    if (row->label == NULL || row->values == NULL)
        return CW_ERROR_MEMORY;
    double *to = row->values;
    for (size_t k = 0; k < power->index_count; k++)
        for (size_t m = 0; (table->wanted >> k & 1) != 0 && m < body->count; m++)
            *to++ = cw_power_value(power, k, m);
    if (table->last == NULL)
        table->first = row;
    else
        table->last->next = row;
    table->last = row;
    table->rows++;
    return CW_OK;
}

void cw_power_sweep_add(cw_power_sweep_table *table, const cw_power_body *body, const char *label)
{
    if (table->status == CW_OK && table->names == NULL)
        table->status = name_members(table, body);
    if (table->status == CW_OK)
        table->status = add(table, body, label);
}

static void add_column(cw_sheet *sheet, const char *title)
{
    cw_sheet_column(
        sheet,
        (cw_column){.id = "power", .title = title, .form = CW_COLUMN_NUMBER, .decimals = DECIMALS});
}

/* Quotas down; members across, or the one figure of the body. */
static void fill_by_quota(cw_sheet *sheet, const cw_power_sweep_table *table, size_t offset,
                          bool of_body)
{
    size_t members = of_body ? 1 : table->members;
    cw_sheet_column(sheet, (cw_column){.id = "quota", .title = "Quota"});
    for (size_t m = 0; m < members; m++)
        add_column(sheet, of_body ? "Body" : table->names[m]);
    for (const cw_power_sweep_row *row = table->first; row != NULL; row = row->next) {
        cw_sheet_row(sheet);
        cw_sheet_words(sheet, row->label);
        for (size_t m = 0; m < members; m++)
            cw_sheet_figure(sheet, row->values[offset + m]);
    }
}

static void fill_by_member(cw_sheet *sheet, const cw_power_sweep_table *table, size_t offset)
{
    cw_sheet_column(sheet, (cw_column){.id = "name", .title = "Member"});
    for (const cw_power_sweep_row *row = table->first; row != NULL; row = row->next)
        add_column(sheet, row->label);
    for (size_t m = 0; m < table->members; m++) {
        cw_sheet_row(sheet);
        cw_sheet_words(sheet, table->names[m]);
        for (const cw_power_sweep_row *row = table->first; row != NULL; row = row->next)
            cw_sheet_figure(sheet, row->values[offset + m]);
    }
}

/* "Banzhaf", and where that was not asked for, how to ask for others. */
static void append_caption(cw_text *words, const cw_power_sweep_table *table,
                           const cw_power_index *index)
{
    cw_text_free(words);
    cw_text_append(words, index->title);
    if (table->by_default)
        cw_text_append(words, " (others by --index: shapley-shubik, all, ...)");
}

cw_status cw_power_sweep_write(cw_text *out, const cw_power_sweep_table *table,
                               const cw_text_style *style)
{
    size_t count;
    size_t offset = 0;
    const cw_power_index *const *indices = cw_power_indices(&count);
    cw_text words;
    cw_text_init(&words, table->arena.context);
    for (size_t k = 0; k < count && table->status == CW_OK; k++) {
        cw_sheet sheet;
        if ((table->wanted >> k & 1) == 0)
            continue;
        append_caption(&words, table, indices[k]);
        cw_sheet_begin(&sheet, &words);
        cw_sheet_run_on(&sheet);
        if (indices[k]->of_body || table->members <= table->rows)
            fill_by_quota(&sheet, table, offset, indices[k]->of_body);
        else
            fill_by_member(&sheet, table, offset);
        cw_result_append_sheet(out, &sheet, style);
        cw_sheet_free(&sheet);
        offset += table->members;
    }
    cw_text_free(&words);
    return table->status;
}

void cw_power_sweep_end(cw_power_sweep_table *table)
{
    cw_arena_free(&table->arena);
}
