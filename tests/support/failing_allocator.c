#include "support/failing_allocator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool refuses_next(cw_failing_allocator *allocator)
{
    size_t call = atomic_fetch_add(&allocator->calls, 1);
    return call == allocator->refused || (allocator->for_ever && call > allocator->refused);
}

static void *resize(void *payload, void *block, size_t bytes)
{
    cw_failing_allocator *allocator = payload;
    if (refuses_next(allocator))
        return NULL;
    void *result = realloc(block, bytes);
    if (result && !block) {
        atomic_fetch_add(&allocator->live, 1);
        memset(result, 0xA5, bytes);
    }
    return result;
}

static void release(void *payload, void *block)
{
    cw_failing_allocator *allocator = payload;
    if (block)
        atomic_fetch_sub(&allocator->live, 1);
    free(block);
}

void cw_failing_allocator_install(cw_failing_allocator *allocator, cw_context *context,
                                  size_t refused, bool for_ever)
{
    atomic_init(&allocator->calls, 0);
    atomic_init(&allocator->live, 0);
    allocator->refused = refused;
    allocator->for_ever = for_ever;
    context->allocator = (cw_allocator){.resize = resize, .release = release, .payload = allocator};
}

bool cw_failing_allocator_refuses(const cw_context *context)
{
    return context->allocator.resize == resize && refuses_next(context->allocator.payload);
}

/* One run; returns how many requests there were. */
static size_t run_once(cw_swept_function *function, void *payload, cw_status *status,
                       size_t refused, bool for_ever)
{
    cw_context context;
    cw_failing_allocator allocator;
    cw_context_init(&context);
    cw_failing_allocator_install(&allocator, &context, refused, for_ever);
    *status = function(&context, payload);
    if (allocator.live != 0)
        fail_msg("%zu blocks leak when request %zu is refused", (size_t)allocator.live, refused);
    return allocator.calls;
}

static void refuse(cw_swept_function *function, void *payload, cw_sweep_kind kind, size_t refused,
                   bool for_ever)
{
    cw_status status;
    run_once(function, payload, &status, refused, for_ever);
    bool copes = status == CW_OK && kind == CW_SWEEP_MAY_COPE;
    if (status != CW_ERROR_MEMORY && !copes)
        fail_msg("status '%s' when request %zu is refused", cw_status_name(status), refused);
    run_once(function, payload, &status, CW_NONE, false);
    if (status != CW_OK)
        fail_msg("status '%s' after request %zu was refused", cw_status_name(status), refused);
}

size_t cw_sweep_some_allocations(size_t *faults, cw_swept_function *function, void *payload,
                                 cw_sweep_kind kind, size_t most)
{
    cw_status status;
    size_t requests = run_once(function, payload, &status, CW_NONE, false);
    size_t stride = requests / most + 1;
    assert_int_equal(status, CW_OK);
    for (size_t refused = 0; refused < requests; refused += stride, *faults += 2) {
        refuse(function, payload, kind, refused, false);
        refuse(function, payload, kind, refused, true);
    }
    return requests;
}

size_t cw_sweep_allocations(cw_swept_function *function, void *payload, cw_sweep_kind kind)
{
    size_t faults = 0;
    return cw_sweep_some_allocations(&faults, function, payload, kind, CW_NONE);
}
