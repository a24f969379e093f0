/* Lists of outcome models on the command line. */
#ifndef CW_CLI_MODEL_LIST_H
#define CW_CLI_MODEL_LIST_H

#include "counterweight/bargaining.h"

#include "cli/session.h"

/* Marks in wanted[0..count) the `models` that a list of ids such as "nash,core" names; NULL names
 * all. An unknown id is a complaint with the nearest one and CW_ERROR_USAGE. */
cw_status cw_model_list_read(bool *wanted, cw_session *session, const char *list,
                             const cw_outcome_model *const *models, size_t count);

#endif
