/* Gauss-Legendre quadrature. */
#include "voting/gauss.h"

#include <math.h>

#define NEWTON_ROUNDS 8

double cw_legendre(size_t n, double x, double *derivative)
{
    double before = 1.0;
    double value = x;
    for (size_t k = 2; k <= n; k++) {
        double next =
            ((2.0 * (double)k - 1.0) * x * value - ((double)k - 1.0) * before) / (double)k;
        before = value;
        value = next;
    }
    if (derivative != NULL)
        *derivative = (double)n * (x * value - before) / (x * x - 1.0);
    return value;
}

void cw_gauss_nodes(double *place, double *weight, size_t n, size_t wanted)
{
    double pi = acos(-1.0);
    for (size_t k = 0; k < wanted; k++) {
        double x = -cos(pi * ((double)k + 0.75) / ((double)n + 0.5));
        double derivative = 1.0;
        if (n % 2 == 1 && k == n / 2)
            x = 0.0;
        for (int round = 0; round < NEWTON_ROUNDS && x != 0.0; round++)
            x -= cw_legendre(n, x, &derivative) / derivative;
        (void)cw_legendre(n, x, &derivative);
        place[k] = x;
        weight[k] = 2.0 / ((1.0 - x * x) * derivative * derivative);
    }
}
