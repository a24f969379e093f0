/* Contests of positions: the weighted Condorcet winner and the probabilistic election. */
#include "bargaining/support.h"

static double throws_in(const fixture *table, size_t voter, double first, double second)
{
    const cw_bargaining_problem *problem = &table->problem;
    return table->capability[voter] * table->salience[voter] *
           (cw_utility(problem->loss, table->position[voter], first) -
            cw_utility(problem->loss, table->position[voter], second));
}

/* Second computation, from the definition: no position gathers more against the winner. */
static void test_nobody_beats_the_winner(void **state)
{
    (void)state;
    uint64_t stream = 71;
    for (int k = 0; k < 2000; k++) {
        fixture table;
        fixture_random(&table, &stream, 1 + random_below(&stream, 12));
        double winner = outcome_of("condorcet", &table.problem).point;
        for (size_t m = 0; m < table.problem.actors; m++) {
            double net = 0.0;
            for (size_t voter = 0; voter < table.problem.actors; voter++) {
                net += throws_in(&table, voter, winner, table.position[m]);
            }
            assert_true(net >= -1e-6);
        }
    }
}

static void test_linear_winner_is_the_weighted_median(void **state)
{
    (void)state;
    uint64_t stream = 72;
    for (int k = 0; k < 2000; k++) {
        fixture table;
        fixture_random(&table, &stream, 1 + random_below(&stream, 30));
        table.problem.loss = CW_LOSS_LINEAR;
        assert_near(outcome_of("condorcet", &table.problem).point,
                    outcome_of("weighted-median", &table.problem).point, 0.0);
    }
}

/* Under quadratic loss the winner is the position nearest to the weighted mean. */
static void test_quadratic_winner_is_nearest_to_the_mean(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, 4, (double[]){0.0, 10.0, 45.0, 100.0}, NAN);
    table.problem.loss = CW_LOSS_QUADRATIC;
    assert_near(outcome_of("condorcet", &table.problem).point, 45.0, 0.0);
    table.problem.loss = CW_LOSS_LINEAR;
    assert_near(outcome_of("condorcet", &table.problem).point, 10.0, 0.0);
}

static void test_two_positions_split_by_strength(void **state)
{
    (void)state;
    fixture table;
    double probability[3];
    fixture_set(&table, 3, (double[]){20.0, 60.0, 20.0}, NAN);
    table.capability[1] = 6.0;
    cw_election_probabilities(probability, &table.problem);
    assert_near(probability[0], 0.125, 1e-15);
    assert_near(probability[1], 0.75, 1e-15);
    assert_near(probability[2], 0.125, 1e-15);
    assert_near(outcome_of("probabilistic-condorcet", &table.problem).point, 50.0, 1e-12);
}

/* Second computation: products of pairwise probabilities, voter by voter, over the distinct
 * positions. */
static void election_by_definition(double *out, const fixture *table)
{
    size_t actors = table->problem.actors;
    double total = 0.0;
    for (size_t i = 0; i < actors; i++) {
        double product = 1.0;
        size_t alike = 0;
        for (size_t j = 0; j < actors; j++) {
            double for_i = 0.0;
            double for_j = 0.0;
            bool seen = false;
            for (size_t earlier = 0; earlier < j; earlier++) {
                seen = seen || table->position[earlier] == table->position[j];
            }
            alike += table->position[i] == table->position[j];
            for (size_t voter = 0; voter < actors; voter++) {
                double vote = throws_in(table, voter, table->position[i], table->position[j]);
                for_i += fmax(vote, 0.0);
                for_j += fmax(-vote, 0.0);
            }
            if (!seen && table->position[i] != table->position[j]) {
                product *= for_i / (for_i + for_j);
            }
        }
        out[i] = product / (double)alike;
        total += out[i];
    }
    for (size_t i = 0; i < actors; i++) {
        out[i] /= total;
    }
}

static void test_against_the_definition(void **state)
{
    (void)state;
    uint64_t stream = 73;
    for (int k = 0; k < 1000; k++) {
        fixture table;
        double probability[15];
        double expected[15];
        fixture_random(&table, &stream, 1 + random_below(&stream, 15));
        for (size_t m = 0; m < table.problem.actors; m++) {
            table.capability[m] += 0.01;
        }
        cw_election_probabilities(probability, &table.problem);
        election_by_definition(expected, &table);
        double sum = 0.0;
        for (size_t m = 0; m < table.problem.actors; m++) {
            assert_near(probability[m], expected[m], 1e-9);
            sum += probability[m];
        }
        assert_near(sum, 1.0, 1e-12);
    }
}

/* Splitting an actor in two of half the weight changes nothing. */
static void test_split_actor(void **state)
{
    (void)state;
    uint64_t stream = 74;
    for (int k = 0; k < 500; k++) {
        fixture table;
        fixture_random(&table, &stream, 2 + random_below(&stream, 8));
        double before[2] = {outcome_of("condorcet", &table.problem).point,
                            outcome_of("probabilistic-condorcet", &table.problem).point};
        size_t last = table.problem.actors++;
        table.capability[0] /= 2.0;
        table.capability[last] = table.capability[0];
        table.salience[last] = table.salience[0];
        table.position[last] = table.position[0];
        table.cost[last] = 0.0;
        assert_near(outcome_of("condorcet", &table.problem).point, before[0], 1e-9);
        assert_near(outcome_of("probabilistic-condorcet", &table.problem).point, before[1], 1e-9);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nobody_beats_the_winner),
        cmocka_unit_test(test_linear_winner_is_the_weighted_median),
        cmocka_unit_test(test_quadratic_winner_is_nearest_to_the_mean),
        cmocka_unit_test(test_two_positions_split_by_strength),
        cmocka_unit_test(test_against_the_definition),
        cmocka_unit_test(test_split_actor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
