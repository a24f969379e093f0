/* Scores on past decisions. */
#include "bargaining/support.h"

#define DECISIONS 40

static fixture tables[DECISIONS];
static cw_past_decision decisions[DECISIONS];

/* Decisions of 20 proposals; outcomes near the weighted mean. */
static void make_past(void)
{
    uint64_t stream = 131;
    for (size_t k = 0; k < DECISIONS; k++) {
        fixture_random(&tables[k], &stream, 3 + random_below(&stream, 6));
        double mean = outcome_of("weighted-mean", &tables[k].problem).point;
        decisions[k] = (cw_past_decision){
            .problem = tables[k].problem,
            .outcome = fmin(fmax(mean + 40.0 * (random_next(&stream) - 0.5), 0.0), 100.0),
            .cluster = 1000 + k / 2,
        };
    }
}

static cw_backtest *backtest_of(const cw_outcome_model *const *models, size_t count,
                                size_t resamples)
{
    static cw_context context;
    cw_backtest *backtest = NULL;
    cw_backtest_options options = CW_BACKTEST_OPTIONS_INIT;
    options.resamples = resamples;
    cw_context_init(&context);
    assert_int_equal(
        cw_backtest_run(&backtest, &context, decisions, DECISIONS, models, count, &options), CW_OK);
    return backtest;
}

/* Errors by hand. */
static void test_errors_are_distances(void **state)
{
    (void)state;
    make_past();
    const cw_outcome_model *models[] = {cw_outcome_model_find("weighted-mean"),
                                        cw_outcome_model_find("mean")};
    cw_backtest *backtest = backtest_of(models, 2, 200);
    assert_int_equal(backtest->clusters, 20);
    assert_int_equal(backtest->row_count, 5);
    double sum[2] = {0.0, 0.0};
    for (size_t row = 0; row < 2; row++) {
        size_t within = 0;
        for (size_t k = 0; k < DECISIONS; k++) {
            double point = backtest->forecasts[row * DECISIONS + k];
            assert_near(point, outcome_of(models[row]->id, &decisions[k].problem).point, 0.0);
            sum[row] += fabs(point - decisions[k].outcome);
            within += fabs(point - decisions[k].outcome) <= 10.0;
        }
        assert_near(backtest->rows[row].mean_error.value, sum[row] / DECISIONS, 1e-9);
        assert_near(backtest->rows[row].within_ten.value, (double)within / DECISIONS, 1e-12);
    }
    const cw_backtest_row *plain = &backtest->rows[1];
    assert_near(plain->difference.value, (sum[1] - sum[0]) / DECISIONS, 1e-9);
    assert_true(plain->mean_error.low95 < plain->mean_error.value);
    assert_true(plain->mean_error.high95 > plain->mean_error.value);
    cw_backtest_free(backtest);
}

static void test_the_same_bytes_again(void **state)
{
    (void)state;
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    make_past();
    cw_backtest *one = backtest_of(models, count, 100);
    cw_backtest *two = backtest_of(models, count, 100);
    for (size_t row = 0; row < one->row_count; row++) {
        assert_memory_equal(&one->rows[row].crps, &two->rows[row].crps, sizeof(cw_score));
        assert_memory_equal(&one->rows[row].mean_error, &two->rows[row].mean_error,
                            sizeof(cw_score));
    }
    cw_backtest_free(one);
    cw_backtest_free(two);
}

/* Nothing is fitted to what it is scored on: however an outcome changes, no distribution for it or
 * for any decision of its fold does. */
static void test_no_outcome_leaks_into_its_fold(void **state)
{
    (void)state;
    const cw_outcome_model *models[] = {cw_outcome_model_find("weighted-mean")};
    make_past();
    cw_backtest *before = backtest_of(models, 1, 0);
    double kept = decisions[6].outcome; /* cluster 3, fold 3 */
    decisions[6].outcome = kept > 50.0 ? 0.0 : 100.0;
    cw_backtest *after = backtest_of(models, 1, 0);
    bool others_changed = false;
    for (size_t row = 0; row < before->row_count; row++) {
        for (size_t k = 0; k < DECISIONS; k++) {
            double a = before->forecasts[row * DECISIONS + k];
            double b = after->forecasts[row * DECISIONS + k];
            if (k / 2 % 10 == 3) {
                assert_near(a, b, 0.0);
            }
            others_changed = others_changed || a != b;
        }
    }
    assert_true(others_changed);
    cw_backtest_free(before);
    cw_backtest_free(after);
}

