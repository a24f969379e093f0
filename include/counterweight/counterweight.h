/* counterweight: the whole library. */
#ifndef COUNTERWEIGHT_COUNTERWEIGHT_H
#define COUNTERWEIGHT_COUNTERWEIGHT_H

#include "counterweight/bargaining.h"
#include "counterweight/base.h"
#include "counterweight/brief.h"
#include "counterweight/capsule.h"
#include "counterweight/dossier.h"
#include "counterweight/mandate.h"
#include "counterweight/study.h"
#include "counterweight/table.h"
#include "counterweight/venue.h"
#include "counterweight/voting.h"
#include "counterweight/world.h"

#endif
