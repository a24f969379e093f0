/* Alternating offers and legislative bargaining. */
#include "bargaining/support.h"

static double share_of(double d1, double b1, double d2, double b2)
{
    double share = NAN;
    assert_int_equal(cw_rubinstein_share(&share, (cw_patience){d1, b1}, (cw_patience){d2, b2}),
                     CW_OK);
    return share;
}

static void test_rubinstein(void **state)
{
    (void)state;
    assert_near(share_of(.9, 0, .8, 0), .7142857, 5e-8);
    assert_near(share_of(.9, 0, .9, .3), .5263158, 5e-8);
    assert_near(share_of(.9, 0, .9, .6), .4, 1e-12);
    assert_near(share_of(.5, 0, 0, 0), 1.0, 0.0);
    assert_near(share_of(.9, .5, .9, .5), .5, 1e-12);
}

/* Second computation: the values of moving first, iterated to their fixed point. */
static void test_rubinstein_against_iteration(void **state)
{
    (void)state;
    uint64_t stream = 101;
    for (int k = 0; k < 10000; k++) {
        double d1 = 0.98 * random_next(&stream);
        double d2 = 0.98 * random_next(&stream);
        double b1 = random_next(&stream);
        double b2 = (1.0 - b1) * random_next(&stream);
        double v1 = 0.5;
        double v2 = 0.5;
        for (int step = 0; step < 2000; step++) {
            double next = 1.0 - fmax(d2 * v2, b2);
            v2 = 1.0 - fmax(d1 * v1, b1);
            v1 = next;
        }
        assert_near(share_of(d1, b1, d2, b2), v1, 1e-9);
    }
}

static void test_rubinstein_refuses(void **state)
{
    (void)state;
    double share = -1.0;
    cw_patience sound = {.9, 0};
    const cw_patience wrong[] = {{-.1, 0}, {1.1, 0}, {NAN, 0}, {.5, -.1}, {.5, 1.1}, {.5, NAN}};
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        assert_int_equal(cw_rubinstein_share(&share, wrong[k], sound), CW_ERROR_USAGE);
        assert_int_equal(cw_rubinstein_share(&share, sound, wrong[k]), CW_ERROR_USAGE);
    }
    assert_int_equal(cw_rubinstein_share(&share, (cw_patience){1, 0}, (cw_patience){1, 0}),
                     CW_ERROR_USAGE);
    assert_int_equal(cw_rubinstein_share(&share, (cw_patience){.5, .6}, (cw_patience){.5, .5}),
                     CW_ERROR_USAGE);
    assert_near(share, -1.0, 0.0);
}

/* Between 20 and 80, the first mover at 80: from afar 1 / 1.9 of the distance; with the status quo
 * between them and no cost, nobody can do better than stay. */
static void test_rubinstein_on_the_scale(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, 2, (double[]){20.0, 80.0}, 50.0);
    table.problem.proposer = 1;
    assert_near(outcome_of("rubinstein", &table.problem).point, 50.0, 1e-9);
    table.cost[0] = table.cost[1] = 100.0;
    assert_near(outcome_of("rubinstein", &table.problem).point, 20.0 + 60.0 / 1.9, 1e-9);
    table.problem.proposer = 0;
    assert_near(outcome_of("rubinstein", &table.problem).point, 80.0 - 60.0 / 1.9, 1e-9);
    fixture_set(&table, 3, NULL, 50.0);
    table.problem.proposer = 0;
    assert_true(isnan(outcome_of("rubinstein", &table.problem).point));
}

static void test_baron_ferejohn_with_equal_chances(void **state)
{
    (void)state;
    double value[9];
    double proposer = NAN;
    assert_int_equal(cw_baron_ferejohn(value, &proposer, NULL, 3, 2, 1.0), CW_OK);
    assert_near(proposer, 2.0 / 3.0, 1e-12);
    assert_int_equal(cw_baron_ferejohn(value, &proposer, NULL, 5, 3, .9), CW_OK);
    assert_near(proposer, .64, 1e-12);
    assert_near(.9 * value[4], .18, 1e-12);
    for (size_t members = 1; members <= 9; members++) {
        for (size_t quota = 1; quota <= members; quota++) {
            assert_int_equal(cw_baron_ferejohn(value, &proposer, NULL, members, quota, .8), CW_OK);
            assert_near(proposer, 1.0 - (double)(quota - 1) * .8 / (double)members, 1e-12);
            assert_near(value[0], 1.0 / (double)members, 1e-12);
        }
    }
}

/* Unanimity: each is worth its chance to propose, whatever the discount below 1 (Merlo & Wilson
 * 1995 for the general case; here v = p (1 - d (1 - v)) + d v (1 - p) gives v = p). */
