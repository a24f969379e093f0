/* Quotas and changes as the command line writes them. */
#ifndef CW_CLI_POWER_QUOTA_H
#define CW_CLI_POWER_QUOTA_H

#include "cli/power_body.h"

/* The weights of a table as read. */
typedef struct cw_power_columns {
    size_t count;
    const char **names;
    const double *raw; /* [column][member] */
} cw_power_columns;

/* Applies --leave, --bloc and --join, in this order. Errors: CW_ERROR_USAGE (told),
 * CW_ERROR_MEMORY. */
cw_status cw_power_body_change(cw_power_body *body, cw_session *session,
                               const cw_power_table_request *request);

/* Reads a quota that is a share, "65%" or ">50%". CW_ERROR_USAGE, told, for any other. */
cw_status cw_power_quota_share(double *percent, bool *more_than, cw_session *session,
                               const char *quota);

/* A sweep: "50%..90%/1%", or "votes:50%..90%/1%,members:55%", one condition of which goes through a
 * range. */
typedef struct cw_power_sweep {
    const char *quota;    /* as the command line wrote it */
    size_t before, after; /* bytes of it before the range, and at which it goes on */
    double first;
    double last;
    double step;
    bool percent;
    size_t count;
} cw_power_sweep;

/* Whether `quota` is a sweep ("..", and for how many quotas); CW_ERROR_USAGE, told, where it is one
 * badly written. *is_sweep is set in any other case. */
cw_status cw_power_sweep_read(cw_power_sweep *out, bool *is_sweep, cw_session *session,
                              const char *quota);

/* Writes the k-th quota of a sweep as the command line would. */
void cw_power_sweep_quota(cw_text *out, const cw_power_sweep *sweep, size_t k);

#endif
