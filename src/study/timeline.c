/* The years of a forum: members, chair, concentration. */
#include "counterweight/base/number.h"
#include "counterweight/study.h"

#include "study/experiment.h"

static double capability_in(const cw_state *state, int year)
{
    for (size_t y = 0; y < state->series_count; y++)
        if (state->series[y].year == year)
            return state->series[y].value;
    return -1.0;
}

static void sum_up_year(cw_timeline_year *out, const cw_case *built, size_t forum, int year,
                        double *amounts, size_t *holders)
{
    const cw_case_forum *at = &built->forums[forum];
    *out = (cw_timeline_year){.year = year, .members = at->member_count, .chair = at->chair};
    for (size_t m = 0; m < at->member_count; m++) {
        double amount = capability_in(&built->dossier->states[at->seats[m].state], year);
        if (amount < 0.0)
            continue;
        amounts[out->figures] = amount;
        holders[out->figures++] = at->seats[m].state;
    }
    out->concentration = cw_concentration_of(amounts, out->figures);
    if (out->concentration.leader != CW_NONE)
        out->concentration.leader = holders[out->concentration.leader];
}

cw_status cw_timeline_build(cw_timeline_year *out, cw_context *context, const cw_dossier *dossier,
                            size_t forum, int from, int to)
{
    size_t room = dossier->forums[forum].membership_count;
    double *amounts = cw_allocate(context, room, sizeof *amounts);
    size_t *holders = cw_allocate(context, room, sizeof *holders);
    cw_status status = amounts == NULL || holders == NULL ? CW_ERROR_MEMORY : CW_OK;
    for (int year = from; year <= to && status == CW_OK; year++) {
        cw_case *built;
        if (cw_context_is_cancelled(context)) {
            status = CW_ERROR_INTERRUPTED;
            break;
        }
        status = cw_case_build_as_of(&built, context, dossier, cw_date_from_calendar(year, 12, 31));
        if (status != CW_OK)
            break;
        sum_up_year(&out[year - from], built, forum, year, amounts, holders);
        cw_case_free(built);
    }
    cw_release(context, holders);
    cw_release(context, amounts);
    return status;
}

static void widen(int *from, int *to, int year)
{
    *from = year < *from ? year : *from;
    *to = year > *to ? year : *to;
}

/* Years of capability count only from the first membership on: before it there is no forum. */
void cw_timeline_span(const cw_dossier *dossier, size_t forum, int *from, int *to)
{
    const cw_forum *at = &dossier->forums[forum];
    *from = 1;
    *to = 0;
    int first = 9999;
    int last = 1;
    for (size_t m = 0; m < at->membership_count; m++) {
        const cw_membership *membership = &at->memberships[m];
        if (membership->since != CW_DATE_OPEN_START)
            widen(&first, &last, cw_date_year(membership->since));
        if (membership->until != CW_DATE_OPEN_END)
            widen(&first, &last, cw_date_year(membership->until));
    }
    widen(&first, &last, cw_date_year(dossier->as_of));
    for (size_t m = 0; m < at->membership_count; m++) {
        const cw_state *state = &dossier->states[at->memberships[m].state];
        if (state->series_count > 0 && state->series[state->series_count - 1].year > last)
            last = state->series[state->series_count - 1].year;
    }
    if (at->membership_count > 0) {
        *from = first;
        *to = last;
    }
}

static cw_status fill_timeline(cw_timeline *out, cw_experiment *experiment, size_t forum)
{
    int from = 0;
    int to = -1;
    cw_timeline_span(experiment->dossier, forum, &from, &to);
    if (to - from >= CW_TIMELINE_YEARS_MAX)
        from = to - CW_TIMELINE_YEARS_MAX + 1;
    size_t count = from > to ? 0 : (size_t)(to - from) + 1;
    *out = (cw_timeline){.year_count = count};
    if (count == 0)
        return CW_OK;
    out->years = cw_arena_allocate(&experiment->study->arena, count, sizeof *out->years);
    if (out->years == NULL)
        return CW_ERROR_MEMORY;
    return cw_timeline_build(out->years, experiment->context, experiment->dossier, forum, from, to);
}

cw_status cw_study_timelines(cw_experiment *experiment)
{
    cw_study *study = experiment->study;
    size_t forums = experiment->dossier->forum_count;
    if (forums == 0)
        return CW_OK;
    study->timelines = cw_arena_allocate(&study->arena, forums, sizeof *study->timelines);
    if (study->timelines == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = CW_OK;
    for (size_t f = 0; f < forums && status == CW_OK; f++)
        status = fill_timeline(&study->timelines[f], experiment, f);
    if (status == CW_OK && cw_context_is_cancelled(experiment->context))
        status = CW_ERROR_INTERRUPTED;
    return status;
}
