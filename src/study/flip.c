/* Where a figure turns as one quantity moves. */
#include "study/flip.h"

#include <math.h>

#define SCAN_POINTS 41
/* Halvings of the bracket around a turn: to the last digit of a double. */
#define BISECTIONS 60
/* Distances are told apart in parts of the range of this size. */
#define DISTANCES 1e6

/* Between `left` and `right`, at which the figure differs in being positive, the place of change. */
static double close_in(cw_curve *curve, void *payload, double left, double right)
{
    bool positive = curve(payload, left) > 0.0;
    for (int k = 0; k < BISECTIONS; k++) {
        double middle = left + 0.5 * (right - left);
        if ((curve(payload, middle) > 0.0) == positive)
            left = middle;
        else
            right = middle;
    }
    return left + 0.5 * (right - left);
}

static double place_of(const cw_quantity *range, int point)
{
    return point + 1 == SCAN_POINTS
               ? range->high
               : range->low + (range->high - range->low) * point / (SCAN_POINTS - 1);
}

static bool turns(double before, double after)
{
    return !isnan(before) && !isnan(after) && (before > 0.0) != (after > 0.0);
}

uint32_t cw_flip_distance(const cw_quantity *range, double at)
{
    return (uint32_t)(DISTANCES * fabs(at - range->mode) / (range->high - range->low) + 0.5);
}

cw_scan cw_scan_range(const cw_quantity *range, cw_curve *curve, void *payload)
{
    cw_scan scan = {.flip_at = NAN};
    double least = NAN;
    double greatest = NAN;
    double before = NAN;
    for (int k = 0; k < SCAN_POINTS; k++) {
        double figure = curve(payload, place_of(range, k));
        least = fmin(least, figure);
        greatest = fmax(greatest, figure);
        if (turns(before, figure)) {
            double flip = close_in(curve, payload, place_of(range, k - 1), place_of(range, k));
            if (!scan.flips ||
                cw_flip_distance(range, flip) < cw_flip_distance(range, scan.flip_at))
                scan.flip_at = flip;
            scan.flips = true;
        }
        if (k == 0)
            scan.at_low = figure;
        before = figure;
    }
    scan.at_high = before;
    scan.swing = greatest - least;
    return scan;
}
