/* What two actors expect of challenging each other: the innermost loop of the challenge model, in
 * a header so that it is compiled into both passes that run it. Equation numbers are those of
 * Scholz, Calbert & Smith 2011. */
#ifndef CW_BARGAINING_CHALLENGE_EXPECT_H
#define CW_BARGAINING_CHALLENGE_EXPECT_H

#include <math.h>

#include "bargaining/challenge_table.h"
#include "bargaining/extent.h"

/* Two actors, and the bases of (15, 16) that their distance gives: half of the range less, and
 * more, half of it, with their logarithms where an exponent other than 1 will be asked for. */
typedef struct cw_challenge_pair {
    size_t first;
    size_t second;
    double success;
    double failure;
    double success_log;
    double failure_log;
} cw_challenge_pair;

/* What the two sides of a pair expect of challenging each other (5-7), as one observer with one
 * exponent reckons. */
typedef struct cw_challenge_gains {
    double of_first;
    double of_second;
} cw_challenge_gains;

/* (1 - Q) times what `mover`'s drift to the median, unchallenged, is worth to `watcher`: Ub where
 * that brings it nearer, else Uw (22, 23). */
static inline double cw_challenge_drift(const cw_challenge_table *table, size_t watcher,
                                        size_t mover, double exponent)
{
    double share = 1.0 - table->options->status_quo_weight;
    if (share == 0.0) {
        return 0.0;
    }
    double to_median = fabs(table->position[watcher] - table->median);
    double to_mover = fabs(table->position[watcher] - table->position[mover]);
    double sum = 0.25 * (to_median + to_mover) / table->range;
    double base = to_median < to_mover ? 0.5 - sum : 0.5 + sum;
    return share * (2.0 - 4.0 * pow(cw_larger(base, 0.0), exponent));
}

static inline cw_challenge_pair cw_challenge_pair_of(const cw_challenge_table *table, size_t first,
                                                     size_t second, bool with_logs)
{
    double half = 0.5 * fabs(table->position[first] - table->position[second]) / table->range;
    cw_challenge_pair pair = {.first = first, .second = second};
    pair.success = cw_larger(0.5 - half, 0.0);
    pair.failure = 0.5 + half;
    if (with_logs) {
        pair.success_log = log(pair.success);
        pair.failure_log = log(pair.failure);
    }
    return pair;
}

static inline cw_challenge_gains cw_challenge_expect(const cw_challenge_table *table,
                                                     const cw_challenge_pair *pair, double exponent,
                                                     double stay)
{
    bool plain = exponent == 1.0;
    double success = 2.0 - 4.0 * (plain ? pair->success : exp(exponent * pair->success_log));
    double failure = 2.0 - 4.0 * (plain ? pair->failure : exp(exponent * pair->failure_log));
    double odds_first = table->victory[pair->first * table->actors + pair->second];
    double odds_second = table->victory[pair->second * table->actors + pair->first];
    double fight_first = odds_first * success + (1.0 - odds_first) * failure;
    double fight_second = odds_second * success + (1.0 - odds_second) * failure;
    double resists_first = table->salience[pair->first];
    double resists_second = table->salience[pair->second];
    double unmoved = table->options->status_quo_weight * stay;
    return (cw_challenge_gains){
        .of_first = resists_second * fight_first + (1.0 - resists_second) * success - unmoved -
                    cw_challenge_drift(table, pair->first, pair->second, exponent),
        .of_second = resists_first * fight_second + (1.0 - resists_first) * success - unmoved -
                     cw_challenge_drift(table, pair->second, pair->first, exponent),
    };
}

#endif
