/* Lists of outcome models on the command line. */
#ifndef CW_CLI_MODEL_LIST_H
#define CW_CLI_MODEL_LIST_H

#include "cli/session.h"

/* Whether one of the words of a list is "all". */
bool cw_model_list_is_all(const char *list);

/* A complaint and CW_ERROR_USAGE where `word` names a model that settles nothing on a scale, and so has a
 * command of its own. */
cw_status cw_model_list_check_scale(cw_session *session, const char *word);

/* The one of `count` ids that `word` names. Another is a complaint and CW_ERROR_USAGE: for a model that the
 * command does not take, why not; else with the nearest id. */
cw_status cw_model_list_word(size_t *found, cw_session *session, const char *word,
                             const char *const *ids, size_t count);

/* Marks in wanted[0..count) the ids that a list such as "nash,core" names; NULL and "all" name all. Others
 * as above. */
cw_status cw_model_list_read(bool *wanted, cw_session *session, const char *list,
                             const char *const *ids, size_t count);

#endif
