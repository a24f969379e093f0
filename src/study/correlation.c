/* Correlations between what was put in and what came out. */
#include "study/summary.h"

#include <math.h>
#include <stdlib.h>

static bool is_pair(double x, double y)
{
    return !isnan(x) && !isnan(y);
}

double cw_correlation(const double *x, const double *y, size_t count)
{
    double mean_x = 0.0;
    double mean_y = 0.0;
    size_t pairs = 0;
    for (size_t k = 0; k < count; k++) {
        if (!is_pair(x[k], y[k]))
            continue;
        mean_x += x[k];
        mean_y += y[k];
        pairs++;
    }
    mean_x /= (double)pairs;
    mean_y /= (double)pairs;
    double xx = 0.0;
    double yy = 0.0;
    double xy = 0.0;
    for (size_t k = 0; k < count; k++) {
        if (!is_pair(x[k], y[k]))
            continue;
        xx += (x[k] - mean_x) * (x[k] - mean_x);
        yy += (y[k] - mean_y) * (y[k] - mean_y);
        xy += (x[k] - mean_x) * (y[k] - mean_y);
    }
    return xx > 0.0 && yy > 0.0 ? xy / sqrt(xx * yy) : NAN;
}

/* Ascending by value, equal values by index, so that the order is the same everywhere. */
static int by_value(const void *left, const void *right)
{
    const cw_ranked *a = left;
    const cw_ranked *b = right;
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* Replaces `values`, none of them NaN, by their ranks. */
static void rank(double *values, size_t count, cw_ranked *order)
{
    for (size_t k = 0; k < count; k++)
        order[k] = (cw_ranked){.value = values[k], .index = k};
    qsort(order, count, sizeof *order, by_value);
    for (size_t first = 0; first < count;) {
        size_t after = first;
        while (after < count && order[after].value == order[first].value)
            after++;
        double average = 0.5 * (double)(first + after - 1);
        for (size_t k = first; k < after; k++)
            values[order[k].index] = average;
        first = after;
    }
}

double cw_rank_correlation(const double *x, const double *y, size_t count, cw_ranked *order,
                           double *rank_x, double *rank_y)
{
    size_t pairs = 0;
    for (size_t k = 0; k < count; k++) {
        if (!is_pair(x[k], y[k]))
            continue;
        rank_x[pairs] = x[k];
        rank_y[pairs++] = y[k];
    }
    if (pairs < 3)
        return NAN;
    rank(rank_x, pairs, order);
    rank(rank_y, pairs, order);
    return cw_correlation(rank_x, rank_y, pairs);
}
