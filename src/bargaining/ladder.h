/* Positions in order with their weights summed up, so that what any two positions muster against
 * each other is a few subtractions. */
#ifndef CW_BARGAINING_LADDER_H
#define CW_BARGAINING_LADDER_H

#include "counterweight/bargaining.h"

typedef struct cw_ladder {
    size_t count;
    size_t order[CW_ACTORS_MAX];
    double position[CW_ACTORS_MAX];   /* by step, rising */
    double weight[CW_ACTORS_MAX + 1]; /* of the steps before */
    double moment[CW_ACTORS_MAX + 1]; /* weight * position of the steps before */
} cw_ladder;

/* What each side throws into the contest of steps low < high. */
typedef struct cw_contest {
    double below; /* for the position of `low` */
    double above;
} cw_contest;

void cw_ladder_build(cw_ladder *ladder, const double *position, const double *weight, size_t count);

/* The first step from `from` on that does not lie below the middle between steps low < high.
 * `from` > low. For one `low` and rising `high` it only rises, so it can start where it last
 * stopped. */
size_t cw_ladder_middle(const cw_ladder *ladder, size_t low, size_t high, size_t from);

/* The contest under a loss: each voter adds weight times the difference the two positions make to
 * it, in points. `middle` from cw_ladder_middle(). */
cw_contest cw_ladder_contest(const cw_ladder *ladder, cw_loss loss, size_t low, size_t high,
                             size_t middle);

#endif
