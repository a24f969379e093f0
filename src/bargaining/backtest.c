/* Models against what happened. */
#include "counterweight/bargaining/backtest.h"

#include <math.h>

#include "bargaining/backtest_internal.h"
#include "bargaining/sound.h"

#define FOLDS_MOST 100
#define RESAMPLES_MOST 10000

/* Clusters are drawn by a number of 16 bits each. */
#define CLUSTERS_MOST 65535

/* Rows after those of the models. */
static const char *const extra_ids[] = {"climatology", "softened-median", "ensemble"};
static const char *const extra_titles[] = {"What happened elsewhere", "Softened weighted median",
                                           "Ensemble of distributions"};

#define EXTRAS (sizeof extra_ids / sizeof *extra_ids)

static bool decisions_are_sound(const cw_past_decision *decisions, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        if (!cw_problem_is_sound(&decisions[k].problem) ||
            !(decisions[k].outcome >= CW_SCALE_LOW && decisions[k].outcome <= CW_SCALE_HIGH)) {
            return false;
        }
    }
    return count > 0 && count <= CLUSTERS_MOST;
}

static bool options_are_sound(const cw_backtest_options *options)
{
    bool fits = options->calibration != NULL;
    return (fits || (options->folds >= 2 && options->folds <= FOLDS_MOST)) &&
           options->resamples <= RESAMPLES_MOST;
}

/* Numbers the clusters by first appearance and deals them to the folds in turn. */
static void deal(cw_trial *trial)
{
    for (size_t k = 0; k < trial->count; k++) {
        size_t like = 0;
        while (trial->decisions[like].cluster != trial->decisions[k].cluster) {
            like++;
        }
        trial->cluster_of[k] = like < k ? trial->cluster_of[like] : trial->clusters++;
        trial->fold_of[k] = trial->cluster_of[k] % trial->folds;
    }
}

static cw_status set_up(cw_trial *trial, cw_arena *arena, const cw_past_decision *decisions,
                        size_t count, size_t rows, const cw_backtest_options *options)
{
    *trial = (cw_trial){
        .context = arena->context,
        .decisions = decisions,
        .count = count,
        .folds = options->calibration == NULL ? options->folds : 1,
        .calibration = options->calibration,
        .cluster_of = cw_arena_allocate(arena, count, sizeof *trial->cluster_of),
        .fold_of = cw_arena_allocate(arena, count, sizeof *trial->fold_of),
        .marks = cw_arena_allocate(arena, rows * count, sizeof *trial->marks),
        .rival = cw_arena_allocate(arena, count, sizeof *trial->rival),
        .resamples = options->resamples,
    };
    if (trial->cluster_of == NULL || trial->fold_of == NULL || trial->marks == NULL ||
        trial->rival == NULL) {
        return CW_ERROR_MEMORY;
    }
    deal(trial);
    if (trial->clusters < trial->folds) {
        return CW_ERROR_USAGE;
    }
    if (trial->clusters < CW_BACKTEST_CLUSTERS_LEAST) {
        trial->resamples = 0;
    }
    trial->drawn =
        cw_arena_allocate(arena, trial->resamples * trial->clusters, sizeof *trial->drawn);
    if (trial->drawn == NULL) {
        return CW_ERROR_MEMORY;
    }
    cw_trial_draw(trial, options->seed);
    return CW_OK;
}

static cw_status settle_each(double *points, const cw_trial *trial, const cw_outcome_model *model)
{
    cw_status status = CW_OK;
    for (size_t k = 0; k < trial->count && status == CW_OK; k++) {
        cw_bargaining_outcome outcome = {NAN, NAN, NAN};
        status = cw_context_is_cancelled(trial->context)
                     ? CW_ERROR_INTERRUPTED
                     : cw_outcome_model_solve_large(model, &outcome, trial->context,
                                                    &trial->decisions[k].problem);
        points[k] = outcome.point;
    }
    return status;
}

/* What every row is compared with, whether or not the weighted mean is among the models. */
static cw_status settle_rival(const cw_trial *trial)
{
    cw_status status = settle_each(trial->rival, trial, cw_outcome_model_find("weighted-mean"));
    for (size_t k = 0; k < trial->count && status == CW_OK; k++) {
        trial->rival[k] = fabs(trial->rival[k] - trial->decisions[k].outcome);
    }
    return status;
}

