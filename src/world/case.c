/* A case: the dossier as of one date under one what-if. */
#include "counterweight/world.h"

#include "world/case_edit.h"

#include <string.h>

static bool holds_on(cw_date date, cw_date since, cw_date until)
{
    return since <= date && date < until;
}

/* How many seats the edits of a what-if can add to a forum. */
static size_t seats_added(const cw_dossier *dossier, size_t what_if, size_t forum)
{
    size_t added = 0;
    if (what_if == CW_NONE)
        return 0;
    const cw_what_if *what = &dossier->what_ifs[what_if];
    for (size_t e = 0; e < what->edit_count; e++)
        if (what->edits[e].form == CW_EDIT_JOIN && what->edits[e].forum == forum)
            added += what->edits[e].state_count;
    return added;
}

/* The chair on `date`: the latest of those who took office by then and have not left it. */
static size_t chair_on(const cw_forum *forum, cw_date date)
{
    size_t chair = CW_NONE;
    cw_date latest = CW_DATE_OPEN_START;
    for (size_t c = 0; c < forum->chair_count; c++) {
        const cw_office *office = &forum->chairs[c];
        if (holds_on(date, office->since, office->until) && office->since >= latest) {
            chair = office->state;
            latest = office->since;
        }
    }
    return chair;
}

static cw_status copy_forum(cw_case *built, size_t index)
{
    const cw_forum *forum = &built->dossier->forums[index];
    cw_case_forum *copy = &built->forums[index];
    size_t room = forum->membership_count + seats_added(built->dossier, built->what_if, index);
    *copy = (cw_case_forum){.chair = chair_on(forum, built->date),
                            .rule = &forum->rule,
                            .rule_text = forum->rule_text,
                            .bypass_cost = forum->bypass_cost,
                            .formality = forum->formality,
                            .agenda_power = forum->agenda_power};
    copy->seats = cw_arena_allocate(&built->arena, room, sizeof *copy->seats);
    if (copy->seats == NULL)
        return CW_ERROR_MEMORY;
    for (size_t m = 0; m < forum->membership_count; m++) {
        const cw_membership *membership = &forum->memberships[m];
        if (holds_on(built->date, membership->since, membership->until))
            copy->seats[copy->seat_count++] = (cw_seat){.state = membership->state,
                                                        .standing = membership->standing,
                                                        .voice = membership->voice,
                                                        .weights = membership->weights};
    }
    return CW_OK;
}

/* A what-if changes stands, but never gives one to a state that has none. */
static cw_status copy_issue(cw_case *built, size_t index)
{
    const cw_issue *issue = &built->dossier->issues[index];
    cw_case_issue *copy = &built->issues[index];
    *copy = (cw_case_issue){.stand_count = issue->stand_count, .status_quo = issue->status_quo};
    copy->stands = cw_arena_allocate(&built->arena, issue->stand_count, sizeof *copy->stands);
    if (copy->stands == NULL)
        return CW_ERROR_MEMORY;
    if (issue->stand_count > 0)
        memcpy(copy->stands, issue->stands, issue->stand_count * sizeof *copy->stands);
    return CW_OK;
}

/* A what-if can add at most one tie for each state it names. */
static size_t ties_added(const cw_dossier *dossier, size_t what_if)
{
    size_t added = 0;
    if (what_if == CW_NONE)
        return 0;
    const cw_what_if *what = &dossier->what_ifs[what_if];
    for (size_t e = 0; e < what->edit_count; e++)
        if (what->edits[e].form == CW_EDIT_TIE)
            added += what->edits[e].state_count;
    return added;
}

static cw_status copy_ties_and_facts(cw_case *built)
{
    const cw_dossier *dossier = built->dossier;
    size_t room = dossier->tie_count + ties_added(dossier, built->what_if);
    built->ties = cw_arena_allocate(&built->arena, room, sizeof *built->ties);
    built->facts = cw_arena_allocate(&built->arena, dossier->fact_count, sizeof *built->facts);
    if (built->ties == NULL || built->facts == NULL)
        return CW_ERROR_MEMORY;
    built->tie_count = dossier->tie_count;
    for (size_t t = 0; t < dossier->tie_count; t++)
        built->ties[t] = dossier->ties[t];
    for (size_t f = 0; f < dossier->fact_count; f++)
        built->facts[f] = dossier->facts[f].holds;
    return CW_OK;
}

static cw_status copy_quantities(cw_case *built)
{
    const cw_dossier *dossier = built->dossier;
    built->capability =
        cw_arena_allocate(&built->arena, dossier->state_count, sizeof *built->capability);
    built->scale = cw_arena_allocate(&built->arena, dossier->quantity_count, sizeof *built->scale);
    if (built->capability == NULL || built->scale == NULL)
        return CW_ERROR_MEMORY;
    for (size_t s = 0; s < dossier->state_count; s++)
        built->capability[s] = dossier->states[s].capability;
    for (size_t q = 0; q < dossier->quantity_count; q++)
        built->scale[q] = 1.0;
    return CW_OK;
}

