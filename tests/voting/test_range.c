/* One weighted game under several quotas at once: the same as quota by quota. */
#include "voting/support.h"

#include <string.h>

#include "support/failing_allocator.h"

#define MEMBERS ((size_t)30)
#define QUOTAS ((size_t)7)

/* Weights too scattered for a diagram; one member without any. */
static int64_t scatter(int64_t *weights)
{
    int64_t total = 0;
    for (size_t m = 0; m < MEMBERS; m++) {
        weights[m] = m == 3 ? 0 : 501 + (int64_t)(m * m * 7919 % 10007);
        total += weights[m];
    }
    return total;
}

static void list_quotas(int64_t *quotas, int64_t total)
{
    const int64_t chosen[QUOTAS] = {0,     total / 5, total / 2, total / 2 + 1, 3 * total / 4,
                                    total, total + 1};
    memcpy(quotas, chosen, sizeof chosen);
}

static cw_power_options options_for(cw_power_mode mode)
{
    return (cw_power_options){
        .mode = mode,
        .wanted = UINT64_C(1) << cw_power_index_find("banzhaf") |
                  UINT64_C(1) << cw_power_index_find("shapley-shubik"),
        .threads = 2,
    };
}

static void assert_alike(const cw_power *alone, const cw_power *together)
{
    assert_string_equal(alone->winning, together->winning);
    assert_true((alone->shapley_shubik == NULL) == (together->shapley_shubik == NULL));
    for (size_t m = 0; m < MEMBERS; m++) {
        assert_string_equal(alone->swings[m], together->swings[m]);
        if (alone->shapley_shubik != NULL)
            assert_string_equal(alone->shapley_shubik[m], together->shapley_shubik[m]);
        assert_close(value_of(alone, "shapley-shubik", m), value_of(together, "shapley-shubik", m),
                     alone->error_bound + together->error_bound);
    }
    assert_memory_equal(&alone->facts, &together->facts, sizeof alone->facts);
}

static void like_one_by_one(void **unused)
{
    (void)unused;
    int64_t weights[MEMBERS];
    int64_t quotas[QUOTAS];
    list_quotas(quotas, scatter(weights));
    for (int mode = CW_POWER_AUTO; mode <= CW_POWER_FAST; mode++) {
        cw_power_options options = options_for((cw_power_mode)mode);
        cw_power_range *range = NULL;
        assert_int_equal(cw_power_range_build(&range, test_context(), weights, MEMBERS, quotas,
                                              QUOTAS, &options),
                         CW_OK);
        assert_non_null(range);
        for (size_t k = 0; k < QUOTAS; k++) {
            cw_game *game = weighted_game(MEMBERS, quotas[k], weights);
            cw_power *alone = power_with(game, &options);
            options.range = range;
            cw_power *together = power_with(game, &options);
            options.range = NULL;
            assert_alike(alone, together);
            cw_power_free(together);
            cw_power_free(alone);
            cw_game_free(game);
        }
        cw_power_range_free(range);
    }
}

/* The plan of a pass for all quotas, and how much of a single quota's it is. */
static void keep_steps(void *payload, const cw_power_plan *plan)
{
    *(double *)payload += plan->steps;
}

static void one_pass_for_all(void **unused)
{
    (void)unused;
    int64_t weights[MEMBERS];
    int64_t quotas[20];
    int64_t total = scatter(weights);
    double steps = 0.0;
    double single = 0.0;
    cw_power_range *range = NULL;
    for (int64_t k = 0; k < 20; k++)
        quotas[k] = total / 2 + 1 + k * total / 50;
    cw_power_options options = options_for(CW_POWER_FAST);
    options.plan = keep_steps;
    options.plan_payload = &steps;
    assert_int_equal(
        cw_power_range_build(&range, test_context(), weights, MEMBERS, quotas, 20, &options),
        CW_OK);
    cw_game *game = weighted_game(MEMBERS, quotas[0], weights);
    options.plan_payload = &single;
    cw_power_free(power_with(game, &options));
    assert_true(single > 0.0 && steps < 5.0 * single);
    cw_game_free(game);
    cw_power_range_free(range);
}

