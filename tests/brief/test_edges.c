/* What the findings say where figures are missing, unknown or many. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "brief/hand_made_study.h"
#include "counterweight/brief.h"

static hand_made_study made;
static cw_findings *findings;
static cw_text text;

static int set_up(void **state)
{
    (void)state;
    findings = NULL;
    hand_made_study_init(&made);
    cw_text_init(&text, &made.context);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    cw_text_free(&text);
    cw_findings_free(findings);
    hand_made_study_free(&made);
    return 0;
}

static void assert_tells(const char *words)
{
    cw_text_style style = {.width = 0, .appendices = true};
    assert_int_equal(cw_findings_build(&findings, &made.context, &made.study), CW_OK);
    assert_int_equal(cw_brief_write_text(&text, findings, &style), CW_OK);
    if (strstr(cw_text_string(&text), words) == NULL) {
        print_error("not told: %s\nin: %s\n", words, cw_text_string(&text));
    }
    assert_non_null(strstr(cw_text_string(&text), words));
}

static void a_claim_without_a_figure(void **state)
{
    (void)state;
    made.study.claims[0].left = NAN;
    made.study.claims[0].verdict = CW_VERDICT_UNTESTABLE;
    assert_tells("not testable  Gain of Belarus, Collective Security Treaty Organisation, if "
                 "'Belarus takes the chair': no figure; claimed: above 4.2 points (base case)");
}

static void a_claim_with_nothing_but_a_reason(void **state)
{
    (void)state;
    made.dossier->claims[3].provenance.why = "Nobody measures it.";
    assert_tells("judgement  Nobody measures it.");
}

static void no_claim_put_to_the_test(void **state)
{
    (void)state;
    for (size_t i = 0; i < made.dossier->claim_count; i++) {
        made.dossier->claims[i].kind = CW_CLAIM_JUDGEMENT;
        made.study.claims[i].verdict = CW_VERDICT_JUDGEMENT;
    }
    assert_tells("Claims of fact and of judgement");
    assert_null(strstr(cw_text_string(&text), "put to the test"));
    assert_null(strstr(cw_text_string(&text), "Borne out: the comparison"));
}

static void more_drivers_than_are_listed(void **state)
{
    (void)state;
    cw_driver *drivers = cw_arena_allocate(&made.study.arena, 14, sizeof *drivers);
    for (size_t d = 0; d < 14; d++) {
        drivers[d] = made.study.drivers[0];
        drivers[d].swing = 14.0 - (double)d;
        drivers[d].flips = false;
    }
    made.study.drivers = drivers;
    made.study.driver_count = 14;
    assert_tells("2 further ranges move the gain by at most 2.0 points each.");
    assert_non_null(strstr(cw_text_string(&text), "No value of any one of them"));
}

static void mandates_that_hang_on_what_is_unknown(void **state)
{
    (void)state;
    made.study.cases[0].mandates[2].at_modes = CW_UNKNOWN;
    made.study.cases[0].mandates[2].allowed.value = 0.25;
    made.study.cases[0].mandates[3].obstacles.impossible = true;
    assert_tells("unknown (yes in 25% of draws)");
    assert_non_null(strstr(cw_text_string(&text), "Missing: a UN mandate. Nothing can mend it"));
}

static void who_may_lead_was_not_asked(void **state)
{
    (void)state;
    for (size_t c = 0; c < made.study.case_count; c++) {
        made.study.cases[c].mandates[1] = made.study.cases[c].mandates[2];
        made.study.cases[c].mandate_count = 2;
    }
    /* both may not for the same reason, so they share a row, without an answer on leading */
    assert_tells("Russia and Belarus  no                       Missing: a UN mandate");
}

static void a_note_on_an_operation(void **state)
{
    (void)state;
    made.dossier->operations[0].note = "By Article 3.";
    assert_tells("By Article 3. [1]");
}

static void a_forum_without_figures(void **state)
{
    (void)state;
    cw_forum_result *forum = &made.study.cases[0].forums[1];
    forum->concentration = cw_concentration_of(NULL, 0);
    forum->power_known = false;
    assert_tells("no figures");
    assert_non_null(strstr(cw_text_string(&text),
                           "Voting power was not computed for a body of this size and rule."));
}

static void a_forum_of_unknown_power_without_a_question(void **state)
{
    (void)state;
    made.study.headline = CW_NONE;
    made.study.driver_count = 0;
    made.dossier->question.asked = false;
    made.study.cases[0].forums[1].power_known = false;
    made.study.cases[0].forums[0].shapley_shubik[0] = 0.5;
    assert_tells("- SCO: voting power was not computed.");
    assert_non_null(strstr(cw_text_string(&text),
                           "- Collective Security Treaty Organisation: voting power runs from "
                           "33.3% (Belarus and 1 other) to 50.0% (Russia)."));
    assert_non_null(strstr(cw_text_string(&text), "Least voting power"));
}

static void members_without_a_position(void **state)
{
    (void)state;
    hand_made_headline(&made, 0)->voters = 2;
    assert_tells("1 member has no position on it: it neither agrees nor objects.");
}

static void an_issue_that_can_be_taken_nowhere(void **state)
{
    (void)state;
    made.study.cases[0].venues[3].open = false;
    assert_tells("'Does a mission go to Kazakhstan?' can be taken to no forum on this date");
}

static void nothing_moves_a_certain_gain_up_or_down(void **state)
{
    (void)state;
    hand_made_headline(&made, 2)->gain_change = hand_made_summary(-3.0, -4.0, -2.0);
    hand_made_headline(&made, 1)->gain_change = hand_made_summary(0.0, 0.0, 0.0);
    assert_tells(
        "Of 3 what-ifs, none raises the gain; 'China joins' lowers it most, by 3.0 points.");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_claim_without_a_figure),
        TEST(a_claim_with_nothing_but_a_reason),
        TEST(no_claim_put_to_the_test),
        TEST(more_drivers_than_are_listed),
        TEST(mandates_that_hang_on_what_is_unknown),
        TEST(who_may_lead_was_not_asked),
        TEST(a_note_on_an_operation),
        TEST(a_forum_without_figures),
        TEST(a_forum_of_unknown_power_without_a_question),
        TEST(members_without_a_position),
        TEST(an_issue_that_can_be_taken_nowhere),
        TEST(nothing_moves_a_certain_gain_up_or_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
