/* Tallies against the exact summaries of the same draws, and against themselves in parts. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/base/random.h"

#include "study/precision.h"
#include "study/summary.h"
#include "study/tally.h"
#include "study/tally_code.h"

#define DRAWS 5000
#define PARTS 7

static const cw_grid points = {-100, 100, 100};
static const double levels[] = {0.025, 0.1, 0.5, 0.9, 0.975};
static double draws[DRAWS];
static cw_context context;

/* A lump at 0, a spread, ties, the ends of the grid, and draws without a figure. */
static int make_draws(void **state)
{
    (void)state;
    cw_context_init(&context);
    for (size_t d = 0; d < DRAWS; d++) {
        double u = cw_random_uniform(1, d, 0);
        double v = cw_random_uniform(1, d, 1);
        draws[d] = u < 0.2    ? 0.0
                   : u < 0.25 ? NAN
                   : u < 0.3  ? -100.0
                   : u < 0.35 ? 12.345
                              : 60.0 * v - 15.0;
    }
    return 0;
}

static void assert_same(const cw_tally *one, const cw_tally *other)
{
    assert_int_equal(one->draws, other->draws);
    assert_int_equal(one->undefined, other->undefined);
    assert_int_equal(one->positive, other->positive);
    assert_int_equal(one->negative, other->negative);
    assert_true(one->sum == other->sum);
    assert_true(one->squares == other->squares);
    assert_true(one->least == other->least);
    assert_true(one->greatest == other->greatest);
    for (size_t step = 0; step < cw_grid_steps(&one->grid); step++)
        assert_int_equal(cw_tally_count(one, step), cw_tally_count(other, step));
}

static void agrees_with_the_exact_summary(void **state)
{
    (void)state;
    cw_tally tally;
    double copy[DRAWS];
    double quantiles[5];
    double squares = 0.0;
    assert_int_equal(cw_tally_init(&tally, &context, points), CW_OK);
    assert_int_equal(cw_tally_add(&tally, draws, DRAWS), CW_OK);
    memcpy(copy, draws, sizeof copy);
    cw_summary exact = cw_summarise(copy, DRAWS);
    cw_tally_quantiles(quantiles, &tally, levels, 5);
    const double expected[] = {exact.low95, exact.low80, exact.median, exact.high80, exact.high95};
    for (size_t k = 0; k < 5; k++)
        assert_true(fabs(quantiles[k] - expected[k]) <= cw_tally_quantile_error(&tally) + 1e-12);
    assert_true(fabs(cw_tally_mean(&tally) - exact.mean) < 1e-11);
    uint64_t positive = 0;
    for (size_t d = 0; d < DRAWS; d++) {
        positive += draws[d] > 0.0;
        squares += isnan(draws[d]) ? 0.0 : (draws[d] - exact.mean) * (draws[d] - exact.mean);
    }
    assert_int_equal(tally.positive, positive);
    assert_int_equal(tally.draws + tally.undefined, DRAWS);
    assert_true(fabs(cw_tally_deviation(&tally) - sqrt(squares / (double)tally.draws)) < 1e-9);
    cw_tally_free(&tally);
}

/* Never narrower than from the draws themselves, and at each end at most a step wider, whatever the number of
 * draws; where they are too few, not known. */
static void the_interval_of_the_median_holds_the_exact_one(void **state)
{
    (void)state;
    static const size_t counts[] = {20, 21, 100, 1000, DRAWS};
    for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
        cw_tally tally;
        double copy[DRAWS];
        double low;
        double high;
        assert_int_equal(cw_tally_init(&tally, &context, points), CW_OK);
        assert_int_equal(cw_tally_add(&tally, draws, counts[k]), CW_OK);
        memcpy(copy, draws, counts[k] * sizeof *copy);
        cw_estimate exact = cw_precision_of(copy, counts[k]).median;
        cw_tally_median_interval(&low, &high, &tally);
        double step = 1.0 / points.per_unit;
        assert_true(low <= exact.low95 + 1e-12 && low >= exact.low95 - step - 1e-12);
        assert_true(high >= exact.high95 - 1e-12 && high <= exact.high95 + step + 1e-12);
        cw_tally_free(&tally);
    }
}

