/* Bargaining over the division of one pie by a fixed procedure: who proposes, who must agree, what
 * waiting costs. */
#ifndef COUNTERWEIGHT_BARGAINING_PROCEDURE_H
#define COUNTERWEIGHT_BARGAINING_PROCEDURE_H

#include <stddef.h>
#include <stdint.h>

#include "counterweight/base/context.h"

/* One side of alternating offers. */
typedef struct cw_patience {
    double discount; /* what a share is worth one round later, 0 to 1, below 1 for one side */
    double outside;  /* what it can have elsewhere when it is its turn to answer, share, 0 to 1 */
} cw_patience;

/* Most members of a legislature. */
#define CW_LEGISLATURE_MEMBERS_MAX 256

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
 * quota - 1 partners discount / members. CW_ERROR_USAGE: no member, more than CW_LEGISLATURE_MEMBERS_MAX, quota
 * not 1..members, discount outside 0..1, unsound chances. O(members^2); pure. */
cw_status cw_baron_ferejohn(double *value, double *proposer, const double *recognition,
                            size_t members, size_t quota, double discount);

/* A legislature that divides a pie, its members with votes of their own. */
typedef struct cw_legislature {
    size_t members;            /* 1 to CW_LEGISLATURE_MEMBERS_MAX */
    const int64_t *votes;      /* of each, >= 0 */
    int64_t quota;             /* votes that carry a proposal, 1 to CW_LEGISLATURE_QUOTA_MAX */
    const double *recognition; /* chances to propose, >= 0, adding up to 1; NULL: all equal */
    double discount;           /* what a share is worth a round later, 0 to below 1 */
} cw_legislature;

#define CW_LEGISLATURE_QUOTA_MAX 100000

/* What the game is to one member. */
typedef struct cw_legislature_share {
    double value;  /* expected share before the draw; all together 1 */
    double keeps;  /* what it keeps when it proposes; NaN: never drawn */
    double bought; /* chance that another is drawn and pays it to agree; NaN: never drawn */
} cw_legislature_share;

/* Legislative bargaining under a closed rule with unequal votes (Baron & Ferejohn 1989; Snyder, Ting &
 * Ansolabehere 2005, American Economic Review 95(4)): a member is drawn to propose; coalitions that
 * reach the quota with the proposer's own votes agree; each partner gets its discounted value; else
 * all waits one round. out[m] for each member, in the stationary equilibrium, where each proposer
 * buys a cheapest coalition and mixes among equally cheap ones as the equilibrium requires. Below a
 * discount of 1 its payoffs are unique whatever the winning coalitions (Eraslan & McLennan 2013,
 * Journal of Economic Theory 148(6)); at 1 they need not be, and it is refused. Who is never drawn is
 * worth nothing. Values to within 1e-8 of the pie where tested; no answer is given before every
 * proposer's cost was compared with that of the cheapest of all coalitions. CW_ERROR_USAGE: unsound
 * numbers, or a quota out of reach; CW_ERROR_LIMIT: more than 4096 coalitions matter, or no
 * equilibrium was found to that accuracy, which happens as the discount nears 1; CW_ERROR_MEMORY;
 * CW_ERROR_INTERRUPTED; `out` is then untouched. Cost: for each of some tens of rounds, members *
 * quota * types for the cheapest coalitions and types^3 + coalitions * types^2 for each of some tens
 * of steps; types are members that differ in votes or chance. Thread-safe. */
cw_status cw_legislature_solve(cw_legislature_share *out, cw_context *context,
                               const cw_legislature *legislature);

#endif
