/* Preparing the experiment: cases, issues at forums, decisions asked for. */
#include "study/experiment.h"

#include <string.h>

size_t cw_experiment_pair(const cw_experiment *experiment, size_t issue, size_t forum)
{
    for (size_t p = 0; p < experiment->pair_count; p++)
        if (experiment->pairs[p].issue == issue && experiment->pairs[p].forum == forum)
            return p;
    return CW_NONE;
}

size_t cw_experiment_decision(cw_experiment *experiment, size_t issue, size_t forum, double outcome)
{
    for (size_t d = 0; d < experiment->decision_count; d++) {
        const cw_decision *known = &experiment->decisions[d];
        if (known->issue == issue && known->forum == forum && known->outcome == outcome)
            return d;
    }
    if (experiment->decision_count == CW_DECISIONS_MAX)
        return CW_NONE;
    experiment->decisions[experiment->decision_count] =
        (cw_decision){.issue = issue, .forum = forum, .outcome = outcome};
    return experiment->decision_count++;
}

static cw_status list_pairs(cw_experiment *experiment)
{
    const cw_dossier *dossier = experiment->dossier;
    size_t room = 0;
    for (size_t i = 0; i < dossier->issue_count; i++)
        room += dossier->issues[i].forum_count;
    experiment->pairs =
        cw_arena_allocate(&experiment->study->arena, room, sizeof *experiment->pairs);
    if (experiment->pairs == NULL)
        return CW_ERROR_MEMORY;
    for (size_t i = 0; i < dossier->issue_count; i++)
        for (size_t f = 0; f < dossier->issues[i].forum_count; f++)
            experiment->pairs[experiment->pair_count++] =
                (cw_pair){.issue = i, .forum = dossier->issues[i].forums[f]};
    return CW_OK;
}

static cw_status list_decisions_of(cw_experiment *experiment, const cw_condition *condition)
{
    if (condition->form == CW_CONDITION_DECIDED)
        return cw_experiment_decision(experiment, condition->issue, condition->forum,
                                      condition->outcome) == CW_NONE
                   ? CW_ERROR_LIMIT
                   : CW_OK;
    cw_status status = CW_OK;
    for (size_t c = 0; c < condition->child_count && status == CW_OK; c++)
        status = list_decisions_of(experiment, &condition->children[c]);
    return status;
}

static cw_status list_decisions(cw_experiment *experiment)
{
    const cw_dossier *dossier = experiment->dossier;
    cw_status status = CW_OK;
    for (size_t o = 0; o < dossier->operation_count && status == CW_OK; o++) {
        status = list_decisions_of(experiment, &dossier->operations[o].deploy);
        if (status == CW_OK)
            status = list_decisions_of(experiment, &dossier->operations[o].lead);
    }
    return status;
}

