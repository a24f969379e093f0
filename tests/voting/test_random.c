/* Random games of every form of rule: each index, by each method that covers the game, against the
 * definitions. CW_TEST_MULTIPLIER=50 (`make test-long`) plays 100,000 games. */
#include "voting/support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/promise.h"

#include "voting/brute.h"
#include "voting/engine.h"

/* Under the address sanitizer, and where lines are counted, each costs about ten times as much. */
#if defined(__SANITIZE_ADDRESS__) || defined(CW_COVERAGE)
#define GAMES 500
#else
#define GAMES 2000
#endif
#define NODES 16
#define COLUMNS 4

static uint64_t state = 20220524;

static uint64_t draw(uint64_t limit)
{
    uint64_t z = (state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (z ^ (z >> 31)) % limit;
}

typedef struct random_rule {
    cw_game_node nodes[NODES];
    size_t node_count;
    int64_t weights[COLUMNS * BRUTE_MEMBERS];
    size_t members;
} random_rule;

static void draw_weights(random_rule *rule)
{
    const uint64_t most[] = {2, 4, 12, 100, 100000};
    for (size_t c = 0; c < COLUMNS; c++) {
        uint64_t limit = most[draw(5)];
        for (size_t m = 0; m < rule->members; m++)
            rule->weights[c * rule->members + m] = (int64_t)draw(limit);
    }
}

static void draw_leaf(random_rule *rule, cw_game_node *node)
{
    int64_t total = 0;
    node->column = draw(COLUMNS);
    node->form = draw(10) == 0 ? CW_GAME_CONSENSUS : draw(8) == 0 ? CW_GAME_VETO : CW_GAME_WEIGHT;
    for (size_t m = 0; m < rule->members; m++)
        total += rule->weights[node->column * rule->members + m];
    node->quota = (int64_t)draw((uint64_t)total + 2) + (draw(30) == 0 ? -1 : 0);
}

/* Fills node `at`; inner nodes while there is room, "not" in one game out of ten. */
static void draw_node(random_rule *rule, size_t at, size_t depth, bool with_not)
{
    cw_game_node *node = &rule->nodes[at];
    *node = (cw_game_node){0};
    size_t children = 1 + draw(3);
    if (depth == 0 || rule->node_count + children > NODES || draw(3) == 0) {
        draw_leaf(rule, node);
        return;
    }
    node->form = draw(2) == 0 ? CW_GAME_ALL : CW_GAME_ANY;
    if (with_not && draw(3) == 0) {
        node->form = CW_GAME_NOT;
        children = 1;
    }
    node->first_child = rule->node_count;
    node->child_count = children;
    rule->node_count += children;
    for (size_t c = 0; c < children; c++)
        draw_node(rule, rule->nodes[at].first_child + c, depth - 1, with_not);
}

static cw_game *draw_game(random_rule *rule)
{
    rule->members = 1 + draw(draw(8) == 0 ? 14 : 9);
    draw_weights(rule);
    rule->node_count = 1;
    draw_node(rule, 0, draw(4), draw(10) == 0);
    cw_game_description description = {rule->members, COLUMNS, rule->weights, rule->nodes,
                                       rule->node_count};
    cw_game *game = NULL;
    assert_int_equal(cw_game_build(&game, test_context(), &description), CW_OK);
    return game;
}

static void assert_fraction(const char *text, __int128 numerator, uint64_t denominator)
{
    char *rest;
    __int128 above = strtoll(text, &rest, 10);
    assert_int_equal(*rest, '/');
    __int128 below = strtoll(rest + 1, &rest, 10);
    assert_int_equal(*rest, '\0');
    assert_true(above * (__int128)denominator == numerator * below);
}

/* Values in proportion to `expected`, which add up to 1 or are all 0. */
static void assert_shares(const cw_power *power, const char *index, const double *expected)
{
    double total = 0.0;
    for (size_t m = 0; m < power->members; m++)
        total += expected[m];
    for (size_t m = 0; m < power->members; m++)
        assert_close(value_of(power, index, m), total > 0.0 ? expected[m] / total : 0.0, 1e-12);
}

static void assert_exact(const cw_power *power, const brute *expected)
{
    uint64_t all = brute_factorial(expected->members);
    assert_true(strtoull(power->winning, NULL, 10) == expected->winning);
    for (size_t m = 0; m < power->members; m++) {
        assert_true(strtoll(power->swings[m], NULL, 10) == expected->swings[m]);
        assert_fraction(power->shapley_shubik[m], expected->shapley[m], all);
        assert_close(value_of(power, "shapley-shubik", m),
                     (double)expected->shapley[m] / (double)all, 1e-15);
        assert_close(value_of(power, "banzhaf-absolute", m),
                     ldexp((double)expected->swings[m], 1 - (int)power->members), 1e-15);
    }
}

static double ratio(double numerator, double denominator)
{
    return denominator == 0.0 ? 0.0 : numerator / denominator;
}

/* Whatever follows from swings and winning coalitions, from the coalitions with and without. */
static void assert_kin_of_banzhaf(const cw_power *power, const brute *expected)
{
    double all = ldexp(1.0, (int)expected->members);
    double winning = (double)expected->winning;
    double swing_sum = 0.0;
    for (size_t m = 0; m < power->members; m++)
        swing_sum += (double)expected->swings[m];
    for (size_t m = 0; m < power->members; m++) {
        double swings = (double)expected->swings[m];
        double with = (double)expected->winning_with[m];
        double right = (with + (double)expected->losing_without[m]) / all;
        assert_close(value_of(power, "banzhaf", m), ratio(swings, swing_sum), 1e-15);
        assert_close(value_of(power, "coleman-prevent", m), ratio(swings, winning), 1e-15);
        assert_close(value_of(power, "coleman-initiate", m), ratio(swings, all - winning), 1e-15);
        assert_close(value_of(power, "coleman-act", m), winning / all, 1e-15);
        assert_close(value_of(power, "rae", m), right, 1e-15);
        assert_close(value_of(power, "success", m), right, 1e-13);
        assert_close(value_of(power, "nevison", m), 2.0 * with / all, 1e-15);
        assert_close(value_of(power, "koenig-braeuninger", m), ratio(with, winning), 1e-15);
        assert_close(value_of(power, "passage", m), winning / all, 1e-13);
    }
}

/* Those who belong to all winning coalitions. */
static void assert_tijs(const cw_power *power, const brute *expected)
{
    size_t vetoers = 0;
    for (size_t m = 0; m < power->members; m++)
        vetoers += expected->winning > 0 && expected->winning_with[m] == expected->winning;
    for (size_t m = 0; m < power->members; m++) {
        bool has_veto = expected->winning_with[m] == expected->winning;
        if (vetoers == 0)
            assert_true(isnan(value_of(power, "tijs", m)));
        else
            assert_close(value_of(power, "tijs", m), has_veto ? 1.0 / (double)vetoers : 0.0, 1e-15);
    }
}

static bool has_not(const cw_game *game)
{
    const cw_game_description *rule = cw_game_describe(game);
    for (size_t k = 0; k < rule->node_count; k++)
        if (rule->nodes[k].form == CW_GAME_NOT)
            return true;
    return false;
}

static void assert_public_goods(const cw_power *power, const brute *expected)
{
    static const char *const threats[] = {"threat-public-good-1", "threat-public-good-2",
                                          "threat-public-good-3"};
    for (size_t m = 0; m < power->members; m++) {
        assert_close(value_of(power, "union-public-good", m), expected->union_public_good[m],
                     1e-12);
        assert_close(value_of(power, "solidarity-public-good", m),
                     expected->solidarity_public_good[m], 1e-12);
        assert_close(value_of(power, "owen-extended-public-good", m), expected->owen_public_good[m],
                     1e-12);
        for (size_t k = 0; k < 3; k++)
            assert_close(value_of(power, threats[k], m), expected->threat_public_good[k][m], 1e-12);
    }
}

/* Minimal winning coalitions one by one: each wins, loses without any of its members, is listed once,
 * and none is missing. */
static void assert_listed(const cw_game *game, const brute *expected)
{
    static bool seen[1U << BRUTE_MEMBERS];
    cw_coalitions found;
    cw_status status = cw_minimal_coalitions(&found, test_context(), game, SIZE_MAX);
    if (status == CW_ERROR_USAGE) /* a rule with "not" */
        return;
    assert_int_equal(status, CW_OK);
    assert_true(found.is_all);
    assert_int_equal(found.count, expected->minimal);
    memset(seen, 0, sizeof seen);
    for (size_t c = 0; c < found.count; c++) {
        uint32_t set = (uint32_t)found.sets[c * found.words];
        assert_true(expected->wins[set] && !seen[set]);
        for (size_t m = 0; m < expected->members; m++)
            assert_false((set >> m & 1) != 0 && expected->wins[set & ~(UINT32_C(1) << m)]);
        seen[set] = true;
    }
    cw_coalitions_free(&found);
    if (expected->minimal < 2)
        return;
    assert_int_equal(cw_minimal_coalitions(&found, test_context(), game, 1), CW_OK);
    assert_true(found.count == 1 && !found.is_all);
    cw_coalitions_free(&found);
}

static void assert_game(const cw_game *game, const brute *expected, const size_t *unions)
{
    cw_power *power = power_of(game, CW_POWER_EXACT, unions);
    assert_exact(power, expected);
    assert_kin_of_banzhaf(power, expected);
    if (expected->is_monotone)
        assert_tijs(power, expected);
    if (!has_not(game))
        assert_public_goods(power, expected);
    assert_shares(power, "johnston", expected->johnston);
    assert_shares(power, "public-good", expected->public_good);
    assert_shares(power, "deegan-packel", expected->deegan_packel);
    assert_shares(power, "shift", expected->shift);
    assert_shares(power, "shift-deegan-packel", expected->shift_deegan_packel);
    if (power->minimal != NULL)
        assert_true(strtoull(power->minimal, NULL, 10) == expected->minimal);
    assert_listed(game, expected);
    for (size_t m = 0; m < power->members; m++) {
        assert_close(value_of(power, "owen", m), expected->owen[m], 1e-13);
        assert_close(value_of(power, "banzhaf-owen", m), expected->banzhaf_owen[m], 1e-13);
        assert_close(value_of(power, "symmetric-coalitional-banzhaf", m),
                     expected->symmetric_banzhaf[m], 1e-13);
        assert_close(value_of(power, "decisiveness", m),
                     ldexp((double)expected->swings[m], 1 - (int)power->members), 1e-13);
    }
    cw_power_free(power);
}

/* The shares of every class by one method, against the definitions. */
static void assert_method(const cw_shares *shares, const size_t *class_of, const brute *expected,
                          size_t members)
{
    double scale = ldexp(1.0, -(int)members);
    for (size_t m = 0; m < members; m++) {
        if (class_of[m] == CW_NONE)
            continue;
        assert_close(shares->johnston[class_of[m]], expected->johnston[m] * scale, 1e-12);
        assert_close(shares->public_good[class_of[m]], expected->public_good[m] * scale, 1e-12);
        assert_close(shares->deegan_packel[class_of[m]], expected->deegan_packel[m] * scale, 1e-12);
    }
    assert_close(shares->minimal, (double)expected->minimal * scale, 1e-12);
}

/* Weighted games and complete ones have more than one method: all of them. */
static void assert_other_methods(const cw_game *game, const brute *expected)
{
    cw_engine engine;
    double needed;
    cw_engine_limits limits = {1000000, 1e9};
    double room[3][BRUTE_MEMBERS];
    cw_shares shares = {.johnston = room[0], .public_good = room[1], .deegan_packel = room[2]};
    assert_int_equal(
        cw_engine_build(&engine, test_context(), cw_game_describe(game), NULL, limits, &needed),
        CW_OK);
    if (!engine.is_settled && engine.diagram.is_complete) {
        memset(room, 0, sizeof room);
        assert_int_equal(cw_diagram_shares(&shares, test_context(), &engine.diagram, 1), CW_OK);
        assert_method(&shares, engine.diagram.layer_of, expected, expected->members);
    }
    if (!engine.is_settled && engine.is_weighted && engine.weighted.dummies == 0) {
        memset(room, 0, sizeof room);
        shares.minimal = 0.0;
        assert_int_equal(cw_weighted_shares(&shares, test_context(), &engine.weighted, 1), CW_OK);
        assert_method(&shares, engine.weighted.class_of, expected, expected->members);
    }
    cw_engine_free(&engine);
}

/* The counter that was not chosen gives the same. */
static void assert_other_counter(const cw_game *game, const brute *expected)
{
    cw_engine engine;
    double needed;
    cw_engine_limits limits = {1000000, 1e9};
    assert_int_equal(
        cw_engine_build(&engine, test_context(), cw_game_describe(game), NULL, limits, &needed),
        CW_OK);
    if (!engine.is_settled && engine.is_weighted && !engine.formula.has_not) {
        cw_counter counters[] = {cw_counter_of_weighted(&engine.weighted),
                                 cw_counter_of_diagram(&engine.diagram)};
        const size_t *class_of[] = {engine.weighted.class_of, engine.diagram.layer_of};
        for (size_t k = 0; k < 2; k++) {
            double index[BRUTE_MEMBERS];
            double error;
            cw_exact exact;
            cw_arena arena;
            cw_arena_init(&arena, test_context());
            assert_int_equal(cw_exact_swings(&exact, &arena, &counters[k], 1), CW_OK);
            assert_int_equal(cw_fast_shapley(index, &error, test_context(), &counters[k], 1),
                             CW_OK);
            size_t lost = k == 0 ? engine.weighted.dummies : 0;
            for (size_t m = 0; m < expected->members; m++) {
                size_t c = class_of[k][m];
                uint64_t swings = c == CW_NONE ? 0 : exact.by_class[c * exact.limbs] << lost;
                double shapley =
                    (double)expected->shapley[m] / (double)brute_factorial(expected->members);
                assert_true((int64_t)swings == expected->swings[m]);
                assert_true(c == CW_NONE || fabs(index[c] - shapley) <= error);
            }
            cw_arena_free(&arena);
        }
    }
    cw_engine_free(&engine);
}

static size_t games_to_play(void)
{
    const char *multiplier = getenv("CW_TEST_MULTIPLIER");
    long times = multiplier == NULL ? 1 : strtol(multiplier, NULL, 10);
    return GAMES * (size_t)(times > 0 ? times : 1);
}

static void every_index_of_every_rule(void **unused)
{
    static brute expected;
    static random_rule rule;
    (void)unused;
    for (size_t k = 0; k < games_to_play(); k++) {
        size_t unions[BRUTE_MEMBERS];
        uint64_t before = state;
        cw_game *game = draw_game(&rule);
        size_t most = 1 + draw(rule.members);
        for (size_t m = 0; m < rule.members; m++)
            unions[m] = m < most ? m : draw(most);
        brute_count(&expected, game);
        brute_unions(&expected, unions);
        brute_public_goods(&expected, unions);
        if (k % 10000 == 0)
            print_message("game %zu, state %llu\n", k, (unsigned long long)before);
        assert_game(game, &expected, unions);
        assert_other_methods(game, &expected);
        assert_other_counter(game, &expected);
        cw_game_free(game);
    }
}

/* Each member with a probability of its own. */
static void chances_of_every_rule(void **unused)
{
    static brute expected;
    static random_rule rule;
    (void)unused;
    for (size_t k = 0; k < games_to_play() / 10; k++) {
        double yes[BRUTE_MEMBERS];
        cw_game *game = draw_game(&rule);
        for (size_t m = 0; m < rule.members; m++)
            yes[m] = draw(6) == 0 ? (double)draw(2) : (double)draw(1000) / 999.0;
        for (size_t m = 1; m < rule.members; m++)
            yes[m] = draw(3) == 0 ? yes[m - 1] : yes[m];
        brute_count(&expected, game);
        cw_power_options options = {.wanted = UINT64_C(1) << cw_power_index_find("decisiveness") |
                                              UINT64_C(1) << cw_power_index_find("success") |
                                              UINT64_C(1) << cw_power_index_find("passage"),
                                    .yes_probability = yes};
        cw_diagnostics diagnostics;
        cw_power *power;
        cw_diagnostics_init(&diagnostics, test_context());
        assert_int_equal(
            cw_power_compute(&power, test_context(), &diagnostics, (cw_place){0}, game, &options),
            CW_OK);
        brute_chances(&expected, yes);
        for (size_t m = 0; m < rule.members; m++) {
            assert_close(value_of(power, "success", m), expected.success[m], 1e-12);
            assert_close(value_of(power, "passage", m), expected.passage, 1e-12);
        }
        /* Without dividing by a probability of 0: sum over the others. */
        for (size_t m = 0; m < rule.members; m++) {
            double kept = yes[m];
            yes[m] = 1.0;
            memset(expected.decisiveness, 0, sizeof expected.decisiveness);
            brute_chances(&expected, yes);
            assert_close(value_of(power, "decisiveness", m), expected.decisiveness[m], 1e-12);
            yes[m] = kept;
        }
        cw_power_free(power);
        cw_diagnostics_free(&diagnostics);
        cw_game_free(game);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_index_of_every_rule),
        cmocka_unit_test(chances_of_every_rule),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    if (failed == 0)
        cw_promise_record("random-games", "random games without a difference", games_to_play());
    return failed;
}
