/* Issues at forums, a block of them at a time: each is prepared, drawn and summed up in every case
 * before the next begins, so that memory does not grow with their number. */
#include "study/experiment.h"

#include <math.h>
#include <string.h>

cw_status cw_experiment_venue(cw_venue **out, bool *beyond_reach, const cw_experiment *experiment,
                              size_t case_index, size_t issue, size_t forum, bool settles)
{
    const cw_case_result *result = &experiment->study->cases[case_index];
    const cw_forum_result *measured = &result->forums[forum];
    bool needs_power = settles && cw_venue_needs_power(result->built, forum);
    *out = NULL;
    *beyond_reach = measured->exists && needs_power && !measured->power_known;
    if (*beyond_reach)
        return CW_OK;
    cw_status status = cw_venue_build_with(out, experiment->context, result->built, issue, forum,
                                           needs_power ? measured->shapley_shubik : NULL);
    if (status != CW_ERROR_LIMIT)
        return status;
    *beyond_reach = true;
    return CW_OK;
}

static void free_prepared(cw_prepared *prepared, size_t count)
{
    for (size_t p = 0; p < count; p++)
        cw_venue_free(prepared[p].venue);
    memset(prepared, 0, count * sizeof *prepared);
}

static cw_status prepare(cw_experiment *experiment, size_t case_index)
{
    cw_status status = CW_OK;
    for (size_t p = 0; p < experiment->block_count && status == CW_OK; p++) {
        const cw_pair *pair = &experiment->pairs[experiment->block_first + p];
        cw_prepared *prepared = &experiment->prepared[p];
        status = cw_experiment_venue(&prepared->venue, &prepared->beyond_reach, experiment,
                                     case_index, pair->issue, pair->forum, true);
        /* A gap elsewhere is said and passed over; without its headline the question has no answer. */
        if (status == CW_OK && case_index == 0 && prepared->beyond_reach &&
            experiment->block_first + p == experiment->study->headline)
            status = CW_ERROR_LIMIT;
        if (status == CW_OK && case_index > 0)
            prepared->as_in_base = prepared->beyond_reach == experiment->in_base[p].beyond_reach &&
                                   cw_venue_is_same(prepared->venue, experiment->in_base[p].venue);
        if (status == CW_OK && cw_context_is_cancelled(experiment->context))
            status = CW_ERROR_INTERRUPTED;
    }
    return status;
}

/* The gains of the base case, to compare with. Where it has none, there is nothing to differ from. */
static void keep_base(cw_experiment *experiment)
{
    size_t draws = experiment->draws;
    size_t headline = experiment->study->headline;
    for (size_t p = 0; p < experiment->block_count; p++) {
        double *base = experiment->base_gain + p * draws;
        const double *gain = experiment->columns.gain + p * draws;
        bool open = experiment->prepared[p].venue != NULL;
        for (size_t d = 0; d < draws; d++)
            base[d] = open ? gain[d] : NAN;
        if (experiment->block_first + p == headline)
            memcpy(experiment->headline_gain, base, draws * sizeof *base);
    }
    /* The base case's venues stay to be compared with. */
    cw_prepared *held = experiment->in_base;
    experiment->in_base = experiment->prepared;
    experiment->prepared = held;
}

static cw_status study_case(cw_experiment *experiment, size_t case_index)
{
    cw_status status = prepare(experiment, case_index);
    if (status == CW_OK)
        status = cw_experiment_draw(experiment, case_index);
    if (status == CW_OK)
        status = cw_study_venues(experiment, case_index);
    if (status == CW_OK && case_index == 0)
        keep_base(experiment);
    free_prepared(experiment->prepared, experiment->block_count);
    return status;
}

static cw_status study_all(cw_experiment *experiment)
{
    size_t cases = experiment->study->case_count;
    cw_status status = CW_OK;
    for (size_t first = 0; first < experiment->pair_count && status == CW_OK;
         first += experiment->block_room) {
        size_t rest = experiment->pair_count - first;
        experiment->block_first = first;
        experiment->block_count = rest < experiment->block_room ? rest : experiment->block_room;
        for (size_t c = 0; c < cases && status == CW_OK; c++, cw_steps_next(experiment))
            status = study_case(experiment, c);
        free_prepared(experiment->in_base, experiment->block_count);
    }
    return status;
}

static cw_status allocate_results(cw_experiment *experiment)
{
    cw_study *study = experiment->study;
    for (size_t c = 0; c < study->case_count; c++) {
        cw_case_result *result = &study->cases[c];
        result->venues =
            cw_arena_allocate(&study->arena, experiment->pair_count, sizeof *result->venues);
        if (result->venues == NULL)
            return CW_ERROR_MEMORY;
        result->venue_count = experiment->pair_count;
    }
    return CW_OK;
}

cw_status cw_study_blocks(cw_experiment *experiment)
{
    cw_status status = allocate_results(experiment);
    return status == CW_OK ? study_all(experiment) : status;
}
