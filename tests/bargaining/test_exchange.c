/* Trades across issues. */
#include "bargaining/support.h"

/* The four actors and two issues of the tests of the DECIDE model: p and q. */
static const double position[8] = {70, 70, 30, 30, 30, 30, 0, 100};
static const double salience[8] = {.75, .25, .25, .75, .25, .75, .6, .8};
static const double capability[4] = {.5, .5, .5, .85};
static const cw_exchange_problem decide = {4, 2, position, salience, capability};

static cw_exchange *exchange_of(const cw_exchange_problem *problem)
{
    static cw_context context;
    cw_exchange *exchange = NULL;
    cw_context_init(&context);
    assert_int_equal(cw_exchange_run(&exchange, &context, problem), CW_OK);
    return exchange;
}

static void test_terms_of_decide(void **state)
{
    (void)state;
    cw_trade trade;
    assert_true(cw_exchange_terms(&trade, &decide, 0, 1, 0, 1));
    assert_near(trade.wins_shift, 3.215434, 5e-7);
    assert_near(trade.yields_shift, -3.215434, 5e-7);
    assert_near(trade.second_move, 29.196141, 5e-7);
    assert_near(trade.first_move, -40.0, 1e-12);
    assert_near(trade.gain, 1.607717, 5e-7);
    /* The other way round both would lose. */
    assert_false(cw_exchange_terms(&trade, &decide, 1, 0, 0, 1));
}

static void test_outcomes_before_trade(void **state)
{
    (void)state;
    cw_exchange *exchange = exchange_of(&decide);
    assert_near(exchange->before[0], 29.735683, 5e-7);
    assert_near(exchange->before[1], 63.826367, 5e-7);
    cw_exchange_free(exchange);
}

/* Two actors, two issues, mirror images: each gets its way where it cares, as far as its wish. */
static void test_mirror_images(void **state)
{
    (void)state;
    const double x[4] = {0, 0, 100, 100};
    const double s[4] = {.9, .1, .1, .9};
    const double c[2] = {1, 1};
    const cw_exchange_problem problem = {2, 2, x, s, c};
    cw_exchange *exchange = exchange_of(&problem);
    assert_int_equal(exchange->trade_count, 1);
    assert_near(exchange->before[0], 10.0, 1e-12);
    assert_near(exchange->after[0], 0.0, 1e-12);
    assert_near(exchange->after[1], 100.0, 1e-12);
    assert_near(exchange->trades[0].gain, .9 * 10.0 - .1 * 10.0, 1e-12);
    cw_exchange_free(exchange);
}

static double weighted_mean(const cw_exchange *exchange, const cw_exchange_problem *problem,
                            size_t issue)
{
    double sum = 0.0;
    double total = 0.0;
    for (size_t m = 0; m < problem->actors; m++) {
        size_t at = m * problem->issues + issue;
        if (!isnan(problem->position[at])) {
            double weight = problem->capability[m] * problem->salience[at];
            sum += weight * exchange->position[at];
            total += weight;
        }
    }
    return total > 0.0 ? sum / total : NAN;
}

/* Both gain alike, and neither outcome passes the wish of the one it is moved for. */
static void check_trade(const cw_trade *trade, const cw_exchange_problem *problem)
{
    size_t issues = problem->issues;
    double first_wins = problem->salience[trade->first * issues + trade->wins];
    double first_yields = problem->salience[trade->first * issues + trade->yields];
    double second_wins = problem->salience[trade->second * issues + trade->wins];
    double second_yields = problem->salience[trade->second * issues + trade->yields];
    double wins = fabs(trade->wins_shift);
    double yields = fabs(trade->yields_shift);
    assert_near(first_wins * wins - first_yields * yields, trade->gain, 1e-9);
    assert_near(second_yields * yields - second_wins * wins, trade->gain, 1e-9);
    assert_true(trade->gain > 0.0 && trade->others_gain >= 0.0 && trade->others_loss >= 0.0);
}

static void test_random_markets(void **state)
{
    (void)state;
    uint64_t stream = 111;
    for (int k = 0; k < 300; k++) {
        double x[40];
        double s[40];
        double c[10];
        cw_exchange_problem problem = {1 + random_below(&stream, 10), 1 + random_below(&stream, 4),
                                       x, s, c};
        for (size_t cell = 0; cell < problem.actors * problem.issues; cell++) {
            x[cell] =
                random_below(&stream, 8) == 0 ? NAN : 10.0 * (double)random_below(&stream, 11);
            s[cell] = random_below(&stream, 8) == 0 ? 0.0 : random_next(&stream);
        }
        for (size_t m = 0; m < problem.actors; m++) {
            c[m] = random_below(&stream, 8) == 0 ? 0.0 : random_next(&stream);
        }
        cw_exchange *exchange = exchange_of(&problem);
        assert_false(exchange->cut_off);
        for (size_t t = 0; t < exchange->trade_count; t++) {
            check_trade(&exchange->trades[t], &problem);
        }
        for (size_t issue = 0; issue < problem.issues; issue++) {
            double mean = weighted_mean(exchange, &problem, issue);
            assert_int_equal(isnan(mean) != 0, isnan(exchange->after[issue]) != 0);
            if (!isnan(mean)) {
                assert_near(exchange->after[issue], mean, 1e-8);
            }
        }
        cw_exchange_free(exchange);
    }
}

