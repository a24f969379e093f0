/* Exchange across issues: two actors each yield where they care less, so that both gain more where
 * they care more (Stokman & Van Oosten 1994, "The exchange of voting positions", in Bueno de Mesquita
 * & Stokman (eds), European Community Decision Making, ch. 5: equal gains). */
#ifndef COUNTERWEIGHT_BARGAINING_EXCHANGE_H
#define COUNTERWEIGHT_BARGAINING_EXCHANGE_H

#include "counterweight/bargaining/model.h"

/* Several issues before the same actors. Matrices are by actor, then issue; all borrowed. */
typedef struct cw_exchange_problem {
    size_t actors;            /* 1 to CW_EXCHANGE_ACTORS_MAX */
    size_t issues;            /* 1 to CW_EXCHANGE_ISSUES_MAX */
    const double *position;   /* points, 0 to 100; NaN: takes no part in the issue */
    const double *salience;   /* 0 to 1 */
    const double *capability; /* >= 0, finite, any common scale */
} cw_exchange_problem;

#define CW_EXCHANGE_ACTORS_MAX 256
#define CW_EXCHANGE_ISSUES_MAX 64

/* `first` cares relatively more for issue `wins`, `second` for issue `yields` (as `first` sees them):
 * second moves on `wins` to please first, first on `yields` to please second. */
typedef struct cw_trade {
    size_t first;
    size_t second;
    size_t wins;
    size_t yields;
    double second_move;  /* of second's voting position on `wins`, points, signed */
    double first_move;   /* of first's voting position on `yields` */
    double wins_shift;   /* of the outcome of `wins`, points, signed */
    double yields_shift; /* of the outcome of `yields` */
    double gain;         /* of each of the two: salience times points */
    double others_gain;  /* of those outside the trade: sum of what they gain, */
    double others_loss;  /* and sum of what they lose, >= 0 */
} cw_trade;

/* What came of it; owns all it points to. */
typedef struct cw_exchange {
    size_t actors;
    size_t issues;
    double *before;   /* [issue]: weighted mean without trade, points; NaN: nobody weighs */
    double *after;    /* [issue]: with all trades */
    double *position; /* [actor][issue]: voting positions at the end; NaN as in the problem */
    cw_trade *trades; /* in the order struck */
    size_t trade_count;
    bool cut_off; /* CW_TRADES_MAX were struck and more would pay */
    cw_arena arena;
} cw_exchange;

#define CW_TRADES_MAX 10000

/* Trades, best first, until none pays: the outcome of an issue is the weighted mean of voting
 * positions, O_p = sum w x / D_p. A pair can trade where their first wishes lie on opposite sides of
 * the outcome on both issues and they care for them in different proportion. The rate makes both
 * gain alike, dO_p (s_ip + s_jp) = dO_q (s_iq + s_jq); one side moves all the way to the other's
 * position, the other as the rate asks; both are cut back so that no outcome passes the wish of the
 * one it is moved for. Who has been given an issue does not yield on it later, nor the other way
 * round; who has yielded one way does not yield the other. Ties (gains within 1e-9): the earlier
 * pair of issues, then of actors. CW_ERROR_USAGE: unsound numbers; CW_ERROR_MEMORY;
 * CW_ERROR_INTERRUPTED; *out is then untouched. The caller frees it with cw_exchange_free(). Cost
 * O(actors^2 issues^2) for each trade. Thread-safe. */
cw_status cw_exchange_run(cw_exchange **out, cw_context *context,
                          const cw_exchange_problem *problem);
void cw_exchange_free(cw_exchange *exchange);

/* The terms of one trade from the present positions, whichever side of the outcomes the two stand
 * on: `first` demands issue `wins`, `second` demands issue `yields`. False, *out untouched, where it
 * would pay neither. Externalities are left 0. Pure; O(actors). */
bool cw_exchange_terms(cw_trade *out, const cw_exchange_problem *problem, size_t first,
                       size_t second, size_t wins, size_t yields);

#endif
