#include "brief/findings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "brief/words.h"

const cw_venue_result *cw_study_headline(const cw_study *study, size_t case_index)
{
    return study->headline == CW_NONE ? NULL : &study->cases[case_index].venues[study->headline];
}

const cw_issue *cw_document_issue(const cw_document *document, const cw_venue_result *venue)
{
    return &document->dossier->issues[venue->issue];
}

const char *cw_words_why_closed(const cw_case_result *result, const cw_venue_result *venue)
{
    if (venue->beyond_reach) {
        return "not computed: too large, or its voting power is not known";
    }
    return result->forums[venue->forum].exists ? "not open: no member has a position on it"
                                               : "not open: the forum has no members then";
}

void cw_words_interval(cw_text *out, const cw_summary *summary)
{
    if (!summary->constant) {
        cw_text_append(out, " (80% interval ");
        cw_words_range(out, summary->low80, summary->high80);
        cw_text_append(out, ")");
    }
}

void cw_sheet_columns(cw_sheet *sheet, const cw_column *columns, size_t count)
{
    for (size_t c = 0; c < count; c++) {
        cw_sheet_column(sheet, columns[c]);
    }
}

void cw_sheet_summary(cw_sheet *sheet, const cw_summary *summary)
{
    if (summary->constant) {
        cw_sheet_figure(sheet, summary->median);
    } else {
        cw_sheet_interval(sheet, summary->median, summary->low80, summary->high80);
    }
}

void cw_sheet_take(cw_sheet *sheet, cw_document *document)
{
    cw_sheet_words(sheet, cw_document_take(document));
}

static int by_falling_key(const void *left, const void *right)
{
    const cw_keyed *a = left;
    const cw_keyed *b = right;
    if (a->key != b->key) {
        return a->key > b->key ? -1 : 1;
    }
    return a->index < b->index ? -1 : a->index > b->index ? 1 : 0;
}

void cw_order_by_key(cw_keyed *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (isnan(items[i].key)) {
            items[i].key = -HUGE_VAL;
        }
    }
    qsort(items, count, sizeof *items, by_falling_key);
}

cw_keyed *cw_document_keyed(cw_document *document, size_t count)
{
    cw_keyed *items = NULL;
    if (document->status == CW_OK) {
        items = cw_arena_allocate(&document->findings->arena, count, sizeof *items);
        document->status = items == NULL ? CW_ERROR_MEMORY : CW_OK;
    }
    return items;
}

size_t cw_quantity_source(const cw_dossier *dossier, size_t quantity)
{
    return quantity == CW_NONE ? CW_NONE : dossier->quantities[quantity].provenance.source;
}

static void write_byline(cw_document *document)
{
    cw_text *say = &document->words;
    const cw_dossier *dossier = document->dossier;
    cw_text_append(say, "As of ");
    cw_words_date(say, dossier->as_of);
    if (dossier->author != NULL) {
        cw_text_append(say, " \xC2\xB7 coded by ");
        cw_text_append(say, dossier->author);
    }
    cw_text_append(say, " \xC2\xB7 ");
    cw_words_whole(say, document->study->options.draws);
    cw_text_append(say, " draws");
    document->findings->byline = cw_document_take(document);
}

static void write_all(cw_document *document)
{
    document->findings->title = cw_document_keep(document, document->dossier->title);
    write_byline(document);
    cw_findings_answer(document);
    cw_findings_venues(document);
    cw_findings_what_ifs(document);
    cw_findings_drivers(document);
    cw_findings_sides(document);
    cw_findings_members(document);
    cw_findings_mandates(document);
    cw_findings_claims(document);
    cw_findings_models(document);
    cw_findings_record(document);
    cw_findings_assumptions(document);
    cw_findings_method(document);
    cw_findings_references(document);
}

cw_status cw_findings_build(cw_findings **out, cw_context *context, const cw_study *study)
{
    cw_findings *findings = cw_allocate(context, 1, sizeof *findings);
    if (findings == NULL) {
        return CW_ERROR_MEMORY;
    }
    findings->context = context;
    cw_arena_init(&findings->arena, context);
    cw_document document;
    cw_document_init(&document, findings, study);
    write_all(&document);
    cw_status status = cw_document_finish(&document);
    if (status == CW_OK) {
        *out = findings;
    } else {
        cw_findings_free(findings);
    }
    return status;
}

void cw_findings_free(cw_findings *findings)
{
    if (findings == NULL) {
        return;
    }
    for (size_t s = 0; s < findings->section_count; s++) {
        for (size_t b = 0; b < findings->sections[s].block_count; b++) {
            if (findings->sections[s].blocks[b].table != NULL) {
                cw_sheet_free(findings->sections[s].blocks[b].table);
            }
        }
    }
    cw_arena_free(&findings->arena);
    cw_release(findings->context, findings);
}
