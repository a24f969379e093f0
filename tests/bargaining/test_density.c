/* Distributions over the scale, and what they score. */
#include "bargaining/support.h"

static double sum_of(const cw_density *density)
{
    double sum = 0.0;
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
        assert_true(density->mass[g] >= 0.0);
        sum += density->mass[g];
    }
    return sum;
}

static void test_all_add_up(void **state)
{
    (void)state;
    uint64_t stream = 121;
    for (int k = 0; k < 500; k++) {
        fixture table;
        cw_density density;
        fixture_random(&table, &stream, 1 + random_below(&stream, 9));
        if (k % 5 == 0) {
            for (size_t m = 0; m < table.problem.actors; m++) {
                table.capability[m] = 0.0;
            }
        }
        cw_density_of_errors(&density, table.position, table.capability, table.problem.actors,
                             1e-3 + 30.0 * random_next(&stream));
        assert_near(sum_of(&density), 1.0, 1e-12);
        cw_density_of_discontent(&density, &table.problem, 1e-3 + 4.0 * random_next(&stream));
        assert_near(sum_of(&density), 1.0, 1e-12);
        cw_density_of_election(&density, &table.problem, 2.0);
        assert_near(sum_of(&density), 1.0, 1e-12);
    }
}

/* A distribution at one whole point scores its distance. */
static void test_score_of_a_point_is_its_distance(void **state)
{
    (void)state;
    for (double point = 0.0; point <= 100.0; point += 10.0) {
        cw_density density;
        cw_density_of_errors(&density, &point, NULL, 1, 1e-3);
        for (double outcome = 0.0; outcome <= 100.0; outcome += 5.0) {
            assert_near(cw_density_crps(&density, outcome), fabs(point - outcome), 1e-9);
        }
        assert_near(cw_density_quantile(&density, 0.5), point, 0.0);
    }
}

/* The score is proper: on average over outcomes drawn from P, no other Q scores better than P. */
static void test_score_is_proper(void **state)
{
    (void)state;
    uint64_t stream = 122;
    for (int k = 0; k < 100; k++) {
        fixture table;
        cw_density truth;
        cw_density other;
        double own = 0.0;
        double others = 0.0;
        fixture_random(&table, &stream, 4);
        cw_density_of_discontent(&truth, &table.problem, 0.1 + 3.0 * random_next(&stream));
        cw_density_of_election(&other, &table.problem, 1.0 + 10.0 * random_next(&stream));
        for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
            own += truth.mass[g] * cw_density_crps(&truth, (double)g);
            others += truth.mass[g] * cw_density_crps(&other, (double)g);
        }
        assert_true(own <= others + 1e-12);
    }
}

static void test_quantiles_of_an_even_spread(void **state)
{
    (void)state;
    fixture table;
    cw_density density;
    fixture_set(&table, 2, NULL, NAN);
    table.capability[0] = table.capability[1] = 0.0;
    cw_density_of_discontent(&density, &table.problem, 1.0);
    assert_near(cw_density_quantile(&density, 0.0), 0.0, 0.0);
    assert_near(cw_density_quantile(&density, 10.0 / 101.0), 9.0, 0.0);
    assert_near(cw_density_quantile(&density, 0.5), 50.0, 0.0);
    assert_near(cw_density_quantile(&density, 1.0), 100.0, 0.0);
    assert_near(cw_density_above(&density, 50.0), 50.0 / 101.0, 1e-12);
    assert_near(cw_density_above(&density, 49.5), 51.0 / 101.0, 1e-12);
    assert_near(cw_density_above(&density, 100.0), 0.0, 0.0);
}

/* The normal density from `low` to `high` by Simpson's rule, an independent way to the error function. */
static double normal_between(double low, double high, double mean, double deviation)
{
    enum { STEPS = 2000 };
    double width = (high - low) / STEPS;
    double sum = 0.0;
    for (int k = 0; k <= STEPS; k++) {
        double z = (low + k * width - mean) / deviation;
        double factor = k == 0 || k == STEPS ? 1.0 : k % 2 == 1 ? 4.0 : 2.0;
        sum += factor * exp(-0.5 * z * z);
    }
    return sum * width / 3.0 / (deviation * sqrt(2.0 * acos(-1.0)));
}

