/* The draws of one case: each world settled at the venues of the block. */
#include "study/experiment.h"

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

static void settle_world(void *payload, size_t case_index, const double *values, size_t draw)
{
    cw_experiment *experiment = payload;
    cw_settlement settlements[CW_OUTCOME_MODELS_MAX];
    double forecasts[CW_OUTCOME_MODELS_MAX];
    (void)case_index;
    for (size_t p = 0; p < experiment->block_count; p++) {
        if (experiment->settled[p] == NULL)
            continue;
        cw_venue_settle_all(settlements, forecasts, experiment->settled[p], values);
        record(experiment, p, draw, settlements, forecasts);
    }
}

static bool is_read(const void *payload, size_t quantity)
{
    const cw_experiment *experiment = payload;
    bool read = false;
    for (size_t p = 0; p < experiment->block_count && !read; p++)
        read = experiment->settled[p] != NULL && cw_venue_uses(experiment->settled[p], quantity);
    return read;
}

cw_status cw_experiment_draw(cw_experiment *experiment, size_t case_index)
{
    bool any = false;
    for (size_t p = 0; p < experiment->block_count; p++) {
        const cw_prepared *prepared = &experiment->prepared[p];
        experiment->settled[p] = prepared->as_in_base ? NULL : prepared->venue;
        any = any || experiment->settled[p] != NULL;
    }
    return any ? cw_experiment_each_world(experiment, &(cw_pass){.first_case = case_index,
                                                                 .case_count = 1,
                                                                 .draws = experiment->draws,
                                                                 .reads = is_read,
                                                                 .function = settle_world,
                                                                 .payload = experiment})
               : CW_OK;
}
