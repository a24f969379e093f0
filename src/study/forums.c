/* Forums: members, concentration of capability, voting power. */
#include "study/experiment.h"
#include "study/forum_measure.h"

/* The power found for the base case may have taken seconds; it is copied where nothing touches it. */
static cw_status one_forum(cw_experiment *experiment, cw_forum_result *result, const cw_case *built,
                           size_t forum)
{
    const cw_case_result *base = &experiment->study->cases[0];
    return cw_forum_measure(result, &experiment->study->arena, built, forum, experiment->scratch,
                            built == base->built ? NULL : base->built,
                            built == base->built ? NULL : &base->forums[forum]);
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
