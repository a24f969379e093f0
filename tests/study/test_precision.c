/* Intervals of the Monte Carlo error: ranks against published tables and sums, coverage over seeds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "counterweight/base/random.h"
#include "study/precision.h"
#include "support/assert_close.h"

/* P(B <= k) by adding up the chances, each from logarithms of factorials: a second computation. */
static double at_most(size_t count, double p, double k)
{
    double n = (double)count;
    double sum = 0.0;
    for (double j = 0.0; j <= k; j++)
        sum += exp(lgamma(n + 1.0) - lgamma(j + 1.0) - lgamma(n - j + 1.0) + j * log(p) +
                   (n - j) * log1p(-p));
    return sum;
}

static void ranks_leave_at_most_one_in_forty(void **state)
{
    static const double probabilities[] = {0.025, 0.1, 0.5, 0.9, 0.975};
    static const size_t counts[] = {1, 2, 5, 10, 17, 100, 101, 146, 147, 1000, 20000};
    (void)state;
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
        for (size_t q = 0; q < 5; q++) {
            size_t rank = cw_lower_rank(counts[c], probabilities[q]);
            assert_true(rank <= counts[c]);
            assert_true(at_most(counts[c], probabilities[q], (double)rank) > 0.025);
            if (rank > 0)
                assert_true(at_most(counts[c], probabilities[q], (double)rank - 1.0) <=
                            0.025 + 1e-12);
        }
}

/* The 95% interval of a median of 10 lies between the 2nd and the 9th, of 20 between the 6th and the
 * 15th, of 100 between the 40th and the 61st (Conover 1999, Practical Nonparametric Statistics, from
 * its table A3). */
static void published_ranks_of_the_median(void **state)
{
    (void)state;
    assert_int_equal(cw_lower_rank(10, 0.5), 2);
    assert_int_equal(cw_lower_rank(20, 0.5), 6);
    assert_int_equal(cw_lower_rank(100, 0.5), 40);
    assert_int_equal(cw_lower_rank(5, 0.5), 0);
}

static void intervals_are_order_statistics(void **state)
{
    double values[100];
    (void)state;
    for (size_t k = 0; k < 100; k++)
        values[(37 * k) % 100] = (double)k;
    cw_precision found = cw_precision_of(values, 100);
    assert_close(found.median.value, 49.5, 0.0);
    assert_close(found.median.low95, 39.0, 0.0);
    assert_close(found.median.high95, 60.0, 0.0);
    assert_close(found.mean.value, 49.5, 1e-12);
    /* 1.96 * 29.0115 / 10 */
    assert_close(found.mean.high95 - found.mean.value, 5.68615, 1e-4);
    /* A hundred draws do not bound the 2.5% quantile from below: 0.975^100 = 0.0795. */
    assert_true(isnan(found.low95.low95) && !isnan(found.low95.high95));
    assert_true(isnan(found.high95.high95));
}

static void edges(void **state)
{
    double same[60];
    double missing[3] = {NAN, 4.0, NAN};
    (void)state;
    for (size_t k = 0; k < 60; k++)
        same[k] = 0.1;
    cw_precision found = cw_precision_of(same, 60);
    assert_true(found.mean.low95 == 0.1 && found.mean.high95 == 0.1);
    assert_true(found.median.low95 == 0.1 && found.median.high95 == 0.1);
    found = cw_precision_of(missing, 3);
    assert_close(found.mean.value, 4.0, 0.0);
    assert_true(isnan(found.mean.low95) && isnan(found.median.low95));
    found = cw_precision_of(NULL, 0);
    assert_true(isnan(found.mean.value) && isnan(found.median.value));
}

static bool holds(const cw_estimate *estimate, double truth)
{
    return estimate->low95 <= truth && truth <= estimate->high95;
}

/* Exponential numbers, whose mean is 1 and p-quantile -ln(1 - p): over 1,000 seeds of 2,000 draws,
 * each interval holds the exact figure in 93 to 97 of 100. */
static void intervals_hold_the_exact_figure(void **state)
{
    enum { SEEDS = 1000, DRAWS = 2000 };
    static double values[DRAWS];
    size_t held[6] = {0};
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        for (size_t d = 0; d < DRAWS; d++)
            values[d] = -log(1.0 - cw_random_uniform(seed, d, 3));
        cw_precision found = cw_precision_of(values, DRAWS);
        held[0] += holds(&found.mean, 1.0);
        held[1] += holds(&found.median, -log(0.5));
        held[2] += holds(&found.low80, -log(0.9));
        held[3] += holds(&found.high80, -log(0.1));
        held[4] += holds(&found.low95, -log(0.975));
        held[5] += holds(&found.high95, -log(0.025));
    }
    for (size_t k = 0; k < 6; k++) {
        print_message("held %zu of %d\n", held[k], SEEDS);
        assert_in_range(held[k], 930, 970);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_leave_at_most_one_in_forty),
        cmocka_unit_test(published_ranks_of_the_median),
        cmocka_unit_test(intervals_are_order_statistics),
        cmocka_unit_test(edges),
        cmocka_unit_test(intervals_hold_the_exact_figure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
