/* What a dossier without mistakes becomes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "counterweight/dossier.h"

typedef struct fixture {
    cw_context context;
    cw_dossier *dossier;
} fixture;

static cw_dossier *read(cw_context *context, const char *path)
{
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, context);
    cw_dossier *dossier = NULL;
    assert_int_equal(cw_dossier_read(&dossier, context, &diagnostics, path), CW_OK);
    assert_int_equal(diagnostics.count, 0);
    cw_diagnostics_free(&diagnostics);
    return dossier;
}

static int set_up(void **state)
{
    static fixture self;
    cw_context_init(&self.context);
    self.dossier = read(&self.context, "dossier/valid/everything.yaml");
    *state = &self;
    return 0;
}

static int tear_down(void **state)
{
    fixture *self = *state;
    cw_dossier_free(self->dossier);
    return 0;
}

static const cw_dossier *dossier_of(void **state)
{
    const fixture *self = *state;
    return self->dossier;
}

static size_t state_at(const cw_dossier *dossier, const char *id)
{
    size_t found = cw_dossier_find_state(dossier, id);
    assert_true(found != CW_NONE);
    return found;
}

static size_t day(const char *text)
{
    cw_date date = 0;
    assert_int_equal(cw_date_parse(&date, text, strlen(text)), CW_OK);
    return (size_t)date;
}

static void test_top_level(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    assert_string_equal(dossier->file, "dossier/valid/everything.yaml");
    assert_string_equal(dossier->title, "Everything: a dossier that uses every key");
    assert_string_equal(dossier->author, "Nobody");
    assert_string_equal(dossier->note, "Made up, for a test.\nTwo lines.\n");
    assert_int_equal(dossier->as_of, day("2022-05-24"));
    assert_int_equal(dossier->loss, CW_LOSS_FORM_QUADRATIC);
    assert_true(dossier->question.asked);
    assert_int_equal(dossier->question.state, state_at(dossier, "BLR"));
    assert_int_equal(dossier->question.against, state_at(dossier, "RUS"));
    assert_int_equal(dossier->question.forum, cw_dossier_find_forum(dossier, "csto"));
    assert_int_equal(dossier->question.issue, cw_dossier_find_issue(dossier, "troops"));
}

static void test_sources_and_their_uses(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    assert_int_equal(dossier->source_count, 2);
    const cw_source *source = &dossier->sources[0];
    assert_string_equal(source->id, "bohdan2022");
    assert_string_equal(source->author, "Siarhei Bohdan");
    assert_string_equal(source->title, "Can Belarus use the CSTO?");
    assert_string_equal(source->publisher, "Belarus Digest");
    assert_string_equal(source->date, "2022-05");
    assert_string_equal(source->url, "https://example.org/a#b");
    assert_string_equal(source->note, "An article");
    assert_int_equal(source->place.line, 13);
    assert_int_equal(source->uses, 17);
    assert_null(dossier->sources[1].author);
    assert_string_equal(dossier->sources[1].date, "2022");
}

static void test_states(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    assert_int_equal(dossier->state_count, 8);
    const cw_state *russia = &dossier->states[state_at(dossier, "RUS")];
    assert_string_equal(russia->name, "Russia");
    assert_false(russia->organisation);
    assert_true(dossier->quantities[russia->capability].mode == 0.038197);
    assert_int_equal(russia->series_count, 2);
    assert_int_equal(russia->series[0].year, 1992);
    assert_true(russia->series[0].value == 0.0512);
    assert_int_equal(russia->series[1].year, 1993);
    assert_int_equal(russia->series_provenance.source, 1);
    const cw_state *sco = &dossier->states[state_at(dossier, "SCO")];
    assert_true(sco->organisation);
    assert_true(sco->capability == CW_NONE);
    assert_null(sco->series);
    assert_true(cw_dossier_find_state(dossier, "rus") == CW_NONE);
}

static void expect_seat(const cw_dossier *dossier, const cw_membership *seat, const char *id,
                        cw_standing standing, const char *since, const char *until)
{
    assert_int_equal(seat->state, state_at(dossier, id));
    assert_int_equal(seat->standing, standing);
    assert_int_equal(seat->since, since != NULL ? (cw_date)day(since) : CW_DATE_OPEN_START);
    assert_int_equal(seat->until, until != NULL ? (cw_date)day(until) : CW_DATE_OPEN_END);
}

static void test_members(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    const cw_forum *csto = &dossier->forums[cw_dossier_find_forum(dossier, "csto")];
    assert_int_equal(csto->membership_count, 7);
    expect_seat(dossier, &csto->memberships[0], "RUS", CW_STANDING_MEMBER, "1992-05-15", NULL);
    expect_seat(dossier, &csto->memberships[1], "KAZ", CW_STANDING_MEMBER, "1992-05-15", NULL);
    expect_seat(dossier, &csto->memberships[2], "BLR", CW_STANDING_MEMBER, "1993-12-31", NULL);
    expect_seat(dossier, &csto->memberships[3], "UZB", CW_STANDING_MEMBER, "2006-08-16",
                "2012-12-19");
    expect_seat(dossier, &csto->memberships[4], "SCO", CW_STANDING_PARTNER, NULL, NULL);
    expect_seat(dossier, &csto->memberships[5], "CHN", CW_STANDING_OBSERVER, "2021", NULL);
    expect_seat(dossier, &csto->memberships[6], "UZB", CW_STANDING_OBSERVER, "2021", NULL);
    assert_true(csto->memberships[0].voice == CW_NONE);
    size_t china = csto->memberships[5].voice;
    size_t uzbekistan = csto->memberships[6].voice;
    assert_true(china != uzbekistan);
    assert_string_equal(dossier->quantities[china].path, "forums.csto.members.5.CHN.voice");
    assert_int_equal(dossier->quantities[uzbekistan].state, state_at(dossier, "UZB"));
    assert_true(dossier->quantities[uzbekistan].low == 0 &&
                dossier->quantities[uzbekistan].high == 0.5);
}

static void test_chairs(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    const cw_forum *csto = &dossier->forums[cw_dossier_find_forum(dossier, "csto")];
    assert_int_equal(csto->chair_count, 3);
    assert_int_equal(csto->chairs[0].state, state_at(dossier, "KAZ"));
    assert_int_equal(csto->chairs[0].until, day("2021-09-16"));
    assert_int_equal(csto->chairs[1].state, state_at(dossier, "RUS"));
    assert_int_equal(csto->chairs[1].until, day("2022-11-01"));
    assert_int_equal(csto->chairs[2].since, day("2022-11-23"));
    assert_int_equal(csto->chairs[2].until, CW_DATE_OPEN_END);
}

static void test_weights(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    const cw_forum *council = &dossier->forums[cw_dossier_find_forum(dossier, "council")];
    assert_int_equal(council->column_count, 2);
    assert_string_equal(council->columns[0], "votes");
    assert_string_equal(council->columns[1], "population");
    assert_int_equal(council->membership_count, 4);
    expect_seat(dossier, &council->memberships[1], "BLR", CW_STANDING_MEMBER, "1995", NULL);
    expect_seat(dossier, &council->memberships[3], "CHN", CW_STANDING_OBSERVER, NULL, NULL);
    assert_true(council->memberships[0].weights[0] == 29);
    assert_true(council->memberships[0].weights[1] == 143.2);
    assert_true(council->memberships[1].weights[0] == 7);
    assert_true(isnan(council->memberships[1].weights[1]));
    assert_true(isnan(council->memberships[3].weights[0]));
    assert_string_equal(council->memberships[1].provenance.place.file, "dossier/valid/council.csv");
    assert_int_equal(council->memberships[1].provenance.place.line, 2);
    assert_int_equal(council->memberships[1].provenance.source, 1);
    size_t voice = council->memberships[3].voice;
    assert_true(dossier->quantities[voice].mode == 0.25);
}

static void test_rules(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    static const struct {
        const char *id;
        const char *words;
    } expected[] = {
        {"csto", "no member objects"},
        {"council",
         "(members with at least 65% of all votes agree, and at least 55% of the members "
         "agree), or members with more than 30 votes agree"},
        {"unsc", "at least 2 of the members agree, and none of China, Russia and Kazakhstan "
                 "objects"},
        {"majority", "more than half of the members agree"},
        {"rest", "it is not so that (at least 1 of the members agrees, or more than 66.7% of the "
                 "members agree), and Russia does not object, and neither Russia nor China "
                 "objects"},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        size_t forum = cw_dossier_find_forum(dossier, expected[i].id);
        assert_true(forum != CW_NONE);
        assert_string_equal(dossier->forums[forum].rule_text, expected[i].words);
    }
}

static void test_rule_trees(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    const cw_rule *rule = &dossier->forums[cw_dossier_find_forum(dossier, "council")].rule;
    assert_int_equal(rule->form, CW_RULE_ANY);
    assert_int_equal(rule->child_count, 2);
    assert_int_equal(rule->children[0].form, CW_RULE_ALL);
    const cw_rule *quota = &rule->children[0].children[0];
    assert_int_equal(quota->form, CW_RULE_WEIGHT);
    assert_true(quota->amount == 65 && quota->percent && !quota->more_than);
    assert_int_equal(quota->column, 0);
    const cw_rule *more = &rule->children[1];
    assert_true(more->amount == 30 && !more->percent && more->more_than);
    const cw_rule *majority = &dossier->forums[cw_dossier_find_forum(dossier, "majority")].rule;
    assert_int_equal(majority->form, CW_RULE_SHARE);
    assert_true(majority->amount == 50 && majority->percent && majority->more_than);
    const cw_rule *unsc = &dossier->forums[cw_dossier_find_forum(dossier, "unsc")].rule;
    assert_int_equal(unsc->children[0].form, CW_RULE_COUNT);
    assert_int_equal(unsc->children[1].state_count, 3);
    assert_int_equal(unsc->children[1].states[0], state_at(dossier, "CHN"));
}

static const cw_stand *stand_of(const cw_dossier *dossier, const char *issue, const char *id)
{
    const cw_issue *found = &dossier->issues[cw_dossier_find_issue(dossier, issue)];
    for (size_t i = 0; i < found->stand_count; i++) {
        if (found->stands[i].state == state_at(dossier, id)) {
            return &found->stands[i];
        }
    }
    return NULL;
}

static void test_issue(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    const cw_issue *troops = &dossier->issues[cw_dossier_find_issue(dossier, "troops")];
    assert_string_equal(troops->question, "Do Belarusian troops fight?");
    assert_int_equal(troops->anchor_count, 3);
    assert_true(troops->anchors[0].point == 0 && troops->anchors[1].point == 40.5 &&
                troops->anchors[2].point == 100);
    assert_string_equal(troops->anchors[1].words, "territory");
    assert_true(dossier->quantities[troops->status_quo].mode == 40);
    assert_int_equal(troops->forum_count, 2);
    assert_int_equal(troops->forums[0], cw_dossier_find_forum(dossier, "csto"));
    assert_int_equal(troops->state, state_at(dossier, "BLR"));
    assert_int_equal(troops->against, state_at(dossier, "RUS"));
    assert_true(troops->happened);
    assert_true(troops->outcome == 41);
    assert_string_equal(troops->outcome_provenance.why, "Nothing came of it");
    const cw_issue *mandate = &dossier->issues[cw_dossier_find_issue(dossier, "mandate")];
    assert_int_equal(mandate->forum_count, dossier->forum_count);
    assert_int_equal(mandate->state, state_at(dossier, "KAZ"));
    assert_int_equal(mandate->against, state_at(dossier, "CHN"));
    assert_true(mandate->happened && mandate->outcome == 60);
    assert_int_equal(mandate->outcome_provenance.source, 0);
}

/* Seats in any of the issue's forums count, past ones, observers and those who join in a what-if
 * included; one that is nowhere (USA) gets nothing. */
