/* Preparing a venue: who sits there, by which quantities, under which rule. */
#include "venue/venue_internal.h"

#include <string.h>

/* Gives the place its quantities. False where the state has no position on the issue. */
static bool take_place(cw_place_at_table *place, const cw_case *built, size_t issue, size_t state)
{
    const cw_stand *stand = cw_case_stand(built, issue, state);
    size_t presser = built->dossier->issues[issue].against;
    if (stand == NULL)
        return false;
    *place = (cw_place_at_table){.state = state,
                                 .position = stand->position,
                                 .salience = stand->salience,
                                 .capability = built->capability[state],
                                 .voice = CW_NONE,
                                 .depends_on_presser = CW_NONE,
                                 .presser_depends = CW_NONE};
    if (presser != CW_NONE && presser != state) {
        place->depends_on_presser = cw_case_dependence(built, state, presser);
        place->presser_depends = cw_case_dependence(built, presser, state);
    }
    return true;
}

/* Members with a position vote; `members` gets their seats. */
static void seat_voters(cw_venue *venue, const cw_case_forum *forum, size_t *members)
{
    for (size_t m = 0; m < forum->member_count; m++) {
        cw_place_at_table *place = &venue->places[venue->voter_count];
        if (!take_place(place, venue->built, venue->issue, forum->seats[m].state))
            continue;
        members[venue->voter_count++] = m;
    }
}

/* Observers and partners with a position and a voice. */
static void seat_voices(cw_venue *venue, const cw_case_forum *forum)
{
    for (size_t s = forum->member_count; s < forum->seat_count; s++) {
        cw_place_at_table *place = &venue->places[venue->voter_count + venue->voice_count];
        if (!take_place(place, venue->built, venue->issue, forum->seats[s].state))
            continue;
        place->voice = forum->seats[s].voice;
        venue->voice_count++;
    }
}

static size_t place_of(const cw_venue *venue, size_t state)
{
    for (size_t m = 0; m < venue->voter_count; m++)
        if (venue->places[m].state == state)
            return m;
    return CW_NONE;
}

static size_t position_of(const cw_case *built, size_t issue, size_t state)
{
    const cw_stand *stand = state == CW_NONE ? NULL : cw_case_stand(built, issue, state);
    return stand == NULL ? CW_NONE : stand->position;
}

bool cw_venue_needs_power(const cw_case *built, size_t forum)
{
    return built->forums[forum].formality != CW_NONE;
}

static void describe(cw_venue *venue, const cw_case_forum *forum)
{
    const cw_case *built = venue->built;
    const cw_issue *issue = &built->dossier->issues[venue->issue];
    cw_stakes_find(&venue->stakes, built, venue->issue);
    venue->loss = venue->stakes.loss;
    venue->presser = place_of(venue, issue->against);
    venue->chair = place_of(venue, forum->chair);
    venue->presser_position = position_of(built, venue->issue, issue->against);
    venue->pressed_position = position_of(built, venue->issue, issue->state);
    venue->status_quo = built->issues[venue->issue].status_quo;
    venue->forum = forum;
    venue->unanimous = forum->rule->form == CW_RULE_CONSENSUS;
    venue->bypass_cost = forum->bypass_cost;
    venue->formality = forum->formality;
    venue->agenda_power = forum->agenda_power;
    for (size_t p = 0; p < venue->voter_count + venue->voice_count; p++)
        venue->states[p] = venue->places[p].state;
}

static cw_status fill(cw_venue *venue, cw_context *context, size_t forum, const double *power)
{
    const cw_case_forum *at = &venue->built->forums[forum];
    venue->places = cw_arena_allocate(&venue->arena, at->seat_count, sizeof *venue->places);
    venue->states = cw_arena_allocate(&venue->arena, at->seat_count, sizeof *venue->states);
    size_t *members = cw_arena_allocate(&venue->arena, at->member_count, sizeof *members);
    if (venue->places == NULL || venue->states == NULL || members == NULL)
        return CW_ERROR_MEMORY;
    seat_voters(venue, at, members);
    seat_voices(venue, at);
    if (venue->voter_count > CW_VOTERS_MAX)
        return CW_ERROR_LIMIT;
    describe(venue, at);
    if (venue->voter_count == 0)
        return CW_OK;
    /* Under a rule with `not`, who more often spoils than helps has power below 0: no weight. */
    for (size_t m = 0; m < venue->voter_count && power != NULL; m++)
        venue->places[m].formal_share = cw_greater(power[members[m]], 0.0);
    return cw_game_of_forum(&venue->game, context, venue->built, forum, members,
                            venue->voter_count);
}

cw_status cw_venue_build_with(cw_venue **out, cw_context *context, const cw_case *built,
                              size_t issue, size_t forum, const double *power)
{
    cw_venue *venue = cw_allocate(context, 1, sizeof *venue);
    if (venue == NULL)
        return CW_ERROR_MEMORY;
    venue->built = built;
    venue->issue = issue;
    cw_arena_init(&venue->arena, context);
    cw_status status = fill(venue, context, forum, power);
    if (status == CW_OK)
        *out = venue->voter_count > 0 ? venue : NULL;
    if (status != CW_OK || venue->voter_count == 0)
        cw_venue_free(venue);
    return status;
}

cw_status cw_venue_build(cw_venue **out, cw_context *context, const cw_case *built, size_t issue,
                         size_t forum)
{
    size_t members = built->forums[forum].member_count;
    if (members == 0 || !cw_venue_needs_power(built, forum))
        return cw_venue_build_with(out, context, built, issue, forum, NULL);
    double *power = cw_allocate(context, members, sizeof *power);
    if (power == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = cw_forum_power(power, NULL, context, built, forum);
    if (status == CW_OK)
        status = cw_venue_build_with(out, context, built, issue, forum, power);
    cw_release(context, power);
    return status;
}

void cw_venue_free(cw_venue *venue)
{
    if (venue == NULL)
        return;
    cw_context *context = venue->arena.context;
    cw_game_free(venue->game);
    cw_arena_free(&venue->arena);
    cw_release(context, venue);
}

const size_t *cw_venue_voters(const cw_venue *venue, size_t *count)
{
    *count = venue->voter_count;
    return venue->states;
}

const size_t *cw_venue_voices(const cw_venue *venue, size_t *count)
{
    *count = venue->voice_count;
    return venue->states + venue->voter_count;
}
