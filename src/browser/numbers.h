/* The figures of a run as one array of doubles. */
#ifndef COUNTERWEIGHT_BROWSER_NUMBERS_H
#define COUNTERWEIGHT_BROWSER_NUMBERS_H

#include "counterweight/study/live.h"

typedef struct cw_numbers {
    cw_context *context;
    double *items; /* owned */
    size_t count;
    size_t capacity;
    cw_status status;
} cw_numbers;

/* Writes, after what is there: the number of pairs; for each of them issue, forum, open (0 or 1),
 * beyond_reach, and where it is open voters, bilateral, settled, gain, gain_positive, threat_binds,
 * bypassed, decides, gain_change, gain_rises, the number of participants
 * and for each state, votes, position, weight, no_deal_cost, change, gain, in_coalition. Then the
 * number of forums measured; for each its place, exists, members, chair, the concentration (total,
 * leader, leader_share, hhi, con, effective_number), the number of seats and for each state, standing,
 * capability_share, shapley_shubik, banzhaf. A summary is mean, median, low80, high80, low95, high95,
 * constant; a share is value, low95, high95. No state is -1. */
void cw_numbers_of_run(cw_numbers *numbers, const cw_live *live, size_t pairs);

#endif