static void test_errors_end_at_the_ends(void **state)
{
    (void)state;
    const double points[] = {0.0, 7.4, 50.0, 81.3, 100.0};
    const double spreads[] = {3.0, 29.0, 80.0};
    for (size_t p = 0; p < 5; p++) {
        for (size_t s = 0; s < 3; s++) {
            cw_density density, mirrored;
            double mirror = 100.0 - points[p];
            cw_density_of_errors(&density, &points[p], NULL, 1, spreads[s]);
            cw_density_of_errors(&mirrored, &mirror, NULL, 1, spreads[s]);
            double far = 12.0 * spreads[s];
            assert_near(density.mass[0],
                        normal_between(points[p] - far, 0.5, points[p], spreads[s]), 1e-9);
            assert_near(density.mass[40], normal_between(39.5, 40.5, points[p], spreads[s]), 1e-9);
            double total = 0.0;
            for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
                total += density.mass[g];
                assert_near(density.mass[g], mirrored.mass[CW_DENSITY_POINTS - 1 - g], 1e-12);
            }
            assert_near(total, 1.0, 1e-12);
            assert_near(cw_density_quantile(&density, 0.5), floor(points[p] + 0.5), 0.0);
        }
    }
}

/* Two points, one three times as heavy, are a mixture; where nothing weighs all are alike. */
static void test_errors_are_mixed(void **state)
{
    (void)state;
    const double points[] = {20.0, 70.0};
    const double weight[] = {3.0, 1.0};
    cw_density both, first, second;
    cw_density_of_errors(&both, points, weight, 2, 10.0);
    cw_density_of_errors(&first, &points[0], NULL, 1, 10.0);
    cw_density_of_errors(&second, &points[1], NULL, 1, 10.0);
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
        assert_near(both.mass[g], 0.75 * first.mass[g] + 0.25 * second.mass[g], 1e-12);
    }
}

/* By hand: mass .2 at 0, .6 at 50, .2 at 100. */
static void test_central_parts(void **state)
{
    (void)state;
    cw_density lumps = {{0.0}};
    lumps.mass[0] = lumps.mass[100] = 0.2;
    lumps.mass[50] = 0.6;
    assert_near(cw_density_central_part(&lumps, 50.0, 0.8), 1.0, 1e-12);
    assert_near(cw_density_central_part(&lumps, 0.0, 0.8), 0.5, 1e-12);
    assert_near(cw_density_central_part(&lumps, 100.0, 0.8), 0.5, 1e-12);
    assert_near(cw_density_central_part(&lumps, 50.4, 0.5), 0.5 / 0.6, 1e-12);
    assert_near(cw_density_central_part(&lumps, 30.0, 0.8), 1.0, 1e-12);
    assert_near(cw_density_central_part(&lumps, 0.0, 0.5), 0.0, 1e-12);
}

/* An outcome without mass lies inside where the mass below it is that of an end of the interval. */
static void test_central_parts_end_where_mass_does(void **state)
{
    (void)state;
    cw_density quarters = {{0.0}};
    quarters.mass[20] = quarters.mass[40] = quarters.mass[60] = quarters.mass[80] = 0.25;
    assert_near(cw_density_central_part(&quarters, 10.0, 0.5), 0.0, 0.0);
    assert_near(cw_density_central_part(&quarters, 30.0, 0.5), 1.0, 0.0);
    assert_near(cw_density_central_part(&quarters, 70.0, 0.5), 1.0, 0.0);
    assert_near(cw_density_central_part(&quarters, 90.0, 0.5), 0.0, 0.0);
}

/* Outcomes that come as forecast lie in the central region as often as it says, lumps or not. */
static void test_calibrated_outcomes(void **state)
{
    (void)state;
    fixture table;
    cw_density density;
    fixture_set(&table, 2, NULL, NAN);
    cw_density_of_discontent(&density, &table.problem, 2.0);
    density.mass[0] += 1.0;
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
        density.mass[g] /= 2.0;
    }
    for (double level = 0.1; level < 1.0; level += 0.1) {
        double part = 0.0;
        for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
            part += density.mass[g] * cw_density_central_part(&density, (double)g, level);
        }
        assert_near(part, level, 1e-12);
    }
}

