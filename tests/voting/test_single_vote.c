/* Rules as one weighted vote, against the rule itself on all coalitions. */
#include "voting/support.h"

enum { MEMBERS_MOST = 8, NODES_MOST = 8 };

static uint64_t state = 11;

static uint64_t below(uint64_t limit)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (state >> 33) % limit;
}

/* A rule of the kinds that are one vote: a threshold or none, and up to two vetoes or consensus. */
typedef struct rule {
    int64_t weights[3 * MEMBERS_MOST];
    cw_game_node nodes[NODES_MOST];
    cw_game_description description;
} rule;

static void random_rule(rule *r)
{
    size_t members = 1 + below(MEMBERS_MOST);
    size_t count = 1;
    for (size_t k = 0; k < 3 * members; k++)
        r->weights[k] = (int64_t)(k < members ? below(12) : below(3) == 0);
    if (below(4) > 0)
        r->nodes[count++] = (cw_game_node){.form = CW_GAME_WEIGHT, .quota = (int64_t)below(40)};
    if (below(2) == 0)
        r->nodes[count++] = (cw_game_node){.form = CW_GAME_VETO, .column = 1};
    if (below(3) == 0)
        r->nodes[count++] = (cw_game_node){.form = CW_GAME_VETO, .column = 2};
    if (below(8) == 0)
        r->nodes[count++] = (cw_game_node){.form = CW_GAME_CONSENSUS};
    r->nodes[0] = (cw_game_node){.form = CW_GAME_ALL, .first_child = 1, .child_count = count - 1};
    r->description = (cw_game_description){.members = members,
                                           .columns = 3,
                                           .weights = r->weights,
                                           .nodes = r->nodes,
                                           .node_count = count};
}

static cw_game *build(const cw_game_description *description)
{
    cw_game *game = NULL;
    assert_int_equal(cw_game_build(&game, test_context(), description), CW_OK);
    return game;
}

/* All coalitions but the empty one: who proposes says yes. */
static void check_all_coalitions(const cw_game *game, const int64_t *votes, int64_t quota)
{
    size_t members = cw_game_members(game);
    uint64_t all = (UINT64_C(1) << members) - 1;
    for (uint64_t yes = 1; yes <= all; yes++) {
        int64_t sum = 0;
        for (size_t m = 0; m < members; m++)
            sum += (yes >> m & 1) != 0 ? votes[m] : 0;
        assert_int_equal(sum >= quota, cw_game_wins_mask(game, yes, all & ~yes));
    }
}

static void test_against_the_rule(void **unused)
{
    (void)unused;
    for (int k = 0; k < 3000; k++) {
        rule r;
        int64_t votes[MEMBERS_MOST];
        int64_t quota = 0;
        random_rule(&r);
        cw_game *game = build(&r.description);
        assert_int_equal(cw_game_single_vote(votes, &quota, test_context(), game), CW_OK);
        assert_true(quota >= 1);
        check_all_coalitions(game, votes, quota);
        cw_game_free(game);
    }
}

/* Five vetoes, and nine of fifteen: 8 votes for those with a veto, 1 for others, 44 of 50. */
static void test_security_council(void **unused)
{
    (void)unused;
    int64_t weights[2 * 15];
    int64_t votes[15];
    int64_t quota = 0;
    for (size_t m = 0; m < 15; m++) {
        weights[m] = 1;
        weights[15 + m] = m < 5;
    }
    const cw_game_node nodes[] = {
        {.form = CW_GAME_ALL, .first_child = 1, .child_count = 2},
        {.form = CW_GAME_WEIGHT, .quota = 9},
        {.form = CW_GAME_VETO, .column = 1},
    };
    cw_game *game = build(&(cw_game_description){15, 2, weights, nodes, 3});
    assert_int_equal(cw_game_single_vote(votes, &quota, test_context(), game), CW_OK);
    assert_true(quota == 44 && votes[0] == 8 && votes[4] == 8 && votes[5] == 1);
    cw_game_free(game);
}

/* One of a single part is that part. */
static void test_any_of_one(void **unused)
{
    (void)unused;
    const int64_t weights[2] = {3, 1};
    int64_t votes[2];
    int64_t quota = 0;
    const cw_game_node nodes[] = {
        {.form = CW_GAME_ANY, .first_child = 1, .child_count = 1},
        {.form = CW_GAME_WEIGHT, .quota = 2},
    };
    cw_game *game = build(&(cw_game_description){2, 1, weights, nodes, 2});
    assert_int_equal(cw_game_single_vote(votes, &quota, test_context(), game), CW_OK);
    assert_true(quota == 2 && votes[0] == 3 && votes[1] == 1);
    cw_game_free(game);
}

static void test_the_higher_of_two_counts(void **unused)
{
    (void)unused;
    const int64_t ones[3] = {50, 50, 50};
    int64_t votes[3];
    int64_t quota = 0;
    const cw_game_node nodes[] = {
        {.form = CW_GAME_ALL, .first_child = 1, .child_count = 2},
        {.form = CW_GAME_WEIGHT, .quota = 60},
        {.form = CW_GAME_WEIGHT, .quota = 120},
    };
    cw_game *game = build(&(cw_game_description){3, 1, ones, nodes, 3});
    assert_int_equal(cw_game_single_vote(votes, &quota, test_context(), game), CW_OK);
    assert_true(quota == 3 && votes[0] == 1); /* what 50 have in common is taken out */
    cw_game_free(game);
}

static void refuse(const cw_game_node *nodes, size_t count, cw_status expected)
{
    const int64_t weights[2 * 3] = {3, 2, 1, 1, 1, INT64_C(1) << 61};
    int64_t votes[3] = {-7, -7, -7};
    int64_t quota = -7;
    cw_game *game = build(&(cw_game_description){3, 2, weights, nodes, count});
    assert_int_equal(cw_game_single_vote(votes, &quota, test_context(), game), expected);
    assert_true(quota == -7 && votes[0] == -7);
    cw_game_free(game);
}

static void test_other_rules_are_refused(void **unused)
{
    (void)unused;
    const cw_game_node two[] = {
        {.form = CW_GAME_ALL, .first_child = 1, .child_count = 2},
        {.form = CW_GAME_WEIGHT, .quota = 4},
        {.form = CW_GAME_WEIGHT, .column = 1, .quota = 2},
    };
    const cw_game_node either[] = {
        {.form = CW_GAME_ANY, .first_child = 1, .child_count = 2},
        {.form = CW_GAME_WEIGHT, .quota = 4},
        {.form = CW_GAME_VETO, .column = 1},
    };
    const cw_game_node negated[] = {
        {.form = CW_GAME_NOT, .first_child = 1, .child_count = 1},
        {.form = CW_GAME_WEIGHT, .quota = 4},
    };
    const cw_game_node large[] = {
        {.form = CW_GAME_ALL, .first_child = 1, .child_count = 2},
        {.form = CW_GAME_WEIGHT, .column = 1, .quota = 1},
        {.form = CW_GAME_CONSENSUS},
    };
    refuse(two, 3, CW_ERROR_USAGE);
    refuse(either, 3, CW_ERROR_USAGE);
    refuse(negated, 2, CW_ERROR_USAGE);
    refuse(large, 3, CW_ERROR_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_the_rule),
        cmocka_unit_test(test_security_council),
        cmocka_unit_test(test_any_of_one),
        cmocka_unit_test(test_the_higher_of_two_counts),
        cmocka_unit_test(test_other_rules_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
