/* Mandates: three-valued conditions, and what stands in the way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/mandate.h"
#include "support/assert_close.h"
#include "support/read_dossier.h"

static const char *const text =
    "counterweight: 1\n"
    "title: test\n"
    "as_of: 2022-05-24\n"
    "states:\n"
    "  RUS: {name: Russia, capability: 2}\n"
    "  BLR: {name: Belarus, capability: 1}\n"
    "  UKR: {name: Ukraine, capability: 1}\n"
    "forums:\n"
    "  csto: {name: CSTO, members: [{states: [RUS, BLR]}], rule: consensus}\n"
    "  unsc: {name: UNSC, members: [{state: RUS}], rule: consensus}\n"
    "issues:\n"
    "  mandate:\n"
    "    question: a mandate?\n"
    "    scale: {0: none, 100: full}\n"
    "    status_quo: 0\n"
    "    positions: {RUS: 60}\n"
    "    salience: {RUS: 1}\n"
    "    forums: [unsc]\n"
    "facts:\n"
    "  consent: {text: Ukraine consents, holds: false}\n"
    "  rumour: {text: rumour has it, holds: unknown}\n"
    "conflicts:\n"
    "  war: {name: the war, parties: [RUS, UKR]}\n"
    "operations:\n"
    "  donbas:\n"
    "    title: Donbas\n"
    "    forum: csto\n"
    "    host: UKR\n"
    "    deploy:\n"
    "      all:\n"
    "        - {fact: consent}\n"
    "        - {member_of: csto}\n"
    "        - {decided: {forum: unsc, issue: mandate, outcome: 100}}\n"
    "    lead: {not: {party_to: war}}\n"
    "  either:\n"
    "    title: either\n"
    "    forum: csto\n"
    "    host: BLR\n"
    "    deploy: {any: [{all: [{fact: consent}, {fact: rumour}]}, {host_member_of: unsc}]}\n"
    "  open: {title: open, forum: csto}\n"
    "  labelled:\n"
    "    title: labelled\n"
    "    forum: csto\n"
    "    deploy:\n"
    "      label: all in order\n"
    "      all:\n"
    "        - {any: [{fact: consent, label: they agree}], label: safeguards}\n"
    "        - {not: {party_to: war}, label: neutral}\n"
    "    lead: {fact: consent}\n"
    "  rumoured: {title: rumoured, forum: csto, deploy: {any: [{fact: rumour}, {state: [BLR]}]}}\n"
    "what_ifs:\n"
    "  consented: {title: Ukraine consents, changes: [{fact: consent, is: true}]}\n";

enum { RUS, BLR, UKR };
enum { DONBAS, EITHER, OPEN, LABELLED, RUMOURED };

typedef struct fixture {
    cw_context context;
    cw_dossier *dossier;
    cw_case *base;
    cw_case *consented;
} fixture;

static int set_up(void **state)
{
    static fixture shared;
    shared = (fixture){0};
    cw_context_init(&shared.context);
    shared.dossier = read_dossier(&shared.context, text);
    assert_int_equal(cw_case_build(&shared.base, &shared.context, shared.dossier, CW_NONE), CW_OK);
    assert_int_equal(cw_case_build(&shared.consented, &shared.context, shared.dossier, 0), CW_OK);
    *state = &shared;
    return 0;
}

static int tear_down(void **state)
{
    fixture *test = *state;
    cw_case_free(test->base);
    cw_case_free(test->consented);
    cw_dossier_free(test->dossier);
    return 0;
}

/* The forum decides as the test says. */
static cw_truth as_told(void *payload, const cw_condition *decided)
{
    const cw_truth *told = payload;
    assert_int_equal(decided->form, CW_CONDITION_DECIDED);
    assert_close(decided->outcome, 100.0, 0.0);
    return *told;
}

static cw_mandate_question ask(const cw_case *built, size_t operation, size_t candidate,
                               cw_role role, cw_truth *told)
{
    return (cw_mandate_question){built, operation, candidate, role, as_told, told};
}