static void test_others(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    const cw_issue *troops = &dossier->issues[cw_dossier_find_issue(dossier, "troops")];
    assert_int_equal(troops->stand_count, 7);
    for (size_t i = 0; i < troops->stand_count; i++) {
        assert_int_equal(troops->stands[i].state, i);
    }
    const cw_stand *russia = stand_of(dossier, "troops", "RUS");
    const cw_stand *kazakhstan = stand_of(dossier, "troops", "KAZ");
    const cw_stand *ukraine = stand_of(dossier, "troops", "UKR");
    assert_false(russia->from_others);
    assert_true(kazakhstan->from_others);
    assert_true(ukraine->from_others);
    assert_true(kazakhstan->position != ukraine->position);
    assert_true(kazakhstan->salience != ukraine->salience);
    const cw_quantity *position = &dossier->quantities[kazakhstan->position];
    assert_true(position->low == 0 && position->mode == 5 && position->high == 10);
    assert_string_equal(position->path, "issues.troops.positions.KAZ");
    assert_int_equal(position->state, state_at(dossier, "KAZ"));
    assert_null(stand_of(dossier, "troops", "USA"));
}

static void test_positions_from_a_table(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    const cw_stand *russia = stand_of(dossier, "mandate", "RUS");
    const cw_quantity *position = &dossier->quantities[russia->position];
    assert_int_equal(position->shape, CW_SHAPE_PERT);
    assert_true(position->low == 80 && position->mode == 90 && position->high == 100);
    assert_true(dossier->quantities[russia->salience].mode == 0.8);
    const cw_stand *belarus = stand_of(dossier, "mandate", "BLR");
    position = &dossier->quantities[belarus->position];
    assert_int_equal(position->shape, CW_SHAPE_UNIFORM);
    assert_true(position->low == 5 && position->mode == 10 && position->high == 15);
    const cw_stand *china = stand_of(dossier, "mandate", "CHN");
    assert_true(china->from_others);
    assert_true(dossier->quantities[china->position].mode == 50);
    assert_string_equal(position->provenance.place.file, "dossier/valid/mandate.csv");
    assert_int_equal(position->provenance.source, 0);
}

