/* The rule of a forum, as written in a dossier, as a game over its members. */
#ifndef COUNTERWEIGHT_VOTING_FORUM_GAME_H
#define COUNTERWEIGHT_VOTING_FORUM_GAME_H

#include "counterweight/voting/game.h"
#include "counterweight/world.h"

/* The rule of `forum` in a case as a game over `count` of its members: those at the seats listed in
 * `members`, or, if that is NULL, all of them (count is then the number of members). Members left
 * out are absent: they neither agree nor object, but shares are of all members. Percentages and
 * decimals are exact. Errors: CW_ERROR_MEMORY, CW_ERROR_LIMIT (weights too large or too fine to be
 * made whole numbers). The caller frees the game. */
cw_status cw_game_of_forum(cw_game **out, cw_context *context, const cw_case *built, size_t forum,
                           const size_t *members, size_t count);

/* Normalised Banzhaf and Shapley-Shubik indices of all members of `forum`, in order of their seats;
 * either array may be NULL. Under plain consensus 1/n each; otherwise by cw_power_compute(), for
 * bodies of any size and rule. Errors: CW_ERROR_LIMIT (no method within its limits), in which case
 * the arrays are unset, CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_forum_power(double *shapley_shubik, double *banzhaf, cw_context *context,
                         const cw_case *built, size_t forum);

#endif
