/* An engine: a rule, compiled for counting by the method that suits it. */
#ifndef CW_VOTING_ENGINE_H
#define CW_VOTING_ENGINE_H

#include <stdbool.h>
#include <stddef.h>

#include "voting/counter.h"
#include "voting/diagram.h"
#include "voting/formula.h"
#include "voting/shares.h"

typedef struct cw_engine {
    cw_formula formula;
    bool is_weighted; /* one threshold over weights, and they fit the array */
    bool has_diagram;
    bool counts_weighted; /* counts by the array, not the diagram */
    cw_weighted weighted;
    cw_diagram diagram;
    cw_counter counter;     /* of the better one */
    const size_t *class_of; /* by member; CW_NONE: never swings */
    size_t dummies;         /* members the counter leaves out */
    bool is_settled;        /* everybody's or nobody's: nobody swings, no counter */
    bool passes;            /* then: whether everything passes */
} cw_engine;

/* What an engine may use. */
typedef struct cw_engine_limits {
    size_t most_edges; /* of a diagram */
    double most_bytes; /* of an array */
} cw_engine_limits;

/* Compiles `rule`, borrowed until cw_engine_free(). Members whose `probability` differs are told
 * apart. Errors: CW_ERROR_LIMIT (*needed then tells how many bytes an array would take; 0: none
 * would do), CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_engine_build(cw_engine *out, cw_context *context, const cw_game_description *rule,
                          const double *probability, cw_engine_limits limits, double *needed);
void cw_engine_free(cw_engine *engine);

/* Swing probabilities by class and the probability that a proposal passes, where members of class c
 * say yes with probability yes[c]. Errors: CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_engine_chances(double *swings, double *winning, cw_context *context,
                            const cw_engine *engine, const double *yes);

/* How shares are counted: the first method that covers the rule within the limits. */
typedef enum cw_share_method {
    CW_SHARES_NONE,    /* no method does */
    CW_SHARES_CENSUS,  /* profile by profile */
    CW_SHARES_DIAGRAM, /* off a complete diagram */
    CW_SHARES_ARRAY    /* sums of weights */
} cw_share_method;

typedef struct cw_share_plan {
    cw_share_method method;
    size_t threads;
    double steps; /* cells, edges or profiles that will be gone through, about */
    double bytes; /* working memory of all threads together, about */
} cw_share_plan;

/* `wants_shift`: go to greater lengths for the shift indices; `wants_others`: not for them alone,
 * which only profiles give. An array takes at most `most_bytes`, if need be on fewer threads (0: one
 * per processor). Cost O(layers). */
cw_share_plan cw_engine_plan_shares(const cw_engine *engine, bool wants_others, bool wants_shift,
                                    size_t threads, double most_bytes);

/* Shares of one member of each class, as planned. Fields that cannot be had are set to NULL; the
 * others are arrays by class in `arena`. Errors: CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_engine_shares(cw_shares *out, const size_t **class_of, cw_arena *arena,
                           const cw_engine *engine, const cw_share_plan *plan);

#endif
