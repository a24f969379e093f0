#include "bargaining/support.h"
#include "bargaining/wins.h"

static void test_without_a_rule_all_agree(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, 3, (double[]){60.0, 80.0, 90.0}, 40.0);
    cw_agreement agreement;
    cw_agreement_find(&agreement, &table.problem);
    assert_true(agreement.exists);
    assert_true(agreement.in[0] && agreement.in[1] && agreement.in[2]);
    assert_near(agreement.low, 40.0, 0.0);
    assert_near(agreement.high, 80.0, 0.0);
    table.position[0] = 20.0;
    cw_agreement_find(&agreement, &table.problem);
    assert_near(agreement.low, 40.0, 0.0);
    assert_near(agreement.high, 40.0, 0.0);
    assert_true(cw_rule_is_monotone(&table.problem));
}

/* A rule that asks for everyone is no rule. */
static void test_unanimity_as_a_rule_is_the_same(void **state)
{
    (void)state;
    uint64_t stream = 31;
    for (size_t actors = 1; actors <= 100; actors = actors < 12 ? actors + 1 : actors + 22) {
        fixture table;
        fixture_random(&table, &stream, actors);
        cw_agreement without;
        cw_agreement with;
        cw_agreement_find(&without, &table.problem);
        cw_game *rule = rule_count(actors, actors);
        table.problem.rule = rule;
        cw_agreement_find(&with, &table.problem);
        rule_free(rule);
        assert_true(with.exists);
        assert_near(with.low, without.low, 0.0);
        assert_near(with.high, without.high, 0.0);
        for (size_t m = 0; m < actors; m++) {
            assert_true(with.in[m]);
        }
    }
}

static void check_members(const fixture *table, const bool *expected)
{
    cw_agreement agreement;
    cw_agreement_find(&agreement, &table->problem);
    assert_true(agreement.exists);
    for (size_t m = 0; m < table->problem.actors; m++) {
        assert_int_equal(agreement.in[m], expected[m]);
    }
}

/* Leiserson's parties: the majority of least range forms; ties go to weight, then downwards. */
static void test_least_range_then_weight_then_lower(void **state)
{
    (void)state;
    cw_game *majority = rule_count(5, 3);
    fixture table;
    fixture_set(&table, 5, (double[]){90.0, 10.0, 45.0, 60.0, 30.0}, 50.0);
    table.problem.rule = majority;
    check_members(&table, (bool[]){false, false, true, true, true});
    table.position[3] =
        65.0; /* 10 30 45 and 30 45 65 and 45 65 90: the first is as wide as the second */
    check_members(&table, (bool[]){false, true, true, false, true});
    table.capability[3] = 2.0;
    check_members(&table, (bool[]){false, false, true, true, true});
    rule_free(majority);
}

/* Who stands where the last one stands comes along: the range is the same, the weight greater. */
static void test_those_at_the_edge_come_along(void **state)
{
    (void)state;
    cw_game *majority = rule_count(5, 3);
    fixture table;
    fixture_set(&table, 5, (double[]){20.0, 20.0, 20.0, 20.0, 80.0}, 50.0);
    table.problem.rule = majority;
    check_members(&table, (bool[]){true, true, true, true, false});
    rule_free(majority);
}

static void test_no_coalition_wins(void **state)
{
    (void)state;
    cw_game *impossible = rule_weights((double[]){1.0, 1.0, 1.0}, 3, 4.0);
    fixture table;
    fixture_set(&table, 3, (double[]){10.0, 20.0, 30.0}, 70.0);
    table.problem.rule = impossible;
    cw_agreement agreement;
    cw_agreement_find(&agreement, &table.problem);
    assert_false(agreement.exists);
    assert_near(outcome_of("nash", &table.problem).point, 70.0, 0.0);
    rule_free(impossible);
}

