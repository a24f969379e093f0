#include "support/stopping.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>

#include <cmocka.h>

static atomic_size_t looks;
static atomic_size_t looks_allowed = SIZE_MAX;

bool __wrap_cw_context_is_cancelled(const cw_context *context);
bool __wrap_cw_context_is_cancelled(const cw_context *context)
{
    (void)context;
    return atomic_fetch_add(&looks, 1) >= atomic_load(&looks_allowed);
}

void cw_looks_begin(size_t allowed)
{
    atomic_store(&looks, 0);
    atomic_store(&looks_allowed, allowed);
}

size_t cw_looks_end(void)
{
    atomic_store(&looks_allowed, SIZE_MAX);
    return atomic_load(&looks);
}

static size_t run(cw_swept_function *function, void *payload, size_t allowed, cw_status *status)
{
    cw_context context;
    cw_failing_allocator allocator;
    cw_context_init(&context);
    cw_failing_allocator_install(&allocator, &context, CW_NONE, false);
    cw_looks_begin(allowed);
    *status = function(&context, payload);
    size_t taken = cw_looks_end();
    assert_int_equal(atomic_load(&allocator.live), 0);
    return taken;
}

void cw_stop_anywhere(cw_swept_function *function, void *payload, size_t most, size_t looks_after)
{
    cw_status status;
    size_t all = run(function, payload, SIZE_MAX, &status);
    assert_int_equal(status, CW_OK);
    assert_true(all > 0);
    for (size_t allowed = 0; allowed < all; allowed += all / most + 1) {
        size_t taken = run(function, payload, allowed, &status);
        bool is_done = status == CW_OK && allowed + CW_LOOKS_DONE >= all;
        if (status != CW_ERROR_INTERRUPTED && !is_done)
            fail_msg("status '%s' after look %zu of %zu", cw_status_name(status), allowed, all);
        assert_true(taken <= allowed + looks_after);
    }
}
