#include <string.h>

#include "bargaining/support.h"

static void test_every_model_describes_itself(void **state)
{
    (void)state;
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    assert_true(count >= 7);
    for (size_t k = 0; k < count; k++) {
        const cw_outcome_model *model = models[k];
        assert_ptr_equal(cw_outcome_model_find(model->id), model);
        assert_true(strspn(model->id, "abcdefghijklmnopqrstuvwxyz-") == strlen(model->id));
        const char *const texts[] = {model->title, model->idea, model->paper, model->limits,
                                     model->cost};
        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
            assert_non_null(texts[t]);
            assert_true(strlen(texts[t]) > 3);
        }
        assert_non_null(model->solve);
    }
    assert_null(cw_outcome_model_find("no-such-model"));
    assert_null(cw_outcome_model_find(""));
}

/* Solves by the plain mean and tells the status; the outcome must be untouched where it fails. */
static cw_status status_of(const cw_bargaining_problem *problem)
{
    cw_bargaining_outcome outcome = {-7.0, -7.0, -7.0};
    cw_status status = cw_outcome_model_solve(cw_outcome_model_find("mean"), &outcome, problem);
    assert_true((status == CW_OK) == (outcome.point != -7.0));
    return status;
}

static void test_unsound_problems_are_refused(void **state)
{
    (void)state;
    const double wrong_positions[] = {-0.001, 100.001, NAN, INFINITY};
    const double wrong_amounts[] = {-1.0, NAN, INFINITY};
    fixture table;
    fixture_set(&table, 3, NULL, 50.0);
    assert_int_equal(status_of(&table.problem), CW_OK);
    for (size_t k = 0; k < 4; k++) {
        table.position[1] = wrong_positions[k];
        assert_int_equal(status_of(&table.problem), CW_ERROR_USAGE);
        table.position[1] = 50.0;
    }
    for (size_t k = 0; k < 3; k++) {
        double *const amounts[] = {table.capability, table.salience, table.cost};
        for (size_t which = 0; which < 3; which++) {
            amounts[which][2] = wrong_amounts[k];
            assert_int_equal(status_of(&table.problem), CW_ERROR_USAGE);
            amounts[which][2] = 1.0;
        }
    }
    table.salience[0] = 1.001;
    assert_int_equal(status_of(&table.problem), CW_ERROR_USAGE);
}

static void test_unsound_tables_are_refused(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, CW_ACTORS_MAX, NULL, 50.0);
    assert_int_equal(status_of(&table.problem), CW_OK);
    table.problem.actors = CW_ACTORS_MAX + 1;
    assert_int_equal(status_of(&table.problem), CW_ERROR_USAGE);
    table.problem.actors = 0;
    assert_int_equal(status_of(&table.problem), CW_ERROR_USAGE);
    table.problem.actors = 3;
    table.problem.proposer = 3;
    assert_int_equal(status_of(&table.problem), CW_ERROR_USAGE);
    table.problem.proposer = 2;
    table.problem.status_quo = 101.0;
    assert_int_equal(status_of(&table.problem), CW_ERROR_USAGE);
    table.problem.status_quo = NAN;
    table.problem.no_deal_cost = NULL;
    assert_int_equal(status_of(&table.problem), CW_OK);
}

/* What a model needs and the problem lacks makes it silent, not wrong. */
static void test_missing_needs_give_nan(void **state)
{
    (void)state;
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    for (size_t k = 0; k < count; k++) {
        fixture table;
        fixture_set(&table, 3, NULL, NAN);
        table.salience[0] = table.salience[1] = table.salience[2] = 0.0;
        const unsigned lacking = CW_NEEDS_WEIGHTS | CW_NEEDS_STATUS_QUO | CW_NEEDS_PROPOSER;
        cw_bargaining_outcome outcome = outcome_of(models[k]->id, &table.problem);
        bool is_silent = (models[k]->needs & lacking) != 0;
        assert_int_equal(isnan(outcome.point) != 0, is_silent);
        assert_int_equal(isnan(outcome.low) != 0, is_silent);
        assert_int_equal(isnan(outcome.high) != 0, is_silent);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_model_describes_itself),
        cmocka_unit_test(test_unsound_problems_are_refused),
        cmocka_unit_test(test_unsound_tables_are_refused),
        cmocka_unit_test(test_missing_needs_give_nan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
