/* Forecasts from a plain table of actors, without a dossier. */
#ifndef CW_CLI_FORECAST_TABLE_H
#define CW_CLI_FORECAST_TABLE_H

#include "cli/forecast_sheet.h"

/* What the command line says in place of the table. NULL: nothing. */
typedef struct cw_forecast_reading {
    const char *capability; /* a file, or "equal" */
    const char *proposer;   /* name of an actor */
} cw_forecast_reading;

/* Reads the table and writes what is asked of each issue (of the one called `issue`, if not NULL). */
cw_status cw_forecast_table(cw_text *out, const cw_forecast_query *query, const char *path,
                            const char *issue, const cw_forecast_reading *reading);

/* The whole result as JSON. */
cw_status cw_forecast_table_json(cw_text *out, const cw_forecast_sheet *of);

#endif
