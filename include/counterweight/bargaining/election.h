/* The probabilistic Condorcet election: not who wins, but how probably each position does. */
#ifndef COUNTERWEIGHT_BARGAINING_ELECTION_H
#define COUNTERWEIGHT_BARGAINING_ELECTION_H

#include "counterweight/bargaining/model.h"

/* The probability of each position, p_i proportional to the product over all other positions j of
 * P(i beats j) = C_ij / (C_ij + C_ji), C_ij what the actors who like i better throw into the
 * contest, weight times difference in satisfaction (Wise, Lester & Efird 2015, "Multidimensional
 * bargaining using KTAB"; called conditional there). Candidates are the distinct positions:
 * out[m] is the probability of actor m's position, shared evenly by those who stand there, so that
 * out[0..actors-1] add up to 1. Where nobody has weight, all contests are even. The loss of the
 * problem is used. Pure, allocates nothing, thread-safe; O(n^2). */
void cw_election_probabilities(double *out, const cw_bargaining_problem *problem);

#endif
