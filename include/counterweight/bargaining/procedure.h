/* Bargaining over the division of one pie by a fixed procedure: who proposes, who must agree, what
 * waiting costs. */
#ifndef COUNTERWEIGHT_BARGAINING_PROCEDURE_H
#define COUNTERWEIGHT_BARGAINING_PROCEDURE_H

#include <stddef.h>

#include "counterweight/base/status.h"

/* One side of alternating offers. */
typedef struct cw_patience {
    double discount; /* what a share is worth one round later, 0 to 1, below 1 for one side */
    double outside;  /* what it can have elsewhere when it is its turn to answer, share, 0 to 1 */
} cw_patience;

/* The share of the pie that the first mover gets under alternating offers (Rubinstein 1982,
 * Econometrica 50(1)), where the one who answers may instead take its outside option and end the
 * game (Binmore, Rubinstein & Wolinsky 1986, RAND Journal of Economics 17(2); Shaked 1994). The
 * value of moving first solves V1 = 1 - max(d2 V2, b2), V2 = 1 - max(d1 V1, b1): an outside option
 * matters only where it beats what bargaining would bring. Without options (1 - d2) / (1 - d1 d2).
 * CW_ERROR_USAGE: a number outside 0..1, both discounts 1, or options that add up to more than 1.
 * Exact but for rounding; pure. */
cw_status cw_rubinstein_share(double *out, cw_patience first, cw_patience second);

/* Legislative bargaining (Baron & Ferejohn 1989, American Political Science Review 83(4), closed
 * rule): a member is drawn to propose, `quota` of the members must agree, else all waits one round.
 * Fills value[m] with what the game is worth to each member before the draw (adding up to 1), and
 * *proposer with what a proposer keeps on average over the draw. `recognition` are the chances to
 * propose, >= 0 and adding up to 1 (to within 1e-9), NULL: all equal. One member, one vote; in the
 * stationary equilibrium, whose payoffs are unique (Eraslan 2002, Journal of Economic Theory
 * 103(1)). With equal chances a proposer keeps 1 - (quota - 1) discount / members and pays each of
 * quota - 1 partners discount / members. CW_ERROR_USAGE: no member, more than CW_ACTORS_MAX, quota
 * not 1..members, discount outside 0..1, unsound chances. O(members^2); pure. */
cw_status cw_baron_ferejohn(double *value, double *proposer, const double *recognition,
                            size_t members, size_t quota, double discount);

#endif
