/* A session: one run of a command, and its ways to speak to the user.
 *
 * Results go to standard output or a file, once, after everything has succeeded; all else goes to
 * standard error. */
#ifndef CW_CLI_SESSION_H
#define CW_CLI_SESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/base.h"

#include "cli/guard.h"
#include "cli/option.h"
#include "cli/progress.h"

typedef struct cw_session {
    cw_context *context; /* borrowed */
    cw_diagnostics diagnostics;
    cw_progress progress;
    const char *command;         /* name of the command that runs, or NULL */
    const char *const *operands; /* all of them, for a command that takes several; borrowed */
    size_t operand_count;
    cw_guard guard;     /* what it reads, and so never writes over */
    bool quiet;         /* no progress bar, no remarks */
    bool colour_result; /* standard output takes colours */
    bool colour_errors; /* standard error does */
    size_t width;       /* cells in a line of standard output */
    bool explained;     /* why the run failed has been told */
} cw_session;

/* Begins a session of `command` (a name, or NULL); `context` is borrowed until cw_session_end(). */
void cw_session_begin(cw_session *session, cw_context *context, const char *command);

/* Takes over what the command line says of colours, remarks and progress. */
void cw_session_settle(cw_session *session, const cw_shared_settings *shared);

/* Explains a failure that nobody has explained yet, and frees what the session holds. */
void cw_session_end(cw_session *session, cw_status status);

/* One line on standard error, "counterweight: ...", as printf for words and integers. Returns
 * `status`, so that a command can end with it. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
cw_status
cw_session_fail(cw_session *session, cw_status status, const char *format, ...);

/* The same for a mistake on the command line, which also points to the help of the command.
 * Returns CW_ERROR_USAGE. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
cw_status
cw_session_misuse(cw_session *session, const char *format, ...);

/* What ends a command that has a sound input and a sound question, and nothing that answers it: one line,
 * "counterweight: nothing to show: ...". Returns CW_NO (docs/decisions/017). */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
cw_status
cw_session_nothing(cw_session *session, const char *format, ...);

/* A line on standard error that is no failure; left out with --quiet. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void cw_session_remark(cw_session *session, const char *format, ...);

/* Prints the errors among the diagnostics, and the notes to them, but no warnings, on standard error. */
void cw_session_show_errors(cw_session *session);

/* Writes a result to `path`, or to standard output where that is NULL or "-". Refuses to write over
 * an input (CW_ERROR_USAGE). A reader of standard output that has gone away (a closed pipe) is
 * CW_ERROR_IO without a word. */
cw_status cw_session_deliver(cw_session *session, const cw_text *result, const char *path);

#endif
