/* The ensemble: its parts, and the weights of a mixture. */
#include "counterweight/bargaining/ensemble.h"

#include <math.h>

#include "bargaining/weight.h"

#define PARTS CW_ENSEMBLE_PARTS

/* Steps of the fit. */
#define FIT_STEPS 4000

/* What an outcome that was ruled out is taken to have had. */
#define LEAST_MASS 1e-12

/* Widths and sharpnesses are a grid laid beforehand: errors from as fine as codings are made to six
 * times as wide; the middle sharpness, and the middle error of the mean, halved and doubled. */
static const cw_ensemble_part the_parts[PARTS] = {
    {"actors-1", CW_ENSEMBLE_ACTORS, 1.0},
    {"actors-3", CW_ENSEMBLE_ACTORS, 3.0},
    {"actors-6", CW_ENSEMBLE_ACTORS, 6.0},
    {"softened-median-1", CW_ENSEMBLE_DISCONTENT, 1.0},
    {"softened-median-2", CW_ENSEMBLE_DISCONTENT, 2.0},
    {"softened-median-4", CW_ENSEMBLE_DISCONTENT, 4.0},
    {"election-1", CW_ENSEMBLE_ELECTION, 1.0},
    {"election-3", CW_ENSEMBLE_ELECTION, 3.0},
    {"election-6", CW_ENSEMBLE_ELECTION, 6.0},
    {"weighted-mean-15", CW_ENSEMBLE_MEAN, 15.0},
    {"weighted-mean-30", CW_ENSEMBLE_MEAN, 30.0},
    {"weighted-mean-60", CW_ENSEMBLE_MEAN, 60.0},
    {"climatology", CW_ENSEMBLE_ELSEWHERE, 2.0},
};

const cw_ensemble_part *cw_ensemble_parts(void)
{
    return the_parts;
}

/* The distribution of one part, climatology left as it is; `weight` is that of the actors. */
static void fill_part(cw_density *out, const cw_ensemble_part *part,
                      const cw_bargaining_problem *problem, const double *weight)
{
    if (part->kind == CW_ENSEMBLE_ACTORS) {
        cw_density_of_errors(out, problem->position, weight, problem->actors, part->width);
    } else if (part->kind == CW_ENSEMBLE_DISCONTENT) {
        cw_density_of_discontent(out, problem, part->width);
    } else if (part->kind == CW_ENSEMBLE_ELECTION) {
        cw_density_of_election(out, problem, part->width);
    } else if (part->kind == CW_ENSEMBLE_MEAN) {
        double mean = cw_mean_of(problem->position, weight, problem->actors);
        cw_density_of_errors(out, &mean, NULL, isnan(mean) ? (size_t)0 : 1, part->width);
    }
}

void cw_ensemble_fill(cw_density parts[CW_ENSEMBLE_PARTS], const cw_bargaining_problem *problem)
{
    double weight[CW_ACTORS_MAX];
    (void)cw_actor_weights(weight, problem);
    for (size_t k = 0; k < PARTS; k++) {
        fill_part(&parts[k], &the_parts[k], problem, weight);
    }
}

void cw_ensemble_predict(cw_density *out, const cw_bargaining_problem *problem,
                         const cw_density *climatology, const cw_ensemble_mix *mix)
{
    cw_density parts[PARTS] = {{{0.0}}};
    double weight[CW_ACTORS_MAX];
    (void)cw_actor_weights(weight, problem);
    for (size_t k = 0; k < PARTS; k++) {
        if (mix->weights[k] > 0.0) {
            fill_part(&parts[k], &the_parts[k], problem, weight);
        }
    }
    parts[CW_ENSEMBLE_CLIMATOLOGY] = *climatology;
    cw_ensemble_mix_parts(out, parts, mix);
}

void cw_ensemble_mix_parts(cw_density *out, const cw_density parts[CW_ENSEMBLE_PARTS],
                           const cw_ensemble_mix *mix)
{
    cw_density_mix(out, parts, mix->weights, PARTS);
    cw_density_temper(out, mix->sureness);
}

void cw_ensemble_add(cw_ensemble_score *score, const cw_density parts[CW_ENSEMBLE_PARTS],
                     double outcome)
{
    double below[PARTS] = {0.0};
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
        double miss[PARTS];
        for (size_t k = 0; k < PARTS; k++) {
            below[k] += parts[k].mass[g];
            miss[k] = below[k] - ((double)g >= outcome ? 1.0 : 0.0);
        }
        for (size_t i = 0; i < PARTS; i++) {
            for (size_t j = 0; j < PARTS; j++) {
                score->products[i][j] += miss[i] * miss[j];
            }
        }
    }
}

/* One multiplicative step down the slope of the score, which stays on the simplex. */
static void step_down(double *weight, const cw_ensemble_score *score)
{
    double slope[PARTS] = {0.0};
    double level = 0.0;
    double total = 0.0;
    for (size_t i = 0; i < PARTS; i++) {
        for (size_t j = 0; j < PARTS; j++) {
            slope[i] += score->products[i][j] * weight[j];
        }
        level += weight[i] * slope[i];
    }
    for (size_t k = 0; k < PARTS && level > 0.0; k++) {
        weight[k] *= exp(1.0 - slope[k] / level);
        total += weight[k];
    }
    for (size_t k = 0; k < PARTS && total > 0.0; k++) {
        weight[k] /= total;
    }
}

void cw_ensemble_fit(double weights[CW_ENSEMBLE_PARTS], const cw_ensemble_score *score)
{
    for (size_t k = 0; k < PARTS; k++) {
        weights[k] = 1.0 / PARTS;
    }
    for (int step = 0; step < FIT_STEPS; step++) {
        step_down(weights, score);
    }
}

double cw_ensemble_sureness(size_t which)
{
    return (double)(10 + which) / 20.0;
}

void cw_ensemble_add_likelihood(double likelihood[CW_SURENESSES], const cw_density *mixed,
                                double outcome)
{
    for (size_t s = 0; s < CW_SURENESSES; s++) {
        double mass = cw_density_tempered_mass(mixed, outcome, cw_ensemble_sureness(s));
        likelihood[s] += log(fmax(mass, LEAST_MASS));
    }
}

double cw_ensemble_likeliest(const double likelihood[CW_SURENESSES])
{
    size_t best = CW_SURENESSES / 2;
    for (size_t away = 1; away <= CW_SURENESSES / 2; away++) {
        const size_t both[] = {CW_SURENESSES / 2 - away, CW_SURENESSES / 2 + away};
        for (size_t k = 0; k < 2; k++) {
            best = likelihood[both[k]] > likelihood[best] ? both[k] : best;
        }
    }
    return cw_ensemble_sureness(best);
}
