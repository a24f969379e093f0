/* seats: who sits where, found quickly. */
#ifndef DOSSIER_SEATS_H
#define DOSSIER_SEATS_H

#include "dossier/reader.h"

/* The seats of one forum. */
typedef struct cw_seats {
    size_t *order; /* its memberships, by state and then by `since` */
    cw_list ever;  /* of size_t: states that are members at any time or in any what-if, sorted,
                            each once */
    bool broken;   /* parts of the forum could not be read: absence proves nothing */
} cw_seats;

/* One for each forum, in the scratch arena; NULL where memory is short. Cost O(n log n) for n
 * memberships and edits. */
cw_seats *cw_seats_build(cw_reader *reader);

/* The membership of `state` in `forum` on `date`, or CW_NONE; where seats overlap, the later one
 * counts. Cost O(log n). */
size_t cw_seat_on(const cw_dossier *dossier, const cw_seats *seats, size_t forum, size_t state,
                  cw_date date);

/* Whether `state` is ever a member of the forum whose seats these are. Cost O(log n). */
bool cw_is_ever_member(const cw_seats *seats, size_t state);

#endif
