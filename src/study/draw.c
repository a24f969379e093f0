/* The draws of one case: chunks of worlds, settled on all threads. */
#include "counterweight/base/pool.h"
#include "study/experiment.h"

typedef struct cw_drawing {
    cw_experiment *experiment;
    size_t case_index;
    cw_world_function *function;
    void *payload;
} cw_drawing;

static cw_status draw_chunk(void *payload, size_t worker, size_t chunk)
{
    const cw_drawing *drawing = payload;
    const cw_experiment *experiment = drawing->experiment;
    double *values = cw_experiment_scratch(experiment, worker);
    size_t first = chunk * CW_CHUNK_DRAWS;
    cw_world_at_modes(values, experiment->sampler,
                      experiment->study->cases[drawing->case_index].built);
    for (size_t draw = first; draw < first + CW_CHUNK_DRAWS && draw < experiment->draws; draw++) {
        /* Many actors can make a single world take a millisecond and more. */
        if (cw_context_is_cancelled(experiment->context))
            return CW_ERROR_INTERRUPTED;
        cw_experiment_world(values, experiment, drawing->case_index, draw);
        drawing->function(drawing->payload, values, draw);
    }
    return CW_OK;
}

cw_status cw_experiment_each_world(cw_experiment *experiment, size_t case_index, bool quiet,
                                   cw_world_function *function, void *payload)
{
    cw_context *context = experiment->context;
    cw_drawing drawing = {experiment, case_index, function, payload};
    cw_progress_function *progress = context->progress;
    size_t chunks = (experiment->draws + CW_CHUNK_DRAWS - 1) / CW_CHUNK_DRAWS;
    if (quiet)
        context->progress = NULL;
    cw_status status = cw_pool_run(context, experiment->threads, chunks, draw_chunk, &drawing);
    context->progress = progress;
    return status;
}

cw_settled_columns cw_experiment_settled(const cw_experiment *experiment, size_t pair)
{
    const cw_columns *columns = &experiment->columns;
    size_t at = pair * experiment->draws;
    return (cw_settled_columns){.draws = experiment->draws,
                                .bilateral = columns->bilateral + at,
                                .settled = columns->settled + at,
                                .gain = columns->gain + at,
                                .flags = columns->flags + at,
                                .work = experiment->work};
}

/* Writes what one world gave at one pair of the block into the columns. */
static void record(cw_experiment *experiment, size_t pair, size_t draw,
                   const cw_settlement *settlements, const double *forecasts)
{
    cw_columns *columns = &experiment->columns;
    cw_settled_columns settled = cw_experiment_settled(experiment, pair);
    cw_settled_record(&settled, draw, &settlements[experiment->default_model]);
    for (size_t m = 0; m < experiment->model_count; m++) {
        size_t cell = (pair * experiment->model_count + m) * experiment->draws + draw;
        columns->forecasts[cell] = forecasts[m];
        columns->settlements[cell] = settlements[m].settled;
    }
}

static void settle_world(void *payload, const double *values, size_t draw)
{
    cw_experiment *experiment = payload;
    cw_settlement settlements[CW_OUTCOME_MODELS_MAX];
    double forecasts[CW_OUTCOME_MODELS_MAX];
    for (size_t p = 0; p < experiment->block_count; p++) {
        const cw_prepared *prepared = &experiment->prepared[p];
        if (prepared->venue == NULL || prepared->as_in_base)
            continue;
        cw_venue_settle_all(settlements, forecasts, prepared->venue, values);
        record(experiment, p, draw, settlements, forecasts);
    }
}

cw_status cw_experiment_draw(cw_experiment *experiment, size_t case_index)
{
    for (size_t p = 0; p < experiment->block_count; p++)
        if (experiment->prepared[p].venue != NULL && !experiment->prepared[p].as_in_base)
            return cw_experiment_each_world(experiment, case_index, false, settle_world,
                                            experiment);
    return CW_OK;
}
