/* Power computed by one thread and by many: the same bytes. */
#include "voting/support.h"

#include <string.h>

#define MEMBERS ((size_t)24)

static const size_t thread_counts[] = {2, 3, 7, 16};

static void assert_same_text(const char *one, const char *other)
{
    assert_true((one == NULL) == (other == NULL));
    if (one != NULL)
        assert_string_equal(one, other);
}

static void assert_same(const cw_power *one, const cw_power *other)
{
    size_t values = one->index_count * one->members;
    assert_memory_equal(one->values, other->values, values * sizeof(double));
    assert_memory_equal(one->errors, other->errors, one->index_count * sizeof(double));
    assert_same_text(one->winning, other->winning);
    assert_same_text(one->minimal, other->minimal);
    for (size_t m = 0; m < one->members; m++) {
        assert_true((one->swings == NULL) == (other->swings == NULL));
        assert_true((one->shapley_shubik == NULL) == (other->shapley_shubik == NULL));
        if (one->swings != NULL)
            assert_same_text(one->swings[m], other->swings[m]);
        if (one->shapley_shubik != NULL)
            assert_same_text(one->shapley_shubik[m], other->shapley_shubik[m]);
    }
}

/* Every index, in both modes. */
static void assert_any_number_of_threads(const cw_game *game, const size_t *unions)
{
    for (int mode = CW_POWER_EXACT; mode <= CW_POWER_FAST; mode++) {
        cw_power_options options = {
            .mode = (cw_power_mode)mode, .wanted = UINT64_MAX, .unions = unions, .threads = 1};
        cw_power *one = power_with(game, &options);
        assert_non_null(one);
        for (size_t k = 0; k < sizeof thread_counts / sizeof *thread_counts; k++) {
            options.threads = thread_counts[k];
            cw_power *many = power_with(game, &options);
            assert_same(one, many);
            cw_power_free(many);
        }
        cw_power_free(one);
    }
}

/* Weights of which some are too large for a wave through the array. */
static void scatter(int64_t *weights, int64_t most)
{
    for (size_t m = 0; m < MEMBERS; m++)
        weights[m] = 1 + (int64_t)(m * m * 7919 % 1009) * most / 1009;
}

static void weighted_game_by_array(void **unused)
{
    (void)unused;
    int64_t weights[MEMBERS];
    scatter(weights, 8000);
    weights[5] = 61000;
    weights[9] = 60013;
    cw_game *game = weighted_game(MEMBERS, 120001, weights);
    assert_any_number_of_threads(game, NULL);
    cw_game_free(game);
}

/* Two thresholds and a head count, members in unions. */
static void rule_by_diagram(void **unused)
{
    (void)unused;
    int64_t weights[2 * MEMBERS];
    size_t unions[MEMBERS];
    scatter(weights, 12);
    for (size_t m = 0; m < MEMBERS; m++) {
        weights[MEMBERS + m] = 1;
        unions[m] = m % 7;
    }
    const cw_game_node nodes[] = {
        {.form = CW_GAME_ALL, .first_child = 1, .child_count = 2},
        {.form = CW_GAME_WEIGHT, .column = 0, .quota = 80},
        {.form = CW_GAME_WEIGHT, .column = 1, .quota = 13},
    };
    const cw_game_description description = {MEMBERS, 2, weights, nodes, 3};
    cw_game *game = NULL;
    assert_int_equal(cw_game_build(&game, test_context(), &description), CW_OK);
    assert_any_number_of_threads(game, unions);
    cw_game_free(game);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weighted_game_by_array),
        cmocka_unit_test(rule_by_diagram),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
