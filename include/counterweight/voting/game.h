/* A game: a decision rule over members 0 to n-1, compiled to whole numbers. */
#ifndef COUNTERWEIGHT_VOTING_GAME_H
#define COUNTERWEIGHT_VOTING_GAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/base/context.h"

/* How one member votes. In a coalition, who does not belong says no. */
typedef enum cw_ballot { CW_BALLOT_NO, CW_BALLOT_ABSTAIN, CW_BALLOT_YES } cw_ballot;

typedef enum cw_game_form {
    CW_GAME_CONSENSUS, /* nobody says no */
    CW_GAME_WEIGHT,    /* the weights of those who say yes reach the quota */
    CW_GAME_VETO,      /* nobody with a weight other than 0 says no */
    CW_GAME_ALL,       /* all children pass; so too where there are none */
    CW_GAME_ANY,       /* some child passes */
    CW_GAME_NOT        /* its one child does not pass */
} cw_game_form;

/* One node of the rule. Children are nodes first_child to first_child + child_count - 1. */
typedef struct cw_game_node {
    cw_game_form form;
    size_t column;      /* of weights, for WEIGHT and VETO */
    int64_t quota;      /* for WEIGHT */
    size_t first_child; /* greater than the node's own index */
    size_t child_count;
} cw_game_node;

/* Most members of a game: what is true of each is asked of the rule in O(members). */
#define CW_GAME_MEMBERS_MAX 20000

/* A rule as plain data; all arrays are borrowed. A count of members is a column of ones. */
typedef struct cw_game_description {
    size_t members;            /* 1 to CW_GAME_MEMBERS_MAX */
    size_t columns;            /* of weights */
    const int64_t *weights;    /* [column][member], each >= 0, a column's sum below 2^62 */
    const cw_game_node *nodes; /* node 0 is the root */
    size_t node_count;         /* at least 1 */
} cw_game_description;

/* Immutable once built; shared by threads. */
typedef struct cw_game cw_game;

/* Compiles a description, copying it. Errors: CW_ERROR_USAGE (no member, no node, a column or child
 * that does not exist, a child before its parent, NOT with other than one child, a negative
 * weight), CW_ERROR_LIMIT (a column's sum of 2^62 or more, more members than
 * CW_GAME_MEMBERS_MAX), CW_ERROR_MEMORY. The caller frees it. */
cw_status cw_game_build(cw_game **out, cw_context *context, const cw_game_description *description);
void cw_game_free(cw_game *game);

/* Number of members. */
size_t cw_game_members(const cw_game *game);

/* What the game was compiled from, with arrays owned by the game. */
const cw_game_description *cw_game_describe(const cw_game *game);

/* The rule as one weighted vote: a coalition wins if the votes of its members, votes[m] >= 0 for each of all
 * members, reach *quota, at least 1. For thresholds, counts, consensus and vetoes, alone or with one threshold
 * and any vetoes that all must be met; such votes are not unique, those given have no common divisor. A
 * quota that all together do not reach stays out of reach. CW_ERROR_USAGE where the rule is none of these (it
 * may still have such votes); CW_ERROR_LIMIT where they do not fit; CW_ERROR_MEMORY; outputs are then
 * untouched. O(members) for each node. Thread-safe. */
cw_status cw_game_single_vote(int64_t *votes, int64_t *quota, cw_context *context,
                              const cw_game *game);

/* Whether the ballots (one cw_ballot for each member) pass the rule. Thread-safe, allocates nothing;
 * O(members) for each node. */
bool cw_game_wins(const cw_game *game, const uint8_t *ballots);

/* The same for at most 64 members: bit m of `yes` or `no` is the ballot of member m; neither:
 * abstains. */
bool cw_game_wins_mask(const cw_game *game, uint64_t yes, uint64_t no);

#endif
