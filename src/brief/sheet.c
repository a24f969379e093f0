#include "counterweight/brief/sheet.h"

#include <math.h>
#include <string.h>

#include "brief/words.h"

/* Columns of one sheet: more would fit no page. */
#define COLUMNS_AT_FIRST 16
#define COLUMNS_MAX 4096

void cw_sheet_init(cw_sheet *sheet, cw_context *context, const char *caption)
{
    *sheet = (cw_sheet){.status = CW_OK};
    cw_arena_init(&sheet->arena, context);
    if (caption != NULL) {
        sheet->caption = cw_words_clean(&sheet->arena, caption);
        if (sheet->caption == NULL) {
            sheet->status = CW_ERROR_MEMORY;
        }
    }
}

void cw_sheet_inherit(cw_sheet *sheet, const cw_text *text)
{
    if (sheet->status == CW_OK) {
        sheet->status = text->status;
    }
}

void cw_sheet_begin(cw_sheet *sheet, const cw_text *caption)
{
    cw_sheet_init(sheet, caption->context, cw_text_string(caption));
    cw_sheet_inherit(sheet, caption);
}

void cw_sheet_free(cw_sheet *sheet)
{
    cw_context *context = sheet->arena.context;
    cw_arena_free(&sheet->arena);
    cw_release(context, sheet->columns);
    cw_release(context, sheet->cells);
    cw_release(context, sheet->strong);
    *sheet = (cw_sheet){.status = CW_OK};
    cw_arena_init(&sheet->arena, context);
}

/* A copy of `words`, NULL for NULL; a failure is remembered. */
static const char *keep(cw_sheet *sheet, const char *words)
{
    if (words == NULL) {
        return NULL;
    }
    const char *copy = cw_words_clean(&sheet->arena, words);
    if (copy == NULL) {
        sheet->status = CW_ERROR_MEMORY;
    }
    return copy;
}

void cw_sheet_column(cw_sheet *sheet, cw_column column)
{
    if (sheet->status != CW_OK) {
        return;
    }
    if (sheet->row_count > 0 || sheet->column_count == COLUMNS_MAX) {
        sheet->status = CW_ERROR_USAGE;
        return;
    }
    if (sheet->column_count == sheet->column_capacity) {
        size_t capacity =
            sheet->column_capacity == 0 ? COLUMNS_AT_FIRST : 2 * sheet->column_capacity;
        cw_column *columns =
            cw_resize(sheet->arena.context, sheet->columns, capacity, sizeof *columns);
        if (columns == NULL) {
            sheet->status = CW_ERROR_MEMORY;
            return;
        }
        sheet->columns = columns;
        sheet->column_capacity = capacity;
    }
    column.id = keep(sheet, column.id);
    column.title = keep(sheet, column.title);
    column.unit = keep(sheet, column.unit);
    if (sheet->status == CW_OK) {
        sheet->columns[sheet->column_count++] = column;
    }
}

void cw_sheet_run_on(cw_sheet *sheet)
{
    sheet->runs_on = true;
}

/* Makes room for one more row. Doubling keeps the cost of n rows O(n). */
static bool reserve_row(cw_sheet *sheet)
{
    if (sheet->row_count < sheet->row_capacity) {
        return true;
    }
    size_t capacity = sheet->row_capacity == 0 ? 16 : 2 * sheet->row_capacity;
    cw_context *context = sheet->arena.context;
    cw_cell *cells =
        cw_resize(context, sheet->cells, capacity * sheet->column_count, sizeof *cells);
    if (cells == NULL) {
        return false;
    }
    sheet->cells = cells;
    bool *strong = cw_resize(context, sheet->strong, capacity, sizeof *strong);
    if (strong == NULL) {
        return false;
    }
    sheet->strong = strong;
    sheet->row_capacity = capacity;
    return true;
}

