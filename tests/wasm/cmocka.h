/* What the tests of the core use of cmocka, where cmocka cannot be had: on the 32-bit machine of
 * WebAssembly. There is no way back out of a test, so the first failure ends the program. */
#ifndef TESTS_WASM_CMOCKA_H
#define TESTS_WASM_CMOCKA_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct CMUnitTest {
    const char *name;
    void (*run)(void **state);
} CMUnitTest;

typedef int CMFixtureFunction(void **state);

#define fail_msg(...)                                                                              \
    (fprintf(stderr, "%s:%d: ", __FILE__, __LINE__), fprintf(stderr, __VA_ARGS__),                 \
     fputc('\n', stderr), exit(1))
#define print_message(...) fprintf(stderr, __VA_ARGS__)
#define print_error(...) fprintf(stderr, __VA_ARGS__)
#define _fail(file, line) (fprintf(stderr, "%s:%d\n", file, line), exit(1))
#define assert_true(what)                                                                          \
    do {                                                                                           \
        if (!(what))                                                                               \
            fail_msg("not so: %s", #what);                                                         \
    } while (0)
#define assert_false(what) assert_true(!(what))
#define assert_null(pointer) assert_true((pointer) == NULL)
#define assert_non_null(pointer) assert_true((pointer) != NULL)
#define assert_ptr_equal(a, b) assert_true((const void *)(a) == (const void *)(b))
/* As cmocka has it: whatever is compared becomes the widest whole number. */
#define assert_int_equal(a, b) assert_true((uint64_t)(a) == (uint64_t)(b))
#define assert_int_not_equal(a, b) assert_true((uint64_t)(a) != (uint64_t)(b))
#define assert_in_range(value, least, most)                                                        \
    assert_true((uint64_t)(value) >= (uint64_t)(least) && (uint64_t)(value) <= (uint64_t)(most))
#define assert_string_equal(a, b) assert_true(strcmp(a, b) == 0)
#define assert_string_not_equal(a, b) assert_true(strcmp(a, b) != 0)
#define assert_memory_equal(a, b, size) assert_true(memcmp(a, b, size) == 0)
#define assert_memory_not_equal(a, b, size) assert_true(memcmp(a, b, size) != 0)
#define assert_float_equal(a, b, epsilon) assert_true(fabs((double)(a) - (double)(b)) <= (epsilon))

#define cmocka_unit_test(function)                                                                 \
    {                                                                                              \
#function, function                                                                        \
    }

static inline int cmocka_run_tests(const CMUnitTest *tests, size_t count, CMFixtureFunction *begin,
                                   CMFixtureFunction *end)
{
    void *state = NULL;
    if (begin != NULL && begin(&state) != 0)
        fail_msg("cannot begin");
    for (size_t k = 0; k < count; k++) {
        fprintf(stderr, "%s\n", tests[k].name);
        tests[k].run(&state);
    }
    return end != NULL ? end(&state) : 0;
}

#define cmocka_run_group_tests(tests, begin, end)                                                  \
    cmocka_run_tests(tests, sizeof(tests) / sizeof *(tests), begin, end)

#endif
