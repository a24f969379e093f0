/* What each what-if does to the headline gain, on the same draws, and to the forum itself. */
#include <math.h>
#include <string.h>

#include "brief/findings.h"
#include "brief/words.h"

static const cw_column gain_columns[] = {
    {.id = "what_if", .title = "What if"},
    {.id = "alone", .title = "Ends, alone", .form = CW_COLUMN_NUMBER, .decimals = 1},
    {.id = "there", .title = "Ends, forum", .form = CW_COLUMN_NUMBER, .decimals = 1},
    {.id = "gain", .title = "Gain", .form = CW_COLUMN_NUMBER, .decimals = 1, .show_plus = true},
    {.id = "change",
     .title = "Change of the gain",
     .form = CW_COLUMN_INTERVAL,
     .decimals = 1,
     .show_plus = true},
    {.id = "rises", .title = "Gain rises", .form = CW_COLUMN_PROBABILITY},
    {.id = "bypassed", .title = "Leaves forum", .form = CW_COLUMN_PROBABILITY},
};

static void case_cell(cw_document *document, cw_sheet *table, size_t c)
{
    cw_text_append(&document->words, cw_words_case(document->study, c));
    cw_words_capitalise(&document->words);
    cw_sheet_take(table, document);
}

static void add_gain_row(cw_document *document, cw_sheet *table, size_t c)
{
    const cw_case_result *result = &document->study->cases[c];
    const cw_venue_result *venue = cw_study_headline(document->study, c);
    cw_sheet_row(table);
    case_cell(document, table, c);
    if (c > 0) {
        cw_sheet_cite(table, document->dossier->what_ifs[c - 1].provenance.source);
    } else {
        cw_sheet_strong(table);
    }
    if (!venue->open) {
        cw_sheet_words(table, cw_words_why_closed(result, venue));
        cw_sheet_tone(table, CW_TONE_FAINT);
        return;
    }
    cw_sheet_figure(table, venue->bilateral.median);
    cw_sheet_figure(table, venue->settled.median);
    cw_sheet_figure(table, venue->gain.median);
    if (c > 0) {
        cw_sheet_summary(table, &venue->gain_change);
        cw_sheet_figure(table, venue->gain_rises.value);
    } else {
        cw_sheet_empty(table);
        cw_sheet_empty(table);
    }
    cw_sheet_figure(table, venue->bypassed.value);
}

/* What the what-ifs are ordered by: the median change; where medians agree, how often the gain
 * rises. NaN, so last, where there is no figure. */
static double order_key(const cw_venue_result *venue)
{
    return venue->open ? venue->gain_change.median + 1e-3 * venue->gain_rises.value : NAN;
}

/* Cases in the order shown: the base case, then the what-ifs from the most helpful down. NULL once
 * the document has failed. */
static const cw_keyed *order_of_cases(cw_document *document)
{
    const cw_study *study = document->study;
    cw_keyed *order = cw_document_keyed(document, study->case_count);
    for (size_t c = 0; c < study->case_count && order != NULL; c++) {
        const cw_venue_result *venue = cw_study_headline(study, c);
        order[c] = (cw_keyed){.key = venue == NULL ? 0.0 : order_key(venue), .index = c};
    }
    if (order != NULL) {
        cw_order_by_key(order + 1, study->case_count - 1);
    }
    return order;
}

static void gain_table(cw_document *document, const cw_keyed *order)
{
    cw_text *say = &document->words;
    const cw_study *study = document->study;
    const cw_venue_result *base = cw_study_headline(study, 0);
    cw_text_append(say, "Gain of ");
    cw_text_append(say,
                   cw_words_state(document->dossier, cw_document_issue(document, base)->state));
    cw_text_append(say, " from ");
    cw_words_forum(say, document->dossier, base->forum);
    cw_sheet *table = cw_document_table(document, cw_document_take(document));
    cw_sheet_columns(table, gain_columns, CW_COUNT(gain_columns));
    for (size_t row = 0; row < study->case_count; row++) {
        add_gain_row(document, table, order[row].index);
    }
    cw_text_append(say, "The change is taken draw by draw against the base case, so that what is "
                        "uncertain in both cancels; it is not the difference of the medians. A "
                        "smaller gain is not always worse for ");
    cw_text_append(say,
                   cw_words_state(document->dossier, cw_document_issue(document, base)->state));
    cw_document_say(document, CW_BLOCK_NOTE,
                    ": what helps it alone leaves the forum less to add. See where it ends.");
}

static const cw_column forum_columns[] = {
    {.id = "what_if", .title = "What if"},
    {.id = "members", .title = "Members", .form = CW_COLUMN_NUMBER},
    {.id = "chair", .title = "Chair"},
    {.id = "leader", .title = "Most capable"},
    {.id = "leader_share", .title = "Its share", .form = CW_COLUMN_SHARE},
    {.id = "share", .title = "Own share", .form = CW_COLUMN_SHARE},
    {.id = "power", .title = "Own voting power", .form = CW_COLUMN_SHARE},
};
/* The columns that both kinds of table have; of the last two, one pair follows. */
#define COLUMNS_SHARED 5
static const cw_column power_columns[] = {
    {.id = "least_power", .title = "Least voting power", .form = CW_COLUMN_SHARE},
    {.id = "most_power", .title = "Most voting power", .form = CW_COLUMN_SHARE},
};

/* What one forum is in one case, as far as it is shown. */
typedef struct forum_state {
    bool exists;
    size_t members;
    size_t chair;
    size_t leader;
    double leader_share;
    double own_share; /* of the question's state; NaN where it is no member or nothing is asked */
    double own_power;
    double least_power; /* of all members */
    double most_power;
    const char *rule;
} forum_state;

