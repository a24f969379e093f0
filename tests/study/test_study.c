/* The whole experiment on a small dossier, against figures that can be worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "counterweight/study.h"
#include "support/assert_close.h"
#include "support/read_dossier.h"

/* Weak (10) is pressed by Strong (90) over a status quo of 40. Alone: 40 + a_j D_i - a_i D_j with
 * a_j = 3/4, so 40 + 0.75 D_i at D_j = 0. In the forum Third, who depends on nobody and wants no
 * change, vetoes every change; going around costs Strong b. So the gain of Weak is 0.75 D_i where
 * that is at most b, and 0 where it is more: the forum is then bypassed. */
static const char *const text =
    "counterweight: 1\n"
    "title: test\n"
    "as_of: 2022-05-24\n"
    "question: {state: WEAK, against: STRONG, forum: forum, issue: stake}\n"
    "states:\n"
    "  STRONG: {name: Strong, capability: 3, series: {2020: 3, 2021: 6, 2022: 3}}\n"
    "  WEAK: {name: Weak, capability: 1, series: {2020: 1, 2021: 1, 2022: 1}}\n"
    "  THIRD: {name: Third, capability: 1, series: {2022: 1}}\n"
    "  NEXT: {name: Next, capability: 5}\n"
    "forums:\n"
    "  forum:\n"
    "    name: Forum\n"
    "    members: [{states: [STRONG, WEAK]}, {state: THIRD, since: 2021-06-01}]\n"
    "    rule: consensus\n"
    "    chair: [{state: WEAK, since: 2021-01-01}, {state: THIRD, since: 2022-03-01}]\n"
    "    bypass_cost: 15\n"
    "  bloc:\n"
    "    name: Bloc\n"
    "    members: [{state: STRONG, weights: {votes: 50}}, {state: WEAK, weights: {votes: 49}}, "
    "{state: THIRD, weights: {votes: 1}}]\n"
    "    rule: {weight: votes, quota: 51}\n"
    "issues:\n"
    "  stake:\n"
    "    question: how much?\n"
    "    scale: {0: none, 100: all}\n"
    "    status_quo: 40\n"
    "    positions: {STRONG: 90, WEAK: 10, THIRD: 40, NEXT: 80}\n"
    "    salience: {STRONG: 1, WEAK: 1, THIRD: 0.5, NEXT: 1}\n"
    "    forums: [forum]\n"
    "ties:\n"
    "  - {of: WEAK, on: STRONG, dependence: [0, 40]}\n"
    "facts:\n"
    "  consent: {text: the host consents, holds: unknown}\n"
    "operations:\n"
    "  mission:\n"
    "    title: Mission\n"
    "    forum: forum\n"
    "    deploy: {all: [{fact: consent}, {decided: {forum: forum, issue: stake, outcome: 40}}]}\n"
    "    lead: {state: [WEAK]}\n"
    "what_ifs:\n"
    "  tied: {title: half as dependent, changes: [{tie: WEAK, on: STRONG, by: 0.5}]}\n"
    "  wider: {title: Next joins, changes: [{join: forum, states: [NEXT]}]}\n"
    "  consented: {title: the host consents, changes: [{fact: consent, is: true}]}\n"
    "claims:\n"
    "  share: {text: wider dilutes, test: {measure: capability_share, state: STRONG, what_if: "
    "wider, "
    "is: below, than: base}}\n"
    "  say: {text: wider strengthens, test: {measure: shapley_shubik, what_if: wider, is: above, "
    "than: base}}\n"
    "  gains: {text: it gains, test: {measure: gain, is: above, than: 5}}\n"
    "  votes: {text: half the power, test: {measure: shapley_shubik, state: STRONG, forum: bloc, "
    "is: "
    "equal, than: 0.6666666666666666}}\n"
    "  opinion: {text: it is good, kind: judgement}\n"
    "  wrong: {text: it is wrong, kind: wrong}\n";

enum { STRONG, WEAK, THIRD, NEXT };
enum { BASE, TIED, WIDER, CONSENTED };
enum { SHARE, SAY, GAINS, VOTES, OPINION, WRONG };

typedef struct fixture {
    cw_context context;
    cw_dossier *dossier;
    cw_study *study;
} fixture;

