#include "bargaining/trail.h"

#include "bargaining/support.h"
#include "bargaining/tolerance.h"

/* 0 1 2 | 3 4 5 3 4 5: the first state that comes back is the seventh, three states later. */
static void test_a_cycle_is_seen_when_it_closes(void **state)
{
    (void)state;
    cw_trail trail;
    double low = NAN;
    double high = NAN;
    cw_trail_begin(&trail, 2);
    for (size_t k = 0; k < 6; k++) {
        const double position[2] = {10.0 * (double)k, 100.0 - (double)k};
        assert_int_equal(cw_trail_add(&trail, position, position[0]), 0);
    }
    const double back[2] = {30.0 + CW_POINT_TOLERANCE / 2.0, 97.0};
    assert_int_equal(cw_trail_add(&trail, back, back[0]), 3);
    cw_trail_bounds(&low, &high, &trail, 3);
    assert_near(low, 30.0, 1e-8);
    assert_near(high, 50.0, 0.0);
    cw_trail_bounds(&low, &high, &trail, 0);
    assert_near(low, back[0], 0.0);
    assert_near(high, back[0], 0.0);
}

static void test_near_is_not_the_same(void **state)
{
    (void)state;
    cw_trail trail;
    cw_trail_begin(&trail, 1);
    assert_int_equal(cw_trail_add(&trail, (double[]){50.0}, 50.0), 0);
    assert_int_equal(cw_trail_add(&trail, (double[]){50.0 + 3.0 * CW_POINT_TOLERANCE}, 50.0), 0);
    assert_int_equal(cw_trail_add(&trail, (double[]){50.0 + 3.0 * CW_POINT_TOLERANCE}, 50.0), 1);
}

/* What is older than CW_TRAIL_STATES - 1 states is forgotten, and nothing read beyond. */
static void test_long_cycles_are_forgotten(void **state)
{
    (void)state;
    for (size_t length = CW_TRAIL_STATES - 2; length <= CW_TRAIL_STATES + 1; length++) {
        cw_trail trail;
        cw_trail_begin(&trail, 1);
        size_t recurs = 0;
        for (size_t k = 0; k <= length; k++) {
            double position = (double)(k % length);
            recurs = cw_trail_add(&trail, &position, position);
        }
        assert_int_equal(recurs, length < CW_TRAIL_STATES ? length : 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_cycle_is_seen_when_it_closes),
        cmocka_unit_test(test_near_is_not_the_same),
        cmocka_unit_test(test_long_cycles_are_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
