/* A bar on standard error that shows how far the work has come. */
#include "cli/progress.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/terminal.h"

#define BAR_CELLS 40
#define FIRST_MILLISECONDS 500
#define NEXT_MILLISECONDS 100

static long milliseconds_between(const struct timespec *from, const struct timespec *to)
{
    return (long)(to->tv_sec - from->tv_sec) * 1000 + (to->tv_nsec - from->tv_nsec) / 1000000;
}

static void draw(const cw_progress *progress, size_t done, size_t total)
{
    char line[BAR_CELLS + 32];
    char bar[BAR_CELLS + 1];
    double part = (double)done / (double)total;
    size_t filled = (size_t)(part * BAR_CELLS);
    memset(bar, '#', filled);
    memset(bar + filled, '.', BAR_CELLS - filled);
    bar[BAR_CELLS] = '\0';
    int length = snprintf(line, sizeof line, "\r[%s] %3d%%", bar, (int)(part * 100));
    if (length > 0)
        cw_terminal_write(progress->context, STDERR_FILENO, line, (size_t)length);
}

void cw_progress_show(void *payload, size_t done, size_t total)
{
    cw_progress *progress = payload;
    struct timespec now;
    if (total == 0 || done > total || clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return;
    if (progress->begun.tv_sec == 0 && progress->begun.tv_nsec == 0)
        progress->begun = now;
    if (milliseconds_between(&progress->begun, &now) < FIRST_MILLISECONDS)
        return;
    if (progress->drawn && milliseconds_between(&progress->last, &now) < NEXT_MILLISECONDS)
        return;
    progress->drawn = true;
    progress->last = now;
    draw(progress, done, total);
}

void cw_progress_wipe(cw_progress *progress)
{
    static const char wipe[] = "\r\033[K";
    if (progress->drawn)
        cw_terminal_write(progress->context, STDERR_FILENO, wipe, sizeof wipe - 1);
    progress->drawn = false;
}
