/* Forecasts from a plain table of actors, without a dossier. */
#ifndef CW_CLI_FORECAST_TABLE_H
#define CW_CLI_FORECAST_TABLE_H

#include "counterweight/study/joint_table.h"

#include "cli/forecast_result.h"

/* What is asked of the runs of models that go round by round. */
typedef enum cw_forecast_log {
    CW_LOG_NONE,
    CW_LOG_OFFERS,     /* who offered what to whom */
    CW_LOG_POSITIONS,  /* where each actor stood after each round */
    CW_LOG_COALITIONS, /* who is for and against, for each pair of actors */
    CW_LOG_TRADES      /* who yielded what to whom across issues */
} cw_forecast_log;

/* The words of the option, ended by NULL, in the order of cw_forecast_log. */
extern const char *const cw_forecast_log_words[];

/* A table with what its joint models gave. */
typedef struct cw_forecast_sheet {
    const cw_forecast_query *query; /* session, shared, models, wanted, distribution, above count */
    const cw_issue_table *table;
    size_t first; /* issues shown: from first up to, without, end */
    size_t end;
    const cw_joint_table *joint;         /* NULL where issues cannot be put together */
    cw_run *runs[CW_FORECAST_JOINT_MAX]; /* by joint model; NULL where it has none */
    cw_exchange *exchanges[CW_FORECAST_JOINT_MAX];
} cw_forecast_sheet;

/* Reads the table and writes what the wanted models say of each issue (of the one called `issue`, if
 * not NULL), as the shared settings ask; with `explain` also who moved whom, or, with a log, that
 * alone. */
cw_status cw_forecast_table(cw_text *out, const cw_forecast_query *query, const char *path,
                            const char *issue, bool explain, cw_forecast_log log);

/* What an outcome model says of an issue; NaN where it says nothing. */
cw_status cw_forecast_solve(cw_bargaining_outcome *out, const cw_forecast_query *query,
                            const cw_outcome_model *model, const cw_table_issue *issue);

/* What a joint model says of issue `issue`: NaN where it was not run. */
double cw_forecast_joint(const cw_forecast_sheet *of, size_t joint_model, size_t issue);

/* The distribution of a point under the error model that ships; false where there is none. */
bool cw_forecast_spread(cw_density *out, const char *model, double point);

/* Whether the ensemble is shown: beside distributions, unless models were named one by one. */
bool cw_forecast_shows_ensemble(const cw_forecast_query *query);

/* The ensemble's distribution for an issue. */
void cw_forecast_ensemble(cw_density *out, const cw_bargaining_problem *problem);

/* The whole result as JSON. */
cw_status cw_forecast_table_json(cw_text *out, const cw_forecast_sheet *of);

/* One log, as text, CSV or JSON. */
cw_status cw_forecast_table_log(cw_text *out, const cw_forecast_sheet *of, cw_forecast_log log);

/* Accepted offers and trades, for people, after the outcomes of an issue. */
cw_status cw_forecast_table_explain(cw_text *out, const cw_forecast_sheet *of, size_t issue);

#endif
