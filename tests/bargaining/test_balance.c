/* Where pulls balance: against bisection to the last digit, and against closed forms. */
#include "bargaining/support.h"

#include <float.h>
#include <string.h>

#include "bargaining/balance.h"

/* A random set of pulls on an interval, as Nash bargaining makes them: `low` is the highest floor, `high`
 * the lowest ceiling; weights over many orders of magnitude, some poles at the ends themselves. */
typedef struct scene {
    cw_pulls pulls;
    size_t up_from, down_to;
    double low, high;
} scene;

static void draw_scene(scene *out, uint64_t *stream, bool both_ways)
{
    size_t count = 2 + random_below(stream, 11);
    double spread = random_below(stream, 2) == 0 ? 2.0 : 30.0;
    double reach = random_below(stream, 4) == 0 ? 1000.0 : 80.0;
    out->low = 40.0 * random_next(stream);
    out->high = out->low + 60.0 * pow(10.0, -6.0 * random_next(stream));
    out->pulls.count = count;
    out->down_to = both_ways ? count : 1 + random_below(stream, count - 1);
    out->up_from = both_ways ? 0 : out->down_to;
    for (size_t m = 0; m < count; m++) {
        bool at_end = random_below(stream, 4) == 0;
        out->pulls.weight[m] = pow(10.0, -spread * random_next(stream));
        out->pulls.floor[m] = out->low - (at_end ? 0.0 : reach * random_next(stream));
        out->pulls.ceiling[m] = out->high + (at_end ? 0.0 : reach * random_next(stream));
    }
}

/* The net pull in extended precision; infinite at a pole, with the sign of the end. */
static long double net_at(const scene *of, long double z)
{
    long double net = 0.0L;
    for (size_t m = of->up_from; m < of->pulls.count; m++)
        net += (long double)of->pulls.weight[m] / (z - (long double)of->pulls.floor[m]);
    for (size_t m = 0; m < of->down_to; m++)
        net -= (long double)of->pulls.weight[m] / ((long double)of->pulls.ceiling[m] - z);
    return net;
}

/* 120 halvings: to the last digit of a long double. The ends themselves may be poles and are never asked. */
static double bisected(const scene *of)
{
    long double low = (long double)of->low;
    long double high = (long double)of->high;
    for (int k = 0; k < 120; k++) {
        long double middle = low + (high - low) / 2.0L;
        if (middle > low && middle < high)
            *(net_at(of, middle) >= 0.0L ? &low : &high) = middle;
    }
    return (double)low;
}

/* The bound of the header: CW_BALANCE_ERROR and the rounding of pulls from up to 1060 points away. */
static void assert_balanced(const scene *of)
{
    double found = cw_pulls_balance(&of->pulls, of->up_from, of->down_to, of->low, of->high);
    double farthest = 0.0;
    for (size_t m = 0; m < of->pulls.count; m++)
        farthest =
            fmax(farthest, fmax(of->high - of->pulls.floor[m], of->pulls.ceiling[m] - of->low));
    assert_true(found >= of->low && found <= of->high);
    assert_near(found, bisected(of), CW_BALANCE_ERROR + 16.0 * DBL_EPSILON * farthest);
}

static void test_as_bisection_finds_it(void **state)
{
    (void)state;
    uint64_t stream = 11;
    for (int k = 0; k < 60000; k++) {
        scene drawn;
        draw_scene(&drawn, &stream, k % 2 == 0);
        assert_balanced(&drawn);
    }
}

/* A feather a hair's breadth off its pole balances a heavy pull: steps there are small long before they
 * are right. */
static void test_close_to_the_pole_of_a_feather(void **state)
{
    (void)state;
    for (double feather = 1e-3; feather > 1e-18; feather /= 3.0) {
        for (double heavy = 1.0; heavy < 2.0; heavy += 0.03125) {
            scene close = {.pulls = {.count = 3,
                                     .weight = {heavy * 40.0, feather, 60.0},
                                     .floor = {0.0, 20.0, -40.0},
                                     .ceiling = {60.0, 100.0, 100.0}},
                           .up_from = 1,
                           .down_to = 1,
                           .low = 20.0,
                           .high = 60.0};
            assert_balanced(&close);
        }
    }
}

/* One against one: z = floor + b / (a + b) (ceiling - floor), cut to the interval. */
static void test_two_in_closed_form(void **state)
{
    (void)state;
    scene two = {
        .pulls = {.count = 2, .weight = {1.0, 3.0}, .floor = {0.0, 10.0}, .ceiling = {90.0, 0.0}},
        .up_from = 1,
        .down_to = 1,
        .low = 10.0,
        .high = 90.0};
    assert_near(cw_pulls_balance(&two.pulls, 1, 1, 10.0, 90.0), 70.0, 0.0);
    assert_near(cw_pulls_balance(&two.pulls, 1, 1, 10.0, 60.0), 60.0, 0.0);
    assert_near(cw_pulls_balance(&two.pulls, 1, 1, 75.0, 80.0), 75.0, 0.0);
}

/* All that pull one way share a pole: they act as one. */
static void test_shared_poles_in_closed_form(void **state)
{
    (void)state;
    cw_pulls pulls = {.count = 5,
                      .weight = {0.5, 0.5, 1.0, 1.0, 1.0},
                      .floor = {0.0, 0.0, 10.0, 10.0, 10.0},
                      .ceiling = {90.0, 90.0, 0.0, 0.0, 0.0}};
    assert_near(cw_pulls_balance(&pulls, 2, 2, 10.0, 90.0), 70.0, 1e-13);
}

/* The end that all the net pull points to, and the end where nobody holds against it. */
static void test_ends(void **state)
{
    (void)state;
    uint64_t stream = 12;
    int at_low = 0;
    int at_high = 0;
    for (int k = 0; k < 20000; k++) {
        scene drawn;
        draw_scene(&drawn, &stream, false);
        double whole = drawn.high - drawn.low;
        drawn.low += whole * random_next(&stream);
        drawn.high -= (drawn.high - drawn.low) * random_next(&stream);
        assert_balanced(&drawn);
        double found =
            cw_pulls_balance(&drawn.pulls, drawn.up_from, drawn.down_to, drawn.low, drawn.high);
        at_low += found == drawn.low;
        at_high += found == drawn.high;
        assert_near(
            cw_pulls_balance(&drawn.pulls, drawn.pulls.count, drawn.down_to, drawn.low, drawn.high),
            drawn.low, 0.0);
        assert_near(cw_pulls_balance(&drawn.pulls, drawn.up_from, 0, drawn.low, drawn.high),
                    drawn.high, 0.0);
    }
    assert_true(at_low > 1000 && at_high > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_bisection_finds_it),
        cmocka_unit_test(test_close_to_the_pole_of_a_feather),
        cmocka_unit_test(test_two_in_closed_form),
        cmocka_unit_test(test_shared_poles_in_closed_form),
        cmocka_unit_test(test_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
