/* The layout of a capsule, section by section: each function handles the fields of one kind of
 * entry, in the order in which they stand. `dossier` has the counts that references are checked
 * against. */
#ifndef COUNTERWEIGHT_CAPSULE_LAYOUT_H
#define COUNTERWEIGHT_CAPSULE_LAYOUT_H

#include "capsule/pen.h"

/* Any amount: what a dossier may hold, kept from where sums overflow. */
#define CW_CAPSULE_MOST 1e300

void cw_layout_provenance(cw_pen *pen, cw_provenance *provenance, const cw_dossier *dossier);
void cw_layout_quantity(cw_pen *pen, cw_quantity *quantity, const cw_dossier *dossier);
void cw_layout_source(cw_pen *pen, cw_source *source);
void cw_layout_state(cw_pen *pen, cw_state *state, const cw_dossier *dossier);
void cw_layout_rule(cw_pen *pen, cw_rule *rule, size_t columns, const cw_dossier *dossier);

/* A list of weights, one for each of `columns`, NaN where not given; or NULL. */
void cw_layout_weights(cw_pen *pen, double **weights, size_t columns);

void cw_layout_forum(cw_pen *pen, cw_forum *forum, const cw_dossier *dossier);
void cw_layout_issue(cw_pen *pen, cw_issue *issue, const cw_dossier *dossier);
void cw_layout_tie(cw_pen *pen, cw_tie *tie, const cw_dossier *dossier);
void cw_layout_fact(cw_pen *pen, cw_fact *fact, const cw_dossier *dossier);
void cw_layout_conflict(cw_pen *pen, cw_conflict *conflict, const cw_dossier *dossier);
void cw_layout_operation(cw_pen *pen, cw_operation *operation, const cw_dossier *dossier);
void cw_layout_what_if(cw_pen *pen, cw_what_if *what_if, const cw_dossier *dossier);
void cw_layout_claim(cw_pen *pen, cw_claim *claim, const cw_dossier *dossier);

#endif
