/* Draws: every distribution against its own definition. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "counterweight/base/random.h"
#include "counterweight/world.h"
#include "support/assert_close.h"
#include "support/read_dossier.h"
#include "world/pert.h"

static const char *const text =
    "counterweight: 1\n"
    "title: test\n"
    "as_of: 2022-05-24\n"
    "states: {A: {name: A, capability: 3}, B: {name: B, capability: 1}, C: {name: C, capability: "
    "1}}\n"
    "ties:\n"
    "  - {of: A, on: B, dependence: [10, 30]}\n"
    "  - {of: B, on: A, dependence: [10, 20, 60]}\n"
    "  - {of: C, on: A, dependence: {value: [10, 20, 60], shape: pert}}\n"
    "what_ifs:\n"
    "  other: {title: other, changes: [{tie: B, on: A, by: 0.5}, {capability: A, by: 3}]}\n";

enum { UNIFORM, TRIANGULAR, PERT };

typedef struct fixture {
    cw_context context;
    cw_dossier *dossier;
    cw_sampler *sampler;
    cw_case *built;
} fixture;

static int set_up(void **state)
{
    static fixture shared;
    shared = (fixture){0};
    cw_context_init(&shared.context);
    shared.dossier = read_dossier(&shared.context, text);
    assert_int_equal(cw_sampler_build(&shared.sampler, &shared.context, shared.dossier), CW_OK);
    assert_int_equal(cw_case_build(&shared.built, &shared.context, shared.dossier, CW_NONE), CW_OK);
    *state = &shared;
    return 0;
}

static int tear_down(void **state)
{
    fixture *test = *state;
    cw_case_free(test->built);
    cw_sampler_free(test->sampler);
    cw_dossier_free(test->dossier);
    return 0;
}

static size_t quantity(const fixture *test, size_t tie)
{
    return test->dossier->ties[tie].dependence;
}

static void quantiles_of_uniform_and_triangular(void **state)
{
    const fixture *test = *state;
    assert_close(cw_sampler_quantile(test->sampler, quantity(test, UNIFORM), 0.25), 15.0, 1e-12);
    /* F(20) = (20-10)^2 / (50 * 10) = 0.2 at the mode; F(40) = 1 - (60-40)^2 / (50 * 40) = 0.8. */
    size_t q = quantity(test, TRIANGULAR);
    assert_close(cw_sampler_quantile(test->sampler, q, 0.2), 20.0, 1e-12);
    assert_close(cw_sampler_quantile(test->sampler, q, 0.8), 40.0, 1e-12);
    assert_close(cw_sampler_quantile(test->sampler, q, 0.0), 10.0, 1e-12);
    assert_close(cw_sampler_quantile(test->sampler, q, 1.0), 60.0, 1e-12);
}

/* The table against the distribution function itself, computed by its continued fraction: a = 1 +
 * 4 * 10/50, b = 1 + 4 * 40/50. */
static void quantiles_of_pert(void **state)
{
    const fixture *test = *state;
    size_t q = quantity(test, PERT);
    for (int k = 1; k < 1000; k++) {
        double u = k / 1000.0;
        double x = (cw_sampler_quantile(test->sampler, q, u) - 10.0) / 50.0;
        assert_close(cw_incomplete_beta(x, 1.8, 4.2), u, 2e-5);
    }
}

/* I_x(2, 3) = 6x^2 - 8x^3 + 3x^4, and the symmetry I_x(a, b) = 1 - I_{1-x}(b, a). */
/* A number that is sure is itself, wherever one looks. */
static void quantiles_of_the_certain(void **state)
{
    const fixture *test = *state;
    size_t certain = test->dossier->states[0].capability;
    for (double u = 0.0; u <= 1.0; u += 0.25)
        assert_true(cw_sampler_quantile(test->sampler, certain, u) == 3.0);
    /* A range that its reader has drawn together, as a page lets them. */
    size_t range = test->dossier->ties[UNIFORM].dependence;
    cw_quantity *quantity = &test->dossier->quantities[range];
    quantity->low = quantity->mode = quantity->high = 20.0;
    assert_true(cw_sampler_quantile(test->sampler, range, 0.1) == 20.0);
}

