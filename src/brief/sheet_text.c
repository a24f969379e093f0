/* A sheet as text: columns measured, fitted to the terminal, and written line by line. */
#include <math.h>
#include <string.h>

#include "brief/layout.h"
#include "counterweight/brief/sheet.h"

#define GAP 2           /* cells between columns */
#define COMFORTABLE 28  /* words columns give way down to this width before others do */
#define WORD_CEILING 24 /* a longer word may be broken to let a table fit */
#define HEADING_LINES 2 /* lines a heading takes where there is room */
#define STACKED_LINES 9 /* a cell of more lines is easier to read as a block of its own */

/* What one column needs and gets, in cells. */
typedef struct column_layout {
    size_t value, low, high; /* widest parts of its figures */
    size_t suffix;           /* widest citations behind a figure */
    size_t figures;          /* a whole figure with all its parts */
    size_t natural;          /* nothing wrapped, but the heading */
    size_t least;
    size_t width; /* as given */
} column_layout;

/* All of it for one sheet. Strings and columns live in `arena`. */
typedef struct table_layout {
    const cw_sheet *sheet;
    const cw_text_style *style;
    cw_text *out;
    cw_arena arena;
    cw_text scratch;
    column_layout *columns;
    const char **headings;
    const char **cells; /* row by row, composed */
    size_t *shown;      /* columns that stand side by side, in order: all, or those of one table */
    size_t shown_count; /* of several */
    size_t *at;         /* by column: bytes of the row's cell that are written */
    const char **escapes; /* by column, of the row being written */
} table_layout;

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static bool is_figure(const cw_cell *cell)
{
    return cell->form == CW_CELL_FIGURE || cell->form == CW_CELL_INTERVAL;
}

static const cw_cell *cell_at(const table_layout *table, size_t row, size_t column)
{
    return &table->sheet->cells[row * table->sheet->column_count + column];
}

/* Empties the scratch text and returns it. */
static cw_text *fresh(table_layout *table)
{
    table->scratch.length = 0;
    if (table->scratch.bytes != NULL) {
        table->scratch.bytes[0] = '\0';
    }
    return &table->scratch;
}

static size_t scratch_width(const table_layout *table)
{
    return cw_utf8_width(cw_text_string(&table->scratch), table->scratch.length);
}

/* A copy of the scratch text in the arena; a failure is remembered in the scratch text. */
static const char *scratch_copy(table_layout *table)
{
    char *copy =
        cw_arena_copy(&table->arena, cw_text_string(&table->scratch), table->scratch.length);
    if (copy == NULL && table->scratch.status == CW_OK) {
        table->scratch.status = CW_ERROR_MEMORY;
    }
    return copy == NULL ? "" : copy;
}

/* Takes the parts of one figure into the column's measures. */
static void measure_figure(table_layout *table, size_t c, const cw_cell *cell)
{
    const cw_column *column = &table->sheet->columns[c];
    column_layout *layout = &table->columns[c];
    cw_layout_figure(fresh(table), column, cell->value);
    layout->value = larger(layout->value, scratch_width(table));
    cw_layout_citations(fresh(table), cell);
    layout->suffix = larger(layout->suffix, scratch_width(table));
    if (cell->form == CW_CELL_INTERVAL) {
        cw_layout_end(fresh(table), column, cell->low);
        layout->low = larger(layout->low, scratch_width(table));
        cw_layout_end(fresh(table), column, cell->high);
        layout->high = larger(layout->high, scratch_width(table));
    }
}

static void measure_figures(table_layout *table, size_t c)
{
    for (size_t r = 0; r < table->sheet->row_count; r++) {
        if (is_figure(cell_at(table, r, c))) {
            measure_figure(table, c, cell_at(table, r, c));
        }
    }
    column_layout *layout = &table->columns[c];
    layout->figures = layout->value + layout->suffix;
    if (layout->high > 0) {
        layout->figures += strlen("  ( to )") + layout->low + layout->high;
    }
}

