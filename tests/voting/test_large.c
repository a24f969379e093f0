/* Bodies too large to enumerate: methods against each other, invariants, limits. */
#include "voting/support.h"

#include <math.h>
#include <string.h>

#include "voting/engine.h"

/* Weights that look drawn: n of them, from 1 to most. */
static void scatter(int64_t *weights, size_t members, uint64_t most, uint64_t seed)
{
    for (size_t m = 0; m < members; m++) {
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        weights[m] = 1 + (int64_t)((seed >> 33) % most);
    }
}

static int64_t total_of(const int64_t *weights, size_t members)
{
    int64_t total = 0;
    for (size_t m = 0; m < members; m++)
        total += weights[m];
    return total;
}

static cw_power *solve(const cw_game *game, cw_power_mode mode, const char *index, size_t threads,
                       uint64_t memory)
{
    cw_power_options options = {.mode = mode,
                                .wanted = UINT64_C(1) << cw_power_index_find(index),
                                .threads = threads,
                                .memory_bytes = memory};
    return power_with(game, &options);
}

/* Fast figures lie within the printed error of the exact ones; the exact ones add up to 1. */
static void fast_is_within_its_error(void **unused)
{
    (void)unused;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        size_t members = 20 + 15 * (size_t)seed;
        int64_t weights[128];
        scatter(weights, members, seed % 2 == 0 ? 50 : 400, seed);
        int64_t quota = total_of(weights, members) * (int64_t)(10 + seed * 13) / 100 + 1;
        cw_game *game = weighted_game(members, quota, weights);
        cw_power *exact = solve(game, CW_POWER_EXACT, "shapley-shubik", 1, 0);
        cw_power *fast = solve(game, CW_POWER_FAST, "shapley-shubik", 1, 0);
        double sum = 0.0;
        assert_non_null(exact->shapley_shubik);
        for (size_t m = 0; m < members; m++) {
            double e = value_of(exact, "shapley-shubik", m);
            sum += e;
            assert_close(value_of(fast, "shapley-shubik", m), e, fast->error_bound);
        }
        assert_close(sum, 1.0, 1e-13);
        assert_true(fast->error_bound < 1e-11);
        cw_power_free(fast);
        cw_power_free(exact);
        cw_game_free(game);
    }
}

/* [q; w] and its dual have the same swings and the same values. */
static void duals_agree(void **unused)
{
    (void)unused;
    int64_t weights[70];
    scatter(weights, 70, 300, 7);
    int64_t total = total_of(weights, 70);
    for (int64_t share = 20; share <= 50; share += 10) {
        int64_t quota = total * share / 100 + 1;
        cw_game *game = weighted_game(70, quota, weights);
        cw_game *dual = weighted_game(70, total - quota + 1, weights);
        cw_power *one = solve(game, CW_POWER_EXACT, "shapley-shubik", 1, 0);
        cw_power *other = solve(dual, CW_POWER_EXACT, "shapley-shubik", 1, 0);
        for (size_t m = 0; m < 70; m++) {
            assert_string_equal(one->swings[m], other->swings[m]);
            assert_string_equal(one->shapley_shubik[m], other->shapley_shubik[m]);
        }
        cw_power_free(other);
        cw_power_free(one);
        cw_game_free(dual);
        cw_game_free(game);
    }
}

/* The array and the diagram count alike, and share alike. */
static void array_and_diagram_agree(void **unused)
{
    (void)unused;
    int64_t weights[60];
    scatter(weights, 60, 40, 11);
    cw_game *game = weighted_game(60, total_of(weights, 60) * 2 / 3, weights);
    cw_engine engine;
    double needed;
    assert_int_equal(cw_engine_build(&engine, test_context(), cw_game_describe(game), NULL,
                                     (cw_engine_limits){10000000, 1e9}, &needed),
                     CW_OK);
    assert_true(engine.is_weighted && engine.has_diagram && engine.diagram.is_complete);
    double room[6][60];
    memset(room, 0, sizeof room);
    cw_shares array = {.johnston = room[0], .public_good = room[1], .deegan_packel = room[2]};
    cw_shares diagram = {.johnston = room[3], .public_good = room[4], .deegan_packel = room[5]};
    assert_int_equal(cw_weighted_shares(&array, test_context(), &engine.weighted, 2), CW_OK);
    assert_int_equal(cw_diagram_shares(&diagram, test_context(), &engine.diagram, 2), CW_OK);
    for (size_t m = 0; m < 60; m++) {
        size_t a = engine.weighted.class_of[m];
        size_t d = engine.diagram.layer_of[m];
        for (size_t k = 0; k < 3; k++)
            assert_close(room[k][a] / room[3 + k][d], 1.0, 1e-10);
    }
    assert_close(array.minimal / diagram.minimal, 1.0, 1e-12);
    cw_engine_free(&engine);
    cw_game_free(game);
}

