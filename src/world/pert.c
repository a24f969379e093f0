/* The PERT distribution (Malcolm, Roseboom, Clark & Fazar 1959), drawn through a table of its
 * inverse distribution function: the beta quantile itself costs a hundred times more. */
#include "world/pert.h"

#include <math.h>

#define ITERATIONS_MAX 300
#define NEWTON_MAX 60

/* The continued fraction of DLMF 8.17.22 by Lentz's method as modified by Thompson & Barnett
 * (1986), for x below (a + 1) / (a + b + 2), where it converges fast. */
static double beta_fraction(double x, double a, double b)
{
    const double tiny = 1e-300;
    double c = 1.0;
    double d = 1.0 - (a + b) * x / (a + 1.0);
    d = 1.0 / (fabs(d) < tiny ? tiny : d);
    double value = d;
    for (int m = 1; m < ITERATIONS_MAX; m++) {
        double even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        double change = 1.0;
        const double terms[2] = {even, odd};
        for (int t = 0; t < 2; t++) {
            d = 1.0 + terms[t] * d;
            d = 1.0 / (fabs(d) < tiny ? tiny : d);
            c = 1.0 + terms[t] / c;
            c = fabs(c) < tiny ? tiny : c;
            change = c * d;
            value *= change;
        }
        if (fabs(change - 1.0) < 1e-16)
            break;
    }
    return value;
}

/* ln(1 / B(a, b)). By tgamma, since lgamma writes to a global of the C library. */
static double log_beta_scale(double a, double b)
{
    return log(tgamma(a + b) / (tgamma(a) * tgamma(b)));
}

double cw_incomplete_beta(double x, double a, double b)
{
    if (x <= 0.0)
        return 0.0;
    if (x >= 1.0)
        return 1.0;
    double front = exp(log_beta_scale(a, b) + a * log(x) + b * log1p(-x));
    if (x < (a + 1.0) / (a + b + 2.0))
        return front * beta_fraction(x, a, b) / a;
    return 1.0 - front * beta_fraction(1.0 - x, b, a) / b;
}

/* Solves I_x(a, b) = u by Newton's method kept inside a shrinking bracket. */
static double beta_quantile(double u, double a, double b, double low)
{
    double log_scale = log_beta_scale(a, b);
    double high = 1.0;
    double x = low > 0.0 ? low : 0.01;
    for (int k = 0; k < NEWTON_MAX; k++) {
        double excess = cw_incomplete_beta(x, a, b) - u;
        if (excess > 0.0)
            high = x;
        else
            low = x;
        double density = exp(log_scale + (a - 1.0) * log(x) + (b - 1.0) * log1p(-x));
        double next = x - excess / density;
        if (!(next > low && next < high))
            next = 0.5 * (low + high);
        if (fabs(next - x) < 1e-15)
            break;
        x = next;
    }
    return x;
}

void cw_pert_tabulate(double knots[CW_PERT_KNOTS], double a, double b)
{
    knots[0] = 0.0;
    for (size_t k = 1; k + 1 < CW_PERT_KNOTS; k++) {
        double t = (double)k / (double)(CW_PERT_KNOTS - 1);
        knots[k] = beta_quantile(t * t * (3.0 - 2.0 * t), a, b, knots[k - 1]);
    }
    knots[CW_PERT_KNOTS - 1] = 1.0;
}

double cw_pert_quantile(const double knots[CW_PERT_KNOTS], double u)
{
    /* t^2 (3 - 2 t) = u has the closed solution t = 1/2 - sin(asin(1 - 2 u) / 3). A rounding error
     * here may pick the neighbouring pair of knots, whose line meets this one there. */
    double t = 0.5 - sin(asin(1.0 - 2.0 * u) / 3.0);
    double at = t * (double)(CW_PERT_KNOTS - 1);
    size_t k = at > 0.0 ? (size_t)at : 0;
    if (k >= CW_PERT_KNOTS - 1)
        return knots[CW_PERT_KNOTS - 1];
    double left = (double)k / (double)(CW_PERT_KNOTS - 1);
    double right = (double)(k + 1) / (double)(CW_PERT_KNOTS - 1);
    double u_left = left * left * (3.0 - 2.0 * left);
    double u_right = right * right * (3.0 - 2.0 * right);
    return knots[k] + (knots[k + 1] - knots[k]) * (u - u_left) / (u_right - u_left);
}