/* Appends what is in `part` from byte `from` on, moved to the right edge of `width` cells. */
static void pad_left(cw_text *text, size_t from, size_t width, cw_text *part)
{
    size_t cells = cw_utf8_width(cw_text_string(part) + from, part->length - from);
    cw_text_append_repeated(text, ' ', cells < width ? width - cells : 0);
    cw_text_append(text, cw_text_string(part) + from);
}

/* "  4.2  ( 0.0 to 15.1)[3]": each part in its own columns, so that points stand above points. */
static void compose_figure(table_layout *table, size_t c, const cw_cell *cell, cw_text *part)
{
    const cw_column *column = &table->sheet->columns[c];
    const column_layout *layout = &table->columns[c];
    cw_text *text = fresh(table);
    cw_layout_figure(part, column, cell->value);
    pad_left(text, 0, layout->value, part);
    if (cell->form == CW_CELL_INTERVAL) {
        size_t from = part->length;
        cw_text_append(text, "  (");
        cw_layout_end(part, column, cell->low);
        pad_left(text, from, layout->low, part);
        from = part->length;
        cw_text_append(text, " to ");
        cw_layout_end(part, column, cell->high);
        pad_left(text, from, layout->high, part);
        cw_text_append(text, ")");
    } else if (layout->high > 0) {
        cw_text_append_repeated(text, ' ', strlen("  ( to )") + layout->low + layout->high);
    }
    size_t before = text->length;
    cw_layout_citations(text, cell);
    size_t cited = text->length - before;
    cw_text_append_repeated(text, ' ', layout->suffix - cited);
}

static void compose_words(table_layout *table, const cw_cell *cell)
{
    cw_text *text = fresh(table);
    if (cell->form == CW_CELL_WORDS) {
        cw_text_append(text, cell->words);
    }
    if (cell->source_count > 0) {
        cw_text_append(text, text->length > 0 ? " " : "");
        cw_layout_citations(text, cell);
    }
}

static void compose_column(table_layout *table, size_t c)
{
    const cw_sheet *sheet = table->sheet;
    cw_text part;
    cw_text_init(&part, table->arena.context);
    for (size_t r = 0; r < sheet->row_count; r++) {
        const cw_cell *cell = cell_at(table, r, c);
        if (is_figure(cell)) {
            cw_text_free(&part);
            compose_figure(table, c, cell, &part);
            if (part.status != CW_OK) {
                table->scratch.status = part.status;
            }
        } else {
            compose_words(table, cell);
        }
        table->cells[r * sheet->column_count + c] = scratch_copy(table);
    }
    cw_text_free(&part);
}

/* The least width in which `words` take at most `lines` lines. */
static size_t width_for_lines(const char *words, size_t lines)
{
    for (size_t width = larger(1, cw_layout_widest_word(words));; width++) {
        size_t taken = 0;
        size_t at = 0;
        size_t step = 0;
        do {
            size_t length = 0;
            step = cw_layout_line(words + at, width, &length);
            at += step;
            taken++;
        } while (step > 0);
        if (taken <= lines) {
            return width;
        }
    }
}

static void measure_column(table_layout *table, size_t c)
{
    column_layout *layout = &table->columns[c];
    size_t words = 0;
    size_t widest_word = 0;
    for (size_t r = 0; r < table->sheet->row_count; r++) {
        if (!is_figure(cell_at(table, r, c))) {
            const char *cell = table->cells[r * table->sheet->column_count + c];
            words = larger(words, cw_utf8_width(cell, strlen(cell)));
            widest_word = larger(widest_word, cw_layout_widest_word(cell));
        }
    }
    if (table->sheet->columns[c].form != CW_COLUMN_WORDS) {
        words = words < COMFORTABLE / 2 ? words : COMFORTABLE / 2;
    }
    widest_word = widest_word < WORD_CEILING ? widest_word : WORD_CEILING;
    const char *heading = table->headings[c];
    size_t lines = table->style->width == 0 ? 1 : HEADING_LINES;
    layout->natural = larger(larger(layout->figures, words), width_for_lines(heading, lines));
    layout->least = larger(larger(layout->figures, widest_word), cw_layout_widest_word(heading));
    layout->natural = larger(layout->natural, layout->least);
    layout->width = layout->natural;
}