/* A forecaster that knows what happened is given no width but the least, and covers everything. */
static void oracle(cw_bargaining_outcome *out, const cw_bargaining_problem *problem)
{
    double point = problem->status_quo;
    *out = (cw_bargaining_outcome){point, point, point};
}

static void test_an_oracle(void **state)
{
    (void)state;
    cw_outcome_model knows = *cw_outcome_model_find("weighted-mean");
    const cw_outcome_model *models[] = {&knows};
    knows.id = "oracle";
    knows.solve = oracle;
    make_past();
    for (size_t k = 0; k < DECISIONS; k++) {
        decisions[k].problem.status_quo = decisions[k].outcome;
    }
    cw_backtest *backtest = backtest_of(models, 1, 50);
    assert_near(backtest->rows[0].mean_error.value, 0.0, 0.0);
    assert_near(backtest->rows[0].within_ten.value, 1.0, 0.0);
    assert_near(backtest->rows[0].coverage50.value, 1.0, 0.0);
    assert_near(backtest->rows[0].spread, 3.0, 0.0);
    assert_true(isnan(backtest->rows[0].difference.value));
    assert_true(backtest->rows[0].crps.value < backtest->rows[3].crps.value);
    cw_backtest_free(backtest);
}

static void test_ensemble_for_a_decision_to_come(void **state)
{
    (void)state;
    double weights[CW_ENSEMBLE_PARTS] = {0.0};
    cw_density past;
    cw_density predicted;
    fixture table;
    weights[CW_ENSEMBLE_CLIMATOLOGY] = 0.25;
    weights[1] = 0.75; /* kernels of 3 points at the actors */
    fixture_set(&table, 2, (double[]){20.0, 30.0}, NAN);
    cw_density_of_points(&past, (double[]){0.0, 50.0, 100.0}, NULL, 3, 2.0);
    cw_ensemble_predict(&predicted, &table.problem, &past, weights);
    cw_density actors;
    cw_density_of_points(&actors, (double[]){20.0, 30.0}, NULL, 2, 3.0);
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
        assert_near(predicted.mass[g], 0.25 * past.mass[g] + 0.75 * actors.mass[g], 1e-15);
    }
}

static double score_at(const cw_ensemble_score *score, const double *weights)
{
    double sum = 0.0;
    for (size_t i = 0; i < CW_ENSEMBLE_PARTS; i++) {
        for (size_t j = 0; j < CW_ENSEMBLE_PARTS; j++) {
            sum += weights[i] * weights[j] * score->products[i][j];
        }
    }
    return sum;
}

/* The fitted weights have the sum of CRPS that the quadratic form says, and no other weights, drawn
 * at random or alone, score better by more than the stated tolerance. */
static void test_no_weights_score_better(void **state)
{
    (void)state;
    uint64_t stream = 77;
    cw_ensemble_score score = {{{0.0}}};
    cw_density parts[DECISIONS][CW_ENSEMBLE_PARTS];
    double fitted[CW_ENSEMBLE_PARTS];
    make_past();
    for (size_t k = 0; k < DECISIONS; k++) {
        cw_ensemble_fill(parts[k], &decisions[k].problem);
        cw_density_of_points(&parts[k][CW_ENSEMBLE_CLIMATOLOGY], (double[]){10.0, 90.0}, NULL, 2,
                             2.0);
        cw_ensemble_add(&score, parts[k], decisions[k].outcome);
    }
    cw_ensemble_fit(fitted, &score);
    double crps = 0.0;
    for (size_t k = 0; k < DECISIONS; k++) {
        cw_density mixed;
        cw_density_mix(&mixed, parts[k], fitted, CW_ENSEMBLE_PARTS);
        crps += cw_density_crps(&mixed, decisions[k].outcome);
    }
    double least = score_at(&score, fitted);
    assert_near(crps, least, 1e-9 * least);
    for (int trial = 0; trial < 10000; trial++) {
        double weights[CW_ENSEMBLE_PARTS];
        double total = 0.0;
        for (size_t k = 0; k < CW_ENSEMBLE_PARTS; k++) {
            /* Cubes, so that single parts come near to weighing all. */
            weights[k] = pow(random_next(&stream), 3.0);
            total += weights[k];
        }
        for (size_t k = 0; k < CW_ENSEMBLE_PARTS; k++) {
            weights[k] = trial < CW_ENSEMBLE_PARTS ? (size_t)trial == k : weights[k] / total;
        }
        assert_true(score_at(&score, weights) >= least * (1.0 - 1e-3));
    }
}

