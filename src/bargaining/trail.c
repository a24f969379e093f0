#include "bargaining/trail.h"

#include <math.h>

#include "bargaining/extent.h"
#include "bargaining/tolerance.h"

void cw_trail_begin(cw_trail *trail, size_t actors)
{
    trail->actors = actors;
    trail->states = 0;
}

bool cw_trail_is_same(const double *one, const double *other, size_t places)
{
    for (size_t k = 0; k < places; k++) {
        if (fabs(one[k] - other[k]) > CW_POINT_TOLERANCE) {
            return false;
        }
    }
    return true;
}

size_t cw_trail_add(cw_trail *trail, const double *position, double outcome)
{
    size_t slot = trail->states % CW_TRAIL_STATES;
    for (size_t m = 0; m < trail->actors; m++) {
        trail->position[slot][m] = position[m];
    }
    trail->outcome[slot] = outcome;
    size_t kept = trail->states < CW_TRAIL_STATES ? trail->states : CW_TRAIL_STATES - 1;
    size_t state = trail->states++;
    for (size_t ago = 1; ago <= kept; ago++) {
        const double *earlier = trail->position[(state - ago) % CW_TRAIL_STATES];
        if (cw_trail_is_same(position, earlier, trail->actors)) {
            return ago;
        }
    }
    return 0;
}

void cw_trail_bounds(double *low, double *high, const cw_trail *trail, size_t count)
{
    *low = *high = trail->outcome[(trail->states - 1) % CW_TRAIL_STATES];
    for (size_t ago = 1; ago < count; ago++) {
        double outcome = trail->outcome[(trail->states - 1 - ago) % CW_TRAIL_STATES];
        *low = cw_smaller(*low, outcome);
        *high = cw_larger(*high, outcome);
    }
}
