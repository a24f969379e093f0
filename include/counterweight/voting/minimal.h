/* Minimal winning coalitions, one by one. */
#ifndef COUNTERWEIGHT_VOTING_MINIMAL_H
#define COUNTERWEIGHT_VOTING_MINIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/base/context.h"
#include "counterweight/voting/game.h"

/* A list of coalitions, each a set of members. Freed with cw_coalitions_free(). */
typedef struct cw_coalitions {
    size_t count;
    size_t words;   /* of one set */
    uint64_t *sets; /* [coalition][word]; bit m % 64 of word m / 64: member m belongs to it */
    bool is_all;    /* false: there are more than were asked for */
    cw_context *context;
} cw_coalitions;

/* Lists the minimal winning coalitions of a game without "not", at most `most` of them, in an order
 * that depends on the game alone: heavier members first. Where even nobody wins, the one that is
 * listed is the empty coalition. Errors: CW_ERROR_USAGE
 * (a rule with "not"), CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED; *out is then untouched. Cost: members
 * for each one listed, and a look at the profiles of how many of each kind of member agree: few
 * more than are listed where members can be ordered by desirability, at worst all. Thread-safe. */
cw_status cw_minimal_coalitions(cw_coalitions *out, cw_context *context, const cw_game *game,
                                size_t most);
void cw_coalitions_free(cw_coalitions *coalitions);

static inline bool cw_coalition_has(const cw_coalitions *coalitions, size_t coalition,
                                    size_t member)
{
    return (coalitions->sets[coalition * coalitions->words + member / 64] >> (member % 64) & 1) !=
           0;
}

#endif
