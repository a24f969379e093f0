/* The worlds: the draws of all uncertain quantities, the same in every case. */
#include "counterweight/base/pool.h"
#include "counterweight/base/random.h"
#include "study/experiment.h"

static size_t uncertain_count(const cw_experiment *experiment)
{
    size_t count;
    cw_sampler_uncertain(experiment->sampler, &count);
    return count;
}

static cw_status draw_chunk(void *payload, size_t worker, size_t chunk)
{
    cw_experiment *experiment = payload;
    size_t count = uncertain_count(experiment);
    (void)worker;
    for (size_t draw = chunk * CW_CHUNK_DRAWS;
         draw < (chunk + 1) * CW_CHUNK_DRAWS && draw < experiment->draws; draw++)
        cw_sampler_draw(experiment->drawn + draw * count, experiment->sampler, experiment->seed,
                        experiment->first_draw + draw);
    return CW_OK;
}

cw_status cw_experiment_draw_worlds(cw_experiment *experiment)
{
    size_t row = uncertain_count(experiment) * sizeof *experiment->drawn;
    if (row == 0 || experiment->draws > CW_DRAWN_BYTES_MAX / row)
        return CW_OK;
    if (experiment->drawn == NULL)
        experiment->drawn = cw_allocate(experiment->context, experiment->draws, row);
    if (experiment->drawn == NULL)
        return CW_ERROR_MEMORY;
    /* Progress is reported by the settling of the worlds, which takes most of the time. */
    cw_progress_function *progress = experiment->context->progress;
    experiment->context->progress = NULL;
    cw_status status = cw_pool_run(experiment->context, experiment->threads,
                                   (experiment->draws + CW_CHUNK_DRAWS - 1) / CW_CHUNK_DRAWS,
                                   draw_chunk, experiment);
    experiment->context->progress = progress;
    return status;
}

double *cw_experiment_scratch(const cw_experiment *experiment, size_t worker)
{
    return experiment->scratch + worker * (experiment->dossier->quantity_count + 1);
}

void cw_experiment_world(double *values, const cw_experiment *experiment, size_t case_index,
                         size_t draw)
{
    const cw_case *built = experiment->study->cases[case_index].built;
    if (experiment->drawn == NULL)
        cw_world_draw(values, experiment->sampler, built, experiment->seed,
                      experiment->first_draw + draw);
    else
        cw_world_redraw(values, experiment->sampler, built,
                        experiment->drawn + draw * uncertain_count(experiment));
}

void cw_experiment_column(double *column, const cw_experiment *experiment, size_t place)
{
    size_t count;
    size_t quantity = cw_sampler_uncertain(experiment->sampler, &count)[place];
    for (size_t d = 0; d < experiment->draws; d++)
        column[d] = experiment->drawn != NULL
                        ? experiment->drawn[d * count + place]
                        : cw_sampler_quantile(experiment->sampler, quantity,
                                              cw_random_uniform(experiment->seed,
                                                                experiment->first_draw + d,
                                                                (uint32_t)quantity));
}
