/* Coalitions: who is for the position of one actor, who for that of another. */
#ifndef CW_CLI_FORECAST_CONTESTS_H
#define CW_CLI_FORECAST_CONTESTS_H

#include "counterweight/brief/sheet.h"

#include "cli/forecast_sheet.h"

/* Adds the columns: for people one row a pair, else one a pair and actor. */
void cw_contests_columns(cw_sheet *sheet, bool for_people);

/* Adds the contests of all pairs; those at one position have nothing to contest. CW_ERROR_INTERRUPTED. */
cw_status cw_contests_add(cw_sheet *sheet, const cw_forecast_query *query,
                          const cw_table_issue *issue, bool for_people);

/* Appends those of one issue as a sheet for people. */
cw_status cw_contests_text(cw_text *out, const cw_forecast_sheet *of, size_t issue);

#endif
