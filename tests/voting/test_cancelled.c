/* Every way of counting stops soon after it is asked to, whenever that is: no time is measured, but
 * how often the work looks at whether to stop (support/stopping.h). */
#include "voting/small_works.h"

#include <string.h>

#include "support/stopping.h"
#include "voting/engine.h"

#define MEMBERS ((size_t)24)
#define SCATTERED ((size_t)36)
/* Points at which each piece of work is stopped, from the first look to the last. */
#define STOPS ((size_t)6)
/* Looks that may follow the one that said stop: those of nested loops on their way out. */
#define LOOKS_AFTER ((size_t)40)
/* Cells or edges between two looks, on average. */
#define STEPS_BETWEEN ((double)(1 << 18))

/* ---- One piece of work, stopped at several points ---- */

/* Returns how often it looks when nobody stops it. */
static size_t assert_stops(cw_swept_function *work, void *payload)
{
    size_t all;
    size_t looks;
    assert_int_equal(cw_stopped_after(&all, work, payload, SIZE_MAX), CW_OK);
    assert_true(all > CW_LOOKS_DONE);
    for (size_t part = 0; part < STOPS; part++) {
        size_t allowed = part * (all - CW_LOOKS_DONE) / (STOPS - 1);
        cw_status status = cw_stopped_after(&looks, work, payload, allowed);
        assert_int_equal(status, CW_ERROR_INTERRUPTED);
        assert_true(looks <= allowed + LOOKS_AFTER);
    }
    return all;
}

/* ---- Small pieces of work, stopped at every look, or at so many ---- */

#define SMALL_STOPS ((size_t)300)

static void assert_stops_anywhere(cw_swept_function *work, void *payload)
{
    cw_stop_anywhere(work, payload, SMALL_STOPS, LOOKS_AFTER);
}

static void stopped_anywhere(void **unused)
{
    (void)unused;
    visit_small_weights(assert_stops_anywhere);
    visit_sums_of_weights(assert_stops_anywhere);
    visit_two_thresholds(assert_stops_anywhere);
    visit_one_order(assert_stops_anywhere);
    visit_profiles(assert_stops_anywhere);
    visit_least_memory(assert_stops_anywhere);
    visit_members_alike(assert_stops_anywhere);
    visit_rules_with_not(assert_stops_anywhere);
    visit_settled_rules(assert_stops_anywhere);
    visit_ranges(assert_stops_anywhere);
    visit_designs(assert_stops_anywhere);
}

/* ---- Power ---- */

/* It also looks often enough for the steps it goes through. */
static void assert_work_stops(power_work *work)
{
    size_t looks = assert_stops(compute_power, work);
    assert_true((double)looks * STEPS_BETWEEN > work->cost);
}

static uint64_t index_bit(const char *id)
{
    size_t at = cw_power_index_find(id);
    assert_int_not_equal(at, CW_NONE);
    return UINT64_C(1) << at;
}

static void assert_power_stops(const cw_game *game, const char *index, cw_power_mode mode,
                               const size_t *unions, const double *yes)
{
    for (size_t threads = 1; threads <= 2; threads++) {
        power_work work = {.game = game,
                           .options = {.mode = mode,
                                       .wanted = index_bit(index),
                                       .unions = unions,
                                       .yes_probability = yes,
                                       .threads = threads}};
        assert_work_stops(&work);
    }
}

/* Weights too scattered for a diagram, of which some are too large for a wave through the array. */
static cw_game *large_weights(void)
{
    int64_t weights[SCATTERED];
    for (size_t m = 0; m < SCATTERED; m++)
        weights[m] = 1 + (int64_t)(m * m * 7919 % 4001);
    weights[5] = 41000;
    weights[9] = 42013;
    return weighted_game(SCATTERED, 82001, weights);
}

/* Johnston without room for a diagram. */
#define SUMS_ALONE 1400000

static void shares_by_array(void **unused)
{
    (void)unused;
    cw_game *game = large_weights();
    power_work work = {.game = game,
                       .options = {.mode = CW_POWER_FAST,
                                   .wanted = index_bit("johnston"),
                                   .threads = 1,
                                   .memory_bytes = SUMS_ALONE}};
    cw_engine engine;
    double needed;
    assert_int_equal(cw_engine_build(&engine, test_context(), cw_game_describe(game), NULL,
                                     (cw_engine_limits){SUMS_ALONE / 48, SUMS_ALONE}, &needed),
                     CW_OK);
    assert_false(engine.has_diagram);
    cw_engine_free(&engine);
    assert_work_stops(&work);
    cw_game_free(game);
}

/* Members in three classes, so that most looks are those of the passes through the array. */
static cw_status share_weights(cw_context *context, void *payload)
{
    int64_t weights[SCATTERED];
    double values[5][3];
    cw_shares shares = {.johnston = values[0],
                        .public_good = values[1],
                        .deegan_packel = values[2],
                        .shift = values[3],
                        .shift_deegan_packel = values[4]};
    cw_weighted game;
    (void)payload;
    memset(values, 0, sizeof values);
    for (size_t m = 0; m < SCATTERED; m++)
        weights[m] = 4001 - 7 * (int64_t)(m % 3);
    cw_status status = cw_weighted_build(&game, context, weights, SCATTERED, 72500, NULL);
    if (status != CW_OK)
        return status;
    status = cw_weighted_shares(&shares, context, &game, 1);
    cw_weighted_free(&game);
    return status;
}

static void passes_through_the_array(void **unused)
{
    (void)unused;
    cw_stop_anywhere(share_weights, NULL, 30, LOOKS_AFTER);
}

