/* A bar on standard error that shows how far the work has come. */
#ifndef CW_CLI_PROGRESS_H
#define CW_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "counterweight/base.h"

/* The state of one bar; zero it before the first call. */
typedef struct cw_progress {
    const cw_context *context; /* borrowed: asked whether to stop */
    bool drawn;                /* something stands on the line */
    struct timespec begun;     /* of the first call */
    struct timespec last;      /* when the line was drawn last */
} cw_progress;

/* A cw_progress_function; `payload` is a cw_progress. Draws nothing in the first half second, then
 * ten times a second at most. */
void cw_progress_show(void *payload, size_t done, size_t total);

/* Wipes the line, so that what comes next starts on an empty one. */
void cw_progress_wipe(cw_progress *progress);

#endif
