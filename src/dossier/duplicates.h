/* duplicates: keys that a mapping holds twice. */
#ifndef DOSSIER_DUPLICATES_H
#define DOSSIER_DUPLICATES_H

#include "counterweight/base/context.h"
#include "counterweight/base/diagnostic.h"
#include "dossier/tree.h"

/* Reports each key of `mapping` that stood there before and takes its value out of the mapping.
 * Returns CW_OK or CW_ERROR_MEMORY. Cost O(n log n) for n keys, whatever the keys are. */
cw_status cw_duplicates_remove(cw_node *mapping, cw_context *context, cw_diagnostics *diagnostics);

#endif
