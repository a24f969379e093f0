#include "bargaining/support.h"

static void test_losses_in_points(void **state)
{
    (void)state;
    assert_near(cw_utility(CW_LOSS_LINEAR, 30.0, 80.0), -50.0, 0.0);
    assert_near(cw_utility(CW_LOSS_QUADRATIC, 30.0, 80.0), -25.0, 0.0);
    assert_near(cw_utility(CW_LOSS_LINEAR, 0.0, 100.0), -100.0, 0.0);
    assert_near(cw_utility(CW_LOSS_QUADRATIC, 0.0, 100.0), -100.0, 0.0);
    assert_near(cw_utility(CW_LOSS_QUADRATIC, 42.0, 42.0), 0.0, 0.0);
}

static void test_acceptance_without_cost_reaches_as_far_beyond(void **state)
{
    (void)state;
    double low = NAN;
    double high = NAN;
    cw_acceptance_interval(&low, &high, CW_LOSS_LINEAR, 60.0, 40.0, 0.0);
    assert_near(low, 40.0, 0.0);
    assert_near(high, 80.0, 0.0);
    cw_acceptance_interval(&low, &high, CW_LOSS_QUADRATIC, 60.0, 40.0, 0.0);
    assert_near(low, 40.0, 0.0);
    assert_near(high, 80.0, 0.0);
}

static void test_acceptance_is_cut_to_the_scale(void **state)
{
    (void)state;
    double low = NAN;
    double high = NAN;
    cw_acceptance_interval(&low, &high, CW_LOSS_LINEAR, 95.0, 0.0, 30.0);
    assert_near(low, 0.0, 0.0);
    assert_near(high, 100.0, 0.0);
}

/* The ends are where u(z) = u(status quo) - D, unless the scale ends first; the status quo is
 * always inside. */
static void test_ends_solve_the_condition(void **state)
{
    (void)state;
    uint64_t stream = 1;
    for (int k = 0; k < 20000; k++) {
        cw_loss loss = k % 2 == 0 ? CW_LOSS_LINEAR : CW_LOSS_QUADRATIC;
        double position = 100.0 * random_next(&stream);
        double status_quo = 100.0 * random_next(&stream);
        double cost = k % 3 == 0 ? 0.0 : 50.0 * random_next(&stream);
        double low = NAN;
        double high = NAN;
        cw_acceptance_interval(&low, &high, loss, position, status_quo, cost);
        assert_true(low <= status_quo && status_quo <= high);
        double floor = cw_utility(loss, position, status_quo) - cost;
        if (low > CW_SCALE_LOW) {
            assert_near(cw_utility(loss, position, low), floor, 1e-9);
        } else {
            assert_true(cw_utility(loss, position, 0.0) >= floor - 1e-9);
        }
        if (high < CW_SCALE_HIGH) {
            assert_near(cw_utility(loss, position, high), floor, 1e-9);
        } else {
            assert_true(cw_utility(loss, position, 100.0) >= floor - 1e-9);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_losses_in_points),
        cmocka_unit_test(test_acceptance_without_cost_reaches_as_far_beyond),
        cmocka_unit_test(test_acceptance_is_cut_to_the_scale),
        cmocka_unit_test(test_ends_solve_the_condition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
