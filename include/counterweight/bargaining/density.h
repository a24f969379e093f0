/* Predictive distributions over the scale, on its 101 whole points. */
#ifndef COUNTERWEIGHT_BARGAINING_DENSITY_H
#define COUNTERWEIGHT_BARGAINING_DENSITY_H

#include "counterweight/bargaining/model.h"

#define CW_DENSITY_POINTS 101

/* mass[g] is the probability of outcome g, 0 to 100; they add up to 1. */
typedef struct cw_density {
    double mass[CW_DENSITY_POINTS];
} cw_density;

/* Where `count` points with a normal error of standard deviation `spread` (points, > 0), weighted by `weight`
 * (NULL: alike), end on a scale that ends: what would fall beyond an end falls on it (a censored normal;
 * Tobin 1958, Econometrica 26:24). One point stays the median. Even where nothing weighs. Pure;
 * O(101 count). */
void cw_density_of_errors(cw_density *out, const double *points, const double *weight, size_t count,
                          double spread);

/* The softened weighted median: mass proportional to exp(-sharpness * mean weighted distance / 25),
 * sharpness > 0, most at the weighted median and less the more discontent an outcome would leave. The law
 * goes on beyond the ends of the scale, and what falls there falls on them. Even where nobody weighs.
 * Pure; O(101 n). */
void cw_density_of_discontent(cw_density *out, const cw_bargaining_problem *problem,
                              double sharpness);

/* The probabilistic Condorcet election over positions, with a normal error of standard deviation
 * `spread` as above. Pure; O(n^2 + 101 n). */
void cw_density_of_election(cw_density *out, const cw_bargaining_problem *problem, double spread);

/* sum of weight[k] parts[k]; weights >= 0 that add up to 1. `out` may be one of the parts. */
void cw_density_mix(cw_density *out, const cw_density *parts, const double *weight, size_t count);

/* Makes a distribution more or less sure: F becomes F^a / (F^a + (1 - F)^a), its log odds times
 * a = `sureness` > 0; 1 leaves it as it is, below 1 spreads it out. The middle stays the middle, and mirrored
 * scales stay mirrored. (With one number in place of two, what Gneiting & Ranjan 2013, Electronic Journal
 * of Statistics 7:1747, do to mixtures.) In place. Pure. */
void cw_density_temper(cw_density *density, double sureness);

/* The probability that cw_density_temper() would leave at the whole point nearest to `outcome`. Pure. */
double cw_density_tempered_mass(const cw_density *density, double outcome, double sureness);

/* The continuous ranked probability score on whole points, sum over g of (F(g) - [g >= outcome])^2
 * (Matheson & Winkler 1976, Management Science 22(10)): 0 at best; for a distribution at one point,
 * about the distance in points. Pure. */
double cw_density_crps(const cw_density *density, double outcome);

/* The least whole point at which the distribution function reaches `probability` (to within 1e-12). */
double cw_density_quantile(const cw_density *density, double probability);

/* How much of an outcome lies in the central region of probability `level` (0 to 1): the part of
 * [F(g - 1), F(g)], g the whole point nearest to it, that is between (1 - level) / 2 and (1 + level) / 2
 * (the probability integral transform of a forecast on whole points, without random numbers: Czado,
 * Gneiting & Held 2009, Biometrics 65(4):1254, eq. 2). Its mean over outcomes is `level` where forecasts are
 * calibrated, however large the lumps of the distribution are. 0 to 1. Pure. */
double cw_density_central_part(const cw_density *density, double outcome, double level);

/* P(outcome > threshold): the mass above it. Pure. */
double cw_density_above(const cw_density *density, double threshold);

#endif
