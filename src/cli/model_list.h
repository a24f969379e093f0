/* Lists of outcome models on the command line. */
#ifndef CW_CLI_MODEL_LIST_H
#define CW_CLI_MODEL_LIST_H

#include "cli/session.h"

/* Marks in wanted[0..count) the ids that a list such as "nash,core" names; NULL names all. An unknown
 * one is a complaint with the nearest id and CW_ERROR_USAGE. */
cw_status cw_model_list_read(bool *wanted, cw_session *session, const char *list,
                             const char *const *ids, size_t count);

#endif
