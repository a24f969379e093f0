/* The state of the challenge model in one round. Equation numbers are those of Scholz, Calbert &
 * Smith 2011. */
#ifndef CW_BARGAINING_CHALLENGE_TABLE_H
#define CW_BARGAINING_CHALLENGE_TABLE_H

#include "counterweight/bargaining.h"
#include "counterweight/bargaining/challenge.h"

typedef struct cw_challenge_table {
    size_t actors;
    const cw_challenge_options *options; /* borrowed */
    const cw_context *context;           /* asked whether to stop; NULL: never; borrowed */
    const double *salience;              /* borrowed */
    double weight[CW_ACTORS_MAX];        /* capability * salience */
    double total_weight;
    double position[CW_ACTORS_MAX];
    double first_range; /* of the first positions */
    double range;       /* to which distances are relative */
    double median;      /* weighted */
    double exponent[CW_ACTORS_MAX];
    double stay[CW_ACTORS_MAX]; /* Usq under the actor's exponent (24) */
    double *victory;            /* [actors * actors]: P(row beats column); borrowed */
    double *distance;           /* [actors * actors]: scratch; borrowed */
} cw_challenge_table;

/* The best offer an actor has so far, and the keys by which offers are compared. */
typedef struct cw_challenge_offer {
    bool exists;
    size_t from;
    cw_offer_kind kind;
    double move_to;
    double rank[2]; /* smaller is better, the first that differs decides */
} cw_challenge_offer;

/* Called for every pair in a round that says something: an offer by `from` to `to`, a fight or a
 * stalemate. */
typedef void cw_challenge_log(void *payload, const cw_offer *offer);

/* Whether the work is to be stopped: loops over all actors then end early, and what they fill is of no
 * use. */
static inline bool cw_challenge_is_stopped(const cw_challenge_table *table)
{
    return table->context != NULL && cw_context_is_cancelled(table->context);
}

/* Sets up the table of `problem` at its own positions. `victory` and `distance` have actors^2
 * elements each. */
void cw_challenge_begin(cw_challenge_table *table, const cw_bargaining_problem *problem,
                        const cw_challenge_options *options, double *victory, double *distance);

/* The weighted median of the present positions. */
double cw_challenge_median(const cw_challenge_table *table);

/* Sets range, median, victory and exponents for the present positions. False where all stand at
 * one place or nobody weighs anything: nothing can happen. */
bool cw_challenge_appraise(cw_challenge_table *table);

/* Fills table->victory under the present exponents (30, 31). */
void cw_challenge_victories(cw_challenge_table *table);

/* All offers of the round; best[m] is the one that actor m takes. `log` may be NULL. */
void cw_challenge_offers(const cw_challenge_table *table, cw_challenge_offer *best,
                         cw_challenge_log *log, void *payload);

/* One whole round: appraise, offer, move all at once. Returns the largest move, points. */
double cw_challenge_round(cw_challenge_table *table, cw_challenge_offer *best,
                          cw_challenge_log *log, void *payload);

#endif
