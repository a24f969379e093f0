/* Legislative bargaining with unequal votes. */
#include "bargaining/support.h"

#include "counterweight/bargaining/procedure.h"

#define MEMBERS_MOST 10

static void solve(cw_legislature_share *shares, const cw_legislature *legislature)
{
    static cw_context context;
    cw_context_init(&context);
    assert_int_equal(cw_legislature_solve(shares, &context, legislature), CW_OK);
}

/* The votes of the members of a set given as bits. */
static int64_t votes_of(const cw_legislature *legislature, unsigned set)
{
    int64_t sum = 0;
    for (size_t m = 0; m < legislature->members; m++) {
        sum += (set >> m & 1u) != 0 ? legislature->votes[m] : 0;
    }
    return sum;
}

/* The cheapest coalition of a proposer, by trying all. */
static double cheapest(const cw_legislature *legislature, const cw_legislature_share *shares,
                       size_t proposer)
{
    double least = INFINITY;
    for (unsigned set = 0; set < 1u << legislature->members; set++) {
        if ((set >> proposer & 1u) == 0 || votes_of(legislature, set) < legislature->quota) {
            continue;
        }
        double cost = 0.0;
        for (size_t m = 0; m < legislature->members; m++) {
            cost += (set >> m & 1u) != 0 && m != proposer ? shares[m].value : 0.0;
        }
        least = fmin(least, cost);
    }
    return least;
}

/* Second computation, from the definition: values add up to 1; a proposer keeps what the cheapest
 * coalition, found by trying all, leaves; a value is what proposing brings and what is paid to agree;
 * and together the members are bought as often as the cheapest coalitions cost. */
static void check_equilibrium(const cw_legislature *legislature)
{
    cw_legislature_share shares[MEMBERS_MOST];
    double total = 0.0;
    double paid = 0.0;
    double cost = 0.0;
    solve(shares, legislature);
    for (size_t m = 0; m < legislature->members; m++) {
        double chance = legislature->recognition[m];
        total += shares[m].value;
        if (chance == 0.0) {
            assert_near(shares[m].value, 0.0, 0.0);
            continue;
        }
        double least = cheapest(legislature, shares, m);
        assert_near(shares[m].keeps, 1.0 - legislature->discount * least, 1e-8);
        assert_near(shares[m].value,
                    chance * shares[m].keeps +
                        legislature->discount * shares[m].value * shares[m].bought,
                    1e-8);
        assert_true(shares[m].bought >= -1e-9 && shares[m].bought <= 1.0 - chance + 1e-9);
        paid += shares[m].value * shares[m].bought;
        cost += chance * least;
    }
    assert_near(total, 1.0, 1e-8);
    assert_near(paid, cost, 1e-8);
}

static void draw_chances(double *chances, size_t members, uint64_t *stream)
{
    double sum = 0.0;
    for (size_t m = 0; m < members; m++) {
        bool never = m > 0 && random_below(stream, 6) == 0;
        chances[m] = never ? 0.0 : 0.01 + random_next(stream);
        sum += chances[m];
    }
    for (size_t m = 0; m < members; m++) {
        chances[m] /= sum;
    }
}

static void test_random_legislatures(void **state)
{
    (void)state;
    uint64_t stream = 121;
    for (int k = 0; k < 300; k++) {
        int64_t votes[MEMBERS_MOST];
        double chances[MEMBERS_MOST];
        int64_t total = 0;
        size_t members = 1 + random_below(&stream, MEMBERS_MOST);
        for (size_t m = 0; m < members; m++) {
            votes[m] = (int64_t)random_below(&stream, 8);
            total += votes[m];
        }
        votes[0]++;
        total++;
        draw_chances(chances, members, &stream);
        check_equilibrium(&(cw_legislature){members, votes,
                                            1 + (int64_t)random_below(&stream, (size_t)total),
                                            chances, random_next(&stream)});
    }
}

/* Ten thousand more, small ones: every figure is a share, and all values are the pie. */
static void test_shares_are_shares(void **state)
{
    (void)state;
    uint64_t stream = 127;
    for (int k = 0; k < 10000; k++) {
        int64_t votes[5];
        double chances[5];
        cw_legislature_share shares[5];
        size_t total = 1;
        double sum = 0.0;
        size_t members = 1 + random_below(&stream, 5);
        for (size_t m = 0; m < members; m++) {
            votes[m] = (int64_t)random_below(&stream, 5) + (m == 0 ? 1 : 0);
            total += (size_t)votes[m];
        }
        draw_chances(chances, members, &stream);
        solve(shares,
              &(cw_legislature){members, votes, 1 + (int64_t)random_below(&stream, total - 1),
                                chances, 0.98 * random_next(&stream)});
        for (size_t m = 0; m < members; m++) {
            assert_true(shares[m].value >= 0.0 && shares[m].value <= 1.0 + 1e-9);
            assert_true(chances[m] == 0.0 || (shares[m].keeps > 0.0 && shares[m].keeps <= 1.0));
            assert_true(chances[m] == 0.0 || shares[m].bought >= -1e-9);
            sum += shares[m].value;
        }
        assert_near(sum, 1.0, 1e-8);
    }
}

