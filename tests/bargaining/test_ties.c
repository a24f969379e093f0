/* Ties: where models cannot tell two apart to within the tolerances of bargaining/tolerance.h, the order of
 * input decides, or where positions tie the lower one. */
#include "bargaining/support.h"
#include "bargaining/tolerance.h"

#include "counterweight/bargaining/exchange.h"

/* One in the middle between two who are alike: to whom does it move in the first round? The actors stand at
 * 0, 50, 100 or, in the other order of input, at 100, 50, 0; `edge` is what the last one has more than the
 * first, in shares of its capability. */
static size_t middle_goes_to(const char *model, bool is_turned, double capability, double salience,
                             double edge)
{
    static const double orders[2][3] = {{0.0, 50.0, 100.0}, {100.0, 50.0, 0.0}};
    cw_context context;
    fixture table;
    cw_run *run = NULL;
    size_t taken = CW_NONE;
    cw_context_init(&context);
    fixture_set(&table, 3, orders[is_turned ? 1 : 0], NAN);
    table.capability[1] = capability;
    table.salience[1] = salience;
    table.capability[2] *= 1.0 + edge;
    assert_int_equal(
        cw_outcome_model_run(cw_outcome_model_find(model), &run, &context, &table.problem), CW_OK);
    for (size_t k = 0; k < run->offer_count; k++) {
        const cw_offer *offer = &run->offers[k];
        if (offer->round == 1 && offer->accepted && (offer->to == 1 || offer->from == 1)) {
            taken = offer->to == 1 ? offer->from : offer->to;
        }
    }
    cw_run_free(run);
    return taken;
}

/* The first in the input, wherever it stands, as long as the last has no edge that tells. */
static void check_middle(const char *model, double capability, double salience, double none)
{
    for (int turned = 0; turned < 2; turned++) {
        assert_int_equal(middle_goes_to(model, turned == 1, capability, salience, 0.0), 0);
        assert_int_equal(middle_goes_to(model, turned == 1, capability, salience, none), 0);
    }
}

static void test_between_two_alike(void **state)
{
    (void)state;
    check_middle("challenge-a", 0.5, 0.9, CW_GAIN_TOLERANCE / 100.0);
    check_middle("challenge-s", 0.5, 0.3, CW_GAIN_TOLERANCE / 100.0);
    check_middle("spatial", 0.5, 0.3, CW_WEIGHT_TOLERANCE / 100.0);
    /* A true edge decides, either way. */
    assert_int_not_equal(middle_goes_to("challenge-a", false, 0.5, 0.9, 1e-3),
                         middle_goes_to("challenge-a", false, 0.5, 0.9, -1e-3));
    assert_int_not_equal(middle_goes_to("spatial", false, 0.5, 0.3, 1e-3),
                         middle_goes_to("spatial", false, 0.5, 0.3, -1e-3));
}

/* Two pairs of mirror images: any of four trades would do alike; the first two actors strike the first. */
static void test_the_first_of_like_trades(void **state)
{
    (void)state;
    const double x[8] = {0, 0, 100, 100, 0, 0, 100, 100};
    const double s[8] = {.9, .1, .1, .9, .9, .1, .1, .9};
    const double c[4] = {1, 1, 1, 1};
    cw_context context;
    cw_exchange *exchange = NULL;
    cw_context_init(&context);
    const cw_exchange_problem problem = {4, 2, x, s, c};
    assert_int_equal(cw_exchange_run(&exchange, &context, &problem), CW_OK);
    assert_true(exchange->trade_count > 0);
    assert_int_equal(exchange->trades[0].first, 0);
    assert_int_equal(exchange->trades[0].second, 1);
    cw_exchange_free(exchange);
}

/* Two equal camps: the lower position, in either order of input, though 0.1 + 0.2 is not 0.3 in binary. */
static void test_positions_tie_downwards(void **state)
{
    (void)state;
    const char *const models[] = {"weighted-median", "condorcet"};
    for (int k = 0; k < 4; k++) {
        fixture table;
        fixture_set(&table, 3,
                    k / 2 == 0 ? (double[]){80.0, 80.0, 20.0} : (double[]){20.0, 20.0, 80.0}, NAN);
        table.capability[0] = 0.1;
        table.capability[1] = 0.2;
        table.capability[2] = 0.3;
        assert_near(outcome_of(models[k % 2], &table.problem).point, 20.0, 0.0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_between_two_alike),
        cmocka_unit_test(test_the_first_of_like_trades),
        cmocka_unit_test(test_positions_tie_downwards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
