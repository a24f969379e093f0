/* The power of every member under a decision rule, by every index. */
#ifndef COUNTERWEIGHT_VOTING_POWER_H
#define COUNTERWEIGHT_VOTING_POWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/base/context.h"
#include "counterweight/base/diagnostic.h"
#include "counterweight/voting/game.h"

/* ---- Indices ---- */

/* What an index is computed from. */
typedef enum cw_index_source {
    CW_INDEX_SWINGS,  /* swings and winning coalitions: any rule */
    CW_INDEX_SHAPLEY, /* swings by size: any rule */
    CW_INDEX_SHARES,  /* coalitions shared out among those critical in them */
    CW_INDEX_SHIFT,   /* the same of shift-minimal coalitions */
    CW_INDEX_CHANCES, /* the probabilities of a yes */
    CW_INDEX_UNIONS   /* a partition into unions; needs one */
} cw_index_source;

struct cw_index_counts;

/* One index. Static data, never freed. */
typedef struct cw_power_index {
    const char *id;         /* "shapley-shubik" */
    const char *title;      /* "Shapley-Shubik" */
    const char *heading;    /* of a narrow column, broken at blanks; NULL: the title */
    const char *definition; /* one sentence */
    const char *paper;
    const char *limits; /* one sentence: where it cannot be computed, or should not be believed */
    const char *cost;
    cw_index_source source;
    bool of_body; /* one figure for the body, the same for all members */
    /* Fills `out` for every member; internal to the room. */
    void (*fill)(double *out, const struct cw_index_counts *counts);
} cw_power_index;

/* Most indices there may be. */
#define CW_POWER_INDICES_MAX 32

/* All indices in the order in which they are shown. Static. */
const cw_power_index *const *cw_power_indices(size_t *count);

/* Position of the index with this id in the registry, or CW_NONE. */
size_t cw_power_index_find(const char *id);

/* ---- Computing them ---- */

typedef enum cw_power_mode {
    CW_POWER_AUTO,  /* exact where it takes seconds at most; the Banzhaf family always */
    CW_POWER_EXACT, /* exact, however long it takes */
    CW_POWER_FAST   /* doubles, each with an estimate of its error */
} cw_power_mode;

/* What a computation is about to take, as far as can be told beforehand. */
typedef struct cw_power_plan {
    double steps; /* cells of arrays, edges of diagrams or profiles that will be gone through */
    double bytes; /* working memory, of all threads together */
} cw_power_plan;

typedef void cw_power_plan_function(void *payload, const cw_power_plan *plan);

/* One weighted game under several quotas, counted at once; see below. */
typedef struct cw_power_range cw_power_range;

typedef struct cw_power_options {
    cw_power_mode mode;
    uint64_t wanted;               /* bit k: index k of the registry; 0: banzhaf, banzhaf-absolute,
                                      shapley-shubik and the Coleman indices */
    const size_t *unions;          /* number of each member's union, 0 upwards; NULL: none */
    const double *yes_probability; /* of each member, 0 to 1; NULL: one half */
    size_t threads;                /* 0: one per processor; never changes a result */
    uint64_t memory_bytes;         /* ceiling for working memory; 0: 2 GiB */
    cw_power_plan_function *plan;  /* called once, before the counting; NULL: nobody asks */
    void *plan_payload;            /* borrowed, handed to `plan` */
    const cw_power_range *range;   /* figures counted before; NULL: none */
} cw_power_options;

/* What is true of a game. */
typedef enum cw_truth_value { CW_FACT_NO, CW_FACT_YES, CW_FACT_UNKNOWN } cw_truth_value;

typedef struct cw_game_facts {
    bool all_win;            /* the coalition of everybody wins */
    bool empty_wins;         /* the coalition of nobody wins */
    cw_truth_value monotone; /* nobody's yes makes a proposal fail */
    cw_truth_value proper;   /* no two coalitions without common members both win */
    cw_truth_value strong;   /* of any coalition and its complement one wins */
    size_t dictator;         /* the member who alone decides, or CW_NONE */
    size_t vetoers;          /* members without whom nothing passes */
    size_t dummies;          /* members who never swing */
} cw_game_facts;

/* Owned by whoever computed it; freed with cw_power_free(). */
typedef struct cw_power {
    size_t members;
    size_t index_count; /* of the registry */
    double *values;     /* [index][member]; NaN where not wanted or not to be had */
    double *errors;     /* [index]: estimate of the largest absolute error of its values */
    double error_bound; /* the largest of them */
    bool *is_vetoer;    /* by member */
    bool *is_dummy;
    const char *winning;         /* number of winning coalitions, digits; NULL: not exact */
    const char *minimal;         /* of minimal winning ones; NULL: not counted, not exact */
    const char **swings;         /* by member; NULL: not exact */
    const char **shapley_shubik; /* by member, "P/Q" in lowest terms; NULL: not exact */
    const char *method;          /* how it was counted, a few words */
    double cost;                 /* cells or edges that were gone through, about */
    cw_game_facts facts;
    cw_arena arena;
} cw_power;

/* Computes the indices wanted. What cannot be had (too large, no unions given, a rule that no method
 * covers) is NaN and said in `diagnostics`, as are warnings about the rule: nobody can pass it,
 * nobody is needed to, it is not monotone, it is improper. `place` is where the rule was written.
 * For rules that are not monotone, power is net: coalitions that a member makes win less those that
 * it makes lose; it can then be negative.
 * Errors: CW_ERROR_USAGE (a probability outside 0 to 1), CW_ERROR_LIMIT (a diagnostic says how much
 * would be needed), CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED; *out is then untouched. Thread-safe. */
cw_status cw_power_compute(cw_power **out, cw_context *context, cw_diagnostics *diagnostics,
                           cw_place place, const cw_game *game, const cw_power_options *options);
void cw_power_free(cw_power *power);

/* Counts a weighted game under `count` quotas in one pass: swings, and the Shapley-Shubik index where
 * `options` want it, exactly or fast as cw_power_compute() would. Handed to it in the options, they
 * are taken from there for games of these weights and quotas; exact figures are the same as without,
 * doubles to within their error. *out is NULL where there is nothing to gain (few members, quotas
 * that nobody or everybody meets, too little memory). options->plan is told the work of the pass.
 * Errors: CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED; *out is then untouched. Thread-safe. */
cw_status cw_power_range_build(cw_power_range **out, cw_context *context, const int64_t *weights,
                               size_t members, const int64_t *quotas, size_t count,
                               const cw_power_options *options);
void cw_power_range_free(cw_power_range *range);

/* The value of an index for a member. */
static inline double cw_power_value(const cw_power *power, size_t index, size_t member)
{
    return power->values[index * power->members + member];
}

#endif
