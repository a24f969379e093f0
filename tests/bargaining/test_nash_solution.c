#include "bargaining/support.h"

static double solution(const fixture *table)
{
    cw_agreement agreement;
    cw_agreement_find(&agreement, &table->problem);
    return cw_nash_solution(&table->problem, NULL, agreement.low, agreement.high);
}

/* Three against nothing, x 40 60 100: maximised on a grid of 0.01 by an independent program. */
static void test_three_players(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, 3, (double[]){40.0, 60.0, 100.0}, 0.0);
    assert_near(solution(&table), 53.33, 0.005);
    table.capability[1] = 2.0;
    assert_near(solution(&table), 60.0, 1e-9);
    table.capability[1] = 1.0;
    table.problem.loss = CW_LOSS_QUADRATIC;
    assert_near(solution(&table), 52.19, 0.005);
}

/* Two on either side of the status quo: z = status quo + a_j D_i - a_i D_j while z lies between
 * their positions; beyond, the one who has all it wants is held at the bound of that segment. */
static void test_two_players_closed_form_with_corners(void **state)
{
    (void)state;
    uint64_t stream = 3;
    int inside = 0;
    int corners = 0;
    for (int k = 0; k < 20000; k++) {
        fixture table;
        double x[2] = {40.0 * random_next(&stream), 60.0 + 40.0 * random_next(&stream)};
        fixture_set(&table, 2, x, x[0] + (x[1] - x[0]) * random_next(&stream));
        double share = random_next(&stream);
        table.capability[0] = share;
        table.capability[1] = 1.0 - share;
        table.cost[0] = 100.0 * random_next(&stream);
        table.cost[1] = 100.0 * random_next(&stream);
        double closed =
            table.problem.status_quo + (1.0 - share) * table.cost[0] - share * table.cost[1];
        bool is_inside = closed >= x[0] && closed <= x[1];
        closed = fmin(fmax(closed, x[0]), x[1]);
        assert_near(solution(&table), closed, 1e-9);
        inside += is_inside;
        corners += !is_inside;
    }
    assert_true(inside > 1000 && corners > 1000);
}

/* Both on the same side of the status quo: the nearer one's wish or beyond, never past the
 * farther one's. */
static void test_two_players_who_both_want_change(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, 2, (double[]){60.0, 90.0}, 0.0);
    /* (z - 0) and 120 - z: balance at 60, the nearer wish itself. */
    assert_near(solution(&table), 60.0, 1e-9);
    table.capability[1] = 3.0;
    /* 3 / z = 1 / (120 - z). */
    assert_near(solution(&table), 90.0, 1e-9);
    table.capability[1] = 2.0;
    assert_near(solution(&table), 80.0, 1e-9);
}

static double sum_of_logarithms(const fixture *table, double z)
{
    const cw_bargaining_problem *problem = &table->problem;
    double sum = 0.0;
    double total = 0.0;
    for (size_t m = 0; m < problem->actors; m++) {
        double weight = problem->capability[m] * problem->salience[m];
        double gain = cw_utility(problem->loss, problem->position[m], z) -
                      cw_utility(problem->loss, problem->position[m], problem->status_quo) +
                      problem->no_deal_cost[m];
        if (weight > 0.0) {
            sum += weight * log(fmax(gain, 0.0));
            total += weight;
        }
    }
    return sum / total;
}

/* Second computation: no point of a fine grid does better, and the sum of logarithms, being
 * concave, falls on either side of the solution. */
static void test_no_point_of_a_grid_does_better(void **state)
{
    (void)state;
    uint64_t stream = 4;
    for (int k = 0; k < 1000; k++) {
        fixture table;
        fixture_random(&table, &stream, 1 + random_below(&stream, 12));
        cw_agreement agreement;
        cw_agreement_find(&agreement, &table.problem);
        double z = solution(&table);
        assert_true(z >= agreement.low && z <= agreement.high);
        double best = sum_of_logarithms(&table, z);
        for (int step = 0; step <= 200; step++) {
            double other = agreement.low + (agreement.high - agreement.low) * step / 200.0;
            double value = sum_of_logarithms(&table, other);
            assert_true(value <= best + 1e-9 || agreement.high - agreement.low < 1e-9);
        }
    }
}

static void test_weight_zero_only_bounds(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, 3, (double[]){20.0, 30.0, 90.0}, 50.0);
    table.cost[0] = 20.0;
    table.cost[1] = 5.0;
    table.cost[2] = 40.0;
    table.capability[1] = 0.0;
    cw_agreement agreement;
    cw_agreement_find(&agreement, &table.problem);
    assert_near(agreement.high, 55.0, 0.0);
    /* Between the two others alone: 50 + 20/2 - 40/2 = 40. */
    assert_near(solution(&table), 40.0, 1e-9);
    table.cost[0] = 90.0;
    /* 50 + 90/2 - 40/2 = 75, which the weightless one refuses. */
    assert_near(solution(&table), 55.0, 1e-9);
}

static void test_nobody_weighs(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, 2, (double[]){60.0, 90.0}, 10.0);
    table.salience[0] = 0.0;
    table.salience[1] = 0.0;
    assert_near(solution(&table), 10.0, 0.0);
}

static void test_no_cost_and_opposed_wishes_stay(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, 3, (double[]){0.0, 60.0, 100.0}, 30.0);
    assert_near(solution(&table), 30.0, 0.0);
    assert_near(outcome_of("nash", &table.problem).point, 30.0, 0.0);
}

/* Only the members of the coalition count. */
static void test_only_members_count(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, 3, (double[]){10.0, 60.0, 90.0}, 0.0);
    bool in[3] = {false, true, true};
    assert_near(cw_nash_solution(&table.problem, in, 0.0, 100.0), 60.0, 1e-9);
}

/* Weights so uneven that the solution crowds against one actor's limit. */
static void test_uneven_weights(void **state)
{
    (void)state;
    for (double ratio = 1.0; ratio < 1e15; ratio *= 10.0) {
        fixture table;
        fixture_set(&table, 4, (double[]){10.0, 20.0, 80.0, 90.0}, 50.0);
        for (size_t m = 0; m < 4; m++) {
            table.cost[m] = 10.0;
            table.capability[m] = m < 2 ? 1.0 : ratio;
        }
        /* Two alike on each side act as one: 50 + a_j 10 - a_i 10. */
        assert_near(solution(&table), 50.0 + 10.0 * (ratio - 1.0) / (ratio + 1.0), 1e-9);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_three_players),
        cmocka_unit_test(test_two_players_closed_form_with_corners),
        cmocka_unit_test(test_two_players_who_both_want_change),
        cmocka_unit_test(test_no_point_of_a_grid_does_better),
        cmocka_unit_test(test_weight_zero_only_bounds),
        cmocka_unit_test(test_nobody_weighs),
        cmocka_unit_test(test_no_cost_and_opposed_wishes_stay),
        cmocka_unit_test(test_only_members_count),
        cmocka_unit_test(test_uneven_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
