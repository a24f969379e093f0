#include "base/format.h"

#include <stdio.h>

int cw_format(char *out, size_t room, const char *format, va_list arguments)
{
    return vsnprintf(out, room, format, arguments);
}
