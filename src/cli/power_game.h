/* The voting power of the members of one body, as the power command shows it. */
#ifndef CW_CLI_POWER_GAME_H
#define CW_CLI_POWER_GAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/voting.h"
#include "counterweight/world.h"

#include "cli/session.h"

/* One member and its power. */
typedef struct cw_power_member {
    const char *id;
    const char *name;
    double weight;           /* NaN where the members have none, or several */
    double shapley_shubik;   /* Shapley & Shubik 1954 */
    double banzhaf;          /* Penrose 1946, Banzhaf 1965: own swings by all swings */
    double banzhaf_absolute; /* own swings by 2^(n - 1) */
    uint64_t swings;
    cw_fraction shapley_shubik_exact;
} cw_power_member;

/* One body under its rule. Words are borrowed from the dossier. */
typedef struct cw_power_game {
    const char *id;
    const char *name;
    const char *rule;
    cw_power_member *members; /* owned */
    size_t count;
    bool known;       /* false: too large to be counted; the figures are then NaN or 0 */
    uint64_t winning; /* winning coalitions */
} cw_power_game;

/* Every figure is a whole number divided once, so its relative error is at most 2^-53. */
#define CW_POWER_ERROR_BOUND 1.1102230246251565e-16

/* Counts the coalitions of a forum in a case. Under plain consensus bodies of any size, else up to
 * CW_ENUMERATION_MAX members; a larger one is not `known`. Errors: CW_ERROR_MEMORY,
 * CW_ERROR_INTERRUPTED. The caller frees the game. */
cw_status cw_power_game_of_forum(cw_power_game *out, cw_session *session, const cw_case *built,
                                 size_t forum);
void cw_power_game_free(cw_power_game *game, cw_session *session);

#endif
