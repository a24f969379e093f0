/* What is, and what can be, at a place where a file is looked for. */
#ifndef BASE_FILE_PLACE_H
#define BASE_FILE_PLACE_H

#include <sys/types.h>

#include "counterweight/base/context.h"
#include "counterweight/base/diagnostic.h"

/* As cw_file_kind(), of what stat() found. */
const char *cw_file_kind_of(mode_t mode);

/* As cw_file_refuse_new(), for a path that leads to `target` by links. */
cw_status cw_file_refuse_target(cw_diagnostics *diagnostics, cw_context *context, const char *path,
                                const char *target);

#endif
