/* What cw_power_compute() does with what it is asked: defaults, mistakes, too little memory, figures that
 * are left out; and the ways of counting that only large rules take, against small ones. */
#include "voting/support.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define WANTS(id) (UINT64_C(1) << cw_power_index_find(id))

/* The status, and what was said of it. */
struct answer {
    cw_status status;
    cw_power *power;
    char said[800]; /* all messages, one after the other; those that no longer fit are left out */
};

static void ask(struct answer *out, const cw_game *game, const cw_power_options *options)
{
    cw_diagnostics diagnostics;
    *out = (struct answer){.power = NULL};
    cw_diagnostics_init(&diagnostics, test_context());
    out->status = cw_power_compute(&out->power, test_context(), &diagnostics,
                                   (cw_place){.file = "test"}, game, options);
    size_t end = 0;
    for (size_t k = 0; k < diagnostics.count; k++) {
        size_t length = strlen(diagnostics.items[k].message);
        if (end + length + 1 < sizeof out->said)
            memcpy(out->said + end, diagnostics.items[k].message, length);
        end += length;
    }
    cw_diagnostics_free(&diagnostics);
}

static void assert_said(const struct answer *answer, const char *words)
{
    if (strstr(answer->said, words) == NULL)
        fail_msg("'%s' does not say '%s'", answer->said, words);
}

/* ---- What is asked ---- */

static void six_indices_by_default(void **unused)
{
    (void)unused;
    static const char *const shown[] = {"banzhaf",         "banzhaf-absolute", "shapley-shubik",
                                        "coleman-prevent", "coleman-initiate", "coleman-act"};
    const int64_t weights[3] = {2, 1, 1};
    cw_game *game = weighted_game(3, 3, weights);
    cw_power *power = power_with(game, &(cw_power_options){.mode = CW_POWER_AUTO});
    size_t known = 0;
    for (size_t k = 0; k < power->index_count; k++)
        known += isnan(cw_power_value(power, k, 0)) ? 0U : 1U;
    assert_int_equal(known, sizeof shown / sizeof *shown);
    for (size_t k = 0; k < known; k++)
        assert_true(value_of(power, shown[k], 0) >= 0.0);
    assert_close(value_of(power, "shapley-shubik", 0), 2.0 / 3.0, 1e-15);
    cw_power_free(power);
    cw_game_free(game);
}

static void chances_outside_zero_to_one(void **unused)
{
    (void)unused;
    const int64_t weights[3] = {2, 1, 1};
    const double wrong[] = {-0.1, 1.1, (double)NAN};
    cw_game *game = weighted_game(3, 3, weights);
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        const double yes[3] = {0.0, 1.0, wrong[k]};
        struct answer answer;
        ask(&answer, game, &(cw_power_options){.yes_probability = yes});
        assert_int_equal(answer.status, CW_ERROR_USAGE);
        assert_null(answer.power);
    }
    cw_game_free(game);
}

/* ---- Too little memory ---- */

#define MEMBERS ((size_t)24)

/* Two thresholds that order the members differently. */
static cw_game *two_orders(void)
{
    int64_t weights[2 * MEMBERS];
    for (size_t m = 0; m < MEMBERS; m++) {
        weights[m] = 1 + (int64_t)(m * m * 7919 % 101);
        weights[MEMBERS + m] = 1 + (int64_t)(m * 31 % 97);
    }
    const cw_game_node nodes[] = {
        {.form = CW_GAME_ALL, .first_child = 1, .child_count = 2},
        {.form = CW_GAME_WEIGHT, .column = 0, .quota = 600},
        {.form = CW_GAME_WEIGHT, .column = 1, .quota = 600},
    };
    return described_game(MEMBERS, 2, weights, nodes, 3);
}

static void a_rule_of_too_many_situations(void **unused)
{
    (void)unused;
    cw_game *game = two_orders();
    struct answer answer;
    ask(&answer, game, &(cw_power_options){.memory_bytes = 1000000});
    assert_int_equal(answer.status, CW_ERROR_LIMIT);
    assert_said(&answer, "more different situations than 1 MB can hold");
    cw_game_free(game);
}

/* Three members of each of eight kinds, in opposite orders by the two thresholds: as memory grows, the
 * diagram goes out of bounds in this place and that, until it fits. */
