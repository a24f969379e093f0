/* What the terminal can show. */
#include "cli/terminal.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH_ELSEWHERE 80
/* Lines longer than this are hard to read, however wide the terminal. */
#define WIDTH_MAX 120

size_t cw_terminal_width(int descriptor)
{
    struct winsize size = {0};
    if (!isatty(descriptor) || ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return WIDTH_ELSEWHERE;
    return size.ws_col < WIDTH_MAX ? size.ws_col : WIDTH_MAX;
}

bool cw_terminal_redraws(int descriptor)
{
    const char *name = getenv("TERM");
    return isatty(descriptor) && (name == NULL || strcmp(name, "dumb") != 0);
}

bool cw_terminal_takes_colour(int descriptor, cw_colour_choice choice)
{
    if (choice != CW_COLOUR_AUTO)
        return choice == CW_COLOUR_ALWAYS;
    const char *refused = getenv("NO_COLOR");
    return cw_terminal_redraws(descriptor) && (refused == NULL || refused[0] == '\0');
}

/* After a write that failed: 0 if it is worth trying again. */
static int recover(int descriptor, int error)
{
    struct pollfd ready = {.fd = descriptor, .events = POLLOUT};
    if (error == EAGAIN)
        error = poll(&ready, 1, -1) < 0 ? errno : 0;
    return error == EINTR ? 0 : error;
}

int cw_terminal_write(const cw_context *context, int descriptor, const char *bytes, size_t length)
{
    size_t done = 0;
    while (done < length) {
        ssize_t written = write(descriptor, bytes + done, length - done);
        int error = written > 0 ? 0 : written < 0 ? recover(descriptor, errno) : EIO;
        if (error != 0)
            return error;
        done += written > 0 ? (size_t)written : 0;
        /* A signal ends a write that has begun with a part of it, one that has not with EINTR. */
        if (done < length && cw_context_is_cancelled(context))
            return EINTR;
    }
    return 0;
}