static void test_shapes(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    const cw_quantity *quantities = dossier->quantities;
    const cw_forum *csto = &dossier->forums[cw_dossier_find_forum(dossier, "csto")];
    assert_int_equal(quantities[csto->bypass_cost].shape, CW_SHAPE_PERT);
    assert_int_equal(quantities[csto->formality].shape, CW_SHAPE_FIXED);
    assert_int_equal(quantities[csto->agenda_power].shape, CW_SHAPE_TRIANGULAR);
    const cw_stand *belarus = stand_of(dossier, "troops", "BLR");
    assert_int_equal(quantities[belarus->salience].shape, CW_SHAPE_FIXED);
    assert_true(quantities[belarus->salience].low == 0.95);
}

/* The draws of a quantity are keyed by its index, which is its place in the file. */
static void test_quantities_stand_in_the_order_of_the_file(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    assert_true(dossier->quantity_count > 20);
    size_t last = 0;
    for (size_t i = 0; i < dossier->quantity_count; i++) {
        const cw_quantity *quantity = &dossier->quantities[i];
        assert_true(quantity->low <= quantity->mode && quantity->mode <= quantity->high);
        if (strcmp(quantity->provenance.place.file, dossier->file) == 0) {
            assert_true(quantity->provenance.place.line >= last);
            last = quantity->provenance.place.line;
        }
        for (size_t k = 0; k < i; k++) {
            assert_string_not_equal(quantity->path, dossier->quantities[k].path);
        }
    }
}