/* Once all edits are made. */
static cw_status list_scaled(cw_case *built)
{
    const cw_dossier *dossier = built->dossier;
    built->scaled =
        cw_arena_allocate(&built->arena, dossier->quantity_count, sizeof *built->scaled);
    if (built->scaled == NULL)
        return CW_ERROR_MEMORY;
    for (size_t q = 0; q < dossier->quantity_count; q++) {
        const cw_quantity *quantity = &dossier->quantities[q];
        if (built->scale[q] != 1.0 || quantity->high > cw_measure_most(quantity->measure))
            built->scaled[built->scaled_count++] = q;
    }
    return CW_OK;
}

static double yearly_value(const cw_state *state, int year)
{
    for (size_t y = 0; y < state->series_count; y++)
        if (state->series[y].year == year)
            return state->series[y].value;
    return -1.0;
}

/* In another year than the dossier's, a capability moves with its state's yearly series. */
static void move_capabilities(cw_case *built)
{
    const cw_dossier *dossier = built->dossier;
    int year = cw_date_year(built->date);
    int coded = cw_date_year(dossier->as_of);
    for (size_t s = 0; s < dossier->state_count && year != coded; s++) {
        const cw_state *state = &dossier->states[s];
        double then = yearly_value(state, year);
        if (state->capability != CW_NONE && then >= 0.0 &&
            dossier->quantities[state->capability].mode > 0.0)
            built->scale[state->capability] = then / dossier->quantities[state->capability].mode;
    }
}

/* Members first, otherwise in the order they stand. */
static void members_first(cw_case_forum *forum)
{
    size_t members = 0;
    for (size_t s = 0; s < forum->seat_count; s++) {
        if (forum->seats[s].standing != CW_STANDING_MEMBER)
            continue;
        cw_seat seat = forum->seats[s];
        memmove(&forum->seats[members + 1], &forum->seats[members],
                (s - members) * sizeof *forum->seats);
        forum->seats[members++] = seat;
    }
    forum->member_count = members;
}

static cw_status copy_dossier(cw_case *built)
{
    const cw_dossier *dossier = built->dossier;
    built->forums = cw_arena_allocate(&built->arena, dossier->forum_count, sizeof *built->forums);
    built->issues = cw_arena_allocate(&built->arena, dossier->issue_count, sizeof *built->issues);
    if (built->forums == NULL || built->issues == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = CW_OK;
    for (size_t f = 0; f < dossier->forum_count && status == CW_OK; f++)
        status = copy_forum(built, f);
    for (size_t i = 0; i < dossier->issue_count && status == CW_OK; i++)
        status = copy_issue(built, i);
    if (status == CW_OK)
        status = copy_ties_and_facts(built);
    if (status == CW_OK)
        status = copy_quantities(built);
    return status;
}

static cw_status fill(cw_case *built)
{
    const cw_dossier *dossier = built->dossier;
    cw_status status = copy_dossier(built);
    if (status != CW_OK)
        return status;
    move_capabilities(built);
    if (built->what_if != CW_NONE)
        cw_case_edit(built, &dossier->what_ifs[built->what_if]);
    for (size_t f = 0; f < dossier->forum_count; f++)
        members_first(&built->forums[f]);
    return list_scaled(built);
}

static cw_status build(cw_case **out, cw_context *context, const cw_dossier *dossier,
                       size_t what_if, cw_date date)
{
    cw_case *built = cw_allocate(context, 1, sizeof *built);
    if (built == NULL)
        return CW_ERROR_MEMORY;
    built->dossier = dossier;
    built->what_if = what_if;
    built->date = date;
    cw_arena_init(&built->arena, context);
    cw_status status = fill(built);
    if (status == CW_OK)
        *out = built;
    else
        cw_case_free(built);
    return status;
}

cw_status cw_case_build(cw_case **out, cw_context *context, const cw_dossier *dossier,
                        size_t what_if)
{
    return build(out, context, dossier, what_if, cw_dossier_date(dossier, what_if));
}

cw_status cw_case_build_as_of(cw_case **out, cw_context *context, const cw_dossier *dossier,
                              cw_date date)
{
    return build(out, context, dossier, CW_NONE, date);
}

void cw_case_free(cw_case *built)
{
    if (built == NULL)
        return;
    cw_context *context = built->arena.context;
    cw_arena_free(&built->arena);
    cw_release(context, built);
}

const cw_stand *cw_case_stand(const cw_case *built, size_t issue, size_t state)
{
    const cw_case_issue *at = &built->issues[issue];
    size_t low = 0;
    size_t high = at->stand_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (at->stands[middle].state < state)
            low = middle + 1;
        else
            high = middle;
    }
    return low < at->stand_count && at->stands[low].state == state ? &at->stands[low] : NULL;
}

size_t cw_case_dependence(const cw_case *built, size_t of, size_t on)
{
    for (size_t t = 0; t < built->tie_count; t++)
        if (built->ties[t].of == of && built->ties[t].on == on)
            return built->ties[t].dependence;
    return CW_NONE;
}

const cw_seat *cw_case_seat(const cw_case *built, size_t forum, size_t state)
{
    const cw_case_forum *at = &built->forums[forum];
    for (size_t s = 0; s < at->seat_count; s++)
        if (at->seats[s].state == state)
            return &at->seats[s];
    return NULL;
}
