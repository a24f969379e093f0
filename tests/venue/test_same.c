/* What a what-if leaves alone: settlements and votes of prepared venues, compared across cases. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "counterweight/venue.h"
#include "support/read_dossier.h"

static const char *const text =
    "counterweight: 1\n"
    "title: test\n"
    "as_of: 2022-05-24\n"
    "states:\n"
    "  A: {name: A, capability: [3, 5]}\n"
    "  B: {name: B, capability: 1}\n"
    "  C: {name: C, capability: 1}\n"
    "  D: {name: D, capability: 1}\n"
    "question: {state: B, against: A, forum: f, issue: i}\n"
    "forums:\n"
    "  f: {name: F, members: [{states: [A, B, C], weights: {v: 1}}], rule: majority, chair: "
    "[{state: A}],\n"
    "      bypass_cost: [1, 9]}\n"
    "issues:\n"
    "  i:\n"
    "    question: how much?\n"
    "    scale: {0: none, 100: all}\n"
    "    status_quo: [40, 50]\n"
    "    positions: {A: 90, B: [0, 10], C: 50, D: 20}\n"
    "    salience: {A: 1, B: 1, C: [0.5, 1], D: 1}\n"
    "  unheard:\n"
    "    question: what of it?\n"
    "    scale: {0: none, 100: all}\n"
    "    status_quo: 40\n"
    "    positions: {A: 90, C: 50}\n"
    "    salience: {A: 1, C: 1}\n"
    "ties: [{of: B, on: A, dependence: [10, 30]}]\n"
    "what_ifs:\n"
    "  elsewhere: {title: D grows, changes: [{capability: D, by: 3}]}\n"
    "  chair: {title: chair, changes: [{chair: f, state: B}]}\n"
    "  tie: {title: tie, changes: [{tie: B, on: A, by: 0.5}]}\n"
    "  keen: {title: keen, changes: [{salience: C, issue: i, by: 0.5}]}\n"
    "  position: {title: position, changes: [{position: B, issue: i, by: 0.5}]}\n"
    "  quo: {title: quo, changes: [{status_quo: i, is: 30}]}\n"
    "  rule: {title: rule, changes: [{rule: f, is: consensus}]}\n"
    "  join: {title: join, changes: [{join: f, states: [D]}]}\n"
    "  swap: {title: swap, changes: [{leave: f, states: [C]}, {join: f, states: [D]}]}\n"
    "  first: {title: first, changes: [{leave: f, states: [A]}, {join: f, states: [A]}]}\n"
    "  chairs_votes: {title: votes, changes: [{status: f, states: [A], as: member, weights: {v: "
    "2}}]}\n"
    "  votes: {title: votes, changes: [{status: f, states: [C], as: member, weights: {v: 2}}]}\n"
    "  guest: {title: guest, changes: [{join: f, states: [D], as: observer, voice: 0.5}]}\n"
    "  bypass: {title: bypass, changes: [{bypass_cost: f, by: 0.5}]}\n"
    "  steering: {title: steering, changes: [{agenda_power: f, is: 0.5}]}\n"
    "  formal: {title: formal, changes: [{formality: f, is: 0.5}]}\n"
    "  strong: {title: strong, changes: [{capability: C, is: 2}]}\n"
    "  stronger: {title: stronger, changes: [{capability: B, by: 2}]}\n"
    "  needed: {title: needed, changes: [{tie: A, on: C, is: 5}]}\n"
    "  keener: {title: keener, changes: [{salience: B, issue: i, by: 0.5}]}\n";

/* Of a what-if: whether settlements, and whether votes, stay as they are. */
typedef struct left_alone {
    bool settles;
    bool votes;
} left_alone;

