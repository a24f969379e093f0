/* Cases: the dossier as of a date, and the edits of what-ifs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "counterweight/world.h"
#include "support/assert_close.h"
#include "support/read_dossier.h"

static const char *const text =
    "counterweight: 1\n"
    "title: test\n"
    "as_of: 2022-05-24\n"
    "states:\n"
    "  RUS: {name: Russia, capability: 0.5, series: {2002: 0.25, 2022: 0.5}}\n"
    "  BLR: {name: Belarus, capability: 0.1}\n"
    "  UZB: {name: Uzbekistan, capability: 0.2}\n"
    "  CHN: {name: China, capability: 2}\n"
    "forums:\n"
    "  csto:\n"
    "    name: CSTO\n"
    "    members:\n"
    "      - {state: CHN, status: observer, voice: 0.1, since: 2022-01-01}\n"
    "      - {states: [RUS, BLR], since: 2002-10-07}\n"
    "      - {state: UZB, since: 2006-08-16, until: 2012-12-19}\n"
    "    rule: consensus\n"
    "    chair:\n"
    "      - {state: RUS, since: 2021-09-16}\n"
    "      - {state: BLR, since: 2022-11-23}\n"
    "    bypass_cost: 10\n"
    "issues:\n"
    "  troops:\n"
    "    question: how many?\n"
    "    scale: {0: none, 100: all}\n"
    "    status_quo: 40\n"
    "    positions: {RUS: 90, BLR: 15, UZB: 20}\n"
    "    salience: {RUS: 0.8, BLR: 0.9, UZB: 0.2}\n"
    "ties:\n"
    "  - {of: BLR, on: RUS, dependence: 60}\n"
    "facts:\n"
    "  consent: {text: the host consents, holds: false}\n"
    "what_ifs:\n"
    "  wider: {title: wider, changes: [{join: csto, states: [UZB]}, {status: csto, states: [CHN], "
    "as: partner, voice: 0.3}]}\n"
    "  smaller: {title: smaller, changes: [{leave: csto, states: [RUS]}]}\n"
    "  chaired: {title: chaired, changes: [{chair: csto, state: BLR}, {rule: csto, is: "
    "majority}]}\n"
    "  numbers: {title: numbers, changes: [{tie: BLR, on: RUS, by: 0.5}, {bypass_cost: csto, is: "
    "30}, {capability: RUS, by: 0.5}, {position: BLR, issue: troops, is: 25}, {salience: BLR, "
    "issue: troops, by: 0.5}, {status_quo: troops, is: 20}, {fact: consent, is: true}, {tie: UZB, "
    "on: RUS, is: 7}]}\n"
    "  demoted: {title: demoted, changes: [{status: csto, states: [RUS], as: observer, voice: "
    "1}]}\n"
    "  vast: {title: vast, changes: [{capability: RUS, by: 1e300}, {capability: RUS, by: 1e300}]}\n"
    "  alike: {title: alike, changes: [{position: [RUS, BLR], issue: troops, is: [20, 60]}, "
    "{position: BLR, issue: troops, by: 0.5}, {capability: [RUS, BLR], is: 3}, {capability: RUS, "
    "by: 2}, {tie: [RUS, BLR], on: UZB, is: 8}, {tie: BLR, on: UZB, by: 0.25}]}\n"
    "  idle: {title: idle, changes: [{leave: csto, states: [BLR, RUS]}, {status: csto, states: "
    "[CHN], "
    "as: partner}, {tie: BLR, on: RUS, by: 0.5}, {bypass_cost: csto, by: 0.5}]}\n"
    "  later: {title: later, changes: [{as_of: 2023-01-01}]}\n"
    "  earlier: {title: earlier, changes: [{as_of: 2010-06-01}]}\n";

enum { RUS, BLR, UZB, CHN };
enum { WIDER, SMALLER, CHAIRED, NUMBERS, DEMOTED, VAST, ALIKE, IDLE, LATER, EARLIER };

typedef struct fixture {
    cw_context context;
    cw_dossier *dossier;
    cw_sampler *sampler;
    cw_case *built;
} fixture;

static int set_up(void **state)
{
    static fixture shared;
    shared = (fixture){0};
    cw_context_init(&shared.context);
    shared.dossier = read_dossier(&shared.context, text);
    assert_int_equal(cw_sampler_build(&shared.sampler, &shared.context, shared.dossier), CW_OK);
    *state = &shared;
    return 0;
}

static int tear_down(void **state)
{
    fixture *test = *state;
    cw_case_free(test->built);
    cw_sampler_free(test->sampler);
    cw_dossier_free(test->dossier);
    return 0;
}

static const cw_case *build(fixture *test, size_t what_if)
{
    assert_int_equal(cw_case_build(&test->built, &test->context, test->dossier, what_if), CW_OK);
    return test->built;
}

static void members_come_first_and_dates_count(void **state)
{
    const cw_case_forum *csto = &build(*state, CW_NONE)->forums[0];
    assert_int_equal(csto->member_count, 2);
    assert_int_equal(csto->seat_count, 3);
    assert_int_equal(csto->seats[0].state, RUS);
    assert_int_equal(csto->seats[1].state, BLR);
    assert_int_equal(csto->seats[2].state, CHN);
    assert_int_equal(csto->seats[2].standing, CW_STANDING_OBSERVER);
    assert_int_equal(csto->chair, RUS);
}

static void joining_and_changing_status(void **state)
{
    const cw_case *built = build(*state, WIDER);
    const cw_case_forum *csto = &built->forums[0];
    assert_int_equal(csto->member_count, 3);
    assert_int_equal(csto->seats[2].state, UZB);
    const cw_seat *china = cw_case_seat(built, 0, CHN);
    assert_int_equal(china->standing, CW_STANDING_PARTNER);
    assert_close(built->dossier->quantities[china->voice].mode, 0.3, 0.0);
}

/* Who took office last chairs, in whatever order the offices are written. */
static void the_latest_office_counts(void **state)
{
    fixture *test = *state;
    cw_forum *csto = &test->dossier->forums[0];
    cw_office first = csto->chairs[0];
    csto->chairs[0] = csto->chairs[1];
    csto->chairs[1] = first;
    assert_int_equal(build(test, LATER)->forums[0].chair, BLR);
}

