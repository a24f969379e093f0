/* What forums decide, draw by draw. */
#include "study/decisions.h"

#include <string.h>

static cw_status allocate(cw_decisions *out)
{
    const cw_experiment *experiment = out->experiment;
    cw_context *context = experiment->context;
    size_t count = experiment->decision_count;
    out->venues = cw_allocate(context, count, sizeof(cw_venue *));
    out->asked = cw_allocate(context, count, sizeof(cw_venue *));
    out->yes = cw_allocate(context, count, cw_decided_draws(experiment->draws));
    return out->venues != NULL && out->asked != NULL && out->yes != NULL ? CW_OK : CW_ERROR_MEMORY;
}

cw_status cw_decisions_open(cw_decisions *out, cw_experiment *experiment, size_t case_index,
                            const cw_decisions *base)
{
    *out = (cw_decisions){.experiment = experiment, .case_index = case_index};
    cw_status status = allocate(out);
    for (size_t d = 0; d < experiment->decision_count && status == CW_OK; d++) {
        const cw_decision *decision = &experiment->decisions[d];
        bool beyond_reach;
        status = cw_experiment_venue(&out->venues[d], &beyond_reach, experiment, case_index,
                                     decision->issue, decision->forum, false);
        if (status == CW_OK &&
            (base == NULL || !cw_venue_votes_the_same(out->venues[d], base->venues[d])))
            out->asked[d] = out->venues[d];
    }
    return status;
}

void cw_decisions_close(cw_decisions *decisions)
{
    if (decisions->experiment == NULL)
        return;
    cw_context *context = decisions->experiment->context;
    for (size_t d = 0; decisions->venues != NULL && d < decisions->experiment->decision_count; d++)
        cw_venue_free(decisions->venues[d]);
    cw_release(context, decisions->yes);
    cw_release(context, decisions->asked);
    cw_release(context, decisions->venues);
    *decisions = (cw_decisions){0};
}

static bool agrees(const cw_decisions *decisions, size_t decision, const double *values)
{
    return cw_venue_agrees(decisions->venues[decision], values,
                           decisions->experiment->decisions[decision].outcome);
}

static void decide_in_world(void *payload, size_t case_index, const double *values, size_t draw)
{
    const cw_decisions *decisions = payload;
    (void)case_index;
    for (size_t d = 0; d < decisions->experiment->decision_count; d++)
        if (decisions->asked[d] != NULL)
            decisions->yes[d * decisions->draws + draw - decisions->first] =
                agrees(decisions, d, values);
}

static bool is_read(const void *payload, size_t quantity)
{
    const cw_decisions *decisions = payload;
    bool read = false;
    for (size_t d = 0; d < decisions->experiment->decision_count && !read; d++)
        read = decisions->asked[d] != NULL && cw_venue_votes_by(decisions->asked[d], quantity);
    return read;
}

cw_status cw_decisions_draw(cw_decisions *decisions, const cw_decisions *base, size_t first,
                            size_t end)
{
    cw_experiment *experiment = decisions->experiment;
    size_t draws = cw_decided_draws(end - first);
    bool any = false;
    decisions->first = first;
    decisions->draws = draws;
    for (size_t d = 0; d < experiment->decision_count; d++) {
        any = any || decisions->asked[d] != NULL;
        if (decisions->asked[d] == NULL && decisions->venues[d] != NULL)
            memcpy(decisions->yes + d * draws, base->yes + d * draws, draws);
    }
    return any ? cw_experiment_each_world(experiment,
                                          &(cw_pass){.first_case = decisions->case_index,
                                                     .case_count = 1,
                                                     .first_draw = first,
                                                     .draws = draws,
                                                     .reads = is_read,
                                                     .quiet = true,
                                                     .function = decide_in_world,
                                                     .payload = decisions})
               : CW_OK;
}

bool cw_decisions_at_modes(const cw_decisions *decisions, size_t decision)
{
    const cw_experiment *experiment = decisions->experiment;
    double *modes = cw_experiment_scratch(experiment, 0);
    if (decisions->venues[decision] == NULL)
        return false;
    cw_world_at_modes(modes, experiment->sampler,
                      experiment->study->cases[decisions->case_index].built);
    return agrees(decisions, decision, modes);
}