static void incomplete_beta(void **state)
{
    (void)state;
    for (double x = 0.0; x <= 1.0; x += 0.0625) {
        double polynomial = x * x * (6.0 - 8.0 * x + 3.0 * x * x);
        assert_close(cw_incomplete_beta(x, 2.0, 3.0), polynomial, 1e-14);
        assert_close(cw_incomplete_beta(x, 1.8, 4.2), 1.0 - cw_incomplete_beta(1.0 - x, 4.2, 1.8),
                     1e-14);
    }
}

/* Knots where the density vanishes to fourth order at one end. */
static void pert_with_its_mode_at_an_end(void **state)
{
    (void)state;
    static double knots[CW_PERT_KNOTS];
    cw_pert_tabulate(knots, 5.0, 1.0);
    /* F(x) = x^5. */
    for (int k = 1; k < 100; k++) {
        double u = k / 100.0;
        assert_close(cw_pert_quantile(knots, u), pow(u, 0.2), 2e-5);
    }
    assert_close(cw_pert_quantile(knots, 0.0), 0.0, 1e-12);
    assert_close(cw_pert_quantile(knots, 1.0), 1.0, 1e-12);
}

/* Means over draws against the closed forms: 20; (10+20+60)/3 = 30; (10+80+60)/6 = 25. */
static void means_over_draws(void **state)
{
    const fixture *test = *state;
    const double expected[3] = {20.0, 30.0, 25.0};
    double sums[3] = {0};
    double values[16];
    const int draws = 40000;
    assert_true(test->dossier->quantity_count <= 16);
    for (int d = 0; d < draws; d++) {
        cw_world_draw(values, test->sampler, test->built, 7, (uint64_t)d);
        for (size_t t = 0; t < 3; t++)
            sums[t] += values[quantity(test, t)];
    }
    for (size_t t = 0; t < 3; t++)
        assert_close(sums[t] / draws, expected[t], 0.25);
}

/* A draw depends on seed, number and quantity, and on nothing that was drawn before. */
static void draws_have_no_memory(void **state)
{
    const fixture *test = *state;
    double first[16];
    double again[16];
    cw_world_draw(first, test->sampler, test->built, 7, 123);
    cw_world_draw(again, test->sampler, test->built, 7, 5);
    cw_world_draw(again, test->sampler, test->built, 7, 123);
    for (size_t q = 0; q < test->dossier->quantity_count; q++)
        assert_true(first[q] == again[q]);
    size_t q = quantity(test, UNIFORM);
    assert_close(first[q], 10.0 + 20.0 * cw_random_uniform(7, 123, (uint32_t)q), 1e-12);
}

/* In two steps, in one, or one quantity after the other, the same world to the last bit. */
static void however_it_is_drawn(void **state)
{
    fixture *test = *state;
    cw_case *scaled;
    size_t count;
    size_t quantities = test->dossier->quantity_count;
    const size_t *uncertain = cw_sampler_uncertain(test->sampler, &count);
    assert_int_equal(cw_case_build(&scaled, &test->context, test->dossier, 0), CW_OK);
    assert_int_equal(test->built->scaled_count, 0);
    assert_int_equal(scaled->scaled_count, 2);
    const cw_case *const cases[] = {test->built, scaled};
    for (uint64_t draw = 0; draw < 200; draw++) {
        const cw_case *built = cases[draw % 2];
        double whole[16], made[16], bit_by_bit[16];
        cw_world_draw(whole, test->sampler, built, 7, draw);
        cw_sampler_draw(made, test->sampler, 7, draw);
        cw_world_scale(made, built);
        cw_world_at_modes(bit_by_bit, test->sampler, built);
        for (size_t k = 0; k < count; k++)
            cw_world_draw_only(bit_by_bit, test->sampler, built, &uncertain[k], 1, 7, draw);
        for (size_t q = 0; q < quantities; q++)
            assert_true(whole[q] == made[q] && whole[q] == bit_by_bit[q]);
        double pressed =
            whole[quantity(test, TRIANGULAR)] / built->scale[quantity(test, TRIANGULAR)];
        assert_true(pressed >= 10.0 && pressed <= 60.0);
        assert_close(whole[test->dossier->states[0].capability], draw % 2 == 0 ? 3.0 : 9.0, 0.0);
    }
    cw_case_free(scaled);
}

