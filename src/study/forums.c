/* Forums: members, concentration of capability, voting power. */
#include "counterweight/voting.h"
#include "study/experiment.h"

#include <math.h>

static void measure_capability(cw_forum_result *result, const cw_case *built, size_t forum,
                               const double *modes)
{
    const cw_case_forum *at = &built->forums[forum];
    result->concentration = cw_case_concentration(built, forum, modes);
    for (size_t s = 0; s < at->seat_count; s++)
        result->capability_share[s] =
            s < at->member_count ? cw_world_get(modes, built->capability[at->seats[s].state], 0.0) /
                                       result->concentration.total
                                 : NAN;
}

static cw_status measure_power(cw_experiment *experiment, cw_forum_result *result,
                               const cw_case *built, size_t forum)
{
    const cw_case_forum *at = &built->forums[forum];
    cw_status status =
        cw_forum_power(result->shapley_shubik, result->banzhaf, experiment->context, built, forum);
    result->power_known = status == CW_OK;
    for (size_t s = result->power_known ? at->member_count : 0; s < at->seat_count; s++)
        result->shapley_shubik[s] = result->banzhaf[s] = NAN;
    /* A body too large for the engines at hand is reported without its power, not refused. */
    return status == CW_ERROR_LIMIT ? CW_OK : status;
}

static cw_status one_forum(cw_experiment *experiment, cw_forum_result *result, const cw_case *built,
                           size_t forum)
{
    const cw_case_forum *at = &built->forums[forum];
    cw_arena *arena = &experiment->study->arena;
    result->member_count = at->member_count;
    result->exists = at->member_count > 0;
    result->capability_share =
        cw_arena_allocate(arena, at->seat_count, sizeof *result->capability_share);
    result->shapley_shubik =
        cw_arena_allocate(arena, at->seat_count, sizeof *result->shapley_shubik);
    result->banzhaf = cw_arena_allocate(arena, at->seat_count, sizeof *result->banzhaf);
    if (result->capability_share == NULL || result->shapley_shubik == NULL ||
        result->banzhaf == NULL)
        return CW_ERROR_MEMORY;
    measure_capability(result, built, forum, experiment->scratch);
    return result->exists ? measure_power(experiment, result, built, forum) : CW_OK;
}

cw_status cw_study_forums(cw_experiment *experiment, size_t case_index)
{
    cw_case_result *result = &experiment->study->cases[case_index];
    size_t count = experiment->dossier->forum_count;
    result->forums = cw_arena_allocate(&experiment->study->arena, count, sizeof *result->forums);
    if (result->forums == NULL)
        return CW_ERROR_MEMORY;
    cw_world_at_modes(experiment->scratch, experiment->sampler, result->built);
    cw_status status = CW_OK;
    for (size_t f = 0; f < count && status == CW_OK; f++)
        status = one_forum(experiment, &result->forums[f], result->built, f);
    return status;
}
