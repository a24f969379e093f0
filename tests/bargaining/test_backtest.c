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

/* What is kept to forecast others with: the share of all outcomes at each bin. */
static void test_what_happened_is_kept(void **state)
{
    (void)state;
    make_past();
    const cw_outcome_model *models[] = {cw_outcome_model_find("weighted-mean")};
    cw_backtest *backtest = backtest_of(models, 1, 10);
    size_t bins[CW_CALIBRATION_BINS] = {0};
    for (size_t k = 0; k < DECISIONS; k++) {
        bins[(size_t)floor(decisions[k].outcome / 5.0 + 0.5)]++;
    }
    for (size_t b = 0; b < CW_CALIBRATION_BINS; b++) {
        assert_near(backtest->happened[b], (double)bins[b] / DECISIONS, 1e-12);
    }
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
    /* Compared with the weighted mean, though that is not among the models. */
    const cw_outcome_model *mean[] = {cw_outcome_model_find("weighted-mean")};
    cw_backtest *rival = backtest_of(mean, 1, 50);
    assert_near(backtest->rows[0].difference.value, -rival->rows[0].mean_error.value, 1e-12);
    assert_true(rival->rows[0].mean_error.value > 0.0);
    cw_backtest_free(rival);
    assert_true(backtest->rows[0].crps.value < backtest->rows[3].crps.value);
    cw_backtest_free(backtest);
}

static void test_ensemble_for_a_decision_to_come(void **state)
{
    (void)state;
    cw_ensemble_mix mix = {.sureness = 1.0};
    cw_density past;
    cw_density predicted;
    fixture table;
    mix.weights[CW_ENSEMBLE_CLIMATOLOGY] = 0.25;
    mix.weights[1] = 0.75; /* errors of 3 points about the actors */
    fixture_set(&table, 2, (double[]){20.0, 30.0}, NAN);
    cw_density_of_errors(&past, (double[]){0.0, 50.0, 100.0}, NULL, 3, 2.0);
    cw_ensemble_predict(&predicted, &table.problem, &past, &mix);
    cw_density actors;
    cw_density_of_errors(&actors, (double[]){20.0, 30.0}, NULL, 2, 3.0);
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
        assert_near(predicted.mass[g], 0.25 * past.mass[g] + 0.75 * actors.mass[g], 1e-15);
    }
}

