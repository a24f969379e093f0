/* What a fuzz target holds to be true. */
#ifndef CW_FUZZ_REQUIRE_H
#define CW_FUZZ_REQUIRE_H

#include <stdbool.h>
#include <stdlib.h>

/* Ends the program where a fuzzer has found that something does not hold. */
static inline void require(bool condition)
{
    if (!condition)
        abort();
}

#endif
