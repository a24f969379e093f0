/* What a forecast will take, told before it begins. */
#ifndef CW_CLI_FORECAST_COST_H
#define CW_CLI_FORECAST_COST_H

#include "counterweight/bargaining.h"

#include "cli/session.h"

/* Seconds that this process has had of processors: what else runs on the machine does not count. */
double cw_processor_seconds(void);

/* Of many actors: remarks how long a model that goes round by round may take, by a run on a few of them, or
 * that it does not take so many. It is to run `times` times. CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_forecast_cost_of_run(cw_session *session, const cw_outcome_model *model,
                                  const cw_bargaining_problem *problem, size_t times);

/* Remarks on a joint model where actors and issues are many. */
void cw_forecast_cost_of_joint(cw_session *session, const cw_joint_model *model,
                               const cw_exchange_problem *problem);

#endif
