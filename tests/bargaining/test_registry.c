#include <stdio.h>
#include <string.h>

#include "bargaining/support.h"

static void test_every_model_describes_itself(void **state)
{
    (void)state;
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models_all(&count);
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
        assert_int_equal(model->run != NULL, model->run_most > 0);
        assert_int_equal(model->run != NULL, model->growth > 0.0);
        assert_true(model->run == NULL || model->run_most > model->actors_most);
        assert_true((model->solve == NULL) != (model->solve_as == NULL));
        assert_int_equal(model->solve_as != NULL, model->setting_count > 0);
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

static void test_all_at_once_as_one_by_one(void **state)
{
    (void)state;
    cw_bargaining_outcome together[CW_OUTCOME_MODELS_MAX];
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    fixture table;
    fixture_set(&table, 5, NULL, 50.0);
    assert_int_equal(cw_outcome_models_solve(together, &table.problem), CW_OK);
    for (size_t k = 0; k < count; k++) {
        cw_bargaining_outcome alone;
        assert_int_equal(cw_outcome_model_solve(models[k], &alone, &table.problem), CW_OK);
        assert_memory_equal(&together[k].point, &alone.point, sizeof alone.point);
        assert_memory_equal(&together[k].low, &alone.low, sizeof alone.low);
        assert_memory_equal(&together[k].high, &alone.high, sizeof alone.high);
    }
    table.position[1] = -1.0;
    together[0].point = -7.0;
    assert_int_equal(cw_outcome_models_solve(together, &table.problem), CW_ERROR_USAGE);
    assert_true(together[0].point == -7.0);
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
    const cw_outcome_model *const *models = cw_outcome_models_all(&count);
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

/* The standard of each setting is one of its values, its name is asked for as help writes it. */
static void check_setting(const cw_outcome_model *model, size_t which)
{
    const cw_model_setting *setting = &model->settings[which];
    double value = model->setting[which];
    char name[256];
    cw_outcome_model made;
    assert_true(strlen(setting->idea) > 3);
    assert_true(strspn(setting->name, "abcdefghijklmnopqrstuvwxyz-") == strlen(setting->name));
    if (setting->words == NULL) {
        assert_true(value >= setting->least && value <= setting->most);
        return;
    }
    for (size_t k = 0; setting->words[k] != NULL; k++) {
        (void)snprintf(name, sizeof name, "%s:%s=%s", model->id, setting->name, setting->words[k]);
        assert_int_equal(cw_outcome_model_parse(&made, NULL, name), CW_OK);
        assert_near(made.setting[which], (double)k, 0.0);
        assert_ptr_equal(made.id, name);
    }
    (void)snprintf(name, sizeof name, "%s:%s=%s", model->id, setting->name,
                   setting->words[(size_t)value]);
    assert_int_equal(cw_outcome_model_parse(&made, NULL, name), CW_OK);
    assert_near(made.setting[which], value, 0.0);
}

static void test_settings(void **state)
{
    (void)state;
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models_all(&count);
    for (size_t k = 0; k < count; k++) {
        assert_true(models[k]->setting_count <= CW_MODEL_SETTINGS_MAX);
        for (size_t which = 0; which < models[k]->setting_count; which++) {
            check_setting(models[k], which);
        }
        cw_outcome_model made;
        assert_int_equal(cw_outcome_model_parse(&made, NULL, models[k]->id), CW_OK);
        assert_memory_equal(&made, models[k], sizeof made);
    }
}

/* The fault, and the bytes it points at. */
static void check_fault(const char *text, cw_model_fault_kind kind, const char *wrong)
{
    cw_model_fault fault;
    cw_outcome_model made = {.id = "untouched"};
    assert_int_equal(cw_outcome_model_parse(&made, &fault, text), CW_ERROR_INPUT);
    assert_string_equal(made.id, "untouched");
    assert_int_equal(fault.kind, kind);
    assert_int_equal(fault.length, strlen(wrong));
    assert_memory_equal(text + fault.first, wrong, fault.length);
}

static void test_faults_in_names(void **state)
{
    (void)state;
    check_fault("", CW_MODEL_FAULT_ID, "");
    check_fault("no-such:q=1", CW_MODEL_FAULT_ID, "no-such");
    check_fault("mean:q=1", CW_MODEL_FAULT_SETTING, "q");
    check_fault("challenge-a:", CW_MODEL_FAULT_FORM, "");
    check_fault("challenge-a:range", CW_MODEL_FAULT_FORM, "range");
    check_fault("challenge-a:q=1,", CW_MODEL_FAULT_FORM, "");
    check_fault("challenge-a:rang=fixed", CW_MODEL_FAULT_SETTING, "rang");
    check_fault("challenge-a:range=fix", CW_MODEL_FAULT_VALUE, "fix");
    check_fault("challenge-a:q=1.01", CW_MODEL_FAULT_VALUE, "1.01");
    check_fault("challenge-a:q=", CW_MODEL_FAULT_VALUE, "");
    check_fault("challenge-a:q=nan", CW_MODEL_FAULT_VALUE, "nan");
    check_fault("challenge-a:q=.5,rounds=2.5", CW_MODEL_FAULT_VALUE, "2.5");
}

/* A model with settings of its own solves and runs by them. */
static void test_settings_reach_the_model(void **state)
{
    (void)state;
    fixture table;
    cw_outcome_model made;
    cw_context context;
    cw_run *run = NULL;
    cw_bargaining_outcome outcome;
    cw_context_init(&context);
    fixture_set(&table, 3, (double[]){0.0, 50.0, 100.0}, NAN);
    table.capability[2] = 2.0;
    table.problem.loss = CW_LOSS_QUADRATIC;
    assert_int_equal(cw_outcome_model_parse(&made, NULL, "nash-far:depth=1000000"), CW_OK);
    assert_int_equal(cw_outcome_model_solve(&made, &outcome, &table.problem), CW_OK);
    assert_near(outcome.point, cw_nash_far_solution(&table.problem, 1e6), 0.0);
    assert_int_equal(cw_outcome_model_parse(&made, NULL, "challenge-a:rounds=3,rounds=1"), CW_OK);
    assert_int_equal(cw_outcome_model_run(&made, &run, &context, &table.problem), CW_OK);
    assert_int_equal(run->rounds, 1);
    cw_run_free(run);
    run = NULL;
    assert_int_equal(
        cw_outcome_model_run(cw_outcome_model_find("mean"), &run, &context, &table.problem),
        CW_ERROR_USAGE);
    assert_null(run);
}

/* Beyond what the stack holds, models that go round by round answer by a run; up to there the run ends
 * where the solution does. */
static void test_large_tables(void **state)
{
    (void)state;
    double x[100], c[100], s[100];
    cw_context context;
    size_t count;
    const cw_outcome_model *const *models = cw_outcome_models_all(&count);
    cw_context_init(&context);
    for (size_t m = 0; m < 100; m++) {
        x[m] = (double)(m * 37 % 101);
        c[m] = (double)(1 + m % 7);
        s[m] = (double)(1 + m % 3) / 4.0;
    }
    cw_bargaining_problem problem = {.actors = 12,
                                     .position = x,
                                     .capability = c,
                                     .salience = s,
                                     .status_quo = NAN,
                                     .proposer = CW_NONE};
    for (size_t k = 0; k < count; k++) {
        cw_bargaining_outcome small, large;
        cw_outcome_model tight = *models[k];
        if (models[k]->run == NULL)
            continue;
        tight.actors_most = 2;
        problem.actors = 12;
        assert_int_equal(cw_outcome_model_solve(models[k], &small, &problem), CW_OK);
        assert_int_equal(cw_outcome_model_solve_large(&tight, &large, &context, &problem), CW_OK);
        assert_near(large.point, small.point, 1e-9);
        assert_near(large.low, small.low, 1e-9);
        assert_near(large.high, small.high, 1e-9);
        problem.actors = 100;
        assert_int_equal(cw_outcome_model_solve(models[k], &small, &problem), CW_OK);
        assert_true(isnan(small.point));
        assert_int_equal(cw_outcome_model_solve_large(models[k], &large, &context, &problem),
                         CW_OK);
        assert_true(large.point >= 0.0 && large.point <= 100.0);
        cw_context_cancel(&context);
        assert_int_equal(cw_outcome_model_solve_large(models[k], &large, &context, &problem),
                         CW_ERROR_INTERRUPTED);
        problem.actors = 12; /* those it solves without a run take no time and cannot be stopped */
        assert_int_equal(cw_outcome_model_solve_large(models[k], &large, &context, &problem),
                         CW_OK);
        cw_context_init(&context);
    }
}

/* As many actors as there may be: every model without rounds answers, and so does one with rounds, without
 * the offers of all pairs; those that do not take so many are silent. */
static void test_thousands_of_actors(void **state)
{
    (void)state;
    static double x[CW_ACTORS_MAX], c[CW_ACTORS_MAX], s[CW_ACTORS_MAX];
    cw_context context;
    size_t count;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    double sum = 0.0;
    double weight = 0.0;
    cw_context_init(&context);
    for (size_t m = 0; m < CW_ACTORS_MAX; m++) {
        x[m] = 20.0 + (double)(m * 37 % 61);
        c[m] = (double)(1 + m % 7);
        s[m] = (double)(1 + m % 3) / 4.0;
        sum += c[m] * s[m] * x[m];
        weight += c[m] * s[m];
    }
    cw_bargaining_problem problem = {.actors = CW_ACTORS_MAX,
                                     .position = x,
                                     .capability = c,
                                     .salience = s,
                                     .status_quo = 0.0,
                                     .proposer = 5};
    for (size_t k = 0; k < count; k++) {
        cw_bargaining_outcome outcome;
        assert_int_equal(cw_outcome_model_solve(models[k], &outcome, &problem), CW_OK);
        assert_int_equal(isnan(outcome.point) != 0, models[k]->actors_most != 0);
        assert_true(isnan(outcome.point) || (outcome.point >= 0.0 && outcome.point <= 100.0));
    }
    assert_near(outcome_of("weighted-mean", &problem).point, sum / weight, 1e-9);
    cw_run *run = NULL;
    const cw_outcome_model *spatial = cw_outcome_model_find("spatial");
    assert_int_equal(cw_outcome_model_run(spatial, &run, &context, &problem), CW_ERROR_USAGE);
    cw_bargaining_outcome silent;
    assert_int_equal(cw_outcome_model_solve_large(spatial, &silent, &context, &problem), CW_OK);
    assert_true(isnan(silent.point));
    problem.actors = CW_RUN_LOGGED_MAX + 1;
    problem.proposer = CW_NONE;
    assert_int_equal(
        cw_outcome_model_run(cw_outcome_model_find("challenge-a"), &run, &context, &problem),
        CW_OK);
    assert_true(run->rounds > 0 && !run->is_logged && run->offer_count == 0);
    cw_run_free(run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_model_describes_itself),
        cmocka_unit_test(test_all_at_once_as_one_by_one),
        cmocka_unit_test(test_unsound_problems_are_refused),
        cmocka_unit_test(test_unsound_tables_are_refused),
        cmocka_unit_test(test_missing_needs_give_nan),
        cmocka_unit_test(test_settings),
        cmocka_unit_test(test_faults_in_names),
        cmocka_unit_test(test_settings_reach_the_model),
        cmocka_unit_test(test_large_tables),
        cmocka_unit_test(test_thousands_of_actors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
