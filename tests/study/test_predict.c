/* Forecasts over the draws of a dossier, and its issues at their modes. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/study/modes_table.h"
#include "counterweight/study/predict.h"
#include "support/failing_allocator.h"
#include "support/read_dossier.h"

/* In the bloc there are two issues to settle together; the forum takes only one. */
static const char *const text =
    "counterweight: 1\n"
    "title: test\n"
    "as_of: 2022-05-24\n"
    "question: {state: WEAK, against: STRONG, forum: bloc, issue: tax}\n"
    "states:\n"
    "  STRONG: {name: Strong, capability: [2, 3, 4]}\n"
    "  WEAK: {name: Weak, capability: 1}\n"
    "  THIRD: {name: Third, capability: [1, 2]}\n"
    "forums:\n"
    "  bloc: {name: Bloc, members: [{states: [STRONG, WEAK, THIRD]}], rule: consensus}\n"
    "  forum: {name: Forum, members: [{states: [STRONG, WEAK]}], rule: consensus}\n"
    "issues:\n"
    "  tax: {question: how much?, scale: {0: none, 100: all}, status_quo: 40,\n"
    "    positions: {STRONG: [80, 90, 100], WEAK: [10, 20, 30], THIRD: 50},\n"
    "    salience: {STRONG: 0.9, WEAK: 0.5, THIRD: 0.4}}\n"
    "  toll: {question: how much?, scale: {0: none, 100: all}, status_quo: 40, forums: [bloc],\n"
    "    positions: {STRONG: 90, WEAK: [0, 10]}, salience: {STRONG: 0.2, WEAK: 0.8}}\n";

#define DRAWS 300

static cw_context context;

static cw_predict_query everything(bool slow)
{
    static const cw_outcome_model *const *models;
    cw_predict_query query = {.what_if = CW_NONE,
                              .issue = CW_NONE,
                              .forum = CW_NONE,
                              .seed = CW_STUDY_DEFAULT_SEED,
                              .draws = DRAWS,
                              .threads = 1};
    models =
        slow ? cw_outcome_models_all(&query.model_count) : cw_outcome_models(&query.model_count);
    query.models = models;
    return query;
}

static cw_predictions *predict(const cw_dossier *dossier, const cw_predict_query *query)
{
    cw_predictions *predictions = NULL;
    assert_int_equal(cw_predict(&predictions, &context, dossier, query), CW_OK);
    return predictions;
}

static void assert_same(const cw_summary *one, const cw_summary *other)
{
    assert_true(isnan(one->median) == isnan(other->median));
    assert_true(isnan(one->median) || (one->median == other->median && one->mean == other->mean &&
                                       one->low95 == other->low95 && one->high80 == other->high80));
}

/* The same draws, the same figures as a study's. */
static void test_the_figures_of_a_study(void **state)
{
    const cw_dossier *dossier = *state;
    cw_predict_query query = everything(false);
    cw_study_options options = {.seed = query.seed, .draws = DRAWS, .threads = 1};
    cw_study *study = NULL;
    cw_predictions *predictions = predict(dossier, &query);
    assert_int_equal(cw_study_run(&study, &context, dossier, &options), CW_OK);
    assert_int_equal(predictions->venue_count, 3);
    for (size_t v = 0; v < 3; v++) {
        const cw_predicted_venue *venue = &predictions->venues[v];
        const cw_venue_result *same = &study->cases[0].venues[v];
        assert_int_equal(venue->issue, same->issue);
        assert_int_equal(venue->forum, same->forum);
        assert_int_equal(venue->voters, same->voters);
        assert_same(&venue->bilateral, &same->bilateral);
        for (size_t m = 0; m < query.model_count; m++) {
            assert_same(&venue->models[m].forecast, &same->forecasts[m]);
            assert_same(&venue->models[m].settled, &same->settlements[m]);
            assert_false(venue->models[m].has_distribution);
        }
    }
    cw_study_free(study);
    cw_predictions_free(predictions);
}

