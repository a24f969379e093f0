#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/base/status.h"

typedef struct expectation {
    cw_status status;
    const char *name;
    int exit_status;
} expectation;

/* The numbers that scripts rely on, written down a second time on purpose. */
static const expectation promised[] = {
    {CW_OK, "ok", 0},
    {CW_NO, "no", 1},
    {CW_ERROR_USAGE, "usage", 2},
    {CW_ERROR_INPUT, "input", 3},
    {CW_ERROR_IO, "io", 4},
    {CW_ERROR_LIMIT, "limit", 5},
    {CW_ERROR_MEMORY, "memory", 5},
    {CW_ERROR_INTERRUPTED, "interrupted", 130},
};

static void names_and_exit_statuses_are_as_promised(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof promised / sizeof promised[0]; i++) {
        assert_int_equal(promised[i].status, i);
        assert_string_equal(cw_status_name(promised[i].status), promised[i].name);
        assert_int_equal(cw_status_exit(promised[i].status), promised[i].exit_status);
    }
}

static void sentences_tell_codes_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof promised / sizeof promised[0]; i++) {
        const char *sentence = cw_status_sentence(promised[i].status);
        assert_true(strlen(sentence) > 10);
        assert_int_not_equal(sentence[strlen(sentence) - 1], '.');
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(sentence, cw_status_sentence(promised[j].status));
    }
}

static void values_outside_the_list_are_unknown(void **state)
{
    (void)state;
    static const int outside[] = {-1, CW_ERROR_INTERRUPTED + 1, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++) {
        assert_string_equal(cw_status_name((cw_status)outside[i]), "unknown");
        assert_true(strlen(cw_status_sentence((cw_status)outside[i])) > 0);
        assert_int_equal(cw_status_exit((cw_status)outside[i]), 70);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_exit_statuses_are_as_promised),
        cmocka_unit_test(sentences_tell_codes_apart),
        cmocka_unit_test(values_outside_the_list_are_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