/* The seat of the question's state among the members; CW_NONE: none. */
static size_t own_seat(const cw_study *study, const cw_case_forum *built)
{
    for (size_t s = 0; s < built->member_count && study->dossier->question.asked; s++) {
        if (built->seats[s].state == study->dossier->question.state) {
            return s;
        }
    }
    return CW_NONE;
}

static forum_state state_of_forum(const cw_study *study, size_t c, size_t f)
{
    const cw_case_forum *built = &study->cases[c].built->forums[f];
    const cw_forum_result *result = &study->cases[c].forums[f];
    forum_state state = {.exists = result->exists,
                         .members = built->member_count,
                         .chair = built->chair,
                         .leader = CW_NONE,
                         .leader_share = NAN,
                         .own_share = NAN,
                         .own_power = NAN,
                         .least_power = NAN,
                         .most_power = NAN,
                         .rule = built->rule_text};
    if (result->exists) {
        size_t seat = own_seat(study, built);
        state.leader = result->concentration.leader;
        state.leader_share = result->concentration.leader_share;
        state.own_share = seat == CW_NONE ? NAN : result->capability_share[seat];
        cw_forum_power_range(result, &state.least_power, &state.most_power);
        state.own_power =
            seat == CW_NONE || !result->power_known ? NAN : result->shapley_shubik[seat];
    }
    return state;
}

static bool differs(double a, double b)
{
    return isnan(a) != isnan(b) || fabs(a - b) > 1e-12;
}

/* Whether the forum itself is another than in the base case. */
static bool forum_changes(const cw_study *study, size_t c, size_t f)
{
    forum_state base = state_of_forum(study, 0, f);
    forum_state here = state_of_forum(study, c, f);
    return base.members != here.members || base.chair != here.chair || base.leader != here.leader ||
           differs(base.leader_share, here.leader_share) ||
           differs(base.own_share, here.own_share) || differs(base.own_power, here.own_power) ||
           differs(base.least_power, here.least_power) ||
           differs(base.most_power, here.most_power) || strcmp(base.rule, here.rule) != 0;
}

static const char *name_or_nothing(const cw_dossier *dossier, size_t state)
{
    return state == CW_NONE ? "" : cw_words_state(dossier, state);
}

static void add_forum_row(cw_document *document, cw_sheet *table, size_t c, size_t f)
{
    const cw_study *study = document->study;
    forum_state state = state_of_forum(study, c, f);
    cw_sheet_row(table);
    case_cell(document, table, c);
    cw_sheet_figure(table, (double)state.members);
    cw_sheet_words(table, name_or_nothing(study->dossier, state.chair));
    cw_sheet_words(table, name_or_nothing(study->dossier, state.leader));
    cw_sheet_figure(table, state.leader_share);
    if (study->dossier->question.asked) {
        cw_sheet_figure(table, state.own_share);
        cw_sheet_figure(table, state.own_power);
    } else {
        cw_sheet_figure(table, state.least_power);
        cw_sheet_figure(table, state.most_power);
    }
    if (c == 0) {
        cw_sheet_strong(table);
    }
}

static void forum_caption(cw_document *document, size_t f)
{
    cw_text *say = &document->words;
    const cw_question *question = &document->dossier->question;
    cw_text_append(say, "What becomes of ");
    cw_words_forum(say, document->dossier, f);
    if (question->asked) {
        cw_text_append(say, ", and of the say of ");
        cw_text_append(say, cw_words_state(document->dossier, question->state));
        cw_text_append(say, " in it");
    }
}

/* A forum in the base case and under every what-if that changes its make-up or its rule. */
static void forum_table(cw_document *document, const cw_keyed *order, size_t f)
{
    const cw_study *study = document->study;
    size_t changed = 0;
    for (size_t c = 1; c < study->case_count; c++) {
        changed += forum_changes(study, c, f) ? 1 : 0;
    }
    if (changed == 0) {
        return;
    }
    forum_caption(document, f);
    cw_sheet *table = cw_document_table(document, cw_document_take(document));
    bool asked = study->dossier->question.asked;
    cw_sheet_columns(table, forum_columns, asked ? CW_COUNT(forum_columns) : COLUMNS_SHARED);
    cw_sheet_columns(table, power_columns, asked ? 0 : CW_COUNT(power_columns));
    for (size_t row = 0; row < study->case_count; row++) {
        size_t c = order[row].index;
        if (c == 0 || forum_changes(study, c, f)) {
            add_forum_row(document, table, c, f);
        }
    }
}

static void say_notes(cw_document *document)
{
    for (size_t w = 0; w < document->dossier->what_if_count; w++) {
        const cw_what_if *what_if = &document->dossier->what_ifs[w];
        if (what_if->note != NULL) {
            cw_text_append(&document->words, what_if->title);
            cw_text_append(&document->words, ": ");
            cw_document_say(document, CW_BLOCK_LIST, what_if->note);
        }
    }
}

void cw_findings_what_ifs(cw_document *document)
{
    const cw_study *study = document->study;
    if (study->case_count < 2) {
        return;
    }
    const cw_keyed *order = order_of_cases(document);
    if (order == NULL) {
        return;
    }
    cw_document_section(document, "what-ifs", "What would change it");
    if (study->headline != CW_NONE) {
        gain_table(document, order);
    }
    for (size_t f = 0; f < study->dossier->forum_count; f++) {
        if (!study->dossier->question.asked || f == study->dossier->question.forum) {
            forum_table(document, order, f);
        }
    }
    say_notes(document);
}