static cw_truth allows(const cw_case *built, size_t operation, size_t candidate, cw_role role,
                       cw_truth told)
{
    cw_mandate_question question = ask(built, operation, candidate, role, &told);
    return cw_mandate_allows(&question);
}

static void all_conditions_count(void **state)
{
    const fixture *test = *state;
    assert_int_equal(allows(test->base, DONBAS, BLR, CW_ROLE_DEPLOY, CW_TRUE), CW_FALSE);
    assert_int_equal(allows(test->consented, DONBAS, BLR, CW_ROLE_DEPLOY, CW_TRUE), CW_TRUE);
    assert_int_equal(allows(test->consented, DONBAS, BLR, CW_ROLE_DEPLOY, CW_FALSE), CW_FALSE);
    assert_int_equal(allows(test->consented, DONBAS, UKR, CW_ROLE_DEPLOY, CW_TRUE), CW_FALSE);
}

static void leading_needs_more(void **state)
{
    const fixture *test = *state;
    assert_int_equal(allows(test->consented, DONBAS, RUS, CW_ROLE_DEPLOY, CW_TRUE), CW_TRUE);
    assert_int_equal(allows(test->consented, DONBAS, RUS, CW_ROLE_LEAD, CW_TRUE), CW_FALSE);
    assert_int_equal(allows(test->consented, DONBAS, BLR, CW_ROLE_LEAD, CW_TRUE), CW_TRUE);
    assert_int_equal(allows(test->base, DONBAS, BLR, CW_ROLE_LEAD, CW_TRUE), CW_FALSE);
}

/* Kleene: unknown and false is false, unknown or true is true. */
static void unknown_matters_only_where_it_can(void **state)
{
    const fixture *test = *state;
    assert_int_equal(allows(test->base, RUMOURED, RUS, CW_ROLE_DEPLOY, CW_TRUE), CW_UNKNOWN);
    assert_int_equal(allows(test->base, RUMOURED, BLR, CW_ROLE_DEPLOY, CW_TRUE), CW_TRUE);
    assert_int_equal(allows(test->base, EITHER, RUS, CW_ROLE_DEPLOY, CW_TRUE), CW_FALSE);
    assert_int_equal(allows(test->consented, EITHER, RUS, CW_ROLE_DEPLOY, CW_TRUE), CW_UNKNOWN);
    assert_int_equal(allows(test->base, DONBAS, BLR, CW_ROLE_DEPLOY, CW_UNKNOWN), CW_FALSE);
    assert_int_equal(allows(test->consented, DONBAS, BLR, CW_ROLE_DEPLOY, CW_UNKNOWN), CW_UNKNOWN);
}

static void no_condition_lets_all_through(void **state)
{
    const fixture *test = *state;
    cw_truth told = CW_TRUE;
    cw_mandate_question question = ask(test->base, OPEN, UKR, CW_ROLE_LEAD, &told);
    cw_obstacles obstacles;
    assert_int_equal(cw_mandate_allows(&question), CW_TRUE);
    cw_mandate_obstacles(&obstacles, &question);
    assert_int_equal(obstacles.count, 0);
    assert_false(obstacles.impossible);
}

static void every_failing_condition_stands_in_the_way(void **state)
{
    const fixture *test = *state;
    cw_truth told = CW_FALSE;
    cw_mandate_question question = ask(test->base, DONBAS, RUS, CW_ROLE_LEAD, &told);
    cw_obstacles obstacles;
    cw_mandate_obstacles(&obstacles, &question);
    assert_int_equal(obstacles.count, 3);
    assert_int_equal(obstacles.items[0]->form, CW_CONDITION_FACT);
    assert_int_equal(obstacles.items[1]->form, CW_CONDITION_DECIDED);
    assert_int_equal(obstacles.items[2]->form, CW_CONDITION_PARTY);
    assert_false(obstacles.must_fail[0]);
    assert_true(obstacles.must_fail[2]);
}

