/* The draws of one case: chunks of worlds, settled on all threads. */
#include "counterweight/base/pool.h"
#include "study/experiment.h"

/* Worlds in a chunk: long enough to amortise taking one, short enough to stop within a second. */
#define CHUNK_DRAWS 256

typedef struct cw_drawing {
    cw_experiment *experiment;
    size_t case_index;
} cw_drawing;

/* Writes what one world gave at one pair into the columns. */
static void record(cw_experiment *experiment, size_t pair, size_t draw,
                   const cw_settlement *settlements, const double *forecasts)
{
    cw_columns *columns = &experiment->columns;
    const cw_settlement *main = &settlements[experiment->default_model];
    size_t at = pair * experiment->draws + draw;
    columns->bilateral[at] = main->bilateral;
    columns->settled[at] = main->settled;
    columns->gain[at] = main->gain;
    columns->flags[at] = (unsigned char)((main->threat_binds ? CW_FLAG_BINDS : 0) |
                                         (main->bypassed ? CW_FLAG_BYPASSED : 0) |
                                         (main->decides ? CW_FLAG_DECIDES : 0));
    for (size_t m = 0; m < experiment->model_count; m++) {
        size_t cell = (pair * experiment->model_count + m) * experiment->draws + draw;
        columns->forecasts[cell] = forecasts[m];
        columns->settlements[cell] = settlements[m].settled;
    }
}

static void settle_world(const cw_drawing *drawing, const double *values, size_t draw)
{
    cw_experiment *experiment = drawing->experiment;
    const cw_case_venues *venues = &experiment->venues[drawing->case_index];
    cw_settlement settlements[CW_OUTCOME_MODELS_MAX];
    double forecasts[CW_OUTCOME_MODELS_MAX];
    for (size_t p = 0; p < experiment->pair_count; p++) {
        if (venues->pairs[p] == NULL || venues->as_in_base[p])
            continue;
        cw_venue_settle_all(settlements, forecasts, venues->pairs[p], values);
        record(experiment, p, draw, settlements, forecasts);
    }
    uint64_t decided = 0;
    for (size_t d = 0; d < experiment->decision_count; d++)
        if (venues->decisions[d] != NULL &&
            cw_venue_agrees(venues->decisions[d], values, experiment->decisions[d].outcome))
            decided |= UINT64_C(1) << d;
    experiment->columns.decided[draw] = decided;
}

static cw_status draw_chunk(void *payload, size_t worker, size_t chunk)
{
    const cw_drawing *drawing = payload;
    cw_experiment *experiment = drawing->experiment;
    double *values = experiment->scratch + worker * (experiment->dossier->quantity_count + 1);
    size_t first = chunk * CHUNK_DRAWS;
    size_t after =
        first + CHUNK_DRAWS < experiment->draws ? first + CHUNK_DRAWS : experiment->draws;
    cw_world_at_modes(values, experiment->sampler,
                      experiment->study->cases[drawing->case_index].built);
    for (size_t draw = first; draw < after; draw++) {
        cw_experiment_world(values, experiment, drawing->case_index, draw);
        settle_world(drawing, values, draw);
    }
    return CW_OK;
}

cw_status cw_experiment_draw(cw_experiment *experiment, size_t case_index)
{
    cw_drawing drawing = {.experiment = experiment, .case_index = case_index};
    size_t chunks = (experiment->draws + CHUNK_DRAWS - 1) / CHUNK_DRAWS;
    return cw_pool_run(experiment->context, experiment->threads, chunks, draw_chunk, &drawing);
}
