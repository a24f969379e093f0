/* The program: signals in, exit status out. All else is the library's and the commands'. */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "counterweight/base.h"

#include "cli/run.h"

/* The one context of the program; the signal handler has no other way to it. */
static cw_context program_context;

/* Only sets a flag that the work looks at; the second signal finds the default action and ends the
 * program at once. */
static void stop(int number)
{
    (void)number;
    cw_context_cancel(&program_context);
}

/* A closed pipe is an error of writing, told as such, not a death by SIGPIPE. */
static void handle_signals(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_handler = stop;
    action.sa_flags = (int)SA_RESETHAND;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    action.sa_handler = SIG_IGN;
    action.sa_flags = 0;
    sigaction(SIGPIPE, &action, NULL);
}

/* Where the caller closed one of the three standard streams, puts something there that can neither
 * be read nor written with success, so that no file opened later takes its place. */
static void occupy_standard_streams(void)
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++)
        if (fcntl(descriptor, F_GETFD) == -1)
            (void)open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv)
{
    cw_context_init(&program_context);
    occupy_standard_streams();
    handle_signals();
    size_t count = argc > 1 ? (size_t)argc - 1 : 0;
    cw_status status = cw_run(&program_context, (const char *const *)argv + 1, count);
    return cw_status_exit(status);
}
