/* The challenge model without a log, for the registry. */
#ifndef CW_BARGAINING_CHALLENGE_SOLVE_H
#define CW_BARGAINING_CHALLENGE_SOLVE_H

#include "bargaining/trail.h"
#include "counterweight/bargaining/challenge.h"

/* Up to so many actors the model runs on the stack. */
#define CW_CHALLENGE_SOLVE_MAX CW_TRAIL_ACTORS

/* The weighted median at the end of the run, for at most CW_CHALLENGE_SOLVE_MAX actors; low and high
 * span the rounds of a cycle, where it goes round. */
void cw_challenge_solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem,
                        const cw_challenge_options *options);

#endif
