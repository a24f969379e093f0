/* Forecasts that are distributions from the start, fitted where they are not scored. */
#include <math.h>
#include <string.h>

#include "bargaining/backtest_internal.h"

#define PARTS CW_ENSEMBLE_PARTS

/* Places of the rows. */
enum { ROW_CLIMATOLOGY, ROW_SOFTENED_MEDIAN, ROW_ENSEMBLE };

/* Errors about outcomes, summed. */
typedef struct tally {
    double mass[CW_DENSITY_POINTS];
    double count;
} tally;

/* What is computed once for all folds. */
typedef struct library {
    const cw_trial *trial;
    cw_density *parts; /* [decision][part]; climatology is set where it is needed */
    tally *by_fold;    /* of outcomes, by fold, */
    tally *by_cluster; /* and by cluster */
} library;

/* What is fitted outside one fold. */
typedef struct fitted {
    cw_ensemble_mix mix;
    size_t softened; /* the part that does best alone among the softened medians */
} fitted;

static cw_density *parts_of(const library *held, size_t decision)
{
    return held->parts + decision * PARTS;
}

static void add(tally *sum, const tally *more, double sign)
{
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
        sum->mass[g] += sign * more->mass[g];
    }
    sum->count += sign * more->count;
}

static void count_outcomes(library *held)
{
    const cw_trial *trial = held->trial;
    double width = cw_ensemble_parts()[CW_ENSEMBLE_CLIMATOLOGY].width;
    for (size_t k = 0; k < trial->count; k++) {
        cw_density error;
        cw_density_of_errors(&error, &trial->decisions[k].outcome, NULL, 1, width);
        tally one = {.count = 1.0};
        memcpy(one.mass, error.mass, sizeof one.mass);
        add(&held->by_fold[trial->fold_of[k]], &one, 1.0);
        add(&held->by_cluster[trial->cluster_of[k]], &one, 1.0);
    }
}

static cw_status build_library(library *held, const cw_trial *trial, cw_arena *arena)
{
    *held = (library){
        .trial = trial,
        .parts = cw_arena_allocate(arena, trial->count * PARTS, sizeof *held->parts),
        .by_fold = cw_arena_allocate(arena, trial->folds, sizeof *held->by_fold),
        .by_cluster = cw_arena_allocate(arena, trial->clusters, sizeof *held->by_cluster),
    };
    if (held->parts == NULL || held->by_fold == NULL || held->by_cluster == NULL) {
        return CW_ERROR_MEMORY;
    }
    for (size_t k = 0; k < trial->count; k++) {
        if (cw_context_is_cancelled(trial->context)) {
            return CW_ERROR_INTERRUPTED;
        }
        cw_ensemble_fill(parts_of(held, k), &trial->decisions[k].problem);
    }
    count_outcomes(held);
    return CW_OK;
}

/* Outcomes of all decisions outside `fold` and outside the cluster of `decision`; even where there
 * are none. Sums of whole folds, so that no outcome of `fold` enters even by rounding. */
static void set_climatology(const library *held, size_t fold, size_t decision)
{
    const cw_trial *trial = held->trial;
    cw_density *out = &parts_of(held, decision)[CW_ENSEMBLE_CLIMATOLOGY];
    tally sum = {.count = 0.0};
    for (size_t f = 0; f < trial->folds; f++) {
        if (f != fold) {
            add(&sum, &held->by_fold[f], 1.0);
            if (f == trial->fold_of[decision]) {
                add(&sum, &held->by_cluster[trial->cluster_of[decision]], -1.0);
            }
        }
    }
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
        out->mass[g] =
            sum.count > 0.5 ? fmax(sum.mass[g], 0.0) / sum.count : 1.0 / CW_DENSITY_POINTS;
    }
}

/* The softened median with the least sum of scores. */
static size_t best_softened(const double *crps)
{
    size_t best = CW_NONE;
    for (size_t p = 0; p < PARTS; p++) {
        if (cw_ensemble_parts()[p].kind == CW_ENSEMBLE_DISCONTENT &&
            (best == CW_NONE || crps[p] < crps[best])) {
            best = p;
        }
    }
    return best;
}

/* The likeliest sureness of a mixture on all decisions outside `fold`, whose climatology is set. */
static double sureness_outside(const double *weights, const library *held, size_t fold)
{
    const cw_trial *trial = held->trial;
    double likelihood[CW_SURENESSES] = {0.0};
    for (size_t k = 0; k < trial->count; k++) {
        if (trial->fold_of[k] != fold) {
            cw_density mixed;
            cw_density_mix(&mixed, parts_of(held, k), weights, PARTS);
            cw_ensemble_add_likelihood(likelihood, &mixed, trial->decisions[k].outcome);
        }
    }
    return cw_ensemble_likeliest(likelihood);
}