/* A slow model, drawn here by hand. */
static void test_slow_models(void **state)
{
    const cw_dossier *dossier = *state;
    const cw_outcome_model *challenge = cw_outcome_model_find("challenge-a");
    cw_predict_query query = everything(true);
    query.models = &challenge;
    query.model_count = 1;
    query.issue = 0;
    query.forum = 0;
    cw_predictions *predictions = predict(dossier, &query);
    assert_int_equal(predictions->venue_count, 1);
    double values[64];
    double sum = 0.0;
    cw_case *built = NULL;
    cw_sampler *sampler = NULL;
    cw_venue *venue = NULL;
    assert_true(dossier->quantity_count < 64);
    assert_int_equal(cw_case_build(&built, &context, dossier, CW_NONE), CW_OK);
    assert_int_equal(cw_sampler_build(&sampler, &context, dossier), CW_OK);
    assert_int_equal(cw_venue_build(&venue, &context, built, 0, 0), CW_OK);
    for (size_t k = 0; k < DRAWS; k++) {
        cw_world_draw(values, sampler, built, query.seed, k);
        sum += cw_venue_forecast(venue, values, challenge);
    }
    assert_true(fabs(predictions->venues[0].models[0].forecast.mean - sum / DRAWS) < 1e-9);
    cw_venue_free(venue);
    cw_sampler_free(sampler);
    cw_case_free(built);
    cw_predictions_free(predictions);
}

static double total(const cw_density *density)
{
    double sum = 0.0;
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++)
        sum += density->mass[g];
    return sum;
}

/* Distributions add up to 1; they are wider than the draws, and centred on them as far as the scale
 * allows. */
static void test_distributions(void **state)
{
    const cw_dossier *dossier = *state;
    cw_predict_query query = everything(false);
    query.distributions = true;
    cw_predictions *predictions = predict(dossier, &query);
    for (size_t v = 0; v < predictions->venue_count; v++) {
        const cw_predicted_venue *venue = &predictions->venues[v];
        assert_true(fabs(total(&venue->ensemble) - 1.0) < 1e-9);
        for (size_t m = 0; m < query.model_count; m++) {
            const cw_prediction *prediction = &venue->models[m];
            bool calibrated =
                !isnan(cw_calibration_spread(cw_calibration_published(), query.models[m]->id));
            assert_true(prediction->has_distribution ==
                        (calibrated && !isnan(prediction->forecast.median)));
            if (!prediction->has_distribution)
                continue;
            assert_true(fabs(total(&prediction->distribution) - 1.0) < 1e-9);
            assert_true(cw_density_quantile(&prediction->distribution, 0.9) -
                            cw_density_quantile(&prediction->distribution, 0.1) >
                        prediction->forecast.high80 - prediction->forecast.low80);
        }
    }
    cw_predictions_free(predictions);
}

static void test_threads_change_nothing(void **state)
{
    const cw_dossier *dossier = *state;
    size_t joint;
    cw_predict_query query = everything(true);
    query.distributions = true;
    query.joint = cw_joint_models(&joint);
    query.joint_count = joint;
    cw_predictions *one = predict(dossier, &query);
    query.threads = 3;
    cw_predictions *other = predict(dossier, &query);
    for (size_t v = 0; v < one->venue_count; v++) {
        assert_memory_equal(&one->venues[v].ensemble, &other->venues[v].ensemble,
                            sizeof(cw_density));
        for (size_t m = 0; m < query.model_count; m++)
            assert_same(&one->venues[v].models[m].forecast, &other->venues[v].models[m].forecast);
        for (size_t k = 0; k < joint; k++)
            assert_same(&one->venues[v].joint[k].outcome, &other->venues[v].joint[k].outcome);
    }
    cw_predictions_free(other);
    cw_predictions_free(one);
}

/* Two issues in the bloc are settled together, also where one alone is asked for; in the forum there is
 * one. With every range at its mode the table at modes has the same problem. */
