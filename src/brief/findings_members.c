/* What a say is made of: who sits in each forum, who leads, which rule holds, who has which power. */
#include <math.h>

#include "brief/findings.h"
#include "brief/words.h"

/* Forums of up to this many members are listed whole. */
#define LISTED_WHOLE 16
/* Of larger ones, so many members are listed, the most capable first. */
#define LISTED_FIRST 10

/* Shares of power closer than this are the same: they are exact but for rounding. */
#define SAME_POWER 1e-9

/* One forum on the date of the base case. */
typedef struct forum_view {
    size_t index;
    const cw_forum *forum;
    const cw_case_forum *built;
    const cw_forum_result *result;
} forum_view;

static forum_view view_of(const cw_document *document, size_t index)
{
    const cw_case_result *base = &document->study->cases[0];
    return (forum_view){.index = index,
                        .forum = &document->dossier->forums[index],
                        .built = &base->built->forums[index],
                        .result = &base->forums[index]};
}

static const cw_column overview_columns[] = {
    {.id = "forum", .title = "Forum"},
    {.id = "members", .title = "Members", .form = CW_COLUMN_NUMBER},
    {.id = "leader", .title = "Most capable"},
    {.id = "leader_share", .title = "Its share", .form = CW_COLUMN_SHARE},
    {.id = "hhi", .title = "HHI", .form = CW_COLUMN_NUMBER, .decimals = 3},
    {.id = "con", .title = "CON", .form = CW_COLUMN_NUMBER, .decimals = 3},
};

/* Where it was read that `state` chairs on `date`. */
static size_t chair_source(const cw_forum *forum, size_t state, cw_date date)
{
    for (size_t i = 0; i < forum->chair_count; i++) {
        const cw_office *office = &forum->chairs[i];
        if (office->state == state && office->since <= date && date < office->until) {
            return office->provenance.source;
        }
    }
    return CW_NONE;
}

static void add_overview_row(cw_document *document, cw_sheet *table, forum_view view)
{
    const cw_concentration *concentration = &view.result->concentration;
    cw_sheet_row(table);
    cw_sheet_words(table, view.forum->name);
    cw_sheet_figure(table, (double)view.result->member_count);
    if (concentration->leader == CW_NONE) {
        cw_sheet_words(table, "no figures");
        cw_sheet_tone(table, CW_TONE_FAINT);
        return;
    }
    cw_sheet_words(table, cw_words_state(document->dossier, concentration->leader));
    cw_sheet_figure(table, concentration->leader_share);
    cw_sheet_figure(table, concentration->hhi);
    cw_sheet_figure(table, concentration->con);
}

static void overview_table(cw_document *document)
{
    cw_sheet *table = cw_document_table(document, "Forums compared");
    cw_sheet_columns(table, overview_columns, CW_COUNT(overview_columns));
    for (size_t f = 0; f < document->dossier->forum_count; f++) {
        forum_view view = view_of(document, f);
        if (view.result->exists) {
            add_overview_row(document, table, view);
            if (document->dossier->question.asked && f == document->dossier->question.forum) {
                cw_sheet_strong(table);
            }
        }
    }
    cw_document_drop_empty_table(document);
}

static const cw_column member_columns[] = {
    {.id = "member", .title = "Member"},
    {.id = "capability", .title = "Share of capability", .form = CW_COLUMN_SHARE},
    {.id = "shapley_shubik", .title = "Shapley-Shubik", .form = CW_COLUMN_SHARE},
    {.id = "banzhaf", .title = "Banzhaf", .form = CW_COLUMN_SHARE},
};

static void add_member_row(cw_document *document, cw_sheet *table, forum_view view, size_t seat)
{
    const cw_dossier *dossier = document->dossier;
    size_t state = view.built->seats[seat].state;
    cw_sheet_row(table);
    cw_sheet_words(table, cw_words_state(dossier, state));
    cw_sheet_figure(table, view.result->capability_share[seat]);
    cw_sheet_cite(table,
                  cw_quantity_source(dossier, document->study->cases[0].built->capability[state]));
    if (view.result->power_known) {
        cw_sheet_figure(table, view.result->shapley_shubik[seat]);
        cw_sheet_figure(table, view.result->banzhaf[seat]);
    }
    if (dossier->question.asked && state == dossier->question.state) {
        cw_sheet_strong(table);
    }
}

