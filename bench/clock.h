/* The clocks of the benches. */
#ifndef COUNTERWEIGHT_BENCH_CLOCK_H
#define COUNTERWEIGHT_BENCH_CLOCK_H

#include <time.h>

/* Seconds by CLOCK_PROCESS_CPUTIME_ID, all threads together, or by CLOCK_MONOTONIC. */
static inline double seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

#endif
