/* What takes memory and time: every request for memory refused in turn, and a wish to stop at every
 * look. It is reported, nothing leaks, and the next call works. What is asked of an arena counts as well; the
 * linker puts the function below in the place of cw_context_is_cancelled(). */
#include <stdatomic.h>

#include "bargaining/support.h"
#include "support/failing_allocator.h"

/* Looks at which a piece of work is stopped, at most. */
#define STOPS ((size_t)200)
/* The last looks come when all is done. */
#define LOOKS_DONE ((size_t)4)

static atomic_size_t looks;
static atomic_size_t looks_allowed = SIZE_MAX;

bool __wrap_cw_context_is_cancelled(const cw_context *context);
bool __wrap_cw_context_is_cancelled(const cw_context *context)
{
    (void)context;
    return atomic_fetch_add(&looks, 1) >= atomic_load(&looks_allowed);
}

typedef cw_status piece_of_work(cw_context *context, void *payload);

static cw_status run(piece_of_work *work, size_t allowed)
{
    cw_context context;
    cw_failing_allocator allocator;
    cw_context_init(&context);
    cw_failing_allocator_install(&allocator, &context, CW_NONE, false);
    atomic_store(&looks, 0);
    atomic_store(&looks_allowed, allowed);
    cw_status status = work(&context, NULL);
    atomic_store(&looks_allowed, SIZE_MAX);
    assert_int_equal(atomic_load(&allocator.live), 0);
    return status;
}

static void disturb(piece_of_work *work)
{
    assert_true(cw_sweep_allocations(work, NULL, CW_SWEEP_MUST_REPORT) > 0);
    assert_int_equal(run(work, SIZE_MAX), CW_OK);
    size_t all = atomic_load(&looks);
    assert_true(all > 0);
    for (size_t allowed = 0; allowed < all; allowed += all / STOPS + 1) {
        cw_status status = run(work, allowed);
        bool is_done = status == CW_OK && allowed + LOOKS_DONE >= all;
        if (status != CW_ERROR_INTERRUPTED && !is_done) {
            fail_msg("status '%s' after look %zu of %zu", cw_status_name(status), allowed, all);
        }
    }
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
