/* stands: what the states want of an issue, and how much they care. */
#ifndef DOSSIER_STANDS_H
#define DOSSIER_STANDS_H

#include "dossier/quantity.h"

/* A position or a salience of one state. */
typedef struct cw_coding {
    size_t state;
    size_t quantity;
    bool from_others;
    cw_place place; /* where to report */
} cw_coding;

/* All positions, or all saliences, of one issue. */
typedef struct cw_codings {
    cw_list list;          /* of cw_coding */
    const cw_node *others; /* what stands under `others:`, or NULL */
    const cw_node *table;  /* the `table:` it was read from, or NULL */
    cw_range others_range;
} cw_codings;

/* An issue as coded: its stands are made of this once all forums and what-ifs are known. */
typedef struct cw_issue_codings {
    cw_codings positions;
    cw_codings saliences;
} cw_issue_codings;

/* Reads `{STATE: quantity, others: quantity}` into `out`. `measure`: position or salience. */
void cw_read_codings(cw_reader *reader, cw_measure measure, const cw_node *node, cw_codings *out);

/* Gives `state` what `others` says, drawn apart from all other states. */
void cw_add_coding(cw_reader *reader, cw_measure measure, size_t state, cw_codings *out);

/* Reads the table that stands in place of both. */
void cw_read_coding_table(cw_reader *reader, const cw_node *node, cw_issue_codings *out);

#endif
