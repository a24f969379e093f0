/* Where numbers, members and weights end: refused by name, or taken another way. */
#include "voting/support.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "voting/shares.h"
#include "voting/weighted.h"

/* ---- Whole numbers ---- */

static void decimals_that_are_none(void **unused)
{
    (void)unused;
    const double wrong[] = {-1.0, (double)NAN, (double)INFINITY, 1e16, 1.0 / 3.0};
    int64_t digits = 77;
    int places = 77;
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++)
        assert_int_equal(cw_decimal_of(&digits, &places, wrong[k]), CW_ERROR_LIMIT);
    assert_true(digits == 77 && places == 77);
    assert_int_equal(cw_decimal_of(&digits, &places, 12.25), CW_OK);
    assert_true(digits == 1225 && places == 2);
}

static void quotas_below_two_to_the_62(void **unused)
{
    (void)unused;
    int64_t quota = 77;
    assert_int_equal(cw_quota_scale(&quota, 4611686.0, 12, 0), CW_OK);
    assert_true(quota == INT64_C(4611686000000000000));
    assert_int_equal(cw_quota_scale(&quota, 4611687.0, 12, 0), CW_ERROR_LIMIT);
    assert_int_equal(cw_quota_scale(&quota, -1.0, 0, 0), CW_ERROR_LIMIT);
    assert_int_equal(cw_quota_of_share(&quota, 100.0, INT64_MAX / 2, 1), CW_ERROR_LIMIT);
    assert_int_equal(cw_quota_of_share(&quota, -1.0, 10, 0), CW_ERROR_LIMIT);
    assert_int_equal(cw_quota_of_share(&quota, 50.0, 10, 1), CW_OK);
    assert_int_equal(quota, 6);
}

/* A weight that nobody gave is none at all, and takes no part in the number of places. */
static void weights_that_are_missing(void **unused)
{
    (void)unused;
    const double weights[3] = {1.5, (double)NAN, 2.0};
    const double too_fine[2] = {1e-15, 9007.0};
    const double not_decimal[2] = {1.0, 1.0 / 3.0};
    int64_t out[3] = {77, 77, 77};
    int places = 77;
    assert_int_equal(cw_weights_scale(out, &places, weights, 3), CW_OK);
    assert_true(out[0] == 15 && out[1] == 0 && out[2] == 20 && places == 1);
    assert_int_equal(cw_weights_scale(out, &places, too_fine, 2), CW_ERROR_LIMIT);
    assert_int_equal(cw_weights_scale(out, &places, not_decimal, 2), CW_ERROR_LIMIT);
}

/* ---- Members ---- */

static void members_of_a_game(void **unused)
{
    (void)unused;
    const size_t most = CW_GAME_MEMBERS_MAX;
    int64_t *weights = calloc(most + 1, sizeof *weights);
    const cw_game_node root = {.form = CW_GAME_CONSENSUS};
    cw_game *game = NULL;
    assert_non_null(weights);
    for (size_t members = most - 1; members <= most; members++) {
        const cw_game_description description = {members, 1, weights, &root, 1};
        assert_int_equal(cw_game_build(&game, test_context(), &description), CW_OK);
        assert_int_equal(cw_game_members(game), members);
        cw_game_free(game);
        game = NULL;
    }
    const cw_game_description description = {most + 1, 1, weights, &root, 1};
    assert_int_equal(cw_game_build(&game, test_context(), &description), CW_ERROR_LIMIT);
    assert_null(game);
    free(weights);
}

static void children_of_a_rule(void **unused)
{
    (void)unused;
    const int64_t weights[2] = {1, 1};
    const cw_game_node wrong[][2] = {
        {{.form = CW_GAME_ALL, .first_child = 0, .child_count = 1}, {.form = CW_GAME_CONSENSUS}},
        {{.form = CW_GAME_ALL, .first_child = 2, .child_count = 1}, {.form = CW_GAME_CONSENSUS}},
        {{.form = CW_GAME_ALL, .first_child = 1, .child_count = 2}, {.form = CW_GAME_CONSENSUS}},
        {{.form = CW_GAME_NOT, .first_child = 1, .child_count = 0}, {.form = CW_GAME_CONSENSUS}},
        {{.form = CW_GAME_ALL, .first_child = 1, .child_count = 1},
         {.form = CW_GAME_VETO, .column = 1}},
    };
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        const cw_game_description description = {2, 1, weights, wrong[k], 2};
        cw_game *game = NULL;
        assert_int_equal(cw_game_build(&game, test_context(), &description), CW_ERROR_USAGE);
        assert_null(game);
    }
}

