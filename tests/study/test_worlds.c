/* Worlds kept and worlds drawn anew are the same worlds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "study/experiment.h"
#include "support/read_dossier.h"

static const char *const text =
    "counterweight: 1\n"
    "title: test\n"
    "as_of: 2022-05-24\n"
    "question: {state: B, against: A, forum: f, issue: i}\n"
    "states:\n"
    "  A: {name: A, capability: [3, 5]}\n"
    "  B: {name: B, capability: [1, 2]}\n"
    "  C: {name: C, capability: [1, 2]}\n"
    "  D: {name: D, capability: [1, 2]}\n"
    "forums:\n"
    "  f: {name: F, members: [{states: [A, B, C]}], rule: consensus, bypass_cost: [0, 30]}\n"
    "issues:\n"
    "  i:\n"
    "    question: how much?\n"
    "    scale: {0: none, 100: all}\n"
    "    status_quo: 40\n"
    "    positions: {A: 90, B: [10, 20], C: [30, 60], D: [10, 20]}\n"
    "    salience: {A: 1, B: 1, C: 0.5, D: 1}\n"
    "ties:\n"
    "  - {of: B, on: A, dependence: [0, 20, 40]}\n"
    "what_ifs:\n"
    "  less: {title: less, changes: [{tie: B, on: A, by: 0.5}]}\n"
    "  back: {title: back, changes: [{tie: B, on: A, by: 2}, {capability: A, by: 0.1}]}\n";

#define DRAWS 333
#define CASES 3

typedef struct fixture {
    cw_context context;
    cw_dossier *dossier;
    cw_experiment experiment;
    double gain[CASES][DRAWS];
    double weight_of_d[CASES][DRAWS];
    cw_venue *venues[CASES];
} fixture;

static int set_up(void **state)
{
    static fixture shared;
    shared = (fixture){0};
    cw_context_init(&shared.context);
    shared.dossier = read_dossier(&shared.context, text);
    cw_study_options options = {.seed = 5, .draws = DRAWS, .threads = 3};
    cw_experiment *experiment = &shared.experiment;
    assert_int_equal(cw_experiment_begin(experiment, &shared.context, shared.dossier, &options),
                     CW_OK);
    assert_int_equal(cw_experiment_prepare(experiment), CW_OK);
    assert_int_equal(experiment->study->case_count, CASES);
    for (size_t c = 0; c < CASES; c++)
        assert_int_equal(cw_venue_build(&shared.venues[c], &shared.context,
                                        experiment->study->cases[c].built, 0, 0),
                         CW_OK);
    *state = &shared;
    return 0;
}

static int tear_down(void **state)
{
    fixture *test = *state;
    for (size_t c = 0; c < CASES; c++)
        cw_venue_free(test->venues[c]);
    cw_study *study = test->experiment.study;
    cw_experiment_free(&test->experiment);
    cw_study_free(study);
    cw_dossier_free(test->dossier);
    return 0;
}

static void record(void *payload, size_t case_index, const double *values, size_t draw)
{
    fixture *test = payload;
    cw_settlement settlement;
    cw_venue_settle(&settlement, test->venues[case_index], values, cw_venue_default_model());
    test->gain[case_index][draw] = settlement.gain;
    test->weight_of_d[case_index][draw] = values[test->dossier->states[3].capability];
}

static bool is_read(const void *payload, size_t quantity)
{
    const fixture *test = payload;
    return cw_venue_uses(test->venues[0], quantity);
}

/* Case by case, told what is read, or all cases of a draw in turn. */
static void pass(fixture *test, bool by_case)
{
    cw_pass all = {
        .case_count = CASES, .draws = DRAWS, .quiet = true, .function = record, .payload = test};
    memset(test->gain, 0, sizeof test->gain);
    memset(test->weight_of_d, 0, sizeof test->weight_of_d);
    if (!by_case)
        assert_int_equal(cw_experiment_each_world(&test->experiment, &all), CW_OK);
    for (size_t c = 0; by_case && c < CASES; c++) {
        cw_pass one = all;
        one.first_case = c;
        one.case_count = 1;
        one.reads = is_read;
        assert_int_equal(cw_experiment_each_world(&test->experiment, &one), CW_OK);
    }
}

static void kept_or_drawn_anew(void **state)
{
    fixture *test = *state;
    static double kept[CASES][DRAWS];
    static double kept_weight[CASES][DRAWS];
    assert_non_null(test->experiment.drawn);
    pass(test, false);
    memcpy(kept, test->gain, sizeof kept);
    memcpy(kept_weight, test->weight_of_d, sizeof kept_weight);
    assert_true(memcmp(kept[0], kept[1], sizeof kept[0]) != 0);
    assert_true(memcmp(kept[0], kept[2], sizeof kept[0]) != 0);
    pass(test, true);
    assert_memory_equal(kept, test->gain, sizeof kept);

    cw_release(&test->context, test->experiment.drawn);
    test->experiment.drawn = NULL;
    pass(test, false);
    assert_memory_equal(kept, test->gain, sizeof kept);
    assert_memory_equal(kept_weight, test->weight_of_d, sizeof kept_weight);
    /* Of what no venue reads nothing is drawn: D has no seat. */
    pass(test, true);
    assert_memory_equal(kept, test->gain, sizeof kept);
    for (size_t d = 0; d < DRAWS; d++)
        assert_true(test->weight_of_d[0][d] == 1.5);
}

/* A part of the draws, from the middle. */
static void a_part_of_the_draws(void **state)
{
    fixture *test = *state;
    cw_pass part = {.case_count = 1,
                    .first_draw = 100,
                    .draws = 77,
                    .quiet = true,
                    .function = record,
                    .payload = test};
    pass(test, false);
    double before = test->gain[0][99];
    double within = test->gain[0][150];
    memset(test->gain, 0, sizeof test->gain);
    assert_int_equal(cw_experiment_each_world(&test->experiment, &part), CW_OK);
    assert_true(before != 0.0 && test->gain[0][99] == 0.0 && test->gain[0][177] == 0.0);
    assert_true(test->gain[0][150] == within && test->gain[1][150] == 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(kept_or_drawn_anew, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_part_of_the_draws, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
