/* Whatever the engines of voting power say of a small game is what enumeration of all coalitions says. */
#ifndef CW_FUZZ_AS_ENUMERATED_H
#define CW_FUZZ_AS_ENUMERATED_H

#include "counterweight/voting.h"

/* Every index of the game, exact and fast, with unions (member -> union) or NULL, against enumeration.
 * Swings of rules with "not" are net, which enumeration by definition is not; with `has_not` only what
 * is the same in both is compared. At most CW_ENUMERATION_MAX members, better ten. Ends the program as
 * require() does. */
void require_as_enumerated(cw_context *context, const cw_game *game, const size_t *unions,
                           bool has_not);

#endif