/* Second computation: all coalitions, those connected and winning, least range, most weight. */
static void best_by_enumeration(size_t *best, const fixture *table, const double *votes,
                                double quota)
{
    double best_range = INFINITY;
    double best_weight = 0.0;
    size_t actors = table->problem.actors;
    for (size_t set = 1; set < (size_t)1 << actors; set++) {
        double low = INFINITY;
        double high = -INFINITY;
        double sum = 0.0;
        double weight = 0.0;
        for (size_t m = 0; m < actors; m++) {
            if ((set >> m & 1) != 0) {
                low = fmin(low, table->position[m]);
                high = fmax(high, table->position[m]);
                sum += votes[m];
                weight += table->capability[m] * table->salience[m];
            }
        }
        bool connected = true;
        for (size_t m = 0; m < actors; m++) {
            connected = connected && ((set >> m & 1) != 0 || table->position[m] <= low ||
                                      table->position[m] >= high);
        }
        bool better = high - low < best_range - 1e-9 ||
                      (high - low < best_range + 1e-9 && weight > best_weight + 1e-9);
        if (connected && sum >= quota && better) {
            best_range = high - low;
            best_weight = weight;
            *best = set;
        }
    }
}

static void test_against_enumeration(void **state)
{
    (void)state;
    uint64_t stream = 32;
    for (int k = 0; k < 400; k++) {
        fixture table;
        double votes[9];
        double total = 0.0;
        size_t actors = 1 + random_below(&stream, 9);
        fixture_random(&table, &stream, actors);
        for (size_t m = 0; m < actors; m++) {
            votes[m] = 1.0 + (double)random_below(&stream, 10);
            total += votes[m];
            /* Without ties in place: those keep the order of input, which enumeration ignores. */
            table.position[m] = 100.0 * random_next(&stream);
            table.capability[m] = 0.01 + random_next(&stream);
        }
        double quota = 1.0 + (double)random_below(&stream, (size_t)total);
        size_t best = 0;
        best_by_enumeration(&best, &table, votes, quota);
        cw_game *rule = rule_weights(votes, actors, quota);
        table.problem.rule = rule;
        cw_agreement agreement;
        cw_agreement_find(&agreement, &table.problem);
        for (size_t m = 0; m < actors; m++) {
            assert_int_equal(agreement.in[m], (best >> m & 1) != 0);
        }
        rule_free(rule);
    }
}

/* Every model says the same whether the agreement is found before or by itself. */
static void test_known_before(void **state)
{
    (void)state;
    uint64_t stream = 7;
    size_t count;
    (void)cw_outcome_models(&count);
    for (int k = 0; k < 500; k++) {
        fixture table;
        size_t actors = 2 + random_below(&stream, 7);
        fixture_random(&table, &stream, actors);
        cw_game *rule = rule_count(actors, 1 + random_below(&stream, actors));
        table.problem.rule = rule;
        cw_bargaining_outcome alone[CW_OUTCOME_MODELS_MAX], told[CW_OUTCOME_MODELS_MAX];
        assert_int_equal(cw_outcome_models_solve(alone, &table.problem), CW_OK);
        cw_agreement agreement;
        cw_agreement_find(&agreement, &table.problem);
        table.problem.agreement = &agreement;
        assert_int_equal(cw_outcome_models_solve(told, &table.problem), CW_OK);
        for (size_t m = 0; m < count; m++) {
            assert_true(alone[m].point == told[m].point ||
                        (alone[m].point != alone[m].point && told[m].point != told[m].point));
        }
        /* And that it is not looked for again: one that lets nobody decide leaves the status quo. */
        agreement.exists = false;
        assert_near(outcome_of("nash", &table.problem).point, table.problem.status_quo, 0.0);
        rule_free(rule);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_a_rule_all_agree),
        cmocka_unit_test(test_unanimity_as_a_rule_is_the_same),
        cmocka_unit_test(test_least_range_then_weight_then_lower),
        cmocka_unit_test(test_those_at_the_edge_come_along),
        cmocka_unit_test(test_no_coalition_wins),
        cmocka_unit_test(test_against_enumeration),
        cmocka_unit_test(test_known_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