/* Seats of the members, the most capable first; NULL once the document has failed. */
static const cw_keyed *order_of_members(cw_document *document, forum_view view)
{
    cw_keyed *order = cw_document_keyed(document, view.result->member_count);
    for (size_t s = 0; s < view.result->member_count && order != NULL; s++) {
        order[s] = (cw_keyed){.key = view.result->capability_share[s], .index = s};
    }
    if (order != NULL) {
        cw_order_by_key(order, view.result->member_count);
    }
    return order;
}

/* Whether the member is shown: the first of a large forum, and those the question is about. */
static bool is_listed(const cw_document *document, forum_view view, size_t place, size_t seat)
{
    const cw_question *question = &document->dossier->question;
    size_t state = view.built->seats[seat].state;
    bool asked_about = question->asked && (state == question->state || state == question->against);
    return view.result->member_count <= LISTED_WHOLE || place < LISTED_FIRST || asked_about ||
           state == view.built->chair;
}

static void member_table(cw_document *document, forum_view view)
{
    const cw_keyed *order = order_of_members(document, view);
    if (order == NULL) {
        return;
    }
    cw_text_append(&document->words, "Members of ");
    cw_words_forum(&document->words, document->dossier, view.index);
    cw_sheet *table = cw_document_table(document, cw_document_take(document));
    cw_sheet_columns(table, member_columns, view.result->power_known ? 4 : 2);
    size_t left_out = 0;
    for (size_t place = 0; place < view.result->member_count; place++) {
        size_t seat = order[place].index;
        if (is_listed(document, view, place, seat)) {
            add_member_row(document, table, view, seat);
        } else {
            left_out++;
        }
    }
    if (left_out > 0) {
        cw_sheet_row(table);
        cw_text_append(&document->words, "and ");
        cw_words_count(&document->words, left_out, "other", "others");
        cw_sheet_take(table, document);
        cw_sheet_tone(table, CW_TONE_FAINT);
    }
}

void cw_forum_power_range(const cw_forum_result *forum, double *least, double *most)
{
    *least = NAN;
    *most = NAN;
    for (size_t s = 0; s < forum->member_count && forum->power_known; s++) {
        *least = fmin(*least, forum->shapley_shubik[s]);
        *most = fmax(*most, forum->shapley_shubik[s]);
    }
}

static bool power_is_equal(forum_view view)
{
    double least = NAN;
    double most = NAN;
    cw_forum_power_range(view.result, &least, &most);
    return most - least < SAME_POWER && view.result->member_count > 1;
}

/* How many members have this much power, the first of them named: "China and 4 others". */
static void say_holders(cw_document *document, forum_view view, double power)
{
    cw_text *say = &document->words;
    size_t first = CW_NONE;
    size_t count = 0;
    for (size_t s = 0; s < view.result->member_count; s++) {
        if (fabs(view.result->shapley_shubik[s] - power) < SAME_POWER) {
            first = count++ == 0 ? view.built->seats[s].state : first;
        }
    }
    cw_text_append(say, cw_words_state(document->dossier, first));
    if (count > 1) {
        cw_text_append(say, " and ");
        cw_words_count(say, count - 1, "other", "others");
    }
}

static void say_power_range(cw_document *document, forum_view view)
{
    cw_text *say = &document->words;
    double least = NAN;
    double most = NAN;
    cw_forum_power_range(view.result, &least, &most);
    cw_text_append(say, view.forum->name);
    if (isnan(least)) {
        cw_text_append(say, ": voting power was not computed");
    } else if (most - least < SAME_POWER) {
        cw_text_append(say, ": all members have the same voting power, ");
        cw_words_share(say, most);
    } else {
        cw_text_append(say, ": voting power runs from ");
        cw_words_share(say, least);
        cw_text_append(say, " (");
        say_holders(document, view, least);
        cw_text_append(say, ") to ");
        cw_words_share(say, most);
        cw_text_append(say, " (");
        say_holders(document, view, most);
        cw_text_append(say, ")");
    }
    cw_document_say(document, CW_BLOCK_LIST, ".");
}

void cw_findings_power(cw_document *document)
{
    for (size_t f = 0; f < document->dossier->forum_count; f++) {
        forum_view view = view_of(document, f);
        if (view.result->exists) {
            say_power_range(document, view);
        }
    }
}

