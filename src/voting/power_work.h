/* A computation of power under way: what its steps share. */
#ifndef CW_VOTING_POWER_WORK_H
#define CW_VOTING_POWER_WORK_H

#include "counterweight/voting/power.h"

#include "voting/engine.h"
#include "voting/index_counts.h"

/* Ceiling of working memory where none is given. */
#define CW_POWER_MEMORY_BYTES (UINT64_C(2) << 30)

/* How one family of figures will be counted. */
typedef struct cw_power_task {
    bool is_exact;
    size_t threads;
    double steps;
    double bytes;
} cw_power_task;

typedef struct cw_power_work {
    cw_context *context;
    cw_diagnostics *diagnostics;
    cw_place place;
    const cw_game *game;
    const cw_game_description *rule;
    const cw_power_options *options;
    uint64_t wanted;
    double memory; /* ceiling, bytes */
    cw_engine engine;
    cw_power_task swing_task;
    cw_power_task shapley_task;
    cw_share_plan share_plan;
    cw_power *power; /* what comes out */
    cw_index_counts counts;
    double *shapley; /* by member */
    double shapley_error;
    double share_error; /* of indices that are not exact */
} cw_power_work;

/* Whether an index of this source is wanted. */
bool cw_power_wants(const cw_power_work *work, cw_index_source source);

/* Decides how everything wanted will be counted, and tells the caller's `plan` before it is. Errors:
 * CW_ERROR_LIMIT where what was asked to be exact does not fit the memory; it is said. */
cw_status cw_power_make_plan(cw_power_work *work);

/* Whether exact swings, and exact Shapley-Shubik fractions, are given in this mode, memory aside. */
bool cw_power_affords_swings(const cw_counter *counter, cw_power_mode mode);
bool cw_power_affords_shapley(const cw_counter *counter, cw_power_mode mode);

/* What a range knows of the game at hand; false: nothing. Borrowed from the range. */
bool cw_power_range_swings(cw_exact *out, const cw_power_work *work);
bool cw_power_range_shapley(cw_exact *out, const cw_power_work *work);
bool cw_power_range_chances(const double **index, double *error, const cw_power_work *work);

/* Swings and winning coalitions, exact where planned so. */
cw_status cw_power_swings(cw_power_work *work);

/* The Shapley-Shubik index, exact where planned so. */
cw_status cw_power_shapley(cw_power_work *work);

/* Both for rules with "not", which may not be monotone: net figures. */
cw_status cw_power_net(cw_power_work *work);

/* Johnston and kin. */
cw_status cw_power_shares(cw_power_work *work);

/* Chances under the given probabilities of a yes. */
cw_status cw_power_chances(cw_power_work *work);

/* The values with unions. */
cw_status cw_power_unions(cw_power_work *work);

/* What is true of the game; warnings about the rule. */
cw_status cw_power_facts(cw_power_work *work);

/* Adds a diagnostic at the rule; what follows is as printf, for words and integers. */
#define CW_POWER_SAY(work, severity, ...)                                                          \
    cw_diagnostics_add((work)->diagnostics, (severity), (work)->place, NULL, __VA_ARGS__)

#endif
