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

/* Whether a what-if leaves the rule, its members and their weights as they are in the base case. */
static bool votes_as_in_base(const cw_case_forum *at, const cw_case_forum *base)
{
    if (at->rule != base->rule || at->member_count != base->member_count)
        return false;
    for (size_t m = 0; m < at->member_count; m++)
        if (at->seats[m].state != base->seats[m].state ||
            at->seats[m].weights != base->seats[m].weights)
            return false;
    return true;
}

/* The power found for the base case, which may have taken seconds. */
static void copy_power(cw_forum_result *result, const cw_forum_result *base)
{
    result->power_known = base->power_known;
    for (size_t m = 0; m < result->member_count && base->power_known; m++) {
        result->shapley_shubik[m] = base->shapley_shubik[m];
        result->banzhaf[m] = base->banzhaf[m];
    }
}

static cw_status measure_power(cw_experiment *experiment, cw_forum_result *result,
                               const cw_case *built, size_t forum)
{
    const cw_case_result *base = &experiment->study->cases[0];
    const cw_case_forum *at = &built->forums[forum];
    cw_status status = CW_OK;
    if (built != base->built && votes_as_in_base(at, &base->built->forums[forum])) {
        copy_power(result, &base->forums[forum]);
    } else {
        status = cw_forum_power(result->shapley_shubik, result->banzhaf, experiment->context, built,
                                forum);
        result->power_known = status == CW_OK;
    }
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
        status = cw_context_is_cancelled(experiment->context)
                     ? CW_ERROR_INTERRUPTED
                     : one_forum(experiment, &result->forums[f], result->built, f);
    return status;
}
