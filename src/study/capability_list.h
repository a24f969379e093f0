/* Looking up capabilities that are given in a table of their own. */
#ifndef CW_STUDY_CAPABILITY_LIST_H
#define CW_STUDY_CAPABILITY_LIST_H

#include "counterweight/study/capabilities.h"

typedef struct cw_capability_list {
    const cw_table *table; /* NULL: all are equal */
    size_t actor;          /* columns */
    size_t capability;
} cw_capability_list;

/* Opens what is given. CW_ERROR_INPUT, with diagnostics, where a column is missing; *out is then not to be
 * used. O(columns). */
cw_status cw_capability_list_open(cw_capability_list *out, cw_diagnostics *diagnostics,
                                  const cw_capabilities *given);

/* The capability of one actor. NaN, or a number below 0, with a diagnostic: it is not there, stands there
 * twice, or is no number from 0 up. O(rows). */
double cw_capability_list_find(const cw_capability_list *list, cw_diagnostics *diagnostics,
                               const char *actor);

#endif
