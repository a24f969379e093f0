/* What the headline gain hangs on: the uncertain numbers behind it, by their share in its variance,
 * and the values at which it, or the verdict on a claim, turns. */
#include <math.h>

#include "brief/findings.h"
#include "brief/words.h"

/* Drivers listed, and those of them whose coding is quoted. */
#define LISTED 12
#define QUOTED 5
/* Turning values told of one claim. */
#define FLIPS_TOLD 3
/* A swing smaller than this is shown as 0.0, a share as 0%. */
#define SHOWN_AS_ZERO 0.05
#define SHARE_SHOWN_AS_ZERO 0.005

static const cw_column drawn_columns[] = {
    {.id = "quantity", .title = "Range"},
    {.id = "drawn_at_low",
     .title = "Mean gain at low end",
     .form = CW_COLUMN_NUMBER,
     .decimals = 1,
     .show_plus = true},
    {.id = "drawn_at_high",
     .title = "Mean gain at high end",
     .form = CW_COLUMN_NUMBER,
     .decimals = 1,
     .show_plus = true},
    {.id = "first", .title = "Share alone", .form = CW_COLUMN_PROBABILITY},
    {.id = "total", .title = "Share with others", .form = CW_COLUMN_PROBABILITY},
};

static const cw_column moved_columns[] = {
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
};

static const cw_column claim_columns[] = {
    {.id = "claim", .title = "Claim"},
    {.id = "quantity", .title = "Turned by"},
    {.id = "mode", .title = "Most likely"},
    {.id = "at", .title = "Turns at"},
};

static void plain_cell(cw_document *document, cw_sheet *table, double value)
{
    cw_words_plain(&document->words, value);
    cw_sheet_take(table, document);
}

static void quantity_cell(cw_document *document, cw_sheet *table, size_t quantity)
{
    cw_dossier_describe_quantity(document->dossier, quantity, &document->words);
    cw_words_capitalise(&document->words);
    cw_sheet_take(table, document);
}

/* Estimates may lie a little off 0 to 1. */
static double shown_share(double share)
{
    return share < 0.0 ? 0.0 : share > 1.0 ? 1.0 : share;
}

static double total_share(const cw_driver *driver)
{
    return driver->shares[CW_VARIED_GAIN].total.value;
}

static void add_drawn(cw_document *document, cw_sheet *table, const cw_driver *driver)
{
    const cw_variance_share *share = &driver->shares[CW_VARIED_GAIN];
    cw_sheet_row(table);
    quantity_cell(document, table, driver->quantity);
    cw_sheet_cite(table, cw_quantity_source(document->dossier, driver->quantity));
    cw_sheet_figure(table, driver->at_low.mean.value);
    cw_sheet_figure(table, driver->at_high.mean.value);
    cw_sheet_figure(table, shown_share(share->first.value));
    cw_sheet_figure(table, shown_share(share->total.value));
}

static void add_moved(cw_document *document, cw_sheet *table, const cw_driver *driver)
{
    cw_sheet_row(table);
    quantity_cell(document, table, driver->quantity);
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
}

static bool is_seen(const cw_driver *driver)
{
    return driver->swing >= SHOWN_AS_ZERO || total_share(driver) >= SHARE_SHOWN_AS_ZERO;
}

/* How many drivers move the gain by what can be seen. Those listed are the first of them: drivers
 * come by falling share. */
static size_t seen_drivers(const cw_study *study)
{
    size_t count = 0;
    for (size_t d = 0; d < study->driver_count; d++) {
        count += is_seen(&study->drivers[d]) ? 1 : 0;
    }
    return count;
}

static void say_rest(cw_document *document, size_t listed)
{
    cw_text *say = &document->words;
    size_t rest = document->study->driver_count - listed;
    double most = 0.0;
    if (rest == 0) {
        return;
    }
    for (size_t d = listed; d < document->study->driver_count; d++) {
        most = fmax(most, document->study->drivers[d].swing);
    }
    cw_words_count(say, rest, "further range moves", "further ranges move");
    cw_text_append(say, " the gain by ");
    if (most >= SHOWN_AS_ZERO) {
        cw_text_append(say, "at most ");
        cw_text_append_fixed(say, most, 1);
        cw_text_append(say, " points each.");
    } else {
        cw_text_append(say, "less than 0.1 points each.");
    }
    cw_document_end(document, CW_BLOCK_PARAGRAPH);
}

