#include "bargaining/support.h"

static void test_unanimity_spans_all_positions(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, 3, (double[]){60.0, 80.0, 90.0}, 40.0);
    cw_bargaining_outcome outcome = outcome_of("core", &table.problem);
    assert_near(outcome.low, 60.0, 0.0);
    assert_near(outcome.high, 90.0, 0.0);
    assert_near(outcome.point, 60.0, 0.0);
    table.problem.status_quo = 75.0;
    assert_near(outcome_of("core", &table.problem).point, 75.0, 0.0);
}

/* Seven voters, quota q: between the pivots, the q-th from either end. */
static void test_quota_spans_the_pivots(void **state)
{
    (void)state;
    const double x[7] = {10.0, 20.0, 30.0, 45.0, 55.0, 70.0, 90.0};
    for (size_t quota = 4; quota <= 7; quota++) {
        fixture table;
        fixture_set(&table, 7, x, 100.0);
        cw_game *rule = rule_count(7, quota);
        table.problem.rule = rule;
        cw_bargaining_outcome outcome = outcome_of("core", &table.problem);
        rule_free(rule);
        assert_near(outcome.low, x[7 - quota], 0.0);
        assert_near(outcome.high, x[quota - 1], 0.0);
        assert_near(outcome.point, x[quota - 1], 0.0);
    }
}

/* A minority that can decide alone leaves nothing stable; a rule that nobody can meet, all. */
static void test_empty_and_whole(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, 4, (double[]){10.0, 20.0, 80.0, 90.0}, 50.0);
    cw_game *rule = rule_count(4, 2);
    table.problem.rule = rule;
    assert_true(isnan(outcome_of("core", &table.problem).point));
    rule_free(rule);
    rule = rule_weights((double[]){1.0, 1.0, 1.0, 1.0}, 4, 5.0);
    table.problem.rule = rule;
    cw_bargaining_outcome outcome = outcome_of("core", &table.problem);
    rule_free(rule);
    assert_near(outcome.low, 0.0, 0.0);
    assert_near(outcome.high, 100.0, 0.0);
    assert_near(outcome.point, 50.0, 0.0);
}

/* Whether those who like z better than y outvote the others. */
static bool beats(const fixture *table, const double *votes, double quota, double z, double y)
{
    double sum = 0.0;
    for (size_t m = 0; m < table->problem.actors; m++) {
        if (fabs(table->position[m] - z) < fabs(table->position[m] - y)) {
            sum += votes[m];
        }
    }
    return sum >= quota;
}

/* Second computation, from the definition: y is in the core if no z of the scale beats it. Whole
 * numbers throughout, so half steps are fine enough for z. */
static void test_against_the_definition(void **state)
{
    (void)state;
    uint64_t stream = 41;
    for (int k = 0; k < 100; k++) {
        fixture table;
        double votes[6];
        double total = 0.0;
        fixture_random(&table, &stream, 1 + random_below(&stream, 6));
        for (size_t m = 0; m < table.problem.actors; m++) {
            table.position[m] = (double)random_below(&stream, 21);
            votes[m] = 1.0 + (double)random_below(&stream, 5);
            total += votes[m];
        }
        double quota = floor(total / 2.0) + 1.0 +
                       (double)random_below(&stream, (size_t)(total - floor(total / 2.0)));
        cw_game *rule = rule_weights(votes, table.problem.actors, quota);
        table.problem.rule = rule;
        cw_bargaining_outcome outcome = outcome_of("core", &table.problem);
        rule_free(rule);
        for (double y = 0.0; y <= 22.0; y += 1.0) {
            bool beaten = false;
            for (double z = 0.0; z <= 22.0; z += 0.5) {
                beaten = beaten || beats(&table, votes, quota, z, y);
            }
            assert_int_equal(beaten, y < outcome.low || y > outcome.high);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unanimity_spans_all_positions),
        cmocka_unit_test(test_quota_spans_the_pivots),
        cmocka_unit_test(test_empty_and_whole),
        cmocka_unit_test(test_against_the_definition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
