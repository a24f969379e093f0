/* Models that settle several issues at once, as the registry of joint models has them. */
#include <string.h>

#include "bargaining/support.h"

#include "counterweight/bargaining/joint.h"
#include "counterweight/bargaining/spatial.h"

static cw_context context;

static const cw_joint_model *model_called(const char *id)
{
    size_t count;
    const cw_joint_model *const *models = cw_joint_models(&count);
    for (size_t k = 0; k < count; k++)
        if (strcmp(models[k]->id, id) == 0)
            return models[k];
    fail_msg("no joint model '%s'", id);
    return NULL;
}

static const double position[6] = {0, 80, 60, 20, 100, 50};
static const double salience[6] = {.3, .5, .6, .2, .4, .4};
static const double capability[3] = {1, 2, 3};
static const cw_exchange_problem three = {3, 2, position, salience, capability};

static void test_every_model_describes_itself(void **state)
{
    (void)state;
    size_t count;
    const cw_joint_model *const *models = cw_joint_models(&count);
    for (size_t k = 0; k < count; k++) {
        assert_true(strlen(models[k]->title) > 0 && strlen(models[k]->idea) > 0);
        assert_true(strlen(models[k]->paper) > 0 && strlen(models[k]->limits) > 0);
        assert_true(strlen(models[k]->cost) > 0);
        assert_true((models[k]->trade == NULL) != (models[k]->run == NULL));
        assert_null(cw_outcome_model_find(models[k]->id));
    }
}

/* Where all take part and saliences add up to at most 1, it is the spatial model as it is. */
static void test_spatial_joint_is_the_spatial_model(void **state)
{
    (void)state;
    double outcome[2];
    const cw_spatial_problem as_is = {3, 2, position, salience, capability};
    cw_spatial_options options = CW_SPATIAL_OPTIONS_INIT;
    cw_run *run = NULL;
    cw_context_init(&context);
    assert_int_equal(cw_joint_solve(outcome, model_called("spatial-joint"), &context, &three),
                     CW_OK);
    assert_int_equal(cw_spatial_run(&run, &context, &as_is, &options), CW_OK);
    assert_near(outcome[0], run->means[run->rounds * 2], 0.0);
    assert_near(outcome[1], run->means[run->rounds * 2 + 1], 0.0);
    cw_run_free(run);
}

/* The measure of salience is nobody's business: twice as much for all is the same. */
static void test_scaled_saliences_change_nothing(void **state)
{
    (void)state;
    double once[2];
    double twice[2];
    double doubled[6];
    cw_exchange_problem other = three;
    for (size_t k = 0; k < 6; k++)
        doubled[k] = fmin(1.0, 1.25 * salience[k]); /* sums reach 1; none is cut */
    other.salience = doubled;
    cw_context_init(&context);
    const cw_joint_model *model = model_called("spatial-joint");
    assert_int_equal(cw_joint_solve(once, model, &context, &three), CW_OK);
    assert_int_equal(cw_joint_solve(twice, model, &context, &other), CW_OK);
    for (size_t k = 0; k < 6; k++)
        doubled[k] = 1.5 * salience[k]; /* sums of 1.2: scaled down */
    double thrice[2];
    assert_int_equal(cw_joint_solve(thrice, model, &context, &other), CW_OK);
    assert_near(twice[0], thrice[0], 1e-9);
    assert_near(twice[1], thrice[1], 1e-9);
    assert_true(once[0] >= 0.0 && once[0] <= 100.0);
}

/* Who takes no part in an issue moves nobody there, and does not weigh in its outcome. */
static void test_absent_actors_do_not_weigh(void **state)
{
    (void)state;
    double outcome[2];
    const double partly[6] = {0, NAN, 0, 20, NAN, 20};
    cw_exchange_problem problem = {3, 2, partly, salience, capability};
    cw_context_init(&context);
    assert_int_equal(cw_joint_solve(outcome, model_called("spatial-joint"), &context, &problem),
                     CW_OK);
    assert_near(outcome[0], 0.0, 1e-9);
    assert_near(outcome[1], 20.0, 1e-9);
    assert_int_equal(cw_joint_solve(outcome, model_called("exchange"), &context, &problem), CW_OK);
    assert_near(outcome[0], 0.0, 1e-12);
    assert_near(outcome[1], 20.0, 1e-12);
}

static void test_unsound_problems_are_refused(void **state)
{
    (void)state;
    double outcome[2] = {-1.0, -1.0};
    const double off[6] = {0, 80, 101, 20, 100, 50};
    cw_exchange_problem problem = {3, 2, off, salience, capability};
    size_t count;
    const cw_joint_model *const *models = cw_joint_models(&count);
    cw_context_init(&context);
    for (size_t k = 0; k < count; k++) {
        assert_int_equal(cw_joint_solve(outcome, models[k], &context, &problem), CW_ERROR_USAGE);
        assert_near(outcome[0], -1.0, 0.0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_model_describes_itself),
        cmocka_unit_test(test_spatial_joint_is_the_spatial_model),
        cmocka_unit_test(test_scaled_saliences_change_nothing),
        cmocka_unit_test(test_absent_actors_do_not_weigh),
        cmocka_unit_test(test_unsound_problems_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
