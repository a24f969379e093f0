/* A wish to stop that comes at a chosen look: the linker puts a function of these in the place of
 * cw_context_is_cancelled(). Link with -Wl,--wrap=cw_context_is_cancelled. */
#ifndef SUPPORT_STOPPING_H
#define SUPPORT_STOPPING_H

#include "support/failing_allocator.h"

/* The last looks come when all is done: threads that find nothing left to do. */
#define CW_LOOKS_DONE ((size_t)4)

/* Runs `function`, which is told to stop after `allowed` looks (SIZE_MAX: never). Asserts that nothing
 * leaks; *looks: how many there were. */
cw_status cw_stopped_after(size_t *looks, cw_swept_function *function, void *payload,
                           size_t allowed);

/* Runs `function` and stops it at every look in turn, or at about `most` of them, evenly spread. Asserts
 * that it ends in CW_ERROR_INTERRUPTED (CW_OK only at the last looks), leaks nothing, and looks no
 * more than `looks_after` times once it is told. */
void cw_stop_anywhere(cw_swept_function *function, void *payload, size_t most, size_t looks_after);

#endif
