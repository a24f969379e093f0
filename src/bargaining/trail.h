/* The last states of a model that goes round by round, kept on the stack: whether one of them has come
 * back, and between what bounds the model then goes round. */
#ifndef CW_BARGAINING_TRAIL_H
#define CW_BARGAINING_TRAIL_H

#include <stdbool.h>
#include <stddef.h>

/* Most actors of a trail. */
#define CW_TRAIL_ACTORS 64

/* States kept: longer cycles go unseen here (not so in a run with a log, which keeps all). */
#define CW_TRAIL_STATES 32

typedef struct cw_trail {
    size_t actors;
    size_t states; /* recorded so far */
    double position[CW_TRAIL_STATES][CW_TRAIL_ACTORS];
    double outcome[CW_TRAIL_STATES];
} cw_trail;

/* An empty trail of so many actors, at most CW_TRAIL_ACTORS. */
void cw_trail_begin(cw_trail *trail, size_t actors);

/* Whether two states are one: no place differs by more than CW_POINT_TOLERANCE. */
bool cw_trail_is_same(const double *one, const double *other, size_t places);

/* Adds a state (positions in points, and the outcome they amount to). Returns how many states ago it
 * was met before, to within CW_POINT_TOLERANCE for each actor; 0 where it was not: the same answer as
 * cw_run_recurs(). O(states * actors) at worst, as a rule O(states). */
size_t cw_trail_add(cw_trail *trail, const double *position, double outcome);

/* The least and greatest outcome of the last `count` states, at most CW_TRAIL_STATES. */
void cw_trail_bounds(double *low, double *high, const cw_trail *trail, size_t count);

#endif