/* Fits on all decisions outside `fold` (CW_NONE: on all). */
static void fit_outside(fitted *out, const library *held, size_t fold)
{
    const cw_trial *trial = held->trial;
    cw_ensemble_score score = {{{0.0}}};
    double crps[PARTS];
    for (size_t k = 0; k < trial->count; k++) {
        if (trial->fold_of[k] != fold) {
            set_climatology(held, fold, k);
            cw_ensemble_add(&score, parts_of(held, k), trial->decisions[k].outcome);
        }
    }
    for (size_t p = 0; p < PARTS; p++) {
        crps[p] = score.products[p][p];
    }
    cw_ensemble_fit(out->mix.weights, &score);
    out->mix.sureness = sureness_outside(out->mix.weights, held, fold);
    out->softened = best_softened(crps);
}

static void mark_one(const cw_density *density, const cw_trial *trial, size_t row, size_t decision,
                     double *forecasts, cw_mark *marks)
{
    size_t at = row * trial->count + decision;
    forecasts[at] = cw_density_quantile(density, 0.5);
    marks[at] = cw_trial_judge(density, forecasts[at], trial->decisions[decision].outcome);
}

/* Marks one decision, whose climatology is set. */
static void mark_all(const library *held, size_t decision, const fitted *by, double *forecasts,
                     cw_mark *marks)
{
    const cw_density *parts = parts_of(held, decision);
    cw_density mixed;
    cw_ensemble_mix_parts(&mixed, parts, &by->mix);
    mark_one(&parts[CW_ENSEMBLE_CLIMATOLOGY], held->trial, ROW_CLIMATOLOGY, decision, forecasts,
             marks);
    mark_one(&parts[by->softened], held->trial, ROW_SOFTENED_MEDIAN, decision, forecasts, marks);
    mark_one(&mixed, held->trial, ROW_ENSEMBLE, decision, forecasts, marks);
}

static cw_status score_folds(fitted *whole, const library *held, double *forecasts, cw_mark *marks)
{
    const cw_trial *trial = held->trial;
    for (size_t fold = 0; fold < trial->folds; fold++) {
        fitted outside;
        if (cw_context_is_cancelled(trial->context)) {
            return CW_ERROR_INTERRUPTED;
        }
        fit_outside(&outside, held, fold);
        for (size_t k = 0; k < trial->count; k++) {
            if (trial->fold_of[k] == fold) {
                set_climatology(held, fold, k);
                mark_all(held, k, &outside, forecasts, marks);
            }
        }
    }
    fit_outside(whole, held, CW_NONE);
    return CW_OK;
}

/* The softened median of a calibration, as a part. */
static size_t part_of_sharpness(double sharpness)
{
    const cw_ensemble_part *parts = cw_ensemble_parts();
    size_t found = best_softened((const double[PARTS]){0.0});
    for (size_t p = 0; p < PARTS; p++) {
        if (parts[p].kind == CW_ENSEMBLE_DISCONTENT && parts[p].width == sharpness) {
            found = p;
        }
    }
    return found;
}

static void score_calibrated(fitted *whole, const library *held, const cw_calibration *calibration,
                             double *forecasts, cw_mark *marks)
{
    whole->mix = calibration->mix;
    whole->softened = part_of_sharpness(calibration->sharpness);
    for (size_t k = 0; k < held->trial->count; k++) {
        cw_calibration_climatology(&parts_of(held, k)[CW_ENSEMBLE_CLIMATOLOGY], calibration);
        mark_all(held, k, whole, forecasts, marks);
    }
}

static void keep(cw_backtest *made, const cw_trial *trial, const fitted *whole)
{
    made->mix = whole->mix;
    made->sharpness = cw_ensemble_parts()[whole->softened].width;
    for (size_t k = 0; trial->calibration == NULL && k < trial->count; k++) {
        made->happened[cw_calibration_bin(trial->decisions[k].outcome)] +=
            1.0 / (double)trial->count;
    }
    if (trial->calibration != NULL) {
        memcpy(made->happened, trial->calibration->happened, sizeof made->happened);
    }
}

cw_status cw_trial_distributions(cw_backtest *made, const cw_trial *trial, double *forecasts,
                                 cw_mark *marks)
{
    library held;
    fitted whole;
    cw_arena scratch;
    cw_arena_init(&scratch, trial->context);
    cw_status status = build_library(&held, trial, &scratch);
    if (status == CW_OK && trial->calibration != NULL) {
        score_calibrated(&whole, &held, trial->calibration, forecasts, marks);
    } else if (status == CW_OK) {
        status = score_folds(&whole, &held, forecasts, marks);
    }
    if (status == CW_OK) {
        keep(made, trial, &whole);
    }
    cw_arena_free(&scratch);
    return status;
}
