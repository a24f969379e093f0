/* Where results go: standard output or a file, whole or not at all. */
#include "cli/session.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cli/terminal.h"

static bool is_standard(const char *path)
{
    return path == NULL || strcmp(path, "-") == 0;
}

static cw_status deliver_standard(cw_session *session, const cw_text *result)
{
    int problem =
        cw_terminal_write(session->context, STDOUT_FILENO, cw_text_string(result), result->length);
    if (problem == 0)
        return CW_OK;
    if (problem == EINTR)
        return CW_ERROR_INTERRUPTED;
    if (problem == EPIPE) {
        session->explained = true; /* the reader has seen enough: as with `| head` */
        return CW_ERROR_IO;
    }
    return cw_session_fail(session, CW_ERROR_IO, "cannot write to standard output: %s",
                           strerror(problem));
}

cw_status cw_session_deliver(cw_session *session, const cw_text *result, const char *path)
{
    if (result->status != CW_OK)
        return result->status;
    if (cw_context_is_cancelled(session->context))
        return CW_ERROR_INTERRUPTED;
    cw_progress_wipe(&session->progress);
    if (is_standard(path))
        return deliver_standard(session, result);
    if (cw_guard_holds(&session->guard, path))
        return cw_session_misuse(session, "'%s' is an input; it is not written over", path);
    cw_status status = cw_file_write(session->context, &session->diagnostics, path,
                                     cw_text_string(result), result->length);
    if (status != CW_OK)
        cw_session_show_errors(session);
    return status;
}
