/* Preparing the experiment: cases, issues at forums, decisions asked for, memory. */
#include "study/experiment.h"
#include "study/precision.h"

size_t cw_experiment_pair(const cw_experiment *experiment, size_t issue, size_t forum)
{
    for (size_t p = 0; p < experiment->pair_count; p++)
        if (experiment->pairs[p].issue == issue && experiment->pairs[p].forum == forum)
            return p;
    return CW_NONE;
}

size_t cw_experiment_decision(const cw_experiment *experiment, const cw_condition *condition)
{
    for (size_t d = 0; d < experiment->decision_count; d++) {
        const cw_decision *known = &experiment->decisions[d];
        if (known->issue == condition->issue && known->forum == condition->forum &&
            known->outcome == condition->outcome)
            return d;
    }
    return CW_NONE;
}

static cw_status list_pairs(cw_experiment *experiment)
{
    const cw_dossier *dossier = experiment->dossier;
    size_t room = 0;
    for (size_t i = 0; i < dossier->issue_count; i++)
        room += dossier->issues[i].forum_count;
    experiment->pairs = cw_arena_allocate(&experiment->arena, room, sizeof *experiment->pairs);
    if (experiment->pairs == NULL)
        return CW_ERROR_MEMORY;
    for (size_t i = 0; i < dossier->issue_count; i++)
        for (size_t f = 0; f < dossier->issues[i].forum_count; f++)
            experiment->pairs[experiment->pair_count++] =
                (cw_pair){.issue = i, .forum = dossier->issues[i].forums[f]};
    return CW_OK;
}

static size_t count_decisions(const cw_condition *condition)
{
    size_t count = condition->form == CW_CONDITION_DECIDED ? 1 : 0;
    for (size_t c = 0; c < condition->child_count; c++)
        count += count_decisions(&condition->children[c]);
    return count;
}

static void list_decisions_of(cw_experiment *experiment, const cw_condition *condition)
{
    if (condition->form == CW_CONDITION_DECIDED &&
        cw_experiment_decision(experiment, condition) == CW_NONE)
        experiment->decisions[experiment->decision_count++] = (cw_decision){
            .issue = condition->issue, .forum = condition->forum, .outcome = condition->outcome};
    for (size_t c = 0; c < condition->child_count; c++)
        list_decisions_of(experiment, &condition->children[c]);
}

static cw_status list_decisions(cw_experiment *experiment)
{
    const cw_dossier *dossier = experiment->dossier;
    size_t room = 0;
    for (size_t o = 0; o < dossier->operation_count; o++)
        room += count_decisions(&dossier->operations[o].deploy) +
                count_decisions(&dossier->operations[o].lead);
    experiment->decisions =
        cw_arena_allocate(&experiment->arena, room, sizeof *experiment->decisions);
    if (experiment->decisions == NULL)
        return CW_ERROR_MEMORY;
    for (size_t o = 0; o < dossier->operation_count; o++) {
        list_decisions_of(experiment, &dossier->operations[o].deploy);
        list_decisions_of(experiment, &dossier->operations[o].lead);
    }
    return CW_OK;
}

static cw_status build_cases(cw_experiment *experiment)
{
    cw_study *study = experiment->study;
    size_t count = 1 + experiment->dossier->what_if_count;
    study->cases = cw_arena_allocate(&study->arena, count, sizeof *study->cases);
    if (study->cases == NULL)
        return CW_ERROR_MEMORY;
    study->case_count = count;
    cw_status status = CW_OK;
    for (size_t c = 0; c < count && status == CW_OK; c++) {
        study->cases[c].precision = cw_precision_of(NULL, 0);
        status = cw_case_build(&study->cases[c].built, experiment->context, experiment->dossier,
                               c == 0 ? CW_NONE : c - 1);
        if (status == CW_OK && cw_context_is_cancelled(experiment->context))
            status = CW_ERROR_INTERRUPTED;
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
    if (columns > SIZE_MAX / experiment->draws)
        return NULL;
    return cw_allocate(experiment->context, columns * experiment->draws, bytes);
}

/* How many pairs are studied at a time. */
static size_t pairs_at_a_time(const cw_experiment *experiment)
{
    size_t numbers = 4 + 2 * experiment->model_count;
    size_t bytes = experiment->draws * (numbers * sizeof(double) + 1);
    size_t room = CW_BLOCK_BYTES_MAX / bytes;
    room = room == 0 ? 1 : room;
    return room < experiment->pair_count ? room : experiment->pair_count;
}

static cw_status allocate_columns(cw_experiment *experiment)
{
    cw_columns *columns = &experiment->columns;
    cw_arena *arena = &experiment->arena;
    size_t pairs = experiment->block_room = pairs_at_a_time(experiment);
    size_t by_model = pairs * experiment->model_count;
    columns->bilateral = columns_of(experiment, pairs, sizeof *columns->bilateral);
    columns->settled = columns_of(experiment, pairs, sizeof *columns->settled);
    columns->gain = columns_of(experiment, pairs, sizeof *columns->gain);
    columns->forecasts = columns_of(experiment, by_model, sizeof *columns->forecasts);
    columns->settlements = columns_of(experiment, by_model, sizeof *columns->settlements);
    columns->flags = columns_of(experiment, pairs, sizeof *columns->flags);
    experiment->base_gain = columns_of(experiment, pairs, sizeof *experiment->base_gain);
    experiment->headline_gain = columns_of(experiment, 1, sizeof *experiment->headline_gain);
    experiment->work = columns_of(experiment, 2, sizeof *experiment->work);
    experiment->prepared = cw_arena_allocate(arena, pairs, sizeof *experiment->prepared);
    experiment->in_base = cw_arena_allocate(arena, pairs, sizeof *experiment->in_base);
    experiment->settled = cw_arena_allocate(arena, pairs, sizeof(cw_venue *));
    bool complete = columns->bilateral != NULL && columns->settled != NULL &&
                    columns->gain != NULL && columns->forecasts != NULL &&
                    columns->settlements != NULL && columns->flags != NULL &&
                    experiment->base_gain != NULL && experiment->headline_gain != NULL &&
                    experiment->work != NULL && experiment->prepared != NULL &&
                    experiment->in_base != NULL && experiment->settled != NULL;
    return complete ? CW_OK : CW_ERROR_MEMORY;
}

static cw_status allocate_scratch(cw_experiment *experiment)
{
    experiment->scratch =
        cw_allocate(experiment->context, experiment->threads,
                    (experiment->dossier->quantity_count + 1) * sizeof *experiment->scratch);
    return experiment->scratch != NULL ? CW_OK : CW_ERROR_MEMORY;
}

cw_status cw_experiment_list(cw_experiment *experiment)
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
        status = allocate_scratch(experiment);
    return status;
}

cw_status cw_experiment_prepare(cw_experiment *experiment)
{
    cw_status status = cw_experiment_list(experiment);
    if (status == CW_OK)
        status = allocate_columns(experiment);
    if (status == CW_OK)
        status = cw_experiment_draw_worlds(experiment);
    return status;
}

void cw_experiment_free(cw_experiment *experiment)
{
    cw_columns *columns = &experiment->columns;
    void *const blocks[] = {columns->bilateral,    columns->settled,          columns->gain,
                            columns->forecasts,    columns->settlements,      columns->flags,
                            experiment->base_gain, experiment->headline_gain, experiment->work,
                            experiment->scratch,   experiment->drawn};
    for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b++)
        cw_release(experiment->context, blocks[b]);
    cw_sampler_free(experiment->sampler);
    cw_arena_free(&experiment->arena);
}
