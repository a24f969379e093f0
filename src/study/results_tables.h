/* The tables of a finished results file, worked out from its ledger. */
#ifndef COUNTERWEIGHT_STUDY_RESULTS_TABLES_H
#define COUNTERWEIGHT_STUDY_RESULTS_TABLES_H

#include "study/ledger.h"
#include "study/store.h"

/* A table: how it is made, and how it is read for export, one observation a row. */
typedef struct cw_results_table {
    const char *name;
    const char *create; /* NULL: it is there from the beginning */
    const char *select;
} cw_results_table;

/* All tables, in the order of export; ended by one without a name. Static. */
const cw_results_table *cw_results_tables_known(void);

/* Makes and fills the tables, and seals them. */
cw_status cw_results_finish(cw_store *store, const cw_ledger *ledger);

/* A claim judged by the ledger. */
typedef struct cw_judged_claim {
    double left, right; /* the figures compared: medians where they differ from draw to draw */
    uint64_t hits;      /* draws in which the comparison holds ... */
    uint64_t draws;     /* ... of those in which there are both figures */
    cw_verdict verdict;
} cw_judged_claim;

cw_judged_claim cw_ledger_judge(const cw_ledger *ledger, const cw_tested_claim *claim);

/* The codebook: what each column of each table is, four words each: table, column, unit, meaning; ended
 * by NULL. Static. */
const char *const (*cw_results_codebook(void))[4];

#endif
