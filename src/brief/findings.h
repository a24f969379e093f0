/* The sections of the findings, one file each, in the order in which they stand. Each selects from
 * the study, puts it into words, and leaves itself out where there is nothing to tell. */
#ifndef COUNTERWEIGHT_BRIEF_FINDINGS_H
#define COUNTERWEIGHT_BRIEF_FINDINGS_H

#include "brief/document.h"

void cw_findings_answer(cw_document *document);
void cw_findings_venues(cw_document *document);
void cw_findings_what_ifs(cw_document *document);
void cw_findings_drivers(cw_document *document);
void cw_findings_sides(cw_document *document);
void cw_findings_members(cw_document *document);
void cw_findings_mandates(cw_document *document);
void cw_findings_claims(cw_document *document);
void cw_findings_models(cw_document *document);
void cw_findings_record(cw_document *document);
void cw_findings_assumptions(cw_document *document);
void cw_findings_method(cw_document *document);

/* Says, in the passage being written, how often the model was near what happened; nothing where no
 * outcome is on record. */
void cw_findings_hits(cw_document *document);

/* One list item a forum: from where to where voting power runs in it. */
void cw_findings_power(cw_document *document);

/* Least and largest voting power (Shapley-Shubik) in a forum; NaN where it is not known. */
void cw_forum_power_range(const cw_forum_result *forum, double *least, double *most);

/* The list of sources, which every citation names by index. */
void cw_findings_references(cw_document *document);

/* ---- What several sections need ---- */

/* The headline venue in a case, or NULL where the study has none. */
const cw_venue_result *cw_study_headline(const cw_study *study, size_t case_index);

/* The issue or forum of a result. */
const cw_issue *cw_document_issue(const cw_document *document, const cw_venue_result *venue);

/* Why the issue cannot be taken to the forum in that case. */
const char *cw_words_why_closed(const cw_case_result *result, const cw_venue_result *venue);

/* " (80% interval 0.0 to 15.1)"; nothing where every draw gave the same. */
void cw_words_interval(cw_text *out, const cw_summary *summary);

/* Adds `count` columns. */
void cw_sheet_columns(cw_sheet *sheet, const cw_column *columns, size_t count);

/* Fills the next cell: median and 80% interval; the figure alone where every draw gave the same. */
void cw_sheet_summary(cw_sheet *sheet, const cw_summary *summary);

/* Fills the next cell with what `document->words` holds. */
void cw_sheet_take(cw_sheet *sheet, cw_document *document);

/* Something to be put in order. */
typedef struct cw_keyed {
    double key;
    size_t index;
} cw_keyed;

/* Puts `items` in order of falling key; NaN comes last; ties in order of index. */
void cw_order_by_key(cw_keyed *items, size_t count);

/* `count` of them, to be filled; NULL once the document has failed. Owned by the findings. */
cw_keyed *cw_document_keyed(cw_document *document, size_t count);

/* Where a quantity was read; CW_NONE for no quantity and no source. */
size_t cw_quantity_source(const cw_dossier *dossier, size_t quantity);

/* Number of elements of an array. */
#define CW_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
