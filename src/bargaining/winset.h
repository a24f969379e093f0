/* What can pass: the outcomes a coalition that can decide accepts in place of no deal. */
#ifndef CW_BARGAINING_WINSET_H
#define CW_BARGAINING_WINSET_H

#include <stdbool.h>

#include "counterweight/bargaining.h"

/* The winset of the status quo: [*low, *high] holds every z that a winning coalition accepts, each
 * actor accepting what cw_acceptance_interval() gives. Every such interval holds the status quo,
 * so as z moves away from it acceptors only drop out; under a monotone rule the winset is
 * therefore the union of the intervals agreed by winning coalitions and itself one interval.
 * Under a rule that more support can defeat it is cut where support first fails. False, with the
 * ends unset, where not even the status quo has a winning coalition. O(n log n) and at most 2n
 * evaluations of the rule. */
bool cw_winset(double *low, double *high, const cw_bargaining_problem *problem);

#endif
