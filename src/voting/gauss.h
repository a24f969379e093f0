/* Gauss-Legendre quadrature. */
#ifndef CW_VOTING_GAUSS_H
#define CW_VOTING_GAUSS_H

#include <stddef.h>

/* P_n(x), n >= 1, |x| < 1, and its derivative: three-term recurrence (Abramowitz & Stegun 22.7.10,
 * 22.8.5). `derivative` may be NULL. */
double cw_legendre(size_t n, double x, double *derivative);

/* The first `wanted` of the n nodes on (-1, 1), ascending, and their weights, by Newton's method
 * from Tricomi's estimate; exact for polynomials of degree 2 n - 1. Nodes lie symmetrically about
 * 0, so (n + 1) / 2 of them tell all. */
void cw_gauss_nodes(double *place, double *weight, size_t n, size_t wanted);

#endif
