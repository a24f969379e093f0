/* What whole numbers have in common. */
#ifndef CW_VOTING_DIVISOR_H
#define CW_VOTING_DIVISOR_H

#include <stdint.h>

/* The greatest common divisor of two numbers >= 0; of 0 and a, a. */
static inline int64_t cw_common_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

#endif
