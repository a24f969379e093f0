/* Layout for a terminal: words wrapped to a width, and the figures of cells as words. */
#ifndef COUNTERWEIGHT_BRIEF_LAYOUT_H
#define COUNTERWEIGHT_BRIEF_LAYOUT_H

#include <stddef.h>

#include "counterweight/base/text.h"
#include "counterweight/brief/sheet.h"

/* ANSI escapes, written with cw_layout_escape() only. */
#define CW_ESCAPE_BOLD "\x1b[1m"
#define CW_ESCAPE_FAINT "\x1b[2m"
#define CW_ESCAPE_GREEN "\x1b[32m"
#define CW_ESCAPE_RED "\x1b[31m"
#define CW_ESCAPE_YELLOW "\x1b[33m"
#define CW_ESCAPE_OFF "\x1b[0m"

/* The style asked for, NULL being 80 cells without colour, with a width that can be laid out. */
cw_text_style cw_layout_style(const cw_text_style *style);

/* Appends `escape` if the style has colour. */
void cw_layout_escape(cw_text *out, const cw_text_style *style, const char *escape);

/* One line of `words`, of at most `width` cells (0: all of it): *length bytes to show. Returns the
 * bytes to go on after, blanks at the break included; 0 at the end. A word wider than the line is
 * broken. */
size_t cw_layout_line(const char *words, size_t width, size_t *length);

/* Appends `words` wrapped to `width`, with `first` before the first line and `indent` blanks before
 * the others (both part of the width), and a line end after each. */
void cw_layout_paragraph(cw_text *out, const char *words, size_t width, const char *first,
                         size_t indent);

/* The width of the widest word of `words`, cells. */
size_t cw_layout_widest_word(const char *words);

/* One figure of a column, as people read it. */
void cw_layout_figure(cw_text *out, const cw_column *column, double value);

/* The end of an interval of a column: as a figure, but never with a plus. */
void cw_layout_end(cw_text *out, const cw_column *column, double value);

/* "Gain, points" */
void cw_layout_heading(cw_text *out, const cw_column *column);

/* "[1]", "[1][4]"; nothing without sources. */
void cw_layout_citations(cw_text *out, const cw_cell *cell);

#endif
