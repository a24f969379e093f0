/* Designs: weights for a wanted distribution of power, written as text, CSV or JSON. */
#ifndef CW_CLI_POWER_DESIGN_H
#define CW_CLI_POWER_DESIGN_H

#include "cli/power_body.h"

typedef struct cw_power_design_request {
    const cw_power_table_request *table; /* its target: the column of what is wanted */
    const char *index;                   /* id as the command line wrote it; NULL: banzhaf */
    bool exact;                          /* all games or none */
    bool fast;                           /* a search, also for a few members */
} cw_power_design_request;

/* Reads the table at `path`, finds the design and appends it to `out`. Errors: CW_ERROR_INPUT,
 * CW_ERROR_USAGE, CW_ERROR_LIMIT (all told), CW_ERROR_IO, CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_power_design(cw_text *out, cw_session *session, const cw_shared_settings *shared,
                          const char *path, const cw_power_design_request *request);

#endif