/* An observer that joins keeps its seat and changes what it is. */
static void an_observer_joins(void **state)
{
    fixture *test = *state;
    test->dossier->what_ifs[WIDER].edits[0].states[0] = CHN;
    test->dossier->what_ifs[WIDER].edit_count = 1;
    const cw_case *built = build(test, WIDER);
    assert_int_equal(built->forums[0].seat_count, 3);
    assert_int_equal(cw_case_seat(built, 0, CHN)->standing, CW_STANDING_MEMBER);
}

static void leaving_vacates_the_chair(void **state)
{
    const cw_case *built = build(*state, SMALLER);
    assert_int_equal(built->forums[0].member_count, 1);
    assert_null(cw_case_seat(built, 0, RUS));
    assert_int_equal(built->forums[0].chair, CW_NONE);
}

/* Who has no seat neither leaves nor changes it, and a tie that is not there is not scaled. The reader
 * refuses such edits, but a capsule may hold them. */
static void who_is_not_there_changes_nothing(void **state)
{
    fixture *test = *state;
    cw_edit *edits = test->dossier->what_ifs[IDLE].edits;
    edits[0].states[0] = UZB;
    edits[1].states[0] = UZB;
    edits[2].other = CHN;
    const cw_case *built = build(test, IDLE);
    const cw_case_forum *csto = &built->forums[0];
    assert_int_equal(csto->seat_count, 2);
    assert_int_equal(csto->seats[0].state, BLR);
    assert_int_equal(csto->seats[1].state, CHN);
    assert_int_equal(csto->seats[1].standing, CW_STANDING_OBSERVER);
    assert_int_equal(csto->chair, CW_NONE);
    assert_close(built->scale[cw_case_dependence(built, BLR, RUS)], 1.0, 0.0);
    assert_close(built->scale[csto->bypass_cost], 0.5, 0.0);
}

