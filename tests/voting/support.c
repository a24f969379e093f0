#include "voting/support.h"

cw_context *test_context(void)
{
    static cw_context context;
    static bool is_made;
    if (!is_made)
        cw_context_init(&context);
    is_made = true;
    return &context;
}

cw_game *described_game(size_t members, size_t columns, const int64_t *weights,
                        const cw_game_node *nodes, size_t count)
{
    const cw_game_description description = {members, columns, weights, nodes, count};
    cw_game *game = NULL;
    assert_int_equal(cw_game_build(&game, test_context(), &description), CW_OK);
    return game;
}

cw_game *weighted_game(size_t members, int64_t quota, const int64_t *weights)
{
    const cw_game_node root = {.form = CW_GAME_WEIGHT, .quota = quota};
    return described_game(members, 1, weights, &root, 1);
}

cw_power *power_with(const cw_game *game, const cw_power_options *options)
{
    cw_diagnostics diagnostics;
    cw_power *power = NULL;
    cw_diagnostics_init(&diagnostics, test_context());
    cw_status status = cw_power_compute(&power, test_context(), &diagnostics,
                                        (cw_place){.file = "test"}, game, options);
    assert_true(status == CW_OK || (status == CW_ERROR_LIMIT && diagnostics.errors > 0));
    cw_diagnostics_free(&diagnostics);
    return power;
}

cw_power *power_of(const cw_game *game, cw_power_mode mode, const size_t *unions)
{
    cw_power_options options = {.mode = mode, .wanted = UINT64_MAX, .unions = unions};
    cw_power *power = power_with(game, &options);
    assert_non_null(power);
    return power;
}

double value_of(const cw_power *power, const char *index, size_t member)
{
    size_t at = cw_power_index_find(index);
    assert_int_not_equal(at, CW_NONE);
    return cw_power_value(power, at, member);
}

void keep_bytes(void *payload, const cw_power_plan *plan)
{
    *(double *)payload = plan->bytes;
}
