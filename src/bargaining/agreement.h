/* The agreement of a problem, found once. */
#ifndef CW_BARGAINING_AGREEMENT_H
#define CW_BARGAINING_AGREEMENT_H

#include "counterweight/bargaining.h"

/* The agreement that the problem brings along, or else *room, where it is found. Borrowed. */
static inline const cw_agreement *cw_agreement_of(cw_agreement *room,
                                                  const cw_bargaining_problem *problem)
{
    if (problem->agreement != NULL) {
        return problem->agreement;
    }
    cw_agreement_find(room, problem);
    return room;
}

#endif
