/* The minimal winning coalitions of bodies, written as text, CSV or JSON, body after body. */
#ifndef CW_CLI_POWER_MINIMAL_H
#define CW_CLI_POWER_MINIMAL_H

#include "counterweight/brief/sheet.h"

#include "cli/power_body.h"

typedef struct cw_power_minimal {
    cw_session *session;
    const cw_shared_settings *shared;
    cw_text *out;
    cw_sheet sheet; /* of CSV */
    size_t bodies;
} cw_power_minimal;

/* Begins a list on `out`, borrowed until the end. */
void cw_power_minimal_begin(cw_power_minimal *list, cw_text *out, cw_session *session,
                            const cw_shared_settings *shared);

/* Adds the minimal winning coalitions of a body: those in which nobody could be missed, up to 1,000
 * of them as text, 100,000 as data; where there are more, a remark says so. `label` tells a sweep's
 * bodies apart. Errors: CW_ERROR_LIMIT (a rule with "not"; told), CW_ERROR_MEMORY,
 * CW_ERROR_INTERRUPTED. */
cw_status cw_power_minimal_add(cw_power_minimal *list, const cw_power_body *body,
                               const char *label);

/* Ends the list and frees what it holds. Returns the first failure. */
cw_status cw_power_minimal_end(cw_power_minimal *list);

#endif