/* The nearest labelled `all` or `any` around each leaf is named before it; a label on a `not` is not. */
static void labels_around_a_condition_are_told(void **state)
{
    static const char *const expected[] = {
        "safeguards: they agree", "all in order: is a party to the war", "Ukraine consents"};
    const fixture *test = *state;
    cw_context context = test->context;
    cw_truth told = CW_FALSE;
    cw_mandate_question question = ask(test->base, LABELLED, RUS, CW_ROLE_LEAD, &told);
    cw_obstacles obstacles;
    cw_mandate_obstacles(&obstacles, &question);
    assert_int_equal(obstacles.count, 3);
    assert_null(obstacles.within[2]);
    for (size_t k = 0; k < 3; k++) {
        cw_text words;
        cw_text_init(&words, &context);
        cw_obstacle_describe(&words, &obstacles, k);
        assert_string_equal(cw_text_string(&words), expected[k]);
        cw_text_free(&words);
    }
}

/* Of two ways through, the one with fewer obstacles. */
static void the_shorter_way_is_named(void **state)
{
    const fixture *test = *state;
    cw_truth told = CW_FALSE;
    cw_mandate_question question = ask(test->base, EITHER, RUS, CW_ROLE_DEPLOY, &told);
    cw_obstacles obstacles;
    cw_mandate_obstacles(&obstacles, &question);
    assert_int_equal(obstacles.count, 1);
    assert_int_equal(obstacles.items[0]->form, CW_CONDITION_HOST);
}

/* Seventeen conditions that fail are more than are listed: no way through is named; a way of one is
 * preferred to it, wherever it stands. */
static void too_many_obstacles_are_no_way(void **state)
{
    (void)state;
    cw_context context;
    cw_text words;
    cw_case *built;
    cw_truth told = CW_FALSE;
    cw_obstacles obstacles;
    cw_context_init(&context);
    cw_text_init(&words, &context);
    cw_text_append(&words, "counterweight: 1\ntitle: t\nas_of: 2022-05-24\n"
                           "states: {A: {name: A, capability: 1}}\n"
                           "forums: {f: {name: F, members: [{state: A}], rule: consensus}}\n"
                           "facts: {x: {text: x, holds: false}, y: {text: y, holds: unknown}}\n"
                           "operations:\n"
                           "  many:\n    title: many\n    forum: f\n    deploy:\n      all:\n");
    for (int k = 0; k <= CW_OBSTACLES_MAX; k++)
        cw_text_append(&words, "        - {fact: x}\n");
    cw_text_append(&words, "        - {fact: y}\n  either:\n    title: either\n    forum: f\n"
                           "    deploy:\n      any:\n        - {all: [");
    for (int k = 0; k <= CW_OBSTACLES_MAX; k++)
        cw_text_append(&words, k == 0 ? "{fact: x}" : ", {fact: x}");
    cw_text_append(&words, "]}\n        - {not: {fact: y}}\n");
    cw_dossier *dossier = read_dossier(&context, cw_text_string(&words));
    assert_int_equal(cw_case_build(&built, &context, dossier, CW_NONE), CW_OK);
    cw_mandate_question question = ask(built, 0, 0, CW_ROLE_DEPLOY, &told);
    assert_int_equal(cw_mandate_allows(&question), CW_FALSE);
    cw_mandate_obstacles(&obstacles, &question);
    assert_true(obstacles.impossible && obstacles.count == 0);
    question = ask(built, 1, 0, CW_ROLE_DEPLOY, &told);
    assert_int_equal(cw_mandate_allows(&question), CW_UNKNOWN);
    cw_mandate_obstacles(&obstacles, &question);
    assert_true(!obstacles.impossible && obstacles.count == 1 && obstacles.must_fail[0]);
    cw_case_free(built);
    cw_dossier_free(dossier);
    cw_text_free(&words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_conditions_count, set_up, tear_down),
        cmocka_unit_test_setup_teardown(leading_needs_more, set_up, tear_down),
        cmocka_unit_test_setup_teardown(unknown_matters_only_where_it_can, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_condition_lets_all_through, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_failing_condition_stands_in_the_way, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(labels_around_a_condition_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_shorter_way_is_named, set_up, tear_down),
        cmocka_unit_test(too_many_obstacles_are_no_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
