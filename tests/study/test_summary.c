/* Summaries: quantiles by selection against sorting, intervals against published values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "counterweight/base/random.h"
#include "study/summary.h"
#include "support/assert_close.h"

enum { LONGEST = 400 };

static int ascending(const void *left, const void *right)
{
    const double *a = left;
    const double *b = right;
    return *a < *b ? -1 : *a > *b;
}

static double sorted_quantile(const double *sorted, size_t count, double p)
{
    double h = p * (double)(count - 1);
    size_t k = (size_t)h;
    double next = k + 1 < count ? sorted[k + 1] : sorted[k];
    return sorted[k] + (h - (double)k) * (next - sorted[k]);
}

/* Many lengths, many ties: integers drawn from few values, and fractions. */
static void quantiles_equal_those_of_sorting(void **state)
{
    (void)state;
    double values[LONGEST];
    double sorted[LONGEST];
    for (size_t count = 1; count <= LONGEST; count++) {
        for (size_t k = 0; k < count; k++) {
            double u = cw_random_uniform(count, k, 0);
            values[k] = count % 3 == 0 ? floor(5.0 * u) : u;
        }
        memcpy(sorted, values, sizeof values);
        qsort(sorted, count, sizeof *sorted, ascending);
        cw_summary found = cw_summarise(values, count);
        assert_close(found.low95, sorted_quantile(sorted, count, 0.025), 1e-15);
        assert_close(found.low80, sorted_quantile(sorted, count, 0.1), 1e-15);
        assert_close(found.median, sorted_quantile(sorted, count, 0.5), 1e-15);
        assert_close(found.high80, sorted_quantile(sorted, count, 0.9), 1e-15);
        assert_close(found.high95, sorted_quantile(sorted, count, 0.975), 1e-15);
    }
}

static void missing_numbers_are_left_out(void **state)
{
    (void)state;
    double values[5] = {NAN, 3.0, NAN, 1.0, 2.0};
    cw_summary found = cw_summarise(values, 5);
    assert_close(found.mean, 2.0, 1e-15);
    assert_close(found.median, 2.0, 0.0);
    assert_false(found.constant);
    double none[2] = {NAN, NAN};
    assert_true(isnan(cw_summarise(none, 2).median));
    double same[3] = {0.1, 0.1, 0.1};
    found = cw_summarise(same, 3);
    assert_true(found.constant);
    assert_true(found.mean == 0.1);
}

/* Wilson's interval for 15 of 50, computed by hand from (p + z^2/2n -/+ z sqrt(pq/n + z^2/4n^2)) /
 * (1 + z^2/n): 0.1910 to 0.4375 (Newcombe 1998 gives the method this name). */
static void wilson_interval(void **state)
{
    (void)state;
    cw_probability found = cw_probability_of(15, 50);
    assert_close(found.value, 0.3, 1e-15);
    assert_close(found.low95, 0.1910, 5e-5);
    assert_close(found.high95, 0.4375, 5e-5);
    assert_close(cw_probability_of(0, 50).low95, 0.0, 0.0);
    assert_close(cw_probability_of(50, 50).high95, 1.0, 0.0);
    assert_true(isnan(cw_probability_of(0, 0).value));
}

static void rank_correlation(void **state)
{
    (void)state;
    /* Without ties rho = 1 - 6 sum d^2 / (n (n^2 - 1)): d = 1, 1, 0, 1, 1: 1 - 24/120 = 0.8. */
    const double x[5] = {1.0, 2.0, 3.0, 4.0, 5.0};
    const double y[5] = {20.0, 10.0, 30.0, 500.0, 40.0};
    cw_ranked order[5];
    double ranks[10];
    assert_close(cw_rank_correlation(x, y, 5, order, ranks, ranks + 5), 0.8, 1e-15);
    const double flat[5] = {1.0, 1.0, 1.0, 1.0, 1.0};
    assert_true(isnan(cw_rank_correlation(x, flat, 5, order, ranks, ranks + 5)));
    assert_true(isnan(cw_rank_correlation(x, y, 2, order, ranks, ranks + 5)));
    assert_close(cw_correlation(x, x, 5), 1.0, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_equal_those_of_sorting),
        cmocka_unit_test(missing_numbers_are_left_out),
        cmocka_unit_test(wilson_interval),
        cmocka_unit_test(rank_correlation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
