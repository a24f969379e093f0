/* What draws gave at one venue by one model, and its summary. */
#ifndef COUNTERWEIGHT_STUDY_SETTLEMENTS_H
#define COUNTERWEIGHT_STUDY_SETTLEMENTS_H

#include "counterweight/study.h"

enum { CW_FLAG_BINDS = 1, CW_FLAG_BYPASSED = 2, CW_FLAG_DECIDES = 4 };

/* A number for each draw. */
typedef struct cw_settled_columns {
    size_t draws;
    double *bilateral;
    double *settled;
    double *gain;
    unsigned char *flags; /* the bits above */
    double *work;         /* to reorder in */
} cw_settled_columns;

/* Makes room for `draws` draws; CW_ERROR_MEMORY. Freed with cw_settled_free(), also after a failure. */
cw_status cw_settled_allocate(cw_settled_columns *out, cw_context *context, size_t draws);
void cw_settled_free(cw_settled_columns *columns, cw_context *context);

/* Writes down what one draw gave. */
void cw_settled_record(cw_settled_columns *columns, size_t draw, const cw_settlement *settlement);

/* Sums up distributions and shares of draws; of `out`, what a comparison with other cases or models
 * gives is left alone. */
void cw_settled_sum_up(cw_venue_result *out, const cw_settled_columns *columns);

/* Compares the gains with those of the base case on the same draws: `base_gain` has one for each draw,
 * NaN where there was none. Fills gain_change and gain_rises; uses columns->work. */
void cw_settled_compare(cw_venue_result *out, const cw_settled_columns *columns,
                        const double *base_gain);

/* P(column > 0) among the draws in which it is a number. */
cw_probability cw_share_positive(const double *column, size_t draws);

#endif