/* One vote each: the same as by cases. */
static void test_one_vote_each(void **state)
{
    (void)state;
    uint64_t stream = 122;
    const int64_t ones[MEMBERS_MOST] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    for (int k = 0; k < 200; k++) {
        double chances[MEMBERS_MOST];
        double value[MEMBERS_MOST];
        double proposer = NAN;
        cw_legislature_share shares[MEMBERS_MOST];
        size_t members = 2 + random_below(&stream, MEMBERS_MOST - 1);
        size_t quota = 1 + random_below(&stream, members);
        double discount = 0.99 * random_next(&stream);
        draw_chances(chances, members, &stream);
        assert_int_equal(cw_baron_ferejohn(value, &proposer, chances, members, quota, discount),
                         CW_OK);
        solve(shares, &(cw_legislature){members, ones, (int64_t)quota, chances, discount});
        double kept = 0.0;
        for (size_t m = 0; m < members; m++) {
            assert_near(shares[m].value, value[m], 1e-7);
            kept += chances[m] > 0.0 ? chances[m] * shares[m].keeps : 0.0;
        }
        assert_near(kept, proposer, 1e-7);
    }
}

/* Where the chances to propose are the nucleolus they are the values too, at every discount (Montero
 * 2006, Games and Economic Behavior 54(2)). The nucleolus of a homogeneous constant-sum game is its
 * votes, scaled (Peleg 1968). */
static void test_nucleolus_confirms_itself(void **state)
{
    (void)state;
    static const struct {
        size_t members;
        int64_t quota;
        int64_t votes[7];
    } games[] = {
        {3, 2, {1, 1, 1}},       {5, 4, {3, 1, 1, 1, 1}},    {4, 3, {2, 1, 1, 1}},
        {5, 5, {3, 2, 2, 1, 1}}, {6, 5, {4, 1, 1, 1, 1, 1}}, {7, 4, {1, 1, 1, 1, 1, 1, 1}},
    };
    for (size_t k = 0; k < sizeof games / sizeof *games; k++) {
        for (double discount = 0.0; discount < 1.0; discount += 0.249) {
            double chances[7];
            cw_legislature_share shares[7];
            int64_t total = 0;
            for (size_t m = 0; m < games[k].members; m++) {
                total += games[k].votes[m];
            }
            assert_int_equal(total, 2 * games[k].quota - 1);
            for (size_t m = 0; m < games[k].members; m++) {
                chances[m] = (double)games[k].votes[m] / (double)total;
            }
            solve(shares, &(cw_legislature){games[k].members, games[k].votes, games[k].quota,
                                            chances, discount});
            for (size_t m = 0; m < games[k].members; m++) {
                assert_near(shares[m].value, chances[m], 1e-8);
            }
        }
    }
}

/* An apex of 2 votes and three of 1, quota 3, equal chances, by hand. Suppose apex and small are
 * worth a and b with a = 2b, so that buying the apex or two small ones costs a small proposer the same.
 * a + 3b = 1 gives b = 1/5, a = 2/5. The apex pays b, a small one 2b: a small one keeps 1 - 2bd, the
 * apex 1 - bd. a = (1 - bd)/4 + d a q gives q, what the apex is bought with; it must lie within 0 and
 * 3/4, so it does from discounts of 3/5 on. */
static void test_apex_by_hand(void **state)
{
    (void)state;
    const int64_t votes[4] = {2, 1, 1, 1};
    for (double discount = 0.65; discount < 1.0; discount += 0.07) {
        cw_legislature_share shares[4];
        solve(shares, &(cw_legislature){4, votes, 3, NULL, discount});
        assert_near(shares[0].value, .4, 1e-8);
        assert_near(shares[1].value, .2, 1e-8);
        assert_near(shares[0].keeps, 1.0 - .2 * discount, 1e-8);
        assert_near(shares[1].keeps, 1.0 - .4 * discount, 1e-8);
        assert_near(shares[0].bought, (.4 - (1.0 - .2 * discount) / 4.0) / (.4 * discount), 1e-8);
    }
}

/* A veto player: discounts towards 1 leave it ever more. With votes 2, 1, 1 and
 * quota 3: v = (1 - db)/3 + 2dv/3 and 2b = 1 - v. */
static void test_veto_player(void **state)
{
    (void)state;
    const int64_t votes[3] = {2, 1, 1};
    for (double discount = 0.0; discount < 1.0; discount += 0.1) {
        cw_legislature_share shares[3];
        solve(shares, &(cw_legislature){3, votes, 3, NULL, discount});
        double veto = (1.0 - discount / 2.0) / (3.0 - 2.5 * discount);
        assert_near(shares[0].value, veto, 1e-8);
        assert_near(shares[1].value, (1.0 - veto) / 2.0, 1e-8);
    }
}

