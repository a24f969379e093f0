/* What a severity is called. */
#ifndef BASE_SEVERITY_H
#define BASE_SEVERITY_H

#include "counterweight/base/diagnostic.h"

/* "note", "warning" or "error". Static text. */
const char *cw_severity_name(cw_severity severity);

#endif
