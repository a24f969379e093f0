/* Forecasts from a dossier. */
#ifndef CW_CLI_FORECAST_DOSSIER_H
#define CW_CLI_FORECAST_DOSSIER_H

#include "cli/forecast_query.h"

/* Ids from the command line; NULL: all issues, all forums, the base case. */
typedef struct cw_forecast_place {
    const char *issue;
    const char *forum;
    const char *what_if;
} cw_forecast_place;

/* Reads the dossier and writes what is asked of each issue at each forum. CW_NO, told, where an issue
 * cannot be taken to the forum asked for. */
cw_status cw_forecast_dossier(cw_text *out, const cw_forecast_query *query, const char *path,
                              const cw_forecast_place *place);

#endif
