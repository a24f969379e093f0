/* The spatial model of politics over several issues: the model of KTAB (Wise, Lester & Efird 2015,
 * "Multidimensional bargaining using KTAB"; KAPSARC, SMP user guide 1.4), restated.
 *
 * Turn by turn each actor picks the challenge that promises it most, judged with third parties
 * joining in; each challenge makes a bargain in which both sides move; then all actors elect, for
 * every actor, one of the bargains it is in or its present position. docs/methods/spatial.md has
 * the equations. */
#ifndef COUNTERWEIGHT_BARGAINING_SPATIAL_H
#define COUNTERWEIGHT_BARGAINING_SPATIAL_H

#include "counterweight/bargaining/model.h"
#include "counterweight/bargaining/run.h"

/* Most actors, and most issues in one bargain. */
#define CW_SPATIAL_ACTORS_MAX 1024
#define CW_ISSUES_MAX 64

/* Several issues before the same actors. Matrices are by actor, then issue; all borrowed. */
typedef struct cw_spatial_problem {
    size_t actors;            /* 1 to CW_SPATIAL_ACTORS_MAX */
    size_t issues;            /* 1 to CW_ISSUES_MAX */
    const double *position;   /* points, 0 to 100 */
    const double *salience;   /* 0 to 1; over the issues of one actor at most 1 (to within 1e-9) */
    const double *capability; /* >= 0, finite, any common scale */
} cw_spatial_problem;

/* How strengths a and b become P(a prevails): linear a / (a + b); with both squared, to the 4th,
 * to the 8th power; binary: certain from 10% more on, linear between. */
typedef enum cw_spatial_victory {
    CW_VICTORY_LINEAR,
    CW_VICTORY_SQUARE,
    CW_VICTORY_QUARTIC,
    CW_VICTORY_OCTIC,
    CW_VICTORY_BINARY
} cw_spatial_victory;

/* How a difference in satisfaction du becomes a vote of weight w: w du; 80% of that and 20% of w by
 * sign; w by sign; half of w du and half of w du^3; w du with gains at two thirds; w du^3. */
typedef enum cw_spatial_voting {
    CW_VOTING_PROPORTIONAL,
    CW_VOTING_PROPORTIONAL_BINARY,
    CW_VOTING_BINARY,
    CW_VOTING_PROPORTIONAL_CUBIC,
    CW_VOTING_PROSPECT,
    CW_VOTING_CUBIC
} cw_spatial_voting;

/* What third parties do in a conflict of two: join the side that promises them more, keeping their
 * position if it wins and taking the winner's if it loses; or stay out. (Of KTAB's three settings,
 * the first is its default; under the other two, with positions kept in any case or lost in any
 * case, joining either side comes to the same, so nobody joins.) */
typedef enum cw_spatial_third_parties {
    CW_THIRD_PARTIES_JOIN,
    CW_THIRD_PARTIES_STAY_OUT
} cw_spatial_third_parties;

/* How salience s and chance p weigh in a bargain: (s p)^2; s p; or only the side that is weaker
 * moves, by the surplus of the other's chance, weighted by s^2. */
typedef enum cw_spatial_interpolation {
    CW_INTERPOLATION_SQUARES,
    CW_INTERPOLATION_PRODUCTS,
    CW_INTERPOLATION_SURPLUS
} cw_spatial_interpolation;

/* Whose estimate of the chances shapes a bargain: the challenger's; both, as two bargains to choose
 * from; the mean of both weighted by capability times salience. */
typedef enum cw_spatial_bargaining {
    CW_BARGAIN_OF_CHALLENGER,
    CW_BARGAIN_OF_EACH,
    CW_BARGAIN_OF_BOTH
} cw_spatial_bargaining;

typedef struct cw_spatial_options {
    cw_spatial_victory victory;
    cw_spatial_voting voting;
    cw_spatial_third_parties third_parties;
    cw_spatial_interpolation interpolation;
    cw_spatial_bargaining bargaining;
    double risk_of_other; /* weight of i's own risk in h's view of it, 0 to 1; the rest is h's */
    double risk_low;      /* risk attitude of the least probable position, -1 to 0; the most */
                          /* probable has 1 */
    size_t turns;         /* at most, 2 to CW_ROUNDS_MAX */
    double quiet;         /* it ends when a turn moves less than this share of the first, >= 0 */
} cw_spatial_options;

/* The defaults of KTAB. */
#define CW_SPATIAL_OPTIONS_INIT                                                                    \
    (cw_spatial_options)                                                                           \
    {                                                                                              \
        .victory = CW_VICTORY_LINEAR, .voting = CW_VOTING_PROPORTIONAL,                            \
        .third_parties = CW_THIRD_PARTIES_JOIN, .interpolation = CW_INTERPOLATION_SQUARES,         \
        .bargaining = CW_BARGAIN_OF_CHALLENGER, .risk_of_other = 1.0 / 3.0, .risk_low = -0.5,      \
        .turns = 100, .quiet = 0.02                                                                \
    }

/* Runs the model, with a log of the bargains proposed (kind CW_OFFER_BARGAIN, from the challenger;
 * move_to: where the challenged would stand on the first issue; accepted: the challenged took it).
 * Settled when a turn moves less than options->quiet of the first; a cycle is reported as in
 * cw_challenge_run(). Medians and means are weighted by capability times salience in the issue.
 * CW_ERROR_USAGE: an unsound problem or unsound options; CW_ERROR_MEMORY; CW_ERROR_INTERRUPTED;
 * *out is then untouched. The caller frees it with cw_run_free(). Cost per turn O(n^3), nearly
 * independent of the issues. Thread-safe. */
cw_status cw_spatial_run(cw_run **out, cw_context *context, const cw_spatial_problem *problem,
                         const cw_spatial_options *options);

#endif