/* The softened median sums its law over whole points far beyond the ends, by adding them one by one. */
static void test_discontent_beyond_the_ends(void **state)
{
    (void)state;
    uint64_t stream = 124;
    enum { FAR = 3000 };
    for (int k = 0; k < 20; k++) {
        fixture table;
        cw_density density;
        double expected[CW_DENSITY_POINTS] = {0.0};
        double all = 0.0;
        double sharpness = 0.5 + 4.0 * random_next(&stream);
        fixture_random(&table, &stream, 1 + random_below(&stream, 6));
        for (int z = -FAR; z <= 100 + FAR; z++) {
            double distance = 0.0;
            double weight = 0.0;
            for (size_t m = 0; m < table.problem.actors; m++) {
                double w = table.capability[m] * table.salience[m];
                distance += w * fabs(z - table.position[m]);
                weight += w;
            }
            double mass = exp(-sharpness * distance / weight / 25.0);
            expected[z < 0 ? 0 : z > 100 ? 100 : z] += mass;
            all += mass;
        }
        cw_density_of_discontent(&density, &table.problem, sharpness);
        for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
            assert_near(density.mass[g], expected[g] / all, 1e-12);
        }
    }
}

/* Sureness 1 leaves a distribution as it is; the odds of each F are raised to it; mirrored stays mirrored;
 * twice is the product; the middle stays. */
static void test_temper(void **state)
{
    (void)state;
    const double point = 30.0;
    const double mirror = 70.0;
    const double surenesses[] = {0.5, 0.9, 1.0, 1.5};
    for (size_t s = 0; s < sizeof surenesses / sizeof *surenesses; s++) {
        cw_density plain, tempered, mirrored, twice;
        double below = 0.0;
        double up_to = 0.0;
        cw_density_of_errors(&plain, &point, NULL, 1, 25.0);
        cw_density_of_errors(&mirrored, &mirror, NULL, 1, 25.0);
        tempered = plain;
        cw_density_temper(&tempered, surenesses[s]);
        cw_density_temper(&mirrored, surenesses[s]);
        twice = tempered;
        cw_density_temper(&twice, 1.0 / surenesses[s]);
        assert_near(sum_of(&tempered), 1.0, 1e-12);
        for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
            below += plain.mass[g];
            up_to += tempered.mass[g];
            if (g + 1 < CW_DENSITY_POINTS) {
                assert_near(log(up_to / (1.0 - up_to)), surenesses[s] * log(below / (1.0 - below)),
                            1e-9);
            }
            assert_near(tempered.mass[g], mirrored.mass[CW_DENSITY_POINTS - 1 - g], 1e-12);
            assert_near(twice.mass[g], plain.mass[g], 1e-12);
            assert_near(tempered.mass[g],
                        cw_density_tempered_mass(&plain, (double)g, surenesses[s]), 1e-15);
        }
        assert_near(cw_density_quantile(&tempered, 0.5), point, 0.0);
    }
}

/* Between the ends, on which lumps lie. */
static void test_discontent_peaks_at_the_weighted_median(void **state)
{
    (void)state;
    uint64_t stream = 123;
    for (int k = 0; k < 200; k++) {
        fixture table;
        cw_density density;
        fixture_random(&table, &stream, 5);
        for (size_t m = 0; m < 5; m++) {
            table.position[m] = (double)random_below(&stream, 101);
        }
        double median = outcome_of("weighted-median", &table.problem).point;
        cw_density_of_discontent(&density, &table.problem, 2.0);
        for (size_t g = 1; g + 1 < CW_DENSITY_POINTS; g++) {
            assert_true(density.mass[g] <= density.mass[(size_t)median] + 1e-12);
        }
    }
}

static void test_mixture_in_place(void **state)
{
    (void)state;
    const double points[2] = {20.0, 70.0};
    const double weight[2] = {0.25, 0.75};
    cw_density parts[2];
    cw_density whole;
    cw_density_of_errors(&parts[0], &points[0], NULL, 1, 5.0);
    cw_density_of_errors(&parts[1], &points[1], NULL, 1, 5.0);
    cw_density_of_errors(&whole, points, weight, 2, 5.0);
    cw_density_mix(&parts[0], parts, weight, 2);
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
        assert_near(parts[0].mass[g], whole.mass[g], 1e-15);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_add_up),
        cmocka_unit_test(test_score_of_a_point_is_its_distance),
        cmocka_unit_test(test_score_is_proper),
        cmocka_unit_test(test_quantiles_of_an_even_spread),
        cmocka_unit_test(test_errors_end_at_the_ends),
        cmocka_unit_test(test_errors_are_mixed),
        cmocka_unit_test(test_central_parts),
        cmocka_unit_test(test_central_parts_end_where_mass_does),
        cmocka_unit_test(test_calibrated_outcomes),
        cmocka_unit_test(test_discontent_beyond_the_ends),
        cmocka_unit_test(test_temper),
        cmocka_unit_test(test_discontent_peaks_at_the_weighted_median),
        cmocka_unit_test(test_mixture_in_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