static void a_rule_that_hardly_fits(void **unused)
{
    (void)unused;
    int64_t weights[2 * MEMBERS];
    for (size_t m = 0; m < MEMBERS; m++) {
        weights[m] = 1000 + (INT64_C(1) << m / 3);
        weights[MEMBERS + m] = 1000 + (INT64_C(1) << (7 - m / 3));
    }
    const cw_game_node nodes[] = {
        {.form = CW_GAME_ALL, .first_child = 1, .child_count = 2},
        {.form = CW_GAME_WEIGHT, .column = 0, .quota = 12300},
        {.form = CW_GAME_WEIGHT, .column = 1, .quota = 12300},
    };
    cw_game *game = described_game(MEMBERS, 2, weights, nodes, 3);
    cw_power_options options = {.mode = CW_POWER_EXACT, .threads = 1};
    cw_power *roomy = power_with(game, &options);
    struct answer answer = {.status = CW_ERROR_LIMIT};
    while (answer.status == CW_ERROR_LIMIT) {
        options.memory_bytes += options.memory_bytes / 32 + 48;
        ask(&answer, game, &options);
    }
    assert_int_equal(answer.status, CW_OK);
    assert_true(options.memory_bytes > 1000);
    for (size_t m = 0; m < MEMBERS; m++)
        assert_string_equal(answer.power->swings[m], roomy->swings[m]);
    cw_power_free(answer.power);
    cw_power_free(roomy);
    cw_game_free(game);
}

static cw_game *scattered(size_t members, uint64_t most)
{
    int64_t weights[40];
    int64_t total = 0;
    for (size_t m = 0; m < members; m++) {
        weights[m] = 1 + (int64_t)(m * m * 7919 % most);
        total += weights[m];
    }
    return weighted_game(members, total / 2 + 1, weights);
}

/* Fractions need more memory than doubles. */
static void exact_fractions_that_do_not_fit(void **unused)
{
    (void)unused;
    cw_game *game = scattered(34, 8009);
    struct answer answer;
    double bytes = 0.0;
    cw_power_options options = {.mode = CW_POWER_EXACT,
                                .wanted = WANTS("shapley-shubik"),
                                .threads = 1,
                                .plan = keep_bytes,
                                .plan_payload = &bytes};
    ask(&answer, game, &options);
    assert_int_equal(answer.status, CW_OK);
    cw_power_free(answer.power);
    options.memory_bytes = (uint64_t)bytes - 1;
    ask(&answer, game, &options);
    assert_int_equal(answer.status, CW_ERROR_LIMIT);
    assert_said(&answer, "exact Shapley-Shubik fractions need ");
    assert_said(&answer, "; the fast mode needs ");
    char allowed[80];
    snprintf(allowed, sizeof allowed, "more than the %.0f MB allowed", floor(bytes / 1e6));
    assert_said(&answer, allowed);
    options.mode = CW_POWER_FAST;
    ask(&answer, game, &options);
    assert_int_equal(answer.status, CW_OK);
    cw_power_free(answer.power);
    cw_game_free(game);
}

/* With just enough memory to count at all: the array of shares is longer than that of swings. */
static void shares_that_do_not_fit(void **unused)
{
    (void)unused;
    cw_game *game = scattered(24, 4001);
    cw_power_options options = {.mode = CW_POWER_FAST, .wanted = WANTS("johnston"), .threads = 1};
    struct answer answer = {.status = CW_ERROR_LIMIT};
    while (answer.status == CW_ERROR_LIMIT) {
        options.memory_bytes += 1000;
        ask(&answer, game, &options);
    }
    assert_int_equal(answer.status, CW_OK);
    assert_string_equal(answer.power->method, "sums of weights");
    assert_said(&answer, "indices are left out: they need 1 MB, more than the 0 MB allowed");
    assert_true(isnan(value_of(answer.power, "johnston", 0)));
    cw_power_free(answer.power);
    cw_game_free(game);
}

static void shares_of_members_in_no_order(void **unused)
{
    (void)unused;
    cw_game *game = two_orders();
    struct answer answer;
    ask(&answer, game,
        &(cw_power_options){.mode = CW_POWER_FAST, .wanted = WANTS("johnston") | WANTS("shift")});
    assert_int_equal(answer.status, CW_OK);
    assert_said(&answer, "cannot be ordered by desirability and are too many to go through");
    assert_said(&answer, "the shift indices are left out: too many profiles to go through");
    assert_true(isnan(value_of(answer.power, "johnston", 0)));
    cw_power_free(answer.power);
    cw_game_free(game);
}

/* Each a union of its own: a simple majority of 21 has more minimal coalitions than are listed. */
static void unions_with_too_many_coalitions(void **unused)
{
    (void)unused;
    int64_t weights[21];
    size_t unions[21];
    for (size_t m = 0; m < 21; m++) {
        weights[m] = 1;
        unions[m] = m;
    }
    cw_game *game = weighted_game(21, 11, weights);
    cw_power_options options = {.wanted = WANTS("owen") | WANTS("owen-extended-public-good") |
                                          WANTS("union-public-good"),
                                .unions = unions};
    cw_power *power = power_with(game, &options);
    assert_true(isnan(value_of(power, "owen-extended-public-good", 0)));
    assert_close(value_of(power, "union-public-good", 0), 1.0 / 21.0, 1e-14);
    assert_close(value_of(power, "owen", 0), 1.0 / 21.0, 1e-14);
    cw_power_free(power);
    cw_game_free(game);
}