static void chair_and_rule(void **state)
{
    const cw_case *built = build(*state, CHAIRED);
    assert_int_equal(built->forums[0].chair, BLR);
    assert_int_equal(built->forums[0].rule->form, CW_RULE_SHARE);
}

/* One change may give several states the same number: each has it for itself, to be scaled and drawn
 * apart from the others. */
static void numbers_given_to_several_are_apart(void **state)
{
    fixture *test = *state;
    const cw_case *built = build(test, ALIKE);
    double values[64];
    assert_true(test->dossier->quantity_count <= 64);
    cw_world_at_modes(values, test->sampler, built);
    assert_close(values[cw_case_stand(built, 0, RUS)->position], 40.0, 0.0);
    assert_close(values[cw_case_stand(built, 0, BLR)->position], 20.0, 0.0);
    assert_close(values[built->capability[RUS]], 6.0, 0.0);
    assert_close(values[built->capability[BLR]], 3.0, 0.0);
    assert_close(values[cw_case_dependence(built, RUS, UZB)], 8.0, 0.0);
    assert_close(values[cw_case_dependence(built, BLR, UZB)], 2.0, 0.0);
    cw_world_draw(values, test->sampler, built, 1, 0);
    double russia = values[cw_case_stand(built, 0, RUS)->position];
    double belarus = values[cw_case_stand(built, 0, BLR)->position];
    assert_true(russia != 2.0 * belarus);
}

static void numbers_are_replaced_or_scaled(void **state)
{
    fixture *test = *state;
    const cw_case *built = build(test, NUMBERS);
    double values[64];
    assert_true(test->dossier->quantity_count <= 64);
    cw_world_at_modes(values, test->sampler, built);
    assert_close(values[cw_case_dependence(built, BLR, RUS)], 30.0, 1e-12);
    assert_close(values[cw_case_dependence(built, UZB, RUS)], 7.0, 1e-12);
    assert_int_equal(cw_case_dependence(built, RUS, BLR), CW_NONE);
    assert_close(values[built->forums[0].bypass_cost], 30.0, 0.0);
    assert_close(values[built->capability[RUS]], 0.25, 1e-15);
    const cw_stand *stand = cw_case_stand(built, 0, BLR);
    assert_close(values[stand->position], 25.0, 0.0);
    assert_close(values[stand->salience], 0.45, 1e-15);
    assert_close(values[built->issues[0].status_quo], 20.0, 0.0);
    assert_int_equal(built->facts[0], CW_TRUE);
    assert_null(cw_case_stand(built, 0, CHN));
}

/* The dossier itself is never changed. */
static void the_base_case_stays(void **state)
{
    fixture *test = *state;
    cw_case_free((cw_case *)build(test, NUMBERS));
    test->built = NULL;
    const cw_case *built = build(test, CW_NONE);
    double values[64];
    cw_world_at_modes(values, test->sampler, built);
    assert_close(values[cw_case_dependence(built, BLR, RUS)], 60.0, 0.0);
    assert_int_equal(cw_case_dependence(built, UZB, RUS), CW_NONE);
    assert_int_equal(built->facts[0], CW_FALSE);
}

static void other_dates(void **state)
{
    fixture *test = *state;
    const cw_case *built = build(test, LATER);
    assert_int_equal(built->forums[0].chair, BLR);
    cw_case_free(test->built);
    built = build(test, EARLIER);
    assert_int_equal(built->forums[0].member_count, 3);
    assert_null(cw_case_seat(built, 0, CHN));
    assert_int_equal(built->forums[0].chair, CW_NONE);
    cw_case_free(test->built);
    /* 19 December 2012 is the first day without Uzbekistan. */
    assert_int_equal(cw_case_build_as_of(&test->built, &test->context, test->dossier,
                                         cw_date_from_calendar(2012, 12, 18)),
                     CW_OK);
    assert_non_null(cw_case_seat(test->built, 0, UZB));
    cw_case_free(test->built);
    assert_int_equal(cw_case_build_as_of(&test->built, &test->context, test->dossier,
                                         cw_date_from_calendar(2012, 12, 19)),
                     CW_OK);
    assert_null(cw_case_seat(test->built, 0, UZB));
}

