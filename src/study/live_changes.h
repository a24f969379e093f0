/* What the reader of a page has changed: a dossier with other numbers, and a what-if of its own. */
#ifndef COUNTERWEIGHT_STUDY_LIVE_CHANGES_H
#define COUNTERWEIGHT_STUDY_LIVE_CHANGES_H

#include "counterweight/dossier.h"

typedef struct cw_live_changes {
    const cw_dossier *original; /* borrowed */
    cw_dossier changed;   /* shares all lists with it but the two below; never freed as such */
    cw_quantity *numbers; /* of the changed dossier, in the arena of the original */
    cw_what_if *what_ifs; /* those of the original, and the reader's, likewise */
    cw_edit *edits;       /* the reader's, in `arena` */
    size_t edit_count;
    size_t edit_room;
    size_t model;   /* place in the registry */
    cw_arena arena; /* what lives until the next reset; initialised before opening */
} cw_live_changes;

/* Makes a changed dossier without changes. CW_ERROR_MEMORY. */
cw_status cw_live_changes_open(cw_live_changes *changes, cw_dossier *original);

/* As counterweight/study/live.h says of the functions that end alike. */
void cw_live_changes_reset(cw_live_changes *changes);
cw_status cw_live_changes_start(cw_live_changes *changes, size_t what_if);
cw_status cw_live_changes_range(cw_live_changes *changes, size_t quantity, double low, double mode,
                                double high);
cw_status cw_live_changes_seat(cw_live_changes *changes, size_t forum, size_t state,
                               unsigned standing);
cw_status cw_live_changes_chair(cw_live_changes *changes, size_t forum, size_t state);
cw_status cw_live_changes_rule(cw_live_changes *changes, size_t forum, unsigned rule,
                               size_t amount);

/* The changed dossier; its last what-if is the reader's. Borrowed until the next change. */
const cw_dossier *cw_live_changes_apply(cw_live_changes *changes);

#endif
