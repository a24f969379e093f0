/* Formats without standard input and output: %s, %c, %d, %u, %zu, %llu, %04x and %%, which is all that
 * the pure core says. */
#include "base/format.h"

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct cw_slip {
    char *out;
    size_t room;
    size_t length; /* so far, whether or not there was room */
} cw_slip;

static void put(cw_slip *slip, char character)
{
    if (slip->length + 1 < slip->room)
        slip->out[slip->length] = character;
    slip->length++;
}

static void put_words(cw_slip *slip, const char *words)
{
    while (*words != '\0')
        put(slip, *words++);
}

static void put_whole(cw_slip *slip, unsigned long long value)
{
    char digits[3 * sizeof value];
    size_t count = 0;
    do {
        digits[count++] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    while (count > 0)
        put(slip, digits[--count]);
}

static void put_four_digits(cw_slip *slip, unsigned value)
{
    for (int shift = 12; shift >= 0; shift -= 4)
        put(slip, "0123456789abcdef"[value >> shift & 15]);
}

static void put_signed(cw_slip *slip, int value)
{
    unsigned long long size = (unsigned long long)(value < 0 ? -(long long)value : value);
    if (value < 0)
        put(slip, '-');
    put_whole(slip, size);
}

/* What one directive says; *format is left behind it. False: it is not among those known. */
static bool put_directive(cw_slip *slip, const char **format, va_list *arguments)
{
    const char *at = *format;
    if (at[0] == 'z' && at[1] == 'u') {
        put_whole(slip, va_arg(*arguments, size_t));
        at += 2;
    } else if (at[0] == 'l' && at[1] == 'l' && at[2] == 'u') {
        put_whole(slip, va_arg(*arguments, unsigned long long));
        at += 3;
    } else if (at[0] == '0' && at[1] == '4' && at[2] == 'x') {
        put_four_digits(slip, va_arg(*arguments, unsigned));
        at += 3;
    } else if (*at == 's' || *at == 'c' || *at == 'd' || *at == 'u' || *at == '%') {
        if (*at == 's')
            put_words(slip, va_arg(*arguments, const char *));
        else if (*at == 'c')
            put(slip, (char)va_arg(*arguments, int));
        else if (*at == 'd')
            put_signed(slip, va_arg(*arguments, int));
        else if (*at == 'u')
            put_whole(slip, va_arg(*arguments, unsigned));
        else
            put(slip, '%');
        at++;
    } else {
        return false;
    }
    *format = at;
    return true;
}

int cw_format(char *out, size_t room, const char *format, va_list arguments)
{
    cw_slip slip = {.out = out, .room = room};
    bool known = true;
    va_list rest;
    va_copy(rest, arguments);
    while (*format != '\0' && known) {
        char character = *format++;
        if (character != '%')
            put(&slip, character);
        else
            known = put_directive(&slip, &format, &rest);
    }
    va_end(rest);
    if (room > 0)
        out[slip.length < room ? slip.length : room - 1] = '\0';
    return known && slip.length <= INT_MAX ? (int)slip.length : -1;
}
