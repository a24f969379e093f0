#include "brief/document.h"

#include <string.h>

#include "brief/words.h"

void cw_document_init(cw_document *document, cw_findings *findings, const cw_study *study)
{
    *document = (cw_document){.findings = findings,
                              .study = study,
                              .dossier = study->dossier,
                              .dead = {.status = CW_ERROR_MEMORY},
                              .status = CW_OK};
    cw_text_init(&document->words, findings->context);
}

/* The first failure of a table is the document's. */
static void check_tables(cw_document *document)
{
    const cw_findings *findings = document->findings;
    for (size_t s = 0; s < findings->section_count; s++) {
        for (size_t b = 0; b < findings->sections[s].block_count; b++) {
            const cw_sheet *table = findings->sections[s].blocks[b].table;
            if (table != NULL && table->status != CW_OK && document->status == CW_OK) {
                document->status = table->status;
            }
        }
    }
}

cw_status cw_document_finish(cw_document *document)
{
    check_tables(document);
    if (document->status == CW_OK) {
        document->status = document->words.status;
    }
    cw_text_free(&document->words);
    return document->status;
}

const char *cw_document_keep(cw_document *document, const char *words)
{
    if (document->status != CW_OK) {
        return "";
    }
    const char *copy = cw_words_clean(&document->findings->arena, words);
    if (copy == NULL) {
        document->status = CW_ERROR_MEMORY;
        return "";
    }
    return copy;
}

/* Empties `words` but keeps its bytes, and its failure if it has one. */
static void empty_words(cw_document *document)
{
    document->words.length = 0;
    if (document->words.bytes != NULL) {
        document->words.bytes[0] = '\0';
    }
}

const char *cw_document_take(cw_document *document)
{
    if (document->words.status != CW_OK && document->status == CW_OK) {
        document->status = document->words.status;
    }
    const char *kept = cw_document_keep(document, cw_text_string(&document->words));
    empty_words(document);
    return kept;
}

/* `items`, with room for one more than `count`: as it is, or a copy twice as large in the arena.
 * NULL, and the failure remembered, where memory cannot be had. */
static void *room_for_one(cw_document *document, void *items, size_t count, size_t *capacity,
                          size_t size)
{
    if (document->status != CW_OK) {
        return NULL;
    }
    if (items != NULL && count < *capacity) {
        return items;
    }
    /* A section whose only table was dropped has room, of which the capacity is forgotten. */
    size_t larger = items == NULL || *capacity == 0 ? 4 : 2 * *capacity;
    void *grown = cw_arena_allocate(&document->findings->arena, larger, size);
    if (grown == NULL) {
        document->status = CW_ERROR_MEMORY;
        return NULL;
    }
    if (items != NULL && count > 0) {
        memcpy(grown, items, count * size);
    }
    *capacity = larger;
    return grown;
}

void cw_document_section(cw_document *document, const char *id, const char *heading)
{
    cw_findings *findings = document->findings;
    cw_section *sections = room_for_one(document, findings->sections, findings->section_count,
                                        &document->section_capacity, sizeof *findings->sections);
    if (sections == NULL) {
        return;
    }
    findings->sections = sections;
    sections[findings->section_count++] = (cw_section){.id = id, .heading = heading};
}

static void end_span(cw_document *document, bool strong, size_t source)
{
    if (document->words.length == 0 && source == CW_NONE) {
        return;
    }
    cw_span *spans = room_for_one(document, document->spans, document->span_count,
                                  &document->span_capacity, sizeof *spans);
    if (spans == NULL) {
        return;
    }
    const char *words =
        cw_words_collapse(&document->findings->arena, cw_text_string(&document->words));
    if (words == NULL) {
        document->status = CW_ERROR_MEMORY;
        return;
    }
    document->spans = spans;
    spans[document->span_count++] = (cw_span){.words = words, .strong = strong, .source = source};
    empty_words(document);
}

void cw_document_plain(cw_document *document)
{
    end_span(document, false, CW_NONE);
}

void cw_document_strong(cw_document *document)
{
    end_span(document, true, CW_NONE);
}

void cw_document_cite(cw_document *document, size_t source)
{
    end_span(document, false, source);
}

/* The last section, or NULL before the first. */
static cw_section *last_section(cw_document *document)
{
    cw_findings *findings = document->findings;
    return findings->section_count == 0 ? NULL : &findings->sections[findings->section_count - 1];
}

static cw_block *new_block(cw_document *document, cw_block_form form)
{
    cw_section *section = last_section(document);
    if (section == NULL || document->status != CW_OK) {
        return NULL;
    }
    cw_block *blocks = room_for_one(document, section->blocks, section->block_count,
                                    &document->block_capacity, sizeof *blocks);
    if (blocks == NULL) {
        return NULL;
    }
    section->blocks = blocks;
    document->passage_capacity = 0;
    blocks[section->block_count] = (cw_block){.form = form};
    return &blocks[section->block_count++];
}

/* The block that a passage of this form goes to: the list being written, or a new one. */
static cw_block *block_for(cw_document *document, cw_block_form form)
{
    cw_section *section = last_section(document);
    if (form == CW_BLOCK_LIST && section != NULL && section->block_count > 0 &&
        section->blocks[section->block_count - 1].form == CW_BLOCK_LIST) {
        return &section->blocks[section->block_count - 1];
    }
    return new_block(document, form);
}

void cw_document_end(cw_document *document, cw_block_form form)
{
    cw_document_plain(document);
    if (document->span_count == 0) {
        return;
    }
    cw_block *block = block_for(document, form);
    if (block != NULL) {
        cw_passage *passages = room_for_one(document, block->passages, block->passage_count,
                                            &document->passage_capacity, sizeof *passages);
        if (passages != NULL) {
            block->passages = passages;
            passages[block->passage_count++] =
                (cw_passage){.spans = document->spans, .span_count = document->span_count};
        }
    }
    document->spans = NULL;
    document->span_count = 0;
}

void cw_document_say(cw_document *document, cw_block_form form, const char *words)
{
    cw_text_append(&document->words, words);
    cw_document_end(document, form);
}

cw_sheet *cw_document_table(cw_document *document, const char *caption)
{
    if (document->status != CW_OK) {
        return &document->dead;
    }
    cw_sheet *table = cw_arena_allocate(&document->findings->arena, 1, sizeof *table);
    if (table == NULL) {
        document->status = CW_ERROR_MEMORY;
        return &document->dead;
    }
    cw_block *block = new_block(document, CW_BLOCK_TABLE);
    if (block == NULL) {
        return &document->dead;
    }
    cw_sheet_init(table, document->findings->context, caption);
    block->table = table;
    return table;
}

void cw_document_appendix(cw_document *document)
{
    cw_section *section = last_section(document);
    if (document->status == CW_OK && section != NULL && section->block_count > 0) {
        section->blocks[section->block_count - 1].appendix = true;
    }
}

void cw_document_drop_empty_table(cw_document *document)
{
    cw_section *section = last_section(document);
    if (document->status != CW_OK || section == NULL || section->block_count == 0) {
        return;
    }
    cw_block *block = &section->blocks[section->block_count - 1];
    if (block->form == CW_BLOCK_TABLE && block->table->status == CW_OK &&
        block->table->row_count == 0) {
        cw_sheet_free(block->table);
        section->block_count--;
    }
}
