/* sheet: a table of words and figures, free of any output format.
 *
 * Whoever has rows to show fills a sheet column by column, row by row, and writes it as text for a
 * terminal, as CSV, as JSON or as HTML. A sheet remembers its first failure; adding to a failed
 * sheet does nothing, so a caller adds freely and checks once, when writing. */
#ifndef COUNTERWEIGHT_BRIEF_SHEET_H
#define COUNTERWEIGHT_BRIEF_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/base/context.h"
#include "counterweight/base/text.h"

/* Narrowest terminal that is laid out for; below it, text is laid out for this width. */
#define CW_TEXT_WIDTH_MIN 20

/* How text is laid out for a terminal. */
typedef struct cw_text_style {
    size_t width;    /* cells in a line; 0: as wide as it takes, nothing is wrapped */
    bool colour;     /* ANSI escapes for headings and verdicts; never the only carrier of meaning */
    bool appendices; /* of a brief: also what is there for reference only */
} cw_text_style;

/* What a column holds; a cell of it may be empty, or words that say why there is no figure. */
typedef enum cw_column_form {
    CW_COLUMN_WORDS,
    CW_COLUMN_NUMBER,      /* any unit, with the column's decimals */
    CW_COLUMN_INTERVAL,    /* a figure and the ends of its interval */
    CW_COLUMN_PROBABILITY, /* 0 to 1, shown in whole percent, "<1%" and ">99%" near the ends */
    CW_COLUMN_SHARE        /* 0 to 1, shown in percent with one decimal */
} cw_column_form;

typedef struct cw_column {
    const char *id;    /* heading in CSV, key in JSON: lower case, digits, underscores */
    const char *title; /* heading for people */
    const char *unit;  /* "points"; NULL: none, or said by the form */
    cw_column_form form;
    int decimals;   /* for CW_COLUMN_NUMBER and CW_COLUMN_INTERVAL, 0 to 17 */
    bool show_plus; /* figures above zero are shown with a plus: changes */
} cw_column;

typedef enum cw_cell_form {
    CW_CELL_EMPTY,
    CW_CELL_WORDS,
    CW_CELL_FIGURE,  /* `value`; NaN: shown as empty */
    CW_CELL_INTERVAL /* `value`, from `low` to `high` */
} cw_cell_form;

/* What a cell says at a glance; shown as colour, always next to words. */
typedef enum cw_tone {
    CW_TONE_PLAIN,
    CW_TONE_YES,
    CW_TONE_NO,
    CW_TONE_OPEN,
    CW_TONE_FAINT
} cw_tone;

typedef struct cw_cell {
    cw_cell_form form;
    cw_tone tone;
    const char *words; /* owned by the sheet; NULL unless CW_CELL_WORDS */
    double value, low, high;
    size_t *sources; /* numbers of sources, as cited; owned by the sheet */
    size_t source_count;
} cw_cell;

typedef struct cw_sheet {
    cw_arena arena;
    const char *caption; /* or NULL */
    cw_column *columns;
    size_t column_count;
    size_t column_capacity;
    cw_cell *cells; /* row by row, column_count in each */
    size_t row_count;
    size_t row_capacity;
    bool *strong; /* by row: the row the reader looks for first */
    bool runs_on; /* see cw_sheet_run_on() */
    size_t next;  /* column that the next cell of the last row goes to */
    cw_status status;
} cw_sheet;

/* Makes `sheet` empty. `caption` (NULL: none) is copied. `context` is borrowed until
 * cw_sheet_free(). */
void cw_sheet_init(cw_sheet *sheet, cw_context *context, const char *caption);

/* Has the sheet fail as `text` did, if it did: for a text that its caption, a column or a cell is
 * made of. */
void cw_sheet_inherit(cw_sheet *sheet, const cw_text *text);

/* The same under a caption that was put together, which the sheet inherits from; with its context. */
void cw_sheet_begin(cw_sheet *sheet, const cw_text *caption);

/* Frees all that the sheet holds. */
void cw_sheet_free(cw_sheet *sheet);

/* Adds a column, before the first row; at most 4,096. Words are copied. */
void cw_sheet_column(cw_sheet *sheet, cw_column column);

/* Lets text go on in further tables beneath where the columns do not fit side by side: each table
 * begins with the first column again. */
void cw_sheet_run_on(cw_sheet *sheet);

/* Begins a row; its cells are empty until filled, from the left. */
void cw_sheet_row(cw_sheet *sheet);

/* Marks the last row as the one to look at first. */
void cw_sheet_strong(cw_sheet *sheet);

/* Fill the next cell of the last row. Words are copied, control characters and line ends become
 * blanks. One cell too many sets CW_ERROR_USAGE. */
void cw_sheet_words(cw_sheet *sheet, const char *words);
void cw_sheet_text(cw_sheet *sheet, const cw_text *words); /* which the sheet inherits from */
void cw_sheet_figure(cw_sheet *sheet, double value);
void cw_sheet_interval(cw_sheet *sheet, double value, double low, double high);
void cw_sheet_empty(cw_sheet *sheet);

/* Cites a source at, or sets the tone of, the cell filled last. A source cited twice is kept once;
 * CW_NONE is nothing. */
void cw_sheet_cite(cw_sheet *sheet, size_t source);
void cw_sheet_tone(cw_sheet *sheet, cw_tone tone);

/* Writes the sheet for a terminal: aligned columns, headings wrapped, words wrapped where the
 * style's width asks for it; where even that does not fit, a sheet that runs on becomes
 * several tables, any other one block of "heading: value" lines a row. Sources are cited as [N + 1]. Returns the sheet's or the text's first failure. Cost O(bytes
 * written). Thread-safe for different texts, as all writers here. */
cw_status cw_sheet_write_text(cw_text *out, const cw_sheet *sheet, const cw_text_style *style);

/* Writes CSV (RFC 4180): a heading line of column ids, then the rows, LF at line ends. An interval
 * column is three: id, id_low, id_high. Figures with 17 significant digits, as they are: a
 * probability of 0.63 is 0.63. Nothing: an empty field. Citations are left out. */
cw_status cw_sheet_write_csv(cw_text *out, const cw_sheet *sheet);

/* Writes a JSON array with one object a row, keys as the column ids; interval columns hold
 * {"value", "low", "high"}; nothing is null. */
cw_status cw_sheet_write_json(cw_text *out, const cw_sheet *sheet);

/* Writes a Markdown table with pipes, the caption in bold before it. Words are escaped: none is taken
 * for markup. Sources are cited as [N + 1]. */
cw_status cw_sheet_write_markdown(cw_text *out, const cw_sheet *sheet);

/* Writes a table element in a box of its own that scrolls where the page is narrow; well-formed
 * as XML. Sources are cited as links to #source-N, N from 1. */
cw_status cw_sheet_write_html(cw_text *out, const cw_sheet *sheet);

#endif
