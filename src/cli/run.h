/* From a command line to a command that has run. */
#ifndef CW_CLI_RUN_H
#define CW_CLI_RUN_H

#include "counterweight/base.h"

/* Runs the command that `arguments` (without the program's name) ask for, and tells the user what
 * went wrong where something did. Returns what decides the exit status. */
cw_status cw_run(cw_context *context, const char *const *arguments, size_t count);

#endif
