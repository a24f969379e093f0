/* Summing up the draws: where each issue ends at each forum, and what it gains. */
#include "study/experiment.h"
#include "study/precision.h"
#include "study/summary.h"

#include <string.h>

static cw_summary summary_of(cw_experiment *experiment, const double *column)
{
    memcpy(experiment->work, column, experiment->draws * sizeof *column);
    return cw_summarise(experiment->work, experiment->draws);
}

static cw_status sum_up_models(cw_experiment *experiment, cw_venue_result *result, size_t pair)
{
    for (size_t m = 0; m < experiment->model_count; m++) {
        size_t cell = (pair * experiment->model_count + m) * experiment->draws;
        if (cw_context_is_cancelled(experiment->context))
            return CW_ERROR_INTERRUPTED;
        result->forecasts[m] = summary_of(experiment, experiment->columns.forecasts + cell);
        result->settlements[m] = summary_of(experiment, experiment->columns.settlements + cell);
    }
    return CW_OK;
}

static cw_status sum_up(cw_experiment *experiment, cw_venue_result *result, size_t pair,
                        size_t case_index)
{
    cw_settled_columns columns = cw_experiment_settled(experiment, pair);
    const double *base_gain = experiment->base_gain + pair * experiment->draws;
    cw_settled_sum_up(result, &columns);
    cw_settled_compare(result, &columns, case_index == 0 ? columns.gain : base_gain);
    return sum_up_models(experiment, result, pair);
}

/* How sure the headline is, in this case. */
static void measure_precision(cw_experiment *experiment, cw_case_result *result, size_t pair)
{
    const double *gain = experiment->columns.gain + pair * experiment->draws;
    memcpy(experiment->work, gain, experiment->draws * sizeof *gain);
    result->precision = cw_precision_of(experiment->work, experiment->draws);
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
static cw_status one_venue(cw_experiment *experiment, size_t case_index, size_t pair,
                           const double *modes)
{
    const cw_prepared *prepared = &experiment->prepared[pair];
    size_t place = experiment->block_first + pair;
    cw_venue_result *result = &experiment->study->cases[case_index].venues[place];
    result->issue = experiment->pairs[place].issue;
    result->forum = experiment->pairs[place].forum;
    result->beyond_reach = prepared->beyond_reach;
    if (prepared->venue == NULL)
        return CW_OK;
    bool is_headline = place == experiment->study->headline;
    cw_case_result *of_case = &experiment->study->cases[case_index];
    if (prepared->as_in_base) {
        *result = experiment->study->cases[0].venues[place];
        if (is_headline)
            of_case->precision = experiment->study->cases[0].precision;
        return CW_OK;
    }
    result->open = true;
    cw_status status = allocate_result(experiment, result, prepared->venue);
    if (status == CW_OK)
        status = sum_up(experiment, result, pair, case_index);
    if (status == CW_OK && is_headline)
        measure_precision(experiment, of_case, pair);
    if (status == CW_OK)
        cw_venue_participants(result->participants, prepared->venue, modes,
                              cw_venue_default_model());
    return status;
}

cw_status cw_study_venues(cw_experiment *experiment, size_t case_index)
{
    cw_case_result *result = &experiment->study->cases[case_index];
    double *modes = experiment->scratch;
    cw_world_at_modes(modes, experiment->sampler, result->built);
    cw_status status = CW_OK;
    for (size_t p = 0; p < experiment->block_count && status == CW_OK; p++)
        status = one_venue(experiment, case_index, p, modes);
    return status;
}
