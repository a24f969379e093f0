/* Published figures, and others recomputed from published games by exact enumeration. Fractions are
 * compared as fractions. */
#include "voting/support.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is not asked of a member is left out. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

/* What one member must have; NULL or 0 denominators: not asked. */
typedef struct expectation {
    size_t member;
    const char *swings;
    const char *shapley;
    struct {
        double numerator, denominator;
    } banzhaf, johnston, deegan_packel, public_good;
} expectation;

static double divisor(double a, double b)
{
    return b == 0.0 ? a : divisor(b, fmod(a, b));
}

/* The fraction that a value stands for: the first of its continued fraction's convergents that is
 * within 1e-13. Fractions with denominators below a million are that far apart. */
static void assert_ratio(const cw_power *power, const char *index, size_t member, double numerator,
                         double denominator)
{
    double value = value_of(power, index, member);
    double rest = value;
    double above[2] = {1.0, floor(value)};
    double below[2] = {0.0, 1.0};
    if (denominator == 0.0)
        return;
    while (fabs(value - above[1] / below[1]) > 1e-13) {
        rest = 1.0 / (rest - floor(rest));
        double next_above = floor(rest) * above[1] + above[0];
        double next_below = floor(rest) * below[1] + below[0];
        assert_true(next_below < 1e6);
        above[0] = above[1];
        below[0] = below[1];
        above[1] = next_above;
        below[1] = next_below;
    }
    double common = divisor(denominator, numerator);
    assert_true(above[1] == numerator / common && below[1] == denominator / common);
}

static int64_t swings_of(const cw_power *power, size_t member)
{
    return strtoll(power->swings[member], NULL, 10);
}

static int64_t total_swings(const cw_power *power)
{
    int64_t total = 0;
    for (size_t m = 0; m < power->members; m++)
        total += swings_of(power, m);
    return total;
}

/* The Banzhaf index in whole numbers, too. */
static void assert_banzhaf(const cw_power *power, size_t member, double numerator,
                           double denominator)
{
    if (denominator != 0.0)
        assert_true(swings_of(power, member) * (int64_t)denominator ==
                    total_swings(power) * (int64_t)numerator);
    assert_ratio(power, "banzhaf", member, numerator, denominator);
}

static void assert_all(const cw_power *power, const expectation *expected, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        const expectation *e = &expected[k];
        if (e->swings != NULL)
            assert_string_equal(power->swings[e->member], e->swings);
        if (e->shapley != NULL)
            assert_string_equal(power->shapley_shubik[e->member], e->shapley);
        assert_banzhaf(power, e->member, e->banzhaf.numerator, e->banzhaf.denominator);
        assert_ratio(power, "johnston", e->member, e->johnston.numerator, e->johnston.denominator);
        assert_ratio(power, "deegan-packel", e->member, e->deegan_packel.numerator,
                     e->deegan_packel.denominator);
        assert_ratio(power, "public-good", e->member, e->public_good.numerator,
                     e->public_good.denominator);
    }
}

static void assert_weighted(int64_t quota, const int64_t *weights, size_t members,
                            const expectation *expected, size_t count)
{
    cw_game *game = weighted_game(members, quota, weights);
    cw_power *power = power_of(game, CW_POWER_EXACT, NULL);
    assert_all(power, expected, count);
    cw_power_free(power);
    cw_game_free(game);
}

#define WEIGHTED(quota, weights, ...)                                                              \
    do {                                                                                           \
        const expectation expected[] = {__VA_ARGS__};                                              \
        assert_weighted(quota, weights, sizeof(weights) / sizeof *(weights), expected,             \
                        sizeof expected / sizeof *expected);                                       \
    } while (0)

/* CoopGame's manual page; and three equals in all but weight. */
static void three_members(void **unused)
{
    (void)unused;
    const int64_t first[] = {50, 49, 1};
    WEIGHTED(51, first, {0, "3", "2/3", {3, 5}, {2, 3}, {1, 2}, {1, 2}},
             {1, "1", "1/6", {1, 5}, {1, 6}, {1, 4}, {1, 4}},
             {2, "1", "1/6", {1, 5}, {1, 6}, {1, 4}, {1, 4}});
    const int64_t second[] = {49, 48, 3};
    WEIGHTED(51, second, {0, "2", "1/3", {1, 3}, {1, 3}, {1, 3}, {1, 3}},
             {1, "2", "1/3", {1, 3}, {1, 3}, {1, 3}, {1, 3}},
             {2, "2", "1/3", {1, 3}, {1, 3}, {1, 3}, {1, 3}});
}

