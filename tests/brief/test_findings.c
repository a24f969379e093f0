/* What the findings say of figures at the ends, and of what is missing. */
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

/* Builds the findings anew and writes them on one line per passage. */
static const char *told(void)
{
    cw_text_style style = {.width = 0, .appendices = true};
    cw_findings_free(findings);
    findings = NULL;
    cw_text_free(&text);
    assert_int_equal(cw_findings_build(&findings, &made.context, &made.study), CW_OK);
    assert_int_equal(cw_brief_write_text(&text, findings, &style), CW_OK);
    return cw_text_string(&text);
}

static void assert_tells(const char *words)
{
    if (strstr(told(), words) == NULL) {
        print_error("not told: %s\nin: %s\n", words, cw_text_string(&text));
    }
    assert_non_null(strstr(cw_text_string(&text), words));
}

static void a_gain(void **state)
{
    (void)state;
    assert_tells("Taking 'Do Belarusian troops fight in Ukraine?' to the Collective Security "
                 "Treaty Organisation gains Belarus 4.2 points of 100 (80% interval 0.0 to 15.1) "
                 "over settling it with Russia alone; it gains at all in 63% of draws. Russia's "
                 "threat to go around the forum binds in 71% of draws and is carried out in 12%.");
}

static void a_loss(void **state)
{
    (void)state;
    hand_made_headline(&made, 0)->gain = hand_made_summary(-2.14, -5.0, 1.0);
    assert_tells("costs Belarus 2.1 points of 100 (80% interval of the gain -5.0 to 1.0) compared");
}

static void no_difference(void **state)
{
    (void)state;
    hand_made_headline(&made, 0)->gain = hand_made_summary(-0.04, -0.3, 0.2);
    assert_tells("makes no difference to Belarus in the middle draw (80% interval of the gain -0.3 "
                 "to 0.2) compared with settling it with Russia alone");
}

static void a_certain_gain_has_no_interval(void **state)
{
    (void)state;
    cw_venue_result *venue = hand_made_headline(&made, 0);
    venue->gain = hand_made_summary(3.0, 3.0, 3.0);
    venue->threat_binds.value = 0.0;
    venue->bypassed.value = 0.0;
    assert_tells("gains Belarus 3.0 points of 100 over settling it with Russia alone; every draw "
                 "gives the same. Russia's threat to go around the forum never binds.");
}

static void a_threat_always_carried_out(void **state)
{
    (void)state;
    cw_venue_result *venue = hand_made_headline(&made, 0);
    venue->threat_binds.value = 1.0;
    venue->bypassed.value = 1.0;
    assert_tells("binds in every draw and is carried out in all.");
}

static void a_threat_never_carried_out(void **state)
{
    (void)state;
    hand_made_headline(&made, 0)->bypassed.value = 0.0;
    assert_tells("binds in 71% of draws and is never carried out.");
}

static void a_forum_that_is_not_open(void **state)
{
    (void)state;
    hand_made_headline(&made, 0)->open = false;
    assert_tells("is not possible on 24 May 2022 (not open: no member has a position on it), so "
                 "there is no gain to report.");
    assert_int_equal(findings->key_figure_count, 0);
    assert_null(strstr(cw_text_string(&text), "What it hangs on"));
}

static void no_bilateral_settlement(void **state)
{
    (void)state;
    cw_venue_result *venue = hand_made_headline(&made, 0);
    venue->gain = hand_made_summary(NAN, NAN, NAN);
    venue->bilateral = venue->gain;
    assert_tells("ends at 57.0 of 100 (80% interval 40.5 to 75.2). What that gains cannot be said");
}

static void no_issue_for_the_question(void **state)
{
    (void)state;
    made.study.headline = CW_NONE;
    made.study.driver_count = 0;
    assert_tells("There is no gain to report: no issue of this dossier can be taken to the "
                 "Collective Security Treaty Organisation by Belarus.");
}

static void no_question(void **state)
{
    (void)state;
    made.study.headline = CW_NONE;
    made.study.driver_count = 0;
    made.dossier->question = (cw_question){
        .asked = false, .state = CW_NONE, .against = CW_NONE, .forum = CW_NONE, .issue = CW_NONE};
    assert_tells("This dossier asks about no one state; it describes 3 "
                 "forums and 2 issues as they are on 24 May 2022.");
}

/* A dossier of nothing but forums. */
static void forums_only(void **state)
{
    (void)state;
    made.study.headline = CW_NONE;
    made.study.driver_count = 0;
    made.dossier->question = (cw_question){.asked = false};
    made.dossier->issue_count = 0;
    made.dossier->claim_count = 0;
    made.dossier->operation_count = 0;
    for (size_t c = 0; c < made.study.case_count; c++) {
        made.study.cases[c].venue_count = 0;
        made.study.cases[c].mandate_count = 0;
    }
    assert_tells("3 forums and 0 issues");
    assert_non_null(strstr(cw_text_string(&text), "What a say is made of"));
    assert_null(strstr(cw_text_string(&text), "Where it would end"));
    assert_null(strstr(cw_text_string(&text), "Who may act"));
}

