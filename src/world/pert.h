/* The PERT distribution: a beta distribution on [low, high] with weight 4 on the mode. */
#ifndef COUNTERWEIGHT_WORLD_PERT_H
#define COUNTERWEIGHT_WORLD_PERT_H

#include <stddef.h>

#define CW_PERT_KNOTS 1025

/* The part of a unit range at which the beta distribution function with parameters `a` and `b`
 * (each 1 to 5, together 6) reaches each of CW_PERT_KNOTS probabilities, which are denser in the
 * tails: probability k is t^2 (3 - 2 t), t = k / (CW_PERT_KNOTS - 1). Cost: some 10^5 operations. */
void cw_pert_tabulate(double knots[CW_PERT_KNOTS], double a, double b);

/* The tabulated quantile at probability u, 0 to 1, linear between knots. */
double cw_pert_quantile(const double knots[CW_PERT_KNOTS], double u);

/* The regularised incomplete beta function I_x(a, b), DLMF 8.17.22 (continued fraction), for
 * a, b >= 1 and 0 <= x <= 1; relative error near 1e-14. */
double cw_incomplete_beta(double x, double a, double b);

#endif
