/* The inverse problem against published counts, brute force over weights, and enumeration. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "counterweight/base/random.h"
#include "voting/inverse.h"
#include "voting/small_works.h"

#define SEED 20251125

/* ---- Counts of games ---- */

typedef struct counts {
    cw_coalition_order *order;
    uint64_t complete;
    uint64_t weighted;
    bool weigh;
} counts;

static const cw_quota_share free_share = {0};

static int64_t weight_of(const cw_coalition_order *order, size_t coalition, const int64_t *weights)
{
    int64_t weight = 0;
    for (size_t m = 0; m < order->members; m++)
        weight += (order->mask[coalition] >> m & 1) != 0 ? weights[m] : 0;
    return weight;
}

/* Weights that were found must give exactly this game, or its dual. */
static void assert_represents(const cw_design_weights *at, const cw_coalition_order *order,
                              const cw_coalition_set *winning)
{
    size_t same = 0;
    size_t dual = 0;
    for (size_t c = 0; c < order->count; c++) {
        int64_t weight = weight_of(order, c, at->weights);
        same += (weight >= at->quota) == cw_set_has(winning, c) ? 1 : 0;
        dual += (at->total - weight < at->quota) == cw_set_has(winning, c) ? 1 : 0;
    }
    assert_true(same == order->count || dual == order->count);
    assert_true(2 * at->quota > at->total);
}

/* An obstacle bars the game it was found in, and has coalitions of both kinds. That it bars no
 * weighted game is seen by the counts of test weighted_games_are_not_barred(). */
static void assert_trade(const cw_obstacle *obstacle, const cw_coalition_order *order,
                         const cw_coalition_set *winning)
{
    size_t winners = 0;
    size_t losers = 0;
    assert_true(cw_obstacle_bars(obstacle, winning));
    for (size_t c = 0; c < order->count; c++) {
        winners += cw_set_has(&obstacle->winning, c) ? 1 : 0;
        losers += cw_set_has(&obstacle->losing, c) ? 1 : 0;
    }
    assert_true(winners >= 1 && losers >= 1 && winners + losers >= 3);
}

static cw_status count_game(void *payload, const cw_coalition_set *winning, size_t wins,
                            const int64_t *power)
{
    counts *to = payload;
    cw_design_weights weights;
    cw_obstacle obstacle;
    (void)power;
    assert_true(wins > 0);
    to->complete++;
    if (!to->weigh)
        return CW_OK;
    cw_status status = cw_design_weigh(&weights, &obstacle, to->order, winning, &free_share);
    if (status == CW_NO) {
        assert_trade(&obstacle, to->order, winning);
        return CW_OK;
    }
    assert_int_equal(status, CW_OK);
    assert_true(weights.is_least);
    assert_represents(&weights, to->order, winning);
    to->weighted++;
    return CW_OK;
}

static counts count_games(size_t members, bool weigh)
{
    counts to = {.order = malloc(sizeof(cw_coalition_order)), .weigh = weigh};
    int64_t *gain = calloc(CW_COALITIONS_MAX * CW_DESIGN_EXACT_MAX, sizeof *gain);
    cw_coalition_order_fill(to.order, members);
    assert_int_equal(to.order->count, (size_t)1 << members);
    assert_int_equal(cw_complete_games_visit(to.order, gain, count_game, &to), CW_OK);
    free(gain);
    free(to.order);
    return to;
}

/* Complete simple games: Kurz & Tautenhahn 2013, "On Dedekind's problem for complete simple games";
 * weighted ones: Kurz 2012, Table 1; both without the two constant games. */
static void counts_as_published(void **state)
{
    static const uint64_t complete[] = {1, 3, 8, 25, 117, 1171, 44313, 16175188};
    static const uint64_t weighted[] = {1, 3, 8, 25, 117, 1111, 29373};
    (void)state;
    for (size_t n = 1; n <= 8; n++) {
        counts found = count_games(n, n <= 7);
        assert_int_equal(found.complete, complete[n - 1]);
        if (n <= 7)
            assert_int_equal(found.weighted, weighted[n - 1]);
    }
}

