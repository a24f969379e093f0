/* Issues with an outcome on record: what the models gave against what happened. */
#include <math.h>
#include <stdio.h>

#include "brief/findings.h"
#include "brief/words.h"

/* Issues side by side in one table; more get a table of their own. */
#define SIDE_BY_SIDE 4

/* The venue of the issue to show: its first that is open in the base case, or CW_NONE. */
static size_t venue_of_issue(const cw_study *study, size_t issue)
{
    const cw_case_result *base = &study->cases[0];
    for (size_t v = 0; v < base->venue_count; v++) {
        if (base->venues[v].issue == issue && base->venues[v].open) {
            return v;
        }
    }
    return CW_NONE;
}

/* The first recorded issue after `issue` that has an open venue; CW_NONE: start, or none left. */
static size_t next_recorded(const cw_study *study, size_t issue)
{
    for (size_t i = issue == CW_NONE ? 0 : issue + 1; i < study->dossier->issue_count; i++) {
        if (study->dossier->issues[i].happened && venue_of_issue(study, i) != CW_NONE) {
            return i;
        }
    }
    return CW_NONE;
}

static const cw_column record_columns[] = {
    {.id = "issue", .title = "Issue"},
    {.id = "forum", .title = "Settled in"},
    {.id = "happened", .title = "Happened", .form = CW_COLUMN_NUMBER, .decimals = 0},
    {.id = "venue",
     .title = "This brief's model",
     .unit = "points",
     .form = CW_COLUMN_INTERVAL,
     .decimals = 1},
    {.id = "error", .title = "Off by", .form = CW_COLUMN_NUMBER, .decimals = 1},
};

static void add_record_row(cw_document *document, cw_sheet *table, size_t i)
{
    const cw_study *study = document->study;
    const cw_issue *issue = &document->dossier->issues[i];
    const cw_venue_result *venue = &study->cases[0].venues[venue_of_issue(study, i)];
    cw_sheet_row(table);
    cw_sheet_words(table, issue->question);
    cw_sheet_words(table, document->dossier->forums[venue->forum].name);
    cw_sheet_figure(table, issue->outcome);
    cw_sheet_cite(table, issue->outcome_provenance.source);
    cw_sheet_summary(table, &venue->settled);
    cw_sheet_figure(table, fabs(venue->settled.median - issue->outcome));
}

static void record_table(cw_document *document)
{
    cw_sheet *table = cw_document_table(document, "What happened");
    cw_sheet_columns(table, record_columns, CW_COUNT(record_columns));
    for (size_t i = next_recorded(document->study, CW_NONE); i != CW_NONE;
         i = next_recorded(document->study, i)) {
        add_record_row(document, table, i);
    }
}

/* The columns of a table of up to SIDE_BY_SIDE issues, from `first` on. Returns how many. */
static size_t model_columns(cw_document *document, cw_sheet *table, size_t *issues, size_t first)
{
    size_t count = 0;
    cw_sheet_column(table, (cw_column){.id = "model", .title = "Model"});
    for (size_t i = first; i != CW_NONE && count < SIDE_BY_SIDE;
         i = next_recorded(document->study, i)) {
        const cw_issue *issue = &document->dossier->issues[i];
        cw_sheet_column(table, (cw_column){.id = issue->id,
                                           .title = issue->id,
                                           .form = CW_COLUMN_NUMBER,
                                           .decimals = 1});
        issues[count++] = i;
    }
    return count;
}

static void add_happened_row(cw_document *document, cw_sheet *table, const size_t *issues,
                             size_t count)
{
    cw_sheet_row(table);
    cw_sheet_words(table, "What happened");
    cw_sheet_strong(table);
    for (size_t i = 0; i < count; i++) {
        cw_sheet_figure(table, document->dossier->issues[issues[i]].outcome);
    }
}