/* European Economic Community 1958 (Brams & Affuso 1976). */
static void eec_1958(void **unused)
{
    (void)unused;
    const int64_t weights[] = {4, 4, 4, 2, 2, 1};
    WEIGHTED(12, weights, {0, "10", "7/30", {5, 21}, {1, 4}, {5, 24}, {1, 5}},
             {3, "6", "3/20", {1, 7}, {1, 8}, {3, 16}, {1, 5}},
             {5, "0", "0/1", {0, 1}, {0, 1}, {0, 1}, {0, 1}});
    cw_game *game = weighted_game(6, 12, weights);
    cw_power *power = power_of(game, CW_POWER_AUTO, NULL);
    assert_string_equal(power->winning, "14");
    assert_string_equal(power->minimal, "4");
    assert_ratio(power, "coleman-prevent", 0, 5, 7);
    assert_ratio(power, "coleman-prevent", 3, 3, 7);
    assert_ratio(power, "coleman-initiate", 0, 1, 5);
    assert_ratio(power, "coleman-initiate", 3, 3, 25);
    assert_ratio(power, "coleman-prevent", 5, 0, 1);
    assert_ratio(power, "coleman-initiate", 5, 0, 1);
    assert_ratio(power, "coleman-act", 5, 14, 64);
    assert_true(power->is_dummy[5]);
    assert_int_equal(power->facts.dummies, 1);
    assert_int_equal(power->facts.proper, CW_FACT_YES);
    assert_int_equal(power->facts.strong, CW_FACT_NO);
    cw_power_free(power);
    cw_game_free(game);
}

