/* A run over many draws, into a file that can be gone on with. */
#include "counterweight/study/results.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

#include "counterweight/base/pool.h"
#include "counterweight/version.h"

#include "study/plan.h"
#include "study/results_tables.h"
#include "study/store_ledger.h"
#include "study/traits.h"

/* Beyond these a run has to be confirmed. */
#define DRAWS_UNASKED UINT64_C(100000000)
#define BYTES_UNASKED 1e9
/* Saving may take one part in so many of the time. */
#define SAVING_PART 50.0
/* Most bytes that a step of the grid takes in a tally, on average. */
#define BYTES_A_STEP 6.0
/* Bytes of a series in the tables of a finished file, as found by measuring: its summary, quantiles and
 * a histogram of a few dozen bars. */
#define BYTES_A_SERIES 2000.0

typedef struct cw_recording {
    const cw_results_options *options;
    cw_results_report *report;
    cw_experiment experiment;
    cw_ledger ledger;
    cw_plan plan;
    cw_store store;
    sqlite3_stmt *kept; /* where single draws are kept */
    size_t models[CW_OUTCOME_MODELS_MAX];
    size_t model_count;
    double saved_at; /* seconds, by a clock that only runs forward */
    double save_took;
} cw_recording;

static double now(void)
{
    struct timespec time = {.tv_sec = 0};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Places in the registry, the default model first. */
static void list_models(cw_recording *run)
{
    size_t count;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    for (size_t m = 0; m < count; m++)
        if (models[m] == cw_venue_default_model())
            run->models[run->model_count++] = m;
    for (size_t m = 0; m < count; m++)
        if (run->options->models[m] && models[m] != cw_venue_default_model())
            run->models[run->model_count++] = m;
}

static cw_status enter_traits(cw_recording *run)
{
    const cw_results_options *options = run->options;
    cw_ledger *ledger = &run->ledger;
    /* Twice in 128 bits: draws times shards do not fit into 64. */
    unsigned __int128 draws = options->draws;
    ledger->first_draw = (uint64_t)(draws * (options->shard - 1) / options->shards);
    ledger->end_draw = (uint64_t)(draws * options->shard / options->shards);
    run->report->draws = ledger->end_draw - ledger->first_draw;
    return cw_traits_enter(ledger, run->experiment.dossier, options, run->models, run->model_count);
}

/* Mandates are asked about at the modes here, and listed; their draws are counted chunk by chunk. */
static cw_status measure(cw_experiment *experiment)
{
    experiment->draws = 1;
    cw_status status = cw_experiment_list(experiment);
    if (status == CW_OK)
        status = cw_experiment_measure(experiment);
    return status == CW_OK ? cw_study_mandates(experiment) : status;
}

/* The experiment measured, the ledger with its entries, room for a chunk. */
static cw_status plan(cw_recording *run)
{
    cw_experiment *experiment = &run->experiment;
    cw_status status = measure(experiment);
    if (status == CW_OK)
        status = cw_plan_build(&run->plan, experiment, &run->ledger, run->models, run->model_count);
    if (status != CW_OK)
        return status;
    /* The first chunk of a shard may be short; room is made for a full one. */
    experiment->draws = run->plan.chunk_draws;
    return cw_experiment_draw_worlds(experiment);
}

static double bytes_needed(const cw_recording *run)
{
    double bytes = BYTES_A_SERIES * (double)run->ledger.series_count;
    for (size_t s = 0; s < run->ledger.series_count; s++) {
        const cw_tally *tally = &run->ledger.series[s].tally;
        if (run->plan.columns[s] == NULL)
            continue;
        bytes += run->options->keep_draws ? 8.0 * (double)run->report->draws : 0.0;
        if (tally->draws > 0)
            bytes += BYTES_A_STEP * (tally->greatest - tally->least) * tally->grid.per_unit;
    }
    return bytes;
}

/* Whether the run is so large that it has to be confirmed, and is not. */
static bool is_too_large(const cw_recording *run)
{
    return !run->options->confirmed &&
           (run->report->draws > DRAWS_UNASKED || bytes_needed(run) > BYTES_UNASKED);
}

/* Refuses a run that is too large. Draws a chunk to tell what it would take, which is not kept. */
static cw_status weigh(cw_recording *run)
{
    uint64_t draws = run->report->draws;
    if (!is_too_large(run))
        return CW_OK;
    double begun = now();
    cw_status status = cw_plan_draw(&run->plan, 0, run->plan.chunk_draws);
    if (status != CW_OK)
        return status;
    run->report->seconds = (now() - begun) * (double)draws / (double)run->plan.chunk_draws;
    run->report->bytes = bytes_needed(run);
    run->report->too_large = true;
    return CW_ERROR_USAGE;
}

static bool is_finished(const cw_recording *run)
{
    return run->ledger.done == run->report->draws;
}

/* The run is to have more draws than it began with. */
static cw_status aim_at(cw_recording *run, uint64_t draws)
{
    run->ledger.end_draw = draws;
    run->report->draws = draws;
    return cw_traits_set_draws(&run->ledger);
}

/* Takes over what the file has, or begins it. */
static cw_status take_up(cw_recording *run)
{
    cw_ledger held;
    if (run->store.is_new)
        return cw_store_create(&run->store, &run->ledger);
    cw_ledger_init(&held, run->ledger.context);
    cw_status status = cw_store_load(&held, &run->store);
    if (status == CW_OK && cw_traits_go_on(&held, &run->ledger))
        status = aim_at(run, held.end_draw);
    if (status == CW_OK)
        status = cw_traits_compare(&run->store, &held, &run->ledger, CW_TRAITS_ALL);
    if (status == CW_OK)
        status = cw_ledger_merge(&run->ledger, &held);
    run->report->before = held.done;
    run->report->done = held.done;
    cw_ledger_free(&held);
    return status == CW_OK && !is_finished(run) ? weigh(run) : status;
}

static cw_status save(cw_recording *run)
{
    double begun = now();
    cw_store_save(&run->store, &run->ledger);
    if (is_finished(run) && run->options->shards == 1)
        cw_results_finish(&run->store, &run->ledger);
    cw_status status = cw_store_commit(&run->store);
    if (status == CW_OK)
        run->report->done = run->ledger.done;
    run->saved_at = now();
    run->save_took = run->saved_at - begun;
    return status;
}

static bool is_time_to_save(const cw_recording *run)
{
    double since = now() - run->saved_at;
    if (run->options->save_seconds == 0)
        return true;
    return since >= (double)run->options->save_seconds && since >= SAVING_PART * run->save_took;
}

static cw_status keep_draws(cw_recording *run, uint64_t first, size_t count)
{
    for (size_t s = 0; s < run->ledger.series_count; s++)
        if (run->plan.columns[s] != NULL)
            cw_store_keep_draws(&run->store, run->kept, s, first, run->plan.columns[s], count);
    return run->store.status;
}

/* Chunks end at multiples of their size, wherever the part begins. */
static cw_status draw_chunk(cw_recording *run)
{
    const cw_ledger *ledger = &run->ledger;
    uint64_t first = ledger->first_draw + ledger->done;
    uint64_t end = (first / run->plan.chunk_draws + 1) * run->plan.chunk_draws;
    end = end < ledger->end_draw ? end : ledger->end_draw;
    cw_status status = cw_plan_draw(&run->plan, first, (size_t)(end - first));
    if (status == CW_OK && run->options->keep_draws)
        status = keep_draws(run, first, (size_t)(end - first));
    return status;
}

static void report_progress(const cw_recording *run)
{
    const cw_context *context = run->ledger.context;
    if (context->progress != NULL)
        context->progress(context->progress_payload, (size_t)run->ledger.done,
                          (size_t)run->report->draws);
}

static cw_status draw_to_end(cw_recording *run)
{
    cw_status status = CW_OK;
    while (status == CW_OK && !is_finished(run)) {
        if (cw_context_is_cancelled(run->ledger.context))
            return CW_ERROR_INTERRUPTED;
        status = draw_chunk(run);
        report_progress(run);
        if (status == CW_OK && !is_finished(run) && is_time_to_save(run))
            status = save(run);
    }
    return status;
}

/* The headline gain in the base case by the default model, or NULL where there is none. */
static const cw_tally *headline_gain(const cw_recording *run)
{
    size_t headline = run->experiment.study->headline;
    if (headline == CW_NONE)
        return NULL;
    const cw_planned_venue *venue = cw_plan_venue(&run->plan, 0, headline);
    if (venue->venue == NULL)
        return NULL;
    const cw_series *series = run->ledger.series;
    return &series[series[venue->of_models + CW_OF_MODEL_GAIN].tallied_as].tally;
}

/* How wide the interval of its median is; NaN where there is none. */
static double headline_width(const cw_recording *run)
{
    double low;
    double high;
    const cw_tally *gain = headline_gain(run);
    if (gain == NULL)
        return NAN;
    cw_tally_median_interval(&low, &high, gain);
    return high - low;
}

/* What decides is kept exactly, so that it is decided alike wherever the run was cut off. */
static bool wants_more(const cw_recording *run)
{
    double wanted = run->options->until_precise;
    return wanted > 0.0 && headline_gain(run) != NULL && !(headline_width(run) <= wanted) &&
           run->ledger.end_draw <= CW_RESULTS_UNTIL_DRAWS_MAX / 2;
}

/* Twice as many draws; what there is is saved before a refusal. */
static cw_status extend(cw_recording *run)
{
    cw_status status = aim_at(run, 2 * run->ledger.end_draw);
    if (status == CW_OK && is_too_large(run)) {
        status = save(run);
        status = status == CW_OK ? weigh(run) : status;
    }
    return status;
}

static cw_status draw_all(cw_recording *run)
{
    run->saved_at = now();
    cw_status status = draw_to_end(run);
    while (status == CW_OK && wants_more(run)) {
        status = extend(run);
        if (status == CW_OK)
            status = draw_to_end(run);
    }
    return status;
}

/* A run that is stopped keeps what it has; one that fails keeps what it saved. */
static cw_status draw_into_file(cw_recording *run)
{
    if (run->options->keep_draws)
        run->kept = cw_store_prepare_draws(&run->store);
    cw_status status = run->store.status == CW_OK ? draw_all(run) : run->store.status;
    if (status == CW_OK || status == CW_ERROR_INTERRUPTED) {
        cw_status saved = save(run);
        status = saved != CW_OK ? saved : status;
    }
    cw_store_finish(run->kept);
    return status;
}

static cw_status run_into(cw_recording *run, cw_diagnostics *diagnostics, const char *path)
{
    cw_context *context = run->ledger.context;
    cw_status status = enter_traits(run);
    if (status == CW_OK)
        status = plan(run);
    if (status == CW_OK)
        status = weigh(run);
    if (status != CW_OK)
        return status;
    status = cw_store_open_to_write(&run->store, context, diagnostics, path);
    bool began = status == CW_OK && run->store.is_new;
    if (status == CW_OK)
        status = take_up(run);
    if (status == CW_OK && (began || !is_finished(run)))
        status = draw_into_file(run);
    if (run->options->until_precise > 0.0 && status == CW_OK)
        run->report->width = headline_width(run);
    return status;
}

static bool is_in_range(const cw_results_options *options)
{
    double until = options->until_precise;
    bool goes_on = until != 0.0;
    if (goes_on && (!(until > 0.0) || isinf(until) || options->shards != 1 ||
                    options->draws > CW_RESULTS_UNTIL_DRAWS_MAX))
        return false;
    return options->draws >= CW_STUDY_DRAWS_MIN && options->draws <= CW_RESULTS_DRAWS_MAX &&
           options->shards >= 1 && options->shards <= CW_RESULTS_SHARDS_MAX &&
           options->shard >= 1 && options->shard <= options->shards;
}

cw_status cw_results_run(cw_results_report *report, cw_context *context,
                         cw_diagnostics *diagnostics, const cw_dossier *dossier, const char *path,
                         const cw_results_options *options)
{
    *report = (cw_results_report){.width = NAN};
    if (!is_in_range(options))
        return CW_ERROR_USAGE;
    cw_recording run = {.options = options, .report = report};
    cw_study_options whole = {options->seed, options->draws, options->threads};
    cw_status status = cw_experiment_begin(&run.experiment, context, dossier, &whole);
    if (status != CW_OK)
        return status;
    cw_ledger_init(&run.ledger, context);
    list_models(&run);
    status = run_into(&run, diagnostics, path);
    cw_store_close(&run.store);
    cw_plan_free(&run.plan);
    cw_ledger_free(&run.ledger);
    cw_study *study = run.experiment.study;
    cw_experiment_free(&run.experiment);
    cw_study_free(study);
    return status;
}
