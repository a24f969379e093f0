/* What a prepared venue consists of, and the table laid in one world. */
#ifndef COUNTERWEIGHT_VENUE_INTERNAL_H
#define COUNTERWEIGHT_VENUE_INTERNAL_H

#include "counterweight/venue.h"

/* One who sits at the venue; all but `state` and `formal_share` are quantities or CW_NONE. */
typedef struct cw_place_at_table {
    size_t state;
    size_t position;
    size_t salience;
    size_t capability;
    size_t voice; /* for those without a vote */
    size_t depends_on_presser;
    size_t presser_depends; /* how far the presser depends on this one */
    double formal_share;    /* Shapley-Shubik index in the forum; 0 for those without a vote */
} cw_place_at_table;

/* What the two states bring to their settlement alone: quantities, the pressed state first. */
typedef struct cw_stakes {
    bool known; /* both have a position; else the rest is unset */
    cw_loss loss;
    size_t status_quo;
    size_t position[2];
    size_t salience[2];
    size_t capability[2]; /* or CW_NONE */
    size_t dependence[2]; /* of each on the other, or CW_NONE */
} cw_stakes;

struct cw_venue {
    const cw_case *built; /* borrowed */
    size_t issue;
    cw_loss loss;
    cw_place_at_table *places; /* owned by the arena: voters, then voices */
    size_t *states;            /* of the places, in the same order */
    size_t voter_count;
    size_t voice_count;
    size_t presser;          /* place of the pressing state among the voters, or CW_NONE */
    size_t chair;            /* place of the chair among the voters, or CW_NONE */
    size_t presser_position; /* quantities, or CW_NONE */
    size_t pressed_position;
    cw_stakes stakes;
    size_t status_quo;
    const cw_case_forum *forum;
    size_t bypass_cost;
    size_t formality;
    size_t agenda_power;
    cw_game *game;  /* owned: the rule over the voters */
    bool unanimous; /* the rule is plain consensus, which the models know without asking it */
    cw_arena arena;
};

/* A venue in one world: the arrays that the models see. */
typedef struct cw_table {
    cw_bargaining_problem problem; /* points into the arrays below */
    double position[CW_VOTERS_MAX];
    double capability[CW_VOTERS_MAX];
    double salience[CW_VOTERS_MAX];
    double no_deal_cost[CW_VOTERS_MAX];
    double bilateral;
    cw_agreement agreement;
    double low, high; /* what the deciding coalition accepts */
    double kept_low,
        kept_high; /* of that, what keeps the presser at the table; empty if low > high */
} cw_table;

/* Of two numbers, neither NaN: inline, where fmin and fmax would be calls. */
static inline double cw_lesser(double a, double b)
{
    return b < a ? b : a;
}

static inline double cw_greater(double a, double b)
{
    return b > a ? b : a;
}

/* Looks up what the two states of an issue bring to their settlement alone. */
void cw_stakes_find(cw_stakes *out, const cw_case *built, size_t issue);

/* Their settlement in one world; NaN where the stakes are not known. */
double cw_stakes_settle(const cw_stakes *stakes, const double *values);

/* Lays the table: weights with formality and voices, costs of no deal, who must agree on what. */
void cw_table_lay(cw_table *table, const cw_venue *venue, const double *values);

/* Settles what lies on the table by a model whose bare forecast is `forecast` (ignored for the
 * default model, which bargains within what the coalition accepts). */
void cw_table_settle(cw_settlement *out, const cw_table *table, const cw_venue *venue,
                     const double *values, const cw_outcome_model *model, double forecast);

#endif