/* What others gain and lose over all trades is the change of the outcomes by their wishes. */
static void test_externalities_add_up(void **state)
{
    (void)state;
    const double x[8] = {0, 0, 100, 100, 0, 100, 60, 40};
    const double s[8] = {.9, .2, .3, .8, .5, .5, .4, .4};
    const double c[4] = {1, 1, 2, .5};
    const cw_exchange_problem problem = {4, 2, x, s, c};
    cw_exchange *exchange = exchange_of(&problem);
    double told = 0.0;
    double change = 0.0;
    for (size_t t = 0; t < exchange->trade_count; t++) {
        told += 2.0 * exchange->trades[t].gain + exchange->trades[t].others_gain -
                exchange->trades[t].others_loss;
    }
    for (size_t cell = 0; cell < 8; cell++) {
        change += s[cell] * (fabs(x[cell] - exchange->before[cell % 2]) -
                             fabs(x[cell] - exchange->after[cell % 2]));
    }
    assert_true(exchange->trade_count > 0);
    assert_near(told, change, 1e-9);
    cw_exchange_free(exchange);
}

static void test_nothing_to_trade(void **state)
{
    (void)state;
    const double same[4] = {40, 60, 40, 60};
    const double none[4] = {0, 0, 0, 0};
    const double c[2] = {1, 1};
    cw_exchange_problem problem = {2, 2, same, salience, c};
    cw_exchange *exchange = exchange_of(&problem);
    assert_int_equal(exchange->trade_count, 0);
    cw_exchange_free(exchange);
    problem.salience = none;
    exchange = exchange_of(&problem);
    assert_int_equal(exchange->trade_count, 0);
    assert_true(isnan(exchange->after[0]));
    cw_exchange_free(exchange);
}

/* Who stands where an issue would end anyway is not opposed to anybody on it, and has nothing to
 * trade there; a step to the other side of it makes a trade. */
static void test_trade_needs_opponents(void **state)
{
    (void)state;
    double x[6] = {0, 0, 50, 100, 100, NAN};
    const double s[6] = {.5, .25, .25, .5, .5, 0};
    const double c[3] = {1, 1, 1};
    const cw_exchange_problem problem = {3, 2, x, s, c};
    cw_exchange *exchange = exchange_of(&problem);
    assert_near(exchange->before[0], 50.0, 0.0);
    assert_int_equal(exchange->trade_count, 0);
    cw_exchange_free(exchange);
    x[2] = 51.0;
    exchange = exchange_of(&problem);
    assert_int_equal(exchange->trade_count, 1);
    cw_exchange_free(exchange);
}

static void test_unsound_input_is_refused(void **state)
{
    (void)state;
    cw_context context;
    cw_exchange *exchange = NULL;
    const double off[8] = {70, 70, 30, 101, 30, 30, 0, 100};
    const double negative[4] = {.5, -.5, .5, .85};
    cw_context_init(&context);
    cw_exchange_problem problem = decide;
    problem.position = off;
    assert_int_equal(cw_exchange_run(&exchange, &context, &problem), CW_ERROR_USAGE);
    problem = decide;
    problem.salience = off;
    assert_int_equal(cw_exchange_run(&exchange, &context, &problem), CW_ERROR_USAGE);
    problem = decide;
    problem.capability = negative;
    assert_int_equal(cw_exchange_run(&exchange, &context, &problem), CW_ERROR_USAGE);
    problem = decide;
    const double boundless[4] = {.5, INFINITY, .5, .85};
    problem.capability = boundless;
    assert_int_equal(cw_exchange_run(&exchange, &context, &problem), CW_ERROR_USAGE);
    const double below[8] = {70, 70, 30, -1, 30, 30, 0, 100};
    problem = decide;
    problem.position = below;
    assert_int_equal(cw_exchange_run(&exchange, &context, &problem), CW_ERROR_USAGE);
    const double too_keen[8] = {1.1, .5, .5, .5, .5, .5, .5, .5};
    problem = decide;
    problem.salience = too_keen;
    assert_int_equal(cw_exchange_run(&exchange, &context, &problem), CW_ERROR_USAGE);
    const size_t counts[4][2] = {
        {0, 2}, {4, 0}, {CW_EXCHANGE_ACTORS_MAX + 1, 2}, {4, CW_EXCHANGE_ISSUES_MAX + 1}};
    for (size_t k = 0; k < 4; k++) {
        problem = decide;
        problem.actors = counts[k][0];
        problem.issues = counts[k][1];
        assert_int_equal(cw_exchange_run(&exchange, &context, &problem), CW_ERROR_USAGE);
    }
    assert_null(exchange);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_terms_of_decide),
        cmocka_unit_test(test_outcomes_before_trade),
        cmocka_unit_test(test_mirror_images),
        cmocka_unit_test(test_random_markets),
        cmocka_unit_test(test_externalities_add_up),
        cmocka_unit_test(test_nothing_to_trade),
        cmocka_unit_test(test_trade_needs_opponents),
        cmocka_unit_test(test_unsound_input_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