void cw_sheet_row(cw_sheet *sheet)
{
    if (sheet->status != CW_OK) {
        return;
    }
    if (sheet->row_count >= sheet->arena.context->limits.items) {
        sheet->status = CW_ERROR_LIMIT;
        return;
    }
    if (!reserve_row(sheet)) {
        sheet->status = CW_ERROR_MEMORY;
        return;
    }
    cw_cell *row = sheet->cells + sheet->row_count * sheet->column_count;
    for (size_t c = 0; c < sheet->column_count; c++) {
        row[c] = (cw_cell){.form = CW_CELL_EMPTY, .value = NAN, .low = NAN, .high = NAN};
    }
    sheet->strong[sheet->row_count++] = false;
    sheet->next = 0;
}

void cw_sheet_strong(cw_sheet *sheet)
{
    if (sheet->status == CW_OK && sheet->row_count > 0) {
        sheet->strong[sheet->row_count - 1] = true;
    }
}

/* The cell to fill next, or NULL where there is none. */
static cw_cell *next_cell(cw_sheet *sheet)
{
    if (sheet->status != CW_OK) {
        return NULL;
    }
    if (sheet->row_count == 0 || sheet->next == sheet->column_count) {
        sheet->status = CW_ERROR_USAGE;
        return NULL;
    }
    return sheet->cells + (sheet->row_count - 1) * sheet->column_count + sheet->next++;
}

void cw_sheet_words(cw_sheet *sheet, const char *words)
{
    cw_cell *cell = next_cell(sheet);
    if (cell != NULL) {
        cell->words = keep(sheet, words == NULL ? "" : words);
        cell->form = cell->words == NULL ? CW_CELL_EMPTY : CW_CELL_WORDS;
    }
}

void cw_sheet_text(cw_sheet *sheet, const cw_text *words)
{
    cw_sheet_inherit(sheet, words);
    cw_sheet_words(sheet, cw_text_string(words));
}

void cw_sheet_figure(cw_sheet *sheet, double value)
{
    cw_cell *cell = next_cell(sheet);
    if (cell != NULL && !isnan(value)) {
        cell->form = CW_CELL_FIGURE;
        cell->value = value;
    }
}

void cw_sheet_interval(cw_sheet *sheet, double value, double low, double high)
{
    cw_cell *cell = next_cell(sheet);
    if (cell != NULL && !isnan(value)) {
        cell->form = CW_CELL_INTERVAL;
        cell->value = value;
        cell->low = low;
        cell->high = high;
    }
}

void cw_sheet_empty(cw_sheet *sheet)
{
    (void)next_cell(sheet);
}

/* The cell filled last, or NULL. */
static cw_cell *last_cell(cw_sheet *sheet)
{
    if (sheet->status != CW_OK || sheet->row_count == 0 || sheet->next == 0) {
        return NULL;
    }
    return sheet->cells + (sheet->row_count - 1) * sheet->column_count + sheet->next - 1;
}

void cw_sheet_cite(cw_sheet *sheet, size_t source)
{
    cw_cell *cell = last_cell(sheet);
    if (cell == NULL || source == CW_NONE) {
        return;
    }
    for (size_t i = 0; i < cell->source_count; i++) {
        if (cell->sources[i] == source) {
            return;
        }
    }
    /* a cell cites few sources: growing by one is cheap enough */
    size_t *sources = cw_arena_allocate(&sheet->arena, cell->source_count + 1, sizeof *sources);
    if (sources == NULL) {
        sheet->status = CW_ERROR_MEMORY;
        return;
    }
    if (cell->source_count > 0) {
        memcpy(sources, cell->sources, cell->source_count * sizeof *sources);
    }
    sources[cell->source_count++] = source;
    cell->sources = sources;
}

void cw_sheet_tone(cw_sheet *sheet, cw_tone tone)
{
    cw_cell *cell = last_cell(sheet);
    if (cell != NULL) {
        cell->tone = tone;
    }
}
