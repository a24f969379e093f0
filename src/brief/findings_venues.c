/* Where each issue ends, by where it is settled: the headline issue in full, the others in brief. */
#include <math.h>

#include "brief/findings.h"
#include "brief/words.h"

static const cw_column headline_columns[] = {
    {.id = "venue", .title = "Settled in"},
    {.id = "ends_at",
     .title = "Ends at",
     .unit = "points",
     .form = CW_COLUMN_INTERVAL,
     .decimals = 1},
    {.id = "gain",
     .title = "Gain",
     .unit = "points",
     .form = CW_COLUMN_INTERVAL,
     .decimals = 1,
     .show_plus = true},
    {.id = "gains", .title = "Any gain", .form = CW_COLUMN_PROBABILITY},
    {.id = "binds", .title = "Threat binds", .form = CW_COLUMN_PROBABILITY},
    {.id = "bypassed", .title = "Leaves the forum", .form = CW_COLUMN_PROBABILITY},
};

static void add_forum_row(cw_document *document, cw_sheet *table, const cw_venue_result *venue)
{
    cw_sheet_row(table);
    cw_sheet_words(table, document->dossier->forums[venue->forum].name);
    if (!venue->open) {
        cw_sheet_words(table, cw_words_why_closed(&document->study->cases[0], venue));
        cw_sheet_tone(table, CW_TONE_FAINT);
        return;
    }
    cw_sheet_summary(table, &venue->settled);
    cw_sheet_summary(table, &venue->gain);
    cw_sheet_figure(table, venue->gain_positive.value);
    cw_sheet_figure(table, venue->threat_binds.value);
    cw_sheet_figure(table, venue->bypassed.value);
}

static void add_bilateral_row(cw_document *document, cw_sheet *table, const cw_venue_result *venue)
{
    const cw_issue *issue = cw_document_issue(document, venue);
    cw_sheet_row(table);
    cw_text_append(&document->words, cw_words_state(document->dossier, issue->state));
    cw_text_append(&document->words, " and ");
    cw_text_append(&document->words, cw_words_state(document->dossier, issue->against));
    cw_text_append(&document->words, " alone");
    cw_sheet_take(table, document);
    cw_sheet_summary(table, &venue->bilateral);
}

/* The first venue of the issue that is open in the base case, or NULL: its bilateral settlement is
 * that of all. */
static const cw_venue_result *first_open(const cw_study *study, size_t issue)
{
    const cw_case_result *base = &study->cases[0];
    for (size_t v = 0; v < base->venue_count; v++) {
        if (base->venues[v].issue == issue && base->venues[v].open) {
            return &base->venues[v];
        }
    }
    return NULL;
}

static void headline_table(cw_document *document)
{
    const cw_study *study = document->study;
    const cw_case_result *base = &study->cases[0];
    size_t issue = base->venues[study->headline].issue;
    cw_sheet *table = cw_document_table(document, study->dossier->issues[issue].question);
    cw_sheet_columns(table, headline_columns, CW_COUNT(headline_columns));
    const cw_venue_result *open = first_open(study, issue);
    if (open != NULL && !isnan(open->bilateral.median)) {
        add_bilateral_row(document, table, open);
    }
    for (size_t v = 0; v < base->venue_count; v++) {
        if (base->venues[v].issue == issue) {
            add_forum_row(document, table, &base->venues[v]);
            if (v == study->headline) {
                cw_sheet_strong(table);
            }
        }
    }
    cw_document_say(document, CW_BLOCK_NOTE,
                    "Medians over the draws, with the range that holds 80% of them. The scale "
                    "runs from 0 to 100. The gain is measured against settling it alone; "
                    "the threat is that of going around the forum.");
}

static const cw_column other_columns[] = {
    {.id = "issue", .title = "Issue"},
    {.id = "forum", .title = "Forum"},
    {.id = "alone", .title = "Alone", .form = CW_COLUMN_NUMBER, .decimals = 1},
    {.id = "there", .title = "There", .form = CW_COLUMN_NUMBER, .decimals = 1},
    {.id = "gain",
     .title = "Gain",
     .unit = "points",
     .form = CW_COLUMN_INTERVAL,
     .decimals = 1,
     .show_plus = true},
    {.id = "gains", .title = "Any gain", .form = CW_COLUMN_PROBABILITY},
};

/* The question of an issue; whose gain it is, where that is not the dossier's question. */
static void issue_cell(cw_document *document, cw_sheet *table, const cw_issue *issue)
{
    const cw_dossier *dossier = document->dossier;
    cw_text_append(&document->words, issue->question);
    bool other_pair =
        issue->against != CW_NONE && dossier->question.asked &&
        (issue->state != dossier->question.state || issue->against != dossier->question.against);
    if (other_pair) {
        cw_text_append(&document->words, " (");
        cw_text_append(&document->words, cw_words_state(dossier, issue->state));
        cw_text_append(&document->words, ", pressed by ");
        cw_text_append(&document->words, cw_words_state(dossier, issue->against));
        cw_text_append(&document->words, ")");
    }
    cw_sheet_take(table, document);
}

static void add_other_row(cw_document *document, cw_sheet *table, const cw_venue_result *venue,
                          bool names_issue)
{
    cw_sheet_row(table);
    if (names_issue) {
        issue_cell(document, table, cw_document_issue(document, venue));
    } else {
        cw_sheet_empty(table);
    }
    cw_sheet_words(table, document->dossier->forums[venue->forum].name);
    if (!document->dossier->question.asked) {
        cw_sheet_summary(table, &venue->settled);
        return;
    }
    cw_sheet_figure(table, venue->bilateral.median);
    cw_sheet_figure(table, venue->settled.median);
    cw_sheet_summary(table, &venue->gain);
    cw_sheet_figure(table, venue->gain_positive.value);
}

static void others_table(cw_document *document)
{
    const cw_study *study = document->study;
    const cw_case_result *base = &study->cases[0];
    size_t headline = study->headline == CW_NONE ? CW_NONE : base->venues[study->headline].issue;
    cw_sheet *table =
        cw_document_table(document, headline == CW_NONE ? "Issues by forum" : "The other issues");
    if (study->dossier->question.asked) {
        cw_sheet_columns(table, other_columns, CW_COUNT(other_columns));
    } else { /* nobody is pressed: there is nothing to gain or lose */
        cw_sheet_columns(table, other_columns, 2);
        cw_sheet_columns(table, headline_columns + 1, 1);
    }
    size_t last = CW_NONE;
    for (size_t v = 0; v < base->venue_count; v++) {
        const cw_venue_result *venue = &base->venues[v];
        if (venue->issue != headline && venue->open) {
            add_other_row(document, table, venue, venue->issue != last);
            last = venue->issue;
        }
    }
    cw_document_drop_empty_table(document);
}

/* Issues that can be taken to none of their forums in the base case. */
static void say_closed_issues(cw_document *document)
{
    cw_text *say = &document->words;
    for (size_t i = 0; i < document->dossier->issue_count; i++) {
        if (first_open(document->study, i) == NULL) {
            cw_text_append(say, "'");
            cw_text_append(say, document->dossier->issues[i].question);
            cw_document_say(document, CW_BLOCK_LIST,
                            "' can be taken to no forum on this date: no member of one has a "
                            "position on it.");
        }
    }
}

void cw_findings_venues(cw_document *document)
{
    if (document->dossier->issue_count == 0) {
        return;
    }
    cw_document_section(document, "forums", "Where it would end");
    if (document->study->headline != CW_NONE) {
        headline_table(document);
    }
    others_table(document);
    say_closed_issues(document);
}
