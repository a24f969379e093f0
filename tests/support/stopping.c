#include "support/stopping.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>

#include <cmocka.h>

static atomic_size_t looks_so_far;
static atomic_size_t looks_allowed = SIZE_MAX;

bool __wrap_cw_context_is_cancelled(const cw_context *context);
bool __wrap_cw_context_is_cancelled(const cw_context *context)
{
    (void)context;
    return atomic_fetch_add(&looks_so_far, 1) >= atomic_load(&looks_allowed);
}

cw_status cw_stopped_after(size_t *looks, cw_swept_function *function, void *payload,
                           size_t allowed)
{
    cw_context context;
    cw_failing_allocator allocator;
    cw_context_init(&context);
    cw_failing_allocator_install(&allocator, &context, CW_NONE, false);
    atomic_store(&looks_so_far, 0);
    atomic_store(&looks_allowed, allowed);
    cw_status status = function(&context, payload);
    atomic_store(&looks_allowed, SIZE_MAX);
    *looks = atomic_load(&looks_so_far);
    assert_int_equal(atomic_load(&allocator.live), 0);
    return status;
}

void cw_stop_anywhere(cw_swept_function *function, void *payload, size_t most, size_t looks_after)
{
    size_t all;
    size_t looks;
    assert_int_equal(cw_stopped_after(&all, function, payload, SIZE_MAX), CW_OK);
    assert_true(all > 0);
    for (size_t allowed = 0; allowed < all; allowed += all / most + 1) {
        cw_status status = cw_stopped_after(&looks, function, payload, allowed);
        bool is_done = status == CW_OK && allowed + CW_LOOKS_DONE >= all;
        if (status != CW_ERROR_INTERRUPTED && !is_done)
            fail_msg("status '%s' after look %zu of %zu", cw_status_name(status), allowed, all);
        assert_true(looks <= allowed + looks_after);
    }
}
