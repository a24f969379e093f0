/* Who sides with whom on the headline issue, and what each brings to the table and takes from it. */
#include "brief/findings.h"
#include "brief/words.h"

static const cw_column columns[] = {
    {.id = "state", .title = "State"},
    {.id = "part", .title = "Part"},
    {.id = "position", .title = "Wants", .form = CW_COLUMN_NUMBER, .decimals = 1},
    {.id = "weight", .title = "Weight", .form = CW_COLUMN_SHARE},
    {.id = "no_deal_cost", .title = "No deal costs it", .form = CW_COLUMN_NUMBER, .decimals = 1},
    {.id = "change",
     .title = "Better than the status quo by",
     .form = CW_COLUMN_NUMBER,
     .decimals = 1,
     .show_plus = true},
    {.id = "gain",
     .title = "Gain from the forum",
     .form = CW_COLUMN_NUMBER,
     .decimals = 1,
     .show_plus = true},
};

/* Where the position of `state` on the issue was read. */
static size_t position_source(const cw_document *document, size_t issue, size_t state)
{
    const cw_case_issue *built = &document->study->cases[0].built->issues[issue];
    for (size_t i = 0; i < built->stand_count; i++) {
        if (built->stands[i].state == state) {
            return cw_quantity_source(document->dossier, built->stands[i].position);
        }
    }
    return CW_NONE;
}

/* Where the dependence of `of` on `on` was read. */
static size_t tie_source(const cw_document *document, size_t of, size_t on)
{
    const cw_case *built = document->study->cases[0].built;
    for (size_t i = 0; i < built->tie_count; i++) {
        if (built->ties[i].of == of && built->ties[i].on == on) {
            return cw_quantity_source(document->dossier, built->ties[i].dependence);
        }
    }
    return CW_NONE;
}

/* Nobody does at the most likely values where the forum is gone around, or cannot decide. */
static bool somebody_agrees(const cw_venue_result *venue)
{
    for (size_t p = 0; p < venue->participant_count; p++) {
        if (venue->participants[p].in_coalition) {
            return true;
        }
    }
    return false;
}

static void add_row(cw_document *document, cw_sheet *table, const cw_venue_result *venue,
                    const cw_participant *participant)
{
    const cw_issue *issue = cw_document_issue(document, venue);
    cw_sheet_row(table);
    cw_sheet_words(table, cw_words_state(document->dossier, participant->state));
    if (!participant->votes) {
        cw_sheet_words(table, "voice only");
        cw_sheet_tone(table, CW_TONE_FAINT);
    } else {
        const char *alone = somebody_agrees(venue) ? "outvoted" : "no agreement";
        cw_sheet_words(table, participant->in_coalition ? "agrees" : alone);
    }
    cw_sheet_figure(table, participant->position);
    cw_sheet_cite(table, position_source(document, venue->issue, participant->state));
    cw_sheet_figure(table, participant->weight);
    cw_sheet_figure(table, participant->no_deal_cost);
    cw_sheet_cite(table, tie_source(document, participant->state, issue->against));
    cw_sheet_figure(table, participant->change);
    cw_sheet_figure(table, participant->gain);
    if (participant->state == issue->state) {
        cw_sheet_strong(table);
    }
}

/* From the low end of the scale to the high. */
static void add_in_order(cw_document *document, cw_sheet *table, const cw_venue_result *venue)
{
    cw_keyed *order = cw_document_keyed(document, venue->participant_count);
    if (order == NULL) {
        return;
    }
    for (size_t p = 0; p < venue->participant_count; p++) {
        order[p] = (cw_keyed){.key = -venue->participants[p].position, .index = p};
    }
    cw_order_by_key(order, venue->participant_count);
    for (size_t p = 0; p < venue->participant_count; p++) {
        add_row(document, table, venue, &venue->participants[order[p].index]);
    }
}

/* Members of the forum that have no position, hence no part in it. */
static void say_indifferent(cw_document *document, const cw_venue_result *venue)
{
    size_t members = document->study->cases[0].forums[venue->forum].member_count;
    if (members > venue->voters) {
        cw_text *say = &document->words;
        cw_words_count(say, members - venue->voters,
                       "member has no position on it: it neither agrees nor objects",
                       "members have no position on it: they neither agree nor object");
        cw_document_say(document, CW_BLOCK_PARAGRAPH, ".");
    }
}

void cw_findings_sides(cw_document *document)
{
    const cw_venue_result *venue = cw_study_headline(document->study, 0);
    if (venue == NULL || !venue->open || venue->participant_count == 0) {
        return;
    }
    cw_text *say = &document->words;
    cw_document_section(document, "sides", "Who sides with whom");
    cw_text_append(say, cw_document_issue(document, venue)->question);
    cw_text_append(say, " Who sits at the table in ");
    cw_words_forum(say, document->dossier, venue->forum);
    cw_text_append(say, ", from the low end of the scale to the high");
    cw_sheet *table = cw_document_table(document, cw_document_take(document));
    cw_sheet_columns(table, columns, CW_COUNT(columns));
    add_in_order(document, table, venue);
    say_indifferent(document, venue);
    cw_document_say(document, CW_BLOCK_NOTE,
                    "In points of the scale, with every range at its most likely value. The weight "
                    "is a share of the say of all who vote; what no deal costs comes from ties of "
                    "dependence.");
}
