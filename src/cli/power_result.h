/* Voting power, written as text, CSV or JSON. */
#ifndef CW_CLI_POWER_RESULT_H
#define CW_CLI_POWER_RESULT_H

#include "cli/power_game.h"
#include "cli/session.h"

/* Writes `count` games as the shared settings ask. */
cw_status cw_power_write(cw_text *out, const cw_session *session, const cw_shared_settings *shared,
                         const cw_power_game *games, size_t count);

#endif
