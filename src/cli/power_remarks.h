/* Remarks about the quotas of a range: each made once, with the quotas it is true of. */
#ifndef CW_CLI_POWER_REMARKS_H
#define CW_CLI_POWER_REMARKS_H

#include "cli/session.h"

typedef struct cw_power_remark {
    const char *message;
    cw_text quotas;   /* "4 to 8, 12": all but those that began at `first` */
    const char *from; /* the quota at which the last run of quotas began */
    const char *to;   /* and the last of them so far */
    size_t last;      /* its place in the range */
    struct cw_power_remark *next;
} cw_power_remark;

typedef struct cw_power_remarks {
    cw_power_remark *first; /* in the order in which they were first made */
    cw_status status;       /* the first failure */
    cw_arena arena;
} cw_power_remarks;

/* Begins without a remark. `context` is borrowed until the end. */
void cw_power_remarks_begin(cw_power_remarks *remarks, cw_context *context);

/* `message` is true of the quota `label`, which is number `place` of the range; places only rise. */
void cw_power_remarks_add(cw_power_remarks *remarks, const char *message, const char *label,
                          size_t place);

/* Makes the remarks and frees what was kept. Returns the first failure. */
cw_status cw_power_remarks_tell(cw_power_remarks *remarks, cw_session *session);

#endif
