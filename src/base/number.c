#include "counterweight/base/number.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* No more than 767 significant digits are ever needed to tell on which side of the midpoint between
 * two doubles a decimal number lies; that some later digit is not zero is told by one more digit. */
enum { MOST_DIGITS = 768 };

/* Exponents are counted in 64 bits and stop here, far beyond any length of a text in memory. */
#define EXPONENT_CEILING INT64_C(1000000000000000)

/* The value is digits * 10^exponent, without the sign. */
typedef struct decimal {
    char digits[MOST_DIGITS + 1]; /* no leading zeros */
    size_t count;
    int64_t exponent;
    bool negative;
    bool truncated; /* a digit other than zero was left out */
} decimal;

typedef struct cursor {
    const char *next;
    const char *end;
} cursor;

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool at_digit(const cursor *at)
{
    return at->next < at->end && is_digit(*at->next);
}

static bool take_sign(cursor *at)
{
    if (at->next == at->end || (*at->next != '-' && *at->next != '+'))
        return false;
    return *at->next++ == '-';
}

static void add_digit(decimal *number, char digit)
{
    if (number->count == 0 && digit == '0')
        return;
    if (number->count < MOST_DIGITS) {
        number->digits[number->count++] = digit;
        return;
    }
    number->exponent++;
    if (digit != '0')
        number->truncated = true;
}

/* Takes digits; each of those after the point lowers the exponent. Returns how many there were. */
static size_t take_digits(decimal *number, cursor *at, bool after_point)
{
    const char *start = at->next;
    for (; at_digit(at); at->next++) {
        add_digit(number, *at->next);
        if (after_point)
            number->exponent--;
    }
    return (size_t)(at->next - start);
}

static bool take_exponent(decimal *number, cursor *at)
{
    if (at->next == at->end)
        return true;
    if (*at->next != 'e' && *at->next != 'E')
        return false;
    at->next++;
    bool negative = take_sign(at);
    if (!at_digit(at))
        return false;
    int64_t exponent = 0;
    for (; at_digit(at); at->next++)
        if (exponent < EXPONENT_CEILING)
            exponent = exponent * 10 + (*at->next - '0');
    number->exponent += negative ? -exponent : exponent;
    return true;
}

static bool read_decimal(decimal *number, const char *text, size_t length)
{
    cursor at = {text, text + length};
    number->count = 0;
    number->exponent = 0;
    number->truncated = false;
    number->negative = take_sign(&at);
    size_t digits = take_digits(number, &at, false);
    if (at.next < at.end && *at.next == '.') {
        at.next++;
        digits += take_digits(number, &at, true);
    }
    return digits > 0 && take_exponent(number, &at) && at.next == at.end;
}

/* Up to 15 digits and powers of ten up to 22 are doubles exactly, so one operation rounds once
 * (Clinger 1990, "How to read floating point numbers accurately"). */
static bool convert_exactly(double *out, const decimal *number)
{
    static const double powers_of_ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                           1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                           1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (FLT_EVAL_METHOD != 0 || number->count > 15 || number->exponent > 22 ||
        number->exponent < -22)
        return false;
    int64_t whole = 0;
    for (size_t i = 0; i < number->count; i++)
        whole = whole * 10 + (number->digits[i] - '0');
    *out = number->exponent < 0 ? (double)whole / powers_of_ten[-number->exponent]
                                : (double)whole * powers_of_ten[number->exponent];
    return true;
}

/* Writes "e" and the exponent, which has at most four digits, and a NUL. */
static void write_exponent(char *out, int exponent)
{
    *out++ = 'e';
    *out++ = exponent < 0 ? '-' : '+';
    unsigned int magnitude = (unsigned int)(exponent < 0 ? -exponent : exponent);
    for (unsigned int unit = 1000; unit > 0; unit /= 10)
        *out++ = (char)('0' + magnitude / unit % 10);
    *out = '\0';
}

/* strtod() rounds correctly, and without a point in the text no locale can change what it reads. */
static double convert_by_library(const decimal *number)
{
    char text[MOST_DIGITS + 1 + sizeof "e+9999"];
    size_t count = number->count;
    int64_t exponent = number->exponent;
    for (size_t i = 0; i < count; i++)
        text[i] = number->digits[i];
    if (number->truncated) {
        text[count++] = '1';
        exponent--;
    }
    if (exponent > 9999)
        exponent = 9999;
    if (exponent < -9999)
        exponent = -9999;
    write_exponent(text + count, (int)exponent);
    return strtod(text, NULL);
}

cw_status cw_number_parse(double *out, const char *text, size_t length)
{
    decimal number;
    if (!read_decimal(&number, text, length))
        return CW_ERROR_INPUT;

    double magnitude = 0;
    if (number.count > 0 && !convert_exactly(&magnitude, &number))
        magnitude = convert_by_library(&number);
    if (isinf(magnitude))
        return CW_ERROR_LIMIT;
    *out = number.negative ? -magnitude : magnitude;
    return CW_OK;
}

cw_status cw_integer_parse(uint64_t *out, const char *text, size_t length)
{
    uint64_t value = 0;
    bool overflows = false;
    for (size_t i = 0; i < length; i++) {
        if (!is_digit(text[i]))
            return CW_ERROR_INPUT;
        uint64_t digit = (uint64_t)(text[i] - '0');
        overflows = overflows || value > (UINT64_MAX - digit) / 10;
        value = value * 10 + digit;
    }
    if (length == 0)
        return CW_ERROR_INPUT;
    if (overflows)
        return CW_ERROR_LIMIT;
    *out = value;
    return CW_OK;
}
