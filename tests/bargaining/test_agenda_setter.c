#include "bargaining/support.h"

/* Seven voters and a setter without a vote; computed by brute force. */
static double seven_and_a_setter(double wish, double status_quo, double quota)
{
    const double votes[8] = {1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0};
    fixture table;
    fixture_set(&table, 8, (double[]){10.0, 20.0, 30.0, 45.0, 55.0, 70.0, 90.0, wish}, status_quo);
    cw_game *rule = rule_weights(votes, 8, quota);
    table.problem.rule = rule;
    table.problem.proposer = 7;
    double point = outcome_of("agenda-setter", &table.problem).point;
    rule_free(rule);
    return point;
}

static void test_seven_voters(void **state)
{
    (void)state;
    assert_near(seven_and_a_setter(100.0, 0.0, 5.0), 60.0, 0.0);
    assert_near(seven_and_a_setter(50.0, 0.0, 5.0), 50.0, 0.0);
    assert_near(seven_and_a_setter(100.0, 40.0, 5.0), 40.0, 0.0);
    assert_near(seven_and_a_setter(100.0, 40.0, 4.0), 50.0, 0.0);
    assert_near(seven_and_a_setter(100.0, 0.0, 7.0), 20.0, 0.0);
    assert_near(seven_and_a_setter(100.0, 40.0, 8.0), 40.0, 0.0);
}

static void test_unanimity_winset(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, 3, (double[]){60.0, 80.0, 90.0}, 40.0);
    table.problem.proposer = 2;
    cw_bargaining_outcome outcome = outcome_of("agenda-setter", &table.problem);
    assert_near(outcome.low, 40.0, 0.0);
    assert_near(outcome.high, 80.0, 0.0);
    assert_near(outcome.point, 80.0, 0.0);
    table.position[0] = 20.0;
    table.position[1] = 60.0;
    outcome = outcome_of("agenda-setter", &table.problem);
    assert_near(outcome.low, 40.0, 0.0);
    assert_near(outcome.high, 40.0, 0.0);
    assert_near(outcome.point, 40.0, 0.0);
}

/* What no deal costs is what the setter can take. */
static void test_cost_of_no_deal_widens(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, 2, (double[]){20.0, 90.0}, 40.0);
    table.problem.proposer = 1;
    for (double cost = 0.0; cost <= 70.0; cost += 10.0) {
        table.cost[0] = cost;
        assert_near(outcome_of("agenda-setter", &table.problem).point, fmin(40.0 + cost, 90.0),
                    1e-12);
    }
}

static bool accepts(const cw_bargaining_problem *problem, size_t actor, double z)
{
    return cw_utility(problem->loss, problem->position[actor], z) >=
           cw_utility(problem->loss, problem->position[actor], problem->status_quo) -
               problem->no_deal_cost[actor] - 1e-9;
}

/* Second computation, from the definition: of all points of a grid that enough accept, the one the
 * setter likes best. */
static double best_on_grid(const fixture *table, const double *votes, double quota)
{
    const cw_bargaining_problem *problem = &table->problem;
    double wish = problem->position[problem->proposer];
    double best = problem->status_quo;
    for (int step = 0; step <= 2000; step++) {
        double z = step / 20.0;
        double sum = 0.0;
        for (size_t m = 0; m < problem->actors; m++) {
            sum += accepts(problem, m, z) ? votes[m] : 0.0;
        }
        if (sum >= quota && fabs(z - wish) < fabs(best - wish)) {
            best = z;
        }
    }
    return best;
}

static void test_against_a_grid(void **state)
{
    (void)state;
    uint64_t stream = 51;
    for (int k = 0; k < 300; k++) {
        fixture table;
        double votes[9];
        double total = 0.0;
        fixture_random(&table, &stream, 1 + random_below(&stream, 9));
        for (size_t m = 0; m < table.problem.actors; m++) {
            votes[m] = (double)random_below(&stream, 10);
            total += votes[m];
        }
        double quota = 1.0 + (double)random_below(&stream, (size_t)total + 1);
        cw_game *rule = rule_weights(votes, table.problem.actors, quota);
        table.problem.rule = rule;
        double wish = table.position[table.problem.proposer];
        double point = outcome_of("agenda-setter", &table.problem).point;
        double grid = best_on_grid(&table, votes, quota);
        assert_near(fabs(point - wish), fabs(grid - wish), 0.05 + 1e-9);
        assert_true(fabs(point - wish) <= fabs(grid - wish) + 1e-9);
        rule_free(rule);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_seven_voters),
        cmocka_unit_test(test_unanimity_winset),
        cmocka_unit_test(test_cost_of_no_deal_widens),
        cmocka_unit_test(test_against_a_grid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
