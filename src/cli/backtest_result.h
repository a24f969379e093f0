/* What a backtest found, as text, CSV or JSON. */
#ifndef CW_CLI_BACKTEST_RESULT_H
#define CW_CLI_BACKTEST_RESULT_H

#include "counterweight/bargaining.h"

#include "cli/session.h"

/* Appends the result in the form that `shared` asks for. `left_out` rows could not be used. */
cw_status cw_backtest_write(cw_text *out, const cw_session *session,
                            const cw_shared_settings *shared, const cw_backtest *backtest,
                            size_t left_out);

#endif
