/* What the headline gain hangs on: the uncertain numbers behind it, by how far each moves it. */
#include <math.h>

#include "brief/findings.h"
#include "brief/words.h"

/* Drivers listed, and those of them whose coding is quoted. */
#define LISTED 12
#define QUOTED 5
/* A swing smaller than this is shown as 0.0. */
#define SHOWN_AS_ZERO 0.05

static const cw_column columns[] = {
    {.id = "quantity", .title = "Range"},
    {.id = "low", .title = "From"},
    {.id = "high", .title = "To"},
    {.id = "gain_at_low",
     .title = "Gain at low end",
     .form = CW_COLUMN_NUMBER,
     .decimals = 1,
     .show_plus = true},
    {.id = "gain_at_high",
     .title = "Gain at high end",
     .form = CW_COLUMN_NUMBER,
     .decimals = 1,
     .show_plus = true},
    {.id = "swing", .title = "Swing", .form = CW_COLUMN_NUMBER, .decimals = 1},
    {.id = "flips", .title = "Gain lost or won at"},
    {.id = "rank_correlation",
     .title = "Rank correlation",
     .form = CW_COLUMN_NUMBER,
     .decimals = 2,
     .show_plus = true},
};

static void plain_cell(cw_document *document, cw_sheet *table, double value)
{
    cw_words_plain(&document->words, value);
    cw_sheet_take(table, document);
}

static void add_row(cw_document *document, cw_sheet *table, const cw_driver *driver)
{
    cw_sheet_row(table);
    cw_dossier_describe_quantity(document->dossier, driver->quantity, &document->words);
    cw_words_capitalise(&document->words);
    cw_sheet_take(table, document);
    cw_sheet_cite(table, cw_quantity_source(document->dossier, driver->quantity));
    plain_cell(document, table, driver->low);
    plain_cell(document, table, driver->high);
    cw_sheet_figure(table, driver->gain_at_low);
    cw_sheet_figure(table, driver->gain_at_high);
    cw_sheet_figure(table, driver->swing);
    if (driver->flips) {
        plain_cell(document, table, driver->flip_at);
        cw_sheet_tone(table, CW_TONE_OPEN);
    } else {
        cw_sheet_words(table, "nowhere");
        cw_sheet_tone(table, CW_TONE_FAINT);
    }
    cw_sheet_figure(table, driver->rank_correlation);
}

/* How many drivers move the gain by what can be seen; they come first. */
static size_t seen_drivers(const cw_study *study)
{
    size_t count = 0;
    while (count < study->driver_count && study->drivers[count].swing >= SHOWN_AS_ZERO) {
        count++;
    }
    return count;
}

static void say_rest(cw_document *document, size_t listed)
{
    cw_text *say = &document->words;
    size_t rest = document->study->driver_count - listed;
    if (rest == 0) {
        return;
    }
    cw_words_count(say, rest, "further range moves", "further ranges move");
    cw_text_append(say, " the gain by ");
    double most = document->study->drivers[listed].swing;
    if (most >= SHOWN_AS_ZERO) {
        cw_text_append(say, "at most ");
        cw_text_append_fixed(say, most, 1);
        cw_text_append(say, " points each.");
    } else {
        cw_text_append(say, "less than 0.1 points each.");
    }
    cw_document_end(document, CW_BLOCK_PARAGRAPH);
}

/* Whether one of them alone decides if there is a gain. */
static void say_flips(cw_document *document, size_t seen)
{
    cw_text *say = &document->words;
    size_t flips = 0;
    for (size_t d = 0; d < seen; d++) {
        flips += document->study->drivers[d].flips ? 1 : 0;
    }
    if (flips == 0) {
        cw_text_append(say, "No value of any one of them within its range turns a gain into none, "
                            "or none into a gain, while the others stay where they are.");
    } else {
        cw_words_count(say, flips, "range has a value", "ranges have a value");
        cw_text_append(say, " at which the gain is lost or won while the others stay where they "
                            "are.");
    }
    cw_document_end(document, CW_BLOCK_PARAGRAPH);
}

static void quote_driver(cw_document *document, const cw_driver *driver)
{
    cw_text *say = &document->words;
    const cw_provenance *provenance = &document->dossier->quantities[driver->quantity].provenance;
    if (provenance->quote == NULL && provenance->why == NULL) {
        return;
    }
    cw_text_append(say, "The ");
    cw_dossier_describe_quantity(document->dossier, driver->quantity, say);
    cw_text_append(say, ": ");
    if (provenance->why != NULL) {
        cw_text_append(say, provenance->why);
    }
    if (provenance->quote != NULL) {
        cw_text_append(say, provenance->why != NULL ? "; the source says: \"" : "\"");
        cw_text_append(say, provenance->quote);
        cw_text_append(say, "\"");
    }
    cw_document_cite(document, provenance->source);
    cw_document_end(document, CW_BLOCK_LIST);
}

void cw_findings_drivers(cw_document *document)
{
    const cw_study *study = document->study;
    if (study->headline == CW_NONE || !cw_study_headline(study, 0)->open) {
        return;
    }
    cw_document_section(document, "drivers", "What it hangs on");
    size_t seen = seen_drivers(study);
    size_t listed = seen < LISTED ? seen : LISTED;
    if (listed == 0) {
        cw_document_say(document, CW_BLOCK_PARAGRAPH,
                        "No uncertain number of the dossier, moved alone from end to end of its "
                        "range, moves the gain.");
        return;
    }
    cw_sheet *table = cw_document_table(
        document, "Each range moved alone from end to end, the others at their most likely values");
    cw_sheet_columns(table, columns, CW_COUNT(columns));
    for (size_t d = 0; d < listed; d++) {
        add_row(document, table, &study->drivers[d]);
    }
    say_flips(document, seen);
    say_rest(document, listed);
    for (size_t d = 0; d < listed && d < QUOTED; d++) {
        quote_driver(document, &study->drivers[d]);
    }
}