static int set_up(void **state)
{
    static fixture shared;
    shared = (fixture){0};
    cw_context_init(&shared.context);
    shared.dossier = read_dossier(&shared.context, text);
    assert_int_equal(cw_study_run(&shared.study, &shared.context, shared.dossier, NULL), CW_OK);
    *state = &shared;
    return 0;
}

static int tear_down(void **state)
{
    fixture *test = *state;
    cw_study_free(test->study);
    cw_dossier_free(test->dossier);
    return 0;
}

static const cw_venue_result *headline(const fixture *test, size_t case_index)
{
    return &test->study->cases[case_index].venues[test->study->headline];
}

/* D_i uniform on [0, 40], bypass where 0.75 D_i > 15: half of the draws. The gain is uniform on
 * [0, 15] in the other half. */
static void the_distribution_of_the_gain(void **state)
{
    const fixture *test = *state;
    const cw_venue_result *found = headline(test, BASE);
    assert_true(found->open);
    assert_int_equal(found->voters, 3);
    assert_close(found->bypassed.value, 0.5, 0.02);
    assert_close(found->gain_positive.value, 0.5, 0.02);
    assert_true(found->bypassed.low95 < 0.5 && found->bypassed.high95 > 0.5);
    assert_close(found->gain.mean, 3.75, 0.15);
    assert_close(found->gain.high80, 12.0, 0.4);
    assert_close(found->gain.low95, 0.0, 0.0);
    assert_close(found->bilateral.median, 55.0, 0.5);
    assert_close(found->decides.value, 1.0, 0.0);
}

/* Half the dependence, on the same draws: bilateral 40 + 0.375 D_i, never worth going around. */
static void differences_are_taken_draw_by_draw(void **state)
{
    const fixture *test = *state;
    const cw_venue_result *found = headline(test, TIED);
    assert_close(found->bypassed.value, 0.0, 0.0);
    assert_close(found->gain.mean, 7.5, 0.15);
    assert_close(found->gain_rises.value, headline(test, BASE)->bypassed.value, 0.01);
    /* The change is 0.375 D_i in half the draws and -0.375 D_i in the other. */
    assert_close(found->gain_change.low95, -7.125, 0.3);
    assert_close(found->gain_change.high95, 14.25, 0.6);
}

/* To the last bit, but for the padding of the structure. */
static void assert_same(const cw_summary *one, const cw_summary *other)
{
    const double a[] = {one->mean, one->median, one->low80, one->high80, one->low95, one->high95};
    const double b[] = {other->mean,   other->median, other->low80,
                        other->high80, other->low95,  other->high95};
    assert_memory_equal(a, b, sizeof a);
    assert_int_equal(one->constant, other->constant);
}

/* A what-if that does not touch the venue gives the base case to the last bit. */
static void what_changes_nothing_changes_nothing(void **state)
{
    const fixture *test = *state;
    assert_same(&headline(test, CONSENTED)->gain, &headline(test, BASE)->gain);
    assert_close(headline(test, CONSENTED)->gain_change.high95, 0.0, 0.0);
}

static void forums_and_their_power(void **state)
{
    const fixture *test = *state;
    const cw_forum_result *forum = &test->study->cases[BASE].forums[0];
    assert_int_equal(forum->member_count, 3);
    assert_close(forum->capability_share[0], 0.6, 1e-12);
    assert_int_equal(forum->concentration.leader, STRONG);
    assert_close(forum->concentration.hhi, 0.44, 1e-12);
    assert_true(forum->power_known);
    assert_close(forum->shapley_shubik[1], 1.0 / 3.0, 1e-12);
    const cw_forum_result *bloc = &test->study->cases[BASE].forums[1];
    assert_close(bloc->shapley_shubik[0], 2.0 / 3.0, 1e-12);
    assert_close(bloc->banzhaf[0], 3.0 / 5.0, 1e-12);
    assert_close(test->study->cases[WIDER].forums[0].capability_share[0], 0.3, 1e-12);
}

/* One range: it flips the sign where going around begins to pay, at 15 / 0.75 = 20, and again at 0,
 * where there is no pressure. */
