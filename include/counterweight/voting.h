/* voting: decision rules over coalitions of members, and the power they give. */
#ifndef COUNTERWEIGHT_VOTING_H
#define COUNTERWEIGHT_VOTING_H

#include "counterweight/voting/design.h"
#include "counterweight/voting/enumeration.h"
#include "counterweight/voting/forum_game.h"
#include "counterweight/voting/game.h"
#include "counterweight/voting/minimal.h"
#include "counterweight/voting/power.h"
#include "counterweight/voting/quota.h"

#endif
