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

/* Actors 7 and 9 on the first issue, 9 and 5 on the second: three by first appearance, laid by hand. */
static void test_issues_are_put_together(void **state)
{
    (void)state;
    const double wish[2][2] = {{10, 20}, {30, 40}};
    const double care[2][2] = {{.1, .2}, {.3, .4}};
    const double say[2][2] = {{1, 1e200}, {1e200, 3}};
    const size_t number[2][2] = {{7, 9}, {9, 5}};
    const char *why = "unset";
    cw_bargaining_problem problem[2];
    cw_joint_issue issues[2];
    cw_exchange_problem made = {.actors = 77};
    cw_arena arena;
    cw_context_init(&context);
    cw_arena_init(&arena, &context);
    for (size_t k = 0; k < 2; k++) {
        problem[k] = (cw_bargaining_problem){
            .actors = 2, .position = wish[k], .salience = care[k], .capability = say[k]};
        issues[k] = (cw_joint_issue){.problem = &problem[k], .actor = number[k]};
    }
    assert_int_equal(cw_joint_gather(&made, &why, &arena, issues, 1), CW_OK);
    assert_string_equal(why, "there is only one issue");
    assert_int_equal(made.actors, 77);
    assert_int_equal(cw_joint_gather(&made, &why, &arena, issues, 2), CW_OK);
    assert_null(why);
    assert_int_equal(made.actors, 3);
    assert_true(made.position[0] == 10 && isnan(made.position[1]) && made.position[2] == 20);
    assert_true(made.position[3] == 30 && isnan(made.position[4]) && made.position[5] == 40);
    assert_near(made.salience[3], .3, 0.0);
    assert_near(made.capability[1], 1.0, 0.0); /* too large to add up: by the largest */
    cw_arena_free(&arena);
}

/* As many issues, and as many actors, as there may be, and one more of each; the same actors in other seats;
 * the strongest first, too strong to be added up; an actor with two capabilities. */
