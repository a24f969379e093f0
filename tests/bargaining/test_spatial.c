/* The spatial model against KTAB itself (version of November 2019, default options), on the
 * emission standards of Bueno de Mesquita 1994, Table 1, put on a scale of 0 to 100. */
#include "bargaining/spatial_table.h"
#include "bargaining/support.h"

#define ACTORS 10
#define TURNS 13

/* NL BE LU DE FR IT UK IE DK GR. */
static const double capability[ACTORS] = {8, 8, 3, 16, 16, 16, 16, 5, 5, 8};
static const double salience[ACTORS] = {.8, .4, .2, .8, .6, .6, .9, .1, 1.0, .7};

/* Positions after each turn from 0, as KTAB prints them. */
static const double expected[TURNS + 1][ACTORS] = {
    {0, 50, 0, 0, 100, 100, 100, 50, 0, 50},
    {0, 49.99, 99.99, 0, 99.97, 99.97, 99.99, 49.38, 0, 50},
    {51.86, 50, 50.45, 0, 51.86, 51.86, 99.99, 50.44, 0, 50},
    {20.35, 50.01, 50.45, 0, 22.59, 22.59, 96.4, 50.01, 22.59, 50},
    {20.35, 50.01, 50.45, 0, 22.59, 22.59, 96.4, 50.01, 46.16, 46.16},
    {20.35, 50.01, 50.45, 0, 42.21, 22.59, 96.4, 50.01, 42.21, 40.3},
    {33.97, 41.74, 50.45, 0, 33.97, 22.59, 96.4, 50.01, 35.77, 40.38},
    {34.31, 41.83, 42.14, 0, 34.44, 22.59, 96.4, 40.41, 35.86, 40.41},
    {34.63, 35.39, 36.07, 0, 35.39, 30.09, 96.4, 40.41, 36.07, 27.56},
    {34.71, 31.45, 37.32, 0, 33.35, 30.09, 96.4, 30.09, 36.08, 31.45},
    {34.71, 35.19, 33.52, 0, 33.35, 30.1, 96.4, 33.34, 36.08, 33.52},
    {32.52, 35.19, 33.52, 0, 32.29, 32.51, 96.4, 33.34, 36.08, 32.18},
    {34.19, 33.03, 33.52, 0, 33.22, 32.51, 96.4, 33.34, 36.08, 33.03},
    {34.19, 33.17, 33.12, 0, 33, 33, 96.4, 33.07, 36.08, 33.12},
};

static cw_run *run_of(const cw_spatial_problem *problem, const cw_spatial_options *options)
{
    static cw_context context;
    cw_run *run = NULL;
    cw_context_init(&context);
    assert_int_equal(cw_spatial_run(&run, &context, problem, options), CW_OK);
    return run;
}

static cw_spatial_problem emission(void)
{
    return (cw_spatial_problem){
        .actors = ACTORS,
        .issues = 1,
        .position = expected[0],
        .salience = salience,
        .capability = capability,
    };
}

static void test_every_turn_of_ktab(void **state)
{
    (void)state;
    cw_spatial_problem problem = emission();
    cw_spatial_options options = CW_SPATIAL_OPTIONS_INIT;
    cw_run *run = run_of(&problem, &options);
    assert_int_equal(run->rounds, TURNS);
    assert_int_equal(run->end, CW_RUN_SETTLED);
    for (size_t turn = 0; turn <= TURNS; turn++) {
        for (size_t m = 0; m < ACTORS; m++) {
            assert_near(cw_run_state(run, turn)[m], expected[turn][m], 0.0051);
        }
    }
    assert_near(run->means[0], 56.50, 0.0051);
    assert_near(run->means[TURNS], 40.61, 0.0051);
    cw_run_free(run);
}

static void test_scale_of_capability_does_not_matter(void **state)
{
    (void)state;
    double tiny[ACTORS];
    for (size_t m = 0; m < ACTORS; m++) {
        tiny[m] = capability[m] * 1e-7;
    }
    cw_spatial_problem problem = emission();
    problem.capability = tiny;
    cw_spatial_options options = CW_SPATIAL_OPTIONS_INIT;
    cw_run *run = run_of(&problem, &options);
    assert_near(run->means[run->rounds], 40.61, 0.0051);
    cw_run_free(run);
}

/* An issue nobody cares for, and one that repeats the first with the salience shared between the
 * two, change nothing. */