static void test_provenance_is_inherited(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    const cw_quantity *quantities = dossier->quantities;
    const cw_forum *csto = &dossier->forums[cw_dossier_find_forum(dossier, "csto")];
    const cw_provenance *own = &quantities[csto->bypass_cost].provenance;
    assert_int_equal(own->source, 1);
    assert_null(own->quote);
    assert_string_equal(own->why, "a guess");
    const cw_provenance *inherited = &quantities[csto->formality].provenance;
    assert_int_equal(inherited->source, 0);
    assert_string_equal(inherited->quote, "a loose association");
    const cw_provenance *voice = &quantities[csto->memberships[5].voice].provenance;
    assert_int_equal(voice->source, 0);
    const cw_quantity *tie = &quantities[dossier->ties[2].dependence];
    assert_string_equal(tie->provenance.quote, "extremely dependent on Moscow");
    assert_string_equal(tie->path, "ties.BLR.RUS.dependence");
    assert_int_equal(tie->state, state_at(dossier, "BLR"));
    assert_int_equal(tie->other, state_at(dossier, "RUS"));
}

static void test_facts_and_conflicts(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    assert_int_equal(dossier->fact_count, 3);
    assert_int_equal(dossier->facts[0].holds, CW_FALSE);
    assert_int_equal(dossier->facts[1].holds, CW_TRUE);
    assert_int_equal(dossier->facts[2].holds, CW_UNKNOWN);
    assert_int_equal(dossier->conflicts[0].party_count, 2);
    assert_int_equal(dossier->conflicts[0].parties[1], state_at(dossier, "UKR"));
}

