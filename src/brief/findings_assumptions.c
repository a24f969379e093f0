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

static void add_row(cw_document *document, cw_sheet *table, size_t q)
{
    const cw_quantity *quantity = &document->dossier->quantities[q];
    cw_sheet_row(table);
    cw_dossier_describe_quantity(document->dossier, q, &document->words);
    if (quantity->what_if != CW_NONE) {
        cw_text_append(&document->words, ", if '");
        cw_text_append(&document->words, document->dossier->what_ifs[quantity->what_if].title);
        cw_text_append(&document->words, "'");
    }
    cw_sheet_take(table, document);
    cw_words_quantity_range(&document->words, quantity);
    cw_sheet_take(table, document);
    basis_cell(document, table, &quantity->provenance);
}

void cw_findings_assumptions(cw_document *document)
{
    const cw_dossier *dossier = document->dossier;
    cw_document_section(document, "assumptions", "What was assumed");
    cw_sheet *table = cw_document_table(document, "Every number coded as a range or with a reason");
    cw_sheet_columns(table, columns, CW_COUNT(columns));
    for (size_t q = 0; q < dossier->quantity_count; q++) {
        if (is_told(&dossier->quantities[q])) {
            add_row(document, table, q);
        }
    }
    if (table->status == CW_OK && table->row_count == 0) {
        cw_document_drop_empty_table(document);
        cw_document_say(document, CW_BLOCK_PARAGRAPH,
                        "Every number of the dossier is a single figure without a reason given.");
        return;
    }
    cw_document_say(document, CW_BLOCK_NOTE,
                    "A range of two numbers is drawn evenly; where a most likely value is given, "
                    "values near to it are drawn more often.");
}
