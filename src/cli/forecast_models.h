/* The outcome models that a forecast is asked of. */
#ifndef CW_CLI_FORECAST_MODELS_H
#define CW_CLI_FORECAST_MODELS_H

#include "cli/forecast_query.h"
#include "cli/model_variants.h"

/* Chooses models into `query`: those a list names (ids, ids with settings, joint models), in the order of
 * the registry, variants after it, joint models apart. Without a list (NULL) all; for the forecasts
 * of a dossier those fast enough for every draw. `variants`, begun by the caller, holds what `query` then borrows. A
 * complaint and CW_ERROR_USAGE where a name is none. */
cw_status cw_forecast_choose_models(cw_forecast_query *query, cw_model_variants *variants,
                                    const char *list, bool of_dossier);

#endif