static void test_operations(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    const cw_operation *force = &dossier->operations[cw_dossier_find_operation(dossier, "force")];
    assert_string_equal(force->title, "Peace force");
    assert_int_equal(force->host, state_at(dossier, "UKR"));
    assert_int_equal(force->deploy.form, CW_CONDITION_ALL);
    const cw_condition *parts = force->deploy.children;
    assert_int_equal(force->deploy.child_count, 5);
    assert_string_equal(parts[0].label, "Ukraine consents");
    assert_string_equal(parts[1].label,
                        "is a member or a partner of the Collective Security Treaty "
                        "Organisation");
    assert_int_equal(parts[1].standings, 1U << CW_STANDING_MEMBER | 1U << CW_STANDING_PARTNER);
    assert_string_equal(parts[2].label, "Ukraine is a member of the Collective Security Treaty "
                                        "Organisation; or UNSC agrees to 'granted' (A mandate?)");
    assert_true(parts[2].children[1].outcome == 100);
    assert_string_equal(parts[3].label, "is Belarus, Kazakhstan or Russia");
    assert_string_equal(parts[4].label, "in the analyst's words");
    assert_int_equal(parts[4].provenance.source, 0);
    assert_string_equal(force->lead.label, "is not a party to the war");
    const cw_operation *open = &dossier->operations[cw_dossier_find_operation(dossier, "open")];
    assert_int_equal(open->deploy.form, CW_CONDITION_ALL);
    assert_int_equal(open->deploy.child_count, 0);
    assert_true(open->host == CW_NONE);
    assert_string_equal(open->lead.label, "UNSC agrees to move off the status quo (A mandate?)");
}

static void test_what_ifs(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    assert_int_equal(dossier->what_if_count, 2);
    const cw_what_if *what_if = &dossier->what_ifs[0];
    const cw_edit *edits = what_if->edits;
    assert_int_equal(what_if->edit_count, 17);
    for (size_t i = 0; i < CW_EDIT_DATE + 1; i++) {
        assert_int_equal(edits[i].form, i);
    }
    assert_int_equal(edits[CW_EDIT_JOIN].state_count, 1);
    assert_int_equal(edits[CW_EDIT_JOIN].standing, CW_STANDING_MEMBER);
    assert_true(edits[CW_EDIT_JOIN].weights[0] == 5);
    assert_true(isnan(edits[CW_EDIT_JOIN].weights[1]));
    assert_int_equal(edits[CW_EDIT_STATUS].standing, CW_STANDING_PARTNER);
    const cw_quantity *voice = &dossier->quantities[edits[CW_EDIT_STATUS].voice];
    assert_int_equal(voice->what_if, 0);
    assert_string_equal(voice->path, "what_ifs.all.3.voice");
    assert_string_equal(edits[CW_EDIT_RULE].rule_text, "more than half of the members agree");
    assert_true(edits[CW_EDIT_BYPASS_COST].by == 0.5);
    assert_true(edits[CW_EDIT_BYPASS_COST].is == CW_NONE);
    assert_true(isnan(edits[CW_EDIT_FORMALITY].by));
    assert_true(dossier->quantities[edits[CW_EDIT_FORMALITY].is].mode == 0.75);
    assert_int_equal(edits[CW_EDIT_CAPABILITY].state_count, 2);
    const cw_quantity *each = &dossier->quantities[edits[CW_EDIT_CAPABILITY].is];
    for (size_t s = 0; s < 2; s++) {
        assert_int_equal(each[s].state, edits[CW_EDIT_CAPABILITY].states[s]);
        assert_true(each[s].mode == 0.02);
    }
    assert_string_equal(each[1].path, "what_ifs.all.9.is.BLR");
    const cw_quantity *position = &dossier->quantities[edits[CW_EDIT_POSITION].is];
    assert_int_equal(position->measure, CW_MEASURE_POSITION);
    assert_int_equal(position->state, state_at(dossier, "BLR"));
    assert_int_equal(position->issue, 0);
    assert_int_equal(edits[CW_EDIT_TIE].other, state_at(dossier, "RUS"));
    assert_true(edits[CW_EDIT_TIE].by == 0.67);
    assert_int_equal(edits[CW_EDIT_FACT].truth, CW_TRUE);
    assert_int_equal(edits[CW_EDIT_DATE].date, day("2023"));
    assert_int_equal(edits[CW_EDIT_DATE].place.line, what_if->provenance.place.line + 17);
}

static void test_what_a_change_is_about(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    const cw_edit *edits = dossier->what_ifs[0].edits;
    assert_true(cw_dossier_date(dossier, CW_NONE) == dossier->as_of);
    assert_int_equal(cw_dossier_date(dossier, 0), day("2023"));
    assert_true(cw_dossier_date(dossier, 1) == dossier->as_of);
    assert_true(cw_edit_names(&edits[CW_EDIT_CAPABILITY], state_at(dossier, "BLR")));
    assert_false(cw_edit_names(&edits[CW_EDIT_CAPABILITY], state_at(dossier, "KAZ")));
    assert_false(cw_edit_names(&edits[CW_EDIT_STATUS_QUO], 0));
    for (unsigned form = CW_EDIT_BYPASS_COST; form <= CW_EDIT_TIE; form++) {
        if (edits[form].is != CW_NONE) {
            assert_int_equal(dossier->quantities[edits[form].is].measure,
                             cw_edit_measure((cw_edit_form)form));
        }
    }
    assert_int_equal(cw_edit_measure(CW_EDIT_TIE), CW_MEASURE_DEPENDENCE);
    assert_int_equal(cw_edit_measure(CW_EDIT_SALIENCE), CW_MEASURE_SALIENCE);
}

