/* Sobol's sequence against published points and its own stratification; shares of variance against
 * functions whose shares are known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/sobol.h"
#include "support/assert_close.h"

#define PI 3.14159265358979323846

/* ---- The sequence ---- */

/* Points 0 to 7 of dimensions 1 to 3, in the order of Gray's code, as the program of Joe & Kuo that goes
 * with their file prints them. */
static void the_first_points_are_those_of_joe_and_kuo(void **state)
{
    static const double expected[8][3] = {{0, 0, 0},
                                          {0.5, 0.5, 0.5},
                                          {0.75, 0.25, 0.25},
                                          {0.25, 0.75, 0.75},
                                          {0.375, 0.375, 0.625},
                                          {0.875, 0.875, 0.125},
                                          {0.625, 0.125, 0.875},
                                          {0.125, 0.625, 0.375}};
    (void)state;
    for (size_t d = 0; d < 3; d++) {
        uint32_t directions[CW_SOBOL_BITS];
        uint32_t point = 0;
        cw_sobol_directions(directions, d);
        for (uint32_t n = 0; n < 8; n++) {
            assert_close((double)point / 4294967296.0, expected[n][d], 0.0);
            size_t digit = 0;
            while ((n >> digit & 1) != 0)
                digit++;
            point ^= directions[digit];
        }
    }
}

/* Direction numbers must be odd and below 2^k, each with a one in place k: else a dimension repeats
 * itself. */
static void every_dimension_has_direction_numbers(void **state)
{
    (void)state;
    for (size_t d = 0; d < CW_SOBOL_DIMENSIONS; d++) {
        uint32_t directions[CW_SOBOL_BITS];
        cw_sobol_directions(directions, d);
        for (size_t k = 0; k < CW_SOBOL_BITS; k++) {
            uint32_t own = UINT32_C(1) << (CW_SOBOL_BITS - 1 - k);
            assert_true((directions[k] & own) != 0);
            assert_true((directions[k] & (own - 1)) == 0);
        }
    }
}

enum { POINTS = 256, WIDE = CW_SOBOL_DIMENSIONS + 20 };

static void fill_points(double *points, size_t dimensions, uint64_t seed, uint64_t replicate)
{
    cw_context context;
    cw_sobol_sequence sequence;
    cw_context_init(&context);
    assert_int_equal(cw_sobol_allocate(&sequence, &context, dimensions), CW_OK);
    cw_sobol_begin(&sequence, seed, replicate);
    for (size_t n = 0; n < POINTS; n++)
        cw_sobol_next(points + n * dimensions, &sequence);
    cw_sobol_free(&sequence, &context);
}

/* Scrambling keeps what a net is: of 2^m points one falls into each of 2^m cells, in every dimension. */
static void every_scrambled_dimension_is_even(void **state)
{
    static double points[POINTS * WIDE];
    (void)state;
    fill_points(points, WIDE, 7, 3);
    for (size_t d = 0; d < CW_SOBOL_DIMENSIONS; d++) {
        bool met[POINTS] = {false};
        for (size_t n = 0; n < POINTS; n++) {
            size_t cell = (size_t)(points[n * WIDE + d] * POINTS);
            assert_false(met[cell]);
            met[cell] = true;
        }
    }
    /* Beyond the table: plain random numbers, all different, none off the unit interval. */
    for (size_t d = CW_SOBOL_DIMENSIONS; d < WIDE; d++)
        for (size_t n = 0; n < POINTS; n++) {
            double u = points[n * WIDE + d];
            assert_true(u > 0.0 && u < 1.0);
            assert_true(n == 0 || u != points[(n - 1) * WIDE + d]);
        }
}

/* Dimensions 1 and 2 are a (0, m, 2)-net in base 2 (Sobol 1967): one point in every box of 2^-a by
 * 2^-(m-a), and scrambling keeps it so. */
static void the_first_two_dimensions_are_a_net(void **state)
{
    static double points[POINTS * 2];
    (void)state;
    fill_points(points, 2, 1, 0);
    for (size_t wide = 1; wide <= POINTS; wide *= 2) {
        bool met[POINTS] = {false};
        size_t tall = POINTS / wide;
        for (size_t n = 0; n < POINTS; n++) {
            size_t box = (size_t)(points[2 * n] * (double)wide) * tall +
                         (size_t)(points[2 * n + 1] * (double)tall);
            assert_false(met[box]);
            met[box] = true;
        }
    }
}

static void scramblings_differ_by_seed_and_replicate(void **state)
{
    static double one[POINTS * 2], other[POINTS * 2];
    (void)state;
    fill_points(one, 2, 1, 0);
    fill_points(other, 2, 1, 0);
    assert_memory_equal(one, other, sizeof one);
    fill_points(other, 2, 1, 1);
    assert_memory_not_equal(one, other, sizeof one);
    fill_points(other, 2, 2, 0);
    assert_memory_not_equal(one, other, sizeof one);
}