static void members_that_are_enumerated(void **unused)
{
    (void)unused;
    int64_t weights[CW_ENUMERATION_MAX + 1] = {3, 2, 2};
    static cw_enumeration counted;
    cw_game *game = weighted_game(CW_ENUMERATION_MAX + 1, 4, weights);
    assert_int_equal(cw_enumerate(&counted, test_context(), game), CW_ERROR_LIMIT);
    cw_game_free(game);
    /* Nobody swings where nothing can pass: the index is then 0. */
    game = weighted_game(3, 8, weights);
    double banzhaf[3] = {77, 77, 77};
    assert_int_equal(cw_enumerate(&counted, test_context(), game), CW_OK);
    cw_enumeration_banzhaf(banzhaf, &counted);
    for (size_t m = 0; m < 3; m++)
        assert_true(banzhaf[m] == 0.0);
    cw_game_free(game);
}

/* ---- Weights ---- */

static void weights_without_an_array(void **unused)
{
    (void)unused;
    const int64_t nothing[2] = {0, 0};
    const int64_t huge[2] = {(INT64_C(1) << 60) + 1, INT64_C(1) << 60};
    cw_weighted game;
    assert_int_equal(cw_weighted_build(&game, test_context(), nothing, 2, 1, NULL), CW_ERROR_USAGE);
    assert_int_equal(cw_weighted_build(&game, test_context(), huge, 2, 1, NULL), CW_ERROR_LIMIT);
}

/* Weights of 2^60 have no array, but a small body has a diagram; a large one is refused by name. */
static void weights_too_fine_to_add_up(void **unused)
{
    (void)unused;
    int64_t weights[40] = {(INT64_C(1) << 60) + 1, INT64_C(1) << 60, (INT64_C(1) << 59) + 1};
    cw_game *game = weighted_game(3, (INT64_C(1) << 60) + 2, weights);
    cw_power *power = power_with(game, &(cw_power_options){.mode = CW_POWER_EXACT});
    assert_string_equal(power->method, "decision diagram");
    assert_string_equal(power->shapley_shubik[0], "1/3"); /* any two of the three pass */
    cw_power_free(power);
    cw_game_free(game);
    int64_t total = 0;
    for (size_t m = 0; m < 40; m++)
        total += weights[m] = (INT64_C(1) << 55) + (int64_t)(m * m * m * 7919 % 1000003);
    game = weighted_game(40, total / 2 + 1, weights);
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, test_context());
    assert_int_equal(cw_power_compute(&power, test_context(), &diagnostics,
                                      (cw_place){.file = "test"}, game,
                                      &(cw_power_options){.memory_bytes = 2000000}),
                     CW_ERROR_LIMIT);
    assert_non_null(strstr(diagnostics.items[0].message, "the weights are too fine"));
    cw_diagnostics_free(&diagnostics);
    cw_game_free(game);
}

/* Two nodes settle what three members have, a polynomial of degree 2: at each every member is put in
 * twice and counted once, and put in once more for the last vote. */
static void work_is_foretold(void **unused)
{
    (void)unused;
    const cw_weighted game = {.members = 3, .quota = 5};
    assert_true(cw_weighted_shares_cost(&game) == (2 * 3 + 1) * 3 * 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_that_are_none),   cmocka_unit_test(quotas_below_two_to_the_62),
        cmocka_unit_test(weights_that_are_missing), cmocka_unit_test(members_of_a_game),
        cmocka_unit_test(children_of_a_rule),       cmocka_unit_test(members_that_are_enumerated),
        cmocka_unit_test(weights_without_an_array), cmocka_unit_test(weights_too_fine_to_add_up),
        cmocka_unit_test(work_is_foretold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
