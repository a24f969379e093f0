/* One forum in one case: members, concentration of capability, voting power. */
#ifndef COUNTERWEIGHT_STUDY_FORUM_MEASURE_H
#define COUNTERWEIGHT_STUDY_FORUM_MEASURE_H

#include "counterweight/study.h"

/* Measures `forum` with every quantity at its mode (`modes`). Where the votes are as in another case,
 * `known` (NULL: there is none) with what it found, its voting power, which may have taken seconds,
 * is copied. Lists are of `arena`. A body too large for the engines at hand is reported without its
 * power, not refused. Errors: CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_forum_measure(cw_forum_result *result, cw_arena *arena, const cw_case *built,
                           size_t forum, const double *modes, const cw_case *known,
                           const cw_forum_result *found);

#endif
