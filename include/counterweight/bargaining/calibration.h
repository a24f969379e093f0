/* A calibration: what was fitted on decisions that were taken, to forecast others with. */
#ifndef COUNTERWEIGHT_BARGAINING_CALIBRATION_H
#define COUNTERWEIGHT_BARGAINING_CALIBRATION_H

#include "counterweight/bargaining/ensemble.h"

/* Outcomes are counted by the nearest of these points of the scale: 0, 5, 10 to 100. */
#define CW_CALIBRATION_BINS 21

/* The error model of one outcome model. */
typedef struct cw_calibrated_spread {
    const char *model; /* id */
    double spread;     /* standard deviation of its error before the scale ends, points */
} cw_calibrated_spread;

/* Static data, or the caller's. */
typedef struct cw_calibration {
    const char *from;                     /* on what it was fitted, for people */
    cw_ensemble_mix mix;                  /* of the ensemble */
    double happened[CW_CALIBRATION_BINS]; /* share of outcomes nearest to each bin */
    double sharpness;                     /* of the softened median */
    const cw_calibrated_spread *spreads;  /* of the models that were scored */
    size_t spread_count;
} cw_calibration;

/* The one that ships: fitted on the 150 usable issues of the development half of DEU III (Arregui &
 * Perarnaud 2021, doi:10.34810/data53); `backtest` prints its figures from that table, and
 * docs/methods/backtest.md lists them. Static. */
const cw_calibration *cw_calibration_published(void);

/* The spread of a model's error, points; NaN where it was not fitted. O(models). Pure. */
double cw_calibration_spread(const cw_calibration *calibration, const char *model);

/* What happened elsewhere: errors of 2 points about the bins. Pure. */
void cw_calibration_climatology(cw_density *out, const cw_calibration *calibration);

/* The bin, 0 to CW_CALIBRATION_BINS - 1, of an outcome from 0 to 100; halves go up. Pure. */
size_t cw_calibration_bin(double outcome);

#endif
