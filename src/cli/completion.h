/* Completion for the shell, made from the option tables. */
#ifndef CW_CLI_COMPLETION_H
#define CW_CLI_COMPLETION_H

#include "counterweight/base.h"

/* Appends a script that bash sources to complete command lines of the program. */
void cw_completion_write(cw_text *out);

#endif
