/* Whether a what-if leaves a venue as it is in the base case. */
#include "venue/venue_internal.h"

/* The same quantity, scaled alike. */
static bool same_quantity(const cw_venue *one, size_t a, const cw_venue *other, size_t b)
{
    return a == b && (a == CW_NONE || one->built->scale[a] == other->built->scale[b]);
}

static bool same_place(const cw_venue *one, const cw_venue *other, size_t p)
{
    const cw_place_at_table *a = &one->places[p];
    const cw_place_at_table *b = &other->places[p];
    return a->state == b->state && same_quantity(one, a->position, other, b->position) &&
           same_quantity(one, a->salience, other, b->salience) &&
           same_quantity(one, a->capability, other, b->capability) &&
           same_quantity(one, a->voice, other, b->voice) &&
           same_quantity(one, a->depends_on_presser, other, b->depends_on_presser) &&
           same_quantity(one, a->presser_depends, other, b->presser_depends) &&
           a->formal_share == b->formal_share;
}

/* The rule counts all members, with or without a position. */
static bool same_members(const cw_case_forum *one, const cw_case_forum *other)
{
    if (one->member_count != other->member_count)
        return false;
    for (size_t m = 0; m < one->member_count; m++)
        if (one->seats[m].state != other->seats[m].state ||
            one->seats[m].weights != other->seats[m].weights)
            return false;
    return true;
}

/* What the two states bring to their bilateral settlement, whether they have a seat or not. */
static bool same_pair(const cw_venue *one, const cw_venue *other)
{
    const cw_issue *issue = &one->built->dossier->issues[one->issue];
    const size_t pair[2] = {issue->state, issue->against};
    if (pair[0] == CW_NONE || pair[1] == CW_NONE)
        return true;
    for (int k = 0; k < 2; k++) {
        const cw_stand *a = cw_case_stand(one->built, one->issue, pair[k]);
        const cw_stand *b = cw_case_stand(other->built, other->issue, pair[k]);
        if ((a == NULL) != (b == NULL))
            return false;
        if (a == NULL)
            continue;
        if (!same_quantity(one, a->position, other, b->position) ||
            !same_quantity(one, a->salience, other, b->salience) ||
            !same_quantity(one, one->built->capability[pair[k]], other,
                           other->built->capability[pair[k]]) ||
            !same_quantity(one, cw_case_dependence(one->built, pair[k], pair[1 - k]), other,
                           cw_case_dependence(other->built, pair[k], pair[1 - k])))
            return false;
    }
    return true;
}

bool cw_venue_is_same(const cw_venue *one, const cw_venue *other)
{
    if (one == NULL || other == NULL)
        return one == other;
    bool same = one->issue == other->issue && one->forum->rule == other->forum->rule &&
                same_members(one->forum, other->forum) && one->voter_count == other->voter_count &&
                one->voice_count == other->voice_count && one->chair == other->chair &&
                same_quantity(one, one->status_quo, other, other->status_quo) &&
                same_quantity(one, one->bypass_cost, other, other->bypass_cost) &&
                same_quantity(one, one->formality, other, other->formality) &&
                same_quantity(one, one->agenda_power, other, other->agenda_power) &&
                same_pair(one, other);
    for (size_t p = 0; same && p < one->voter_count + one->voice_count; p++)
        same = same_place(one, other, p);
    return same;
}
