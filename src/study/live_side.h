/* One version of a dossier, settled: what a page shows, and what it compares with. */
#ifndef COUNTERWEIGHT_STUDY_LIVE_SIDE_H
#define COUNTERWEIGHT_STUDY_LIVE_SIDE_H

#include "counterweight/bargaining.h"
#include "counterweight/study.h"

#include "study/settlements.h"

/* What is asked for. */
typedef struct cw_live_order {
    uint64_t seed;
    size_t draws;
    size_t model;         /* place in the registry */
    const size_t *issues; /* borrowed; [pair] */
    const size_t *forums;
    size_t pairs;
} cw_live_order;

typedef struct cw_live_side {
    cw_case *built;      /* owned; NULL before the first run */
    cw_sampler *sampler; /* owned */
    cw_forum_result *forums;
    cw_venue **venues;  /* owned; [pair]; NULL where the issue cannot be taken there */
    bool *beyond_reach; /* [pair] */
    double *values;     /* one world; at the end every quantity at its mode */
    double *bilateral;  /* [pair][draw] */
    double *settled;
    double *gain;
    unsigned char *flags;
    size_t pairs;
    cw_arena arena; /* owns all lists above */
} cw_live_side;

/* Makes an empty side. */
void cw_live_side_init(cw_live_side *side, cw_context *context);

/* Frees what the side holds and leaves it empty. */
void cw_live_side_free(cw_live_side *side);

/* Settles `dossier` under `what_if` anew. Voting power that `known` has (NULL: none has) is copied.
 * Errors: CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED; the side is then empty. */
cw_status cw_live_side_run(cw_live_side *side, const cw_dossier *dossier, size_t what_if,
                           const cw_live_order *order, const cw_live_side *known);

/* What the draws gave at one pair, without room to work in. Borrowed from the side. */
cw_settled_columns cw_live_side_columns(const cw_live_side *side, size_t pair, size_t draws);

#endif
