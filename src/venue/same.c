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

/* What the two states bring to their bilateral settlement, whether they have a seat or not. Asked of one
 * issue, which both cases know or neither. */
static bool same_stakes(const cw_venue *one, const cw_venue *other)
{
    const cw_stakes *a = &one->stakes;
    const cw_stakes *b = &other->stakes;
    for (int k = 0; k < 2 && a->known; k++)
        if (!same_quantity(one, a->position[k], other, b->position[k]) ||
            !same_quantity(one, a->salience[k], other, b->salience[k]) ||
            !same_quantity(one, a->capability[k], other, b->capability[k]) ||
            !same_quantity(one, a->dependence[k], other, b->dependence[k]))
            return false;
    return true;
}

bool cw_venue_votes_the_same(const cw_venue *one, const cw_venue *other)
{
    if (one == NULL || other == NULL)
        return one == other;
    bool same = one->issue == other->issue && one->forum->rule == other->forum->rule &&
                same_members(one->forum, other->forum) && one->voter_count == other->voter_count &&
                same_quantity(one, one->status_quo, other, other->status_quo);
    for (size_t m = 0; same && m < one->voter_count; m++)
        same = one->places[m].state == other->places[m].state &&
               same_quantity(one, one->places[m].position, other, other->places[m].position);
    return same;
}

bool cw_venue_is_same(const cw_venue *one, const cw_venue *other)
{
    if (one == NULL || other == NULL)
        return one == other;
    bool same = cw_venue_votes_the_same(one, other) && one->voice_count == other->voice_count &&
                one->chair == other->chair &&
                same_quantity(one, one->bypass_cost, other, other->bypass_cost) &&
                same_quantity(one, one->formality, other, other->formality) &&
                same_quantity(one, one->agenda_power, other, other->agenda_power) &&
                same_stakes(one, other);
    for (size_t p = 0; same && p < one->voter_count + one->voice_count; p++)
        same = same_place(one, other, p);
    return same;
}

bool cw_venue_votes_by(const cw_venue *venue, size_t quantity)
{
    bool votes = quantity == venue->status_quo;
    for (size_t m = 0; !votes && m < venue->voter_count; m++)
        votes = quantity == venue->places[m].position;
    return votes;
}

bool cw_venue_uses(const cw_venue *venue, size_t quantity)
{
    const cw_stakes *stakes = &venue->stakes;
    bool uses = quantity == venue->status_quo || quantity == venue->bypass_cost ||
                quantity == venue->formality || quantity == venue->agenda_power;
    for (int k = 0; k < 2 && stakes->known; k++)
        uses = uses || quantity == stakes->position[k] || quantity == stakes->salience[k] ||
               quantity == stakes->capability[k] || quantity == stakes->dependence[k];
    for (size_t p = 0; !uses && p < venue->voter_count + venue->voice_count; p++) {
        const cw_place_at_table *place = &venue->places[p];
        uses = quantity == place->position || quantity == place->salience ||
               quantity == place->capability || quantity == place->voice ||
               quantity == place->depends_on_presser || quantity == place->presser_depends;
    }
    return uses;
}