static void weighted_games_by_array(void **unused)
{
    (void)unused;
    cw_game *game = large_weights();
    double yes[SCATTERED];
    for (size_t m = 0; m < SCATTERED; m++)
        yes[m] = m % 2 == 0 ? 0.25 : 0.75;
    const cw_power_options options = {.wanted = index_bit("banzhaf")};
    cw_power *power = power_with(game, &options);
    assert_string_equal(power->method, "sums of weights");
    cw_power_free(power);
    assert_power_stops(game, "banzhaf", CW_POWER_EXACT, NULL, NULL);
    assert_power_stops(game, "shapley-shubik", CW_POWER_EXACT, NULL, NULL);
    assert_power_stops(game, "shapley-shubik", CW_POWER_FAST, NULL, NULL);
    assert_power_stops(game, "johnston", CW_POWER_FAST, NULL, NULL);
    assert_power_stops(game, "decisiveness", CW_POWER_FAST, NULL, yes);
    cw_game_free(game);
}

/* Several quotas at once. */
static cw_status count_range(cw_context *context, void *payload)
{
    const cw_game_description *rule = cw_game_describe(payload);
    const int64_t quotas[3] = {70000, 82001, 90000};
    const cw_power_options options = {.mode = CW_POWER_FAST, .threads = 1};
    cw_power_range *range = NULL;
    cw_status status =
        cw_power_range_build(&range, context, rule->weights, rule->members, quotas, 3, &options);
    assert_true((range != NULL) == (status == CW_OK));
    cw_power_range_free(range);
    return status;
}

static void ranges_of_quotas(void **unused)
{
    (void)unused;
    cw_game *game = large_weights();
    assert_stops(count_range, game);
    cw_game_free(game);
}

/* Two thresholds that order the members differently, and a count. */
static cw_game *council(bool negated)
{
    int64_t weights[3 * MEMBERS];
    for (size_t m = 0; m < MEMBERS; m++) {
        weights[m] = 1 + (int64_t)(m * m * 7919 % 11);
        weights[MEMBERS + m] = 1 + (int64_t)(m * 31 % 7);
        weights[2 * MEMBERS + m] = 1;
    }
    const cw_game_node nodes[] = {
        {.form = CW_GAME_ALL, .first_child = 1, .child_count = 3},
        {.form = CW_GAME_WEIGHT, .column = 0, .quota = 70},
        {.form = negated ? CW_GAME_NOT : CW_GAME_WEIGHT,
         .column = 1,
         .quota = 45,
         .first_child = 4,
         .child_count = negated ? 1 : 0},
        {.form = CW_GAME_WEIGHT, .column = 2, .quota = 10},
        {.form = CW_GAME_WEIGHT, .column = 1, .quota = 80},
    };
    return described_game(negated ? 18 : MEMBERS, 3, weights, nodes, 5);
}

static void rules_by_diagram(void **unused)
{
    (void)unused;
    size_t unions[MEMBERS];
    for (size_t m = 0; m < MEMBERS; m++)
        unions[m] = m % 6;
    cw_game *game = council(false);
    assert_power_stops(game, "banzhaf", CW_POWER_EXACT, NULL, NULL);
    assert_power_stops(game, "shapley-shubik", CW_POWER_EXACT, NULL, NULL);
    assert_power_stops(game, "shapley-shubik", CW_POWER_FAST, NULL, NULL);
    assert_power_stops(game, "owen", CW_POWER_FAST, unions, NULL);
    cw_game_free(game);
    game = council(true);
    assert_power_stops(game, "banzhaf", CW_POWER_AUTO, NULL, NULL);
    cw_game_free(game);
}

/* Members ordered by desirability, too many to go through, small enough for a diagram; then few, gone
 * through profile by profile. */
static void shares(void **unused)
{
    (void)unused;
    int64_t weights[MEMBERS];
    for (size_t m = 0; m < MEMBERS; m++)
        weights[m] = 1 + (int64_t)m;
    cw_game *game = weighted_game(MEMBERS, 160, weights);
    assert_power_stops(game, "johnston", CW_POWER_FAST, NULL, NULL);
    cw_game_free(game);
    game = weighted_game(16, 70, weights);
    assert_power_stops(game, "shift", CW_POWER_FAST, NULL, NULL);
    cw_game_free(game);
}

/* ---- Lists, designs ---- */

static void minimal_coalitions(void **unused)
{
    (void)unused;
    int64_t weights[16];
    for (size_t m = 0; m < 16; m++)
        weights[m] = 3 + (int64_t)m;
    cw_game *game = weighted_game(16, 85, weights);
    assert_stops(list_minimal_coalitions, game);
    cw_game_free(game);
}

static void designs(void **unused)
{
    (void)unused;
    static const double wanted[12] = {9, 8, 7, 6.5, 5, 4.5, 4, 3, 2.5, 2, 1.5, 1};
    cw_design_request request = {.members = 7, .wanted = wanted, .index = CW_DESIGN_BANZHAF};
    assert_stops(find_design, &request);
    request.members = 12;
    request.trials = 40;
    assert_stops(find_design, &request);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stopped_anywhere),   cmocka_unit_test(weighted_games_by_array),
        cmocka_unit_test(shares_by_array),    cmocka_unit_test(passes_through_the_array),
        cmocka_unit_test(rules_by_diagram),   cmocka_unit_test(shares),
        cmocka_unit_test(minimal_coalitions), cmocka_unit_test(designs),
        cmocka_unit_test(ranges_of_quotas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
