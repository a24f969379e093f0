/* Every command on small inputs: the lines on which memory, disks and patience run out. They write
 * into the folder out/ alone. */
#ifndef FAULTS_COMMAND_LINES_H
#define FAULTS_COMMAND_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/base/status.h"

enum { CW_LINE_WORDS = 20 };

typedef struct cw_command_line {
    const char *title;                /* of the test, one word */
    const char *words[CW_LINE_WORDS]; /* ended by NULL */
    cw_status status;                 /* where nothing fails */
    const char *output;               /* a file that it writes, and that is there before, or NULL */
    const char *results;              /* a results file that it writes or goes on with, or NULL */
    const char *begun;                /* what stands in `results` before; NULL: it is not there */
    bool may_say_less;                /* with less memory it shows fewer mistakes, or no lines */
    bool tables_are_input; /* reads tables: one that cannot be read is a mistake of the dossier */
    bool new_results;      /* `results` has to be new: given again, it is refused */
} cw_command_line;

/* Files that the lines read, below tests/. Ended by NULL. */
extern const char *const cw_command_inputs[];

/* Lines that make other files that the lines read, in order. */
extern const cw_command_line cw_command_preparations[];
extern const size_t cw_command_preparation_count;

extern const cw_command_line cw_command_lines[];
extern const size_t cw_command_line_count;

#endif