static void no_what_ifs(void **state)
{
    (void)state;
    size_t cases = made.study.case_count;
    made.study.case_count = 1;
    told();
    assert_null(strstr(cw_text_string(&text), "what-if"));
    assert_null(strstr(cw_text_string(&text), "What would change it"));
    made.study.case_count = cases;
}

static void what_ifs_without_effect(void **state)
{
    (void)state;
    for (size_t c = 1; c < made.study.case_count; c++) {
        hand_made_headline(&made, c)->gain_change = hand_made_summary(0.0, 0.0, 0.0);
    }
    assert_tells("Of 3 what-ifs, none moves the gain in the middle draw.");
}

static void no_driver_to_see(void **state)
{
    (void)state;
    made.study.driver_count = 0;
    assert_tells("No uncertain number of the dossier, moved alone from end to end of its range, "
                 "moves the gain.");
}

static void a_free_way_around(void **state)
{
    (void)state;
    made.study.cases[0].built->forums[0].bypass_cost = CW_NONE;
    assert_tells("Going around the forum costs Russia nothing in this dossier. While the outcome");
}

static void many_members_are_cut_short(void **state)
{
    (void)state;
    enum { MEMBERS = 40 };
    cw_case_forum *built = &made.study.cases[0].built->forums[1];
    cw_forum_result *forum = &made.study.cases[0].forums[1];
    cw_arena *arena = &made.study.arena;
    built->seats = cw_arena_allocate(arena, MEMBERS, sizeof *built->seats);
    forum->capability_share = cw_arena_allocate(arena, MEMBERS, sizeof(double));
    forum->shapley_shubik = cw_arena_allocate(arena, MEMBERS, sizeof(double));
    forum->banzhaf = forum->shapley_shubik;
    for (size_t s = 0; s < MEMBERS; s++) {
        built->seats[s] =
            (cw_seat){.state = 3, .voice = CW_NONE}; /* China: nothing is asked about it */
        forum->capability_share[s] = s == 7 ? 0.5 : 0.01;
        forum->shapley_shubik[s] = s == 7 ? 0.5 : 0.01;
    }
    built->seat_count = built->member_count = forum->member_count = MEMBERS;
    assert_tells("and 30 others");
}

/* Every source that is cited is listed, and every table has words in its heading. */
static void citations_resolve(void **state)
{
    (void)state;
    told();
    assert_int_equal(findings->reference_count, made.dossier->source_count);
    size_t cited = 0;
    for (size_t s = 0; s < findings->section_count; s++) {
        for (size_t b = 0; b < findings->sections[s].block_count; b++) {
            const cw_block *block = &findings->sections[s].blocks[b];
            for (size_t p = 0; p < block->passage_count; p++) {
                for (size_t i = 0; i < block->passages[p].span_count; i++) {
                    size_t source = block->passages[p].spans[i].source;
                    assert_true(source == CW_NONE || source < findings->reference_count);
                    cited += source != CW_NONE ? 1 : 0;
                }
            }
            size_t cells =
                block->table == NULL ? 0 : block->table->row_count * block->table->column_count;
            for (size_t i = 0; i < cells; i++) {
                const cw_cell *cell = &block->table->cells[i];
                for (size_t k = 0; k < cell->source_count; k++) {
                    assert_true(cell->sources[k] < findings->reference_count);
                    cited++;
                }
            }
        }
    }
    assert_true(cited >= 12);
}

/* Only what opens in a browser and does nothing else becomes a link. */
static void only_web_addresses_become_links(void **state)
{
    (void)state;
    told();
    assert_string_equal(findings->references[0].url, "https://example.org/?a=1&b=2");
    assert_null(findings->references[1].url);
    assert_null(findings->references[2].url);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_gain),
        TEST(a_loss),
        TEST(no_difference),
        TEST(a_certain_gain_has_no_interval),
        TEST(a_threat_always_carried_out),
        TEST(a_threat_never_carried_out),
        TEST(a_forum_that_is_not_open),
        TEST(no_bilateral_settlement),
        TEST(no_issue_for_the_question),
        TEST(no_question),
        TEST(forums_only),
        TEST(no_what_ifs),
        TEST(what_ifs_without_effect),
        TEST(no_driver_to_see),
        TEST(a_free_way_around),
        TEST(many_members_are_cut_short),
        TEST(citations_resolve),
        TEST(only_web_addresses_become_links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
