#include "bargaining/balance.h"

#include <float.h>
#include <math.h>

#include "bargaining/extent.h"

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

/* Whether the balance lies within CW_BALANCE_ERROR of the end of a step, which was taken at a distance
 * `room` from the nearer end of the interval, that is at least so far from every pole.
 *
 * The step solves m = 0, m having the value and the slope of the net pull f, so f = f - m at its end is
 * at most step^2 / 2 times the largest |f'' - m''| on the way. A sum of w / r^2 over distances r from
 * poles has twice the sum of w / r^3 as its slope, at most 2 / room of itself; the same holds for the
 * single pole of the model, whose distance is a mean of theirs. While the step is at most room / 8, each
 * distance changes by at most an eighth, and with it |f'| by less than a factor of 0.6 and |f''| of 1.5:
 * the balance is at most 2.5 step^2 / room beyond. */
static bool is_close(double taken, double room)
{
    return 8.0 * fabs(taken) <= room && 2.5 * taken * taken <= CW_BALANCE_ERROR * room;
}

/* Where the pulls balance is looked for: between `low` and `high`, of which those that were not looked at
 * yet may turn out to be the answer themselves. */
typedef struct bracket {
    double low, high;
    bool low_is_tried, high_is_tried;
} bracket;

static void narrow(bracket *between, double z, bool is_below)
{
    if (is_below) {
        between->low = z;
        between->low_is_tried = true;
    } else {
        between->high = z;
        between->high_is_tried = true;
    }
}

/* Whether the balance lies at, or beyond, the end towards which a step left the bracket. */
static bool is_beyond(bracket *between, double next, const cw_pulls *pulls, size_t up_from,
                      size_t down_to)
{
    if (next <= between->low && !between->low_is_tried) {
        between->low_is_tried = true;
        return cw_pulls_net(pulls, up_from, down_to, between->low) <= 0.0;
    }
    if (next >= between->high && !between->high_is_tried) {
        between->high_is_tried = true;
        return cw_pulls_net(pulls, up_from, down_to, between->high) >= 0.0;
    }
    return false;
}

/* b / (z - floor) = a / (ceiling - z), one actor on each side. */
static double balance_of_two(const cw_pulls *pulls)
{
    size_t upper = pulls->count - 1;
    double share = pulls->weight[upper] / (pulls->weight[0] + pulls->weight[upper]);
    return pulls->floor[upper] + share * (pulls->ceiling[0] - pulls->floor[upper]);
}

static double close_in(const cw_pulls *pulls, size_t up_from, size_t down_to, double low,
                       double high)
{
    bracket between = {.low = low, .high = high};
    double z = low + (high - low) / 2.0;
    for (int taken = 0; taken < STEPS_MOST; taken++) {
        pull up = pull_up(pulls, up_from, z);
        pull down = pull_down(pulls, down_to, z);
        double next = step(up, down, z);
        narrow(&between, z, up.force >= down.force);
        if (is_close(next - z, cw_smaller(z - low, high - z)) ||
            is_beyond(&between, next, pulls, up_from, down_to)) {
            z = cw_nearest(next, low, high);
            break;
        }
        double middle = between.low + (between.high - between.low) / 2.0;
        if (between.high - between.low <= CW_BALANCE_ERROR) {
            z = middle;
            break;
        }
        bool trusted =
            next > between.low && next < between.high && (taken < STEPS_TRUSTED || taken % 2 == 0);
        z = trusted ? next : middle;
    }
    return z;
}

double cw_pulls_balance(const cw_pulls *pulls, size_t up_from, size_t down_to, double low,
                        double high)
{
    if (up_from == pulls->count) {
        return low;
    }
    if (down_to == 0) {
        return high;
    }
    if (up_from + 1 == pulls->count && down_to == 1) {
        return cw_nearest(balance_of_two(pulls), low, high);
    }
    return close_in(pulls, up_from, down_to, low, high);
}
