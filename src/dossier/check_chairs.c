/* Chairs: members while they chair, and one at a time. */
#include "dossier/check.h"

static void check_membership(const cw_checker *checker, size_t index, const cw_office *office,
                             cw_date date)
{
    const cw_forum *forum = &checker->dossier->forums[index];
    size_t seat = cw_seat_on(checker->dossier, checker->seats, index, office->state, date);
    if (seat != CW_NONE && forum->memberships[seat].standing == CW_STANDING_MEMBER) {
        return;
    }
    char text[CW_DATE_TEXT_BYTES];
    cw_date_format(text, date);
    cw_check_error(checker, office->provenance.place, NULL,
                   "'%s' chairs '%s' but is no member on %s",
                   checker->dossier->states[office->state].id, forum->id, text);
}

/* On the first day, if that is known, and on the date of the case, if it chairs then. */
static void check_office(const cw_checker *checker, size_t index, const cw_office *office)
{
    cw_date date = checker->dossier->as_of;
    bool chairs_now = office->since <= date && date < office->until;
    if (office->since >= office->until) {
        cw_check_error(checker, office->provenance.place, NULL,
                       "'until' must be later than 'since'");
    } else if (!checker->seats[index].broken && chairs_now) {
        check_membership(checker, index, office, date);
    } else if (!checker->seats[index].broken && office->since != CW_DATE_OPEN_START) {
        check_membership(checker, index, office, office->since);
    }
}

void cw_check_chairs(const cw_checker *checker)
{
    for (size_t f = 0; f < checker->dossier->forum_count; f++) {
        const cw_forum *forum = &checker->dossier->forums[f];
        for (size_t i = 0; i < forum->chair_count; i++) {
            check_office(checker, f, &forum->chairs[i]);
            if (i > 0 && forum->chairs[i].since < forum->chairs[i - 1].until) {
                cw_check_error(checker, forum->chairs[i].provenance.place, NULL,
                               "'%s' already has a chair at that time, by line %zu", forum->id,
                               forum->chairs[i - 1].provenance.place.line);
            }
        }
    }
}
