/* Forecasts from a dossier: where each issue ends at each forum, by any outcome models, over the draws
 * of its ranges. Unlike a study it asks nothing else, and so affords the slow models too. */
#ifndef COUNTERWEIGHT_STUDY_PREDICT_H
#define COUNTERWEIGHT_STUDY_PREDICT_H

#include "counterweight/study.h"

/* What is asked; all borrowed. */
typedef struct cw_predict_query {
    size_t what_if; /* CW_NONE: the base case */
    size_t issue;   /* CW_NONE: all */
    size_t forum;   /* CW_NONE: all */
    const cw_outcome_model *const *models;
    size_t model_count;                 /* at most CW_OUTCOME_MODELS_MAX; may be 0 */
    const cw_joint_model *const *joint; /* models over all issues that a forum can take */
    size_t joint_count;                 /* at most CW_OUTCOME_MODELS_MAX; may be 0 */
    bool distributions;                 /* and the ensemble's */
    uint64_t seed;
    uint64_t draws; /* 1 to 10,000,000 */
    size_t threads; /* 0: one per processor; never changes the result */
} cw_predict_query;

/* What one outcome model says of one issue at one forum. */
typedef struct cw_prediction {
    cw_summary forecast;     /* its bare outcome over the draws, points */
    cw_summary settled;      /* with acceptance, chair and threat (counterweight/venue.h) */
    bool has_distribution;   /* there is one: asked for, and the model's errors are known */
    cw_density distribution; /* forecasts of all draws, each with the spread of the calibration that
                                ships; draws are rounded to whole points first */
} cw_prediction;

/* What one joint model says of one issue at one forum. */
typedef struct cw_joint_prediction {
    cw_summary outcome;    /* over the draws; NaN where the forum can take no other issue */
    bool has_distribution; /* as above */
    cw_density distribution;
} cw_joint_prediction;

/* One issue at one forum. */
typedef struct cw_predicted_venue {
    size_t issue;
    size_t forum;
    size_t voters;
    cw_summary bilateral;       /* between the two states alone */
    cw_prediction *models;      /* by model of the query */
    cw_joint_prediction *joint; /* by joint model */
    cw_density ensemble;        /* the mean of its distributions over the draws; where asked for */
} cw_predicted_venue;

typedef struct cw_predictions {
    cw_predicted_venue *venues; /* those where the issue can be taken, by issue, then forum */
    size_t venue_count;
    size_t beyond_reach; /* venues left out because they cannot be computed */
    cw_arena arena;      /* owns all of it */
} cw_predictions;

/* Draws, solves and sums up. The draws are those of cw_study_run() with the same seed, and so are the
 * summaries. Joint models see all issues that can be taken at the forum, the voters of each, and
 * capabilities as coded, without formality and voices. CW_ERROR_USAGE: more models or draws than
 * allowed; CW_ERROR_MEMORY; CW_ERROR_INTERRUPTED, within one solution of one model; *out is then
 * untouched. The caller frees it with cw_predictions_free(). Reports progress. Cost: draws * venues *
 * models. */
cw_status cw_predict(cw_predictions **out, cw_context *context, const cw_dossier *dossier,
                     const cw_predict_query *query);
void cw_predictions_free(cw_predictions *predictions);

#endif