static void the_driver_and_its_flip(void **state)
{
    const fixture *test = *state;
    assert_int_equal(test->study->driver_count, 1);
    const cw_driver *driver = &test->study->drivers[0];
    assert_int_equal(driver->quantity, test->dossier->ties[0].dependence);
    assert_true(driver->flips);
    assert_close(driver->flip_at, 20.0, 1e-6);
    assert_close(driver->swing, 15.0, 1e-6);
    assert_close(driver->gain_at_low, 0.0, 0.0);
    /* With x the rank of D_i in [0, 1], the gain's rank is 1/2 + x below 1/2 and 1/4 above:
     * covariance -5/96, variances 1/12 and 7/96. */
    assert_close(driver->rank_correlation, -5.0 / 96.0 / sqrt(1.0 / 12.0 * 7.0 / 96.0), 0.01);
}

static void claims_and_their_verdicts(void **state)
{
    const fixture *test = *state;
    const cw_claim_result *claims = test->study->claims;
    assert_int_equal(claims[SHARE].verdict, CW_VERDICT_BORNE_OUT);
    assert_close(claims[SHARE].left, 0.3, 1e-12);
    assert_close(claims[SHARE].right, 0.6, 1e-12);
    assert_int_equal(claims[SAY].verdict, CW_VERDICT_NOT_BORNE_OUT);
    assert_int_equal(claims[GAINS].verdict, CW_VERDICT_DEPENDS);
    assert_close(claims[GAINS].holds.value, 1.0 / 3.0, 0.02);
    assert_int_equal(claims[GAINS].hangs_on, test->dossier->ties[0].dependence);
    assert_int_equal(claims[VOTES].verdict, CW_VERDICT_BORNE_OUT);
    assert_int_equal(claims[OPINION].verdict, CW_VERDICT_JUDGEMENT);
    assert_int_equal(claims[WRONG].verdict, CW_VERDICT_WRONG);
    assert_string_equal(cw_verdict_id(claims[SHARE].verdict), "borne_out");
    assert_string_equal(cw_verdict_id(claims[WRONG].verdict), "wrong");
}

static const cw_mandate_result *mandate(const fixture *test, size_t case_index, size_t candidate,
                                        cw_role role)
{
    const cw_case_result *found = &test->study->cases[case_index];
    for (size_t m = 0; m < found->mandate_count; m++)
        if (found->mandates[m].candidate == candidate && found->mandates[m].role == role)
            return &found->mandates[m];
    fail();
    return NULL;
}

/* The forum agrees to keep the status quo: nobody objects. So all hangs on the unknown consent. */
static void mandates_and_what_stands_in_the_way(void **state)
{
    const fixture *test = *state;
    const cw_mandate_result *found = mandate(test, BASE, WEAK, CW_ROLE_LEAD);
    assert_int_equal(found->at_modes, CW_UNKNOWN);
    assert_close(found->unknown.value, 1.0, 0.0);
    assert_int_equal(found->obstacles.count, 1);
    assert_int_equal(found->obstacles.items[0]->form, CW_CONDITION_FACT);
    found = mandate(test, CONSENTED, WEAK, CW_ROLE_LEAD);
    assert_close(found->allowed.value, 1.0, 0.0);
    found = mandate(test, CONSENTED, STRONG, CW_ROLE_LEAD);
    assert_close(found->allowed.value, 0.0, 0.0);
    assert_int_equal(found->obstacles.items[0]->form, CW_CONDITION_STATE);
    assert_int_equal(mandate(test, CONSENTED, STRONG, CW_ROLE_DEPLOY)->at_modes, CW_TRUE);
    /* Next has no seat in the base case but is asked about, since it may join. */
    assert_non_null(mandate(test, BASE, NEXT, CW_ROLE_DEPLOY));
}

static void the_same_bytes_on_any_number_of_threads(void **state)
{
    fixture *test = *state;
    const size_t threads[] = {1, 2, 3, 7, 16};
    for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
        cw_study_options options = CW_STUDY_OPTIONS_INIT;
        options.threads = threads[t];
        cw_study *again;
        assert_int_equal(cw_study_run(&again, &test->context, test->dossier, &options), CW_OK);
        for (size_t c = 0; c < again->case_count; c++) {
            const cw_venue_result *one = &again->cases[c].venues[0];
            const cw_venue_result *other = &test->study->cases[c].venues[0];
            assert_same(&one->gain, &other->gain);
            assert_same(&one->gain_change, &other->gain_change);
        }
        assert_true(again->drivers[0].rank_correlation == test->study->drivers[0].rank_correlation);
        cw_study_free(again);
    }
}