/* Scores the points of a row, which has its names. */
static cw_status score_row(cw_backtest *made, const cw_trial *trial, size_t row)
{
    return cw_trial_points(&made->rows[row], trial, made->forecasts + row * trial->count,
                           trial->marks + row * trial->count);
}

static cw_status score_models(cw_backtest *made, const cw_trial *trial,
                              const cw_outcome_model *const *models, size_t model_count)
{
    cw_status status = CW_OK;
    for (size_t row = 0; row < model_count && status == CW_OK; row++) {
        made->rows[row].id = models[row]->id;
        made->rows[row].title = models[row]->title;
        status = settle_each(made->forecasts + row * trial->count, trial, models[row]);
        status = status == CW_OK ? score_row(made, trial, row) : status;
    }
    return status;
}

static cw_status score_joint(cw_backtest *made, const cw_trial *trial, size_t first,
                             const cw_backtest_options *options)
{
    cw_status status = CW_OK;
    for (size_t k = 0; k < options->joint_count && status == CW_OK; k++) {
        size_t row = first + k;
        made->rows[row].id = options->joint[k]->id;
        made->rows[row].title = options->joint[k]->title;
        status = cw_trial_settle_together(made->forecasts + row * trial->count, trial,
                                          options->joint[k]);
        status = status == CW_OK ? score_row(made, trial, row) : status;
    }
    return status;
}

static cw_status score_distributions(cw_backtest *made, const cw_trial *trial, size_t first)
{
    for (size_t k = 0; k < EXTRAS; k++) {
        made->rows[first + k].id = extra_ids[k];
        made->rows[first + k].title = extra_titles[k];
        made->rows[first + k].spread = NAN;
    }
    return cw_trial_distributions(made, trial, made->forecasts + first * trial->count,
                                  trial->marks + first * trial->count);
}

static cw_status summarise(cw_backtest *made, const cw_trial *trial)
{
    cw_status status = CW_OK;
    for (size_t row = 0; row < made->row_count && status == CW_OK; row++) {
        status = cw_trial_summarise(&made->rows[row], trial, trial->marks + row * trial->count);
    }
    return status;
}

cw_status cw_backtest_run(cw_backtest **out, cw_context *context, const cw_past_decision *decisions,
                          size_t count, const cw_outcome_model *const *models, size_t model_count,
                          const cw_backtest_options *options)
{
    if (!options_are_sound(options) || !decisions_are_sound(decisions, count)) {
        return CW_ERROR_USAGE;
    }
    size_t points = model_count + options->joint_count;
    size_t rows = points + EXTRAS;
    cw_trial trial;
    cw_arena scratch;
    cw_arena_init(&scratch, context);
    cw_backtest *made = cw_allocate(context, 1, sizeof *made);
    cw_status status = CW_ERROR_MEMORY;
    if (made == NULL) {
        goto out;
    }
    cw_arena_init(&made->arena, context);
    made->rows = cw_arena_allocate(&made->arena, rows, sizeof *made->rows);
    made->forecasts = cw_arena_allocate(&made->arena, rows * count, sizeof *made->forecasts);
    if (made->rows == NULL || made->forecasts == NULL) {
        goto out;
    }
    made->row_count = rows;
    made->decisions = count;
    status = set_up(&trial, &scratch, decisions, count, rows, options);
    if (status == CW_OK) {
        made->clusters = trial.clusters;
        status = settle_rival(&trial);
    }
    if (status == CW_OK) {
        status = score_models(made, &trial, models, model_count);
    }
    if (status == CW_OK) {
        status = score_joint(made, &trial, model_count, options);
    }
    if (status == CW_OK) {
        status = score_distributions(made, &trial, points);
    }
    if (status == CW_OK) {
        status = summarise(made, &trial);
    }
    if (status == CW_OK) {
        *out = made;
        made = NULL;
    }
out:
    cw_backtest_free(made);
    cw_arena_free(&scratch);
    return status;
}

void cw_backtest_free(cw_backtest *backtest)
{
    if (backtest != NULL) {
        cw_context *context = backtest->arena.context;
        cw_arena_free(&backtest->arena);
        cw_release(context, backtest);
    }
}