/* Scaling all votes and the quota changes nothing; nor does the order of the members. */
static void test_scaled_and_relabelled(void **state)
{
    (void)state;
    const int64_t votes[6] = {5, 4, 3, 2, 2, 1};
    const int64_t scaled[6] = {1000, 2000, 2000, 3000, 4000, 5000};
    cw_legislature_share one[6];
    cw_legislature_share other[6];
    solve(one, &(cw_legislature){6, votes, 9, NULL, .9});
    solve(other, &(cw_legislature){6, scaled, 9000, NULL, .9});
    for (size_t m = 0; m < 6; m++) {
        assert_near(one[m].value, other[5 - m].value, 1e-8);
        assert_near(one[m].bought, other[5 - m].bought, 1e-7);
    }
}

/* The Security Council, 39 of 7 for each permanent member and 1 for each elected one. */
static void test_security_council(void **state)
{
    (void)state;
    const int64_t votes[15] = {7, 7, 7, 7, 7, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    cw_legislature_share shares[15];
    solve(shares, &(cw_legislature){15, votes, 39, NULL, .9});
    double total = 0.0;
    for (size_t m = 0; m < 15; m++) {
        total += shares[m].value;
        assert_near(shares[m].value, shares[m < 5 ? 0 : 5].value, 0.0);
    }
    assert_near(total, 1.0, 1e-8);
    assert_near(shares[0].bought, 14.0 / 15.0, 1e-8);
    assert_true(shares[0].value > shares[5].value);
}

/* Too many members to try all coalitions: what must hold of every equilibrium does, and more votes are
 * never worth less where all are drawn alike. */
static void test_large_councils(void **state)
{
    (void)state;
    uint64_t stream = 123;
    for (int k = 0; k < 40; k++) {
        int64_t votes[40];
        int64_t total = 0;
        double sum = 0.0;
        cw_legislature_share shares[40];
        size_t members = 11 + random_below(&stream, 30);
        for (size_t m = 0; m < members; m++) {
            total += votes[m] = 1 + (int64_t)random_below(&stream, 30);
        }
        double discount = random_next(&stream);
        solve(shares, &(cw_legislature){members, votes, total * 5 / 8, NULL, discount});
        for (size_t m = 0; m < members; m++) {
            sum += shares[m].value;
            assert_near(shares[m].value,
                        shares[m].keeps / (double)members +
                            discount * shares[m].value * shares[m].bought,
                        1e-8);
            for (size_t other = 0; other < members; other++) {
                assert_true(votes[m] < votes[other] ||
                            shares[m].value >= shares[other].value - 1e-8);
            }
        }
        assert_near(sum, 1.0, 1e-8);
    }
}

static void refuse(cw_legislature legislature, cw_context *context)
{
    cw_legislature_share shares[3] = {{.value = -1.0}};
    assert_int_equal(cw_legislature_solve(shares, context, &legislature), CW_ERROR_USAGE);
    assert_near(shares[0].value, -1.0, 0.0);
}

static void test_unsound_legislatures_are_refused(void **state)
{
    (void)state;
    cw_context context;
    const int64_t votes[3] = {2, 1, 1};
    const int64_t negative[3] = {2, -1, 1};
    const double wrong[3] = {.5, .6, .2};
    const double below[3] = {-.5, 1.0, .5};
    cw_context_init(&context);
    refuse((cw_legislature){0, votes, 1, NULL, .5}, &context);
    refuse((cw_legislature){CW_LEGISLATURE_MEMBERS_MAX + 1, votes, 1, NULL, .5}, &context);
    refuse((cw_legislature){3, negative, 1, NULL, .5}, &context);
    refuse((cw_legislature){3, votes, 0, NULL, .5}, &context);
    refuse((cw_legislature){3, votes, 5, NULL, .5}, &context);
    refuse((cw_legislature){3, votes, 3, wrong, .5}, &context);
    refuse((cw_legislature){3, votes, 3, below, .5}, &context);
    refuse((cw_legislature){3, votes, 3, NULL, 1.0}, &context);
    refuse((cw_legislature){3, votes, 3, NULL, -0.1}, &context);
    refuse((cw_legislature){3, votes, 3, NULL, NAN}, &context);
    cw_legislature_share shares[3];
    cw_context_cancel(&context);
    assert_int_equal(
        cw_legislature_solve(shares, &context, &(cw_legislature){3, votes, 3, NULL, .5}),
        CW_ERROR_INTERRUPTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_legislatures),
        cmocka_unit_test(test_shares_are_shares),
        cmocka_unit_test(test_one_vote_each),
        cmocka_unit_test(test_nucleolus_confirms_itself),
        cmocka_unit_test(test_apex_by_hand),
        cmocka_unit_test(test_veto_player),
        cmocka_unit_test(test_scaled_and_relabelled),
        cmocka_unit_test(test_security_council),
        cmocka_unit_test(test_large_councils),
        cmocka_unit_test(test_unsound_legislatures_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
