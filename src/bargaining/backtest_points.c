/* Point forecasts under an error model: a censored normal whose width is fitted where it is not
 * scored. */
#include <math.h>

#include "bargaining/backtest_internal.h"

/* Widths that are tried, points: steps of about a fifth. */
static const double spreads[] = {3.0,  4.0,  5.0,  6.0,  7.0,  8.0,  10.0, 12.0, 14.0,
                                 17.0, 20.0, 24.0, 29.0, 35.0, 42.0, 50.0, 60.0, 80.0};

#define SPREADS (sizeof spreads / sizeof *spreads)

/* crps[decision][spread]. */
static void score_all(double *crps, const cw_trial *trial, const double *points)
{
    for (size_t k = 0; k < trial->count; k++) {
        for (size_t s = 0; s < SPREADS; s++) {
            crps[k * SPREADS + s] = 0.0;
            if (!isnan(points[k])) {
                cw_density density;
                cw_density_of_errors(&density, &points[k], NULL, 1, spreads[s]);
                crps[k * SPREADS + s] = cw_density_crps(&density, trial->decisions[k].outcome);
            }
        }
    }
}

/* The width with the least score on the decisions outside `fold` (CW_NONE: on all). Silent
 * decisions add nothing to any; where one speaks, every width scores above 0. NaN: all are silent. */
static double best_spread(const cw_trial *trial, const double *crps, size_t fold)
{
    size_t best = 0;
    double least = INFINITY;
    for (size_t s = 0; s < SPREADS; s++) {
        double sum = 0.0;
        for (size_t k = 0; k < trial->count; k++) {
            sum += trial->fold_of[k] == fold ? 0.0 : crps[k * SPREADS + s];
        }
        if (sum < least) {
            least = sum;
            best = s;
        }
    }
    return least > 0.0 ? spreads[best] : NAN;
}

/* Marks the decisions of one fold (CW_NONE: all) under errors of one width; NaN: no distribution. */
static void mark_fold(const cw_trial *trial, const double *points, size_t fold, double spread,
                      cw_mark *marks)
{
    for (size_t k = 0; k < trial->count; k++) {
        if (fold != CW_NONE && trial->fold_of[k] != fold) {
            continue;
        }
        double outcome = trial->decisions[k].outcome;
        marks[k] = (cw_mark){.error = fabs(points[k] - outcome), .crps = NAN};
        if (!isnan(points[k]) && !isnan(spread)) {
            cw_density density;
            cw_density_of_errors(&density, &points[k], NULL, 1, spread);
            marks[k] = cw_trial_judge(&density, points[k], outcome);
        }
    }
}

cw_status cw_trial_points(cw_backtest_row *row, const cw_trial *trial, const double *points,
                          cw_mark *marks)
{
    if (trial->calibration != NULL) {
        row->spread = cw_calibration_spread(trial->calibration, row->id);
        mark_fold(trial, points, CW_NONE, row->spread, marks);
        return CW_OK;
    }
    double *crps = cw_allocate(trial->context, trial->count * SPREADS, sizeof *crps);
    if (crps == NULL) {
        return CW_ERROR_MEMORY;
    }
    score_all(crps, trial, points);
    row->spread = best_spread(trial, crps, CW_NONE);
    for (size_t fold = 0; fold < trial->folds; fold++) {
        mark_fold(trial, points, fold, best_spread(trial, crps, fold), marks);
    }
    cw_release(trial->context, crps);
    return CW_OK;
}
