/* Power by its definitions: every coalition looked at, nothing shared with the room's methods but
 * the rule itself. */
#ifndef TESTS_VOTING_BRUTE_H
#define TESTS_VOTING_BRUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/voting.h"

#define BRUTE_MEMBERS 16

typedef struct brute {
    size_t members;
    unsigned char wins[1u << BRUTE_MEMBERS]; /* by coalition */
    uint64_t winning;
    uint64_t minimal;
    bool is_monotone;
    uint64_t winning_with[BRUTE_MEMBERS];   /* winning coalitions with the member */
    uint64_t losing_without[BRUTE_MEMBERS]; /* losing coalitions without */
    int64_t swings[BRUTE_MEMBERS];          /* net */
    __int128 shapley[BRUTE_MEMBERS];        /* numerator over members! */
    double johnston[BRUTE_MEMBERS];         /* unscaled; so too below */
    double public_good[BRUTE_MEMBERS];
    double deegan_packel[BRUTE_MEMBERS];
    double shift[BRUTE_MEMBERS];
    double shift_deegan_packel[BRUTE_MEMBERS];
    double owen[BRUTE_MEMBERS];
    double banzhaf_owen[BRUTE_MEMBERS];
    double symmetric_banzhaf[BRUTE_MEMBERS];
    double union_public_good[BRUTE_MEMBERS]; /* all public goods of unions are shares */
    double solidarity_public_good[BRUTE_MEMBERS];
    double owen_public_good[BRUTE_MEMBERS];
    double threat_public_good[3][BRUTE_MEMBERS];
    double decisiveness[BRUTE_MEMBERS];
    double success[BRUTE_MEMBERS];
    double passage;
} brute;

/* Everything but unions and given probabilities. */
void brute_count(brute *out, const cw_game *game);

/* The values with unions (numbers 0 upwards) by summing over coalitions of unions and members;
 * brute_public_goods: the public good indices, by looking at all coalitions of pieces of the body. */
void brute_unions(brute *out, const size_t *unions);
void brute_public_goods(brute *out, const size_t *unions);

/* With probabilities of a yes. */
void brute_chances(brute *out, const double *yes);

/* n! as a whole number, n at most 20. */
uint64_t brute_factorial(size_t n);

/* Coalitions are bits of a word. */
static inline uint32_t brute_bit(size_t member)
{
    return UINT32_C(1) << member;
}

static inline bool brute_has(uint32_t coalition, size_t member)
{
    return (coalition >> member & 1) != 0;
}

#endif
