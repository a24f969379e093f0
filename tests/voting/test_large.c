/* Bodies too large to enumerate: methods against each other, invariants, limits. */
#include "voting/support.h"

#include <math.h>
#include <stdlib.h>
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

/* Where all are alike in probability, coalitions too heavy to be likely are left out; counting every
 * one of them changes no chance, however the weights are spread. */
enum { ALIKE = 150 };

static void alike_is_as_each_of_its_own(const cw_weighted *game, double t)
{
    double alike[2][ALIKE];
    double own[ALIKE];
    double yes[ALIKE];
    cw_weighted_scratch scratch;
    unsigned char *memory = malloc(cw_weighted_scratch_bytes(game));
    assert_non_null(memory);
    scratch = cw_weighted_lay_out(game, memory);
    assert_int_equal(cw_weighted_chance_pair(alike[0], alike[1], scratch, game, t), CW_OK);
    for (int side = 0; side < 2; side++) {
        for (size_t c = 0; c < game->classes; c++)
            yes[c] = side == 0 ? t : 1.0 - t;
        assert_int_equal(cw_weighted_chances(own, NULL, scratch, game, yes), CW_OK);
        for (size_t c = 0; c < game->classes; c++)
            assert_close(alike[side][c], own[c], 3e-14);
    }
    free(memory);
}

