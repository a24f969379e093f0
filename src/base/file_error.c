#include "base/file_error.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

enum { REASON_BYTES = 256 };

/* A signal that comes just before a wait begins does not end it: it is seen after this long. */
enum { WAIT_MILLISECONDS = 200 };

static cw_place whole_file(const char *file)
{
    return (cw_place){.file = file, .line = 0, .column = 0, .width = 1};
}

void cw_file_error(cw_diagnostics *diagnostics, const char *file, const char *doing, int error)
{
    char reason[REASON_BYTES];
    if (strerror_r(error, reason, sizeof reason) != 0)
        memcpy(reason, "unknown reason", sizeof "unknown reason");
    cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR, whole_file(file), NULL, "cannot %s '%s': %s",
                       doing, file, reason);
}

void cw_file_refusal(cw_diagnostics *diagnostics, const char *file, const char *remedy,
                     const char *what)
{
    cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR, whole_file(file), remedy, "'%s' %s", file,
                       what);
}

int cw_file_wait(int descriptor, short events, const cw_context *context)
{
    struct pollfd watched = {.fd = descriptor, .events = events};
    int ready = 0;
    while (ready == 0) {
        if (cw_context_is_cancelled(context))
            return EINTR;
        ready = poll(&watched, 1, WAIT_MILLISECONDS);
    }
    return ready < 0 ? errno : 0;
}
