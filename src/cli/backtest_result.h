/* What a backtest found, as text, CSV or JSON. */
#ifndef CW_CLI_BACKTEST_RESULT_H
#define CW_CLI_BACKTEST_RESULT_H

#include "counterweight/study/past.h"

#include "cli/session.h"

/* Appends the scores in the form that `shared` asks for; `past` is what was scored. */
cw_status cw_backtest_write(cw_text *out, const cw_session *session,
                            const cw_shared_settings *shared, const cw_backtest *backtest,
                            const cw_past *past);

/* Appends each decision, what happened and what each forecaster said, in the form that `shared` asks
 * for. */
cw_status cw_backtest_write_each(cw_text *out, const cw_session *session,
                                 const cw_shared_settings *shared, const cw_backtest *backtest,
                                 const cw_past *past);

#endif
