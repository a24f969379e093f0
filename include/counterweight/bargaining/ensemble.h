/* The ensemble: distributions of five kinds, mixed by weights that are fitted on past decisions, and then
 * made as sure as those decisions allow.
 *
 * Its parts were fixed before any fit: where the actors stand, how discontent an outcome leaves them, which
 * position wins an election, the error of the weighted mean, each in three widths, and what happened
 * elsewhere. The fit decides which count; nothing is picked by hand. docs/methods/backtest.md. */
#ifndef COUNTERWEIGHT_BARGAINING_ENSEMBLE_H
#define COUNTERWEIGHT_BARGAINING_ENSEMBLE_H

#include "counterweight/bargaining/density.h"

#define CW_ENSEMBLE_PARTS 13

/* Place of the part that is what happened elsewhere. */
#define CW_ENSEMBLE_CLIMATOLOGY (CW_ENSEMBLE_PARTS - 1)

typedef enum cw_ensemble_kind {
    CW_ENSEMBLE_ACTORS,     /* errors about the positions, by capability * salience */
    CW_ENSEMBLE_DISCONTENT, /* cw_density_of_discontent() */
    CW_ENSEMBLE_ELECTION,   /* cw_density_of_election() */
    CW_ENSEMBLE_MEAN,       /* errors about the weighted mean; even where nobody weighs */
    CW_ENSEMBLE_ELSEWHERE   /* errors about the outcomes of other decisions */
} cw_ensemble_kind;

typedef struct cw_ensemble_part {
    const char *id; /* "actors-1", "softened-median-2", "climatology" */
    cw_ensemble_kind kind;
    double width; /* standard deviation of errors, points; of DISCONTENT its sharpness */
} cw_ensemble_part;

/* The parts, CW_ENSEMBLE_PARTS of them. Static. */
const cw_ensemble_part *cw_ensemble_parts(void);

/* The distribution of each part for one decision, but for climatology, which is left as it is.
 * Pure; O(actors * points of the scale). */
void cw_ensemble_fill(cw_density parts[CW_ENSEMBLE_PARTS], const cw_bargaining_problem *problem);

/* How the parts are put together. */
typedef struct cw_ensemble_mix {
    double weights[CW_ENSEMBLE_PARTS]; /* >= 0, adding up to 1 */
    double sureness;                   /* > 0, of cw_density_temper() */
} cw_ensemble_mix;

/* The ensemble's distribution for a decision to come; `climatology` is what happened elsewhere. Pure. */
void cw_ensemble_predict(cw_density *out, const cw_bargaining_problem *problem,
                         const cw_density *climatology, const cw_ensemble_mix *mix);

/* The same of parts that are filled. Pure. */
void cw_ensemble_mix_parts(cw_density *out, const cw_density parts[CW_ENSEMBLE_PARTS],
                           const cw_ensemble_mix *mix);

/* What a mixture's CRPS on the decisions so far hangs on: the score of a mixture is the quadratic
 * form of its weights, with products[i][j] the sum over decisions and points g of the misses
 * F_i(g) - [g >= outcome] and F_j(g) - [g >= outcome]. */
typedef struct cw_ensemble_score {
    double products[CW_ENSEMBLE_PARTS][CW_ENSEMBLE_PARTS];
} cw_ensemble_score;

/* Adds one decision. Pure. */
void cw_ensemble_add(cw_ensemble_score *score, const cw_density parts[CW_ENSEMBLE_PARTS],
                     double outcome);

/* The weights, >= 0 and adding up to 1, with the least CRPS: 4,000 multiplicative steps
 * (exponentiated gradient; Kivinen & Warmuth 1997, Information and Computation 132(1)) from equal
 * weights, within 1e-3 of the least score. Equal weights where there is no decision. Pure. */
void cw_ensemble_fit(double weights[CW_ENSEMBLE_PARTS], const cw_ensemble_score *score);

/* Surenesses that are tried, 0.50, 0.55 to 1.50: CW_SURENESSES of them. */
#define CW_SURENESSES 21
double cw_ensemble_sureness(size_t which);

/* Adds to likelihood[s] the logarithm of the probability that a mixture made so sure gives the whole point
 * nearest to `outcome` (at least 10^-12). Pure. */
void cw_ensemble_add_likelihood(double likelihood[CW_SURENESSES], const cw_density *mixed,
                                double outcome);

/* The sureness under which the outcomes added are likeliest; ties, and none added: nearest to 1. Pure. */
double cw_ensemble_likeliest(const double likelihood[CW_SURENESSES]);

#endif