static void another_seed_gives_other_draws(void **state)
{
    fixture *test = *state;
    cw_study_options options = CW_STUDY_OPTIONS_INIT;
    options.seed++;
    cw_study *again;
    assert_int_equal(cw_study_run(&again, &test->context, test->dossier, &options), CW_OK);
    assert_true(again->cases[0].venues[0].gain.mean != headline(test, BASE)->gain.mean);
    assert_close(again->cases[0].venues[0].gain.mean, headline(test, BASE)->gain.mean, 0.3);
    cw_study_free(again);
}

static void options_are_checked_and_work_can_be_stopped(void **state)
{
    fixture *test = *state;
    cw_study *none = NULL;
    cw_study_options options = CW_STUDY_OPTIONS_INIT;
    options.draws = 99;
    assert_int_equal(cw_study_run(&none, &test->context, test->dossier, &options), CW_ERROR_USAGE);
    cw_context_cancel(&test->context);
    assert_int_equal(cw_study_run(&none, &test->context, test->dossier, NULL),
                     CW_ERROR_INTERRUPTED);
    assert_null(none);
}

static void years_of_a_forum(void **state)
{
    fixture *test = *state;
    int from;
    int to;
    cw_timeline_span(test->dossier, 0, &from, &to);
    assert_int_equal(from, 2021);
    assert_int_equal(to, 2022);
    cw_timeline_year years[3];
    assert_int_equal(cw_timeline_build(years, &test->context, test->dossier, 0, 2020, 2022), CW_OK);
    assert_int_equal(years[0].members, 2);
    assert_close(years[0].concentration.leader_share, 0.75, 1e-12);
    assert_int_equal(years[0].chair, CW_NONE);
    assert_int_equal(years[1].members, 3);
    assert_int_equal(years[1].figures, 2);
    assert_int_equal(years[1].chair, WEAK);
    assert_close(years[2].concentration.leader_share, 0.6, 1e-12);
    assert_int_equal(years[2].concentration.leader, STRONG);
    assert_int_equal(years[2].chair, THIRD);
    const cw_timeline *told = &test->study->timelines[0];
    assert_int_equal(told->year_count, 2);
    assert_int_equal(told->years[0].year, 2021);
    assert_int_equal(told->years[1].chair, THIRD);
    assert_close(told->years[1].concentration.hhi, years[2].concentration.hhi, 0.0);
}

/* Draws double until the median is sure enough, and the study is that of so many draws. */
static void draws_go_on_until_the_median_is_sure(void **state)
{
    fixture *test = *state;
    cw_study_options options = {.seed = 4, .draws = 200, .threads = 2};
    const double points = 0.5;
    cw_study *sure;
    cw_study *plain;
    assert_int_equal(cw_study_run_until(&sure, &test->context, test->dossier, &options, points),
                     CW_OK);
    assert_true(cw_study_width(sure) <= points);
    uint64_t reached = sure->options.draws;
    assert_true(reached > 200);
    for (uint64_t draws = 200; draws <= reached; draws *= 2) {
        options.draws = draws;
        assert_int_equal(cw_study_run(&plain, &test->context, test->dossier, &options), CW_OK);
        assert_true((cw_study_width(plain) <= points) == (draws == reached));
        if (draws == reached)
            assert_memory_equal(&plain->cases[0].precision, &sure->cases[0].precision,
                                sizeof sure->cases[0].precision);
        cw_study_free(plain);
    }
    cw_study_free(sure);
    options.draws = CW_STUDY_UNTIL_DRAWS_MAX + 1;
    assert_int_equal(cw_study_run_until(&sure, &test->context, test->dossier, &options, points),
                     CW_ERROR_USAGE);
    options.draws = 200;
    assert_int_equal(cw_study_run_until(&sure, &test->context, test->dossier, &options, 0.0),
                     CW_ERROR_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_distribution_of_the_gain, set_up, tear_down),
        cmocka_unit_test_setup_teardown(differences_are_taken_draw_by_draw, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_changes_nothing_changes_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(forums_and_their_power, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_driver_and_its_flip, set_up, tear_down),
        cmocka_unit_test_setup_teardown(claims_and_their_verdicts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(mandates_and_what_stands_in_the_way, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_bytes_on_any_number_of_threads, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_seed_gives_other_draws, set_up, tear_down),
        cmocka_unit_test_setup_teardown(options_are_checked_and_work_can_be_stopped, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(draws_go_on_until_the_median_is_sure, set_up, tear_down),
        cmocka_unit_test_setup_teardown(years_of_a_forum, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