/* As many members as there is room for. */
static void the_most_members_are_weighed(void **state)
{
    const int64_t given[CW_DESIGN_EXACT_MAX] = {9, 7, 6, 5, 3, 3, 2, 1};
    const int64_t quota = 20;
    cw_coalition_order *order = malloc(sizeof *order);
    cw_coalition_set winning = {{0}};
    cw_design_weights weights;
    cw_obstacle obstacle;
    (void)state;
    cw_coalition_order_fill(order, CW_DESIGN_EXACT_MAX);
    for (size_t c = 0; c < order->count; c++)
        winning.words[c / 64] |= (uint64_t)(weight_of(order, c, given) >= quota) << (c % 64);
    assert_int_equal(cw_design_weigh(&weights, &obstacle, order, &winning, &free_share), CW_OK);
    assert_represents(&weights, order, &winning);
    assert_true(weights.is_least && weights.total <= 36);
    free(order);
}

/* All games of six members without weights, and none with, are barred by what was found in others. */
typedef struct barring {
    cw_coalition_order *order;
    size_t known;
    cw_obstacle obstacles[2000];
    uint64_t weighted;
} barring;

static bool is_barred(const barring *to, const cw_coalition_set *winning)
{
    for (size_t k = 0; k < to->known; k++)
        if (cw_obstacle_bars(&to->obstacles[k], winning))
            return true;
    return false;
}

static cw_status bar_game(void *payload, const cw_coalition_set *winning, size_t wins,
                          const int64_t *power)
{
    barring *to = payload;
    cw_design_weights weights;
    (void)wins;
    (void)power;
    if (is_barred(to, winning))
        return CW_OK;
    cw_status status =
        cw_design_weigh(&weights, &to->obstacles[to->known], to->order, winning, &free_share);
    to->known += status == CW_NO ? 1 : 0;
    to->weighted += status == CW_OK ? 1 : 0;
    return CW_OK;
}

/* Two rounds: in the second the obstacles of all games are known before any game is looked at. */
static void weighted_games_are_not_barred(void **state)
{
    (void)state;
    barring *to = calloc(1, sizeof *to);
    int64_t *gain = calloc(CW_COALITIONS_MAX * CW_DESIGN_EXACT_MAX, sizeof *gain);
    to->order = malloc(sizeof *to->order);
    cw_coalition_order_fill(to->order, 6);
    for (int round = 0; round < 2; round++) {
        to->weighted = 0;
        assert_int_equal(cw_complete_games_visit(to->order, gain, bar_game, to), CW_OK);
        assert_int_equal(to->weighted, 1111);
        assert_true(to->known > 0 && to->known <= 60);
    }
    free(to->order);
    free(gain);
    free(to);
}

/* ---- Brute force ---- */

/* Least distance to `wanted`, which falls, over all weights that fall from at most `most`, and all
 * quotas (or those that the share asks for). By enumeration of coalitions. */
typedef struct brute {
    size_t members;
    const double *wanted;
    cw_design_index index;
    const cw_quota_share *share;
    double distance;
    int64_t total; /* least one with this distance */
} brute;

static void solve_quota(brute *at, const int64_t *weights, int64_t total, int64_t quota)
{
    cw_enumeration counted;
    double power[CW_DESIGN_EXACT_MAX];
    cw_game *game = weighted_game(at->members, quota, weights);
    assert_int_equal(cw_enumerate(&counted, test_context(), game), CW_OK);
    if (at->index == CW_DESIGN_BANZHAF)
        cw_enumeration_banzhaf(power, &counted);
    else
        cw_enumeration_shapley_shubik(power, &counted);
    double distance = cw_design_distance(power, at->wanted, at->members);
    if (distance < at->distance - 1e-12 || (distance < at->distance + 1e-12 && total < at->total)) {
        at->distance = distance;
        at->total = total;
    }
    cw_game_free(game);
}

