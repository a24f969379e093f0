/* The worlds: the draws of all quantities, the same in every case. */
#include "counterweight/base/pool.h"
#include "counterweight/base/random.h"
#include "study/experiment.h"

#include <string.h>

/* Draws that are made into the worlds of all cases before the next ones: few enough to stay near. */
#define TILE_DRAWS 16

static cw_status draw_chunk(void *payload, size_t worker, size_t chunk)
{
    cw_experiment *experiment = payload;
    size_t width = experiment->dossier->quantity_count;
    (void)worker;
    for (size_t draw = chunk * CW_CHUNK_DRAWS;
         draw < (chunk + 1) * CW_CHUNK_DRAWS && draw < experiment->draws; draw++)
        cw_sampler_draw(experiment->drawn + draw * width, experiment->sampler, experiment->seed,
                        experiment->first_draw + draw);
    return CW_OK;
}

/* Runs the chunks of so many draws on all threads, where `quiet` without reporting progress. */
static cw_status run_chunks(cw_experiment *experiment, size_t draws, bool quiet,
                            cw_chunk_function *function, void *payload)
{
    cw_context *context = experiment->context;
    cw_progress_function *progress = context->progress;
    size_t chunks = (draws + CW_CHUNK_DRAWS - 1) / CW_CHUNK_DRAWS;
    if (quiet)
        context->progress = NULL;
    cw_status status = cw_pool_run(context, experiment->threads, chunks, function, payload);
    context->progress = progress;
    return status;
}

cw_status cw_experiment_draw_worlds(cw_experiment *experiment)
{
    size_t row = experiment->dossier->quantity_count * sizeof *experiment->drawn;
    if (row == 0 || experiment->draws > CW_DRAWN_BYTES_MAX / row)
        return CW_OK;
    if (experiment->drawn == NULL)
        experiment->drawn = cw_allocate(experiment->context, experiment->draws, row);
    if (experiment->drawn == NULL)
        return CW_ERROR_MEMORY;
    /* Progress is reported by the settling of the worlds, which takes most of the time. */
    return run_chunks(experiment, experiment->draws, true, draw_chunk, experiment);
}

double *cw_experiment_scratch(const cw_experiment *experiment, size_t worker)
{
    return experiment->scratch + worker * (experiment->dossier->quantity_count + 1);
}

void cw_experiment_column(double *column, const cw_experiment *experiment, size_t place)
{
    size_t count;
    size_t quantity = cw_sampler_uncertain(experiment->sampler, &count)[place];
    size_t width = experiment->dossier->quantity_count;
    for (size_t d = 0; d < experiment->draws; d++)
        column[d] = experiment->drawn != NULL
                        ? experiment->drawn[d * width + quantity]
                        : cw_sampler_quantile(experiment->sampler, quantity,
                                              cw_random_uniform(experiment->seed,
                                                                experiment->first_draw + d,
                                                                (uint32_t)quantity));
}

/* A pass under way. */
typedef struct cw_passing {
    cw_experiment *experiment;
    const cw_pass *pass;
    size_t *only; /* owned: the quantities that are drawn anew for each world; NULL: all are kept */
    size_t only_count;
} cw_passing;

static cw_status list_only(cw_passing *passing)
{
    const cw_experiment *experiment = passing->experiment;
    size_t count;
    const size_t *uncertain = cw_sampler_uncertain(experiment->sampler, &count);
    if (experiment->drawn != NULL)
        return CW_OK;
    passing->only = cw_allocate(experiment->context, count, sizeof *passing->only);
    if (passing->only == NULL)
        return CW_ERROR_MEMORY;
    const cw_pass *pass = passing->pass;
    for (size_t k = 0; k < count; k++)
        if (pass->reads == NULL || pass->reads(pass->payload, uncertain[k]))
            passing->only[passing->only_count++] = uncertain[k];
    return CW_OK;
}

/* The world of `draw` in one case: as it is kept, or in `room`, which holds some world of that case. */
static const double *world_of(double *room, const cw_passing *passing, const cw_case *built,
                              size_t draw)
{
    const cw_experiment *experiment = passing->experiment;
    size_t width = experiment->dossier->quantity_count;
    if (experiment->drawn == NULL) {
        cw_world_draw_only(room, experiment->sampler, built, passing->only, passing->only_count,
                           experiment->seed, experiment->first_draw + draw);
        return room;
    }
    const double *kept = experiment->drawn + draw * width;
    if (built->scaled_count == 0)
        return kept;
    memcpy(room, kept, width * sizeof *room);
    cw_world_scale(room, built);
    return room;
}

static cw_status pass_case(const cw_passing *passing, double *room, size_t case_index, size_t first,
                           size_t end)
{
    const cw_experiment *experiment = passing->experiment;
    const cw_pass *pass = passing->pass;
    const cw_case *built = experiment->study->cases[case_index].built;
    cw_world_at_modes(room, experiment->sampler, built);
    for (size_t draw = first; draw < end; draw++) {
        /* Many actors can make a single world take a millisecond and more. */
        if (cw_context_is_cancelled(experiment->context))
            return CW_ERROR_INTERRUPTED;
        pass->function(pass->payload, case_index, world_of(room, passing, built, draw), draw);
    }
    return CW_OK;
}

static size_t lesser(size_t a, size_t b)
{
    return a < b ? a : b;
}

static cw_status pass_chunk(void *payload, size_t worker, size_t chunk)
{
    const cw_passing *passing = payload;
    const cw_pass *pass = passing->pass;
    double *room = cw_experiment_scratch(passing->experiment, worker);
    size_t first = pass->first_draw + chunk * CW_CHUNK_DRAWS;
    size_t end = lesser(first + CW_CHUNK_DRAWS, pass->first_draw + pass->draws);
    cw_status status = CW_OK;
    for (; first < end; first += TILE_DRAWS)
        for (size_t c = 0; c < pass->case_count && status == CW_OK; c++)
            status = pass_case(passing, room, pass->first_case + c, first,
                               lesser(first + TILE_DRAWS, end));
    return status;
}

cw_status cw_experiment_each_world(cw_experiment *experiment, const cw_pass *pass)
{
    cw_passing passing = {.experiment = experiment, .pass = pass};
    cw_status status = list_only(&passing);
    if (status == CW_OK)
        status = run_chunks(experiment, pass->draws, pass->quiet, pass_chunk, &passing);
    cw_release(experiment->context, passing.only);
    return status;
}
