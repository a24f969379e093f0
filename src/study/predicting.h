/* Forecasts of a dossier under way: what their parts share. */
#ifndef COUNTERWEIGHT_STUDY_PREDICTING_H
#define COUNTERWEIGHT_STUDY_PREDICTING_H

#include "counterweight/study/predict.h"

/* Draws in a chunk: a slow model takes milliseconds for each. */
#define CW_PREDICT_CHUNK 32

/* One issue at one forum, whether asked for or only seen by joint models. */
typedef struct cw_predicted_pair {
    size_t issue;
    size_t forum;
    cw_venue *venue; /* owned; NULL: it cannot be taken there, or not be computed */
} cw_predicted_pair;

typedef struct cw_predicting {
    cw_context *context;
    const cw_dossier *dossier;
    const cw_predict_query *query;
    size_t draws;
    size_t threads;
    size_t chunks;
    cw_case *built;              /* owned */
    cw_sampler *sampler;         /* owned */
    double *worlds;              /* owned: [thread][quantity] */
    double *drawn;               /* owned: [draw][quantity]; NULL where too large */
    double *columns;             /* owned: [column][draw], of the pass under way */
    double *work;                /* owned: one column to reorder in */
    cw_density *chunk_ensembles; /* owned: sums over the draws of each chunk; NULL: not asked for */
    cw_density climatology;
    cw_predicted_pair *pairs; /* owned */
    size_t pair_count;
    cw_predictions *made;
    size_t passes; /* over all draws */
    size_t pass;   /* under way */
    cw_progress_function *watcher;
    void *watcher_payload;
    cw_arena arena; /* what lives as long as this */
} cw_predicting;

/* Makes room for `count` columns, unset. CW_ERROR_MEMORY. */
cw_status cw_predicting_columns(cw_predicting *p, size_t count);

/* What is done with one world: `values` is that of `draw`. Draws are shared out among threads. */
typedef cw_status cw_predicted_world(void *payload, const double *values, size_t draw);

/* One pass: hands the world of every draw to `function`. Its first failure, or CW_ERROR_INTERRUPTED. */
cw_status cw_predicting_pass(cw_predicting *p, cw_predicted_world *function, void *payload);

/* The summary of a column. */
cw_summary cw_predicting_summary(const cw_predicting *p, size_t column);

/* The forecasts in a column with the spread of the model's errors; false where distributions are not asked
 * for, or the model is silent or not calibrated. */
bool cw_predicting_spread(cw_density *out, const cw_predicting *p, size_t column,
                          const char *model);

/* Fills one of made->venues, whose place is set. */
cw_status cw_predict_venue(cw_predicting *p, cw_predicted_venue *out, const cw_venue *venue);

/* Whether a forum has several issues that can be put together. */
bool cw_predicts_together(const cw_predicting *p, size_t forum);

/* Settles all issues of a forum together, and hands the summaries to its made->venues. */
cw_status cw_predict_together(cw_predicting *p, size_t forum);

#endif
