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
    int64_t swings[BRUTE_MEMBERS];   /* net */
    __int128 shapley[BRUTE_MEMBERS]; /* numerator over members! */
    double johnston[BRUTE_MEMBERS];  /* unscaled; so too below */
    double public_good[BRUTE_MEMBERS];
    double deegan_packel[BRUTE_MEMBERS];
    double shift[BRUTE_MEMBERS];
    double shift_deegan_packel[BRUTE_MEMBERS];
    double owen[BRUTE_MEMBERS];
    double banzhaf_owen[BRUTE_MEMBERS];
    double symmetric_banzhaf[BRUTE_MEMBERS];
    double decisiveness[BRUTE_MEMBERS];
    double passage;
} brute;

/* Everything but unions and given probabilities. */
void brute_count(brute *out, const cw_game *game);

/* The values with unions (numbers 0 upwards) by summing over coalitions of unions and members. */
void brute_unions(brute *out, const size_t *unions);

/* With probabilities of a yes. */
void brute_chances(brute *out, const double *yes);

/* n! as a whole number, n at most 20. */
uint64_t brute_factorial(size_t n);

#endif