static void try_weights(brute *at, int64_t *weights, size_t member, int64_t most)
{
    if (member < at->members) {
        for (int64_t w = 0; w <= most; w++) {
            weights[member] = w;
            try_weights(at, weights, member + 1, w);
        }
        return;
    }
    int64_t total = 0;
    for (size_t m = 0; m < at->members; m++)
        total += weights[m];
    if (total == 0)
        return;
    if (at->share->is_set)
        solve_quota(at, weights, total, cw_quota_share_of(at->share, total));
    else
        for (int64_t quota = total / 2 + 1; quota <= total; quota++)
            solve_quota(at, weights, total, quota);
}

static int compare_falling(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return x < y ? 1 : x > y ? -1 : 0;
}

static void draw_wanted(double *wanted, size_t members, uint64_t draw)
{
    double sum = 0.0;
    for (size_t m = 0; m < members; m++) {
        double chance = cw_random_uniform(SEED, draw, (uint32_t)m);
        wanted[m] = chance * chance;
        sum += wanted[m];
    }
    for (size_t m = 0; m < members; m++)
        wanted[m] /= sum;
    qsort(wanted, members, sizeof *wanted, compare_falling);
}

/* The figures of a design are those of its own weights, counted anew. */
static void assert_consistent(const cw_design *design, cw_design_index index)
{
    cw_enumeration counted;
    double power[CW_ENUMERATION_MAX];
    double largest = 0.0;
    int64_t total = 0;
    cw_game *game = weighted_game(design->members, design->quota, design->weights);
    assert_int_equal(cw_enumerate(&counted, test_context(), game), CW_OK);
    cw_game_free(game);
    if (index == CW_DESIGN_BANZHAF)
        cw_enumeration_banzhaf(power, &counted);
    else
        cw_enumeration_shapley_shubik(power, &counted);
    for (size_t m = 0; m < design->members; m++) {
        assert_close(design->power[m], power[m], 1e-12);
        largest = fmax(largest, fabs(power[m] - design->wanted[m]));
        total += design->weights[m];
    }
    assert_int_equal(design->total, total);
    assert_close(design->largest, largest, 1e-12);
    assert_close(design->distance, cw_design_distance(power, design->wanted, design->members),
                 1e-12);
}

static cw_design find(const cw_design_request *request)
{
    cw_design design;
    assert_int_equal(cw_design_find(&design, test_context(), request), CW_OK);
    assert_consistent(&design, request->index);
    return design;
}

/* All weighted games of four members have weights up to 3, of five up to 5 (Muroga, Toda & Kondo
 * 1962; a game more would have shown in the counts above). */
static void nearest_as_brute_force(void **state)
{
    (void)state;
    for (uint64_t draw = 0; draw < 24; draw++) {
        size_t members = 2 + draw % 4;
        double wanted[CW_DESIGN_EXACT_MAX];
        int64_t weights[CW_DESIGN_EXACT_MAX];
        cw_design_index index = draw % 8 < 4 ? CW_DESIGN_BANZHAF : CW_DESIGN_SHAPLEY_SHUBIK;
        draw_wanted(wanted, members, draw);
        brute at = {members, wanted, index, &free_share, HUGE_VAL, 0};
        try_weights(&at, weights, 0, members < 5 ? 3 : 5);
        cw_design design =
            find(&(cw_design_request){.members = members, .wanted = wanted, .index = index});
        assert_true(design.is_nearest && design.is_least);
        assert_close(design.distance, at.distance, 1e-12);
        assert_true(2 * design.quota > design.total && design.total >= at.total);
        cw_design_free(&design);
    }
}