/* Rounding never takes a number out of its range. */
static void ranges_hold(void **state)
{
    const fixture *test = *state;
    for (size_t t = 0; t < 3; t++) {
        const cw_quantity *range = &test->dossier->quantities[quantity(test, t)];
        const double ends[] = {0.0, 0x1p-53, 0x1p-30, 1.0 - 0x1p-30, 1.0 - 0x1p-53, 1.0};
        for (size_t e = 0; e < 6; e++) {
            double value = cw_sampler_quantile(test->sampler, quantity(test, t), ends[e]);
            assert_true(value >= range->low && value <= range->high);
        }
    }
}

/* In doubles 13.2 + (53.1 - 13.2) > 53.1, and 70.9 - (70.9 - 5.6) < 5.6. */
static void ends_that_rounding_passes(void **state)
{
    static const char *const ends =
        "counterweight: 1\n"
        "title: test\n"
        "as_of: 2022-05-24\n"
        "states: {A: {name: A, capability: 1}, B: {name: B, capability: 1}}\n"
        "ties:\n"
        "  - {of: A, on: B, dependence: [13.2, 53.1]}\n"
        "  - {of: B, on: A, dependence: [5.6, 5.6, 70.9]}\n";
    fixture test = {0};
    (void)state;
    cw_context_init(&test.context);
    test.dossier = read_dossier(&test.context, ends);
    assert_int_equal(cw_sampler_build(&test.sampler, &test.context, test.dossier), CW_OK);
    assert_true(cw_sampler_quantile(test.sampler, quantity(&test, UNIFORM), 1.0) == 53.1);
    assert_true(cw_sampler_quantile(test.sampler, quantity(&test, TRIANGULAR), 0.0) == 5.6);
    cw_sampler_free(test.sampler);
    cw_dossier_free(test.dossier);
}

static void the_uncertain_are_listed(void **state)
{
    const fixture *test = *state;
    size_t count;
    const size_t *uncertain = cw_sampler_uncertain(test->sampler, &count);
    assert_int_equal(count, 3);
    for (size_t t = 0; t < 3; t++)
        assert_int_equal(uncertain[t], quantity(test, t));
}

static void concentration_of_known_shares(void **state)
{
    (void)state;
    const double shares[4] = {1.0, 6.0, 2.0, 1.0};
    cw_concentration found = cw_concentration_of(shares, 4);
    assert_close(found.hhi, 0.42, 1e-15);
    assert_close(found.con, sqrt((0.42 - 0.25) / 0.75), 1e-15);
    assert_close(found.effective_number, 1.0 / 0.42, 1e-12);
    assert_int_equal(found.leader, 1);
    assert_close(found.leader_share, 0.6, 1e-15);
    const double equal[3] = {2.0, 2.0, 2.0};
    assert_close(cw_concentration_of(equal, 3).con, 0.0, 1e-7);
    const double one[3] = {1.0, 0.0, 0.0};
    assert_close(cw_concentration_of(one, 3).con, 1.0, 1e-15);
    assert_close(cw_concentration_of(one, 1).con, 1.0, 0.0);
    assert_true(isnan(cw_concentration_of(one, 0).hhi));
    assert_int_equal(cw_concentration_of(one + 1, 2).leader, CW_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(quantiles_of_uniform_and_triangular, set_up, tear_down),
        cmocka_unit_test_setup_teardown(quantiles_of_pert, set_up, tear_down),
        cmocka_unit_test_setup_teardown(quantiles_of_the_certain, set_up, tear_down),
        cmocka_unit_test(incomplete_beta),
        cmocka_unit_test(pert_with_its_mode_at_an_end),
        cmocka_unit_test_setup_teardown(means_over_draws, set_up, tear_down),
        cmocka_unit_test_setup_teardown(draws_have_no_memory, set_up, tear_down),
        cmocka_unit_test_setup_teardown(however_it_is_drawn, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ranges_hold, set_up, tear_down),
        cmocka_unit_test(ends_that_rounding_passes),
        cmocka_unit_test_setup_teardown(the_uncertain_are_listed, set_up, tear_down),
        cmocka_unit_test(concentration_of_known_shares),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