static void test_more_issues_of_the_same(void **state)
{
    (void)state;
    double position[ACTORS * 3];
    double shared[ACTORS * 3];
    for (size_t m = 0; m < ACTORS; m++) {
        position[3 * m] = position[3 * m + 1] = expected[0][m];
        position[3 * m + 2] = 10.0 * (double)m;
        shared[3 * m] = shared[3 * m + 1] = salience[m] / 2.0;
        shared[3 * m + 2] = 0.0;
    }
    cw_spatial_problem problem = {ACTORS, 3, position, shared, capability};
    cw_spatial_options options = CW_SPATIAL_OPTIONS_INIT;
    options.turns = 2;
    cw_run *run = run_of(&problem, &options);
    for (size_t m = 0; m < ACTORS; m++) {
        /* The least weight of a bargain is absolute, so halved saliences shift it a little. */
        assert_near(cw_run_state(run, 1)[3 * m], expected[1][m], 0.2);
        assert_near(cw_run_state(run, 1)[3 * m], cw_run_state(run, 1)[3 * m + 1], 1e-9);
    }
    cw_run_free(run);
}

static void random_problem(cw_spatial_problem *problem, double *position, double *weight,
                           double *strength, uint64_t *stream)
{
    *problem = (cw_spatial_problem){1 + random_below(stream, 9), 1 + random_below(stream, 3),
                                    position, weight, strength};
    for (size_t m = 0; m < problem->actors; m++) {
        strength[m] = random_below(stream, 6) == 0 ? 0.0 : 200.0 * random_next(stream);
        for (size_t issue = 0; issue < problem->issues; issue++) {
            size_t cell = m * problem->issues + issue;
            position[cell] = 25.0 * (double)random_below(stream, 5);
            weight[cell] =
                random_below(stream, 6) == 0 ? 0.0 : random_next(stream) / (double)problem->issues;
        }
    }
}

/* All settings on random tables, many of them degenerate: no NaN, never off the hull. */
static void test_every_setting(void **state)
{
    (void)state;
    uint64_t stream = 91;
    for (int k = 0; k < 5 * 6 * 2 * 3 * 3 * 3; k++) {
        double position[27];
        double weight[27];
        double strength[9];
        cw_spatial_problem problem;
        random_problem(&problem, position, weight, strength, &stream);
        cw_spatial_options options = {
            .victory = (cw_spatial_victory)(k % 5),
            .voting = (cw_spatial_voting)(k / 5 % 6),
            .third_parties = (cw_spatial_third_parties)(k / 30 % 2),
            .interpolation = (cw_spatial_interpolation)(k / 60 % 3),
            .bargaining = (cw_spatial_bargaining)(k / 180 % 3),
            .risk_of_other = random_next(&stream),
            .risk_low = -random_next(&stream),
            .turns = 12,
            .quiet = 0.02,
        };
        cw_run *run = run_of(&problem, &options);
        size_t cells = run->actors * run->issues;
        for (size_t c = 0; c < (run->rounds + 1) * cells; c++) {
            assert_true(run->positions[c] >= 0.0 && run->positions[c] <= 100.0);
        }
        cw_run_free(run);
    }
}

/* Some tables go round for ever: the run says so and ends, where the state of one period before is that at
 * the end. */
static void test_cycles_are_told(void **state)
{
    (void)state;
    uint64_t stream = 93;
    int cycles = 0;
    for (int k = 0; k < 100; k++) {
        static cw_context context;
        fixture table;
        cw_run *run = NULL;
        fixture_random(&table, &stream, 1 + random_below(&stream, 12));
        cw_context_init(&context);
        assert_int_equal(
            cw_outcome_model_run(cw_outcome_model_find("spatial"), &run, &context, &table.problem),
            CW_OK);
        for (size_t m = 0; run->end == CW_RUN_CYCLES && m < run->actors; m++) {
            assert_near(cw_run_state(run, run->rounds)[m],
                        cw_run_state(run, run->rounds - run->cycle_length)[m], 1e-9);
        }
        cycles += run->end == CW_RUN_CYCLES;
        assert_true(run->end != CW_RUN_CYCLES || run->cycle_length > 0);
        cw_run_free(run);
    }
    assert_true(cycles > 0);
}

/* KTAB divides 0 by 0 here. */
static void test_degenerate_tables(void **state)
{
    (void)state;
    const double same[3] = {40.0, 40.0, 40.0};
    const double apart[3] = {0.0, 50.0, 100.0};
    const double even[3] = {1.0, 1.0, 1.0};
    cw_spatial_problem problem = {3, 1, same, even, even};
    cw_spatial_options options = CW_SPATIAL_OPTIONS_INIT;
    cw_run *run = run_of(&problem, &options);
    assert_int_equal(run->end, CW_RUN_SETTLED);
    assert_near(run->means[run->rounds], 40.0, 1e-12);
    cw_run_free(run);
    problem.position = apart;
    run = run_of(&problem, &options);
    assert_near(run->means[run->rounds], 50.0, 0.011);
    cw_run_free(run);
    problem.actors = 1;
    run = run_of(&problem, &options);
    assert_near(run->means[run->rounds], 0.0, 0.0);
    cw_run_free(run);
}