/* Exactly one of two who form a union: whole, it can never pass, so there is nothing to share. */
static void unions_that_can_never_pass(void **unused)
{
    (void)unused;
    const int64_t weights[3] = {1, 1, 0};
    const size_t unions[3] = {0, 0, 1};
    const cw_game_node nodes[] = {
        {.form = CW_GAME_ALL, .first_child = 1, .child_count = 2},
        {.form = CW_GAME_WEIGHT, .quota = 1},
        {.form = CW_GAME_NOT, .first_child = 3, .child_count = 1},
        {.form = CW_GAME_WEIGHT, .quota = 2},
    };
    cw_game *game = described_game(3, 1, weights, nodes, 4);
    cw_power *power = power_of(game, CW_POWER_AUTO, unions);
    for (size_t m = 0; m < 3; m++) {
        assert_true(value_of(power, "union-public-good", m) == 0.0);
        assert_true(value_of(power, "solidarity-public-good", m) == 0.0);
    }
    cw_power_free(power);
    cw_game_free(game);
}

/* ---- Ways of counting against each other ---- */

/* Shares by sums of weights, where there is no room for a diagram, and profile by profile. */
static void shares_by_array_and_by_profiles(void **unused)
{
    (void)unused;
    static const char *const ids[] = {"johnston", "deegan-packel", "public-good"};
    const int64_t weights[12] = {12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1};
    cw_game *game = weighted_game(12, 40, weights);
    uint64_t wanted = WANTS("johnston") | WANTS("deegan-packel") | WANTS("public-good");
    cw_power_options options = {.mode = CW_POWER_FAST, .wanted = wanted, .threads = 2};
    cw_power *by_profiles = power_with(game, &options);
    options.memory_bytes = 8000;
    cw_power *by_array = power_with(game, &options);
    assert_string_equal(by_array->method, "sums of weights");
    assert_string_equal(by_array->minimal, by_profiles->minimal);
    for (size_t k = 0; k < sizeof ids / sizeof *ids; k++)
        for (size_t m = 0; m < 12; m++)
            assert_close(value_of(by_array, ids[k], m), value_of(by_profiles, ids[k], m), 1e-14);
    cw_power_free(by_array);
    cw_power_free(by_profiles);
    cw_game_free(game);
}

/* At least two of weight and not five or more: power net of what members spoil. Members without
 * weight change nothing, but take the rule off the enumeration and onto the diagram. */
static void net_power_of_few_and_of_many(void **unused)
{
    (void)unused;
    static const char *const ids[] = {"banzhaf", "banzhaf-absolute", "shapley-shubik"};
    int64_t weights[30] = {1, 2, 3, 1, 2, 1};
    const cw_game_node nodes[] = {
        {.form = CW_GAME_ALL, .first_child = 1, .child_count = 2},
        {.form = CW_GAME_WEIGHT, .quota = 2},
        {.form = CW_GAME_NOT, .first_child = 3, .child_count = 1},
        {.form = CW_GAME_WEIGHT, .quota = 5},
    };
    cw_game *few = described_game(6, 1, weights, nodes, 4);
    cw_game *many = described_game(30, 1, weights, nodes, 4);
    struct answer small;
    struct answer large;
    cw_power_options options = {.wanted = WANTS("banzhaf") | WANTS("banzhaf-absolute") |
                                          WANTS("shapley-shubik")};
    ask(&small, few, &options);
    ask(&large, many, &options);
    assert_string_equal(small.power->method, "all coalitions");
    assert_string_equal(large.power->method, "decision diagram");
    assert_int_equal(large.power->facts.proper, CW_FACT_UNKNOWN);
    assert_int_equal(large.power->facts.strong, CW_FACT_UNKNOWN);
    assert_null(large.power->winning);
    for (size_t m = 0; m < 6; m++)
        assert_true(value_of(small.power, "banzhaf-absolute", m) != 0.0);
    for (size_t k = 0; k < sizeof ids / sizeof *ids; k++)
        for (size_t m = 0; m < 30; m++)
            assert_close(value_of(large.power, ids[k], m),
                         m < 6 ? value_of(small.power, ids[k], m) : 0.0, 1e-13);
    cw_power_free(large.power);
    cw_power_free(small.power);
    cw_game_free(many);
    cw_game_free(few);
}