/* With a quota given, small weights bound the distance from above; the quota is what was asked. */
static void given_quota(void **state)
{
    static const cw_design_request kinds[] = {
        {.has_quota = true, .quota = 50.0, .more_than = true},
        {.has_quota = true, .quota = 66.6667, .more_than = true},
        {.has_quota = true, .quota = 75.0},
        {.has_quota = true, .quota = 100.0}};
    (void)state;
    for (uint64_t draw = 0; draw < 24; draw++) {
        double wanted[CW_DESIGN_EXACT_MAX];
        int64_t weights[CW_DESIGN_EXACT_MAX];
        cw_quota_share share;
        cw_design_request request = kinds[draw % 4];
        request.members = 3 + draw % 2;
        request.wanted = wanted;
        request.index = draw % 3 == 0 ? CW_DESIGN_SHAPLEY_SHUBIK : CW_DESIGN_BANZHAF;
        draw_wanted(wanted, request.members, 100 + draw);
        assert_int_equal(cw_quota_share_read(&share, &request), CW_OK);
        brute at = {request.members, wanted, request.index, &share, HUGE_VAL, 0};
        try_weights(&at, weights, 0, 7);
        cw_design design = find(&request);
        assert_int_equal(design.quota, cw_quota_share_of(&share, design.total));
        assert_true(design.distance <= at.distance + 1e-12);
        /* Weights that are found and small enough are among those tried. */
        if (design.weights[0] <= 7)
            assert_close(design.distance, at.distance, 1e-12);
        cw_design_free(&design);
    }
}

/* ---- Published games are found again ---- */

/* The power of a game is reached exactly, by least weights, in the members' own order. */
static void reaches_published_power(void **state)
{
    (void)state;
    /* EEC 1958 [12; 4, 4, 4, 2, 2, 1] (Brams & Affuso 1976): Luxembourg is a dummy, so that least
     * weights are [6; 2, 2, 2, 1, 1, 0]. */
    const double eec[6] = {3, 5, 0, 5, 3, 5};
    const int64_t weights[6] = {1, 2, 0, 2, 1, 2};
    cw_design design = find(&(cw_design_request){.members = 6, .wanted = eec});
    assert_close(design.distance, 0.0, 1e-12);
    assert_int_equal(design.quota, 6);
    assert_memory_equal(design.weights, weights, sizeof weights);
    cw_design_free(&design);

    /* Nassau County in the 1990s [65; 30, 28, 22, 15, 7, 6]: Shapley-Shubik 18, 15, 13, 10, 3, 1
     * over 60. */
    const double nassau[6] = {18, 15, 13, 10, 3, 1};
    design = find(
        &(cw_design_request){.members = 6, .wanted = nassau, .index = CW_DESIGN_SHAPLEY_SHUBIK});
    assert_close(design.distance, 0.0, 1e-12);
    cw_design_free(&design);
}

/* Two members share power equally or one has it all, so nothing lies within 1/2 of (3/4, 1/4). */
static void not_everything_is_reachable(void **state)
{
    (void)state;
    const double wanted[2] = {0.75, 0.25};
    for (int index = 0; index < 2; index++) {
        cw_design design = find(
            &(cw_design_request){.members = 2, .wanted = wanted, .index = (cw_design_index)index});
        assert_close(design.distance, 0.5, 1e-12);
        assert_close(design.largest, 0.25, 1e-12);
        assert_int_equal(design.games, 3);
        cw_design_free(&design);
    }
}

/* Of games alike near the most even one is taken: simple majority, not unanimity. */
static void ties_go_to_the_most_even(void **state)
{
    (void)state;
    const double wanted[5] = {1, 1, 1, 1, 1};
    cw_design design = find(&(cw_design_request){.members = 5, .wanted = wanted});
    assert_int_equal(design.quota, 3);
    assert_int_equal(design.total, 5);
    cw_design_free(&design);
    const double one[1] = {7};
    design = find(&(cw_design_request){.members = 1, .wanted = one});
    assert_int_equal(design.quota, 1);
    assert_int_equal(design.weights[0], 1);
    assert_close(design.distance, 0.0, 0.0);
    cw_design_free(&design);
}

