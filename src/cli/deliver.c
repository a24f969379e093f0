/* Where results go: standard output or a file, whole or not at all. */
#include "cli/session.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
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

/* Whether `path` names the very file that is read. */
static bool names_input(const cw_session *session, const char *path)
{
    struct stat input;
    struct stat output;
    if (session->input == NULL || is_standard(session->input) ||
        stat(session->input, &input) != 0 || stat(path, &output) != 0)
        return false;
    return input.st_dev == output.st_dev && input.st_ino == output.st_ino;
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
    if (names_input(session, path))
        return cw_session_misuse(session, "'%s' is the input; it is not written over", path);
    cw_status status = cw_file_write(session->context, &session->diagnostics, path,
                                     cw_text_string(result), result->length);
    if (status != CW_OK)
        cw_session_show_errors(session);
    return status;
}