static void test_issues_together(void **state)
{
    const cw_dossier *dossier = *state;
    size_t joint;
    cw_predict_query query = everything(false);
    query.distributions = true;
    query.joint = cw_joint_models(&joint);
    query.joint_count = joint;
    query.issue = 0;
    cw_predictions *predictions = predict(dossier, &query);
    assert_int_equal(predictions->venue_count, 2);
    for (size_t k = 0; k < joint; k++) {
        assert_true(!isnan(predictions->venues[0].joint[k].outcome.median));
        assert_true(isnan(predictions->venues[1].joint[k].outcome.median));
    }
    for (size_t k = 0; k < joint; k++) {
        double sum = 0.0;
        const cw_joint_prediction *together = &predictions->venues[0].joint[k];
        assert_true(together->has_distribution &&
                    !predictions->venues[1].joint[k].has_distribution);
        for (size_t g = 0; g < CW_DENSITY_POINTS; g++)
            sum += together->distribution.mass[g];
        assert_true(fabs(sum - 1.0) < 1e-12);
        assert_true(fabs(cw_density_quantile(&together->distribution, 0.5) -
                         together->outcome.median) < 5.0);
    }
    cw_modes_table *modes = NULL;
    assert_int_equal(cw_modes_table_build(&modes, &context, dossier, CW_NONE, CW_NONE, 0), CW_OK);
    assert_non_null(modes->joint);
    assert_int_equal(modes->table.issue_count, 2);
    assert_string_equal(modes->table.issues[1].id, "toll in bloc");
    assert_string_equal(modes->joint->actors[2], "THIRD");
    const cw_exchange_problem *problem = &modes->joint->problem;
    assert_true(problem->position[0] == 90.0 && problem->position[2] == 20.0);
    assert_true(isnan(problem->position[5]));
    assert_true(problem->capability[0] == 3.0);
    double outcome[2];
    assert_int_equal(cw_joint_solve(outcome, query.joint[0], &context, problem), CW_OK);
    assert_true(outcome[0] > predictions->venues[0].joint[0].outcome.low95 - 1.0 &&
                outcome[0] < predictions->venues[0].joint[0].outcome.high95 + 1.0);
    cw_modes_table_free(modes);
    cw_predictions_free(predictions);
}

static void test_modes_of_several_forums(void **state)
{
    const cw_dossier *dossier = *state;
    cw_modes_table *modes = NULL;
    assert_int_equal(cw_modes_table_build(&modes, &context, dossier, CW_NONE, CW_NONE, CW_NONE),
                     CW_OK);
    assert_int_equal(modes->table.issue_count, 3);
    assert_null(modes->joint);
    assert_string_equal(modes->table.issues[0].actors[0], "STRONG");
    assert_true(modes->table.issues[0].problem.position[1] == 20.0);
    assert_true(modes->table.issues[0].problem.status_quo == 40.0);
    cw_modes_table_free(modes);
    /* The toll cannot be taken to the forum. */
    assert_int_equal(cw_modes_table_build(&modes, &context, dossier, CW_NONE, 1, 1), CW_OK);
    assert_int_equal(modes->table.issue_count, 0);
    cw_modes_table_free(modes);
}

static void test_what_is_refused(void **state)
{
    const cw_dossier *dossier = *state;
    cw_predictions *predictions = NULL;
    cw_predict_query query = everything(false);
    query.draws = 0;
    assert_int_equal(cw_predict(&predictions, &context, dossier, &query), CW_ERROR_USAGE);
    query.draws = DRAWS;
    query.model_count = CW_OUTCOME_MODELS_MAX + 1;
    assert_int_equal(cw_predict(&predictions, &context, dossier, &query), CW_ERROR_USAGE);
    query = everything(true);
    cw_context_cancel(&context);
    assert_int_equal(cw_predict(&predictions, &context, dossier, &query), CW_ERROR_INTERRUPTED);
    cw_context_init(&context);
    assert_null(predictions);
}

static cw_status predict_poorly(cw_context *poor, void *payload)
{
    size_t joint;
    cw_predict_query query = everything(false);
    cw_predictions *predictions = NULL;
    query.draws = 2;
    query.distributions = true;
    query.joint = cw_joint_models(&joint);
    query.joint_count = joint;
    cw_status status = cw_predict(&predictions, poor, payload, &query);
    assert_int_equal(status == CW_OK, predictions != NULL);
    cw_predictions_free(predictions);
    return status;
}

static cw_status lay_poorly(cw_context *poor, void *payload)
{
    cw_modes_table *modes = NULL;
    cw_status status = cw_modes_table_build(&modes, poor, payload, CW_NONE, CW_NONE, 0);
    assert_int_equal(status == CW_OK, modes != NULL);
    cw_modes_table_free(modes);
    return status;
}

static void test_without_memory(void **state)
{
    assert_true(cw_sweep_allocations(predict_poorly, *state, CW_SWEEP_MUST_REPORT) > 20);
    assert_true(cw_sweep_allocations(lay_poorly, *state, CW_SWEEP_MUST_REPORT) > 10);
}

static int set_up(void **state)
{
    cw_context_init(&context);
    *state = read_dossier(&context, text);
    return 0;
}

static int tear_down(void **state)
{
    cw_dossier_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_figures_of_a_study),
        cmocka_unit_test(test_slow_models),
        cmocka_unit_test(test_distributions),
        cmocka_unit_test(test_threads_change_nothing),
        cmocka_unit_test(test_issues_together),
        cmocka_unit_test(test_modes_of_several_forums),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_without_memory),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
