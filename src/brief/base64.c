#include "brief/base64.h"

#include <stdint.h>

char *cw_base64_group(char *out, const unsigned char *bytes, size_t left)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint32_t group = (uint32_t)bytes[0] << 16;
    group |= left > 1 ? (uint32_t)bytes[1] << 8 : 0;
    group |= left > 2 ? bytes[2] : 0;
    out[0] = digits[group >> 18];
    out[1] = digits[group >> 12 & 63];
    out[2] = '=';
    out[3] = '=';
    if (left > 1) {
        out[2] = digits[group >> 6 & 63];
    }
    if (left > 2) {
        out[3] = digits[group & 63];
    }
    return out + 4;
}
