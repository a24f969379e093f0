/* A sheet as a table of Markdown: pipes between cells, as GitHub, pandoc and most others read it. */
#include <string.h>

#include "brief/layout.h"
#include "brief/markdown.h"
#include "counterweight/brief/sheet.h"

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* A list's mark, a heading's or a line's that could stand first in a paragraph. Before a digit or a
 * letter, as in "+4.2" and "12.5", it is none. */
static bool begins_block(const char *words, const char *at)
{
    if (is_digit(at[1]) || (at[1] >= 'a' && at[1] <= 'z') || (at[1] >= 'A' && at[1] <= 'Z')) {
        return false;
    }
    if (strchr("#+-=", *at) != NULL) {
        return at == words;
    }
    if (*at != '.' && *at != ')') {
        return false;
    }
    for (const char *before = words; before < at; before++) {
        if (!is_digit(*before)) {
            return false;
        }
    }
    return at > words;
}

void cw_markdown_words(cw_text *out, const char *words)
{
    for (const char *at = words; *at != '\0'; at++) {
        if (*at == '<') {
            cw_text_append(out, "&lt;");
        } else if (*at == '>') {
            cw_text_append(out, "&gt;");
        } else if (*at == '&') {
            cw_text_append(out, "&amp;");
        } else {
            bool escaped = strchr("\\`*_[]{}|~$!^@", *at) != NULL || begins_block(words, at);
            cw_text_append(out, escaped ? "\\" : "");
            cw_text_append_bytes(out, at, 1);
        }
    }
}

void cw_markdown_citation(cw_text *out, size_t source)
{
    cw_text_append_format(out, " \\[%zu\\]", source + 1);
}

/* A figure of a column, put together by one of the layout's functions. */
static void write_figure(cw_text *out, const cw_column *column, double value,
                         void (*lay_out)(cw_text *, const cw_column *, double))
{
    cw_text figure;
    cw_text_init(&figure, out->context);
    lay_out(&figure, column, value);
    cw_markdown_words(out, cw_text_string(&figure));
    cw_text_inherit(out, &figure);
    cw_text_free(&figure);
}

static void write_cell(cw_text *out, const cw_column *column, const cw_cell *cell, bool strong)
{
    bool empty = cell->form == CW_CELL_EMPTY || (cell->form == CW_CELL_WORDS && *cell->words == 0);
    cw_text_append(out, strong && !empty ? "**" : "");
    if (cell->form == CW_CELL_WORDS) {
        cw_markdown_words(out, cell->words);
    } else if (!empty) {
        write_figure(out, column, cell->value, cw_layout_figure);
    }
    cw_text_append(out, strong && !empty ? "**" : "");
    if (cell->form == CW_CELL_INTERVAL) {
        cw_text_append(out, " (");
        write_figure(out, column, cell->low, cw_layout_end);
        cw_text_append(out, " to ");
        write_figure(out, column, cell->high, cw_layout_end);
        cw_text_append(out, ")");
    }
    for (size_t i = 0; i < cell->source_count; i++) {
        cw_markdown_citation(out, cell->sources[i]);
    }
}

static void write_heading(cw_text *out, const cw_sheet *sheet)
{
    for (size_t c = 0; c < sheet->column_count; c++) {
        cw_text_append(out, "| ");
        cw_markdown_words(out, sheet->columns[c].title);
        if (sheet->columns[c].unit != NULL) {
            cw_text_append(out, ", ");
            cw_markdown_words(out, sheet->columns[c].unit);
        }
        cw_text_append(out, " ");
    }
    cw_text_append(out, "|\n");
    for (size_t c = 0; c < sheet->column_count; c++) {
        cw_text_append(out, sheet->columns[c].form == CW_COLUMN_WORDS ? "| --- " : "| ---: ");
    }
    cw_text_append(out, "|\n");
}

cw_status cw_sheet_write_markdown(cw_text *out, const cw_sheet *sheet)
{
    if (sheet->status != CW_OK) {
        return sheet->status;
    }
    if (sheet->caption != NULL) {
        cw_text_append(out, "**");
        cw_markdown_words(out, sheet->caption);
        cw_text_append(out, "**\n\n");
    }
    write_heading(out, sheet);
    for (size_t r = 0; r < sheet->row_count; r++) {
        for (size_t c = 0; c < sheet->column_count; c++) {
            cw_text_append(out, "| ");
            write_cell(out, &sheet->columns[c], &sheet->cells[r * sheet->column_count + c],
                       sheet->strong[r]);
            cw_text_append(out, " ");
        }
        cw_text_append(out, "|\n");
    }
    return out->status;
}
