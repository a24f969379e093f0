/* The help texts, made from the descriptors of the commands. */
#ifndef CW_CLI_HELP_H
#define CW_CLI_HELP_H

#include "cli/command.h"

/* What the program is, with examples first, and all its commands. */
void cw_help_overview(cw_text *out);

/* One command: examples, usage, what it does, options. */
void cw_help_command(cw_text *out, const cw_command *command);

/* "  -o, --output FILE", without a line end: an option as the help and the manual write it. */
void cw_help_option_synopsis(cw_text *out, const cw_option *option);

/* Appends `words`, broken into lines that begin at `indent`, where the first already is, and end
 * within 79 cells. A line end in them begins a paragraph. */
void cw_help_wrapped(cw_text *out, const char *words, size_t indent);

#endif
