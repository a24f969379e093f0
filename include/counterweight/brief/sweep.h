/* A sweep, told as data and as a table. */
#ifndef COUNTERWEIGHT_BRIEF_SWEEP_H
#define COUNTERWEIGHT_BRIEF_SWEEP_H

#include "counterweight/base/text.h"
#include "counterweight/brief/sheet.h"
#include "counterweight/study/sweep.h"

/* Writes the sweep as one JSON object and a line end; distributions and shares of draws have the keys
 * of a brief (docs/brief-json.md). Returns the text's first failure. Cost O(cells). */
cw_status cw_sweep_write_json(cw_text *out, const cw_sweep *sweep);

/* Adds a column for each axis and each figure, and a row for each cell, to an empty sheet. Intervals
 * are medians with the 10th and the 90th percentile. Failures are kept by the sheet. */
void cw_sweep_fill_sheet(cw_sheet *sheet, const cw_sweep *sweep);

/* The same for a terminal: only the figures that fit side by side. */
void cw_sweep_fill_lines(cw_sheet *sheet, const cw_sweep *sweep);

/* The median gain over two axes as a square: the first runs down, the second across. */
void cw_sweep_fill_square(cw_sheet *sheet, const cw_sweep *sweep);

#endif
