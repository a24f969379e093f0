/* What 'sweep --vary' names: a number of the dossier and the values it takes. */
#ifndef CW_CLI_SWEEP_AXIS_H
#define CW_CLI_SWEEP_AXIS_H

#include "counterweight/study/sweep.h"

#include "cli/session.h"

/* Reads "PATH=FROM..TO/STEPS"; steps + 1 values from FROM to TO. CW_ERROR_USAGE, told: badly written,
 * too many steps, a value off what the number may be, or a path that names no number, with the nearest
 * one or, where none is near, those that have a part in the settlement `options` speaks of. */
cw_status cw_sweep_axis_read(cw_sweep_axis *out, cw_session *session, const cw_dossier *dossier,
                             const cw_sweep_options *options, const char *written);

/* Complains that nothing is varied, and lists what can be. CW_ERROR_USAGE. */
cw_status cw_sweep_axis_missing(cw_session *session, const cw_dossier *dossier,
                                const cw_sweep_options *options);

#endif
