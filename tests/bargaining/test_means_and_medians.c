#include "bargaining/support.h"

/* Bueno de Mesquita 1994, Table 1, as printed in Scholz, Calbert & Smith 2011: the delay, in years
 * after 1989, of emission standards for cars. NL BE LU DE FR IT UK IE DK GR. */
static const double emission_position[10] = {4, 7, 4, 4, 10, 10, 10, 7, 4, 7};
static const double emission_capability[10] = {.08, .08, .03, .16, .16, .16, .16, .05, .05, .08};
static const double emission_salience[10] = {.8, .4, .2, .8, .6, .6, .9, .1, 1.0, .7};

static void emission(fixture *table)
{
    fixture_set(table, 10, emission_position, NAN);
    for (size_t m = 0; m < 10; m++) {
        table->capability[m] = emission_capability[m];
        table->salience[m] = emission_salience[m];
    }
}

static void test_emission_standards(void **state)
{
    (void)state;
    fixture table;
    emission(&table);
    assert_near(outcome_of("weighted-mean", &table.problem).point, 7.389956, 5e-7);
    assert_near(outcome_of("weighted-median", &table.problem).point, 7.0, 0.0);
    assert_near(outcome_of("mean", &table.problem).point, 6.7, 1e-12);
    assert_near(outcome_of("median", &table.problem).point, 7.0, 0.0);
}

static void test_median_of_an_even_number_is_between(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, 4, (double[]){80.0, 10.0, 30.0, 40.0}, NAN);
    cw_bargaining_outcome outcome = outcome_of("median", &table.problem);
    assert_near(outcome.point, 35.0, 0.0);
    assert_near(outcome.low, 30.0, 0.0);
    assert_near(outcome.high, 40.0, 0.0);
}

/* The tie rule: where exactly half of the weight lies at a position or below, that position. 0.1,
 * 0.2 and 0.3 do not add up in binary, and must tie all the same. */
static void test_weighted_median_ties_go_down(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, 2, (double[]){90.0, 20.0}, NAN);
    assert_near(outcome_of("weighted-median", &table.problem).point, 20.0, 0.0);
    fixture_set(&table, 3, (double[]){10.0, 20.0, 90.0}, NAN);
    table.capability[0] = 0.1;
    table.capability[1] = 0.2;
    table.capability[2] = 0.3;
    assert_near(outcome_of("weighted-median", &table.problem).point, 20.0, 0.0);
    fixture_set(&table, 4, (double[]){10.0, 90.0, 20.0, 30.0}, NAN);
    table.capability[0] = 0.7;
    table.capability[1] = 0.8;
    table.capability[2] = 0.0;
    table.capability[3] = 0.1;
    assert_near(outcome_of("weighted-median", &table.problem).point, 30.0, 0.0);
}

static double weighted_distance(const fixture *table, double z)
{
    double sum = 0.0;
    for (size_t m = 0; m < table->problem.actors; m++) {
        sum += table->capability[m] * table->salience[m] * fabs(table->position[m] - z);
    }
    return sum;
}

/* Second computation: the weighted median minimises the weighted distance, so no actor's position
 * does better. */
static void test_weighted_median_minimises_distance(void **state)
{
    (void)state;
    uint64_t stream = 11;
    for (int k = 0; k < 2000; k++) {
        fixture table;
        fixture_random(&table, &stream, 1 + random_below(&stream, 40));
        double point = outcome_of("weighted-median", &table.problem).point;
        double least = weighted_distance(&table, point);
        for (size_t m = 0; m < table.problem.actors; m++) {
            assert_true(least <= weighted_distance(&table, table.position[m]) * (1 + 1e-9) + 1e-9);
        }
    }
}

/* With equal weights the weighted models are the plain ones (odd numbers, for the median). */
static void test_equal_weights_are_plain(void **state)
{
    (void)state;
    uint64_t stream = 12;
    for (int k = 0; k < 2000; k++) {
        fixture table;
        fixture_random(&table, &stream, 2 * random_below(&stream, 20) + 1);
        for (size_t m = 0; m < table.problem.actors; m++) {
            table.capability[m] = 3.0;
            table.salience[m] = 0.25;
        }
        assert_near(outcome_of("weighted-mean", &table.problem).point,
                    outcome_of("mean", &table.problem).point, 1e-9);
        assert_near(outcome_of("weighted-median", &table.problem).point,
                    outcome_of("median", &table.problem).point, 0.0);
    }
}

static void test_weights_at_the_ends_of_the_numbers(void **state)
{
    (void)state;
    const double units[] = {1e-320, 1e-300, 1e300, 1.7e308};
    for (size_t k = 0; k < 4; k++) {
        fixture table;
        fixture_set(&table, 3, (double[]){10.0, 40.0, 100.0}, NAN);
        for (size_t m = 0; m < 3; m++) {
            table.capability[m] = units[k];
        }
        assert_near(outcome_of("weighted-mean", &table.problem).point, 50.0, 1e-9);
        assert_near(outcome_of("weighted-median", &table.problem).point, 40.0, 0.0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_emission_standards),
        cmocka_unit_test(test_median_of_an_even_number_is_between),
        cmocka_unit_test(test_weighted_median_ties_go_down),
        cmocka_unit_test(test_weighted_median_minimises_distance),
        cmocka_unit_test(test_equal_weights_are_plain),
        cmocka_unit_test(test_weights_at_the_ends_of_the_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
