/* What a test has tried, in a file of its own: the README's table of promises is made of these. */
#ifndef SUPPORT_PROMISE_H
#define SUPPORT_PROMISE_H

#include <stddef.h>

/* Prints "WHAT: 12,345" on a line, and writes the same into promises/NAME.txt of the build folder. */
void cw_promise_record(const char *name, const char *what, size_t count);

#endif