static void test_registry_tells_the_same(void **state)
{
    (void)state;
    uint64_t stream = 92;
    for (int k = 0; k < 60; k++) {
        static cw_context context;
        fixture table;
        cw_run *run = NULL;
        fixture_random(&table, &stream, 1 + random_below(&stream, 12));
        cw_context_init(&context);
        const cw_outcome_model *model = cw_outcome_model_find("spatial");
        assert_int_equal(cw_outcome_model_run(model, &run, &context, &table.problem), CW_OK);
        cw_bargaining_outcome outcome = outcome_of("spatial", &table.problem);
        assert_near(outcome.point, run->means[run->rounds], 1e-9);
        assert_true(run->end == CW_RUN_CYCLES || outcome.low == outcome.high);
        cw_run_free(run);
    }
}

static void test_unsound_input_is_refused(void **state)
{
    (void)state;
    cw_context context;
    cw_run *run = NULL;
    cw_context_init(&context);
    cw_spatial_problem problem = emission();
    cw_spatial_options options = CW_SPATIAL_OPTIONS_INIT;
    problem.issues = 0;
    assert_int_equal(cw_spatial_run(&run, &context, &problem, &options), CW_ERROR_USAGE);
    problem = emission();
    problem.actors = CW_SPATIAL_ACTORS_MAX + 1;
    assert_int_equal(cw_spatial_run(&run, &context, &problem, &options), CW_ERROR_USAGE);
    problem = emission();
    options.turns = 1;
    assert_int_equal(cw_spatial_run(&run, &context, &problem, &options), CW_ERROR_USAGE);
    options.turns = 100;
    options.risk_low = 0.5;
    assert_int_equal(cw_spatial_run(&run, &context, &problem, &options), CW_ERROR_USAGE);
    options.risk_low = -0.5;
    problem.salience = capability;
    assert_int_equal(cw_spatial_run(&run, &context, &problem, &options), CW_ERROR_USAGE);
    problem = emission();
    cw_context_cancel(&context);
    assert_int_equal(cw_spatial_run(&run, &context, &problem, &options), CW_ERROR_INTERRUPTED);
    assert_null(run);
}

/* A turn that is stopped ends in its loops: nobody proposes, nobody takes anything. */
static void test_a_turn_can_be_stopped(void **state)
{
    (void)state;
    static double numbers[4096];
    static cw_spatial_bargain bargains[64];
    size_t taken[32];
    cw_context context;
    cw_spatial_table table;
    cw_spatial_problem problem = emission();
    cw_spatial_options options = CW_SPATIAL_OPTIONS_INIT;
    cw_spatial_storage storage = {numbers, bargains, taken};
    assert_true(cw_spatial_numbers(problem.actors, problem.issues) <= 4096);
    cw_context_init(&context);
    for (int pass = 0; pass < 2; pass++) {
        cw_spatial_begin(&table, &problem, &options, &storage);
        table.context = &context;
        taken[0] = 77;
        assert_int_equal(cw_spatial_is_stopped(&table), pass == 1);
        (void)cw_spatial_turn(&table);
        assert_int_equal(table.bargain_count > 0, pass == 0);
        assert_int_equal(taken[0] != 77, pass == 0);
        cw_context_cancel(&context);
    }
}

/* Chances to be elected, whatever the options are to the actors, add up to 1. */
static void test_chances_add_up(void **state)
{
    (void)state;
    static cw_spatial_table table = {.actors = 3, .capability = {50.0, 70.0, 100.0}};
    const double utility[9] = {1.0, 0.5, 0.2, 0.4, 1.0, 0.5, 0.1, 0.6, 1.0};
    cw_spatial_options options = CW_SPATIAL_OPTIONS_INIT;
    double chance[3];
    table.options = &options;
    cw_spatial_elect(chance, &table, utility, 3);
    for (size_t k = 0; k < 3; k++) {
        assert_true(chance[k] > 0.0 && chance[k] < 1.0);
    }
    assert_near(chance[0] + chance[1] + chance[2], 1.0, 1e-12);
}

