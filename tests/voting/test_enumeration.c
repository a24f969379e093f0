/* Enumeration against published power indices. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "counterweight/voting.h"
#include "support/assert_close.h"

static cw_enumeration counted;

/* Enumerates [quota; weights...]. */
static void enumerate(size_t members, int64_t quota, const int64_t *weights)
{
    cw_context context;
    cw_context_init(&context);
    const cw_game_node root = {.form = CW_GAME_WEIGHT, .quota = quota};
    const cw_game_description description = {members, 1, weights, &root, 1};
    cw_game *game;
    assert_int_equal(cw_game_build(&game, &context, &description), CW_OK);
    assert_int_equal(cw_enumerate(&counted, &context, game), CW_OK);
    cw_game_free(game);
}

static void assert_share(size_t member, unsigned numerator, unsigned denominator)
{
    cw_fraction share = cw_enumeration_shapley_shubik_exact(&counted, member);
    assert_true(share.numerator * denominator == share.denominator * numerator);
}

/* European Economic Community, 1958 (Brams & Affuso 1976): Luxembourg is a dummy. */
static void eec_1958(void **state)
{
    (void)state;
    const int64_t weights[6] = {4, 4, 4, 2, 2, 1};
    double shares[6];
    enumerate(6, 12, weights);
    assert_int_equal(counted.winning, 14);
    assert_int_equal(counted.swings[0], 10);
    assert_int_equal(counted.swings[3], 6);
    assert_int_equal(counted.swings[5], 0);
    assert_share(0, 7, 30);
    assert_share(3, 3, 20);
    assert_share(5, 0, 1);
    cw_enumeration_banzhaf(shares, &counted);
    assert_close(shares[0], 5.0 / 21.0, 1e-15);
    assert_true(counted.monotone && counted.proper && !counted.strong);
}

/* United Nations Security Council as [39; 7 x 5, 1 x 10]. */
static void security_council(void **state)
{
    (void)state;
    const int64_t weights[15] = {7, 7, 7, 7, 7, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    enumerate(15, 39, weights);
    assert_int_equal(counted.winning, 848);
    assert_int_equal(counted.swings[0], 848);
    assert_int_equal(counted.swings[14], 84);
    assert_share(0, 421, 2145);
    assert_share(14, 4, 2145);
}

/* Nassau County 1990s, and [176; 137, 85, 71, 32, 9, 8, 5, 2, 1] of the powerindexR manual. */
static void nassau_and_nine(void **state)
{
    (void)state;
    const int64_t nassau[6] = {30, 28, 22, 15, 7, 6};
    const uint64_t swings[6] = {15, 13, 11, 9, 3, 1};
    enumerate(6, 65, nassau);
    for (size_t m = 0; m < 6; m++)
        assert_int_equal(counted.swings[m], swings[m]);
    assert_share(2, 13, 60);
    const int64_t nine[9] = {137, 85, 71, 32, 9, 8, 5, 2, 1};
    const uint64_t nine_swings[9] = {181, 75, 75, 53, 11, 11, 5, 3, 1};
    enumerate(9, 176, nine);
    for (size_t m = 0; m < 9; m++)
        assert_int_equal(counted.swings[m], nine_swings[m]);
    assert_share(0, 223, 504);
    assert_share(6, 23, 2520);
    assert_share(8, 1, 504);
}

/* Victoria 1971 (Straffin 1993): not one weighted game. Ontario, Quebec, British Columbia, three
 * prairies, four Atlantic. */
static void victoria_1971(void **state)
{
    (void)state;
    enum { VETO, ATLANTIC, WEST, PRAIRIES, COLUMNS };
    const int64_t weights[COLUMNS][10] = {
        [VETO] = {1, 1, 0, 0, 0, 0, 0, 0, 0, 0},
        [ATLANTIC] = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1},
        [WEST] = {0, 0, 3, 1, 1, 1, 0, 0, 0, 0}, /* British Columbia and one prairie make 4 */
        [PRAIRIES] = {0, 0, 0, 1, 1, 1, 0, 0, 0, 0},
    };
    const cw_game_node nodes[] = {
        {.form = CW_GAME_ALL, .first_child = 1, .child_count = 3},
        {.form = CW_GAME_VETO, .column = VETO},
        {.form = CW_GAME_WEIGHT, .column = ATLANTIC, .quota = 2},
        {.form = CW_GAME_ANY, .first_child = 4, .child_count = 2},
        {.form = CW_GAME_WEIGHT, .column = WEST, .quota = 4},
        {.form = CW_GAME_WEIGHT, .column = PRAIRIES, .quota = 3},
    };
    const cw_game_description description = {10, COLUMNS, &weights[0][0], nodes, 6};
    cw_context context;
    cw_context_init(&context);
    cw_game *game;
    assert_int_equal(cw_game_build(&game, &context, &description), CW_OK);
    assert_int_equal(cw_enumerate(&counted, &context, game), CW_OK);
    cw_game_free(game);
    assert_int_equal(counted.swings[0], 88);
    assert_int_equal(counted.swings[2], 66);
    assert_int_equal(counted.swings[3], 22);
    assert_int_equal(counted.swings[6], 24);
    assert_share(0, 53, 168);
    assert_share(2, 1, 8);
    assert_share(3, 1, 24);
    assert_share(6, 5, 168);
}

