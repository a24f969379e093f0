#include "browser/numbers.h"

#include <math.h>

static void put(cw_numbers *numbers, double value)
{
    if (numbers->status != CW_OK)
        return;
    if (numbers->count == numbers->capacity) {
        size_t capacity = numbers->capacity * 2 + 256;
        double *items =
            cw_resize(numbers->context, numbers->items, capacity, sizeof *numbers->items);
        if (items == NULL) {
            numbers->status = CW_ERROR_MEMORY;
            return;
        }
        numbers->items = items;
        numbers->capacity = capacity;
    }
    numbers->items[numbers->count++] = value;
}

static void put_place(cw_numbers *numbers, size_t place)
{
    put(numbers, place == CW_NONE ? -1.0 : (double)place);
}

static void put_summary(cw_numbers *numbers, const cw_summary *summary)
{
    put(numbers, summary->mean);
    put(numbers, summary->median);
    put(numbers, summary->low80);
    put(numbers, summary->high80);
    put(numbers, summary->low95);
    put(numbers, summary->high95);
    put(numbers, summary->constant);
}

static void put_share(cw_numbers *numbers, const cw_probability *share)
{
    put(numbers, share->value);
    put(numbers, share->low95);
    put(numbers, share->high95);
}

static void put_participant(cw_numbers *numbers, const cw_participant *participant)
{
    put_place(numbers, participant->state);
    put(numbers, participant->votes);
    put(numbers, participant->position);
    put(numbers, participant->weight);
    put(numbers, participant->no_deal_cost);
    put(numbers, participant->change);
    put(numbers, participant->gain);
    put(numbers, participant->in_coalition);
}

static void put_venue(cw_numbers *numbers, const cw_venue_result *venue)
{
    put_place(numbers, venue->issue);
    put_place(numbers, venue->forum);
    put(numbers, venue->open);
    put(numbers, venue->beyond_reach);
    if (!venue->open)
        return;
    put_place(numbers, venue->voters);
    put_summary(numbers, &venue->bilateral);
    put_summary(numbers, &venue->settled);
    put_summary(numbers, &venue->gain);
    put_share(numbers, &venue->gain_positive);
    put_share(numbers, &venue->threat_binds);
    put_share(numbers, &venue->bypassed);
    put_share(numbers, &venue->decides);
    put_summary(numbers, &venue->gain_change);
    put_share(numbers, &venue->gain_rises);
    put_place(numbers, venue->participant_count);
    for (size_t p = 0; p < venue->participant_count; p++)
        put_participant(numbers, &venue->participants[p]);
}

static void put_seat(cw_numbers *numbers, const cw_case_forum *at, const cw_forum_result *forum,
                     size_t seat)
{
    bool power = seat < forum->member_count && forum->power_known;
    put_place(numbers, at->seats[seat].state);
    put(numbers, at->seats[seat].standing);
    put(numbers, forum->capability_share[seat]);
    put(numbers, power ? forum->shapley_shubik[seat] : NAN);
    put(numbers, power ? forum->banzhaf[seat] : NAN);
}

static void put_forum(cw_numbers *numbers, const cw_live *live, size_t place)
{
    const cw_case_forum *at = &cw_live_case(live)->forums[place];
    const cw_forum_result *forum = cw_live_forum(live, place);
    put_place(numbers, place);
    put(numbers, forum->exists);
    put_place(numbers, forum->member_count);
    put_place(numbers, at->chair);
    put(numbers, forum->concentration.total);
    put_place(numbers, forum->concentration.leader);
    put(numbers, forum->concentration.leader_share);
    put(numbers, forum->concentration.hhi);
    put(numbers, forum->concentration.con);
    put(numbers, forum->concentration.effective_number);
    put_place(numbers, at->seat_count);
    for (size_t s = 0; s < at->seat_count; s++)
        put_seat(numbers, at, forum, s);
}

static bool is_measured(const cw_live *live, size_t forum)
{
    return cw_live_forum(live, forum)->capability_share != NULL;
}

void cw_numbers_of_run(cw_numbers *numbers, const cw_live *live, size_t pairs)
{
    size_t forums = cw_live_dossier(live)->forum_count;
    size_t measured = 0;
    put_place(numbers, pairs);
    for (size_t p = 0; p < pairs; p++)
        put_venue(numbers, cw_live_venue(live, p));
    for (size_t f = 0; f < forums; f++)
        measured += is_measured(live, f);
    put_place(numbers, measured);
    for (size_t f = 0; f < forums; f++)
        if (is_measured(live, f))
            put_forum(numbers, live, f);
}
