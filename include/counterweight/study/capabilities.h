/* Capabilities from elsewhere than the table of issues or decisions that they are for. */
#ifndef COUNTERWEIGHT_STUDY_CAPABILITIES_H
#define COUNTERWEIGHT_STUDY_CAPABILITIES_H

#include "counterweight/table.h"

/* What takes the place of a table's own capabilities. Readers take a pointer to one; NULL there means that
 * the table's own count. */
typedef struct cw_capabilities {
    const cw_table
        *table; /* columns actor and capability; borrowed. NULL: all actors are equal, 1 each */
} cw_capabilities;

#endif