/* One thing at a time is made what it cannot be. */
static void test_unsound_problems_are_refused(void **state)
{
    (void)state;
    const double off_scale[ACTORS] = {0, 50, 101, 0, 100, 100, 100, 50, 0, 50};
    const double below[ACTORS] = {0, -1, 0, 0, 100, 100, 100, 50, 0, 50};
    const double negative[ACTORS] = {.8, .4, -.2, .8, .6, .6, .9, .1, 1.0, .7};
    const double too_much[ACTORS] = {.8, .4, .2, 1.1, .6, .6, .9, .1, 1.0, .7};
    const double boundless[ACTORS] = {8, 8, 3, 16, INFINITY, 16, 16, 5, 5, 8};
    const cw_spatial_problem sound = emission();
    cw_spatial_problem wrong[9];
    for (size_t k = 0; k < 9; k++) {
        wrong[k] = sound;
    }
    wrong[0].actors = 0;
    wrong[1].actors = CW_SPATIAL_ACTORS_MAX + 1;
    wrong[2].issues = 0;
    wrong[3].issues = CW_ISSUES_MAX + 1;
    wrong[4].position = off_scale;
    wrong[5].position = below;
    wrong[6].salience = negative;
    wrong[7].salience = too_much;
    wrong[8].capability = boundless;
    for (size_t k = 0; k < 9; k++) {
        cw_context context;
        cw_run *run = NULL;
        cw_spatial_options options = CW_SPATIAL_OPTIONS_INIT;
        cw_context_init(&context);
        assert_int_equal(cw_spatial_run(&run, &context, &wrong[k], &options), CW_ERROR_USAGE);
        assert_null(run);
    }
}

/* The ends of what may be set. */
static void test_extreme_options_are_taken(void **state)
{
    (void)state;
    const cw_spatial_problem problem = emission();
    cw_spatial_options extreme[6];
    for (size_t k = 0; k < 6; k++) {
        extreme[k] = (cw_spatial_options)CW_SPATIAL_OPTIONS_INIT;
    }
    extreme[0].risk_of_other = 0.0;
    extreme[1].risk_of_other = 1.0;
    extreme[2].risk_low = -1.0;
    extreme[3].risk_low = 0.0;
    extreme[4].turns = CW_SPATIAL_TURNS_LEAST;
    extreme[5].quiet = 0.0;
    for (size_t k = 0; k < 6; k++) {
        cw_run_free(run_of(&problem, &extreme[k]));
    }
}

static void test_unsound_options_are_refused(void **state)
{
    (void)state;
    const cw_spatial_problem problem = emission();
    cw_spatial_options wrong[13];
    for (size_t k = 0; k < 13; k++) {
        wrong[k] = (cw_spatial_options)CW_SPATIAL_OPTIONS_INIT;
    }
    wrong[0].victory = CW_VICTORY_BINARY + 1;
    wrong[1].voting = CW_VOTING_CUBIC + 1;
    wrong[2].third_parties = CW_THIRD_PARTIES_STAY_OUT + 1;
    wrong[3].interpolation = CW_INTERPOLATION_SURPLUS + 1;
    wrong[4].bargaining = CW_BARGAIN_OF_BOTH + 1;
    wrong[5].risk_of_other = -0.1;
    wrong[6].risk_of_other = 1.1;
    wrong[7].risk_low = -1.1;
    wrong[8].risk_low = 0.1;
    wrong[9].turns = CW_SPATIAL_TURNS_LEAST - 1;
    wrong[10].turns = CW_ROUNDS_MAX + 1;
    wrong[11].quiet = -0.1;
    wrong[12].quiet = NAN;
    for (size_t k = 0; k < 13; k++) {
        cw_context context;
        cw_run *run = NULL;
        cw_context_init(&context);
        assert_int_equal(cw_spatial_run(&run, &context, &problem, &wrong[k]), CW_ERROR_USAGE);
        assert_null(run);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chances_add_up),
        cmocka_unit_test(test_unsound_problems_are_refused),
        cmocka_unit_test(test_extreme_options_are_taken),
        cmocka_unit_test(test_unsound_options_are_refused),
        cmocka_unit_test(test_every_turn_of_ktab),
        cmocka_unit_test(test_scale_of_capability_does_not_matter),
        cmocka_unit_test(test_more_issues_of_the_same),
        cmocka_unit_test(test_every_setting),
        cmocka_unit_test(test_cycles_are_told),
        cmocka_unit_test(test_degenerate_tables),
        cmocka_unit_test(test_registry_tells_the_same),
        cmocka_unit_test(test_unsound_input_is_refused),
        cmocka_unit_test(test_a_turn_can_be_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
