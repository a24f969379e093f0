#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/base/number.h"
#include "counterweight/base/random.h"
#include "support/each_locale.h"

static cw_status parse(double *out, const char *text)
{
    return cw_number_parse(out, text, strlen(text));
}

static uint64_t bits_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static void assert_parses(const char *text, double expected)
{
    double value = NAN;
    assert_int_equal(parse(&value, text), CW_OK);
    if (bits_of(value) != bits_of(expected))
        fail_msg("'%s' was read as %.17g instead of %.17g", text, value, expected);
}

static void reads_what_the_grammar_allows(void **state)
{
    (void)state;
    assert_parses("0", 0.0);
    assert_parses("-0", -0.0);
    assert_parses("+7", 7.0);
    assert_parses("007", 7.0);
    assert_parses("5.", 5.0);
    assert_parses(".5", 0.5);
    assert_parses("-.5e1", -5.0);
    assert_parses("1e3", 1000.0);
    assert_parses("1E+3", 1000.0);
    assert_parses("25e-2", 0.25);
    assert_parses("0.038197", 0.038197);
    assert_parses("0e999999999999999999999999", 0.0);
    assert_parses("-0.000e-99999999999999999999", -0.0);
    assert_parses("9007199254740993", 9007199254740992.0);
}

static void refuses_all_else(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",    " ",     "1 ",       " 1",    "+",   "-",       ".",     "e5",
        "1e",  "1e+",   "--1",      "1.2.3", "1,5", "1_000",   "0x10",  "inf",
        "nan", "1e5.5", "INFINITY", "1'000", "+-1", "\u00a01", "1e5e5", "12a",
        "٣",   "1\n",   ".e1",      "+.",    "0b1", "1f",      "1L",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        double value = 42;
        if (parse(&value, wrong[i]) != CW_ERROR_INPUT || bits_of(value) != bits_of(42.0))
            fail_msg("'%s' was taken for a number", wrong[i]);
    }
}

static void reads_no_further_than_told(void **state)
{
    (void)state;
    double value = 0;
    assert_int_equal(cw_number_parse(&value, "123456", 3), CW_OK);
    assert_true(bits_of(value) == bits_of(123.0));
    assert_int_equal(cw_number_parse(&value, "1\0002", 3), CW_ERROR_INPUT);
    assert_int_equal(cw_number_parse(&value, "5", 0), CW_ERROR_INPUT);
}

static void tells_the_ends_of_the_range(void **state)
{
    (void)state;
    assert_parses("1.7976931348623157e308", DBL_MAX);
    assert_parses("4.9406564584124654e-324", 0x1p-1074);
    assert_parses("2.2250738585072011e-308", 0x0.fffffffffffffp-1022);
    assert_parses("2.4703282292062327e-324", 0.0);
    assert_parses("2.4703282292062328e-324", 0x1p-1074);
    assert_parses("1e-400", 0.0);
    assert_parses("-1e-99999999999999999999", -0.0);
    /* The midpoint between the largest double and the next power of two rounds away. */
    assert_parses("1.7976931348623158079e308", DBL_MAX);
    static const char *const too_large[] = {"1.7976931348623158080e308", "1e309", "-1e309",
                                            "1e99999999999999999999"};
    for (size_t i = 0; i < sizeof too_large / sizeof too_large[0]; i++) {
        double value = 42;
        assert_int_equal(parse(&value, too_large[i]), CW_ERROR_LIMIT);
        assert_true(bits_of(value) == bits_of(42.0));
    }
}

/* 1 + 2^-53 lies in the middle of two doubles; what comes after its 53 decimals decides. */
static void rounds_by_the_last_of_many_digits(void **state)
{
    (void)state;
    static const char middle[] = "1.00000000000000011102230246251565404236316680908203125";
    enum { ZEROS = 2000 };
    char text[sizeof middle + ZEROS + 1];
    assert_parses(middle, 1.0);
    memcpy(text, middle, sizeof middle - 1);
    memset(text + sizeof middle - 1, '0', ZEROS);
    text[sizeof middle - 1 + ZEROS] = '\0';
    assert_parses(text, 1.0);
    text[sizeof middle - 2 + ZEROS] = '1';
    assert_parses(text, 1.0 + DBL_EPSILON);
}

