/* The workings of a backtest. */
#ifndef CW_BARGAINING_BACKTEST_INTERNAL_H
#define CW_BARGAINING_BACKTEST_INTERNAL_H

#include "counterweight/bargaining/backtest.h"
#include "counterweight/bargaining/density.h"
#include "counterweight/bargaining/joint.h"

/* What one forecaster said of one decision, and how it did. */
typedef struct cw_mark {
    double error; /* points; NaN: silent */
    double crps;  /* NaN: a point without a distribution; the rest is then unset */
    bool in50, in80, in95;
    double part50, part80, part95; /* cw_density_central_part() */
} cw_mark;

typedef struct cw_trial {
    cw_context *context;
    const cw_past_decision *decisions;
    size_t count;
    size_t clusters;
    size_t folds;
    size_t *cluster_of; /* [decision]: 0 to clusters - 1, by first appearance */
    size_t *fold_of;    /* [decision] */
    size_t resamples;
    const cw_calibration *calibration; /* or NULL */
    unsigned short *drawn;             /* [resample][cluster]: how often it was drawn */
    cw_mark *marks;                    /* [row][decision] */
    double *rival; /* [decision]: error of the weighted mean, points; NaN: silent */
} cw_trial;

/* Fills trial->drawn from the seed. */
void cw_trial_draw(cw_trial *trial, uint64_t seed);

/* Records what a distribution with this point forecast is worth on a decision. */
cw_mark cw_trial_judge(const cw_density *density, double point, double outcome);

/* Summarises the marks of one row. */
cw_status cw_trial_summarise(cw_backtest_row *row, const cw_trial *trial, const cw_mark *marks);

/* Scores point forecasts of the row's model under the error model; fills row->spread. */
cw_status cw_trial_points(cw_backtest_row *row, const cw_trial *trial, const double *points,
                          cw_mark *marks);

/* Where a joint model ends each decision, those of a sitting settled together; NaN where that cannot be:
 * alone in its sitting, or more than CW_EXCHANGE_ISSUES_MAX there, nobody knows who sits where, more than
 * CW_EXCHANGE_ACTORS_MAX actors, or one with different capabilities. */
cw_status cw_trial_settle_together(double *points, const cw_trial *trial,
                                   const cw_joint_model *model);

/* Scores climatology, the softened median and the ensemble: three rows of forecasts and marks. Fills
 * what `made` keeps of the fit on all decisions. */
cw_status cw_trial_distributions(cw_backtest *made, const cw_trial *trial, double *forecasts,
                                 cw_mark *marks);

#endif