/* Two thresholds and an "any" of them: what is true of pairs of coalitions, against going through all. */
static void facts_as_enumerated(void **unused)
{
    (void)unused;
    size_t proper = 0;
    size_t strong = 0;
    for (int64_t k = 0; k < 60; k++) {
        int64_t weights[14];
        for (int64_t m = 0; m < 7; m++) {
            weights[m] = 1 + (m * m * 31 + k * 7) % 5;
            weights[7 + m] = 1 + (m * 17 + k * 11) % 5;
        }
        const cw_game_node nodes[] = {
            {.form = k % 2 == 0 ? CW_GAME_ALL : CW_GAME_ANY, .first_child = 1, .child_count = 2},
            {.form = CW_GAME_WEIGHT, .column = 0, .quota = 5 + k % 12},
            {.form = CW_GAME_WEIGHT, .column = 1, .quota = 7 + k % 9},
        };
        static cw_enumeration counted;
        cw_game *game = described_game(7, 2, weights, nodes, 3);
        cw_power *power = power_with(game, &(cw_power_options){.mode = CW_POWER_AUTO});
        assert_int_equal(cw_enumerate(&counted, test_context(), game), CW_OK);
        assert_true((power->facts.proper == CW_FACT_YES) == counted.proper);
        assert_true((power->facts.strong == CW_FACT_YES) == counted.strong);
        proper += counted.proper ? 1 : 0;
        strong += counted.strong ? 1 : 0;
        cw_power_free(power);
        cw_game_free(game);
    }
    assert_true(proper > 5 && proper < 55 && strong > 5 && strong < 55);
}

/* A dictator beside many of different weight: half of all coalitions win, so that what is true of
 * pairs of coalitions follows from the quota, however many there are. */
static void a_dictator_is_proper_and_strong(void **unused)
{
    (void)unused;
    int64_t weights[MEMBERS + 1] = {1000};
    for (size_t m = 1; m <= MEMBERS; m++)
        weights[m] = (int64_t)m;
    for (int64_t quota = 400; quota <= 900; quota += 500) {
        cw_game *game = weighted_game(MEMBERS + 1, quota, weights);
        cw_power *power = power_with(game, &(cw_power_options){.mode = CW_POWER_AUTO});
        assert_int_equal(power->facts.proper, CW_FACT_YES);
        assert_int_equal(power->facts.strong, CW_FACT_YES);
        assert_int_equal(power->facts.dictator, 0);
        assert_int_equal(power->facts.dummies, MEMBERS);
        cw_power_free(power);
        cw_game_free(game);
    }
}

/* A range that was counted for other weights, members or quotas is not taken for the game's own. */
static void a_range_of_another_game(void **unused)
{
    (void)unused;
    int64_t weights[31];
    for (size_t m = 0; m < 31; m++)
        weights[m] = 501 + (int64_t)(m * m * 7919 % 10007);
    const int64_t quotas[2] = {80000, 90000};
    cw_power_options options = {.mode = CW_POWER_FAST, .threads = 1};
    cw_power_range *range = NULL;
    assert_int_equal(cw_power_range_build(&range, test_context(), weights, 30, quotas, 2, &options),
                     CW_OK);
    assert_non_null(range);
    cw_power_options with = options;
    with.range = range;
    for (int change = 0; change < 3; change++) {
        weights[7] += change == 0 ? 1 : 0;
        cw_game *game = weighted_game(change == 1 ? 31 : 30, change == 2 ? 85000 : 90000, weights);
        cw_power *alone = power_with(game, &options);
        cw_power *given = power_with(game, &with);
        assert_string_equal(alone->winning, given->winning);
        for (size_t m = 0; m < 30; m++)
            assert_string_equal(alone->swings[m], given->swings[m]);
        cw_power_free(given);
        cw_power_free(alone);
        cw_game_free(game);
        weights[7] -= change == 0 ? 1 : 0;
    }
    cw_power_range_free(range);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(six_indices_by_default),
        cmocka_unit_test(chances_outside_zero_to_one),
        cmocka_unit_test(a_rule_of_too_many_situations),
        cmocka_unit_test(a_rule_that_hardly_fits),
        cmocka_unit_test(exact_fractions_that_do_not_fit),
        cmocka_unit_test(shares_that_do_not_fit),
        cmocka_unit_test(shares_of_members_in_no_order),
        cmocka_unit_test(unions_with_too_many_coalitions),
        cmocka_unit_test(unions_that_can_never_pass),
        cmocka_unit_test(shares_by_array_and_by_profiles),
        cmocka_unit_test(net_power_of_few_and_of_many),
        cmocka_unit_test(facts_as_enumerated),
        cmocka_unit_test(a_dictator_is_proper_and_strong),
        cmocka_unit_test(a_range_of_another_game),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