static void test_limits_of_putting_together(void **state)
{
    (void)state;
    enum { SEATS = CW_EXCHANGE_ACTORS_MAX + 1, ISSUES = CW_EXCHANGE_ISSUES_MAX + 1 };
    static double wish[SEATS], care[SEATS], say[SEATS], other[SEATS];
    static size_t number[SEATS], turned[SEATS];
    static cw_joint_issue issues[ISSUES];
    cw_bargaining_problem problem = {
        .actors = 2, .position = wish, .salience = care, .capability = say};
    const char *why = NULL;
    cw_exchange_problem made;
    cw_arena arena;
    cw_context_init(&context);
    cw_arena_init(&arena, &context);
    for (size_t m = 0; m < SEATS; m++) {
        wish[m] = (double)(m % 101);
        say[m] = m == 0 ? 1e200 : 1.0;
        number[m] = m;
        turned[m] = m == 0 ? 1 : 0;
    }
    for (size_t k = 0; k < ISSUES; k++)
        issues[k] = (cw_joint_issue){.problem = &problem, .actor = number};
    assert_int_equal(cw_joint_gather(&made, &why, &arena, issues, ISSUES - 1), CW_OK);
    assert_null(why);
    assert_int_equal(made.actors, 2);
    assert_near(made.capability[0], 1.0, 0.0);
    assert_near(made.capability[1], 1e-200, 0.0);
    assert_int_equal(cw_joint_gather(&made, &why, &arena, issues, ISSUES), CW_OK);
    assert_string_equal(why, "there are too many issues");
    /* In the second issue actor 0 sits where actor 1 sat in the first. */
    other[0] = 1.0;
    other[1] = 1e200;
    issues[1] = (cw_joint_issue){&problem, turned, other};
    assert_int_equal(cw_joint_gather(&made, &why, &arena, issues, 2), CW_OK);
    assert_null(why);
    assert_true(made.actors == 2 && made.position[0] == 0 && made.position[1] == 1);
    issues[1].capability = say;
    assert_int_equal(cw_joint_gather(&made, &why, &arena, issues, 2), CW_OK);
    assert_string_equal(why, "an actor has different capabilities on different issues");
    issues[1] = issues[0];
    problem.actors = SEATS - 1;
    assert_int_equal(cw_joint_gather(&made, &why, &arena, issues, 2), CW_OK);
    assert_true(why == NULL && made.actors == SEATS - 1);
    problem.actors = SEATS;
    assert_int_equal(cw_joint_gather(&made, &why, &arena, issues, 2), CW_OK);
    assert_string_equal(why, "there are too many actors");
    cw_arena_free(&arena);
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

/* ---- Random tables ---- */

enum { ACTORS_MOST = 6, ISSUES_MOST = 4, CELLS = ACTORS_MOST * ISSUES_MOST };

typedef struct joint_table {
    double position[CELLS];
    double salience[CELLS];
    double capability[ACTORS_MOST];
    cw_exchange_problem problem;
} joint_table;

/* Absences among them; without capability, too; on every issue some actor weighs. */
static void random_table(joint_table *table, uint64_t *stream)
{
    size_t actors = 1 + random_below(stream, ACTORS_MOST);
    size_t issues = 1 + random_below(stream, ISSUES_MOST);
    bool is_coarse = random_below(stream, 2) == 0;
    for (size_t k = 0; k < actors * issues; k++) {
        table->position[k] =
            is_coarse ? 25.0 * (double)random_below(stream, 5) : 100.0 * random_next(stream);
        table->position[k] = random_below(stream, 6) == 0 ? NAN : table->position[k];
        table->salience[k] =
            is_coarse ? (double)random_below(stream, 5) / 4.0 : random_next(stream);
    }
    for (size_t m = 0; m < actors; m++)
        table->capability[m] = random_below(stream, 5) == 0 ? 0.0 : 10.0 * random_next(stream);
    size_t heavy = random_below(stream, actors);
    table->capability[heavy] = 1.0;
    for (size_t p = 0; p < issues; p++) {
        table->position[heavy * issues + p] = 100.0 * random_next(stream);
        table->salience[heavy * issues + p] = 0.5;
    }
    table->problem =
        (cw_exchange_problem){actors, issues, table->position, table->salience, table->capability};
}

static void solve_both(double outcome[2][ISSUES_MOST], const cw_exchange_problem *problem)
{
    size_t count;
    const cw_joint_model *const *models = cw_joint_models(&count);
    assert_int_equal(count, 2);
    for (size_t k = 0; k < count; k++)
        assert_int_equal(cw_joint_solve(outcome[k], models[k], &context, problem), CW_OK);
}

static void test_random_tables_stay_on_the_scale(void **state)
{
    (void)state;
    uint64_t stream = 31;
    cw_context_init(&context);
    for (int k = 0; k < 10000; k++) {
        joint_table table;
        double outcome[2][ISSUES_MOST];
        random_table(&table, &stream);
        solve_both(outcome, &table.problem);
        for (size_t p = 0; p < table.problem.issues; p++)
            for (size_t which = 0; which < 2; which++)
                assert_true(outcome[which][p] >= 0.0 && outcome[which][p] <= 100.0);
    }
}

/* Nobody cares or nobody is able: silent; one actor, two equal camps, wishes at the ends: on the scale. */
static void test_degenerate_tables(void **state)
{
    (void)state;
    const double camps[8] = {0, 100, 100, 0, 0, 100, 100, 0};
    const double even[8] = {.5, .5, .5, .5, .5, .5, .5, .5};
    const double none[8] = {0};
    double outcome[2][ISSUES_MOST];
    cw_context_init(&context);
    for (size_t actors = 1; actors <= 4; actors++) {
        solve_both(outcome, &(cw_exchange_problem){actors, 2, camps, even, even});
        for (size_t k = 0; k < 4; k++)
            assert_true(outcome[k / 2][k % 2] >= 0.0 && outcome[k / 2][k % 2] <= 100.0);
        for (size_t which = 0; which < 2; which++) {
            solve_both(outcome, &(cw_exchange_problem){actors, 2, camps, which == 0 ? none : even,
                                                       which == 0 ? even : none});
            for (size_t k = 0; k < 4; k++)
                assert_true(isnan(outcome[k / 2][k % 2]));
        }
    }
}

/* Without ties: the issues in another order, the actors in another order, all capabilities multiplied; and
 * for exchange, which rounds nothing, the scale mirrored. */
static void test_what_must_not_change(void **state)
{
    (void)state;
    uint64_t stream = 32;
    cw_context_init(&context);
    for (int k = 0; k < 300; k++) {
        enum { ACTORS = 5, ISSUES = 3 };
        double wish[ACTORS * ISSUES], care[ACTORS * ISSUES], say[ACTORS];
        double turned_position[ACTORS * ISSUES], turned_salience[ACTORS * ISSUES];
        double mirrored[ACTORS * ISSUES], turned_capability[ACTORS];
        double plain[2][ISSUES_MOST], turned[2][ISSUES_MOST], mirror[2][ISSUES_MOST];
        for (size_t m = 0; m < ACTORS; m++) {
            say[m] = 0.1 + random_next(&stream);
            turned_capability[ACTORS - 1 - m] = 7.0 * say[m];
            for (size_t p = 0; p < ISSUES; p++) {
                size_t cell = m * ISSUES + p;
                size_t other = (ACTORS - 1 - m) * ISSUES + (ISSUES - 1 - p);
                wish[cell] = turned_position[other] = 100.0 * random_next(&stream);
                care[cell] = turned_salience[other] = random_next(&stream);
                mirrored[cell] = 100.0 - wish[cell];
            }
        }
        solve_both(plain, &(cw_exchange_problem){ACTORS, ISSUES, wish, care, say});
        solve_both(turned, &(cw_exchange_problem){ACTORS, ISSUES, turned_position, turned_salience,
                                                  turned_capability});
        solve_both(mirror, &(cw_exchange_problem){ACTORS, ISSUES, mirrored, care, say});
        for (size_t p = 0; p < ISSUES; p++) {
            assert_near(turned[0][ISSUES - 1 - p], plain[0][p], 1e-7);
            assert_near(turned[1][ISSUES - 1 - p], plain[1][p], 1e-7);
            assert_near(mirror[0][p], 100.0 - plain[0][p], 1e-7);
        }
    }
}

static void test_cancelled_runs(void **state)
{
    (void)state;
    double outcome[2] = {-1.0, -1.0};
    size_t count;
    const cw_joint_model *const *models = cw_joint_models(&count);
    cw_context_init(&context);
    cw_context_cancel(&context);
    for (size_t k = 0; k < count; k++) {
        assert_int_equal(cw_joint_solve(outcome, models[k], &context, &three),
                         CW_ERROR_INTERRUPTED);
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
        cmocka_unit_test(test_issues_are_put_together),
        cmocka_unit_test(test_limits_of_putting_together),
        cmocka_unit_test(test_unsound_problems_are_refused),
        cmocka_unit_test(test_random_tables_stay_on_the_scale),
        cmocka_unit_test(test_degenerate_tables),
        cmocka_unit_test(test_what_must_not_change),
        cmocka_unit_test(test_cancelled_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
