#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "counterweight/base/context.h"
#include "support/failing_allocator.h"

static void defaults_are_as_the_header_says(void **state)
{
    (void)state;
    cw_context context;
    cw_context_init(&context);
    assert_true(context.limits.file_bytes == 64 * 1024 * 1024);
    assert_true(context.limits.nesting == 64);
    assert_true(context.limits.word_bytes == 64 * 1024);
    assert_true(context.limits.items == 1000000);
    assert_true(context.limits.diagnostics == 1000);
    assert_true(context.limits.text_bytes == 256 * 1024 * 1024);
    assert_null(context.progress);
    assert_false(cw_context_is_cancelled(&context));
    cw_context_cancel(&context);
    assert_true(cw_context_is_cancelled(&context));
}

static void blocks_are_zero_whatever_was_there_before(void **state)
{
    (void)state;
    cw_context context;
    cw_failing_allocator allocator;
    cw_context_init(&context);
    cw_failing_allocator_install(&allocator, &context, CW_NONE, false);
    unsigned char *block = cw_allocate(&context, 1000, 3);
    assert_non_null(block);
    for (size_t i = 0; i < 3000; i++)
        assert_int_equal(block[i], 0);
    cw_release(&context, block);
    assert_int_equal(allocator.live, 0);
}

static void nothing_is_a_block_too(void **state)
{
    (void)state;
    cw_context context;
    cw_context_init(&context);
    void *none = cw_allocate(&context, 0, 8);
    void *empty = cw_allocate(&context, 8, 0);
    assert_non_null(none);
    assert_non_null(empty);
    assert_ptr_not_equal(none, empty);
    void *shrunk = cw_resize(&context, none, 0, 8);
    assert_non_null(shrunk);
    cw_release(&context, shrunk);
    cw_release(&context, empty);
    cw_release(&context, NULL);
}

static void products_that_overflow_are_refused(void **state)
{
    (void)state;
    cw_context context;
    cw_failing_allocator allocator;
    cw_context_init(&context);
    cw_failing_allocator_install(&allocator, &context, CW_NONE, false);
    assert_null(cw_allocate(&context, SIZE_MAX / 2 + 1, 2));
    assert_null(cw_allocate(&context, SIZE_MAX, SIZE_MAX));
    assert_null(cw_resize(&context, NULL, SIZE_MAX / 8 + 1, 8));
    assert_int_equal(allocator.calls, 0);

    size_t bytes = 42;
    assert_false(cw_multiply_sizes(&bytes, SIZE_MAX / 3 + 1, 3));
    assert_int_equal(bytes, 42);
    assert_true(cw_multiply_sizes(&bytes, SIZE_MAX / 3, 3));
    assert_true(bytes == SIZE_MAX / 3 * 3);
    assert_true(cw_multiply_sizes(&bytes, SIZE_MAX, 0));
    assert_int_equal(bytes, 0);
}

static void a_block_survives_a_refused_resize(void **state)
{
    (void)state;
    cw_context context;
    cw_failing_allocator allocator;
    cw_context_init(&context);
    cw_failing_allocator_install(&allocator, &context, 1, false);
    char *block = cw_allocate(&context, 4, 1);
    memcpy(block, "abc", 4);
    assert_null(cw_resize(&context, block, 8, 1));
    assert_string_equal(block, "abc");
    block = cw_resize(&context, block, 8000, 1);
    assert_string_equal(block, "abc");
    cw_release(&context, block);
    assert_int_equal(allocator.live, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_are_as_the_header_says),
        cmocka_unit_test(blocks_are_zero_whatever_was_there_before),
        cmocka_unit_test(nothing_is_a_block_too),
        cmocka_unit_test(products_that_overflow_are_refused),
        cmocka_unit_test(a_block_survives_a_refused_resize),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
