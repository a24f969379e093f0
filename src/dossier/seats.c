#include "dossier/seats.h"

#include <stdlib.h>

/* A membership while sorting: qsort hands nothing else to the comparison. */
typedef struct entry {
    size_t state;
    cw_date since;
    size_t index;
} entry;

static int compare_entries(const void *left, const void *right)
{
    const entry *a = left;
    const entry *b = right;
    if (a->state != b->state) {
        return a->state < b->state ? -1 : 1;
    }
    if (a->since != b->since) {
        return a->since < b->since ? -1 : 1;
    }
    return a->index < b->index ? -1 : a->index > b->index;
}

static int compare_states(const void *left, const void *right)
{
    size_t a = *(const size_t *)left;
    size_t b = *(const size_t *)right;
    return a < b ? -1 : a > b;
}

static void order_memberships(cw_reader *reader, const cw_forum *forum, cw_seats *out)
{
    size_t count = forum->membership_count;
    entry *entries = cw_reader_scratch(reader, count, sizeof *entries);
    out->order = cw_reader_scratch(reader, count, sizeof *out->order);
    if (entries == NULL || out->order == NULL) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        entries[i] = (entry){forum->memberships[i].state, forum->memberships[i].since, i};
    }
    if (count > 1) {
        qsort(entries, count, sizeof *entries, compare_entries);
    }
    for (size_t i = 0; i < count; i++) {
        out->order[i] = entries[i].index;
    }
}

static void add_member(cw_reader *reader, cw_seats *seats, size_t state)
{
    size_t *added = cw_list_add(reader, &seats->ever, sizeof *added);
    if (added != NULL) {
        *added = state;
    }
}

/* Those whom a what-if makes members. */
static void add_from_edit(cw_reader *reader, const cw_edit *edit, cw_seats *seats)
{
    bool seats_them = edit->form == CW_EDIT_JOIN || edit->form == CW_EDIT_STATUS;
    if (!seats_them || edit->standing != CW_STANDING_MEMBER || edit->forum == CW_NONE) {
        return;
    }
    for (size_t i = 0; i < edit->state_count; i++) {
        add_member(reader, &seats[edit->forum], edit->states[i]);
    }
}

static void sort_members(cw_list *list)
{
    size_t *states = list->items;
    if (list->count > 1) {
        qsort(states, list->count, sizeof *states, compare_states);
    }
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (kept == 0 || states[kept - 1] != states[i]) {
            states[kept++] = states[i];
        }
    }
    list->count = kept;
}

static void collect_members(cw_reader *reader, cw_seats *seats)
{
    const cw_dossier *dossier = reader->dossier;
    for (size_t f = 0; f < dossier->forum_count; f++) {
        const cw_forum *forum = &dossier->forums[f];
        for (size_t m = 0; m < forum->membership_count; m++) {
            if (forum->memberships[m].standing == CW_STANDING_MEMBER) {
                add_member(reader, &seats[f], forum->memberships[m].state);
            }
        }
    }
    for (size_t i = 0; i < dossier->what_if_count; i++) {
        for (size_t e = 0; e < dossier->what_ifs[i].edit_count; e++) {
            add_from_edit(reader, &dossier->what_ifs[i].edits[e], seats);
        }
    }
    for (size_t f = 0; f < dossier->forum_count; f++) {
        sort_members(&seats[f].ever);
    }
}

cw_seats *cw_seats_build(cw_reader *reader)
{
    const cw_dossier *dossier = reader->dossier;
    cw_seats *seats = cw_reader_scratch(reader, dossier->forum_count, sizeof *seats);
    if (seats == NULL) {
        return NULL;
    }
    for (size_t f = 0; f < dossier->forum_count && reader->status == CW_OK; f++) {
        seats[f].broken = reader->entries[CW_KIND_FORUM].broken[f];
        order_memberships(reader, &dossier->forums[f], &seats[f]);
    }
    if (reader->status == CW_OK) {
        collect_members(reader, seats);
    }
    return reader->status == CW_OK ? seats : NULL;
}

size_t cw_seat_on(const cw_dossier *dossier, const cw_seats *seats, size_t forum, size_t state,
                  cw_date date)
{
    const cw_membership *memberships = dossier->forums[forum].memberships;
    const size_t *order = seats[forum].order;
    size_t low = 0;
    size_t high = dossier->forums[forum].membership_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const cw_membership *seat = &memberships[order[middle]];
        if (seat->state < state || (seat->state == state && seat->since <= date)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == 0) {
        return CW_NONE;
    }
    const cw_membership *last = &memberships[order[low - 1]];
    return last->state == state && date < last->until ? order[low - 1] : CW_NONE;
}

bool cw_is_ever_member(const cw_seats *seats, size_t state)
{
    return seats->ever.count > 0 && bsearch(&state, seats->ever.items, seats->ever.count,
                                            sizeof state, compare_states) != NULL;
}
