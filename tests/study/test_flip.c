/* Where a figure turns, and which of several turns counts. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "study/flip.h"

static const cw_quantity range = {.low = 0.0, .mode = 20.0, .high = 40.0};

/* Above 0 between `from` and `to`. */
typedef struct window {
    double from, to;
} window;

static double inside(void *payload, double value)
{
    const window *open = payload;
    return value > open->from && value < open->to ? 1.0 : -1.0;
}

static void test_nowhere(void **state)
{
    (void)state;
    window all = {-1.0, 41.0};
    cw_scan scan = cw_scan_range(&range, inside, &all);
    assert_true(!scan.flips && isnan(scan.flip_at) && scan.swing == 0.0);
}

static void test_the_nearest(void **state)
{
    (void)state;
    window open = {5.25, 30.5};
    cw_scan scan = cw_scan_range(&range, inside, &open);
    assert_true(scan.flips && scan.at_low < 0.0 && scan.at_high < 0.0 && scan.swing == 2.0);
    assert_true(fabs(scan.flip_at - 30.5) < 1e-12);
}

/* As far on both sides, but for rounding either way: the lower one. */
static void test_as_near_on_both_sides(void **state)
{
    (void)state;
    for (int sign = -1; sign <= 1; sign++) {
        window open = {12.5 - sign * 1e-10, 27.5};
        cw_scan scan = cw_scan_range(&range, inside, &open);
        assert_true(fabs(scan.flip_at - 12.5) < 1e-9);
    }
}

static void test_distances(void **state)
{
    (void)state;
    assert_int_equal(cw_flip_distance(&range, 20.0), 0);
    assert_int_equal(cw_flip_distance(&range, 20.0 + 1e-9), 0);
    assert_int_equal(cw_flip_distance(&range, 20.0 - 1e-9), 0);
    assert_int_equal(cw_flip_distance(&range, 19.0), 25000);
    assert_int_equal(cw_flip_distance(&range, 21.0), 25000);
    cw_quantity at_its_end = {.low = 0.0, .mode = 0.0, .high = 1.0};
    assert_int_equal(cw_flip_distance(&at_its_end, 1.0), 1000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nowhere),
        cmocka_unit_test(test_the_nearest),
        cmocka_unit_test(test_as_near_on_both_sides),
        cmocka_unit_test(test_distances),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
