#include "voting/small_works.h"

/* Too little for any diagram worth the name; enough for the sums of small weights. */
#define SUMS_ALONE ((uint64_t)8000)

static const int64_t falling[12] = {12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1};
static const size_t pairs[6] = {0, 0, 1, 1, 2, 2};
static const double yes[6] = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6};

/* ---- Power ---- */

cw_status compute_power(cw_context *context, void *payload)
{
    power_work *work = payload;
    cw_diagnostics diagnostics;
    cw_power *power = NULL;
    cw_diagnostics_init(&diagnostics, context);
    cw_status status = cw_power_compute(&power, context, &diagnostics, (cw_place){.file = "test"},
                                        work->game, &work->options);
    assert_true((power != NULL) == (status == CW_OK));
    if (status == CW_OK)
        work->cost = power->cost;
    if (status == CW_OK && diagnostics.dropped > 0)
        status = CW_ERROR_MEMORY;
    cw_power_free(power);
    cw_diagnostics_free(&diagnostics);
    return status;
}

static void visit_power(small_work_visit *visit, const cw_game *game, cw_power_options options)
{
    power_work work = {.game = game, .options = options};
    work.options.threads = 1;
    visit(compute_power, &work);
}

void visit_small_weights(small_work_visit *visit)
{
    cw_game *game = weighted_game(6, 30, falling);
    for (int mode = CW_POWER_EXACT; mode <= CW_POWER_FAST; mode++) {
        visit_power(visit, game, (cw_power_options){.mode = (cw_power_mode)mode});
        visit_power(visit, game,
                    (cw_power_options){.mode = (cw_power_mode)mode,
                                       .wanted = UINT64_MAX,
                                       .unions = pairs,
                                       .yes_probability = yes});
    }
    cw_game_free(game);
}

void visit_sums_of_weights(small_work_visit *visit)
{
    cw_game *game = weighted_game(12, 40, falling);
    for (int mode = CW_POWER_EXACT; mode <= CW_POWER_FAST; mode++)
        visit_power(visit, game,
                    (cw_power_options){.mode = (cw_power_mode)mode,
                                       .wanted = UINT64_MAX,
                                       .memory_bytes = SUMS_ALONE});
    cw_game_free(game);
}

void visit_least_memory(small_work_visit *visit)
{
    cw_game *game = weighted_game(12, 40, falling);
    power_work work = {.game = game, .options = {.wanted = UINT64_MAX, .threads = 1}};
    cw_status status = CW_ERROR_LIMIT;
    while (status == CW_ERROR_LIMIT) {
        work.options.memory_bytes += 8;
        status = compute_power(test_context(), &work);
    }
    visit(compute_power, &work);
    cw_game_free(game);
}

void visit_members_alike(small_work_visit *visit)
{
    int64_t weights[200];
    for (size_t m = 0; m < 200; m++)
        weights[m] = 1;
    cw_game *game = weighted_game(200, 101, weights);
    visit_power(visit, game, (cw_power_options){.mode = CW_POWER_FAST});
    cw_game_free(game);
}

void visit_profiles(small_work_visit *visit)
{
    cw_game *game = weighted_game(12, 40, falling);
    size_t shift = cw_power_index_find("shift");
    visit_power(visit, game, (cw_power_options){.wanted = UINT64_C(1) << shift});
    cw_game_free(game);
}

void visit_two_thresholds(small_work_visit *visit)
{
    const int64_t weights[12] = {1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, 1};
    const cw_game_node nodes[] = {
        {.form = CW_GAME_ALL, .first_child = 1, .child_count = 2},
        {.form = CW_GAME_WEIGHT, .column = 0, .quota = 10},
        {.form = CW_GAME_WEIGHT, .column = 1, .quota = 9},
    };
    cw_game *game = described_game(6, 2, weights, nodes, 3);
    for (int mode = CW_POWER_EXACT; mode <= CW_POWER_FAST; mode++)
        visit_power(
            visit, game,
            (cw_power_options){.mode = (cw_power_mode)mode, .wanted = UINT64_MAX, .unions = pairs});
    cw_game_free(game);
}

void visit_one_order(small_work_visit *visit)
{
    int64_t weights[24];
    for (size_t m = 0; m < 24; m++)
        weights[m] = 1 + (int64_t)m;
    cw_game *game = weighted_game(24, 160, weights);
    size_t johnston = cw_power_index_find("johnston");
    visit_power(visit, game, (cw_power_options){.wanted = UINT64_C(1) << johnston});
    cw_game_free(game);
}

void visit_rules_with_not(small_work_visit *visit)
{
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
        cw_game *game = described_game(members, 1, weights, nodes, 4);
        visit_power(visit, game, (cw_power_options){.wanted = UINT64_MAX});
        cw_game_free(game);
    }
}

void visit_settled_rules(small_work_visit *visit)
{
    for (int64_t quota = 0; quota <= 100; quota += 100) {
        cw_game *game = weighted_game(6, quota, falling);
        visit_power(visit, game, (cw_power_options){.wanted = UINT64_MAX, .unions = pairs});
        cw_game_free(game);
    }
}

/* ---- Ranges of quotas ---- */

/* Too many different sums for a diagram to be better than the array. */
#define SCATTERED ((size_t)28)

static cw_status build_range(cw_context *context, void *payload)
{
    const cw_power_options *options = payload;
    const int64_t quotas[3] = {2900, 3000, 3100};
    int64_t weights[SCATTERED];
    cw_power_range *range = NULL;
    for (size_t m = 0; m < SCATTERED; m++)
        weights[m] = 1 + (int64_t)(m * m * 7919 % 401);
    cw_status status =
        cw_power_range_build(&range, context, weights, SCATTERED, quotas, 3, options);
    assert_true((range != NULL) == (status == CW_OK));
    cw_power_range_free(range);
    return status;
}

void visit_ranges(small_work_visit *visit)
{
    for (int mode = CW_POWER_EXACT; mode <= CW_POWER_FAST; mode++) {
        cw_power_options options = {.mode = (cw_power_mode)mode, .threads = 1};
        visit(build_range, &options);
    }
}

/* ---- Lists and designs ---- */

cw_status list_minimal_coalitions(cw_context *context, void *payload)
{
    cw_coalitions found;
    cw_status status = cw_minimal_coalitions(&found, context, payload, 100000);
    if (status == CW_OK)
        cw_coalitions_free(&found);
    return status;
}

void visit_minimal_coalitions(small_work_visit *visit)
{
    cw_game *game = weighted_game(8, 30, falling);
    visit(list_minimal_coalitions, game);
    cw_game_free(game);
}

cw_status find_design(cw_context *context, void *payload)
{
    cw_design found;
    cw_status status = cw_design_find(&found, context, payload);
    if (status == CW_OK)
        cw_design_free(&found);
    return status;
}

void visit_designs(small_work_visit *visit)
{
    static const double wanted[5] = {9, 7, 5, 3, 2};
    cw_design_request request = {.members = 5, .wanted = wanted, .trials = 5};
    for (int search = 0; search <= 1; search++) {
        request.search = search == 1;
        visit(find_design, &request);
    }
}
