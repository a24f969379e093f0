/* What each what-if does to the headline gain, on the same draws, and to the forum itself. */
#include <math.h>

#include "brief/findings.h"
#include "brief/words.h"

static const cw_column gain_columns[] = {
    {.id = "what_if", .title = "What if"},
    {.id = "gain",
     .title = "Gain",
     .unit = "points",
     .form = CW_COLUMN_INTERVAL,
     .decimals = 1,
     .show_plus = true},
    {.id = "change",
     .title = "Change",
     .unit = "points",
     .form = CW_COLUMN_INTERVAL,
     .decimals = 1,
     .show_plus = true},
    {.id = "rises", .title = "Gain rises", .form = CW_COLUMN_PROBABILITY},
    {.id = "bypassed", .title = "Leaves the forum", .form = CW_COLUMN_PROBABILITY},
};

static void add_gain_row(cw_document *document, cw_sheet *table, size_t c)
{
    const cw_case_result *result = &document->study->cases[c];
    const cw_venue_result *venue = cw_study_headline(document->study, c);
    cw_sheet_row(table);
    cw_sheet_words(table, cw_words_case(document->study, c));
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
    cw_sheet_summary(table, &venue->gain);
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
    cw_document_say(document, CW_BLOCK_NOTE,
                    "The change is taken draw by draw against the base case, so that what is "
                    "uncertain in both cancels; it is not the difference of the medians.");
}

static const cw_column forum_columns[] = {
    {.id = "what_if", .title = "What if"},
    {.id = "members", .title = "Members", .form = CW_COLUMN_NUMBER},
    {.id = "chair", .title = "Chair"},
    {.id = "leader", .title = "Most capable"},
    {.id = "leader_share", .title = "Its share", .form = CW_COLUMN_SHARE},
    {.id = "share", .title = "Share of capability", .form = CW_COLUMN_SHARE},
    {.id = "power", .title = "Voting power", .form = CW_COLUMN_SHARE},
};

/* The seat of the question's state among the members of the question's forum; CW_NONE: none. */
static size_t member_seat(const cw_study *study, size_t c)
{
    const cw_question *question = &study->dossier->question;
    const cw_case_forum *forum = &study->cases[c].built->forums[question->forum];
    for (size_t s = 0; s < forum->member_count; s++) {
        if (forum->seats[s].state == question->state) {
            return s;
        }
    }
    return CW_NONE;
}

static double seat_share(const cw_study *study, size_t c)
{
    size_t seat = member_seat(study, c);
    size_t forum = study->dossier->question.forum;
    return seat == CW_NONE ? NAN : study->cases[c].forums[forum].capability_share[seat];
}

static double seat_power(const cw_study *study, size_t c)
{
    size_t seat = member_seat(study, c);
    const cw_forum_result *result = &study->cases[c].forums[study->dossier->question.forum];
    return seat == CW_NONE || !result->power_known ? NAN : result->shapley_shubik[seat];
}

static bool differs(double a, double b)
{
    return isnan(a) != isnan(b) || fabs(a - b) > 1e-12;
}

/* Whether the forum itself is another than in the base case. */
static bool forum_changes(const cw_study *study, size_t c)
{
    size_t forum = study->dossier->question.forum;
    const cw_forum_result *base = &study->cases[0].forums[forum];
    const cw_forum_result *here = &study->cases[c].forums[forum];
    return base->member_count != here->member_count ||
           study->cases[0].built->forums[forum].chair !=
               study->cases[c].built->forums[forum].chair ||
           base->concentration.leader != here->concentration.leader ||
           differs(base->concentration.leader_share, here->concentration.leader_share) ||
           differs(seat_share(study, 0), seat_share(study, c)) ||
           differs(seat_power(study, 0), seat_power(study, c));
}

static void add_forum_row(cw_document *document, cw_sheet *table, size_t c)
{
    const cw_study *study = document->study;
    size_t forum = study->dossier->question.forum;
    const cw_forum_result *result = &study->cases[c].forums[forum];
    size_t chair = study->cases[c].built->forums[forum].chair;
    size_t leader = result->concentration.leader;
    cw_sheet_row(table);
    cw_sheet_words(table, cw_words_case(study, c));
    cw_sheet_figure(table, (double)result->member_count);
    cw_sheet_words(table, chair == CW_NONE ? "" : cw_words_state(study->dossier, chair));
    cw_sheet_words(table, leader == CW_NONE ? "" : cw_words_state(study->dossier, leader));
    cw_sheet_figure(table, result->concentration.leader_share);
    cw_sheet_figure(table, seat_share(study, c));
    cw_sheet_figure(table, seat_power(study, c));
    if (c == 0) {
        cw_sheet_strong(table);
    }
}

/* The forum in the base case and under every what-if that changes its make-up. */
static void forum_table(cw_document *document, const cw_keyed *order)
{
    cw_text *say = &document->words;
    const cw_study *study = document->study;
    size_t changed = 0;
    for (size_t c = 1; c < study->case_count; c++) {
        changed += forum_changes(study, c) ? 1 : 0;
    }
    if (changed == 0) {
        return;
    }
    cw_text_append(say, "What becomes of the forum, and of the say of ");
    cw_text_append(say, cw_words_state(document->dossier, study->dossier->question.state));
    cw_text_append(say, " in it");
    cw_sheet *table = cw_document_table(document, cw_document_take(document));
    cw_sheet_columns(table, forum_columns, CW_COUNT(forum_columns));
    for (size_t row = 0; row < study->case_count; row++) {
        size_t c = order[row].index;
        if (c == 0 || forum_changes(study, c)) {
            add_forum_row(document, table, c);
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
    if (document->dossier->question.asked) {
        forum_table(document, order);
    } else {
        cw_document_say(document, CW_BLOCK_PARAGRAPH,
                        "The dossier asks no question, so there is no gain for its what-ifs to "
                        "change; where its claims and operations use them, they are named there.");
    }
    say_notes(document);
}
