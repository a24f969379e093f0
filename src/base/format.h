/* Words and whole numbers put into a format. */
#ifndef BASE_FORMAT_H
#define BASE_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

/* As vsnprintf: writes at most `room` bytes, the last a NUL, and returns how many it would take
 * without the NUL, or a negative number where that cannot be told. For words and integers. Built
 * from format.c, or from bare/format.c where there is no standard input and output. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 0)))
#endif
int cw_format(char *out, size_t room, const char *format, va_list arguments);

#endif