static size_t total_width(const table_layout *table)
{
    size_t total = 0;
    for (size_t k = 0; k < table->shown_count; k++) {
        total += table->columns[table->shown[k]].width + (k > 0 ? GAP : 0);
    }
    return total;
}

/* Takes cells off the widest column of the kind asked for until the table fits or none is above
 * `floor` and its least width. */
static void shrink(table_layout *table, bool words, size_t floor)
{
    for (size_t total = total_width(table); total > table->style->width; total--) {
        column_layout *widest = NULL;
        for (size_t k = 0; k < table->shown_count; k++) {
            size_t c = table->shown[k];
            column_layout *layout = &table->columns[c];
            bool of_kind = (table->sheet->columns[c].form == CW_COLUMN_WORDS) == words;
            bool can = layout->width > larger(layout->least, floor);
            if (of_kind && can && (widest == NULL || layout->width > widest->width)) {
                widest = layout;
            }
        }
        if (widest == NULL) {
            return;
        }
        widest->width--;
    }
}

/* Whether some cell would take so many lines that a table is no help. */
static bool too_tall(const table_layout *table)
{
    for (size_t i = 0; i < table->sheet->row_count * table->shown_count; i++) {
        size_t c = table->shown[i % table->shown_count];
        const char *cell = table->cells[i / table->shown_count * table->sheet->column_count + c];
        if (cw_utf8_width(cell, strlen(cell)) > STACKED_LINES * table->columns[c].width) {
            return true;
        }
    }
    return false;
}

/* Whether the table fits as a table, with its columns' widths set. */
static bool fit(table_layout *table)
{
    if (table->style->width == 0) {
        return true;
    }
    shrink(table, true, COMFORTABLE);
    shrink(table, false, 0);
    shrink(table, true, 0);
    return total_width(table) <= table->style->width && !too_tall(table);
}

static const char *tone_escape(cw_tone tone)
{
    static const char *const escapes[] = {"", CW_ESCAPE_GREEN, CW_ESCAPE_RED, CW_ESCAPE_YELLOW,
                                          CW_ESCAPE_FAINT};
    return escapes[tone];
}

/* Bytes of `words` without the blanks at their end. */
static size_t without_blanks(const char *words, size_t length)
{
    while (length > 0 && words[length - 1] == ' ') {
        length--;
    }
    return length;
}

/* One line of one cell; the blanks behind it are kept in *owed, so that no line ends in blanks. */
static void write_piece(table_layout *table, size_t c, const char *words, size_t length,
                        size_t *owed, const char *escape)
{
    size_t width = table->columns[c].width;
    size_t cells = cw_utf8_width(words, length);
    size_t room = cells < width ? width - cells : 0;
    bool right = table->sheet->columns[c].form != CW_COLUMN_WORDS;
    size_t shown = without_blanks(words, length);
    if (shown == 0) {
        *owed += width + GAP;
        return;
    }
    cw_text_append_repeated(table->out, ' ', *owed + (right ? room : 0));
    cw_layout_escape(table->out, table->style, escape);
    cw_text_append_bytes(table->out, words, shown);
    if (escape[0] != '\0') {
        cw_layout_escape(table->out, table->style, CW_ESCAPE_OFF);
    }
    *owed = length - shown + (right ? 0 : room) + GAP;
}

/* The next line of a cell: all that is left where it fits, blanks at its end included, for they
 * align a figure; else as many words as fit. Returns the bytes to go on after. */