/* ---- Functions with known shares ---- */

typedef struct known {
    size_t inputs;
    double (*value)(const double *x, size_t inputs);
    double low, high; /* of each input */
    double variance;
    double first[CW_SOBOL_DIMENSIONS];
    double total[CW_SOBOL_DIMENSIONS];
} known;

static double uniform(const void *payload, size_t input, double u)
{
    const known *function = payload;
    (void)input;
    return function->low + (function->high - function->low) * u;
}

static void evaluate(void *payload, size_t worker, double *figures, const double *x)
{
    const known *function = payload;
    (void)worker;
    figures[0] = function->value(x, function->inputs);
}

static void share_out(cw_variance_share *shares, cw_spread *spread, known *function, uint64_t seed,
                      size_t points, size_t threads)
{
    cw_context context;
    cw_context_init(&context);
    cw_sobol_problem problem = {function->inputs, 1, uniform, evaluate, function};
    assert_int_equal(cw_sobol_share_out(shares, spread, &context, &problem, seed, points, threads),
                     CW_OK);
}

/* Ishigami & Homma 1990 with a = 7, b = 0.1 on [-pi, pi]^3. */
static double ishigami_value(const double *x, size_t inputs)
{
    (void)inputs;
    return sin(x[0]) + 7.0 * sin(x[1]) * sin(x[1]) + 0.1 * pow(x[2], 4) * sin(x[0]);
}

static known ishigami(void)
{
    const double a = 7.0;
    const double b = 0.1;
    double first = 0.5 * (1.0 + b * pow(PI, 4) / 5.0) * (1.0 + b * pow(PI, 4) / 5.0);
    double second = a * a / 8.0;
    double together = 8.0 * b * b * pow(PI, 8) / 225.0;
    double variance = first + second + together;
    return (known){
        .inputs = 3,
        .value = ishigami_value,
        .low = -PI,
        .high = PI,
        .variance = variance,
        .first = {first / variance, second / variance, 0.0},
        .total = {(first + together) / variance, second / variance, together / variance}};
}

/* Sobol's g (Saltelli & Sobol 1995): the product of (|4x - 2| + a) / (1 + a) over the inputs. */
static double g_weight(size_t input)
{
    static const double a[] = {0.0, 1.0, 4.5, 9.0};
    return input < 4 ? a[input] : 99.0;
}

static double g_value(const double *x, size_t inputs)
{
    double product = 1.0;
    for (size_t i = 0; i < inputs; i++)
        product *= (fabs(4.0 * x[i] - 2.0) + g_weight(i)) / (1.0 + g_weight(i));
    return product;
}

static known sobol_g(size_t inputs)
{
    known function = {.inputs = inputs, .value = g_value, .low = 0.0, .high = 1.0};
    double product = 1.0;
    for (size_t i = 0; i < inputs; i++)
        product *= 1.0 + 1.0 / (3.0 * pow(1.0 + g_weight(i), 2));
    function.variance = product - 1.0;
    for (size_t i = 0; i < inputs; i++) {
        double own = 1.0 / (3.0 * pow(1.0 + g_weight(i), 2));
        function.first[i] = own / function.variance;
        function.total[i] = own * product / (1.0 + own) / function.variance;
    }
    return function;
}

/* A sum of all inputs with weights 1 to n: no interplay. */
static double sum_value(const double *x, size_t inputs)
{
    double sum = 0.0;
    for (size_t i = 0; i < inputs; i++)
        sum += (double)(i + 1) * x[i];
    return sum;
}

static known weighted_sum(size_t inputs)
{
    known function = {.inputs = inputs, .value = sum_value, .low = 0.0, .high = 1.0};
    for (size_t i = 0; i < inputs; i++)
        function.variance += (double)((i + 1) * (i + 1)) / 12.0;
    for (size_t i = 0; i < inputs; i++)
        function.first[i] = function.total[i] =
            (double)((i + 1) * (i + 1)) / 12.0 / function.variance;
    return function;
}

static bool holds(const cw_estimate *estimate, double truth)
{
    return estimate->low95 <= truth && truth <= estimate->high95;
}

/* Over 200 seeds: the root mean square error of each share is below `error`, and of the intervals 95 in
 * 100 hold the truth, give or take what 200 seeds can tell (those of one seed go together). */