static void zeros_at_either_end_change_nothing(void **state)
{
    (void)state;
    enum { ZEROS = 3000 };
    char text[ZEROS + 32];
    memset(text, '0', sizeof text);
    memcpy(text + ZEROS, "12.5", sizeof "12.5");
    assert_parses(text, 12.5);

    memset(text, '0', sizeof text);
    text[0] = '.';
    memcpy(text + ZEROS, "125e3001", sizeof "125e3001");
    assert_parses(text, 12.5);
    memset(text, '0', sizeof text);
    text[0] = '3';
    memcpy(text + ZEROS, "e-2999", sizeof "e-2999");
    assert_parses(text, 3.0);
}

/* Whatever 17 digits are printed, the same double must come back; strtod() is the second opinion. */
static void agrees_with_the_library_on_many_numbers(void **state)
{
    (void)state;
    for (uint64_t draw = 0; draw < 20000; draw++) {
        uint64_t bits = (uint64_t)(cw_random_uniform(7, draw, 0) * 0x1p52) << 12 |
                        (uint64_t)(cw_random_uniform(7, draw, 1) * 0x1p12);
        double value;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value))
            continue;
        char text[64];
        snprintf(text, sizeof text, "%.17g", value);
        assert_parses(text, value);
        snprintf(text, sizeof text, "%.*g", (int)(1 + draw % 16), value);
        if (isfinite(strtod(text, NULL)))
            assert_parses(text, strtod(text, NULL));
        snprintf(text, sizeof text, "%.6f", cw_random_uniform(7, draw, 2) * 100);
        assert_parses(text, strtod(text, NULL));
    }
}

static void check_reading(void)
{
    assert_parses("12.5", 12.5);
    assert_parses("-.5e-3", -0.0005);
    assert_parses("1234567890.12345678901234567890", 1234567890.1234567);
    double value;
    assert_int_equal(parse(&value, "12,5"), CW_ERROR_INPUT);
}

static void reads_alike_in_every_locale(void **state)
{
    (void)state;
    cw_in_each_locale(check_reading);
}

static void reads_whole_numbers(void **state)
{
    (void)state;
    uint64_t value = 0;
    assert_int_equal(cw_integer_parse(&value, "0", 1), CW_OK);
    assert_true(value == 0);
    assert_int_equal(cw_integer_parse(&value, "00042", 5), CW_OK);
    assert_true(value == 42);
    assert_int_equal(cw_integer_parse(&value, "18446744073709551615", 20), CW_OK);
    assert_true(value == UINT64_MAX);
    assert_int_equal(cw_integer_parse(&value, "123456", 2), CW_OK);
    assert_true(value == 12);
}

static void refuses_what_is_no_whole_number(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",    "-1",  "+1",  " 1", "1 ",
                                        "1.0", "1e3", "0x1", "a",  "99999999999999999999999x"};
    uint64_t value = 42;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(cw_integer_parse(&value, wrong[i], strlen(wrong[i])), CW_ERROR_INPUT);
    assert_int_equal(cw_integer_parse(&value, "18446744073709551616", 20), CW_ERROR_LIMIT);
    assert_int_equal(cw_integer_parse(&value, "184467440737095516150", 21), CW_ERROR_LIMIT);
    assert_true(value == 42);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_the_grammar_allows),
        cmocka_unit_test(refuses_all_else),
        cmocka_unit_test(reads_no_further_than_told),
        cmocka_unit_test(tells_the_ends_of_the_range),
        cmocka_unit_test(rounds_by_the_last_of_many_digits),
        cmocka_unit_test(zeros_at_either_end_change_nothing),
        cmocka_unit_test(agrees_with_the_library_on_many_numbers),
        cmocka_unit_test(reads_alike_in_every_locale),
        cmocka_unit_test(reads_whole_numbers),
        cmocka_unit_test(refuses_what_is_no_whole_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
