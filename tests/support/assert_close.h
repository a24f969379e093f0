/* Doubles compared as doubles: cmocka's assert_float_equal() rounds both to float first. */
#ifndef SUPPORT_ASSERT_CLOSE_H
#define SUPPORT_ASSERT_CLOSE_H

/* Fails the test unless |found - expected| <= tolerance; NaN is close to nothing. cmocka.h and what
 * it needs come before. */
#define assert_close(found, expected, tolerance)                                                   \
    cw_assert_close((found), (expected), (tolerance), #found, __FILE__, __LINE__)

static inline void cw_assert_close(double found, double expected, double tolerance,
                                   const char *what, const char *file, int line)
{
    double difference = found > expected ? found - expected : expected - found;
    if (found == expected || difference <= tolerance)
        return;
    print_error("%s is %.17g, not %.17g within %g\n", what, found, expected, tolerance);
    _fail(file, line);
}

#endif