/* Security Council, today and before 1966 (Shapley & Shubik 1954: 98.7 % to the five). */
static void security_council(void **unused)
{
    (void)unused;
    const int64_t today[] = {7, 7, 7, 7, 7, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    WEIGHTED(39, today, {0, "848", "421/2145", {106, 635}, {283, 1590}, {1, 9}, {1, 9}},
             {14, "84", "4/2145", {21, 1270}, {7, 636}, {2, 45}, {2, 45}});
    const int64_t before[] = {5, 5, 5, 5, 5, 1, 1, 1, 1, 1, 1};
    WEIGHTED(27, before, {0, NULL, "76/385", {19, 105}}, {10, NULL, "1/462", {1, 63}});
    cw_game *game = weighted_game(15, 39, today);
    cw_power *power = power_of(game, CW_POWER_AUTO, NULL);
    assert_string_equal(power->winning, "848");
    assert_string_equal(power->minimal, "210");
    assert_ratio(power, "coleman-act", 0, 53, 2048);
    assert_ratio(power, "coleman-prevent", 0, 1, 1);
    assert_ratio(power, "coleman-prevent", 14, 21, 212);
    assert_ratio(power, "coleman-initiate", 0, 53, 1995);
    assert_ratio(power, "coleman-initiate", 14, 1, 380);
    assert_ratio(power, "tijs", 0, 1, 5);
    assert_int_equal(power->facts.vetoers, 5);
    cw_power_free(power);
    cw_game_free(game);
}

/* Nassau County (Banzhaf 1965); powerindexR's manual; Stach 2011; Holler 2011; EPIC's README. */
static void other_weighted_games(void **unused)
{
    (void)unused;
    const int64_t county_1958[] = {9, 9, 7, 3, 1, 1};
    WEIGHTED(16, county_1958, {0, "16"}, {2, "16"}, {3, "0"}, {5, "0"});
    const int64_t county_1964[] = {31, 31, 28, 21, 2, 2};
    WEIGHTED(58, county_1964, {0, "16"}, {2, "16"}, {3, "0"});
    const int64_t county_1990s[] = {30, 28, 22, 15, 7, 6};
    WEIGHTED(65, county_1990s, {0, "15", "3/10", {15, 52}}, {1, "13", "1/4", {13, 52}},
             {2, "11", "13/60", {11, 52}}, {3, "9", "1/6", {9, 52}}, {4, "3", "1/20", {3, 52}},
             {5, "1", "1/60", {1, 52}});
    const int64_t nine[] = {137, 85, 71, 32, 9, 8, 5, 2, 1};
    WEIGHTED(176, nine, {0, "181", "223/504", {181, 415}}, {1, "75", "241/1260", {75, 415}},
             {2, "75", "241/1260", {75, 415}}, {3, "53", "55/504", {53, 415}},
             {4, "11", "31/1260", {11, 415}}, {5, "11", "31/1260", {11, 415}},
             {6, "5", "23/2520", {5, 415}}, {7, "3", "1/180", {3, 415}},
             {8, "1", "1/504", {1, 415}});
    const int64_t stach[] = {10, 10, 20, 30};
    WEIGHTED(50, stach, {0, NULL, "1/12", {1, 10}, {1, 15}, {1, 6}, {1, 5}},
             {2, NULL, "1/4", {3, 10}, {3, 10}, {1, 4}, {1, 5}},
             {3, NULL, "7/12", {1, 2}, {17, 30}, {5, 12}, {2, 5}});
    const int64_t holler[] = {35, 20, 15, 15, 15};
    WEIGHTED(51, holler, {0, NULL, "9/20", {11, 25}, {7, 12}, {18, 60}, {4, 15}},
             {1, NULL, "1/5", {1, 5}, {3, 16}, {9, 60}, {2, 15}},
             {2, NULL, "7/60", {3, 25}, {11, 144}, {11, 60}, {1, 5}});
    const int64_t epic[] = {9, 5, 3, 1, 1};
    WEIGHTED(11, epic, {0, "13", "7/10", {13, 21}, {28, 39}, {4, 9}, {3, 7}},
             {1, "3", "7/60", {3, 21}, {3, 26}, {1, 6}, {1, 7}},
             {4, "1", "1/30", {1, 21}, {1, 39}, {1, 9}, {1, 7}});
    const int64_t coop[] = {8, 6, 4, 2};
    WEIGHTED(12, coop, {0, NULL, "5/12", {5, 12}}, {1, NULL, "1/4", {1, 4}},
             {2, NULL, "1/4", {1, 4}}, {3, NULL, "1/12", {1, 12}});
}

/* EPIC's first unit test, with the unions {1}, {2}, {3, 4}. */
static void unions(void **unused)
{
    (void)unused;
    const int64_t weights[] = {9, 5, 3, 3};
    const size_t union_of[] = {0, 1, 2, 2};
    const double owen[] = {1. / 3, 1. / 3, 1. / 6, 1. / 6};
    const double halves[] = {0.5, 0.5, 0.25, 0.25};
    cw_game *game = weighted_game(4, 11, weights);
    cw_power *power = power_of(game, CW_POWER_EXACT, union_of);
    for (size_t m = 0; m < 4; m++) {
        assert_close(value_of(power, "owen", m), owen[m], 1e-15);
        assert_close(value_of(power, "banzhaf-owen", m), halves[m], 1e-15);
        assert_close(value_of(power, "symmetric-coalitional-banzhaf", m), halves[m], 1e-15);
        /* Between the unions any two of three win: a third each. */
        assert_close(value_of(power, "solidarity-public-good", m), owen[m], 1e-15);
        assert_close(value_of(power, "union-public-good", m), 0.25, 1e-15);
    }
    const expectation expected[] = {{0, NULL, NULL, {1, 2}, {9, 14}, {3, 8}, {1, 3}},
                                    {1, NULL, NULL, {1, 6}, {5, 42}, {5, 24}, {2, 9}},
                                    {2, NULL, NULL, {1, 6}, {5, 42}, {5, 24}, {2, 9}},
                                    {3, NULL, NULL, {1, 6}, {5, 42}, {5, 24}, {2, 9}}};
    assert_all(power, expected, 4);
    for (size_t m = 0; m < 4; m++) {
        assert_ratio(power, "coleman-prevent", m, m == 0 ? 3 : 1, 4);
        assert_ratio(power, "coleman-initiate", m, m == 0 ? 3 : 1, 4);
    }
    /* Alone, each of the two would be as strong as the other: they divide equally. */
    assert_close(value_of(power, "threat-public-good-1", 2), 1. / 6, 1e-14);
    assert_close(value_of(power, "owen-extended-public-good", 0), 1. / 3, 1e-14);
    assert_close(value_of(power, "owen-extended-public-good", 3), 1. / 6, 1e-14);
    cw_power_free(power);
    cw_game_free(game);
}

static cw_power *power_of_rule(size_t members, size_t columns, const int64_t *weights,
                               const cw_game_node *nodes, size_t node_count)
{
    const cw_game_description description = {members, columns, weights, nodes, node_count};
    cw_game *game = NULL;
    assert_int_equal(cw_game_build(&game, test_context(), &description), CW_OK);
    cw_power *power = power_of(game, CW_POWER_EXACT, NULL);
    cw_game_free(game);
    return power;
}

/* Victoria 1971 (Straffin 1993; Miller 1973): Ontario, Quebec, British Columbia, three prairies,
 * four Atlantic provinces. */
static void victoria_1971(void **unused)
{
    (void)unused;
    const int64_t weights[4][10] = {
        {1, 1, 0, 0, 0, 0, 0, 0, 0, 0}, /* vetoes */
        {0, 0, 0, 0, 0, 0, 1, 1, 1, 1}, /* Atlantic */
        {0, 0, 3, 1, 1, 1, 0, 0, 0, 0}, /* British Columbia and one prairie make 4 */
        {0, 0, 0, 1, 1, 1, 0, 0, 0, 0}, /* prairies */
    };
    const cw_game_node nodes[] = {
        {.form = CW_GAME_ALL, .first_child = 1, .child_count = 3},
        {.form = CW_GAME_VETO, .column = 0},
        {.form = CW_GAME_WEIGHT, .column = 1, .quota = 2},
        {.form = CW_GAME_ANY, .first_child = 4, .child_count = 2},
        {.form = CW_GAME_WEIGHT, .column = 2, .quota = 4},
        {.form = CW_GAME_WEIGHT, .column = 3, .quota = 3},
    };
    const expectation expected[] = {
        {0, "88", "53/168", {88, 404}, {2969, 12320}, {9, 56}, {4, 25}},
        {2, "66", "1/8", {66, 404}, {307, 1760}, {1, 8}, {3, 25}},
        {3, "22", "1/24", {22, 404}, {115, 2464}, {13, 168}, {2, 25}},
        {9, "24", "5/168", {24, 404}, {57, 1120}, {9, 112}, {2, 25}},
    };
    cw_power *power = power_of_rule(10, 4, &weights[0][0], nodes, 6);
    assert_all(power, expected, 4);
    assert_string_equal(power->minimal, "24");
    cw_power_free(power);
}

enum { HOUSE = 435, SENATE = 100, PRESIDENT = HOUSE + SENATE, VICE = PRESIDENT + 1 };

/* United States federal system (Taylor & Pacelli). Without the Vice President: the President with
 * 218 and 51, or two thirds of both houses. */
static void federal_system(void **unused)
{
    (void)unused;
    static int64_t weights[4][VICE + 1];
    for (size_t m = 0; m < HOUSE; m++)
        weights[0][m] = 1;
    for (size_t m = HOUSE; m < PRESIDENT; m++)
        weights[1][m] = weights[3][m] = 1;
    weights[2][PRESIDENT] = 1;
    weights[3][VICE] = 1;
    const cw_game_node nodes[] = {
        {.form = CW_GAME_ANY, .first_child = 1, .child_count = 2},
        {.form = CW_GAME_ALL, .first_child = 3, .child_count = 3},
        {.form = CW_GAME_ALL, .first_child = 6, .child_count = 2},
        {.form = CW_GAME_WEIGHT, .column = 2, .quota = 1},
        {.form = CW_GAME_WEIGHT, .column = 0, .quota = 218},
        {.form = CW_GAME_WEIGHT, .column = 3, .quota = 51},
        {.form = CW_GAME_WEIGHT, .column = 0, .quota = 290},
        {.form = CW_GAME_WEIGHT, .column = 1, .quota = 67},
    };
    cw_power *with = power_of_rule(VICE + 1, 4, &weights[0][0], nodes, 8);
    assert_close(value_of(with, "shapley-shubik", PRESIDENT), .163120363, 5e-10);
    assert_close(value_of(with, "shapley-shubik", VICE), .002650837, 5e-10);
    assert_close(value_of(with, "shapley-shubik", HOUSE), .004141395, 5e-10);
    assert_close(value_of(with, "shapley-shubik", 0), .000965722, 5e-10);
    assert_close(value_of(with, "banzhaf", PRESIDENT), .038926741, 5e-10);
    assert_close(value_of(with, "banzhaf", VICE), .003098150, 5e-10);
    assert_close(value_of(with, "banzhaf", HOUSE), .003098150, 5e-10);
    assert_close(value_of(with, "banzhaf", 0), .001490023, 5e-10);
    cw_power_free(with);
    weights[3][VICE] = 0; /* a member without a vote changes nothing for the others */
    cw_power *without = power_of_rule(VICE + 1, 4, &weights[0][0], nodes, 8);
    assert_close(value_of(without, "shapley-shubik", PRESIDENT), .160469526, 5e-10);
    assert_close(value_of(without, "shapley-shubik", HOUSE), .004374182, 5e-10);
    assert_close(value_of(without, "shapley-shubik", 0), .000924396, 5e-10);
    assert_close(value_of(without, "banzhaf", PRESIDENT), .038025833, 5e-10);
    assert_close(value_of(without, "banzhaf", HOUSE), .003288148, 5e-10);
    assert_close(value_of(without, "banzhaf", 0), .001455539, 5e-10);
    assert_close(value_of(without, "banzhaf-absolute", PRESIDENT), .230102691, 5e-10);
    assert_close(value_of(without, "banzhaf-absolute", HOUSE), .019897309, 5e-10);
    assert_close(value_of(without, "banzhaf-absolute", 0), .008807785, 5e-10);
    assert_true(without->is_dummy[VICE]);
    cw_power_free(without);
}

/* A run of equal weights. */
typedef struct run_of {
    int64_t weight;
    size_t count;
} run_of;

static size_t spread(int64_t *out, const run_of *runs, size_t count)
{
    size_t members = 0;
    for (size_t k = 0; k < count; k++)
        for (size_t c = 0; c < runs[k].count; c++)
            out[members++] = runs[k].weight;
    return members;
}

/* What one state has: swings as counted by EPIC too, Shapley-Shubik as printed. */
typedef struct state_vector {
    size_t member;
    const char *swings; /* NULL: not asked */
    double shapley;
} state_vector;

static void assert_college(const int64_t *weights, int64_t total, const state_vector *expected,
                           size_t count, double last_place)
{
    cw_game *game = weighted_game(51, 270, weights);
    cw_power *power = power_of(game, CW_POWER_EXACT, NULL);
    assert_true(total_swings(power) == total);
    for (size_t k = 0; k < count; k++) {
        size_t m = expected[k].member;
        if (expected[k].swings != NULL)
            assert_string_equal(power->swings[m], expected[k].swings);
        assert_close(value_of(power, "shapley-shubik", m), expected[k].shapley, last_place);
        assert_close(value_of(power, "banzhaf", m), (double)swings_of(power, m) / (double)total,
                     1e-15);
    }
    cw_power_free(power);
    cw_game_free(game);
}

/* Electoral College, 270 of 538: the lists of 1996 (power_bdd's README) and 2020. */
static void electoral_college(void **unused)
{
    (void)unused;
    const run_of list_1996[] = {{54, 1}, {33, 1}, {32, 1}, {25, 1}, {23, 1}, {22, 1}, {21, 1},
                                {18, 1}, {15, 1}, {14, 1}, {13, 2}, {12, 2}, {11, 4}, {10, 2},
                                {9, 2},  {8, 6},  {7, 3},  {6, 2},  {5, 4},  {4, 6},  {3, 8}};
    const run_of list_2020[] = {{54, 1}, {40, 1}, {30, 1}, {28, 1}, {19, 2}, {17, 1}, {16, 2},
                                {15, 1}, {14, 1}, {13, 1}, {12, 1}, {11, 4}, {10, 5}, {9, 2},
                                {8, 3},  {7, 2},  {6, 6},  {5, 2},  {4, 7},  {3, 7}};
    int64_t weights[64];
    size_t members = spread(weights, list_1996, sizeof list_1996 / sizeof *list_1996);
    assert_int_equal(members, 51);
    const state_vector of_1996[] = {{0, "525180666785903", .1081254095},
                                    {1, "292267988381903", .0629683270},
                                    {50, "25731095182547", .0054055496}};
    assert_college(weights, INT64_C(4713202315875475), of_1996, 3, 5e-11);
    members = spread(weights, list_2020, sizeof list_2020 / sizeof *list_2020);
    assert_int_equal(members, 51);
    const state_vector of_2020[] = {{0, "518714817081760", .108036833652},
                                    {1, "357516461035922", .077428257419},
                                    {2, NULL, .056849808191},
                                    {3, NULL, .052844188427},
                                    {4, NULL, .035229879168},
                                    {18, NULL, .018233791873},
                                    {50, "25549462553022", .005402278558}};
    assert_college(weights, INT64_C(4681693294182692), of_2020, 7, 5e-13);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_members),    cmocka_unit_test(eec_1958),
        cmocka_unit_test(security_council), cmocka_unit_test(other_weighted_games),
        cmocka_unit_test(unions),           cmocka_unit_test(victoria_1971),
        cmocka_unit_test(federal_system),   cmocka_unit_test(electoral_college),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
