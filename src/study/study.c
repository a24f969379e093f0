/* The whole experiment, in order. */
#include "counterweight/study.h"
#include "counterweight/base/pool.h"

#include "study/experiment.h"

#define DRAWS_MIN 100
#define DRAWS_MAX 10000000

static cw_status study_case(cw_experiment *experiment, size_t case_index)
{
    cw_status status = cw_experiment_draw(experiment, case_index);
    if (status == CW_OK)
        status = cw_study_venues(experiment, case_index);
    if (status == CW_OK)
        status = cw_study_forums(experiment, case_index);
    if (status == CW_OK)
        status = cw_study_mandates(experiment, case_index);
    return status;
}

static size_t find_headline(const cw_experiment *experiment)
{
    const cw_question *question = &experiment->dossier->question;
    if (!question->asked || question->issue == CW_NONE)
        return CW_NONE;
    return cw_experiment_pair(experiment, question->issue, question->forum);
}

/* Progress over all cases, from that of the draws of one. */
typedef struct cw_case_progress {
    cw_progress_function *outer;
    void *outer_payload;
    size_t case_index;
    size_t case_count;
} cw_case_progress;

static void report(void *payload, size_t done, size_t total)
{
    const cw_case_progress *progress = payload;
    progress->outer(progress->outer_payload, progress->case_index * total + done,
                    progress->case_count * total);
}

static cw_status run_cases(cw_experiment *experiment)
{
    cw_context *context = experiment->context;
    cw_case_progress progress = {.outer = context->progress,
                                 .outer_payload = context->progress_payload,
                                 .case_count = experiment->study->case_count};
    if (progress.outer != NULL) {
        context->progress = report;
        context->progress_payload = &progress;
    }
    cw_status status = CW_OK;
    for (size_t c = 0; c < progress.case_count && status == CW_OK; c++) {
        progress.case_index = c;
        status = study_case(experiment, c);
        if (status == CW_OK && cw_context_is_cancelled(context))
            status = CW_ERROR_INTERRUPTED;
    }
    context->progress = progress.outer;
    context->progress_payload = progress.outer_payload;
    return status;
}

static cw_status run(cw_experiment *experiment)
{
    cw_status status = cw_experiment_prepare(experiment);
    if (status == CW_OK)
        status = run_cases(experiment);
    experiment->study->headline = find_headline(experiment);
    if (status == CW_OK)
        status = cw_study_drivers(experiment);
    if (status == CW_OK)
        status = cw_study_claims(experiment);
    return status;
}

cw_status cw_study_run(cw_study **out, cw_context *context, const cw_dossier *dossier,
                       const cw_study_options *options)
{
    cw_study_options chosen = options != NULL ? *options : CW_STUDY_OPTIONS_INIT;
    if (chosen.draws < DRAWS_MIN || chosen.draws > DRAWS_MAX)
        return CW_ERROR_USAGE;
    cw_study *study = cw_allocate(context, 1, sizeof *study);
    if (study == NULL)
        return CW_ERROR_MEMORY;
    study->dossier = dossier;
    study->options = chosen;
    cw_arena_init(&study->arena, context);
    cw_experiment experiment = {.context = context,
                                .dossier = dossier,
                                .seed = chosen.seed,
                                .draws = (size_t)chosen.draws,
                                .threads =
                                    chosen.threads != 0 ? chosen.threads : cw_pool_processors(),
                                .study = study};
    cw_status status = run(&experiment);
    cw_experiment_free(&experiment);
    if (status == CW_OK)
        *out = study;
    else
        cw_study_free(study);
    return status;
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
