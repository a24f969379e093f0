/* The ensemble: three distributions, mixed by weights fitted where they are not scored. */
#include <math.h>

#include "bargaining/backtest_internal.h"

/* Widths and sharpness are round figures, not fitted: 2 points is how finely codings are made. */
#define KERNEL 2.0
#define SHARPNESS 1.0

#define PARTS CW_ENSEMBLE_PARTS

/* Steps of the fit. */
#define FIT_STEPS 4000

/* The parts that do not learn from other decisions, and kernels at outcomes. */
typedef struct library {
    cw_density *discontent; /* [decision], so too the following */
    cw_density *election;
    cw_density *outcome;
    cw_density *climatology; /* of a decision: from those outside a fold and its own cluster */
} library;

static cw_status build_library(library *held, const cw_trial *trial)
{
    size_t count = trial->count;
    cw_density *all = cw_allocate(trial->context, 4 * count, sizeof *all);
    if (all == NULL) {
        return CW_ERROR_MEMORY;
    }
    *held = (library){all, all + count, all + 2 * count, all + 3 * count};
    for (size_t k = 0; k < count; k++) {
        const cw_past_decision *decision = &trial->decisions[k];
        cw_density_of_discontent(&held->discontent[k], &decision->problem, SHARPNESS);
        cw_density_of_election(&held->election[k], &decision->problem, KERNEL);
        cw_density_of_points(&held->outcome[k], &decision->outcome, NULL, 1, KERNEL);
    }
    return CW_OK;
}

/* Outcomes of all decisions outside `fold` and outside the cluster of `decision`. Even where there
 * are none. */
static void set_climatology(library *held, const cw_trial *trial, size_t fold, size_t decision)
{
    cw_density sum = {{0.0}};
    double count = 0.0;
    for (size_t k = 0; k < trial->count; k++) {
        if (trial->fold_of[k] != fold && trial->cluster_of[k] != trial->cluster_of[decision]) {
            count += 1.0;
            for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
                sum.mass[g] += held->outcome[k].mass[g];
            }
        }
    }
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
        held->climatology[decision].mass[g] =
            count > 0.0 ? sum.mass[g] / count : 1.0 / CW_DENSITY_POINTS;
    }
}

/* Adds a decision's products of misses F(g) - [g >= outcome] of each two parts: the score of a
 * mixture is then the quadratic form of its weights. */
static void add_products(double products[PARTS][PARTS], const library *held, const cw_trial *trial,
                         size_t decision)
{
    const cw_density *part[PARTS] = {&held->discontent[decision], &held->election[decision],
                                     &held->climatology[decision]};
    double outcome = trial->decisions[decision].outcome;
    double below[PARTS] = {0.0};
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
        double miss[PARTS];
        for (size_t k = 0; k < PARTS; k++) {
            below[k] += part[k]->mass[g];
            miss[k] = below[k] - ((double)g >= outcome ? 1.0 : 0.0);
        }
        for (size_t i = 0; i < PARTS; i++) {
            for (size_t j = 0; j < PARTS; j++) {
                products[i][j] += miss[i] * miss[j];
            }
        }
    }
}

/* The weights, >= 0 and adding up to 1, with the least quadratic form: multiplicative steps
 * (exponentiated gradient; Kivinen & Warmuth 1997), which stay on the simplex. */
static void fit_weights(double *weight, double products[PARTS][PARTS])
{
    for (size_t k = 0; k < PARTS; k++) {
        weight[k] = 1.0 / PARTS;
    }
    for (int step = 0; step < FIT_STEPS; step++) {
        double slope[PARTS] = {0.0};
        double level = 0.0;
        for (size_t i = 0; i < PARTS; i++) {
            for (size_t j = 0; j < PARTS; j++) {
                slope[i] += products[i][j] * weight[j];
            }
            level += weight[i] * slope[i];
        }
        double total = 0.0;
        for (size_t k = 0; k < PARTS && level > 0.0; k++) {
            weight[k] *= exp(1.0 - slope[k] / level);
            total += weight[k];
        }
        for (size_t k = 0; k < PARTS && total > 0.0; k++) {
            weight[k] /= total;
        }
    }
}

static void fit_outside(double *weight, library *held, const cw_trial *trial, size_t fold)
{
    double products[PARTS][PARTS] = {{0.0}};
    for (size_t k = 0; k < trial->count; k++) {
        if (trial->fold_of[k] != fold) {
            set_climatology(held, trial, fold, k);
            add_products(products, held, trial, k);
        }
    }
    fit_weights(weight, products);
}

static void mark_one(const cw_density *density, const cw_trial *trial, size_t row, size_t decision,
                     double *forecasts, cw_mark *marks)
{
    size_t at = row * trial->count + decision;
    forecasts[at] = cw_density_quantile(density, 0.5);
    marks[at] = cw_trial_judge(density, forecasts[at], trial->decisions[decision].outcome);
}

static void score_fold(library *held, const cw_trial *trial, size_t fold, const double *weight,
                       double *forecasts, cw_mark *marks)
{
    for (size_t k = 0; k < trial->count; k++) {
        if (trial->fold_of[k] == fold) {
            set_climatology(held, trial, fold, k);
            const cw_density parts[PARTS] = {held->discontent[k], held->election[k],
                                             held->climatology[k]};
            cw_density mixed;
            cw_density_mix(&mixed, parts, weight, PARTS);
            mark_one(&held->climatology[k], trial, 0, k, forecasts, marks);
            mark_one(&held->discontent[k], trial, 1, k, forecasts, marks);
            mark_one(&mixed, trial, 2, k, forecasts, marks);
        }
    }
}

cw_status cw_trial_distributions(double *weights, const cw_trial *trial, double *forecasts,
                                 cw_mark *marks)
{
    library held;
    cw_status status = build_library(&held, trial);
    if (status != CW_OK) {
        return status;
    }
    for (size_t fold = 0; fold < trial->folds && status == CW_OK; fold++) {
        double weight[PARTS];
        fit_outside(weight, &held, trial, fold);
        score_fold(&held, trial, fold, weight, forecasts, marks);
        status = cw_context_is_cancelled(trial->context) ? CW_ERROR_INTERRUPTED : CW_OK;
    }
    fit_outside(weights, &held, trial, CW_NONE);
    cw_release(trial->context, held.discontent);
    return status;
}

void cw_ensemble_predict(cw_density *out, const cw_bargaining_problem *problem,
                         const double *climatology, size_t past, const double *weights)
{
    cw_density parts[PARTS];
    cw_density_of_discontent(&parts[CW_ENSEMBLE_DISCONTENT], problem, SHARPNESS);
    cw_density_of_election(&parts[CW_ENSEMBLE_ELECTION], problem, KERNEL);
    cw_density_of_points(&parts[CW_ENSEMBLE_CLIMATOLOGY], climatology, NULL, past, KERNEL);
    cw_density_mix(out, parts, weights, PARTS);
}