static void the_interval_of_the_median_at_its_limits(void **state)
{
    (void)state;
    static const double few[] = {1.0, 2.0, 3.0, NAN};
    static const double off[] = {-300.0, -200.0, -200.0, -200.0, -200.0, -200.0, -200.0,
                                 200.0,  200.0,  200.0,  200.0,  200.0,  200.0,  250.0};
    static const double same[] = {7.0071, 7.0071, 7.0071, 7.0071, 7.0071, 7.0071, 7.0071, 7.0071};
    static const struct {
        const double *values;
        size_t count;
        double low, high;
    } cases[] = {{few, 0, NAN, NAN},
                 {few, 4, NAN, NAN},
                 {off, sizeof off / sizeof *off, -300.0, 250.0},
                 {same, sizeof same / sizeof *same, 7.0071, 7.0071}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        cw_tally tally;
        double low;
        double high;
        assert_int_equal(cw_tally_init(&tally, &context, points), CW_OK);
        assert_int_equal(cw_tally_add(&tally, cases[k].values, cases[k].count), CW_OK);
        cw_tally_median_interval(&low, &high, &tally);
        assert_true(isnan(cases[k].low) ? isnan(low) : low == cases[k].low);
        assert_true(isnan(cases[k].high) ? isnan(high) : high == cases[k].high);
        cw_tally_free(&tally);
    }
}

/* Parts of unlike size, merged in an order of their own. */
static void parts_add_up_in_any_order(void **state)
{
    (void)state;
    static const size_t ends[PARTS + 1] = {0, 1, 10, 900, 901, 2500, 4999, DRAWS};
    static const size_t order[PARTS] = {4, 0, 6, 2, 5, 1, 3};
    cw_tally whole;
    cw_tally sum;
    assert_int_equal(cw_tally_init(&whole, &context, points), CW_OK);
    assert_int_equal(cw_tally_init(&sum, &context, points), CW_OK);
    assert_int_equal(cw_tally_add(&whole, draws, DRAWS), CW_OK);
    for (size_t k = 0; k < PARTS; k++) {
        cw_tally part;
        size_t from = ends[order[k]];
        assert_int_equal(cw_tally_init(&part, &context, points), CW_OK);
        assert_int_equal(cw_tally_add(&part, draws + from, ends[order[k] + 1] - from), CW_OK);
        assert_int_equal(cw_tally_merge(&sum, &part), CW_OK);
        cw_tally_free(&part);
    }
    assert_same(&whole, &sum);
    cw_tally_free(&sum);
    cw_tally_free(&whole);
}

static void counts_survive_being_written_and_read(void **state)
{
    (void)state;
    cw_tally tally;
    cw_tally back;
    cw_text code;
    assert_int_equal(cw_tally_init(&tally, &context, points), CW_OK);
    assert_int_equal(cw_tally_init(&back, &context, points), CW_OK);
    assert_int_equal(cw_tally_add(&tally, draws, DRAWS), CW_OK);
    cw_text_init(&code, &context);
    cw_tally_encode(&code, &tally);
    back = (cw_tally){tally.context,  tally.grid,     tally.draws, tally.undefined,
                      tally.positive, tally.negative, tally.sum,   tally.squares,
                      tally.least,    tally.greatest, back.pages};
    assert_int_equal(cw_tally_decode(&back, code.bytes, code.length), CW_OK);
    assert_same(&tally, &back);

    /* Cut short anywhere, or with a count too many, it is refused: counts no longer add up. */
    for (size_t length = 0; length < code.length; length++) {
        cw_tally cut = tally;
        assert_int_equal(cw_tally_init(&cut, &context, points), CW_OK);
        cut.draws = tally.draws;
        assert_int_equal(cw_tally_decode(&cut, code.bytes, length), CW_ERROR_INPUT);
        cw_tally_free(&cut);
    }
    cw_text_free(&code);
    cw_tally_free(&back);
    cw_tally_free(&tally);
}

static void says_nothing_of_nothing_and_all_of_a_constant(void **state)
{
    (void)state;
    cw_tally tally;
    double quantile;
    const double half = 0.5;
    const double same[] = {33.3333333, 33.3333333, 33.3333333, NAN};
    assert_int_equal(cw_tally_init(&tally, &context, points), CW_OK);
    cw_tally_quantiles(&quantile, &tally, &half, 1);
    assert_true(isnan(quantile) && isnan(cw_tally_mean(&tally)));
    assert_int_equal(cw_tally_add(&tally, same, 4), CW_OK);
    cw_tally_quantiles(&quantile, &tally, &half, 1);
    assert_true(quantile == same[0] && cw_tally_mean(&tally) == same[0]);
    assert_true(cw_tally_deviation(&tally) == 0.0 && cw_tally_quantile_error(&tally) == 0.0);
    assert_int_equal(tally.undefined, 1);
    cw_tally_free(&tally);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_the_exact_summary),
        cmocka_unit_test(the_interval_of_the_median_holds_the_exact_one),
        cmocka_unit_test(the_interval_of_the_median_at_its_limits),
        cmocka_unit_test(parts_add_up_in_any_order),
        cmocka_unit_test(counts_survive_being_written_and_read),
        cmocka_unit_test(says_nothing_of_nothing_and_all_of_a_constant),
    };
    return cmocka_run_group_tests(tests, make_draws, NULL);
}
