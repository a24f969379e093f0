/* What takes memory and time: every request for memory refused in turn, and a wish to stop at every
 * look. It is reported, nothing leaks, and the next call works. What is asked of an arena counts as well. */
#include "bargaining/support.h"
#include "support/stopping.h"

/* Looks at which a piece of work is stopped, at most; and that may follow. */
#define STOPS ((size_t)200)
#define LOOKS_AFTER ((size_t)40)

static void disturb(cw_swept_function *work)
{
    assert_true(cw_sweep_allocations(work, NULL, CW_SWEEP_MUST_REPORT) > 0);
    cw_stop_anywhere(work, NULL, STOPS, LOOKS_AFTER);
}

/* ---- Backtests ---- */

#define DECISIONS 12

/* Two decisions of each of six proposals, one sitting for each proposal. */
static cw_status backtest(cw_context *context, void *payload)
{
    static const size_t actor[4] = {1, 2, 3, 4};
    fixture tables[DECISIONS];
    cw_past_decision decisions[DECISIONS];
    uint64_t stream = 131;
    size_t count = 0;
    cw_backtest *scored = NULL;
    cw_backtest_options options = CW_BACKTEST_OPTIONS_INIT;
    (void)payload;
    for (size_t k = 0; k < DECISIONS; k++) {
        fixture_random(&tables[k], &stream, 4);
        decisions[k] = (cw_past_decision){.problem = tables[k].problem,
                                          .outcome = 100.0 * random_next(&stream),
                                          .cluster = k / 2,
                                          .sitting = k / 2,
                                          .actor = actor};
    }
    options.folds = 2;
    options.resamples = 10;
    options.joint = cw_joint_models(&options.joint_count);
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    cw_status status =
        cw_backtest_run(&scored, context, decisions, DECISIONS, models, count, &options);
    assert_true((scored != NULL) == (status == CW_OK));
    if (scored != NULL) {
        cw_backtest_free(scored);
    }
    return status;
}

static void test_backtests(void **state)
{
    (void)state;
    disturb(backtest);
}

/* ---- Models that go round by round ---- */

static const double position[6] = {10, 90, 60, 80, 20, 50}; /* [actor][issue] */
static const double salience[6] = {0.7, 0.2, 0.5, 0.5, 0.2, 0.8};
static const double capability[3] = {1, 2, 3};

static cw_status exchange(cw_context *context, void *payload)
{
    const cw_exchange_problem problem = {3, 2, position, salience, capability};
    cw_exchange *made = NULL;
    (void)payload;
    cw_status status = cw_exchange_run(&made, context, &problem);
    assert_true((made != NULL) == (status == CW_OK));
    if (made != NULL) {
        cw_exchange_free(made);
    }
    return status;
}

static cw_status spatial(cw_context *context, void *payload)
{
    const cw_spatial_problem problem = {3, 2, position, salience, capability};
    const cw_spatial_options options = CW_SPATIAL_OPTIONS_INIT;
    cw_run *made = NULL;
    (void)payload;
    cw_status status = cw_spatial_run(&made, context, &problem, &options);
    assert_true((made != NULL) == (status == CW_OK));
    cw_run_free(made);
    return status;
}

static cw_status challenge(cw_context *context, void *payload)
{
    fixture table;
    uint64_t stream = 17;
    const cw_challenge_options options = CW_CHALLENGE_READING_S;
    cw_run *made = NULL;
    (void)payload;
    fixture_random(&table, &stream, 6);
    cw_status status = cw_challenge_run(&made, context, &table.problem, &options);
    assert_true((made != NULL) == (status == CW_OK));
    cw_run_free(made);
    return status;
}

static void test_rounds(void **state)
{
    (void)state;
    disturb(exchange);
    disturb(spatial);
    disturb(challenge);
}

/* ---- Legislatures ---- */

static cw_status legislature(cw_context *context, void *payload)
{
    const int64_t votes[5] = {5, 4, 3, 2, 1};
    cw_legislature_share shares[5];
    const cw_legislature problem = {.members = 5, .votes = votes, .quota = 8, .discount = 0.9};
    (void)payload;
    return cw_legislature_solve(shares, context, &problem);
}

static void test_legislatures(void **state)
{
    (void)state;
    disturb(legislature);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_backtests),
        cmocka_unit_test(test_rounds),
        cmocka_unit_test(test_legislatures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