static void say_power(cw_document *document, forum_view view)
{
    cw_text *say = &document->words;
    if (!view.result->power_known) {
        cw_text_append(say, "Voting power was not computed for a body of this size and rule. ");
    } else if (power_is_equal(view)) {
        cw_text_append(say, "Under this rule all members have the same voting power, one in ");
        cw_text_append_format(say, "%zu. ", view.result->member_count);
    }
}

static const char *standing_words(cw_standing standing, bool many)
{
    if (standing == CW_STANDING_OBSERVER) {
        return many ? "Observers: " : "Observer: ";
    }
    return many ? "Partners: " : "Partner: ";
}

static void say_standing(cw_document *document, forum_view view, cw_standing standing)
{
    cw_text *say = &document->words;
    size_t count = 0;
    for (size_t s = view.built->member_count; s < view.built->seat_count; s++) {
        count += view.built->seats[s].standing == standing ? 1 : 0;
    }
    size_t said = 0;
    for (size_t s = view.built->member_count; s < view.built->seat_count; s++) {
        if (view.built->seats[s].standing == standing) {
            if (said == 0) {
                cw_text_append(say, standing_words(standing, count > 1));
            }
            cw_words_between(say, said++, count);
            cw_text_append(say, cw_words_state(document->dossier, view.built->seats[s].state));
        }
    }
    if (count > 0) {
        cw_text_append(say, ". ");
    }
}

/* "It decides when no member objects [5]. Armenia chairs it [7]." */
static void say_rule(cw_document *document, forum_view view)
{
    cw_text *say = &document->words;
    const cw_case *built = document->study->cases[0].built;
    cw_text_append(say, "Decides when ");
    cw_text_append(say, view.built->rule_text);
    cw_document_cite(document, view.forum->rule_provenance.source);
    cw_text_append(say, ". ");
    if (view.built->chair != CW_NONE) {
        cw_text_append(say, cw_words_state(document->dossier, view.built->chair));
        cw_text_append(say, " chairs it");
        cw_document_cite(document, chair_source(view.forum, view.built->chair, built->date));
        cw_text_append(say, ". ");
    }
}

static void say_bypass_cost(cw_document *document, forum_view view)
{
    cw_text *say = &document->words;
    size_t cost = view.built->bypass_cost;
    if (cost != CW_NONE) {
        cw_text_append(say, "Going around it costs ");
        cw_words_quantity_range(say, &document->dossier->quantities[cost]);
        cw_text_append(say, " points");
        cw_document_cite(document, cw_quantity_source(document->dossier, cost));
        cw_text_append(say, ". ");
    }
}

static void forum_part(cw_document *document, forum_view view)
{
    const cw_question *question = &document->dossier->question;
    cw_text_append(&document->words, view.forum->name);
    cw_text_append(&document->words, ". ");
    cw_document_strong(document);
    say_rule(document, view);
    say_bypass_cost(document, view);
    say_power(document, view);
    say_standing(document, view, CW_STANDING_OBSERVER);
    say_standing(document, view, CW_STANDING_PARTNER);
    cw_document_end(document, CW_BLOCK_PARAGRAPH);
    member_table(document, view);
    if (question->asked && view.index != question->forum) {
        cw_document_appendix(document);
    }
}

static void say_forums_without_members(cw_document *document)
{
    cw_text *say = &document->words;
    for (size_t f = 0; f < document->dossier->forum_count; f++) {
        if (!document->study->cases[0].forums[f].exists) {
            cw_text_append(say, document->dossier->forums[f].name);
            cw_document_say(document, CW_BLOCK_LIST, " has no members on this date.");
        }
    }
}

void cw_findings_members(cw_document *document)
{
    if (document->dossier->forum_count == 0) {
        return;
    }
    cw_document_section(document, "say", "What a say is made of");
    overview_table(document);
    cw_document_say(document, CW_BLOCK_NOTE,
                    "HHI is the sum of the members' squared shares of capability, CON its form "
                    "from 0 (all equal) to 1 (one has all). Shapley-Shubik and Banzhaf are shares "
                    "of voting power under the rule; ranges are taken at their most likely "
                    "values.");
    for (size_t f = 0; f < document->dossier->forum_count; f++) {
        forum_view view = view_of(document, f);
        if (view.result->exists) {
            forum_part(document, view);
        }
    }
    say_forums_without_members(document);
}
