#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/base/context.h"
#include "support/failing_allocator.h"

typedef struct fixture {
    cw_context context;
    cw_failing_allocator allocator;
    cw_arena arena;
} fixture;

static int make(void **state)
{
    static fixture made;
    cw_context_init(&made.context);
    cw_failing_allocator_install(&made.allocator, &made.context, CW_NONE, false);
    cw_arena_init(&made.arena, &made.context);
    *state = &made;
    return 0;
}

static int destroy(void **state)
{
    fixture *made = *state;
    cw_arena_free(&made->arena);
    return made->allocator.live == 0 ? 0 : -1;
}

static void blocks_are_aligned_zero_and_apart(void **state)
{
    fixture *made = *state;
    enum { BLOCKS = 3000 };
    unsigned char *blocks[BLOCKS];
    size_t sizes[BLOCKS];
    for (size_t i = 0; i < BLOCKS; i++) {
        sizes[i] = i * 7919 % 131;
        blocks[i] = cw_arena_allocate(&made->arena, sizes[i], 1);
        assert_non_null(blocks[i]);
        assert_int_equal((uintptr_t)blocks[i] % alignof(max_align_t), 0);
        for (size_t j = 0; j < sizes[i]; j++)
            assert_int_equal(blocks[i][j], 0);
        memset(blocks[i], (int)(i % 251), sizes[i]);
    }
    for (size_t i = 0; i < BLOCKS; i++)
        for (size_t j = 0; j < sizes[i]; j++)
            assert_int_equal(blocks[i][j], i % 251);
    assert_in_range(made->allocator.calls, 1, 20);
}

static void empty_blocks_have_addresses_of_their_own(void **state)
{
    fixture *made = *state;
    void *first = cw_arena_allocate(&made->arena, 0, 8);
    void *second = cw_arena_allocate(&made->arena, 8, 0);
    assert_non_null(first);
    assert_non_null(second);
    assert_ptr_not_equal(first, second);
}

static void large_blocks_fit(void **state)
{
    fixture *made = *state;
    size_t large = (size_t)5 << 20;
    unsigned char *block = cw_arena_allocate(&made->arena, large, 1);
    assert_non_null(block);
    memset(block, 1, large);
    char *small = cw_arena_copy(&made->arena, "after", 5);
    assert_string_equal(small, "after");
}

static void copies_end_with_a_nul(void **state)
{
    fixture *made = *state;
    assert_string_equal(cw_arena_copy(&made->arena, "Minsk and more", 5), "Minsk");
    assert_string_equal(cw_arena_copy(&made->arena, NULL, 0), "");
    char *binary = cw_arena_copy(&made->arena, "a\0b", 3);
    assert_memory_equal(binary, "a\0b", 4);
}

static void sizes_that_overflow_are_refused(void **state)
{
    fixture *made = *state;
    assert_null(cw_arena_allocate(&made->arena, SIZE_MAX / 2 + 1, 2));
    for (size_t missing = 0; missing < 64; missing++) {
        assert_null(cw_arena_allocate(&made->arena, SIZE_MAX - missing, 1));
        assert_null(cw_arena_copy(&made->arena, "", SIZE_MAX - missing));
    }
    assert_int_equal(made->allocator.calls, 0);
}

static void a_freed_arena_is_usable(void **state)
{
    fixture *made = *state;
    cw_arena_copy(&made->arena, "one", 3);
    cw_arena_free(&made->arena);
    assert_int_equal(made->allocator.live, 0);
    cw_arena_free(&made->arena);
    assert_string_equal(cw_arena_copy(&made->arena, "two", 3), "two");
}

static cw_status fill(cw_context *context, void *payload)
{
    (void)payload;
    cw_arena arena;
    cw_arena_init(&arena, context);
    cw_status status = CW_OK;
    for (size_t i = 0; i < 100 && status == CW_OK; i++)
        if (!cw_arena_allocate(&arena, 100, i) || !cw_arena_copy(&arena, "copy", 4))
            status = CW_ERROR_MEMORY;
    cw_arena_free(&arena);
    return status;
}

static void refusals_are_passed_on(void **state)
{
    (void)state;
    assert_in_range(cw_sweep_allocations(fill, NULL, CW_SWEEP_MUST_REPORT), 5, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(blocks_are_aligned_zero_and_apart, make, destroy),
        cmocka_unit_test_setup_teardown(empty_blocks_have_addresses_of_their_own, make, destroy),
        cmocka_unit_test_setup_teardown(large_blocks_fit, make, destroy),
        cmocka_unit_test_setup_teardown(copies_end_with_a_nul, make, destroy),
        cmocka_unit_test_setup_teardown(sizes_that_overflow_are_refused, make, destroy),
        cmocka_unit_test_setup_teardown(a_freed_arena_is_usable, make, destroy),
        cmocka_unit_test(refusals_are_passed_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
