/* The pen with which the findings are written: sections, passages, tables.
 *
 * Words are appended to `words` as to any cw_text; a passage ends with the call that says what it
 * was. A document remembers its first failure; writing to a failed document does nothing. */
#ifndef COUNTERWEIGHT_BRIEF_DOCUMENT_H
#define COUNTERWEIGHT_BRIEF_DOCUMENT_H

#include "counterweight/brief.h"

typedef struct cw_document {
    cw_findings *findings;
    const cw_study *study;
    const cw_dossier *dossier;
    cw_text words;  /* of the span being written */
    cw_span *spans; /* finished spans of the passage being written; in the arena */
    size_t span_count;
    size_t span_capacity;
    size_t section_capacity;
    size_t block_capacity;   /* of the last section */
    size_t passage_capacity; /* of the last block */
    cw_sheet dead;           /* takes what is written after a failure */
    cw_status status;
} cw_document;

/* Takes the pen up. `findings` has its arena and nothing else yet. */
void cw_document_init(cw_document *document, cw_findings *findings, const cw_study *study);

/* Lays it down; returns the first failure. The findings stay. */
cw_status cw_document_finish(cw_document *document);

/* Copies words into the findings, cleaned; "" once the document has failed. */
const char *cw_document_keep(cw_document *document, const char *words);

/* What `words` holds, kept; `words` is then empty. */
const char *cw_document_take(cw_document *document);

/* Begins a section. `id` and `heading` are static. */
void cw_document_section(cw_document *document, const char *id, const char *heading);

/* Ends a span: plain; as the figure the sentence is about; with the source it came from (CW_NONE:
 * plain). */
void cw_document_plain(cw_document *document);
void cw_document_strong(cw_document *document);
void cw_document_cite(cw_document *document, size_t source);

/* Ends the passage: as a block of its own, or as the next item of a list. A passage without words
 * is dropped. */
void cw_document_end(cw_document *document, cw_block_form form);

/* The same with all its words given at once. */
void cw_document_say(cw_document *document, cw_block_form form, const char *words);

/* Begins a table and returns it, to be filled. Never NULL: after a failure, a sheet that takes
 * nothing. */
cw_sheet *cw_document_table(cw_document *document, const char *caption);

/* Makes the last block one for reference only. */
void cw_document_appendix(cw_document *document);

/* Drops the last block, which is a table that got no rows. */
void cw_document_drop_empty_table(cw_document *document);

#endif