/* With a calibration nothing is learned from the decisions: few of them can be scored, and what is
 * said of one does not hang on the others. */
static void test_a_calibration_from_elsewhere(void **state)
{
    (void)state;
    cw_context context;
    cw_backtest *few = NULL;
    cw_backtest *all = NULL;
    const cw_outcome_model *models[] = {cw_outcome_model_find("weighted-mean"),
                                        cw_outcome_model_find("rubinstein")};
    cw_backtest_options options = CW_BACKTEST_OPTIONS_INIT;
    options.calibration = cw_calibration_published();
    cw_context_init(&context);
    make_past();
    assert_int_equal(cw_backtest_run(&few, &context, decisions, 3, models, 2, &options), CW_OK);
    assert_int_equal(cw_backtest_run(&all, &context, decisions, DECISIONS, models, 2, &options),
                     CW_OK);
    assert_near(few->rows[0].spread, 35.0, 0.0);
    /* Two proposals: figures, but no intervals. */
    assert_true(!isnan(few->rows[0].crps.value));
    assert_true(isnan(few->rows[0].crps.low95));
    assert_true(!isnan(all->rows[0].crps.low95));
    /* A model whose error was never fitted has no distribution. */
    assert_true(isnan(all->rows[1].spread) && isnan(all->rows[1].crps.value));
    for (size_t row = 0; row < few->row_count; row++) {
        for (size_t k = 0; k < 3; k++) {
            double a = few->forecasts[row * 3 + k];
            double b = all->forecasts[row * DECISIONS + k];
            assert_true(a == b || (isnan(a) && isnan(b)));
        }
    }
    cw_backtest_free(few);
    cw_backtest_free(all);
}

static void test_unsound_input_is_refused(void **state)
{
    (void)state;
    cw_context context;
    cw_backtest *backtest = NULL;
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    cw_backtest_options options = CW_BACKTEST_OPTIONS_INIT;
    cw_context_init(&context);
    make_past();
    assert_int_equal(cw_backtest_run(&backtest, &context, decisions, 0, models, count, &options),
                     CW_ERROR_USAGE);
    /* Four clusters do not fill ten folds. */
    assert_int_equal(cw_backtest_run(&backtest, &context, decisions, 8, models, count, &options),
                     CW_ERROR_USAGE);
    options.folds = 1;
    assert_int_equal(
        cw_backtest_run(&backtest, &context, decisions, DECISIONS, models, count, &options),
        CW_ERROR_USAGE);
    options.folds = 10;
    decisions[3].outcome = NAN;
    assert_int_equal(
        cw_backtest_run(&backtest, &context, decisions, DECISIONS, models, count, &options),
        CW_ERROR_USAGE);
    decisions[3].outcome = 3.0;
    cw_context_cancel(&context);
    assert_int_equal(
        cw_backtest_run(&backtest, &context, decisions, DECISIONS, models, count, &options),
        CW_ERROR_INTERRUPTED);
    assert_null(backtest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_errors_are_distances),
        cmocka_unit_test(test_the_same_bytes_again),
        cmocka_unit_test(test_no_outcome_leaks_into_its_fold),
        cmocka_unit_test(test_an_oracle),
        cmocka_unit_test(test_ensemble_for_a_decision_to_come),
        cmocka_unit_test(test_no_weights_score_better),
        cmocka_unit_test(test_a_calibration_from_elsewhere),
        cmocka_unit_test(test_unsound_input_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