/* Abstention is not a veto, and not a yes either. */
static void three_ways_to_vote(void **state)
{
    (void)state;
    const int64_t weights[2][3] = {{1, 0, 0}, {1, 1, 1}};
    const cw_game_node nodes[] = {
        {.form = CW_GAME_ALL, .first_child = 1, .child_count = 2},
        {.form = CW_GAME_VETO, .column = 0},
        {.form = CW_GAME_WEIGHT, .column = 1, .quota = 2},
    };
    const cw_game_description description = {3, 2, &weights[0][0], nodes, 3};
    cw_context context;
    cw_context_init(&context);
    cw_game *game;
    assert_int_equal(cw_game_build(&game, &context, &description), CW_OK);
    const uint8_t abstains[3] = {CW_BALLOT_ABSTAIN, CW_BALLOT_YES, CW_BALLOT_YES};
    const uint8_t vetoes[3] = {CW_BALLOT_NO, CW_BALLOT_YES, CW_BALLOT_YES};
    const uint8_t short_of[3] = {CW_BALLOT_YES, CW_BALLOT_ABSTAIN, CW_BALLOT_NO};
    assert_true(cw_game_wins(game, abstains));
    assert_false(cw_game_wins(game, vetoes));
    assert_false(cw_game_wins(game, short_of));
    assert_true(cw_game_wins_mask(game, 6, 0));
    assert_false(cw_game_wins_mask(game, 6, 1));
    assert_false(cw_game_wins_mask(game, 1, 4));
    cw_game_free(game);
}

static void unsound_descriptions_are_refused(void **state)
{
    (void)state;
    cw_context context;
    cw_context_init(&context);
    cw_game *game = NULL;
    const int64_t negative[2] = {1, -1};
    const int64_t huge[2] = {INT64_C(1) << 61, INT64_C(1) << 61};
    const cw_game_node weight = {.form = CW_GAME_WEIGHT, .quota = 1};
    const cw_game_node loop = {.form = CW_GAME_ALL, .first_child = 0, .child_count = 1};
    const cw_game_node childless_not = {.form = CW_GAME_NOT};
    const cw_game_description bad[] = {
        {0, 0, NULL, &weight, 1}, {2, 0, NULL, &weight, 1}, {2, 1, negative, &weight, 1},
        {2, 0, NULL, &loop, 1},   {2, 0, NULL, NULL, 0},    {2, 0, NULL, &childless_not, 1},
    };
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++)
        assert_int_equal(cw_game_build(&game, &context, &bad[k]), CW_ERROR_USAGE);
    const cw_game_description large = {2, 1, huge, &weight, 1};
    assert_int_equal(cw_game_build(&game, &context, &large), CW_ERROR_LIMIT);
    assert_null(game);
}

static void quotas_are_exact(void **state)
{
    (void)state;
    int64_t quota;
    assert_int_equal(cw_quota_of_share(&quota, 55, 20, 0), CW_OK);
    assert_int_equal(quota, 11);
    assert_int_equal(cw_quota_of_share(&quota, 55, 27, 0), CW_OK);
    assert_int_equal(quota, 15);
    assert_int_equal(cw_quota_of_share(&quota, 50, 6, 1), CW_OK);
    assert_int_equal(quota, 4);
    assert_int_equal(cw_quota_of_share(&quota, 66.7, 1000, 0), CW_OK);
    assert_int_equal(quota, 667);
    assert_int_equal(cw_quota_of_share(&quota, 100.0 / 3.0, 9, 0), CW_ERROR_LIMIT);
    const double weights[3] = {0.1, 2.25, 3};
    int64_t scaled[3];
    int places;
    assert_int_equal(cw_weights_scale(scaled, &places, weights, 3), CW_OK);
    assert_int_equal(places, 2);
    assert_int_equal(scaled[0], 10);
    assert_int_equal(scaled[1], 225);
    assert_int_equal(scaled[2], 300);
    assert_int_equal(cw_quota_scale(&quota, 2.255, 2, 0), CW_OK);
    assert_int_equal(quota, 226);
    assert_int_equal(cw_quota_scale(&quota, 2.25, 2, 1), CW_OK);
    assert_int_equal(quota, 226);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eec_1958),           cmocka_unit_test(security_council),
        cmocka_unit_test(nassau_and_nine),    cmocka_unit_test(victoria_1971),
        cmocka_unit_test(three_ways_to_vote), cmocka_unit_test(unsound_descriptions_are_refused),
        cmocka_unit_test(quotas_are_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