/* Without a coded capability, that of the series in the year of the case. */
static void capability_from_the_series_alone(void **state)
{
    (void)state;
    cw_context context;
    cw_case *built;
    cw_sampler *sampler;
    double values[4];
    cw_context_init(&context);
    cw_dossier *dossier = read_dossier(
        &context,
        "counterweight: 1\ntitle: t\nas_of: 2021-05-24\n"
        "states: {A: {name: A, series: {2020: 2, 2021: 3}}, B: {name: B, capability: 1}}\n"
        "what_ifs: {before: {title: before, changes: [{as_of: 2020-07-01}]}}\n");
    assert_int_equal(dossier->quantity_count, 2);
    assert_int_equal(cw_sampler_build(&sampler, &context, dossier), CW_OK);
    assert_int_equal(cw_case_build(&built, &context, dossier, CW_NONE), CW_OK);
    cw_world_at_modes(values, sampler, built);
    assert_close(values[built->capability[0]], 3.0, 0.0);
    cw_case_free(built);
    assert_int_equal(cw_case_build(&built, &context, dossier, 0), CW_OK);
    cw_world_at_modes(values, sampler, built);
    assert_close(values[built->capability[0]], 2.0, 1e-12);
    cw_case_free(built);
    cw_sampler_free(sampler);
    cw_dossier_free(dossier);
}

static void capability_follows_the_series(void **state)
{
    fixture *test = *state;
    double values[64];
    assert_int_equal(cw_case_build_as_of(&test->built, &test->context, test->dossier,
                                         cw_date_from_calendar(2002, 12, 31)),
                     CW_OK);
    cw_world_at_modes(values, test->sampler, test->built);
    assert_close(values[test->built->capability[RUS]], 0.25, 1e-15);
    assert_close(values[test->built->capability[BLR]], 0.1, 0.0);
}

/* Only members chair. */
static void who_is_no_member_does_not_chair(void **state)
{
    fixture *test = *state;
    assert_int_equal(cw_case_build(&test->built, &test->context, test->dossier, DEMOTED), CW_OK);
    assert_int_equal(test->built->forums[0].chair, CW_NONE);
    assert_int_equal(test->built->forums[0].member_count, 1);
}

/* Factors that multiply beyond all numbers leave a number. */
static void amounts_stay_finite(void **state)
{
    fixture *test = *state;
    double values[64];
    assert_int_equal(cw_case_build(&test->built, &test->context, test->dossier, VAST), CW_OK);
    cw_world_at_modes(values, test->sampler, test->built);
    cw_concentration found = cw_case_concentration(test->built, 0, values);
    assert_close(found.leader_share, 1.0, 1e-12);
    assert_close(found.hhi, 1.0, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(members_come_first_and_dates_count, set_up, tear_down),
        cmocka_unit_test_setup_teardown(joining_and_changing_status, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_latest_office_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_observer_joins, set_up, tear_down),
        cmocka_unit_test_setup_teardown(leaving_vacates_the_chair, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_is_not_there_changes_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(chair_and_rule, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers_given_to_several_are_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers_are_replaced_or_scaled, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_base_case_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_dates, set_up, tear_down),
        cmocka_unit_test(capability_from_the_series_alone),
        cmocka_unit_test_setup_teardown(capability_follows_the_series, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_is_no_member_does_not_chair, set_up, tear_down),
        cmocka_unit_test_setup_teardown(amounts_stay_finite, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