/* Adding a member without weight changes nobody's power; a dictator takes all; with a veto given to
 * one member it has a veto. */
static void members_added(void **unused)
{
    (void)unused;
    int64_t weights[41];
    scatter(weights, 40, 30, 5);
    int64_t quota = total_of(weights, 40) / 2 + 1;
    weights[40] = 0;
    cw_game *plain = weighted_game(40, quota, weights);
    cw_game *with_dummy = weighted_game(41, quota, weights);
    cw_power *before = solve(plain, CW_POWER_EXACT, "shapley-shubik", 1, 0);
    cw_power *after = solve(with_dummy, CW_POWER_EXACT, "shapley-shubik", 1, 0);
    for (size_t m = 0; m < 40; m++)
        assert_string_equal(before->shapley_shubik[m], after->shapley_shubik[m]);
    assert_string_equal(after->shapley_shubik[40], "0/1");
    assert_string_equal(after->swings[40], "0");
    cw_power_free(after);
    cw_power_free(before);
    cw_game_free(with_dummy);
    cw_game_free(plain);
    weights[40] = 2 * quota;
    cw_game *ruled = weighted_game(41, 2 * quota, weights);
    cw_power *power = solve(ruled, CW_POWER_EXACT, "shapley-shubik", 1, 0);
    assert_string_equal(power->shapley_shubik[40], "1/1");
    assert_int_equal(power->facts.dictator, 40);
    cw_power_free(power);
    cw_game_free(ruled);
}

/* The sum of two games' values is that of their union and their meeting (transfer, Dubey 1975). */
static void values_transfer(void **unused)
{
    (void)unused;
    int64_t weights[2][24];
    scatter(weights[0], 24, 20, 21);
    scatter(weights[1], 24, 20, 22);
    cw_power *power[4];
    for (int k = 0; k < 4; k++) {
        const cw_game_node nodes[3] = {
            {.form = k == 2 ? CW_GAME_ALL : CW_GAME_ANY,
             .first_child = k == 1 ? 2 : 1,
             .child_count = k < 2 ? 1 : 2},
            {.form = CW_GAME_WEIGHT, .column = 0, .quota = total_of(weights[0], 24) / 2 + 1},
            {.form = CW_GAME_WEIGHT, .column = 1, .quota = total_of(weights[1], 24) * 3 / 5},
        };
        cw_game *game = NULL;
        const cw_game_description description = {24, 2, &weights[0][0], nodes, 3};
        assert_int_equal(cw_game_build(&game, test_context(), &description), CW_OK);
        power[k] = solve(game, CW_POWER_EXACT, "shapley-shubik", 1, 0);
        cw_game_free(game);
    }
    for (size_t m = 0; m < 24; m++)
        assert_close(
            value_of(power[0], "shapley-shubik", m) + value_of(power[1], "shapley-shubik", m),
            value_of(power[2], "shapley-shubik", m) + value_of(power[3], "shapley-shubik", m),
            1e-14);
    for (int k = 0; k < 4; k++)
        cw_power_free(power[k]);
}

/* What does not fit is said, not tried. */
static void limits_are_kept(void **unused)
{
    (void)unused;
    int64_t weights[60];
    scatter(weights, 60, 1000000000, 9);
    cw_game *game = weighted_game(60, total_of(weights, 60) / 2, weights);
    assert_null(solve(game, CW_POWER_AUTO, "banzhaf", 1, 50000000));
    cw_game_free(game);
}

/* Unanimity of two thousand: one winning coalition, 1/n each. */
static void unanimity_of_thousands(void **unused)
{
    (void)unused;
    const cw_game_node root = {.form = CW_GAME_CONSENSUS};
    const cw_game_description description = {2000, 0, NULL, &root, 1};
    cw_game *game = NULL;
    assert_int_equal(cw_game_build(&game, test_context(), &description), CW_OK);
    cw_power *power = solve(game, CW_POWER_FAST, "shapley-shubik", 1, 0);
    assert_string_equal(power->winning, "1");
    assert_string_equal(power->swings[1999], "1");
    assert_close(value_of(power, "shapley-shubik", 7), 1.0 / 2000.0, 1e-12);
    assert_int_equal(power->facts.vetoers, 2000);
    cw_power_free(power);
    cw_game_free(game);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fast_is_within_its_error), cmocka_unit_test(duals_agree),
        cmocka_unit_test(array_and_diagram_agree),  cmocka_unit_test(members_added),
        cmocka_unit_test(values_transfer),          cmocka_unit_test(limits_are_kept),
        cmocka_unit_test(unanimity_of_thousands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
