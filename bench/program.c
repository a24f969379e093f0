/* Running the program for a bench. */
#define _DEFAULT_SOURCE /* wait4 */
#include "program.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec * 1e-6;
}

measurement measure(char *const *arguments)
{
    measurement result = {.status = -1};
    struct rusage usage = {0};
    double begun = seconds(CLOCK_MONOTONIC);
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        if (nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0)
            _exit(127);
        execv(arguments[0], arguments);
        _exit(127);
    }
    if (child < 0 || wait4(child, &result.status, 0, &usage) != child)
        return result;
    result.clock = seconds(CLOCK_MONOTONIC) - begun;
    result.processor = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
    result.memory = (double)usage.ru_maxrss / 1024.0;
    return result;
}

void report_head(void)
{
    puts("| what                                           | CPU s     | clock s | memory MB |");
    puts("|------------------------------------------------|-----------|---------|-----------|");
}

void report(const char *what, measurement result)
{
    if (result.status != 0)
        printf("| %-46s | failed with status %d |\n", what, result.status);
    else
        printf("| %-46s | %9.2f | %7.2f | %9.1f |\n", what, result.processor, result.clock,
               result.memory);
    fflush(stdout);
}

double copying_rate(void)
{
    const size_t bytes = (size_t)256 << 20;
    const int rounds = 4;
    char *from = malloc(bytes);
    char *to = malloc(bytes);
    double rate = 0;
    if (from != NULL && to != NULL) {
        memset(from, 1, bytes);
        memset(to, 2, bytes);
        double begun = seconds(CLOCK_MONOTONIC);
        for (int round = 0; round < rounds; round++) {
            from[round] = (char)round;
            memcpy(to, from, bytes);
        }
        rate = (double)bytes * rounds / (seconds(CLOCK_MONOTONIC) - begun) / 1e9;
    }
    free(to);
    free(from);
    return rate;
}
