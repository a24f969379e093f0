/* bargaining: models that say where a collective decision ends. */
#ifndef COUNTERWEIGHT_BARGAINING_H
#define COUNTERWEIGHT_BARGAINING_H

#include "counterweight/bargaining/backtest.h"
#include "counterweight/bargaining/calibration.h"
#include "counterweight/bargaining/challenge.h"
#include "counterweight/bargaining/density.h"
#include "counterweight/bargaining/election.h"
#include "counterweight/bargaining/ensemble.h"
#include "counterweight/bargaining/exchange.h"
#include "counterweight/bargaining/joint.h"
#include "counterweight/bargaining/model.h"
#include "counterweight/bargaining/procedure.h"
#include "counterweight/bargaining/run.h"
#include "counterweight/bargaining/spatial.h"

#endif