static void the_unlikely_changes_nothing(void **unused)
{
    (void)unused;
    for (uint64_t seed = 1; seed <= 9; seed++) {
        int64_t weights[ALIKE];
        scatter(weights, ALIKE, seed % 3 == 0 ? 3 : 200, seed);
        weights[5] *= seed % 3 == 1 ? 1 : 40;
        int64_t quota = total_of(weights, ALIKE) * (int64_t)(5 + 10 * seed) / 100 + 1;
        cw_weighted game;
        assert_int_equal(cw_weighted_build(&game, test_context(), weights, ALIKE, quota, NULL),
                         CW_OK);
        alike_is_as_each_of_its_own(&game, 1e-9);
        for (int percent = 1; percent <= 50; percent++)
            alike_is_as_each_of_its_own(&game, percent / 100.0);
        cw_weighted_free(&game);
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

/* An allocator that keeps count. */
typedef struct meter {
    size_t now;
    size_t peak;
} meter;

enum { PREFIX = 16 };

static void *resize_metered(void *payload, void *block, size_t bytes)
{
    meter *counted = payload;
    size_t before = 0;
    unsigned char *start = block == NULL ? NULL : (unsigned char *)block - PREFIX;
    if (start != NULL)
        memcpy(&before, start, sizeof before);
    unsigned char *grown = realloc(start, bytes + PREFIX);
    assert_non_null(grown);
    memcpy(grown, &bytes, sizeof bytes);
    counted->now += bytes - before;
    counted->peak = counted->now > counted->peak ? counted->now : counted->peak;
    return grown + PREFIX;
}

static void release_metered(void *payload, void *block)
{
    meter *counted = payload;
    size_t bytes;
    if (block == NULL)
        return;
    memcpy(&bytes, (unsigned char *)block - PREFIX, sizeof bytes);
    counted->now -= bytes;
    free((unsigned char *)block - PREFIX);
}

/* Solves within `memory` on up to 16 threads; returns the peak, 0 where it was refused, which must have been said. */
static size_t peak_within(const cw_game *game, cw_power_mode mode, const char *index,
                          uint64_t memory)
{
    meter counted = {0, 0};
    cw_context context;
    cw_diagnostics diagnostics;
    cw_power *power = NULL;
    cw_context_init(&context);
    context.allocator = (cw_allocator){resize_metered, release_metered, &counted};
    cw_diagnostics_init(&diagnostics, &context);
    cw_power_options options = {.mode = mode,
                                .wanted = UINT64_C(1) << cw_power_index_find(index),
                                .threads = 16,
                                .memory_bytes = memory};
    cw_status status = cw_power_compute(&power, &context, &diagnostics, (cw_place){.file = "test"},
                                        game, &options);
    assert_true(status == CW_OK || (status == CW_ERROR_LIMIT && diagnostics.errors > 0));
    cw_power_free(power);
    cw_diagnostics_free(&diagnostics);
    assert_int_equal(counted.now, 0);
    return status == CW_OK ? counted.peak : 0;
}

/* What does not fit is said, not tried; where there is room for one thread, sixteen become one. */
static void limits_are_kept(void **unused)
{
    (void)unused;
    int64_t weights[60];
    scatter(weights, 60, 1000000000, 9);
    cw_game *game = weighted_game(60, total_of(weights, 60) / 2, weights);
    assert_int_equal(peak_within(game, CW_POWER_AUTO, "banzhaf", 50000000), 0);
    cw_game_free(game);
    scatter(weights, 60, 30000, 9);
    game = weighted_game(60, total_of(weights, 60) / 2 + 1, weights);
    cw_engine engine;
    double needed;
    assert_int_equal(cw_engine_build(&engine, test_context(), cw_game_describe(game), NULL,
                                     (cw_engine_limits){1000, 1e9}, &needed),
                     CW_OK);
    uint64_t array = engine.counter.scratch_bytes;
    cw_engine_free(&engine);
    for (int mode = CW_POWER_AUTO; mode <= CW_POWER_FAST; mode++) {
        size_t one = peak_within(game, (cw_power_mode)mode, "shapley-shubik", 2 * array - 1);
        size_t two = peak_within(game, (cw_power_mode)mode, "shapley-shubik", 3 * array - 1);
        assert_int_equal(peak_within(game, (cw_power_mode)mode, "banzhaf", array - 1), 0);
        assert_true(one > array && one < 2 * array);
        assert_true(two > 2 * array && two < 3 * array);
    }
    cw_game_free(game);
}

/* Where exact numbers of so many members would fill the memory, doubles are given; who insists on
 * exact ones is told what they need. */
enum { CROWD = 12000 };

static void digits_of_a_crowd(void **unused)
{
    (void)unused;
    static int64_t weights[CROWD];
    for (size_t m = 0; m < CROWD; m++)
        weights[m] = 1;
    cw_game *game = weighted_game(CROWD, CROWD / 2 + 1, weights);
    assert_int_equal(peak_within(game, CW_POWER_EXACT, "banzhaf", 30000000), 0);
    size_t peak = peak_within(game, CW_POWER_AUTO, "banzhaf", 30000000);
    assert_true(peak > 0 && peak < 30000000);
    peak = peak_within(game, CW_POWER_EXACT, "banzhaf", 60000000);
    assert_true(peak > 0 && peak < 60000000);
    cw_power *power = solve(game, CW_POWER_AUTO, "banzhaf-absolute", 1, 30000000);
    /* Half of the others: C(n-1, n/2) / 2^(n-1) = C(n, n/2) / 2^n, by Stirling's formula. */
    double half = sqrt(2.0 / (3.14159265358979323846 * CROWD)) * (1.0 - 1.0 / (4.0 * CROWD));
    assert_null(power->swings);
    assert_close(value_of(power, "banzhaf-absolute", CROWD - 1) / half, 1.0, 1e-6);
    cw_power_free(power);
    power = solve(game, CW_POWER_FAST, "shapley-shubik", 1, 0);
    assert_close(value_of(power, "shapley-shubik", 0) * CROWD, 1.0, CROWD * power->error_bound);
    assert_true(power->error_bound < 1e-11);
    cw_power_free(power);
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
        cmocka_unit_test(fast_is_within_its_error),
        cmocka_unit_test(duals_agree),
        cmocka_unit_test(the_unlikely_changes_nothing),
        cmocka_unit_test(array_and_diagram_agree),
        cmocka_unit_test(members_added),
        cmocka_unit_test(values_transfer),
        cmocka_unit_test(limits_are_kept),
        cmocka_unit_test(unanimity_of_thousands),
        cmocka_unit_test(digits_of_a_crowd),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
