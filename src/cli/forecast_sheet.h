/* What models say of the issues of a table; what is told round by round. */
#ifndef CW_CLI_FORECAST_SHEET_H
#define CW_CLI_FORECAST_SHEET_H

#include "counterweight/study/joint_table.h"

#include "cli/forecast_query.h"

/* A table with what its joint models gave. Zero it, set the first four and `joint`, then run. */
typedef struct cw_forecast_sheet {
    const cw_forecast_query *query;
    const cw_issue_table *table;
    size_t first; /* issues shown: from first up to, without, end */
    size_t end;
    const cw_joint_table *joint;       /* NULL where issues cannot be put together */
    cw_run *runs[CW_JOINT_CHOICE_MAX]; /* by joint model of the query; NULL where it has none */
    cw_exchange *exchanges[CW_JOINT_CHOICE_MAX];
} cw_forecast_sheet;

/* Runs the joint models, if issues can be put together. Says first where that may take long. Errors as
 * cw_joint_solve(). The caller frees the runs with cw_forecast_sheet_free(), whatever the status. */
cw_status cw_forecast_sheet_run(cw_forecast_sheet *of);
void cw_forecast_sheet_free(cw_forecast_sheet *of);

/* Remarks on the issues shown: nobody weighs; models that may take long, by a run on few of the actors, or
 * that do not take so many. CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_forecast_sheet_remark(const cw_forecast_sheet *of);

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

/* ---- forecast_log.c ---- */

/* The log that the query asks for, as text, CSV or JSON. */
cw_status cw_forecast_sheet_log(cw_text *out, const cw_forecast_sheet *of);

/* Accepted offers on one issue, for people; after the last issue also joint bargains and trades. */
cw_status cw_forecast_sheet_explain(cw_text *out, const cw_forecast_sheet *of, size_t issue);

/* ---- forecast_rounds.c ---- */

/* Appends `, "end": ..., "cycle": n, "rounds": [...], "positions": {...}` of one issue of a run. */
void cw_forecast_rounds_json(cw_text *out, const cw_run *run, const char *const *actors,
                             size_t issue);

/* Appends the same of an outcome model on an issue; nothing where it does not go round by round. */
cw_status cw_forecast_model_rounds_json(cw_text *out, const cw_forecast_query *query,
                                        const cw_outcome_model *model, const cw_table_issue *issue);

/* Appends what joint model `model` gave on `issue`: rounds, or outcome before trade and trades. */
void cw_forecast_joint_rounds_json(cw_text *out, const cw_forecast_sheet *of, size_t model,
                                   size_t issue);

#endif
