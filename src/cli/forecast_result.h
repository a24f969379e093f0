/* The forecasts of a study, written as text, CSV or JSON. */
#ifndef CW_CLI_FORECAST_RESULT_H
#define CW_CLI_FORECAST_RESULT_H

#include "counterweight/bargaining.h"
#include "counterweight/study.h"

#include "cli/session.h"

/* Most outcome models there can be. */
#define CW_FORECAST_MODELS_MAX 64
#define CW_FORECAST_JOINT_MAX 8

/* Which forecasts are asked for. */
typedef struct cw_forecast_query {
    cw_session *session;
    const cw_shared_settings *shared;
    const cw_study *study;
    size_t shown; /* the case: an index into the study's */
    size_t issue; /* CW_NONE: all */
    size_t forum; /* CW_NONE: all */
    const cw_outcome_model *const *models;
    size_t model_count; /* at most CW_FORECAST_MODELS_MAX */
    bool wanted[CW_FORECAST_MODELS_MAX];
    bool wanted_joint[CW_FORECAST_JOINT_MAX]; /* of cw_joint_models() */
    bool named;                               /* models were named one by one */
    bool distribution;                        /* predictive distributions in place of points */
    double above;                             /* P(outcome > above) too; NaN: not asked for */
} cw_forecast_query;

/* Writes them as the shared settings ask. */
cw_status cw_forecast_write(cw_text *out, const cw_forecast_query *query);

#endif
