/* How a run is put together, round by round. */
#ifndef CW_BARGAINING_RUN_H
#define CW_BARGAINING_RUN_H

#include "counterweight/bargaining/run.h"

/* Most offers one run may log. */
#define CW_OFFERS_MAX 4000000

/* A run of `actors` on `issues` with room for `rounds` rounds and no state yet. CW_ERROR_MEMORY. */
cw_status cw_run_begin(cw_run **out, cw_context *context, size_t actors, size_t issues,
                       size_t rounds);

/* Stores the next state (the start, then one after each round): positions [actor][issue] and, by
 * the actors' `weight` [actor][issue], medians and means. */
void cw_run_record(cw_run *run, const double *position, const double *weight);

/* Adds an offer. CW_ERROR_MEMORY; CW_ERROR_LIMIT beyond CW_OFFERS_MAX. */
cw_status cw_run_log(cw_run *run, const cw_offer *offer);

/* How many rounds ago the last state was met before, to within CW_POINT_TOLERANCE for every actor
 * and issue; 0 where it was not. The least such number. O(rounds * actors * issues). */
size_t cw_run_recurs(const cw_run *run);

#endif
