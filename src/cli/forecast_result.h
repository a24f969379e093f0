/* The forecasts of a dossier, written as text, CSV or JSON. */
#ifndef CW_CLI_FORECAST_RESULT_H
#define CW_CLI_FORECAST_RESULT_H

#include "counterweight/study/modes_table.h"
#include "counterweight/study/predict.h"

#include "cli/forecast_sheet.h"

/* What is written; all borrowed. */
typedef struct cw_forecast_told {
    const cw_forecast_query *query;
    const cw_dossier *dossier;
    const cw_predictions *predictions;
    const cw_modes_table *modes;    /* for what is told round by round; NULL: nothing is */
    const cw_forecast_sheet *sheet; /* of `modes` */
} cw_forecast_told;

/* Writes it as the shared settings ask. */
cw_status cw_forecast_write(cw_text *out, const cw_forecast_told *told);

/* The place of a venue in the table at modes, or CW_NONE. */
size_t cw_forecast_told_place(const cw_forecast_told *told, const cw_predicted_venue *venue);

/* The whole result as JSON. */
cw_status cw_forecast_write_json(cw_text *out, const cw_forecast_told *told);

#endif