/* Few members are counted by a diagram; one quota, or quotas all beyond the total, are no range. */
static void nothing_to_gain(void **unused)
{
    (void)unused;
    int64_t weights[MEMBERS];
    int64_t quotas[2] = {5000002, 7000002};
    const int64_t few[3] = {5000000, 4000001, 3000003};
    int64_t total = scatter(weights);
    cw_power_options options = options_for(CW_POWER_AUTO);
    cw_power_range *range = (cw_power_range *)weights;
    assert_int_equal(cw_power_range_build(&range, test_context(), few, 3, quotas, 2, &options),
                     CW_OK);
    assert_null(range);
    quotas[1] = total + 9;
    assert_int_equal(
        cw_power_range_build(&range, test_context(), weights, MEMBERS, quotas, 2, &options), CW_OK);
    assert_null(range);
}

/* Where there is memory for two threads, sixteen become two. */
static void no_more_threads_than_fit(void **unused)
{
    (void)unused;
    int64_t weights[MEMBERS];
    int64_t quotas[QUOTAS];
    double bytes = 0.0;
    cw_power_options options = {.mode = CW_POWER_AUTO,
                                .wanted = UINT64_C(1) << cw_power_index_find("banzhaf"),
                                .threads = 1,
                                .plan = keep_bytes,
                                .plan_payload = &bytes};
    cw_power_range *range = NULL;
    list_quotas(quotas, scatter(weights));
    for (size_t threads = 1; threads <= 16; threads += 15) {
        options.threads = threads;
        assert_int_equal(cw_power_range_build(&range, test_context(), weights, MEMBERS, quotas,
                                              QUOTAS, &options),
                         CW_OK);
        assert_non_null(range);
        cw_power_range_free(range);
        options.memory_bytes =
            options.memory_bytes == 0 ? (uint64_t)(2.5 * bytes) : options.memory_bytes;
        assert_true(bytes < (double)options.memory_bytes);
    }
}

/* What is not asked for takes no memory: exact Shapley-Shubik needs much, swings alone little. */
static void memory_for_what_is_asked(void **unused)
{
    (void)unused;
    const char *const asked[2] = {"banzhaf", "shapley-shubik"};
    int64_t weights[MEMBERS];
    int64_t quotas[QUOTAS];
    double bytes[2] = {0.0, 0.0};
    list_quotas(quotas, scatter(weights));
    for (size_t k = 0; k < 2; k++) {
        cw_power_options options = {.mode = CW_POWER_EXACT,
                                    .wanted = UINT64_C(1) << cw_power_index_find(asked[k]),
                                    .threads = 1,
                                    .plan = keep_bytes,
                                    .plan_payload = &bytes[k]};
        cw_power_range *range = NULL;
        assert_int_equal(cw_power_range_build(&range, test_context(), weights, MEMBERS, quotas,
                                              QUOTAS, &options),
                         CW_OK);
        cw_power_range_free(range);
    }
    assert_true(bytes[0] > 0.0 && bytes[0] < bytes[1]);
}

/* ---- Without memory ---- */

static cw_status build(cw_context *context, void *payload)
{
    int64_t weights[MEMBERS];
    int64_t quotas[QUOTAS];
    cw_power_options options = options_for(CW_POWER_FAST);
    cw_power_range *range = NULL;
    (void)payload;
    list_quotas(quotas, scatter(weights));
    options.threads = 1;
    cw_status status =
        cw_power_range_build(&range, context, weights, MEMBERS, quotas, QUOTAS, &options);
    assert_true(status == CW_OK || range == NULL);
    cw_power_range_free(range);
    return status;
}

static void without_memory(void **unused)
{
    (void)unused;
    assert_true(cw_sweep_allocations(build, NULL, CW_SWEEP_MUST_REPORT) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(like_one_by_one),          cmocka_unit_test(one_pass_for_all),
        cmocka_unit_test(nothing_to_gain),          cmocka_unit_test(no_more_threads_than_fit),
        cmocka_unit_test(memory_for_what_is_asked), cmocka_unit_test(without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
