/* A sheet as data: CSV for spreadsheets, JSON rows for programs. Figures as they are, unrounded. */
#include <math.h>

#include "counterweight/brief/sheet.h"

static void append_field(cw_text *out, double value)
{
    if (!isnan(value)) {
        cw_text_append_exact(out, value);
    }
}

static void csv_heading(cw_text *out, const cw_column *column)
{
    cw_text_append_csv(out, column->id);
    if (column->form == CW_COLUMN_INTERVAL) {
        cw_text_append(out, ",");
        cw_text_append(out, column->id);
        cw_text_append(out, "_low,");
        cw_text_append(out, column->id);
        cw_text_append(out, "_high");
    }
}

static void csv_cell(cw_text *out, const cw_column *column, const cw_cell *cell)
{
    if (cell->form == CW_CELL_WORDS) {
        cw_text_append_csv(out, cell->words);
    } else {
        append_field(out, cell->value);
    }
    if (column->form == CW_COLUMN_INTERVAL) {
        cw_text_append(out, ",");
        append_field(out, cell->low);
        cw_text_append(out, ",");
        append_field(out, cell->high);
    }
}

cw_status cw_sheet_write_csv(cw_text *out, const cw_sheet *sheet)
{
    if (sheet->status != CW_OK) {
        return sheet->status;
    }
    for (size_t c = 0; c < sheet->column_count; c++) {
        cw_text_append(out, c > 0 ? "," : "");
        csv_heading(out, &sheet->columns[c]);
    }
    cw_text_append(out, "\n");
    for (size_t r = 0; r < sheet->row_count; r++) {
        for (size_t c = 0; c < sheet->column_count; c++) {
            cw_text_append(out, c > 0 ? "," : "");
            csv_cell(out, &sheet->columns[c], &sheet->cells[r * sheet->column_count + c]);
        }
        cw_text_append(out, "\n");
    }
    return out->status;
}

static void json_cell(cw_text *out, const cw_cell *cell)
{
    switch (cell->form) {
    case CW_CELL_WORDS:
        cw_text_append_json(out, cell->words);
        break;
    case CW_CELL_FIGURE:
        cw_text_append_exact(out, cell->value);
        break;
    case CW_CELL_INTERVAL:
        cw_text_append(out, "{\"value\": ");
        cw_text_append_exact(out, cell->value);
        cw_text_append(out, ", \"low\": ");
        cw_text_append_exact(out, cell->low);
        cw_text_append(out, ", \"high\": ");
        cw_text_append_exact(out, cell->high);
        cw_text_append(out, "}");
        break;
    default:
        cw_text_append(out, "null");
        break;
    }
}

cw_status cw_sheet_write_json(cw_text *out, const cw_sheet *sheet)
{
    if (sheet->status != CW_OK) {
        return sheet->status;
    }
    cw_text_append(out, "[");
    for (size_t r = 0; r < sheet->row_count; r++) {
        cw_text_append(out, r > 0 ? ",\n{" : "{");
        for (size_t c = 0; c < sheet->column_count; c++) {
            cw_text_append(out, c > 0 ? ", " : "");
            cw_text_append_json(out, sheet->columns[c].id);
            cw_text_append(out, ": ");
            json_cell(out, &sheet->cells[r * sheet->column_count + c]);
        }
        cw_text_append(out, "}");
    }
    cw_text_append(out, "]");
    return out->status;
}