static void test_baron_ferejohn_unanimity_is_proportional(void **state)
{
    (void)state;
    const double chances[4] = {.1, .2, .3, .4};
    double value[4];
    double proposer = NAN;
    assert_int_equal(cw_baron_ferejohn(value, &proposer, chances, 4, 4, .7), CW_OK);
    for (size_t m = 0; m < 4; m++) {
        assert_near(value[m], chances[m], 1e-9);
    }
}

/* Who always proposes keeps all but what buys the others, who are worth nothing. */
static void test_baron_ferejohn_dictator_of_the_agenda(void **state)
{
    (void)state;
    const double chances[3] = {0.0, 1.0, 0.0};
    double value[3];
    double proposer = NAN;
    assert_int_equal(cw_baron_ferejohn(value, &proposer, chances, 3, 2, .9), CW_OK);
    assert_near(value[1], 1.0, 1e-9);
    assert_near(value[0], 0.0, 1e-9);
    assert_near(proposer, 1.0, 1e-9);
}

/* The sum of the quota - 1 least values but m's own. */
static double cheapest(const double *value, size_t members, size_t quota, size_t m)
{
    bool used[16] = {false};
    double sum = 0.0;
    used[m] = true;
    for (size_t bought = 0; bought + 1 < quota; bought++) {
        size_t least = CW_NONE;
        for (size_t other = 0; other < members; other++) {
            if (!used[other] && (least == CW_NONE || value[other] < value[least])) {
                least = other;
            }
        }
        used[least] = true;
        sum += value[least];
    }
    return sum;
}

/* Second computation, from the definition: values add up to 1; who is dearer than every coalition
 * needs gets just what proposing brings; nobody gets less; who is always needed gets its wages
 * too. */
static void test_baron_ferejohn_is_an_equilibrium(void **state)
{
    (void)state;
    uint64_t stream = 102;
    for (int k = 0; k < 10000; k++) {
        double chances[12];
        double value[12];
        double proposer = NAN;
        double sum = 0.0;
        size_t members = 2 + random_below(&stream, 10);
        size_t quota = 1 + random_below(&stream, members);
        double discount = 0.99 * random_next(&stream);
        for (size_t m = 0; m < members; m++) {
            chances[m] = 0.01 + random_next(&stream);
            sum += chances[m];
        }
        for (size_t m = 0; m < members; m++) {
            chances[m] /= sum;
        }
        assert_int_equal(cw_baron_ferejohn(value, &proposer, chances, members, quota, discount),
                         CW_OK);
        double total = 0.0;
        double wages = 0.0;
        double kept = 0.0;
        for (size_t m = 0; m < members; m++) {
            double keeps = 1.0 - discount * cheapest(value, members, quota, m);
            double wage = value[m] - chances[m] * keeps;
            assert_true(wage >= -1e-9);
            assert_true(wage <= discount * value[m] * (1.0 - chances[m]) + 1e-9);
            total += value[m];
            wages += wage;
            kept += chances[m] * keeps;
        }
        assert_near(total, 1.0, 1e-9);
        assert_near(kept, proposer, 1e-9);
        assert_near(wages, 1.0 - kept, 1e-9);
    }
}

static void test_baron_ferejohn_refuses(void **state)
{
    (void)state;
    double value[3] = {-1.0, -1.0, -1.0};
    double proposer = -1.0;
    const double wrong[3] = {.5, .6, .2};
    const double negative[3] = {-.5, 1.0, .5};
    assert_int_equal(cw_baron_ferejohn(value, &proposer, NULL, 0, 1, .5), CW_ERROR_USAGE);
    assert_int_equal(cw_baron_ferejohn(value, &proposer, NULL, 3, 0, .5), CW_ERROR_USAGE);
    assert_int_equal(cw_baron_ferejohn(value, &proposer, NULL, 3, 4, .5), CW_ERROR_USAGE);
    assert_int_equal(cw_baron_ferejohn(value, &proposer, NULL, 3, 2, 1.5), CW_ERROR_USAGE);
    assert_int_equal(cw_baron_ferejohn(value, &proposer, NULL, 3, 2, NAN), CW_ERROR_USAGE);
    assert_int_equal(cw_baron_ferejohn(value, &proposer, wrong, 3, 2, .5), CW_ERROR_USAGE);
    assert_int_equal(cw_baron_ferejohn(value, &proposer, negative, 3, 2, .5), CW_ERROR_USAGE);
    assert_near(value[0] + proposer, -2.0, 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rubinstein),
        cmocka_unit_test(test_rubinstein_against_iteration),
        cmocka_unit_test(test_rubinstein_refuses),
        cmocka_unit_test(test_rubinstein_on_the_scale),
        cmocka_unit_test(test_baron_ferejohn_with_equal_chances),
        cmocka_unit_test(test_baron_ferejohn_unanimity_is_proportional),
        cmocka_unit_test(test_baron_ferejohn_dictator_of_the_agenda),
        cmocka_unit_test(test_baron_ferejohn_is_an_equilibrium),
        cmocka_unit_test(test_baron_ferejohn_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