/* Each of the `count` what-ifs of the dossier at its first forum. */
static void assert_left_alone(const char *words, const left_alone *expected, size_t count)
{
    cw_context context;
    cw_case *cases[2];
    cw_venue *venues[2];
    cw_context_init(&context);
    cw_dossier *dossier = read_dossier(&context, words);
    assert_int_equal(dossier->what_if_count, count);
    assert_int_equal(cw_case_build(&cases[0], &context, dossier, CW_NONE), CW_OK);
    assert_int_equal(cw_venue_build(&venues[0], &context, cases[0], 0, 0), CW_OK);
    for (size_t w = 0; w < dossier->what_if_count; w++) {
        assert_int_equal(cw_case_build(&cases[1], &context, dossier, w), CW_OK);
        assert_int_equal(cw_venue_build(&venues[1], &context, cases[1], 0, 0), CW_OK);
        if (cw_venue_is_same(venues[0], venues[1]) != expected[w].settles ||
            cw_venue_votes_the_same(venues[0], venues[1]) != expected[w].votes)
            fail_msg("%s", dossier->what_ifs[w].id);
        cw_venue_free(venues[1]);
        cw_case_free(cases[1]);
    }
    cw_venue_free(venues[0]);
    cw_case_free(cases[0]);
    cw_dossier_free(dossier);
}

static void what_a_what_if_leaves_alone(void **state)
{
    static const left_alone alone[] = {
        {true, true},   {false, true},  {false, true},  {false, true},  {false, false},
        {false, false}, {false, false}, {false, false}, {false, false}, {false, false},
        {false, false}, {false, false}, {false, true},  {false, true},  {false, true},
        {false, true},  {false, true},  {false, true},  {false, true},  {false, true}};
    (void)state;
    assert_left_alone(text, alone, sizeof alone / sizeof *alone);
}

/* B, who is pressed, has no seat in the first forum; D has a voice there. */
static const char *const with_guests =
    "counterweight: 1\n"
    "title: test\n"
    "as_of: 2022-05-24\n"
    "states:\n"
    "  A: {name: A, capability: 5}\n"
    "  B: {name: B, capability: 1}\n"
    "  C: {name: C, capability: 1}\n"
    "  D: {name: D, capability: 1}\n"
    "  E: {name: E, capability: 1}\n"
    "question: {state: B, against: A, forum: g, issue: i}\n"
    "forums:\n"
    "  f: {name: F, members: [{states: [A, C]}, {state: D, status: observer, voice: [0.2, 0.6]}], "
    "rule: majority,\n"
    "      bypass_cost: [1, 9]}\n"
    "  g: {name: G, members: [{states: [A, B]}], rule: majority}\n"
    "issues:\n"
    "  i:\n"
    "    question: how much?\n"
    "    scale: {0: none, 100: all}\n"
    "    status_quo: [40, 50]\n"
    "    positions: {A: 90, B: [0, 10], C: 50, D: [20, 30], E: 20}\n"
    "    salience: {A: 1, B: 1, C: [0.5, 1], D: 1, E: 1}\n"
    "ties: [{of: B, on: A, dependence: [10, 30]}]\n"
    "what_ifs:\n"
    "  hushed: {title: hushed, changes: [{status: f, states: [D], as: observer, voice: 0.1}]}\n"
    "  convinced: {title: convinced, changes: [{position: D, issue: i, is: 60}]}\n"
    "  another: {title: another, changes: [{leave: f, states: [D]}, {join: f, states: [E], as: "
    "observer, voice: 0.5}]}\n"
    "  outside: {title: outside, changes: [{position: B, issue: i, by: 0.5}]}\n"
    "  nobody: {title: nobody, changes: [{capability: E, by: 2}]}\n";

static void what_guests_and_absent_leave_alone(void **state)
{
    static const left_alone alone[] = {
        {false, true}, {false, true}, {false, true}, {false, true}, {true, true}};
    (void)state;
    assert_left_alone(with_guests, alone, sizeof alone / sizeof *alone);
}

/* The base case of the first dossier. */
typedef struct fixture {
    cw_context context;
    cw_dossier *dossier;
    cw_case *built;
} fixture;

static int set_up(void **state)
{
    static fixture shared;
    cw_context_init(&shared.context);
    shared.dossier = read_dossier(&shared.context, text);
    assert_int_equal(cw_case_build(&shared.built, &shared.context, shared.dossier, CW_NONE), CW_OK);
    *state = &shared;
    return 0;
}