static size_t next_line(const char *words, size_t width, size_t *length)
{
    size_t bytes = strlen(words);
    if (cw_utf8_width(words, bytes) <= width) {
        *length = bytes;
        return bytes;
    }
    size_t step = cw_layout_line(words, width, length);
    return step > 0 ? step : bytes;
}

/* One row, all its lines, in the colours of table->escapes. */
static void write_row(table_layout *table, const char *const *cells)
{
    size_t *at = table->at;
    bool more = true;
    memset(at, 0, table->sheet->column_count * sizeof *at);
    while (more) {
        more = false;
        size_t owed = 0;
        for (size_t k = 0; k < table->shown_count; k++) {
            size_t c = table->shown[k];
            size_t length = 0;
            size_t step = next_line(cells[c] + at[c], table->columns[c].width, &length);
            write_piece(table, c, cells[c] + at[c], length, &owed, table->escapes[c]);
            at[c] += step;
            more = more || cells[c][at[c]] != '\0';
        }
        cw_text_append(table->out, "\n");
    }
}

static void write_rule(table_layout *table)
{
    size_t total = total_width(table);
    cw_layout_escape(table->out, table->style, CW_ESCAPE_FAINT);
    cw_text_append_repeated(table->out, '-', total);
    cw_layout_escape(table->out, table->style, CW_ESCAPE_OFF);
    cw_text_append(table->out, "\n");
}

static void row_escapes(table_layout *table, size_t r)
{
    for (size_t c = 0; c < table->sheet->column_count; c++) {
        cw_tone tone = cell_at(table, r, c)->tone;
        bool bold = tone == CW_TONE_PLAIN && table->sheet->strong[r];
        table->escapes[c] = bold ? CW_ESCAPE_BOLD : tone_escape(tone);
    }
}

static void write_table(table_layout *table)
{
    size_t columns = table->sheet->column_count;
    for (size_t c = 0; c < columns; c++) {
        table->escapes[c] = CW_ESCAPE_BOLD;
    }
    write_row(table, table->headings);
    write_rule(table);
    for (size_t r = 0; r < table->sheet->row_count; r++) {
        row_escapes(table, r);
        write_row(table, table->cells + r * columns);
    }
}

/* Shows all columns, none of them narrowed. */
static void show_all(table_layout *table)
{
    table->shown_count = table->sheet->column_count;
    for (size_t c = 0; c < table->shown_count; c++) {
        table->shown[c] = c;
        table->columns[c].width = table->columns[c].natural;
    }
}

/* Shows the first column and as many as fit beside it from column `next` on, at least one. Returns
 * the first that is left. */
static size_t show_some(table_layout *table, size_t next)
{
    table->shown[0] = 0;
    table->shown_count = 1;
    do {
        table->shown[table->shown_count++] = next++;
    } while (next < table->sheet->column_count &&
             total_width(table) + GAP + table->columns[next].width <= table->style->width);
    return next;
}

/* Whether a sheet that runs on fits in several tables. */
static bool fits_in_parts(table_layout *table)
{
    size_t next = 1;
    bool fits = table->sheet->runs_on && table->sheet->column_count > 1;
    show_all(table);
    while (fits && next < table->sheet->column_count) {
        next = show_some(table, next);
        fits = fit(table);
    }
    return fits;
}

static void write_parts(table_layout *table)
{
    for (size_t next = 1; next < table->sheet->column_count;) {
        cw_text_append(table->out, next > 1 ? "\n" : "");
        next = show_some(table, next);
        (void)fit(table);
        write_table(table);
    }
}

/* The text without the blanks that align it with other rows. */
static const char *without_padding(table_layout *table, const char *cell)
{
    cw_text *text = fresh(table);
    for (size_t i = 0; cell[i] != '\0'; i++) {
        bool double_blank = cell[i] == ' ' && (text->length == 0 || cell[i + 1] == ' ' ||
                                               cell[i + 1] == '\0' || cell[i - 1] == '(');
        if (!double_blank) {
            cw_text_append_bytes(text, cell + i, 1);
        }
    }
    return scratch_copy(table);
}