static void test_claims(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    const cw_claim *claims = dossier->claims;
    assert_int_equal(dossier->claim_count, 7);
    assert_int_equal(claims[0].kind, CW_CLAIM_TESTED);
    assert_int_equal(claims[0].left.measure, CW_FINDING_CAPABILITY_SHARE);
    assert_int_equal(claims[0].left.what_if, 1);
    assert_int_equal(claims[0].comparison, CW_BELOW);
    assert_true(claims[0].against_figure);
    assert_true(claims[0].right.what_if == CW_NONE);
    assert_int_equal(claims[0].right.state, state_at(dossier, "RUS"));
    assert_false(claims[1].against_figure);
    assert_true(claims[1].number == 0.5);
    assert_true(claims[1].left.state == CW_NONE);
    assert_int_equal(claims[2].right.forum, cw_dossier_find_forum(dossier, "unsc"));
    assert_int_equal(claims[2].right.measure, CW_FINDING_BANZHAF);
    assert_int_equal(claims[3].kind, CW_CLAIM_FACT_RIGHT);
    assert_int_equal(claims[4].kind, CW_CLAIM_FACT_WRONG);
    assert_int_equal(claims[5].left.what_if, 1);
    assert_true(claims[5].right.what_if == CW_NONE);
    assert_int_equal(claims[5].right.forum, cw_dossier_find_forum(dossier, "unsc"));
    assert_int_equal(claims[6].kind, CW_CLAIM_JUDGEMENT);
    assert_string_equal(claims[4].note, "It was refused");
}

static void expect_words(void **state, size_t quantity, const char *expected)
{
    const fixture *self = *state;
    cw_context context = self->context;
    cw_text words;
    cw_text_init(&words, &context);
    cw_dossier_describe_quantity(self->dossier, quantity, &words);
    assert_string_equal(cw_text_string(&words), expected);
    cw_text_free(&words);
}

static void test_quantities_in_words(void **state)
{
    const cw_dossier *dossier = dossier_of(state);
    const cw_forum *csto = &dossier->forums[0];
    const cw_edit *edits = dossier->what_ifs[0].edits;
    expect_words(state, dossier->states[0].capability, "capability of Russia");
    expect_words(state, csto->bypass_cost,
                 "cost of bypassing the Collective Security Treaty Organisation");
    expect_words(state, csto->formality,
                 "formality of the Collective Security Treaty Organisation");
    expect_words(state, csto->memberships[4].voice,
                 "voice of the Shanghai Cooperation Organisation in the Collective Security Treaty "
                 "Organisation");
    expect_words(state, dossier->issues[0].status_quo, "status quo of 'troops'");
    expect_words(state, dossier->issues[0].stands[0].position, "position of Russia on 'troops'");
    expect_words(state, dossier->ties[2].dependence, "dependence of Belarus on Russia");
    expect_words(state, edits[CW_EDIT_POSITION].is,
                 "position of Belarus on 'troops', what-if "
                 "'all'");
    expect_words(state, edits[CW_EDIT_CAPABILITY].is, "capability of Russia, what-if 'all'");
    expect_words(state, edits[CW_EDIT_CAPABILITY].is + 1, "capability of Belarus, what-if 'all'");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_top_level),
        TEST(test_sources_and_their_uses),
        TEST(test_states),
        TEST(test_members),
        TEST(test_chairs),
        TEST(test_weights),
        TEST(test_rules),
        TEST(test_rule_trees),
        TEST(test_issue),
        TEST(test_others),
        TEST(test_positions_from_a_table),
        TEST(test_shapes),
        TEST(test_quantities_stand_in_the_order_of_the_file),
        TEST(test_provenance_is_inherited),
        TEST(test_facts_and_conflicts),
        TEST(test_operations),
        TEST(test_what_ifs),
        TEST(test_what_a_change_is_about),
        TEST(test_claims),
        TEST(test_quantities_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
