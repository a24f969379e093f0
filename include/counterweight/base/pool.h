/* A pool of worker threads for work that splits into numbered chunks.
 *
 * Which thread takes which chunk is left to chance; what a chunk computes depends on its number
 * alone, and results are joined in chunk order by the caller. So the number of threads never
 * changes a result. */
#ifndef COUNTERWEIGHT_BASE_POOL_H
#define COUNTERWEIGHT_BASE_POOL_H

#include <stddef.h>

#include "counterweight/base/context.h"

/* Does chunk `chunk`; `worker` (0 to threads-1) tells which scratch memory is this thread's. */
typedef cw_status cw_chunk_function(void *payload, size_t worker, size_t chunk);

/* Number of processors this process may use, at least 1. */
size_t cw_pool_processors(void);

/* Runs `function` for chunks 0 to chunks-1 on `threads` threads (0: one per processor; the calling
 * thread is one of them), reports progress on the calling thread, and returns when all are done.
 * Stops early if a chunk fails, that is, returns anything but CW_OK, or if the context is
 * cancelled. Returns CW_OK, the status of the lowest-numbered chunk that failed among those run, or
 * CW_ERROR_INTERRUPTED. Chunks are begun in order and finished once begun, so which chunk is the
 * lowest to fail does not depend on the threads. Fewer threads than asked for are used where the
 * system refuses more, and never more than 1,024. Cost: two locks a chunk; chunks of a millisecond
 * or more make it vanish. */
cw_status cw_pool_run(cw_context *context, size_t threads, size_t chunks,
                      cw_chunk_function *function, void *payload);

#endif