/* One row as a block: the first cell, then "heading: value" lines. */
static void write_block(table_layout *table, size_t r)
{
    const char *const *cells = table->cells + r * table->sheet->column_count;
    for (size_t c = 0; c < table->sheet->column_count; c++) {
        if (cells[c][0] == '\0') {
            continue;
        }
        const char *value = without_padding(table, cells[c]);
        cw_text *line = fresh(table);
        if (c > 0) {
            cw_text_append(line, table->headings[c]);
            cw_text_append(line, ": ");
        }
        cw_text_append(line, value);
        cw_layout_paragraph(table->out, scratch_copy(table), table->style->width,
                            c == 0 ? "" : "  ", c == 0 ? 2 : 4);
    }
}

static void write_blocks(table_layout *table)
{
    for (size_t r = 0; r < table->sheet->row_count; r++) {
        if (r > 0) {
            cw_text_append(table->out, "\n");
        }
        write_block(table, r);
    }
}

/* Strings and measures of the whole sheet. */
static cw_status prepare(table_layout *table)
{
    const cw_sheet *sheet = table->sheet;
    table->columns = cw_arena_allocate(&table->arena, sheet->column_count, sizeof *table->columns);
    table->headings =
        cw_arena_allocate(&table->arena, sheet->column_count, sizeof *table->headings);
    table->cells = cw_arena_allocate(&table->arena, sheet->row_count * sheet->column_count,
                                     sizeof *table->cells);
    table->shown = cw_arena_allocate(&table->arena, sheet->column_count, sizeof *table->shown);
    table->at = cw_arena_allocate(&table->arena, sheet->column_count, sizeof *table->at);
    table->escapes = cw_arena_allocate(&table->arena, sheet->column_count, sizeof *table->escapes);
    if (table->columns == NULL || table->headings == NULL || table->cells == NULL ||
        table->shown == NULL || table->at == NULL || table->escapes == NULL) {
        return CW_ERROR_MEMORY;
    }
    for (size_t c = 0; c < sheet->column_count; c++) {
        cw_layout_heading(fresh(table), &sheet->columns[c]);
        table->headings[c] = scratch_copy(table);
        measure_figures(table, c);
        compose_column(table, c);
        measure_column(table, c);
    }
    return table->scratch.status;
}

static void write_caption(table_layout *table)
{
    if (table->sheet->caption != NULL && table->sheet->caption[0] != '\0') {
        cw_layout_escape(table->out, table->style, CW_ESCAPE_BOLD);
        cw_layout_paragraph(table->out, table->sheet->caption, table->style->width, "", 0);
        cw_layout_escape(table->out, table->style, CW_ESCAPE_OFF);
    }
}

cw_status cw_sheet_write_text(cw_text *out, const cw_sheet *sheet, const cw_text_style *style)
{
    if (sheet->status != CW_OK || out->status != CW_OK) {
        return sheet->status != CW_OK ? sheet->status : out->status;
    }
    cw_text_style fitted = cw_layout_style(style);
    table_layout table = {.sheet = sheet, .style = &fitted, .out = out};
    cw_arena_init(&table.arena, out->context);
    cw_text_init(&table.scratch, out->context);
    cw_status status = prepare(&table);
    if (status == CW_OK) {
        write_caption(&table);
        show_all(&table);
        if (fit(&table)) {
            write_table(&table);
        } else if (fits_in_parts(&table)) {
            write_parts(&table);
        } else {
            write_blocks(&table);
        }
        status = table.scratch.status;
    }
    if (out->status == CW_OK) { /* what is written lacks a table: the text is not whole */
        out->status = status;
    }
    cw_text_free(&table.scratch);
    cw_arena_free(&table.arena);
    return out->status;
}
