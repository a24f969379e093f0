/* Remarks about the quotas of a range. */
#include "cli/power_remarks.h"

#include <string.h>

void cw_power_remarks_begin(cw_power_remarks *remarks, cw_context *context)
{
    *remarks = (cw_power_remarks){.first = NULL};
    cw_arena_init(&remarks->arena, context);
}

/* The remark with this message, made anew where there is none; NULL without memory. */
static cw_power_remark *find(cw_power_remarks *remarks, const char *message)
{
    cw_power_remark **at = &remarks->first;
    while (*at != NULL && strcmp((*at)->message, message) != 0)
        at = &(*at)->next;
    if (*at != NULL)
        return *at;
    cw_power_remark *remark = cw_arena_allocate(&remarks->arena, 1, sizeof *remark);
    const char *copy = cw_arena_copy(&remarks->arena, message, strlen(message));
    if (remark == NULL || copy == NULL)
        return NULL;
    *remark = (cw_power_remark){.message = copy};
    cw_text_init(&remark->quotas, remarks->arena.context);
    *at = remark;
    return remark;
}

/* Writes the run of quotas that has come to its end. */
static void append_run(cw_power_remark *remark)
{
    cw_text_append(&remark->quotas, remark->quotas.length > 0 ? ", " : "");
    cw_text_append(&remark->quotas, remark->from);
    if (remark->to == remark->from)
        return;
    cw_text_append(&remark->quotas, " to ");
    cw_text_append(&remark->quotas, remark->to);
}

void cw_power_remarks_add(cw_power_remarks *remarks, const char *message, const char *label,
                          size_t place)
{
    if (remarks->status != CW_OK)
        return;
    cw_power_remark *remark = find(remarks, message);
    const char *quota = cw_arena_copy(&remarks->arena, label, strlen(label));
    if (remark == NULL || quota == NULL) {
        remarks->status = CW_ERROR_MEMORY;
        return;
    }
    bool goes_on = remark->from != NULL && remark->last + 1 == place;
    if (remark->from != NULL && !goes_on)
        append_run(remark);
    remark->from = goes_on ? remark->from : quota;
    remark->to = quota;
    remark->last = place;
}

cw_status cw_power_remarks_tell(cw_power_remarks *remarks, cw_session *session)
{
    for (cw_power_remark *remark = remarks->first; remark != NULL; remark = remark->next) {
        append_run(remark);
        if (remarks->status == CW_OK)
            remarks->status = remark->quotas.status;
        if (remarks->status == CW_OK)
            cw_session_remark(session, "%s: %s", cw_text_string(&remark->quotas), remark->message);
        cw_text_free(&remark->quotas);
    }
    cw_arena_free(&remarks->arena);
    return remarks->status;
}
