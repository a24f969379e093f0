#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text_number.h"
#include "counterweight/base/number.h"
#include "counterweight/base/random.h"
#include "counterweight/base/text.h"
#include "support/each_locale.h"

static void assert_writes(void (*append)(cw_text *, double), double value, const char *expected)
{
    cw_context context;
    cw_text text;
    cw_context_init(&context);
    cw_text_init(&text, &context);
    append(&text, value);
    assert_string_equal(cw_text_string(&text), expected);
    cw_text_free(&text);
}

static void assert_fixed(double value, int decimals, const char *expected)
{
    cw_context context;
    cw_text text;
    cw_context_init(&context);
    cw_text_init(&text, &context);
    cw_text_append_fixed(&text, value, decimals);
    assert_string_equal(cw_text_string(&text), expected);
    cw_text_free(&text);
}

static void fixed_decimals(void **state)
{
    (void)state;
    assert_fixed(3.14159, 2, "3.14");
    assert_fixed(2.0, 0, "2");
    assert_fixed(-12.345, 1, "-12.3");
    assert_fixed(0.5, 0, "0");
    assert_fixed(1e15, 3, "1000000000000000.000");
    assert_fixed(0.1, 17, "0.10000000000000001");
}

static void zero_has_no_sign(void **state)
{
    (void)state;
    assert_fixed(-0.0, 2, "0.00");
    assert_fixed(-0.004, 2, "0.00");
    assert_fixed(-0.4, 0, "0");
    assert_fixed(-0.006, 2, "-0.01");
}

static void what_is_no_number_is_told(void **state)
{
    (void)state;
    assert_fixed((double)NAN, 2, "-");
    assert_fixed((double)INFINITY, 2, "inf");
    assert_fixed((double)-INFINITY, 2, "-inf");
    assert_writes(cw_text_append_exact, (double)NAN, "null");
    assert_writes(cw_text_append_exact, (double)INFINITY, "null");
    assert_writes(cw_text_append_exact, (double)-INFINITY, "null");
}

static void decimals_stay_within_their_range(void **state)
{
    (void)state;
    assert_fixed(0.5, -3, "0");
    assert_fixed(0.5, 1000, "0.50000000000000000");
}

static void the_longest_number_fits(void **state)
{
    (void)state;
    cw_context context;
    cw_text text;
    cw_context_init(&context);
    cw_text_init(&text, &context);
    cw_text_append_fixed(&text, -DBL_MAX, 17);
    assert_int_equal(text.length, 1 + 309 + 1 + 17);
    assert_int_equal(strncmp(text.bytes, "-17976931348623157", 18), 0);
    cw_text_free(&text);
}

static void exact_numbers(void **state)
{
    (void)state;
    assert_writes(cw_text_append_exact, 0.1, "0.10000000000000001");
    assert_writes(cw_text_append_exact, 1.0, "1");
    assert_writes(cw_text_append_exact, -2.5, "-2.5");
    assert_writes(cw_text_append_exact, 1e300, "1.0000000000000001e+300");
    assert_writes(cw_text_append_exact, 0x1p-1074, "4.9406564584124654e-324");
}

static void exact_numbers_come_back(void **state)
{
    (void)state;
    cw_context context;
    cw_text text;
    cw_context_init(&context);
    cw_text_init(&text, &context);
    for (uint64_t draw = 0; draw < 5000; draw++) {
        double value = ldexp(cw_random_uniform(1, draw, 0) - 0.5, (int)(draw % 2000) - 1000);
        cw_text_append_exact(&text, value);
        double again = 0;
        assert_int_equal(cw_number_parse(&again, text.bytes, text.length), CW_OK);
        assert_memory_equal(&again, &value, sizeof value);
        cw_text_free(&text);
    }
}

/* What printf would write in German, in Persian (U+066B), and where there is no separator. */
static void any_separator_becomes_a_point(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"12,5", "12.5"},
        {"-0,001", "-0.001"},
        {"12\xD9\xAB"
         "5",
         "12.5"},
        {"1,5e-07", "1.5e-07"},
        {"1e+20", "1e+20"},
        {"42", "42"},
        {"12.5", "12.5"},
        {"", ""},
        {"1\xE2\x8E\x96\xE2\x8E\x96"
         "25e+10",
         "1.25e+10"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        char digits[32] = "";
        memcpy(digits, pairs[i][0], strlen(pairs[i][0]) + 1);
        cw_digits_use_point(digits);
        assert_string_equal(digits, pairs[i][1]);
    }
}

static void check_writing(void)
{
    assert_fixed(-1234.5, 2, "-1234.50");
    assert_fixed(-0.001, 1, "0.0");
    assert_writes(cw_text_append_exact, 2.5e-10, "2.5000000000000002e-10");
    assert_writes(cw_text_append_exact, 0.1, "0.10000000000000001");
}

static void writes_alike_in_every_locale(void **state)
{
    (void)state;
    cw_in_each_locale(check_writing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fixed_decimals),
        cmocka_unit_test(zero_has_no_sign),
        cmocka_unit_test(what_is_no_number_is_told),
        cmocka_unit_test(decimals_stay_within_their_range),
        cmocka_unit_test(the_longest_number_fits),
        cmocka_unit_test(exact_numbers),
        cmocka_unit_test(exact_numbers_come_back),
        cmocka_unit_test(any_separator_becomes_a_point),
        cmocka_unit_test(writes_alike_in_every_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
