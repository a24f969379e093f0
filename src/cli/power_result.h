/* Voting power, written as text, CSV or JSON, body after body. */
#ifndef CW_CLI_POWER_RESULT_H
#define CW_CLI_POWER_RESULT_H

#include "counterweight/brief/sheet.h"

#include "cli/power_sweep.h"

typedef struct cw_power_report {
    const cw_session *session;
    const cw_shared_settings *shared;
    uint64_t wanted; /* bit k: index k of the registry */
    bool is_sweep;   /* text: all bodies in one table for each index */
    cw_text *out;
    cw_sheet sheet;             /* of CSV */
    cw_power_sweep_table sweep; /* of text */
    size_t bodies;
} cw_power_report;

/* Begins a report of the indices in `wanted` on `out`, borrowed until the end. `by_default`: nobody
 * asked for just these, so the text of a sweep, which shows fewer, says how to see others. */
void cw_power_report_begin(cw_power_report *report, cw_text *out, const cw_session *session,
                           const cw_shared_settings *shared, uint64_t wanted, bool by_default);

/* Adds a body that has been solved, or has no members. `label` tells a sweep's bodies apart. */
void cw_power_report_add(cw_power_report *report, const cw_power_body *body, const char *label);

/* Ends the report and frees what it holds. Returns the first failure. */
cw_status cw_power_report_end(cw_power_report *report);

#endif
