/* Whether the numbers of a problem are what the contract asks for. */
#ifndef CW_BARGAINING_SOUND_H
#define CW_BARGAINING_SOUND_H

#include <stdbool.h>

#include "counterweight/bargaining.h"

/* Number of actors, positions, weights, saliences, costs, status quo (NaN: none) and proposer
 * within their ranges. O(n). */
bool cw_problem_is_sound(const cw_bargaining_problem *problem);

#endif
