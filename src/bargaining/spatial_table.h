/* The state of the spatial model in one turn. Positions are shares of the scale, 0 to 1, here. */
#ifndef CW_BARGAINING_SPATIAL_TABLE_H
#define CW_BARGAINING_SPATIAL_TABLE_H

#include "counterweight/bargaining/spatial.h"

/* A proposal of one actor to another. */
typedef struct cw_spatial_bargain {
    size_t from;
    size_t to;
    double gain;         /* what `from` expects of the challenge behind it */
    double victory;      /* its chance to prevail, as it sees it */
    double counter_gain; /* what `to` expects of challenging `from` */
} cw_spatial_bargain;

typedef struct cw_spatial_table {
    size_t actors;
    size_t issues;
    const cw_spatial_options *options;        /* borrowed */
    const cw_context *context;                /* asked whether to stop; NULL: never; borrowed */
    const double *salience;                   /* borrowed; [actor][issue] */
    double capability[CW_SPATIAL_ACTORS_MAX]; /* largest 100 */
    double salience_sum[CW_SPATIAL_ACTORS_MAX];
    double risk[CW_SPATIAL_ACTORS_MAX];
    double *position; /* [actor][issue]; borrowed, as are the following */
    double *next;     /* [actor][issue] */
    double *distance; /* [actor][actor]: as the row sees the column */
    double *utility;  /* [actor][actor]: satisfaction of the row with the column's position */
    double *proposal; /* [bargain][side][issue]: where `from` and `to` would stand */
    double *prospect; /* [actor][option]: scratch of an election */
    double *chance;   /* [option]: scratch of an election */
    cw_spatial_bargain *bargains; /* up to 2 * actors */
    size_t bargain_count;
    size_t *taken; /* [actor]: the bargain it took, or CW_NONE: it stays */
} cw_spatial_table;

/* The storage a table needs. */
typedef struct cw_spatial_storage {
    double *numbers; /* cw_spatial_numbers() elements */
    cw_spatial_bargain *bargains;
    size_t *taken;
} cw_spatial_storage;

size_t cw_spatial_numbers(size_t actors, size_t issues);
void cw_spatial_begin(cw_spatial_table *table, const cw_spatial_problem *problem,
                      const cw_spatial_options *options, const cw_spatial_storage *storage);

/* Whether the work is to be stopped: loops over all actors then end early, and what they fill is of no
 * use. */
static inline bool cw_spatial_is_stopped(const cw_spatial_table *table)
{
    return table->context != NULL && cw_context_is_cancelled(table->context);
}

/* The difference of two places as an actor with these saliences sees it: 0 to 1. */
double cw_spatial_distance(const double *salience, const double *one, const double *other,
                           size_t issues);

/* Satisfaction at a distance for risk attitude -1 (averse) to 1: (1 - d)(1 + risk d). */
static inline double cw_spatial_utility(double distance, double risk)
{
    return (1.0 - distance) * (1.0 + risk * distance);
}

/* The risk attitude of `actor` as `observer` sees it. */
static inline double cw_spatial_risk_seen(const cw_spatial_table *table, size_t observer,
                                          size_t actor)
{
    double own = table->options->risk_of_other;
    return (1.0 - own) * table->risk[observer] + own * table->risk[actor];
}

/* The vote of one of this weight for what satisfies it by u over what does by v; negative: for the
 * other. */
double cw_spatial_vote(cw_spatial_voting voting, double weight, double u, double v);

/* Distances, risk attitudes and utilities at the present positions. */
void cw_spatial_appraise(cw_spatial_table *table);

/* Elects one of `options` by the actors' capabilities: probability[k] of each (conditional
 * probabilistic Condorcet election). utility[actor * options + k]. */
void cw_spatial_elect(double *probability, const cw_spatial_table *table, const double *utility,
                      size_t options);

/* P(i prevails over j), and what `i` expects to gain by challenging, both as `observer` sees it. */
double cw_spatial_challenge(const cw_spatial_table *table, size_t observer, size_t i, size_t j,
                            double *gain);

/* Lists the bargains of the turn, and has each actor take one; fills table->next and taken. */
void cw_spatial_propose(cw_spatial_table *table);
void cw_spatial_choose(cw_spatial_table *table);

/* Turns before quiet counts. */
#define CW_SPATIAL_TURNS_LEAST 2

/* Whether turn number `turn`, in which so much moved, ends the run: nothing moved, or after the
 * first turns too little of what did in the first. */
bool cw_spatial_is_quiet(const cw_spatial_options *options, size_t turn, double moved,
                         double first);

/* One turn; returns the sum over the actors of how far each moved, in shares of the scale. */
double cw_spatial_turn(cw_spatial_table *table);

#endif