static int tear_down(void **state)
{
    fixture *test = *state;
    cw_case_free(test->built);
    cw_dossier_free(test->dossier);
    return 0;
}

/* The same seats and wishes, with other voting power: votes stay, settlements may not. */
static void power_alone(void **state)
{
    static const double equal[3] = {1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0};
    static const double unequal[3] = {1.0 / 2.0, 1.0 / 3.0, 1.0 / 6.0};
    fixture *test = *state;
    cw_venue *venues[2];
    assert_int_equal(cw_venue_build_with(&venues[0], &test->context, test->built, 0, 0, equal),
                     CW_OK);
    assert_int_equal(cw_venue_build_with(&venues[1], &test->context, test->built, 0, 0, unequal),
                     CW_OK);
    assert_false(cw_venue_is_same(venues[0], venues[1]));
    assert_true(cw_venue_votes_the_same(venues[0], venues[1]));
    cw_venue_free(venues[1]);
    cw_venue_free(venues[0]);
}

/* Nothing is like nothing alone; and another issue is another vote. */
static void venues_that_are_not(void **state)
{
    fixture *test = *state;
    cw_venue *venues[2];
    for (size_t issue = 0; issue < 2; issue++)
        assert_int_equal(cw_venue_build(&venues[issue], &test->context, test->built, issue, 0),
                         CW_OK);
    assert_false(cw_venue_is_same(venues[0], NULL) || cw_venue_is_same(NULL, venues[0]));
    assert_false(cw_venue_votes_the_same(venues[0], NULL) ||
                 cw_venue_votes_the_same(NULL, venues[0]));
    assert_true(cw_venue_is_same(NULL, NULL) && cw_venue_votes_the_same(NULL, NULL));
    assert_false(cw_venue_votes_the_same(venues[0], venues[1]));
    for (size_t issue = 0; issue < 2; issue++)
        cw_venue_free(venues[issue]);
}

/* Of an issue on which the weaker has no position there is nothing to settle between the two. */
static void nothing_to_settle_alone(void **state)
{
    fixture *test = *state;
    const cw_case *built = test->built;
    assert_true(isnan(cw_venue_bilateral(built, 1, NULL)));
    cw_venue *venue;
    assert_int_equal(cw_venue_build(&venue, &test->context, built, 1, 0), CW_OK);
    assert_true(cw_venue_is_same(venue, venue));
    assert_false(cw_venue_uses(venue, cw_case_dependence(built, 1, 0)));
    assert_true(cw_venue_uses(venue, built->issues[1].status_quo));
    cw_venue_free(venue);
}

static void what_a_venue_hangs_on(void **state)
{
    fixture *test = *state;
    const cw_case *built = test->built;
    cw_venue *venue;
    assert_int_equal(cw_venue_build(&venue, &test->context, built, 0, 0), CW_OK);
    const cw_stand *of_b = cw_case_stand(built, 0, 1);
    const cw_stand *of_d = cw_case_stand(built, 0, 3);
    const struct {
        size_t quantity;
        bool settles;
        bool votes;
    } asked[] = {{of_b->position, true, true},
                 {of_b->salience, true, false},
                 {built->issues[0].status_quo, true, true},
                 {built->forums[0].bypass_cost, true, false},
                 {built->capability[0], true, false},
                 {cw_case_dependence(built, 1, 0), true, false},
                 {of_d->position, false, false},
                 {built->capability[3], false, false}};
    for (size_t k = 0; k < sizeof asked / sizeof *asked; k++) {
        assert_true(cw_venue_uses(venue, asked[k].quantity) == asked[k].settles);
        assert_true(cw_venue_votes_by(venue, asked[k].quantity) == asked[k].votes);
    }
    cw_venue_free(venue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_what_if_leaves_alone),
        cmocka_unit_test(what_guests_and_absent_leave_alone),
        cmocka_unit_test_setup_teardown(power_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(venues_that_are_not, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_to_settle_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_venue_hangs_on, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