/* How much is the ranges' own and how much their interplay, and how sure the shares are. */
static void say_shares(cw_document *document)
{
    cw_text *say = &document->words;
    const cw_study *study = document->study;
    double alone = 0.0;
    double half = 0.0;
    for (size_t d = 0; d < study->driver_count; d++) {
        const cw_variance_share *share = &study->drivers[d].shares[CW_VARIED_GAIN];
        alone += share->first.value;
        half = fmax(half, share->first.high95 - share->first.value);
        half = fmax(half, share->total.high95 - share->total.value);
    }
    if (study->variance.points == 0 || isnan(alone)) {
        return;
    }
    cw_text_append(say,
                   "Shares are of the variance of the gain (Sobol 1993): alone, what would go if "
                   "the number were known; with others, what would stay if all others were. "
                   "Each alone, the ranges make up ");
    cw_words_probability(say, shown_share(alone));
    cw_text_append(say, " of it; the rest they do together. The shares are known to within ");
    cw_text_append_fixed(say, 100.0 * half, 1);
    cw_text_append(say, " percentage points (95%).");
    cw_document_end(document, CW_BLOCK_PARAGRAPH);
}

/* Whether one of them alone decides if there is a gain. */
static void say_flips(cw_document *document)
{
    cw_text *say = &document->words;
    size_t flips = 0;
    for (size_t d = 0; d < document->study->driver_count; d++) {
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

static void tell_drivers(cw_document *document, size_t listed)
{
    const cw_driver *drivers = document->study->drivers;
    cw_sheet *drawn = cw_document_table(
        document, "Each range held at one of its ends while all others are drawn, and its share");
    cw_sheet_columns(drawn, drawn_columns, CW_COUNT(drawn_columns));
    for (size_t d = 0; d < listed; d++) {
        add_drawn(document, drawn, &drivers[d]);
    }
    say_shares(document);
    cw_sheet *moved = cw_document_table(
        document, "Each range moved alone from end to end, the others at their most likely values");
    cw_sheet_columns(moved, moved_columns, CW_COUNT(moved_columns));
    for (size_t d = 0; d < listed; d++) {
        add_moved(document, moved, &drivers[d]);
    }
    say_flips(document);
    say_rest(document, listed);
    for (size_t d = 0; d < listed && d < QUOTED; d++) {
        quote_driver(document, &drivers[d]);
    }
}

/* ---- Claims ---- */

static void add_flip(cw_document *document, cw_sheet *table, size_t claim, const cw_flip *flip)
{
    cw_sheet_row(table);
    cw_sheet_words(table, document->dossier->claims[claim].text);
    quantity_cell(document, table, flip->quantity);
    plain_cell(document, table, document->dossier->quantities[flip->quantity].mode);
    plain_cell(document, table, flip->at);
}

static void say_unturned(cw_document *document, size_t count)
{
    cw_text *say = &document->words;
    if (count == 0) {
        return;
    }
    cw_words_count(say, count, "claim about coded numbers is", "claims about coded numbers are");
    cw_text_append(say, " turned by no single one of them within its range.");
    cw_document_end(document, CW_BLOCK_PARAGRAPH);
}

static void tell_claims(cw_document *document)
{
    const cw_study *study = document->study;
    cw_sheet *table = NULL;
    size_t unturned = 0;
    for (size_t c = 0; c < document->dossier->claim_count; c++) {
        const cw_claim_result *result = &study->claims[c];
        unturned += result->flips_known && result->flip_count == 0 ? 1 : 0;
        for (size_t k = 0; k < result->flip_count && k < FLIPS_TOLD; k++) {
            if (table == NULL) {
                table =
                    cw_document_table(document, "What one number, moved alone, would turn a claim");
                cw_sheet_columns(table, claim_columns, CW_COUNT(claim_columns));
            }
            add_flip(document, table, c, &result->flips[k]);
        }
    }
    say_unturned(document, unturned);
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
    } else {
        tell_drivers(document, listed);
    }
    tell_claims(document);
}
