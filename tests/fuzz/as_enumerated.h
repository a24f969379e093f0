/* Whatever the engines of voting power say of a small game is what enumeration of all coalitions says.
 * Each require_...() ends the program where a fuzzer has found that something does not hold. */
#ifndef CW_FUZZ_AS_ENUMERATED_H
#define CW_FUZZ_AS_ENUMERATED_H

#include "counterweight/voting.h"

void require(bool condition);

/* Every index of the game, exact and fast, with unions (member -> union) or NULL, against enumeration.
 * Swings of rules with "not" are net, which enumeration by definition is not; with `has_not` only what
 * is the same in both is compared. At most CW_ENUMERATION_MAX members, better ten. */
void require_as_enumerated(cw_context *context, const cw_game *game, const size_t *unions,
                           bool has_not);

#endif
