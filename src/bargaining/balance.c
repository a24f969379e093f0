#include "bargaining/balance.h"

#include <float.h>
#include <math.h>

#include "bargaining/extent.h"

#define STEP_SMALL 1e-11
#define STEPS_MOST 200

/* After so many steps every other one halves the bracket, which bounds their number. */
#define STEPS_TRUSTED 12

/* A pull and how fast it changes: together they determine the one actor (weight, end) that would
 * pull the same way. */
typedef struct pull {
    double force;
    double slope;
} pull;

static pull pull_up(const cw_pulls *pulls, size_t from, double z)
{
    pull sum = {0.0, 0.0};
    for (size_t m = from; m < pulls->count; m++) {
        double inverse = 1.0 / cw_larger(z - pulls->floor[m], DBL_MIN);
        double force = pulls->weight[m] * inverse;
        sum.force += force;
        sum.slope += force * inverse;
    }
    return sum;
}

static pull pull_down(const cw_pulls *pulls, size_t to, double z)
{
    pull sum = {0.0, 0.0};
    for (size_t m = 0; m < to; m++) {
        double inverse = 1.0 / cw_larger(pulls->ceiling[m] - z, DBL_MIN);
        double force = pulls->weight[m] * inverse;
        sum.force += force;
        sum.slope += force * inverse;
    }
    return sum;
}

double cw_pulls_net(const cw_pulls *pulls, size_t up_from, size_t down_to, double z)
{
    return pull_up(pulls, up_from, z).force - pull_down(pulls, down_to, z).force;
}

/* One step: replaces each side by the single actor that pulls as hard and changes as fast at z, and
 * balances those two, B / (z - floor) = A / (ceiling - z). For the sums of poles of which the
 * condition is made this converges quadratically (Bunch, Nielsen & Sorensen 1978, Numerische
 * Mathematik 31, on the secular equation), where Newton's method would crawl near a pole. */
static double step(pull up, pull down, double z)
{
    double up_room = up.force / up.slope;
    double down_room = down.force / down.slope;
    double up_weight = up.force * up_room;
    double down_weight = down.force * down_room;
    return z + (up_weight * down_room - down_weight * up_room) / (up_weight + down_weight);
}

double cw_pulls_balance(const cw_pulls *pulls, size_t up_from, size_t down_to, double low,
                        double high)
{
    double z = low + (high - low) / 2.0;
    for (int taken = 0; taken < STEPS_MOST; taken++) {
        pull up = pull_up(pulls, up_from, z);
        pull down = pull_down(pulls, down_to, z);
        if (up.force >= down.force) {
            low = z;
        } else {
            high = z;
        }
        double next = step(up, down, z);
        bool trusted = next > low && next < high && (taken < STEPS_TRUSTED || taken % 2 == 0);
        if (!trusted) {
            next = low + (high - low) / 2.0;
        }
        if (fabs(next - z) <= STEP_SMALL) {
            return next;
        }
        z = next;
    }
    return z;
}
