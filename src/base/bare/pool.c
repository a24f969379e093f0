/* A pool where there are no threads: the caller does the chunks in order. */
#include "counterweight/base/pool.h"

size_t cw_pool_processors(void)
{
    return 1;
}

cw_status cw_pool_run(cw_context *context, size_t threads, size_t chunks,
                      cw_chunk_function *function, void *payload)
{
    cw_status status = CW_OK;
    (void)threads;
    for (size_t chunk = 0; chunk < chunks && status == CW_OK; chunk++) {
        if (cw_context_is_cancelled(context))
            return CW_ERROR_INTERRUPTED;
        status = function(payload, 0, chunk);
        if (context->progress != NULL)
            context->progress(context->progress_payload, chunk + 1, chunks);
    }
    return status;
}
