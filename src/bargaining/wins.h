/* Whether some of the actors, voting alike, decide for the table. */
#ifndef CW_BARGAINING_WINS_H
#define CW_BARGAINING_WINS_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/bargaining.h"

/* Whether order[0..count-1], voting yes while all other actors vote no, carry a proposal under the
 * rule of the problem. Without a rule: whether they are all. Thread-safe; one evaluation. */
bool cw_wins_alone(const cw_bargaining_problem *problem, const size_t *order, size_t count);

/* Whether more support can never defeat a proposal: true without a rule, and of every rule without
 * `not:`. */
bool cw_rule_is_monotone(const cw_bargaining_problem *problem);

#endif