static void add_bilateral_row(cw_document *document, cw_sheet *table, const size_t *issues,
                              size_t count)
{
    const cw_study *study = document->study;
    cw_sheet_row(table);
    cw_sheet_words(table, "Settled between the two alone");
    for (size_t i = 0; i < count; i++) {
        cw_sheet_figure(table,
                        study->cases[0].venues[venue_of_issue(study, issues[i])].bilateral.median);
    }
}

static void add_model_row(cw_document *document, cw_sheet *table, size_t model,
                          const size_t *issues, size_t count)
{
    const cw_study *study = document->study;
    size_t models = 0;
    cw_sheet_row(table);
    cw_sheet_words(table, cw_outcome_models(&models)[model]->title);
    for (size_t i = 0; i < count; i++) {
        const cw_venue_result *venue = &study->cases[0].venues[venue_of_issue(study, issues[i])];
        cw_sheet_figure(table, venue->forecasts[model].median);
    }
}

/* One table of issues from `first` on; returns the first issue of the next, or CW_NONE. */
static size_t models_table(cw_document *document, size_t first)
{
    size_t issues[SIDE_BY_SIDE];
    size_t models = 0;
    (void)cw_outcome_models(&models);
    cw_sheet *table = cw_document_table(document, "What each model alone gave, by issue");
    size_t count = model_columns(document, table, issues, first);
    add_happened_row(document, table, issues, count);
    add_bilateral_row(document, table, issues, count);
    for (size_t m = 0; m < models; m++) {
        add_model_row(document, table, m, issues, count);
    }
    return next_recorded(document->study, issues[count - 1]);
}

static void say_outcomes(cw_document *document)
{
    cw_text *say = &document->words;
    for (size_t i = next_recorded(document->study, CW_NONE); i != CW_NONE;
         i = next_recorded(document->study, i)) {
        const cw_issue *issue = &document->dossier->issues[i];
        cw_text_append(say, issue->id);
        cw_text_append(say, ": ");
        cw_text_append(say, issue->question);
        cw_text_append(say, " It ended ");
        cw_words_on_scale(say, issue, issue->outcome);
        cw_document_cite(document, issue->outcome_provenance.source);
        cw_document_say(document, CW_BLOCK_LIST, ".");
    }
}

/* "Of 8 issues whose outcome is on record, 4 ended within the 80% range of this brief's model." */
void cw_findings_hits(cw_document *document)
{
    cw_text *say = &document->words;
    const cw_study *study = document->study;
    size_t recorded = 0;
    size_t hits = 0;
    for (size_t i = next_recorded(study, CW_NONE); i != CW_NONE; i = next_recorded(study, i)) {
        const cw_summary *settled = &study->cases[0].venues[venue_of_issue(study, i)].settled;
        double outcome = study->dossier->issues[i].outcome;
        recorded++;
        hits += settled->low80 <= outcome && outcome <= settled->high80 ? 1 : 0;
    }
    if (recorded == 0) {
        return;
    }
    if (recorded == 1) {
        cw_text_append(say, "The one issue whose outcome is on record ended ");
        cw_text_append(say, hits == 1 ? "within" : "outside");
    } else {
        cw_text_append_format(say, "Of %zu issues whose outcome is on record, ", recorded);
        if (hits == 0) {
            cw_text_append(say, "none ended within");
        } else {
            cw_text_append_format(say, "%zu ended within", hits);
        }
    }
    cw_text_append(say, " the 80% range of this brief's model");
}

void cw_findings_record(cw_document *document)
{
    size_t first = next_recorded(document->study, CW_NONE);
    if (first == CW_NONE) {
        return;
    }
    cw_document_section(document, "record", "Against what happened");
    record_table(document);
    cw_findings_hits(document);
    cw_document_say(document, CW_BLOCK_PARAGRAPH, ".");
    say_outcomes(document);
    for (size_t next = first; next != CW_NONE;) {
        next = models_table(document, next);
    }
}
