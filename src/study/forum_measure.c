#include "study/forum_measure.h"

#include "counterweight/voting.h"

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

/* Whether two cases have the same rule, members and weights. */
static bool votes_alike(const cw_case_forum *at, const cw_case_forum *other)
{
    if (at->rule != other->rule || at->member_count != other->member_count)
        return false;
    for (size_t m = 0; m < at->member_count; m++)
        if (at->seats[m].state != other->seats[m].state ||
            at->seats[m].weights != other->seats[m].weights)
            return false;
    return true;
}

static void copy_power(cw_forum_result *result, const cw_forum_result *found)
{
    result->power_known = found->power_known;
    for (size_t m = 0; m < result->member_count && found->power_known; m++) {
        result->shapley_shubik[m] = found->shapley_shubik[m];
        result->banzhaf[m] = found->banzhaf[m];
    }
}

static cw_status measure_power(cw_forum_result *result, cw_context *context, const cw_case *built,
                               size_t forum, const cw_case *known, const cw_forum_result *found)
{
    const cw_case_forum *at = &built->forums[forum];
    cw_status status = CW_OK;
    if (known != NULL && votes_alike(at, &known->forums[forum])) {
        copy_power(result, found);
    } else {
        status = cw_forum_power(result->shapley_shubik, result->banzhaf, context, built, forum);
        result->power_known = status == CW_OK;
    }
    for (size_t s = result->power_known ? at->member_count : 0; s < at->seat_count; s++)
        result->shapley_shubik[s] = result->banzhaf[s] = NAN;
    return status == CW_ERROR_LIMIT ? CW_OK : status;
}

cw_status cw_forum_measure(cw_forum_result *result, cw_arena *arena, const cw_case *built,
                           size_t forum, const double *modes, const cw_case *known,
                           const cw_forum_result *found)
{
    const cw_case_forum *at = &built->forums[forum];
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
    measure_capability(result, built, forum, modes);
    return result->exists ? measure_power(result, arena->context, built, forum, known, found)
                          : CW_OK;
}
