/* The whole experiment, in order. */
#include "counterweight/study.h"
#include "counterweight/base/pool.h"

#include "study/experiment.h"

static size_t find_headline(const cw_experiment *experiment)
{
    const cw_question *question = &experiment->dossier->question;
    if (!question->asked || question->issue == CW_NONE)
        return CW_NONE;
    return cw_experiment_pair(experiment, question->issue, question->forum);
}

static cw_status each_case(cw_experiment *experiment,
                           cw_status (*part)(cw_experiment *experiment, size_t case_index))
{
    cw_status status = CW_OK;
    for (size_t c = 0; c < experiment->study->case_count && status == CW_OK; c++)
        status = part(experiment, c);
    return status;
}

cw_status cw_experiment_measure(cw_experiment *experiment)
{
    experiment->study->headline = find_headline(experiment);
    return each_case(experiment, cw_study_forums);
}

static cw_status run_steps(cw_experiment *experiment)
{
    cw_status status = cw_study_blocks(experiment);
    if (status == CW_OK)
        status = cw_study_mandates(experiment);
    cw_steps_next(experiment);
    if (status == CW_OK)
        status = cw_study_drivers(experiment);
    if (status == CW_OK)
        status = cw_study_claims(experiment);
    if (status == CW_OK)
        status = cw_study_timelines(experiment);
    return status;
}

static cw_status run(cw_experiment *experiment)
{
    cw_status status = cw_experiment_prepare(experiment);
    if (status == CW_OK)
        status = cw_experiment_measure(experiment);
    if (status != CW_OK)
        return status;
    cw_steps_begin(experiment);
    status = run_steps(experiment);
    cw_steps_end(experiment);
    return status;
}

/* More threads than chunks have nothing to do, and each needs a world of its own. */
static size_t choose_threads(const cw_study_options *options)
{
    size_t threads = options->threads != 0 ? options->threads : cw_pool_processors();
    size_t chunks = ((size_t)options->draws + CW_CHUNK_DRAWS - 1) / CW_CHUNK_DRAWS;
    return threads < chunks ? threads : chunks;
}

cw_status cw_experiment_begin(cw_experiment *out, cw_context *context, const cw_dossier *dossier,
                              const cw_study_options *options)
{
    cw_study *study = cw_allocate(context, 1, sizeof *study);
    if (study == NULL)
        return CW_ERROR_MEMORY;
    study->dossier = dossier;
    study->options = *options;
    cw_arena_init(&study->arena, context);
    *out = (cw_experiment){.context = context,
                           .dossier = dossier,
                           .seed = options->seed,
                           .draws = (size_t)options->draws,
                           .threads = choose_threads(options),
                           .study = study};
    cw_arena_init(&out->arena, context);
    return CW_OK;
}

/* What is to be found, once the experiment has begun. */
typedef cw_status cw_part_function(cw_experiment *experiment);

static cw_status run_part(cw_study **out, cw_context *context, const cw_dossier *dossier,
                          const cw_study_options *options, cw_part_function *part)
{
    cw_study_options chosen = options != NULL ? *options : CW_STUDY_OPTIONS_INIT;
    cw_experiment experiment;
    if (chosen.draws < CW_STUDY_DRAWS_MIN || chosen.draws > CW_STUDY_DRAWS_MAX)
        return CW_ERROR_USAGE;
    cw_status status = cw_experiment_begin(&experiment, context, dossier, &chosen);
    if (status != CW_OK)
        return status;
    cw_study *study = experiment.study;
    status = part(&experiment);
    cw_experiment_free(&experiment);
    if (status == CW_OK)
        *out = study;
    else
        cw_study_free(study);
    return status;
}

cw_status cw_study_run(cw_study **out, cw_context *context, const cw_dossier *dossier,
                       const cw_study_options *options)
{
    return run_part(out, context, dossier, options, run);
}

/* No columns and no kept worlds: a vote hangs on few of the quantities. */
static cw_status run_mandates(cw_experiment *experiment)
{
    cw_status status = cw_experiment_list(experiment);
    if (status == CW_OK)
        status = cw_experiment_measure(experiment);
    return status == CW_OK ? cw_study_mandates(experiment) : status;
}

cw_status cw_study_run_mandates(cw_study **out, cw_context *context, const cw_dossier *dossier,
                                const cw_study_options *options)
{
    return run_part(out, context, dossier, options, run_mandates);
}

void cw_study_free(cw_study *study)
{
    if (study == NULL)
        return;
    cw_context *context = study->arena.context;
    for (size_t c = 0; c < study->case_count; c++)
        cw_case_free(study->cases[c].built);
    cw_arena_free(&study->arena);
    cw_release(context, study);
}
