/* Forecasts from a plain table of actors, without a dossier. */
#ifndef CW_CLI_FORECAST_TABLE_H
#define CW_CLI_FORECAST_TABLE_H

#include "cli/forecast_sheet.h"

/* Reads the table and writes what is asked of each issue (of the one called `issue`, if not NULL). */
cw_status cw_forecast_table(cw_text *out, const cw_forecast_query *query, const char *path,
                            const char *issue);

/* The whole result as JSON. */
cw_status cw_forecast_table_json(cw_text *out, const cw_forecast_sheet *of);

#endif
