#include "base/text_number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "counterweight/base/text.h"

/* Digits after the point beyond 17 would tell nothing: a double has no more. */
enum { MOST_DECIMALS = 17 };

/* A sign, the digits before the point, a separator of up to 4 bytes, the decimals, a NUL. */
enum { LONGEST_NUMBER = 1 + (DBL_MAX_10_EXP + 1) + 4 + MOST_DECIMALS + 1 };

static bool belongs_to_number(char byte)
{
    return (byte >= '0' && byte <= '9') || byte == '-' || byte == '+' || byte == 'e';
}

void cw_digits_use_point(char *digits)
{
    char *separator = digits;
    while (belongs_to_number(*separator))
        separator++;
    if (*separator == '\0')
        return;

    char *rest = separator;
    while (*rest != '\0' && !belongs_to_number(*rest))
        rest++;
    *separator = '.';
    memmove(separator + 1, rest, strlen(rest) + 1);
}

static bool is_all_zero(const char *digits)
{
    return strpbrk(digits, "123456789") == NULL;
}

void cw_text_append_fixed(cw_text *text, double value, int decimals)
{
    if (isnan(value)) {
        cw_text_append(text, "-");
        return;
    }
    if (isinf(value)) {
        cw_text_append(text, value > 0 ? "inf" : "-inf");
        return;
    }
    if (decimals < 0)
        decimals = 0;
    if (decimals > MOST_DECIMALS)
        decimals = MOST_DECIMALS;

    char digits[LONGEST_NUMBER];
    snprintf(digits, sizeof digits, "%.*f", decimals, value);
    cw_digits_use_point(digits);
    bool is_negative_zero = digits[0] == '-' && is_all_zero(digits);
    cw_text_append(text, is_negative_zero ? digits + 1 : digits);
}

void cw_text_append_exact(cw_text *text, double value)
{
    if (!isfinite(value)) {
        cw_text_append(text, "null");
        return;
    }
    char digits[LONGEST_NUMBER];
    snprintf(digits, sizeof digits, "%.17g", value);
    cw_digits_use_point(digits);
    cw_text_append(text, digits);
}