/* Here more games without weights are met than are kept. */
static void more_obstacles_than_are_kept(void **state)
{
    (void)state;
    const double wanted[8] = {18, 16, 16, 14, 13, 7, 7, 4};
    cw_design_request request = {
        .members = 8, .wanted = wanted, .has_quota = true, .quota = 50.0, .more_than = true};
    cw_design design = find(&request);
    assert_true(design.is_nearest);
    assert_consistent(&design, CW_DESIGN_BANZHAF);
    cw_design_free(&design);
}

/* ---- The search ---- */

/* Never nearer than the nearest; its figures hold; twice the same. */
static void search_is_consistent(void **state)
{
    (void)state;
    for (uint64_t draw = 0; draw < 8; draw++) {
        double wanted[CW_DESIGN_EXACT_MAX];
        cw_design_request request = {.members = 5 + draw % 2,
                                     .wanted = wanted,
                                     .index = (cw_design_index)(draw / 2 % 2),
                                     .has_quota = draw % 3 == 0,
                                     .quota = 62.5,
                                     .seed = draw,
                                     .trials = 400};
        draw_wanted(wanted, request.members, 200 + draw);
        cw_design nearest = find(&request);
        request.search = true;
        cw_design searched = find(&request);
        cw_design again = find(&request);
        assert_true(nearest.is_nearest && !searched.is_nearest);
        assert_true(searched.distance >= nearest.distance - 1e-12);
        assert_memory_equal(searched.weights, again.weights,
                            request.members * sizeof *again.weights);
        assert_int_equal(searched.quota, again.quota);
        assert_true(2 * searched.quota > searched.total && searched.quota <= searched.total);
        cw_design_free(&again);
        cw_design_free(&searched);
        cw_design_free(&nearest);
    }
}

/* Twelve members with the power of a game of their own: the game's own power is near, whatever the
 * way to it, so what is found is nearer than where it set out from. */
static void search_improves_on_proportion(void **state)
{
    (void)state;
    const int64_t weights[12] = {29, 29, 27, 13, 12, 10, 10, 7, 7, 4, 3, 1};
    double wanted[12];
    double power[12];
    double cost;
    int64_t scaled[12];
    int64_t total = 0;
    assert_int_equal(
        cw_design_power(wanted, &cost, test_context(), weights, 110, 12, 0, CW_POWER_AUTO), CW_OK);
    for (size_t m = 0; m < 12; m++)
        total += scaled[m] = llround(wanted[m] * 1000.0);
    assert_int_equal(
        cw_design_power(power, &cost, test_context(), scaled, total / 2 + 1, 12, 0, CW_POWER_AUTO),
        CW_OK);
    cw_design design = find(&(cw_design_request){.members = 12, .wanted = wanted, .trials = 3000});
    assert_true(design.distance < cw_design_distance(power, wanted, 12));
    cw_design_free(&design);
}

/* ---- Programs of large numbers ---- */

/* Two rows of neighbouring slopes through (3, 5), and a cost between them: all entries have less than 62
 * bits, but the products they are made of have 64. */
static void products_above_64_bits(void **state)
{
    (void)state;
    const int64_t n = INT64_C(1) << 28;
    const cw_simplex_problem problem = {.columns = 2,
                                        .rows = 2,
                                        .cost = {2 * n + 4, 2 * n - 4},
                                        .row = {{n + 4, n}, {n, n - 4}},
                                        .bound = {8 * n + 12, 8 * n - 20}};
    cw_simplex_solution found;
    assert_int_equal(cw_simplex_solve(&found, &problem), CW_OK);
    assert_int_equal(found.numerator[0], 3 * found.denominator);
    assert_int_equal(found.numerator[1], 5 * found.denominator);
    assert_int_equal(found.cost, (16 * n - 8) * found.denominator);
}

