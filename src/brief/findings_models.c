/* Outcome models side by side on the headline issue: what each says alone, and settled by the rules
 * of the forum. */
#include <math.h>

#include "brief/findings.h"
#include "brief/words.h"

static const cw_column columns[] = {
    {.id = "model", .title = "Model"},
    {.id = "forecast",
     .title = "Forecast",
     .unit = "points",
     .form = CW_COLUMN_INTERVAL,
     .decimals = 1},
    {.id = "settled",
     .title = "Settled in the forum",
     .unit = "points",
     .form = CW_COLUMN_INTERVAL,
     .decimals = 1},
    {.id = "idea", .title = "Idea"},
};

static void add_row(cw_sheet *table, const cw_venue_result *venue, const cw_outcome_model *model,
                    size_t index)
{
    cw_sheet_row(table);
    cw_sheet_words(table, model->title);
    if (isnan(venue->forecasts[index].median)) {
        cw_sheet_words(table, "says nothing");
        cw_sheet_tone(table, CW_TONE_FAINT);
    } else {
        cw_sheet_summary(table, &venue->forecasts[index]);
    }
    cw_sheet_summary(table, &venue->settlements[index]);
    cw_sheet_words(table, model->idea);
    if (model == cw_venue_default_model()) {
        cw_sheet_strong(table);
    }
}

void cw_findings_models(cw_document *document)
{
    const cw_venue_result *venue = cw_study_headline(document->study, 0);
    if (venue == NULL || !venue->open) {
        return;
    }
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    cw_document_section(document, "models", "Other models");
    cw_sheet *table = cw_document_table(document, cw_document_issue(document, venue)->question);
    cw_sheet_columns(table, columns, CW_COUNT(columns));
    for (size_t m = 0; m < count; m++) {
        add_row(table, venue, models[m], m);
    }
    cw_text_append(&document->words, cw_venue_default_model()->title);
    cw_document_say(
        document, CW_BLOCK_NOTE,
        " is the model behind every other figure of this brief. A forecast is the bare "
        "model at this table; settled in the forum, its result is kept within what those "
        "who must agree accept and what keeps the stronger side from going around it.");
}
