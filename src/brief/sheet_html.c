/* A sheet as HTML: a table in a box of its own, for the eye, the keyboard and screen readers. */
#include "brief/html.h"
#include "brief/layout.h"
#include "counterweight/brief/sheet.h"

void cw_html_citation(cw_text *out, size_t source)
{
    cw_text_append_format(out, "<a class=\"source\" href=\"#source-%zu\">%zu</a>", source + 1,
                          source + 1);
}

static void write_heading(cw_text *out, const cw_column *column)
{
    bool words = column->form == CW_COLUMN_WORDS;
    cw_text_append(out, words ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"figure\">");
    cw_text_append_html(out, column->title);
    if (column->unit != NULL) {
        cw_text_append(out, " <span class=\"unit\">");
        cw_text_append_html(out, column->unit);
        cw_text_append(out, "</span>");
    }
    cw_text_append(out, "</th>");
}

static void write_figure(cw_text *out, const cw_column *column, const cw_cell *cell)
{
    cw_text figure;
    cw_text_init(&figure, out->context);
    cw_layout_figure(&figure, column, cell->value);
    cw_text_append_html(out, cw_text_string(&figure));
    cw_text_inherit(out, &figure);
    cw_text_free(&figure);
    if (cell->form == CW_CELL_INTERVAL) {
        cw_text_append(out, " <span class=\"range\">");
        cw_layout_end(out, column, cell->low);
        cw_text_append(out, " to ");
        cw_layout_end(out, column, cell->high);
        cw_text_append(out, "</span>");
    }
}

/* Space-separated classes of a cell; "" for none. */
static const char *cell_class(const cw_column *column, const cw_cell *cell)
{
    static const char *const words[] = {"", " class=\"yes\"", " class=\"no\"", " class=\"open\"",
                                        " class=\"faint\""};
    static const char *const figures[] = {" class=\"figure\"", " class=\"figure yes\"",
                                          " class=\"figure no\"", " class=\"figure open\"",
                                          " class=\"figure faint\""};
    return column->form == CW_COLUMN_WORDS ? words[cell->tone] : figures[cell->tone];
}

static void write_content(cw_text *out, const cw_column *column, const cw_cell *cell)
{
    if (cell->form == CW_CELL_WORDS) {
        cw_text_append(out, "<span dir=\"auto\">");
        cw_text_append_html(out, cell->words);
        cw_text_append(out, "</span>");
    } else if (cell->form != CW_CELL_EMPTY) {
        write_figure(out, column, cell);
    }
    for (size_t i = 0; i < cell->source_count; i++) {
        cw_html_citation(out, cell->sources[i]);
    }
}

/* One cell of `row`; returns how many columns it takes. Words that say why there is no figure run
 * on over the empty cells behind them. */
static size_t write_cell(cw_text *out, const cw_sheet *sheet, const cw_cell *row, size_t c)
{
    const cw_column *column = &sheet->columns[c];
    const cw_cell *cell = &row[c];
    bool heads = c == 0 && cell->form == CW_CELL_WORDS;
    size_t span = 1;
    bool excuse = column->form != CW_COLUMN_WORDS && cell->form == CW_CELL_WORDS;
    while (excuse && c + span < sheet->column_count && row[c + span].form == CW_CELL_EMPTY) {
        span++;
    }
    cw_text_append(out, heads ? "<th scope=\"row\"" : "<td");
    if (span > 1) {
        cw_text_append_format(out, " colspan=\"%zu\" class=\"excuse faint\"", span);
    } else {
        cw_text_append(out, cell_class(column, cell));
    }
    cw_text_append(out, ">");
    write_content(out, column, cell);
    cw_text_append(out, heads ? "</th>" : "</td>");
    return span;
}

static void write_body(cw_text *out, const cw_sheet *sheet)
{
    cw_text_append(out, "<tbody>\n");
    for (size_t r = 0; r < sheet->row_count; r++) {
        cw_text_append(out, sheet->strong[r] ? "<tr class=\"strong\">" : "<tr>");
        const cw_cell *row = &sheet->cells[r * sheet->column_count];
        for (size_t c = 0; c < sheet->column_count;) {
            c += write_cell(out, sheet, row, c);
        }
        cw_text_append(out, "</tr>\n");
    }
    cw_text_append(out, "</tbody>\n");
}

cw_status cw_sheet_write_html(cw_text *out, const cw_sheet *sheet)
{
    if (sheet->status != CW_OK) {
        return sheet->status;
    }
    /* the box can be focused so that a keyboard can scroll it; a box that can be focused needs a
     * name */
    cw_text_append(out, "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
    cw_text_append_html(out, sheet->caption == NULL ? "Table" : sheet->caption);
    cw_text_append(out, "\">\n<table>\n");
    if (sheet->caption != NULL) {
        cw_text_append(out, "<caption>");
        cw_text_append_html(out, sheet->caption);
        cw_text_append(out, "</caption>\n");
    }
    cw_text_append(out, "<thead><tr>");
    for (size_t c = 0; c < sheet->column_count; c++) {
        write_heading(out, &sheet->columns[c]);
    }
    cw_text_append(out, "</tr></thead>\n");
    write_body(out, sheet);
    cw_text_append(out, "</table>\n</div>\n");
    return out->status;
}
