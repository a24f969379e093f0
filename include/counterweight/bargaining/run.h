/* What a model that goes round by round leaves behind: who stood where after each round, who
 * offered what to whom and what came of it, and why it ended. */
#ifndef COUNTERWEIGHT_BARGAINING_RUN_H
#define COUNTERWEIGHT_BARGAINING_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/base/context.h"
#include "counterweight/base/status.h"

/* Most rounds of any model. */
#define CW_ROUNDS_MAX 1000

/* Most actors of whom all pairs' offers are kept. */
#define CW_RUN_LOGGED_MAX 256

/* What one actor holds out to another. */
typedef enum cw_offer_kind {
    CW_OFFER_COMPEL,     /* the receiver expects to lose a fight and takes the other's position */
    CW_OFFER_COMPROMISE, /* the receiver moves part of the way */
    CW_OFFER_CAPITULATE, /* the receiver gives in without a fight */
    CW_OFFER_FIGHT,      /* both expect to win; nobody moves */
    CW_OFFER_STALEMATE,  /* neither expects to gain; nobody moves */
    CW_OFFER_BARGAIN     /* both move, each part of the way (spatial model) */
} cw_offer_kind;

/* One offer. Gains are expected gains over what is, in the model's own measure of satisfaction. */
typedef struct cw_offer {
    size_t round; /* from 1 */
    size_t from;  /* who makes it */
    size_t to;    /* who receives it; for FIGHT and STALEMATE simply the other */
    cw_offer_kind kind;
    double from_gain; /* what `from` expects of challenging `to` */
    double to_gain;   /* what `to` expects of challenging `from` */
    double victory;   /* P(`from` prevails over `to`), as the model has it */
    double move_to;   /* where `to` would stand, points (first issue of several) */
    bool accepted;    /* the receiver took this one */
} cw_offer;

/* "compel", "compromise", ... Static; NULL for a value outside the list. */
const char *cw_offer_kind_name(cw_offer_kind kind);

typedef enum cw_run_end {
    CW_RUN_SETTLED, /* nobody moved any more, or too little to matter by the model's own rule */
    CW_RUN_CYCLES,  /* an earlier state came back: it would go round for ever */
    CW_RUN_CUT_OFF  /* the rounds allowed were used up */
} cw_run_end;

/* "settled", "cycles", "cut off". Static; NULL for a value outside the list. */
const char *cw_run_end_name(cw_run_end end);

/* A finished run; owns all it points to. */
typedef struct cw_run {
    size_t actors;
    size_t issues;
    size_t rounds;     /* rounds played; states are 0 (the start) to `rounds` */
    double *positions; /* [(rounds + 1) * actors * issues]: state, actor, issue; points */
    double *medians;   /* [(rounds + 1) * issues]: weighted median, points */
    double *means;     /* [(rounds + 1) * issues]: weighted mean, points */
    cw_offer *offers;  /* in order of round, then of the pair */
    size_t offer_count;
    bool
        is_logged; /* offers were kept; not so in the challenge model beyond CW_RUN_LOGGED_MAX actors */
    cw_run_end end;
    size_t cycle_length; /* rounds, at least 2, where it cycles; else 0 */
    cw_arena arena;
} cw_run;

/* Frees a run; NULL is allowed. */
void cw_run_free(cw_run *run);

/* The positions of all actors in state `state` (0 to rounds): actors * issues numbers. Borrowed. */
const double *cw_run_state(const cw_run *run, size_t state);

#endif
