/* Forecasts from a plain table of actors, without a dossier. */
#ifndef CW_CLI_FORECAST_TABLE_H
#define CW_CLI_FORECAST_TABLE_H

#include "counterweight/study/issue_table.h"

#include "cli/forecast_result.h"

/* Reads the table and writes what the models that `query` wants say of each issue (of the one called
 * `issue`, if not NULL), as its shared settings ask; with `explain` also who moved whom. Of the query
 * session, shared, models, model_count and wanted are used. */
cw_status cw_forecast_table(cw_text *out, const cw_forecast_query *query, const char *path,
                            const char *issue, bool explain);

#endif
