/* Summing up the draws: where each issue ends at each forum, and what it gains. */
#include "study/experiment.h"
#include "study/summary.h"

#include <math.h>
#include <string.h>

static cw_summary summary_of(cw_experiment *experiment, const double *column)
{
    memcpy(experiment->work, column, experiment->draws * sizeof *column);
    return cw_summarise(experiment->work, experiment->draws);
}

static cw_probability share_of_flag(const cw_experiment *experiment, size_t pair, unsigned flag)
{
    const unsigned char *flags = experiment->columns.flags + pair * experiment->draws;
    uint64_t hits = 0;
    for (size_t d = 0; d < experiment->draws; d++)
        hits += (flags[d] & flag) != 0;
    return cw_probability_of(hits, experiment->draws);
}

/* P(column > 0) among the draws in which it is a number. */
static cw_probability share_positive(const double *column, size_t draws)
{
    uint64_t hits = 0;
    uint64_t count = 0;
    for (size_t d = 0; d < draws; d++) {
        count += isnan(column[d]) ? 0 : 1;
        hits += column[d] > 0.0;
    }
    return cw_probability_of(hits, count);
}

/* The difference to the base case on the same draws. */
static void compare_with_base(cw_experiment *experiment, cw_venue_result *result, size_t pair)
{
    const double *gain = experiment->columns.gain + pair * experiment->draws;
    const double *base = experiment->base_gain + pair * experiment->draws;
    double *change = experiment->work;
    for (size_t d = 0; d < experiment->draws; d++)
        change[d] = gain[d] - base[d];
    result->gain_rises = share_positive(change, experiment->draws);
    result->gain_change = cw_summarise(change, experiment->draws);
}

static void sum_up_models(cw_experiment *experiment, cw_venue_result *result, size_t pair)
{
    for (size_t m = 0; m < experiment->model_count; m++) {
        size_t cell = (pair * experiment->model_count + m) * experiment->draws;
        result->forecasts[m] = summary_of(experiment, experiment->columns.forecasts + cell);
        result->settlements[m] = summary_of(experiment, experiment->columns.settlements + cell);
    }
}

static void sum_up(cw_experiment *experiment, cw_venue_result *result, size_t pair)
{
    const cw_columns *columns = &experiment->columns;
    size_t at = pair * experiment->draws;
    result->bilateral = summary_of(experiment, columns->bilateral + at);
    result->settled = summary_of(experiment, columns->settled + at);
    result->gain = summary_of(experiment, columns->gain + at);
    result->gain_positive = share_positive(columns->gain + at, experiment->draws);
    result->threat_binds = share_of_flag(experiment, pair, CW_FLAG_BINDS);
    result->bypassed = share_of_flag(experiment, pair, CW_FLAG_BYPASSED);
    result->decides = share_of_flag(experiment, pair, CW_FLAG_DECIDES);
    compare_with_base(experiment, result, pair);
    sum_up_models(experiment, result, pair);
}

static cw_status allocate_result(cw_experiment *experiment, cw_venue_result *result,
                                 const cw_venue *venue)
{
    cw_arena *arena = &experiment->study->arena;
    size_t voices;
    cw_venue_voters(venue, &result->voters);
    cw_venue_voices(venue, &voices);
    result->participant_count = result->voters + voices;
    result->forecasts =
        cw_arena_allocate(arena, experiment->model_count, sizeof *result->forecasts);
    result->settlements =
        cw_arena_allocate(arena, experiment->model_count, sizeof *result->settlements);
    result->participants =
        cw_arena_allocate(arena, result->participant_count, sizeof *result->participants);
    return result->forecasts == NULL || result->settlements == NULL || result->participants == NULL
               ? CW_ERROR_MEMORY
               : CW_OK;
}

/* A what-if that changes nothing here gives what the base case gave, with a difference of 0. */
static void copy_base(cw_experiment *experiment, cw_venue_result *result, size_t pair)
{
    const cw_venue_result *base = &experiment->study->cases[0].venues[pair];
    *result = *base;
}

static cw_status one_venue(cw_experiment *experiment, size_t case_index, size_t pair,
                           const double *modes)
{
    const cw_venue *venue = experiment->venues[case_index].pairs[pair];
    cw_venue_result *result = &experiment->study->cases[case_index].venues[pair];
    result->issue = experiment->pairs[pair].issue;
    result->forum = experiment->pairs[pair].forum;
    if (venue == NULL)
        return CW_OK;
    if (experiment->venues[case_index].as_in_base[pair]) {
        copy_base(experiment, result, pair);
        return CW_OK;
    }
    result->open = true;
    cw_status status = allocate_result(experiment, result, venue);
    if (status != CW_OK)
        return status;
    sum_up(experiment, result, pair);
    cw_venue_participants(result->participants, venue, modes, cw_venue_default_model());
    return CW_OK;
}

/* Where the base case has no gain, there is nothing to differ from. */
static void keep_base_gains(cw_experiment *experiment)
{
    size_t draws = experiment->draws;
    for (size_t p = 0; p < experiment->pair_count; p++) {
        double *base = experiment->base_gain + p * draws;
        const double *gain = experiment->columns.gain + p * draws;
        bool open = experiment->venues[0].pairs[p] != NULL;
        for (size_t d = 0; d < draws; d++)
            base[d] = open ? gain[d] : NAN;
    }
}

cw_status cw_study_venues(cw_experiment *experiment, size_t case_index)
{
    cw_case_result *result = &experiment->study->cases[case_index];
    double *modes = experiment->scratch;
    result->venues = cw_arena_allocate(&experiment->study->arena, experiment->pair_count,
                                       sizeof *result->venues);
    if (result->venues == NULL)
        return CW_ERROR_MEMORY;
    result->venue_count = experiment->pair_count;
    if (case_index == 0)
        keep_base_gains(experiment);
    cw_world_at_modes(modes, experiment->sampler, result->built);
    cw_status status = CW_OK;
    for (size_t p = 0; p < experiment->pair_count && status == CW_OK; p++)
        status = one_venue(experiment, case_index, p, modes);
    return status;
}
