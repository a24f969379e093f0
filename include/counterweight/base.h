/* base: the ground every room stands on. */
#ifndef COUNTERWEIGHT_BASE_H
#define COUNTERWEIGHT_BASE_H

#include "counterweight/base/context.h"
#include "counterweight/base/diagnostic.h"
#include "counterweight/base/digest.h"
#include "counterweight/base/file.h"
#include "counterweight/base/json.h"
#include "counterweight/base/number.h"
#include "counterweight/base/pool.h"
#include "counterweight/base/random.h"
#include "counterweight/base/status.h"
#include "counterweight/base/text.h"

#endif
