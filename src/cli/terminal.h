/* What the terminal can show: width, colours, a line that is redrawn. */
#ifndef CW_CLI_TERMINAL_H
#define CW_CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/option.h"

/* Cells in a line of `descriptor`, where it is a terminal; else the 80 of old. */
size_t cw_terminal_width(int descriptor);

/* Whether `descriptor` is to get colours. With CW_COLOUR_AUTO: a terminal, not called "dumb", and
 * NO_COLOR (no-color.org) unset or empty. */
bool cw_terminal_takes_colour(int descriptor, cw_colour_choice choice);

/* Whether a line on `descriptor` can be redrawn: a terminal that is not called "dumb". */
bool cw_terminal_redraws(int descriptor);

/* Writes all of `length` bytes, in pieces where the system takes pieces. Returns 0, or the system's
 * error number; EINTR only once `context` is cancelled, so that a reader who never reads cannot
 * keep the program from stopping. */
int cw_terminal_write(const cw_context *context, int descriptor, const char *bytes, size_t length);

#endif