static void numbers_above_62_bits(void **state)
{
    (void)state;
    const int64_t n = INT64_C(1) << 40;
    const cw_simplex_problem in_a_row = {
        .columns = 2, .rows = 2, .cost = {1, 1}, .row = {{n, 1}, {1, n}}, .bound = {1, 1}};
    const cw_simplex_problem in_64_bits = {.columns = 2,
                                           .rows = 2,
                                           .cost = {1, 1},
                                           .row = {{3000000000, 1}, {1, 2000000000}},
                                           .bound = {1, 1}};
    const cw_simplex_problem in_a_bound = {
        .columns = 1, .rows = 1, .cost = {n}, .row = {{1}}, .bound = {n}};
    cw_simplex_solution found;
    assert_int_equal(cw_simplex_solve(&found, &in_a_row), CW_ERROR_LIMIT);
    assert_int_equal(cw_simplex_solve(&found, &in_64_bits), CW_ERROR_LIMIT);
    assert_int_equal(cw_simplex_solve(&found, &in_a_bound), CW_ERROR_LIMIT);
}

/* ---- Mistakes, stops, lack of memory ---- */

static void refuses_nonsense(void **state)
{
    (void)state;
    const double fine[2] = {1, 1};
    const double negative[2] = {1, -1};
    const double zero[2] = {0, 0};
    const double unknown[2] = {1, (double)NAN};
    const double endless[2] = {1, HUGE_VAL};
    const cw_design_request requests[] = {
        {.members = 0, .wanted = fine},
        {.members = CW_DESIGN_MEMBERS_MAX + 1, .wanted = fine},
        {.members = 2, .wanted = negative},
        {.members = 2, .wanted = zero},
        {.members = 2, .wanted = unknown},
        {.members = 2, .wanted = endless},
        {.members = 2, .wanted = fine, .has_quota = true, .quota = 0.0},
        {.members = 2, .wanted = fine, .has_quota = true, .quota = 100.5},
        {.members = 2, .wanted = fine, .has_quota = true, .quota = 100.0, .more_than = true},
        {.members = 2, .wanted = fine, .has_quota = true, .quota = 33.33333},
    };
    for (size_t k = 0; k < sizeof requests / sizeof requests[0]; k++) {
        cw_design design;
        assert_int_equal(cw_design_find(&design, test_context(), &requests[k]), CW_ERROR_USAGE);
    }
}

static void stops_when_asked(void **state)
{
    (void)state;
    const double wanted[12] = {12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1};
    cw_context context;
    cw_design design;
    cw_context_init(&context);
    cw_context_cancel(&context);
    for (size_t members = 8; members <= 12; members += 4)
        assert_int_equal(cw_design_find(&design, &context,
                                        &(cw_design_request){.members = members, .wanted = wanted}),
                         CW_ERROR_INTERRUPTED);
}

static void survives_lack_of_memory(void **state)
{
    (void)state;
    const double wanted[4] = {4, 3, 2, 1};
    cw_design_request request = {.members = 4, .wanted = wanted, .trials = 3};
    assert_true(cw_sweep_allocations(find_design, &request, CW_SWEEP_MUST_REPORT) > 5);
    request.search = true;
    assert_true(cw_sweep_allocations(find_design, &request, CW_SWEEP_MUST_REPORT) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_as_published),
        cmocka_unit_test(the_most_members_are_weighed),
        cmocka_unit_test(weighted_games_are_not_barred),
        cmocka_unit_test(nearest_as_brute_force),
        cmocka_unit_test(given_quota),
        cmocka_unit_test(reaches_published_power),
        cmocka_unit_test(not_everything_is_reachable),
        cmocka_unit_test(ties_go_to_the_most_even),
        cmocka_unit_test(more_obstacles_than_are_kept),
        cmocka_unit_test(search_is_consistent),
        cmocka_unit_test(search_improves_on_proportion),
        cmocka_unit_test(products_above_64_bits),
        cmocka_unit_test(numbers_above_62_bits),
        cmocka_unit_test(refuses_nonsense),
        cmocka_unit_test(stops_when_asked),
        cmocka_unit_test(survives_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
