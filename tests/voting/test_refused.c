/* Every request for memory of every way of counting refused in turn, once and for ever: it is
 * reported, nothing leaks, and the next call works. What is asked of an arena counts as well. */
#include "voting/support.h"

#include "support/failing_allocator.h"

/* Too little for any diagram worth the name; enough for the sums of small weights. */
#define SUMS_ALONE ((uint64_t)8000)

typedef struct power_work {
    const cw_game *game;
    cw_power_options options;
} power_work;

static cw_status compute(cw_context *context, void *payload)
{
    const power_work *work = payload;
    cw_diagnostics diagnostics;
    cw_power *power = NULL;
    cw_diagnostics_init(&diagnostics, context);
    cw_status status = cw_power_compute(&power, context, &diagnostics, (cw_place){.file = "test"},
                                        work->game, &work->options);
    assert_true((power != NULL) == (status == CW_OK));
    if (status == CW_OK && diagnostics.dropped > 0)
        status = CW_ERROR_MEMORY; /* a remark that could not be kept is counted as such */
    cw_power_free(power);
    cw_diagnostics_free(&diagnostics);
    return status;
}

static void assert_reports(const cw_game *game, cw_power_options options)
{
    power_work work = {game, options};
    work.options.threads = 1;
    assert_true(cw_sweep_allocations(compute, &work, CW_SWEEP_MUST_REPORT) > 10);
}

static cw_game *build(size_t members, size_t columns, const int64_t *weights,
                      const cw_game_node *nodes, size_t count)
{
    const cw_game_description description = {members, columns, weights, nodes, count};
    cw_game *game = NULL;
    assert_int_equal(cw_game_build(&game, test_context(), &description), CW_OK);
    return game;
}

static const int64_t falling[12] = {12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1};
static const size_t pairs[6] = {0, 0, 1, 1, 2, 2};
static const double yes[6] = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6};

static void small_weights(void **unused)
{
    (void)unused;
    cw_game *game = weighted_game(6, 30, falling);
    for (int mode = CW_POWER_AUTO; mode <= CW_POWER_FAST; mode++) {
        assert_reports(game, (cw_power_options){.mode = (cw_power_mode)mode});
        assert_reports(game, (cw_power_options){.mode = (cw_power_mode)mode,
                                                .wanted = UINT64_MAX,
                                                .unions = pairs,
                                                .yes_probability = yes});
    }
    cw_game_free(game);
}

/* Without room for a diagram. */
static void sums_of_weights(void **unused)
{
    (void)unused;
    cw_game *game = weighted_game(12, 40, falling);
    for (int mode = CW_POWER_EXACT; mode <= CW_POWER_FAST; mode++)
        assert_reports(game, (cw_power_options){.mode = (cw_power_mode)mode,
                                                .wanted = UINT64_MAX,
                                                .memory_bytes = SUMS_ALONE});
    cw_game_free(game);
}

/* Two orders of the members: the first four of weight 1 to 4, then 4 to 1. */
static const int64_t crossed[12] = {1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, 1};

static void two_thresholds(void **unused)
{
    (void)unused;
    const cw_game_node nodes[] = {
        {.form = CW_GAME_ALL, .first_child = 1, .child_count = 2},
        {.form = CW_GAME_WEIGHT, .column = 0, .quota = 10},
        {.form = CW_GAME_WEIGHT, .column = 1, .quota = 9},
    };
    cw_game *game = build(6, 2, crossed, nodes, 3);
    for (int mode = CW_POWER_EXACT; mode <= CW_POWER_FAST; mode++)
        assert_reports(game, (cw_power_options){.mode = (cw_power_mode)mode,
                                                .wanted = UINT64_MAX,
                                                .unions = pairs});
    cw_game_free(game);
}

/* Members in one order: shares are read off the diagram. */
static void one_order(void **unused)
{
    (void)unused;
    int64_t weights[24];
    for (size_t m = 0; m < 24; m++)
        weights[m] = 1 + (int64_t)m;
    cw_game *game = weighted_game(24, 160, weights);
    size_t johnston = cw_power_index_find("johnston");
    assert_reports(game, (cw_power_options){.wanted = UINT64_C(1) << johnston});
    cw_game_free(game);
}

