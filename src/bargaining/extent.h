/* The smaller, the larger, the nearest within: one instruction each, where the C library's fmin and
 * fmax are calls, for the sake of NaN, which never gets here. */
#ifndef CW_BARGAINING_EXTENT_H
#define CW_BARGAINING_EXTENT_H

static inline double cw_smaller(double a, double b)
{
    return a < b ? a : b;
}

static inline double cw_larger(double a, double b)
{
    return a > b ? a : b;
}

/* The point of [low, high] nearest to z. */
static inline double cw_nearest(double z, double low, double high)
{
    return cw_smaller(cw_larger(z, low), high);
}

#endif
