/* Which forecasts are asked for, and how they are shown. */
#ifndef CW_CLI_FORECAST_QUERY_H
#define CW_CLI_FORECAST_QUERY_H

#include "cli/model_choice.h"

/* What is asked of the runs of models that go round by round, in place of outcomes. */
typedef enum cw_forecast_log {
    CW_LOG_NONE,
    CW_LOG_OFFERS,     /* who offered what to whom */
    CW_LOG_POSITIONS,  /* where each actor stood after each round */
    CW_LOG_COALITIONS, /* who is for and against, for each pair of actors */
    CW_LOG_TRADES      /* who yielded what to whom across issues */
} cw_forecast_log;

/* The words of the option, ended by NULL, in the order of cw_forecast_log. */
extern const char *const cw_forecast_log_words[];

typedef struct cw_forecast_query {
    cw_session *session;
    const cw_shared_settings *shared;
    cw_model_choice chosen;
    bool distribution; /* predictive distributions in place of points */
    double above;      /* P(outcome > above) too; NaN: not asked for */
    bool explain;      /* also who moved whom */
    cw_forecast_log log;
} cw_forecast_query;

#endif
