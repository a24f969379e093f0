/* Where a figure turns as one quantity moves. */
#ifndef COUNTERWEIGHT_STUDY_FLIP_H
#define COUNTERWEIGHT_STUDY_FLIP_H

#include <stdbool.h>
#include <stdint.h>

#include "counterweight/dossier.h"

/* A figure as a function of one value; NaN where it does not exist. */
typedef double cw_curve(void *payload, double value);

/* What was met from one end of a range to the other. */
typedef struct cw_scan {
    double at_low, at_high; /* the figure at the ends */
    double swing;           /* largest minus smallest */
    bool flips;             /* it turns from above 0 to not above 0, or back */
    double flip_at;         /* where: of several places the nearest to the mode by
                               cw_flip_distance(), of those the lowest; NaN: nowhere */
} cw_scan;

/* Looks at 41 evenly spaced points, ends included, and closes in on each turn between neighbours by
 * bisection, to the last digit; a turn and back within one step is not seen. Deterministic. */
cw_scan cw_scan_range(const cw_quantity *range, cw_curve *curve, void *payload);

/* How far from the mode of a range, `low` below `high`, the figure turns at `at`, which lies within it: in
 * millionths of the range, rounded, 0 to 1,000,000. This alone decides which of two flips is nearer. A
 * figure comes out of iterations and rounding, so of a turn that by the numbers of a dossier happens at
 * the mode itself only chance would say on which side of it and how far off it is found; in millionths
 * all such turns are at 0, and what is as far comes in the order of the dossier. */
uint32_t cw_flip_distance(const cw_quantity *range, double at);

#endif
