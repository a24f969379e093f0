#include "capsule/forget_words.h"

static void forget(cw_provenance *provenance)
{
    provenance->quote = NULL;
    provenance->why = NULL;
}

static void forget_forum(cw_forum *forum)
{
    forum->note = NULL;
    forget(&forum->provenance);
    forget(&forum->rule_provenance);
    for (size_t m = 0; m < forum->membership_count; m++)
        forget(&forum->memberships[m].provenance);
    for (size_t c = 0; c < forum->chair_count; c++)
        forget(&forum->chairs[c].provenance);
}

static void forget_condition(cw_condition *condition)
{
    forget(&condition->provenance);
    for (size_t c = 0; c < condition->child_count; c++)
        forget_condition(&condition->children[c]);
}

static void forget_stakes(cw_dossier *dossier)
{
    for (size_t i = 0; i < dossier->issue_count; i++) {
        dossier->issues[i].note = NULL;
        forget(&dossier->issues[i].provenance);
        forget(&dossier->issues[i].outcome_provenance);
    }
    for (size_t f = 0; f < dossier->fact_count; f++)
        forget(&dossier->facts[f].provenance);
    for (size_t c = 0; c < dossier->conflict_count; c++)
        forget(&dossier->conflicts[c].provenance);
    for (size_t o = 0; o < dossier->operation_count; o++) {
        dossier->operations[o].note = NULL;
        forget(&dossier->operations[o].provenance);
        forget_condition(&dossier->operations[o].deploy);
        forget_condition(&dossier->operations[o].lead);
    }
}

static void forget_changes(cw_dossier *dossier)
{
    for (size_t w = 0; w < dossier->what_if_count; w++) {
        dossier->what_ifs[w].note = NULL;
        forget(&dossier->what_ifs[w].provenance);
    }
    for (size_t c = 0; c < dossier->claim_count; c++) {
        dossier->claims[c].note = NULL;
        forget(&dossier->claims[c].provenance);
    }
}

void forget_words(cw_dossier *dossier)
{
    dossier->note = NULL;
    for (size_t s = 0; s < dossier->source_count; s++)
        dossier->sources[s].publisher = dossier->sources[s].url = dossier->sources[s].note = NULL;
    for (size_t s = 0; s < dossier->state_count; s++) {
        forget(&dossier->states[s].provenance);
        forget(&dossier->states[s].series_provenance);
    }
    for (size_t q = 0; q < dossier->quantity_count; q++)
        forget(&dossier->quantities[q].provenance);
    for (size_t f = 0; f < dossier->forum_count; f++)
        forget_forum(&dossier->forums[f]);
    forget_stakes(dossier);
    forget_changes(dossier);
}
