/* A sweep: one fault after the other, and what has to hold after each. */
#ifndef FAULTS_SWEEP_H
#define FAULTS_SWEEP_H

#include "faults/stage.h"

/* A line on its stage, undisturbed: what each disturbed run is held against. */
typedef struct cw_reference {
    cw_stage *stage;
    cw_seen before; /* only its files: what is there before a run */
    cw_seen after;
    cw_digest results; /* of the line's file of results */
} cw_reference;

/* Runs the line twice; both runs have to end as the table says, and alike. */
void cw_reference_take(cw_reference *reference, cw_stage *stage, const cw_command_line *line);

/* What holds after every fault. A run that says that all went well gave what the undisturbed one
 * gives; one that failed ended with `expected` and said why (`check` does on standard output); every file is the old one or the new;
 * and given again, the command gives what it would have given. `fault` says in words what was done.
 * Fails the test where that is not so. Returns whether the run failed. */
bool cw_reference_hold(const cw_reference *reference, const cw_seen *seen, cw_status expected,
                       const char *fault);

/* Sweeps over one line on its stage, undisturbed so far; of what there is to disturb at most about
 * `most`, evenly spread. Returns how many faults that were. */
typedef size_t cw_line_sweep(const cw_reference *reference, size_t most);

/* The test program PROGRAM [MOST [TITLE]]: sweeps over every line, or the one of that title, as a test
 * of its own, and records how many faults there were. Returns the exit status. */
int cw_sweep_commands(int argc, char **argv, cw_line_sweep *sweep, const char *promise,
                      const char *what);

#endif
