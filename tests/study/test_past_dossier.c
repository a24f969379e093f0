/* Past decisions from a dossier: which issues count, and where they were taken. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/study/past.h"
#include "support/failing_allocator.h"
#include "support/read_dossier.h"

/* "tax" and "duty" are on record, "toll" is not; "duty" cannot be taken in the question's forum. */
static const char *const text =
    "counterweight: 1\n"
    "title: test\n"
    "as_of: 2022-05-24\n"
    "question: {state: WEAK, against: STRONG, forum: bloc, issue: tax}\n"
    "states:\n"
    "  STRONG: {name: Strong, capability: [2, 3, 4]}\n"
    "  WEAK: {name: Weak, capability: 1}\n"
    "  THIRD: {name: Third, capability: 1}\n"
    "forums:\n"
    "  forum: {name: Forum, members: [{states: [STRONG, WEAK, THIRD]}], rule: consensus}\n"
    "  bloc: {name: Bloc, members: [{states: [STRONG, WEAK]}], rule: majority}\n"
    "  empty: {name: Empty, members: [{states: [THIRD]}], rule: consensus}\n"
    "issues:\n"
    "  tax: {question: how much?, scale: {0: none, 100: all}, status_quo: 40, outcome: 55,\n"
    "    positions: {STRONG: 90, WEAK: [10, 20, 30]}, salience: {STRONG: 1, WEAK: 0.5}}\n"
    "  toll: {question: how much?, scale: {0: none, 100: all}, status_quo: 40,\n"
    "    positions: {STRONG: 90, WEAK: 10}, salience: {STRONG: 1, WEAK: 1}}\n"
    "  duty: {question: how much?, scale: {0: none, 100: all}, status_quo: 40, outcome: 5,\n"
    "    forums: [empty, forum], positions: {STRONG: 90, WEAK: 10}, salience: {STRONG: 1, WEAK: "
    "1}}\n";

static cw_context context;

static cw_past *past_of(const cw_dossier *dossier, size_t forum)
{
    cw_past *past = NULL;
    assert_int_equal(cw_past_read_dossier(&past, &context, dossier, forum), CW_OK);
    return past;
}

static void test_issues_on_record(void **state)
{
    const cw_dossier *dossier = *state;
    cw_past *past = past_of(dossier, CW_NONE);
    assert_int_equal(past->count, 2);
    assert_int_equal(past->left_out, 1);
    assert_string_equal(past->ids[0], "tax in bloc");
    assert_string_equal(past->ids[1], "duty in forum");
    const cw_bargaining_problem *tax = &past->decisions[0].problem;
    assert_int_equal(tax->actors, 2);
    assert_true(fabs(tax->position[1] - 20.0) < 1e-12);
    assert_true(fabs(tax->capability[0] / tax->capability[1] - 3.0) < 1e-12);
    assert_true(fabs(past->decisions[0].outcome - 55.0) < 1e-12);
    assert_int_not_equal(past->decisions[0].cluster, past->decisions[1].cluster);
    /* The table is the venue's: its weighted mean is that of the numbers above. */
    cw_bargaining_outcome outcome;
    assert_int_equal(cw_outcome_model_solve(cw_outcome_model_find("weighted-mean"), &outcome, tax),
                     CW_OK);
    assert_true(fabs(outcome.point - (3.0 * 90.0 + 0.5 * 20.0) / 3.5) < 1e-9);
    cw_past_free(past);
}

static void test_another_forum(void **state)
{
    const cw_dossier *dossier = *state;
    cw_past *past = past_of(dossier, 0);
    assert_string_equal(past->ids[0], "tax in forum");
    cw_past_free(past);
    past = past_of(dossier, 2); /* nobody there has a position */
    assert_int_equal(past->count, 0);
    assert_int_equal(past->left_out, 3);
    cw_past_free(past);
}

/* Joint models settle what was taken in one forum together, by capabilities as coded. */
static void test_one_forum_is_one_sitting(void **state)
{
    const cw_dossier *dossier = *state;
    cw_backtest *backtest = NULL;
    cw_backtest_options options = CW_BACKTEST_OPTIONS_INIT;
    const cw_outcome_model *const none[1] = {NULL};
    cw_past *past = past_of(dossier, 0);
    assert_int_equal(past->count, 2); /* tax and duty, both in forum */
    assert_int_equal(past->decisions[0].sitting, past->decisions[1].sitting);
    assert_int_not_equal(past->decisions[0].cluster, past->decisions[1].cluster);
    assert_true(fabs(past->decisions[1].capability[0] - 3.0) < 1e-12);
    options.calibration = cw_calibration_published();
    options.joint = cw_joint_models(&options.joint_count);
    assert_int_equal(cw_backtest_run(&backtest, &context, past->decisions, 2, none, 0, &options),
                     CW_OK);
    /* STRONG and WEAK, tax and duty. */
    const double x[4] = {90, 90, 20, 10};
    const double s[4] = {1, 1, .5, 1};
    const double c[2] = {3, 1};
    for (size_t k = 0; k < options.joint_count; k++) {
        double outcome[2];
        assert_int_equal(cw_joint_solve(outcome, options.joint[k], &context,
                                        &(cw_exchange_problem){2, 2, x, s, c}),
                         CW_OK);
        assert_int_equal(backtest->rows[k].scored, 2);
        assert_true(fabs(backtest->forecasts[k * 2] - outcome[0]) < 1e-12);
        assert_true(fabs(backtest->forecasts[k * 2 + 1] - outcome[1]) < 1e-12);
    }
    cw_backtest_free(backtest);
    cw_past_free(past);
}

static cw_status read_past(cw_context *refusing, void *payload)
{
    cw_past *past = NULL;
    cw_status status = cw_past_read_dossier(&past, refusing, payload, CW_NONE);
    assert_true((status == CW_OK) == (past != NULL));
    cw_past_free(past);
    return status;
}

static void test_refused_memory(void **state)
{
    assert_true(cw_sweep_allocations(read_past, *state, CW_SWEEP_MUST_REPORT) > 10);
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
        cmocka_unit_test(test_issues_on_record),
        cmocka_unit_test(test_another_forum),
        cmocka_unit_test(test_one_forum_is_one_sitting),
        cmocka_unit_test(test_refused_memory),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
