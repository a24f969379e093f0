/* What the figures rest on: every number coded as a range, or with its reason, and where it was
 * read. */
#include <string.h>

#include "brief/findings.h"
#include "brief/words.h"

static const cw_column columns[] = {
    {.id = "quantity", .title = "Number"},
    {.id = "range", .title = "Coded as"},
    {.id = "basis", .title = "Because"},
};

static bool is_told(const cw_quantity *quantity)
{
    return quantity->shape != CW_SHAPE_FIXED || quantity->provenance.quote != NULL ||
           quantity->provenance.why != NULL;
}

static void basis_cell(cw_document *document, cw_sheet *table, const cw_provenance *provenance)
{
    cw_text *say = &document->words;
    if (provenance->why != NULL) {
        cw_text_append(say, provenance->why);
    }
    if (provenance->quote != NULL) {
        cw_text_append(say, provenance->why != NULL ? " - \"" : "\"");
        cw_text_append(say, provenance->quote);
        cw_text_append(say, "\"");
    }
    cw_sheet_take(table, document);
    cw_sheet_cite(table, provenance->source);
}

static bool same_words(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Whether two numbers differ in nothing but the state they are of: coded once, for all others. */
static bool same_but_state(const cw_quantity *a, const cw_quantity *b)
{
    return a->state != CW_NONE && b->state != CW_NONE && a->measure == b->measure &&
           a->shape == b->shape && a->low == b->low && a->mode == b->mode && a->high == b->high &&
           a->other == b->other && a->forum == b->forum && a->issue == b->issue &&
           a->what_if == b->what_if && a->provenance.source == b->provenance.source &&
           same_words(a->provenance.quote, b->provenance.quote) &&
           same_words(a->provenance.why, b->provenance.why);
}

/* How many numbers from `q` on are the same but for their state; at least 1. */
static size_t run_length(const cw_dossier *dossier, size_t q)
{
    size_t end = q + 1;
    while (end < dossier->quantity_count &&
           same_but_state(&dossier->quantities[q], &dossier->quantities[end])) {
        end++;
    }
    return end - q;
}

static void add_row(cw_document *document, cw_sheet *table, size_t q, size_t run)
{
    cw_text *say = &document->words;
    const cw_quantity *quantity = &document->dossier->quantities[q];
    cw_sheet_row(table);
    cw_dossier_describe_quantity(document->dossier, q, say);
    cw_words_capitalise(say);
    for (size_t i = 1; i < run; i++) {
        cw_text_append(say, i == 1 ? "; the same of " : i + 1 == run ? " and " : ", ");
        cw_text_append(say, cw_words_state(document->dossier, quantity[i].state));
    }
    cw_sheet_take(table, document);
    cw_words_quantity_range(say, quantity);
    cw_sheet_take(table, document);
    basis_cell(document, table, &quantity->provenance);
}

static void say_how_many(cw_document *document)
{
    const cw_dossier *dossier = document->dossier;
    size_t ranges = 0;
    for (size_t q = 0; q < dossier->quantity_count; q++) {
        ranges += dossier->quantities[q].shape != CW_SHAPE_FIXED ? 1 : 0;
    }
    cw_text *say = &document->words;
    cw_text_append(say, "The figures rest on ");
    cw_words_count(say, dossier->quantity_count, "coded number", "coded numbers");
    cw_text_append_format(say, "; %zu of them %s ", ranges, ranges == 1 ? "is" : "are");
    cw_text_append(say, ranges == 1 ? "a range." : "ranges.");
    cw_text_append(say, " A range of two numbers is drawn evenly; where a most likely value is "
                        "given, values near to it are drawn more often.");
    cw_document_end(document, CW_BLOCK_PARAGRAPH);
}

void cw_findings_assumptions(cw_document *document)
{
    const cw_dossier *dossier = document->dossier;
    cw_document_section(document, "assumptions", "What was assumed");
    say_how_many(document);
    cw_sheet *table = cw_document_table(document, "Every number coded as a range or with a reason");
    cw_sheet_columns(table, columns, CW_COUNT(columns));
    for (size_t q = 0; q < dossier->quantity_count;) {
        size_t run = run_length(dossier, q);
        if (is_told(&dossier->quantities[q])) {
            add_row(document, table, q, run);
        }
        q += run;
    }
    cw_document_appendix(document);
    cw_document_drop_empty_table(document);
}
