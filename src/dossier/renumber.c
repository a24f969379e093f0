#include "dossier/renumber.h"

#include <stdlib.h>

static int compare(const void *left, const void *right)
{
    const cw_drafted_quantity *a = left;
    const cw_drafted_quantity *b = right;
    if (a->line != b->line) {
        return a->line < b->line ? -1 : 1;
    }
    if (a->column != b->column) {
        return a->column < b->column ? -1 : 1;
    }
    return a->number < b->number ? -1 : a->number > b->number;
}

static void renumber(size_t *index, const size_t *renumbered)
{
    if (*index != CW_NONE) {
        *index = renumbered[*index];
    }
}

static void renumber_forums(cw_dossier *dossier, const size_t *renumbered)
{
    for (size_t i = 0; i < dossier->forum_count; i++) {
        cw_forum *forum = &dossier->forums[i];
        renumber(&forum->bypass_cost, renumbered);
        renumber(&forum->formality, renumbered);
        renumber(&forum->agenda_power, renumbered);
        for (size_t m = 0; m < forum->membership_count; m++) {
            renumber(&forum->memberships[m].voice, renumbered);
        }
    }
}

static void renumber_issues(cw_dossier *dossier, const size_t *renumbered)
{
    for (size_t i = 0; i < dossier->issue_count; i++) {
        cw_issue *issue = &dossier->issues[i];
        renumber(&issue->status_quo, renumbered);
        for (size_t s = 0; s < issue->stand_count; s++) {
            renumber(&issue->stands[s].position, renumbered);
            renumber(&issue->stands[s].salience, renumbered);
        }
    }
}

static void renumber_what_ifs(cw_dossier *dossier, const size_t *renumbered)
{
    for (size_t i = 0; i < dossier->what_if_count; i++) {
        for (size_t e = 0; e < dossier->what_ifs[i].edit_count; e++) {
            renumber(&dossier->what_ifs[i].edits[e].voice, renumbered);
            renumber(&dossier->what_ifs[i].edits[e].is, renumbered);
        }
    }
}

static void renumber_all(cw_dossier *dossier, const size_t *renumbered)
{
    for (size_t i = 0; i < dossier->state_count; i++) {
        renumber(&dossier->states[i].capability, renumbered);
    }
    for (size_t i = 0; i < dossier->tie_count; i++) {
        renumber(&dossier->ties[i].dependence, renumbered);
    }
    renumber_forums(dossier, renumbered);
    renumber_issues(dossier, renumbered);
    renumber_what_ifs(dossier, renumbered);
}

void cw_quantities_finish(cw_reader *reader)
{
    cw_dossier *dossier = reader->dossier;
    size_t count = reader->quantities.count;
    cw_drafted_quantity *drafted = reader->quantities.items;
    size_t *renumbered = cw_reader_scratch(reader, count, sizeof *renumbered);
    cw_quantity *quantities = cw_reader_allocate(reader, count, sizeof *quantities);
    if (renumbered == NULL || quantities == NULL) {
        return;
    }
    if (count > 1) {
        qsort(drafted, count, sizeof *drafted, compare);
    }
    for (size_t i = 0; i < count; i++) {
        quantities[i] = drafted[i].quantity;
        renumbered[drafted[i].number] = i;
    }
    dossier->quantities = quantities;
    dossier->quantity_count = count;
    renumber_all(dossier, renumbered);
}