static cw_status build_venues(cw_experiment *experiment, size_t case_index)
{
    cw_context *context = experiment->context;
    cw_case_venues *venues = &experiment->venues[case_index];
    const cw_case *built = experiment->study->cases[case_index].built;
    cw_arena *arena = &experiment->study->arena;
    venues->pairs = cw_arena_allocate(arena, experiment->pair_count, sizeof *venues->pairs);
    venues->decisions =
        cw_arena_allocate(arena, experiment->decision_count, sizeof *venues->decisions);
    venues->as_in_base =
        cw_arena_allocate(arena, experiment->pair_count, sizeof *venues->as_in_base);
    if (venues->pairs == NULL || venues->decisions == NULL || venues->as_in_base == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = CW_OK;
    for (size_t p = 0; p < experiment->pair_count && status == CW_OK; p++) {
        const cw_pair *pair = &experiment->pairs[p];
        status = cw_venue_build(&venues->pairs[p], context, built, pair->issue, pair->forum);
        if (status == CW_OK && case_index > 0)
            venues->as_in_base[p] =
                cw_venue_is_same(venues->pairs[p], experiment->venues[0].pairs[p]);
    }
    for (size_t d = 0; d < experiment->decision_count && status == CW_OK; d++) {
        const cw_decision *decision = &experiment->decisions[d];
        status =
            cw_venue_build(&venues->decisions[d], context, built, decision->issue, decision->forum);
    }
    return status;
}

static cw_status build_cases(cw_experiment *experiment)
{
    cw_study *study = experiment->study;
    size_t count = 1 + experiment->dossier->what_if_count;
    study->cases = cw_arena_allocate(&study->arena, count, sizeof *study->cases);
    experiment->venues = cw_arena_allocate(&study->arena, count, sizeof *experiment->venues);
    if (study->cases == NULL || experiment->venues == NULL)
        return CW_ERROR_MEMORY;
    study->case_count = count;
    cw_status status = CW_OK;
    for (size_t c = 0; c < count && status == CW_OK; c++) {
        status = cw_case_build(&study->cases[c].built, experiment->context, experiment->dossier,
                               c == 0 ? CW_NONE : c - 1);
        if (status == CW_OK)
            status = build_venues(experiment, c);
    }
    return status;
}

static size_t place_of_default_model(void)
{
    size_t count;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    for (size_t m = 0; m < count; m++)
        if (models[m] == cw_venue_default_model())
            return m;
    return 0;
}

static void *columns_of(cw_experiment *experiment, size_t columns, size_t bytes)
{
    if (columns > 0 && experiment->draws > SIZE_MAX / columns)
        return NULL;
    return cw_allocate(experiment->context, columns * experiment->draws, bytes);
}

static cw_status allocate_columns(cw_experiment *experiment)
{
    cw_columns *columns = &experiment->columns;
    size_t pairs = experiment->pair_count;
    size_t by_model = pairs * experiment->model_count;
    columns->bilateral = columns_of(experiment, pairs, sizeof *columns->bilateral);
    columns->settled = columns_of(experiment, pairs, sizeof *columns->settled);
    columns->gain = columns_of(experiment, pairs, sizeof *columns->gain);
    columns->forecasts = columns_of(experiment, by_model, sizeof *columns->forecasts);
    columns->settlements = columns_of(experiment, by_model, sizeof *columns->settlements);
    columns->flags = columns_of(experiment, pairs, sizeof *columns->flags);
    columns->decided = columns_of(experiment, 1, sizeof *columns->decided);
    experiment->base_gain = columns_of(experiment, pairs, sizeof *experiment->base_gain);
    experiment->work = columns_of(experiment, 2, sizeof *experiment->work);
    experiment->scratch =
        cw_allocate(experiment->context, experiment->threads,
                    (experiment->dossier->quantity_count + 1) * sizeof *experiment->scratch);
    bool complete = columns->bilateral != NULL && columns->settled != NULL &&
                    columns->gain != NULL && columns->forecasts != NULL &&
                    columns->settlements != NULL && columns->flags != NULL &&
                    columns->decided != NULL && experiment->base_gain != NULL &&
                    experiment->work != NULL && experiment->scratch != NULL;
    return complete ? CW_OK : CW_ERROR_MEMORY;
}

cw_status cw_experiment_prepare(cw_experiment *experiment)
{
    cw_outcome_models(&experiment->model_count);
    experiment->default_model = place_of_default_model();
    cw_status status =
        cw_sampler_build(&experiment->sampler, experiment->context, experiment->dossier);
    if (status == CW_OK)
        status = list_pairs(experiment);
    if (status == CW_OK)
        status = list_decisions(experiment);
    if (status == CW_OK)
        status = build_cases(experiment);
    if (status == CW_OK)
        status = allocate_columns(experiment);
    if (status == CW_OK)
        status = cw_experiment_draw_worlds(experiment);
    return status;
}

static void free_columns(cw_experiment *experiment)
{
    cw_columns *columns = &experiment->columns;
    void *const blocks[] = {columns->bilateral,  columns->settled,      columns->gain,
                            columns->forecasts,  columns->settlements,  columns->flags,
                            columns->decided,    experiment->base_gain, experiment->work,
                            experiment->scratch, experiment->drawn};
    for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b++)
        cw_release(experiment->context, blocks[b]);
}

void cw_experiment_free(cw_experiment *experiment)
{
    free_columns(experiment);
    size_t cases = experiment->venues == NULL ? 0 : experiment->study->case_count;
    for (size_t c = 0; c < cases; c++) {
        cw_case_venues *venues = &experiment->venues[c];
        for (size_t p = 0; venues->pairs != NULL && p < experiment->pair_count; p++)
            cw_venue_free(venues->pairs[p]);
        for (size_t d = 0; venues->decisions != NULL && d < experiment->decision_count; d++)
            cw_venue_free(venues->decisions[d]);
    }
    cw_sampler_free(experiment->sampler);
}
