/* Models against what happened: forecasts and predictive distributions scored on past decisions,
 * never on those they were fitted to. */
#ifndef COUNTERWEIGHT_BARGAINING_BACKTEST_H
#define COUNTERWEIGHT_BARGAINING_BACKTEST_H

#include <stdint.h>

#include "counterweight/bargaining/calibration.h"
#include "counterweight/bargaining/joint.h"
#include "counterweight/bargaining/model.h"

/* A decision that was taken. Arrays of the problem are borrowed. */
typedef struct cw_past_decision {
    cw_bargaining_problem problem;
    double outcome; /* points, 0 to 100 */
    size_t cluster; /* decisions of one cluster (one proposal) hang together: any numbers */
    /* For joint models, which settle the decisions of one sitting together: */
    size_t sitting; /* any number */
    const size_t
        *actor; /* who each actor is: numbers that mean the same in all decisions of a sitting;
                            NULL: not known, and joint models say nothing; borrowed */
    const double *capability; /* of each, in place of those of the problem; NULL: those; borrowed */
} cw_past_decision;

typedef struct cw_backtest_options {
    size_t folds;     /* by cluster, in order of first appearance; 2 to 100 */
    size_t resamples; /* of the bootstrap over clusters; 0 (no intervals) to 10,000 */
    uint64_t seed;
    const cw_calibration *calibration; /* NULL: fit on the other folds. Else nothing is fitted here:
                                          distributions are those of this calibration, which must
                                          come from other decisions; folds are not used; borrowed */
    const cw_joint_model *const *joint; /* also scored; borrowed */
    size_t joint_count;
} cw_backtest_options;

#define CW_BACKTEST_OPTIONS_INIT                                                                   \
    (cw_backtest_options)                                                                          \
    {                                                                                              \
        .folds = 10, .resamples = 1000, .seed = 20220524                                           \
    }

/* A figure with its 95% interval: percentile bootstrap over clusters (NaN without resamples). */
typedef struct cw_score {
    double value;
    double low95;
    double high95;
} cw_score;

/* How one forecaster did. Errors in points. */
typedef struct cw_backtest_row {
    const char *id; /* of the model; or "climatology", "softened-median", "ensemble" */
    const char *title;
    size_t scored; /* decisions on which it says something; the rest of the row is over those */
    cw_score mean_error;
    cw_score median_error;
    cw_score within_ten; /* share with an error of at most 10 points */
    cw_score crps;
    cw_score coverage50; /* share of outcomes within the central 50% interval, ends included */
    cw_score coverage80;
    cw_score coverage95;
    cw_score central50; /* the same with outcomes at the ends counted in part:
                           cw_density_central_part() */
    cw_score central80;
    cw_score central95;
    cw_score difference; /* mean error less that of the weighted mean on the same decisions */
    double spread;       /* of its error model, fitted on all decisions or of the calibration,
                              points; NaN: has none, so no distribution, and NaN from crps to
                              coverage95 */
} cw_backtest_row;

/* Fewest clusters that bootstrap intervals are given for: from fewer, percentiles say more of the
 * number of clusters than of the models. */
#define CW_BACKTEST_CLUSTERS_LEAST 5

typedef struct cw_backtest {
    cw_backtest_row
        *rows; /* one for each model, one for each joint model, then climatology, softened
                              median, ensemble */
    size_t row_count;
    double *forecasts; /* [row][decision]: point forecasts; NaN: silent */
    size_t decisions;
    size_t clusters;
    /* What is fitted on all decisions (or was taken from the calibration), for those to come: */
    cw_ensemble_mix mix;
    double happened[CW_CALIBRATION_BINS];
    double sharpness;
    cw_arena arena;
} cw_backtest;

/* Scores `models`, joint models and the ensemble. A joint model settles all decisions of a sitting
 * together, and says nothing of those that stand alone there, nor where the decisions do not say
 * who their actors are, or one has different capabilities; its difference to the weighted mean is
 * over the decisions it covers. A model's distribution is a normal error around its point that ends
 * at the ends of the scale (cw_density_of_errors()), with the standard deviation that has the least
 * CRPS on the other folds. Climatology is the other folds' outcomes with errors of 2 points; the
 * softened median has the sharpness, and the ensemble the weights, with the least CRPS on the other
 * folds, and then the sureness under which their outcomes are likeliest. The point forecast of a
 * distribution is its median. Intervals of figures need CW_BACKTEST_CLUSTERS_LEAST clusters, else
 * they are NaN. docs/methods/backtest.md has the definitions. CW_ERROR_USAGE: no decision, more
 * than 65,535, an unsound one, fewer clusters than folds (without a calibration), unsound options;
 * CW_ERROR_MEMORY; CW_ERROR_INTERRUPTED; *out is then untouched. The caller frees it with
 * cw_backtest_free(). Cost: the models on each decision; 6 kB of memory a decision. Thread-safe. */
cw_status cw_backtest_run(cw_backtest **out, cw_context *context, const cw_past_decision *decisions,
                          size_t count, const cw_outcome_model *const *models, size_t model_count,
                          const cw_backtest_options *options);
void cw_backtest_free(cw_backtest *backtest);

#endif
