/* Bodies that divide a pie, as text, CSV or JSON, body after body. */
#ifndef CW_CLI_DIVIDE_RESULT_H
#define CW_CLI_DIVIDE_RESULT_H

#include "counterweight/bargaining/procedure.h"
#include "counterweight/brief/sheet.h"

#include "cli/power_body.h"

/* A body, the game it plays and what comes out: one share for each member. Borrowed. */
typedef struct cw_division {
    const cw_power_body *body;
    const cw_legislature *legislature;
    const cw_legislature_share *shares;
} cw_division;

typedef struct cw_division_report {
    const cw_session *session;
    const cw_shared_settings *shared;
    cw_text *out;
    cw_sheet sheet; /* of CSV */
    size_t bodies;
} cw_division_report;

/* Begins a report on `out`, borrowed until the end. */
void cw_division_report_begin(cw_division_report *report, cw_text *out, const cw_session *session,
                              const cw_shared_settings *shared);

/* Adds a body. Returns the first failure. */
cw_status cw_division_report_add(cw_division_report *report, const cw_division *division);

/* Ends the report and frees what it holds. Returns the first failure. */
cw_status cw_division_report_end(cw_division_report *report);

#endif
