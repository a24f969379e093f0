/* Seats: no state twice at once, and somebody in each forum on the date of the case. */
#include "dossier/check.h"

static void check_overlaps(const cw_checker *checker, size_t index)
{
    const cw_forum *forum = &checker->dossier->forums[index];
    const size_t *order = checker->seats[index].order;
    for (size_t i = 1; i < forum->membership_count; i++) {
        const cw_membership *earlier = &forum->memberships[order[i - 1]];
        const cw_membership *later = &forum->memberships[order[i]];
        if (earlier->state == later->state && later->since < earlier->until) {
            cw_check_error(checker, later->provenance.place,
                           "end one with 'until' before the other begins with 'since'",
                           "'%s' already has a seat in '%s' at that time, by line %zu",
                           checker->dossier->states[later->state].id, forum->id,
                           earlier->provenance.place.line);
        }
    }
}

bool cw_has_members(const cw_checker *checker, const cw_forum *forum)
{
    cw_date date = checker->dossier->as_of;
    for (size_t i = 0; i < forum->membership_count; i++) {
        const cw_membership *seat = &forum->memberships[i];
        if (seat->standing == CW_STANDING_MEMBER && seat->since <= date && date < seat->until) {
            return true;
        }
    }
    return false;
}

void cw_check_members(const cw_checker *checker)
{
    const cw_dossier *dossier = checker->dossier;
    char date[CW_DATE_TEXT_BYTES];
    cw_date_format(date, dossier->as_of);
    for (size_t i = 0; i < dossier->forum_count; i++) {
        const cw_forum *forum = &dossier->forums[i];
        if (checker->seats[i].broken) {
            continue;
        }
        check_overlaps(checker, i);
        if (cw_has_members(checker, forum)) {
            continue;
        }
        if (dossier->question.forum == i) {
            cw_check_error(checker, forum->provenance.place, NULL,
                           "'%s' has no members on %s, and the question is about it", forum->id,
                           date);
        } else {
            cw_check_warning(checker, forum->provenance.place, NULL, "'%s' has no members on %s",
                             forum->id, date);
        }
    }
}
