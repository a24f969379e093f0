/* The edits of a what-if, applied to a case under construction. */
#ifndef COUNTERWEIGHT_WORLD_CASE_EDIT_H
#define COUNTERWEIGHT_WORLD_CASE_EDIT_H

#include "counterweight/world.h"

/* Applies all edits of `what_if` in order. `built` has room for the seats and ties they add. The
 * seats are left in any order. */
void cw_case_edit(cw_case *built, const cw_what_if *what_if);

#endif
