/* Predictive distributions over the scale. */
#include "counterweight/bargaining/density.h"

#include <math.h>

#include "bargaining/extent.h"
#include "bargaining/weight.h"
#include "counterweight/bargaining/election.h"

/* Distance that counts as one unit of discontent, points. */
#define DISCONTENT_UNIT 25.0

#define SQRT_2 1.41421356237309504880

/* Standard deviations beyond which less than 1e-16 lies. */
#define FAR 8.3

#define QUANTILE_SLACK 1e-12

/* Brings the masses to a sum of 1; even where there is none. */
static void normalise(cw_density *density)
{
    double total = 0.0;
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
        total += density->mass[g];
    }
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
        density->mass[g] = total > 0.0 ? density->mass[g] / total : 1.0 / CW_DENSITY_POINTS;
    }
}

/* The standard normal distribution function, to within 1e-16. */
static double normal_up_to(double z)
{
    if (fabs(z) > FAR) {
        return z > 0.0 ? 1.0 : 0.0;
    }
    return 0.5 * erfc(-z / SQRT_2);
}

/* A normal error around a point: the probability of the unit around each whole point, and of all beyond
 * at the ends. */
static void error_at(cw_density *out, double point, double spread)
{
    double below = 0.0;
    for (size_t g = 0; g + 1 < CW_DENSITY_POINTS; g++) {
        double up_to = normal_up_to(((double)g + 0.5 - point) / spread);
        out->mass[g] = up_to - below;
        below = up_to;
    }
    out->mass[CW_DENSITY_POINTS - 1] = 1.0 - below;
}

void cw_density_of_errors(cw_density *out, const double *points, const double *weight, size_t count,
                          double spread)
{
    cw_density sum = {{0.0}};
    for (size_t k = 0; k < count; k++) {
        double share = weight == NULL ? 1.0 : weight[k];
        if (share > 0.0) {
            cw_density error;
            error_at(&error, points[k], spread);
            for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
                sum.mass[g] += share * error.mass[g];
            }
        }
    }
    normalise(&sum);
    *out = sum;
}

void cw_density_of_discontent(cw_density *out, const cw_bargaining_problem *problem,
                              double sharpness)
{
    double weight[CW_ACTORS_MAX];
    double total = cw_actor_weights(weight, problem);
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
        double distance = 0.0;
        for (size_t m = 0; m < problem->actors; m++) {
            distance += weight[m] * fabs((double)g - problem->position[m]);
        }
        double mean = total > 0.0 ? distance / total : 0.0;
        out->mass[g] = exp(-sharpness * mean / DISCONTENT_UNIT);
    }
    if (total > 0.0) {
        /* Beyond the ends all are further by a point for each point: a geometric series. */
        double beyond = 1.0 / expm1(sharpness / DISCONTENT_UNIT);
        out->mass[0] += out->mass[0] * beyond;
        out->mass[CW_DENSITY_POINTS - 1] += out->mass[CW_DENSITY_POINTS - 1] * beyond;
    }
    normalise(out);
}

void cw_density_of_election(cw_density *out, const cw_bargaining_problem *problem, double spread)
{
    double probability[CW_ACTORS_MAX];
    cw_election_probabilities(probability, problem);
    cw_density_of_errors(out, problem->position, probability, problem->actors, spread);
}

void cw_density_mix(cw_density *out, const cw_density *parts, const double *weight, size_t count)
{
    cw_density sum = {{0.0}};
    for (size_t k = 0; k < count; k++) {
        for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
            sum.mass[g] += weight[k] * parts[k].mass[g];
        }
    }
    *out = sum;
}

/* F^a / (F^a + (1 - F)^a). */
static double tempered(double below, double sureness)
{
    if (!(below > 0.0) || !(below < 1.0)) {
        return below > 0.0 ? 1.0 : 0.0;
    }
    return 1.0 / (1.0 + pow((1.0 - below) / below, sureness));
}

void cw_density_temper(cw_density *density, double sureness)
{
    double below = 0.0;
    double passed = 0.0;
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
        below += density->mass[g];
        double up_to = g + 1 < CW_DENSITY_POINTS ? tempered(below, sureness) : 1.0;
        density->mass[g] = fmax(up_to - passed, 0.0);
        passed = up_to;
    }
}

double cw_density_tempered_mass(const cw_density *density, double outcome, double sureness)
{
    size_t nearest = (size_t)lround(outcome);
    double below = 0.0;
    for (size_t g = 0; g < nearest; g++) {
        below += density->mass[g];
    }
    double up_to = nearest + 1 < CW_DENSITY_POINTS ? below + density->mass[nearest] : 1.0;
    return fmax(tempered(up_to, sureness) - tempered(below, sureness), 0.0);
}

double cw_density_crps(const cw_density *density, double outcome)
{
    double below = 0.0;
    double score = 0.0;
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
        below += density->mass[g];
        double miss = below - ((double)g >= outcome ? 1.0 : 0.0);
        score += miss * miss;
    }
    return score;
}

double cw_density_quantile(const cw_density *density, double probability)
{
    double below = 0.0;
    for (size_t g = 0; g + 1 < CW_DENSITY_POINTS; g++) {
        below += density->mass[g];
        if (below >= probability - QUANTILE_SLACK) {
            return (double)g;
        }
    }
    return CW_SCALE_HIGH;
}

double cw_density_central_part(const cw_density *density, double outcome, double level)
{
    size_t nearest = (size_t)lround(outcome);
    double below = 0.0;
    for (size_t g = 0; g < nearest; g++) {
        below += density->mass[g];
    }
    double mass = density->mass[nearest];
    double low = (1.0 - level) / 2.0;
    double high = (1.0 + level) / 2.0;
    if (!(mass > 0.0)) {
        return below >= low && below <= high ? 1.0 : 0.0;
    }
    if (below >= low && below + mass <= high) {
        return 1.0; /* without rounding */
    }
    double inside = fmin(high, below + mass) - fmax(low, below);
    return fmin(1.0, fmax(0.0, inside / mass));
}

double cw_density_above(const cw_density *density, double threshold)
{
    double above = 0.0;
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
        above += (double)g > threshold ? density->mass[g] : 0.0;
    }
    return above;
}
