/* How a refusal of the system is told. */
#ifndef BASE_FILE_ERROR_H
#define BASE_FILE_ERROR_H

#include "counterweight/base/context.h"
#include "counterweight/base/diagnostic.h"

/* Adds an error about `file` as a whole: "cannot DOING 'file': what errno `error` means". */
void cw_file_error(cw_diagnostics *diagnostics, const char *file, const char *doing, int error);

/* Adds an error about `file` as a whole: "'file' WHAT". */
void cw_file_refusal(cw_diagnostics *diagnostics, const char *file, const char *remedy,
                     const char *what);

/* Waits until a descriptor can be used without blocking; `events` as for poll(). Returns 0, or the
 * errno of what went wrong: EINTR where a signal came or the context is cancelled. */
int cw_file_wait(int descriptor, short events, const cw_context *context);

#endif
