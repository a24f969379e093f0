#include "bargaining/wins.h"

#include <stdint.h>

#include "counterweight/voting.h"

/* Up to so many actors a set of them is one machine word. */
#define WORD_ACTORS 64

static bool wins_small(const cw_bargaining_problem *problem, const size_t *order, size_t count)
{
    uint64_t yes = 0;
    for (size_t k = 0; k < count; k++) {
        yes |= UINT64_C(1) << order[k];
    }
    uint64_t all = UINT64_MAX >> (WORD_ACTORS - problem->actors);
    return cw_game_wins_mask(problem->rule, yes, all & ~yes);
}

static bool wins_large(const cw_bargaining_problem *problem, const size_t *order, size_t count)
{
    uint8_t ballots[CW_ACTORS_MAX];
    for (size_t m = 0; m < problem->actors; m++) {
        ballots[m] = CW_BALLOT_NO;
    }
    for (size_t k = 0; k < count; k++) {
        ballots[order[k]] = CW_BALLOT_YES;
    }
    return cw_game_wins(problem->rule, ballots);
}

bool cw_wins_alone(const cw_bargaining_problem *problem, const size_t *order, size_t count)
{
    if (problem->rule == NULL) {
        return count == problem->actors;
    }
    return problem->actors <= WORD_ACTORS ? wins_small(problem, order, count)
                                          : wins_large(problem, order, count);
}

bool cw_rule_is_monotone(const cw_bargaining_problem *problem)
{
    if (problem->rule == NULL) {
        return true;
    }
    const cw_game_description *rule = cw_game_describe(problem->rule);
    for (size_t node = 0; node < rule->node_count; node++) {
        if (rule->nodes[node].form == CW_GAME_NOT) {
            return false;
        }
    }
    return true;
}