/* Power net of what a member spoils: few members by all coalitions, many by a diagram. */
static void rules_with_not(void **unused)
{
    (void)unused;
    int64_t weights[30];
    const cw_game_node nodes[] = {
        {.form = CW_GAME_ALL, .first_child = 1, .child_count = 2},
        {.form = CW_GAME_WEIGHT, .quota = 2},
        {.form = CW_GAME_NOT, .first_child = 3, .child_count = 1},
        {.form = CW_GAME_WEIGHT, .quota = 5},
    };
    for (size_t m = 0; m < 30; m++)
        weights[m] = m < 6 ? 1 + (int64_t)m % 3 : 0;
    for (size_t members = 6; members <= 30; members += 24) {
        cw_game *game = build(members, 1, weights, nodes, 4);
        assert_reports(game, (cw_power_options){.wanted = UINT64_MAX});
        cw_game_free(game);
    }
}

/* What everybody, or nobody, can decide. */
static void settled_rules(void **unused)
{
    (void)unused;
    for (int64_t quota = 0; quota <= 100; quota += 100) {
        cw_game *game = weighted_game(6, quota, falling);
        assert_reports(game, (cw_power_options){.wanted = UINT64_MAX, .unions = pairs});
        cw_game_free(game);
    }
}

/* ---- Ranges of quotas ---- */

/* Too many different sums for a diagram to be better than the array. */
#define SCATTERED ((size_t)28)

static void scatter(int64_t *weights)
{
    for (size_t m = 0; m < SCATTERED; m++)
        weights[m] = 1 + (int64_t)(m * m * 7919 % 401);
}

static cw_status build_range(cw_context *context, void *payload)
{
    const cw_power_options *options = payload;
    const int64_t quotas[3] = {2900, 3000, 3100};
    int64_t weights[SCATTERED];
    cw_power_range *range = NULL;
    scatter(weights);
    cw_status status =
        cw_power_range_build(&range, context, weights, SCATTERED, quotas, 3, options);
    if (status == CW_OK)
        assert_non_null(range);
    else
        assert_null(range);
    cw_power_range_free(range);
    return status;
}

static void ranges(void **unused)
{
    (void)unused;
    for (int mode = CW_POWER_AUTO; mode <= CW_POWER_FAST; mode++) {
        cw_power_options options = {.mode = (cw_power_mode)mode, .threads = 1};
        assert_true(cw_sweep_allocations(build_range, &options, CW_SWEEP_MUST_REPORT) > 10);
    }
}

/* ---- Lists and designs ---- */

static cw_status list_minimal(cw_context *context, void *payload)
{
    cw_coalitions found;
    cw_status status = cw_minimal_coalitions(&found, context, payload, 1000);
    if (status == CW_OK)
        cw_coalitions_free(&found);
    return status;
}

static void minimal_coalitions(void **unused)
{
    (void)unused;
    cw_game *game = weighted_game(8, 30, falling);
    assert_true(cw_sweep_allocations(list_minimal, game, CW_SWEEP_MUST_REPORT) > 5);
    cw_game_free(game);
}

static cw_status design(cw_context *context, void *payload)
{
    cw_design found;
    cw_status status = cw_design_find(&found, context, payload);
    if (status == CW_OK)
        cw_design_free(&found);
    return status;
}

static void designs(void **unused)
{
    (void)unused;
    static const double wanted[5] = {9, 7, 5, 3, 2};
    cw_design_request request = {.members = 5, .wanted = wanted, .trials = 5};
    for (int search = 0; search <= 1; search++) {
        request.search = search == 1;
        assert_true(cw_sweep_allocations(design, &request, CW_SWEEP_MUST_REPORT) > 5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_weights),      cmocka_unit_test(sums_of_weights),
        cmocka_unit_test(two_thresholds),     cmocka_unit_test(one_order),
        cmocka_unit_test(rules_with_not),     cmocka_unit_test(settled_rules),
        cmocka_unit_test(ranges),             cmocka_unit_test(minimal_coalitions),
        cmocka_unit_test(designs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