static void check_known(known function, size_t points, double error)
{
    enum { SEEDS = 200 };
    static cw_variance_share shares[8];
    double squares[2][8] = {{0.0}};
    double of_variance = 0.0;
    size_t held = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        cw_spread spread;
        share_out(shares, &spread, &function, seed, points, 1);
        of_variance += pow(spread.variance / function.variance - 1.0, 2);
        for (size_t i = 0; i < function.inputs; i++) {
            squares[0][i] += pow(shares[i].first.value - function.first[i], 2);
            squares[1][i] += pow(shares[i].total.value - function.total[i], 2);
            held += holds(&shares[i].first, function.first[i]);
            held += holds(&shares[i].total, function.total[i]);
        }
    }
    for (size_t i = 0; i < function.inputs; i++)
        for (int k = 0; k < 2; k++)
            assert_true(sqrt(squares[k][i] / SEEDS) < error);
    assert_true(sqrt(of_variance / SEEDS) < error);
    double coverage = (double)held / (double)(2 * SEEDS * function.inputs);
    print_message("the intervals hold the truth in %.3f\n", coverage);
    assert_true(coverage > 0.92 && coverage < 0.99);
}

static void shares_of_ishigami(void **state)
{
    (void)state;
    check_known(ishigami(), 256, 0.02);
}

static void shares_of_sobol_g(void **state)
{
    (void)state;
    check_known(sobol_g(8), 256, 0.02);
}

static void shares_of_a_sum(void **state)
{
    (void)state;
    check_known(weighted_sum(5), 256, 0.02);
}

/* 150 inputs need 300 dimensions: the last ones are plain random numbers, and the shares still hold. */
static void more_inputs_than_dimensions(void **state)
{
    static cw_variance_share shares[150];
    (void)state;
    known function = {.inputs = 150, .value = g_value, .low = 0.0, .high = 1.0};
    known first_eight = sobol_g(8);
    cw_spread spread;
    share_out(shares, &spread, &function, 11, 256, 1);
    for (size_t i = 0; i < 4; i++) {
        assert_close(shares[i].first.value, first_eight.first[i], 0.05);
        assert_close(shares[i].total.value, first_eight.total[i], 0.05);
    }
    for (size_t i = 4; i < 150; i++)
        assert_close(shares[i].total.value, 0.0, 0.001);
}

static void threads_change_no_bit(void **state)
{
    static const size_t threads[] = {2, 3, 7, 16, 40};
    cw_variance_share one[8], other[8];
    cw_spread spread_one, spread_other;
    known function = sobol_g(8);
    (void)state;
    share_out(one, &spread_one, &function, 5, 64, 1);
    for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
        share_out(other, &spread_other, &function, 5, 64, threads[t]);
        assert_memory_equal(one, other, sizeof one);
        assert_memory_equal(&spread_one, &spread_other, sizeof spread_one);
    }
}

/* ---- Edges ---- */

static double constant_value(const double *x, size_t inputs)
{
    (void)x;
    (void)inputs;
    return 0.1;
}

static double missing_value(const double *x, size_t inputs)
{
    (void)inputs;
    return x[0] < 0.01 ? NAN : x[0];
}

static void what_does_not_vary_has_no_shares(void **state)
{
    cw_variance_share shares[2];
    cw_spread spread;
    known function = {.inputs = 2, .value = constant_value, .low = 0.0, .high = 1.0};
    (void)state;
    share_out(shares, &spread, &function, 1, 64, 1);
    assert_close(spread.mean, 0.1, 0.0);
    assert_close(spread.variance, 0.0, 0.0);
    assert_true(isnan(shares[0].first.value) && isnan(shares[1].total.high95));
    function.value = missing_value;
    share_out(shares, &spread, &function, 1, 64, 1);
    assert_true(isnan(spread.variance) && isnan(shares[0].first.value));
}

/* An input that does nothing has a total share of exactly nothing. */
static void what_does_nothing_has_none(void **state)
{
    cw_variance_share shares[4];
    cw_spread spread;
    known function = {.inputs = 4, .value = ishigami_value, .low = -PI, .high = PI};
    (void)state;
    share_out(shares, &spread, &function, 1, 64, 1);
    assert_true(shares[3].total.value == 0.0 && shares[3].total.high95 == 0.0);
    assert_true(shares[3].first.value == 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_points_are_those_of_joe_and_kuo),
        cmocka_unit_test(every_dimension_has_direction_numbers),
        cmocka_unit_test(every_scrambled_dimension_is_even),
        cmocka_unit_test(the_first_two_dimensions_are_a_net),
        cmocka_unit_test(scramblings_differ_by_seed_and_replicate),
        cmocka_unit_test(shares_of_ishigami),
        cmocka_unit_test(shares_of_sobol_g),
        cmocka_unit_test(shares_of_a_sum),
        cmocka_unit_test(more_inputs_than_dimensions),
        cmocka_unit_test(threads_change_no_bit),
        cmocka_unit_test(what_does_not_vary_has_no_shares),
        cmocka_unit_test(what_does_nothing_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