/* On a mirrored scale the ensemble is mirrored, whatever its weights and its sureness. */
static void test_mirrored_ensemble(void **state)
{
    (void)state;
    uint64_t stream = 41;
    for (int k = 0; k < 100; k++) {
        fixture table;
        double mirrored[CW_ACTORS_MAX];
        cw_density parts[CW_ENSEMBLE_PARTS];
        cw_density one, other, mixed;
        cw_ensemble_mix mix = {.sureness = 0.5 + random_next(&stream)};
        fixture_random(&table, &stream, 1 + random_below(&stream, 9));
        for (size_t m = 0; m < table.problem.actors; m++) {
            mirrored[m] = 100.0 - table.position[m];
        }
        for (size_t p = 0; p < CW_ENSEMBLE_PARTS; p++) {
            mix.weights[p] = 1.0 / CW_ENSEMBLE_PARTS;
        }
        cw_density_of_errors(&parts[CW_ENSEMBLE_CLIMATOLOGY], (double[]){0.0, 100.0}, NULL, 2, 2.0);
        cw_ensemble_predict(&one, &table.problem, &parts[CW_ENSEMBLE_CLIMATOLOGY], &mix);
        cw_ensemble_fill(parts, &table.problem);
        cw_ensemble_mix_parts(&mixed, parts, &mix);
        table.problem.position = mirrored;
        cw_ensemble_predict(&other, &table.problem, &parts[CW_ENSEMBLE_CLIMATOLOGY], &mix);
        for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
            assert_near(mixed.mass[g], one.mass[g], 0.0);
            assert_near(other.mass[CW_DENSITY_POINTS - 1 - g], one.mass[g], 1e-9);
        }
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
        cw_density_of_errors(&parts[k][CW_ENSEMBLE_CLIMATOLOGY], (double[]){10.0, 90.0}, NULL, 2,
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
    cw_outcome_model stranger = *cw_outcome_model_find("median");
    stranger.id = "stranger";
    const cw_outcome_model *models[] = {cw_outcome_model_find("weighted-mean"), &stranger};
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
    const cw_backtest_row *points_alone = &all->rows[1];
    assert_true(isnan(points_alone->spread) && isnan(points_alone->crps.value));
    assert_true(isnan(points_alone->coverage50.value) && isnan(points_alone->central50.value));
    assert_true(isnan(points_alone->coverage80.value) && isnan(points_alone->central80.value));
    assert_true(isnan(points_alone->coverage95.value) && isnan(points_alone->central95.value));
    assert_true(points_alone->mean_error.value >= 0.0);
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

/* Outcomes in the shares of a distribution made less sure are likeliest under just that sureness. */
static void test_likeliest_sureness(void **state)
{
    (void)state;
    cw_density forecast;
    const double point = 40.0;
    cw_density_of_errors(&forecast, &point, NULL, 1, 20.0);
    for (size_t s = 0; s < CW_SURENESSES; s++) {
        double likelihood[CW_SURENESSES] = {0.0};
        cw_density truth = forecast;
        cw_density_temper(&truth, cw_ensemble_sureness(s));
        for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
            double one[CW_SURENESSES] = {0.0};
            cw_ensemble_add_likelihood(one, &forecast, (double)g);
            for (size_t k = 0; k < CW_SURENESSES; k++) {
                likelihood[k] += truth.mass[g] * one[k];
            }
        }
        assert_near(cw_ensemble_likeliest(likelihood), cw_ensemble_sureness(s), 0.0);
    }
    assert_near(cw_ensemble_likeliest((double[CW_SURENESSES]){0.0}), 1.0, 0.0);
}

#define FEW ((size_t)7)

/* Two issues of one proposal, with actors 7, 8, 9 and 9, 7, 5, are settled as the same numbers laid in one
 * matrix by hand; an issue alone, one whose actors are unknown, and two on which an actor has two
 * capabilities are not. */
static void test_joint_models_settle_proposals(void **state)
{
    (void)state;
    static const double wishes[FEW][3] = {{0, 80, 60},  {20, 100, 50}, {10, 20, 30}, {0, 80, 60},
                                          {20, 100, 5}, {0, 80, 60},   {20, 100, 50}};
    static const double cares[FEW][3] = {{.3, .5, .6}, {.2, .4, .4}, {1, 1, 1},   {.3, .5, .6},
                                         {.2, .4, .4}, {.3, .5, .6}, {.2, .4, .4}};
    static const double says[FEW][3] = {{1, 2, 3}, {3, 1, 4}, {1, 1, 1}, {1, 2, 3},
                                        {2, 1, 4}, {1, 2, 3}, {3, 1, 4}};
    static const size_t who[FEW][3] = {{7, 8, 9}, {9, 7, 5}, {7, 8, 9}, {7, 8, 9},
                                       {9, 7, 5}, {7, 8, 9}, {9, 7, 5}};
    static const size_t sitting[FEW] = {1, 1, 2, 3, 3, 4, 4};
    /* Actors 7, 8, 9, 5. */
    static const double position[8] = {0, 100, 80, NAN, 60, 20, NAN, 50};
    static const double salience[8] = {.3, .4, .5, 0, .6, .2, 0, .4};
    static const double capability[4] = {1, 2, 3, 4};
    const cw_exchange_problem by_hand = {4, 2, position, salience, capability};
    cw_past_decision few[FEW];
    for (size_t k = 0; k < FEW; k++) {
        few[k] = (cw_past_decision){
            .problem = {.actors = 3,
                        .position = wishes[k],
                        .salience = cares[k],
                        .capability = says[k],
                        .status_quo = NAN,
                        .proposer = CW_NONE},
            .outcome = 50.0,
            .sitting = sitting[k],
            .actor = k == 5 ? NULL : who[k],
        };
    }
    cw_context context;
    cw_backtest *backtest = NULL;
    cw_backtest_options options = CW_BACKTEST_OPTIONS_INIT;
    const cw_outcome_model *models[] = {cw_outcome_model_find("weighted-mean")};
    options.calibration = cw_calibration_published();
    options.joint = cw_joint_models(&options.joint_count);
    cw_context_init(&context);
    assert_int_equal(cw_backtest_run(&backtest, &context, few, FEW, models, 1, &options), CW_OK);
    assert_int_equal(backtest->row_count, 1 + options.joint_count + 3);
    for (size_t j = 0; j < options.joint_count; j++) {
        const double *said = backtest->forecasts + (1 + j) * FEW;
        double expected[2];
        assert_int_equal(cw_joint_solve(expected, options.joint[j], &context, &by_hand), CW_OK);
        assert_near(said[0], expected[0], 0.0);
        assert_near(said[1], expected[1], 0.0);
        for (size_t k = 2; k < FEW; k++) {
            assert_true(isnan(said[k]));
        }
        const cw_backtest_row *row = &backtest->rows[1 + j];
        assert_string_equal(row->id, options.joint[j]->id);
        assert_int_equal(row->scored, 2);
        /* The difference is to the weighted mean on these two, not on all seven. */
        double mean =
            (fabs(backtest->forecasts[0] - 50.0) + fabs(backtest->forecasts[1] - 50.0)) / 2;
        assert_near(row->difference.value, row->mean_error.value - mean, 1e-12);
        assert_true(!isnan(row->crps.value));
    }
    cw_backtest_free(backtest);
}

/* Speaks of the first proposal alone, so that no decision outside its fold tells how wide it errs. */
static void speak_once(cw_bargaining_outcome *out, const cw_bargaining_problem *problem)
{
    bool speaks = problem->position == decisions[0].problem.position ||
                  problem->position == decisions[1].problem.position;
    *out =
        speaks ? (cw_bargaining_outcome){50.0, 50.0, 50.0} : (cw_bargaining_outcome){NAN, NAN, NAN};
}

static void test_a_model_of_one_proposal(void **state)
{
    (void)state;
    make_past();
    cw_outcome_model once = *cw_outcome_model_find("weighted-mean");
    once.solve = speak_once;
    const cw_outcome_model *models[] = {&once};
    cw_backtest *backtest = backtest_of(models, 1, 200);
    const cw_backtest_row *row = &backtest->rows[0];
    double sum = fabs(50.0 - decisions[0].outcome) + fabs(50.0 - decisions[1].outcome);
    assert_near(row->mean_error.value, sum / 2.0, 1e-12);
    assert_near(row->median_error.value, sum / 2.0, 1e-12);
    assert_true(isnan(row->crps.value));
    cw_backtest_free(backtest);
}

/* A sitting of more issues than can be put together is left to the other models. */
static void test_a_sitting_of_too_many_issues(void **state)
{
    (void)state;
    enum { ISSUES = CW_EXCHANGE_ISSUES_MAX + 1 };
    static const size_t names[3] = {1, 2, 3};
    static const double position[3] = {10, 60, 90};
    static const double capability[3] = {1, 2, 3};
    static const double salience[3] = {0.3, 0.6, 0.9};
    static cw_past_decision many[ISSUES];
    for (size_t k = 0; k < ISSUES; k++) {
        many[k] = (cw_past_decision){.problem = {.actors = 3,
                                                 .position = position,
                                                 .capability = capability,
                                                 .salience = salience,
                                                 .status_quo = 40,
                                                 .proposer = CW_NONE},
                                     .outcome = 50,
                                     .cluster = k,
                                     .sitting = 0,
                                     .actor = names};
    }
    cw_context context;
    cw_backtest *backtest = NULL;
    cw_backtest_options options = CW_BACKTEST_OPTIONS_INIT;
    size_t count = 0;
    options.resamples = 0;
    options.joint = cw_joint_models(&options.joint_count);
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    cw_context_init(&context);
    assert_int_equal(cw_backtest_run(&backtest, &context, many, ISSUES, models, 1, &options),
                     CW_OK);
    for (size_t row = 0; row < backtest->row_count; row++) {
        bool is_joint = row > 0 && row <= options.joint_count;
        assert_true(isnan(backtest->forecasts[row * ISSUES]) == is_joint);
    }
    cw_backtest_free(backtest);
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
    options.resamples = 10001;
    assert_int_equal(
        cw_backtest_run(&backtest, &context, decisions, DECISIONS, models, count, &options),
        CW_ERROR_USAGE);
    options.resamples = 0;
    double kept = *decisions[3].problem.position;
    *(double *)(uintptr_t)decisions[3].problem.position = 101.0;
    assert_int_equal(
        cw_backtest_run(&backtest, &context, decisions, DECISIONS, models, count, &options),
        CW_ERROR_USAGE);
    *(double *)(uintptr_t)decisions[3].problem.position = kept;
    decisions[3].outcome = 101.0;
    assert_int_equal(
        cw_backtest_run(&backtest, &context, decisions, DECISIONS, models, count, &options),
        CW_ERROR_USAGE);
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
        cmocka_unit_test(test_what_happened_is_kept),
        cmocka_unit_test(test_the_same_bytes_again),
        cmocka_unit_test(test_no_outcome_leaks_into_its_fold),
        cmocka_unit_test(test_an_oracle),
        cmocka_unit_test(test_ensemble_for_a_decision_to_come),
        cmocka_unit_test(test_mirrored_ensemble),
        cmocka_unit_test(test_no_weights_score_better),
        cmocka_unit_test(test_a_calibration_from_elsewhere),
        cmocka_unit_test(test_joint_models_settle_proposals),
        cmocka_unit_test(test_likeliest_sureness),
        cmocka_unit_test(test_a_model_of_one_proposal),
        cmocka_unit_test(test_a_sitting_of_too_many_issues),
        cmocka_unit_test(test_unsound_input_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
