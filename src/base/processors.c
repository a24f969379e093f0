#define _GNU_SOURCE /* sched_getaffinity() */

#include <sched.h>
#include <unistd.h>

#include "counterweight/base/pool.h"

/* What the scheduler allows this process: fewer than the machine has under taskset, in a container,
 * or in a job on a cluster. */
static size_t allowed_processors(void)
{
#if defined(__linux__)
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0)
        return (size_t)CPU_COUNT(&allowed);
#endif
    return 0;
}

size_t cw_pool_processors(void)
{
    size_t allowed = allowed_processors();
    if (allowed > 0)
        return allowed;
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (size_t)online : 1;
}
