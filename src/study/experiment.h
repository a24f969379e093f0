/* The experiment under way: what all its parts share. */
#ifndef COUNTERWEIGHT_STUDY_EXPERIMENT_H
#define COUNTERWEIGHT_STUDY_EXPERIMENT_H

#include "counterweight/study.h"

/* Most different decisions of forums that conditions and claims may ask for in one dossier. */
#define CW_DECISIONS_MAX 64

/* One issue at one forum. */
typedef struct cw_pair {
    size_t issue;
    size_t forum;
} cw_pair;

/* "Would this forum agree to move this issue from the status quo to this outcome?" */
typedef struct cw_decision {
    size_t issue;
    size_t forum;
    double outcome;
} cw_decision;

/* What one case has been prepared with. */
typedef struct cw_case_venues {
    cw_venue **pairs;     /* by pair; NULL where the issue cannot be taken there */
    cw_venue **decisions; /* by decision; NULL where no member has a position */
    bool *as_in_base;     /* by pair: the what-if changes nothing there */
} cw_case_venues;

/* What the draws of one case gave. One column is one number for each draw. */
typedef struct cw_columns {
    double *bilateral; /* [pair][draw] */
    double *settled;
    double *gain;
    double *forecasts;    /* [pair][model][draw] */
    double *settlements;  /* [pair][model][draw], of the models */
    unsigned char *flags; /* [pair][draw]: the bits below */
    uint64_t *decided;    /* [draw]: bit d: decision d was a yes */
} cw_columns;

enum { CW_FLAG_BINDS = 1, CW_FLAG_BYPASSED = 2, CW_FLAG_DECIDES = 4 };

typedef struct cw_experiment {
    cw_context *context;
    const cw_dossier *dossier;
    cw_sampler *sampler; /* owned */
    uint64_t seed;
    size_t draws;
    size_t threads;
    size_t model_count;
    size_t default_model; /* place of the venues' default model in the registry */
    cw_pair *pairs;
    size_t pair_count;
    cw_decision decisions[CW_DECISIONS_MAX];
    size_t decision_count;
    cw_case_venues *venues; /* by case */
    double *scratch;        /* [thread][quantity]: each worker's world */
    double *drawn;          /* [draw][uncertain quantity]; NULL where that would be too large */
    cw_columns columns;     /* of the case under way */
    double *base_gain;      /* [pair][draw] of the base case */
    double *work;           /* two columns to reorder in */
    cw_study *study;        /* under construction */
} cw_experiment;

/* The place of (issue, forum, outcome) among the decisions; adds it where new. CW_NONE where there
 * are too many. */
size_t cw_experiment_decision(cw_experiment *experiment, size_t issue, size_t forum,
                              double outcome);

/* The place of (issue, forum) among the pairs, or CW_NONE. */
size_t cw_experiment_pair(const cw_experiment *experiment, size_t issue, size_t forum);

/* Builds all cases and prepares their venues. Errors: CW_ERROR_MEMORY, CW_ERROR_LIMIT. */
cw_status cw_experiment_prepare(cw_experiment *experiment);

/* Frees what the experiment owns, but not the study. */
void cw_experiment_free(cw_experiment *experiment);

/* Draws all worlds once for all cases, where they fit into CW_DRAWN_BYTES_MAX. */
#define CW_DRAWN_BYTES_MAX ((size_t)64 << 20)
cw_status cw_experiment_draw_worlds(cw_experiment *experiment);

/* The world of `draw` in one case. `values` must hold some world of the same case. */
void cw_experiment_world(double *values, const cw_experiment *experiment, size_t case_index,
                         size_t draw);

/* All draws of the uncertain quantity in `place` of cw_sampler_uncertain(), unscaled. */
void cw_experiment_column(double *column, const cw_experiment *experiment, size_t place);

/* Fills the columns of one case, on all threads. */
cw_status cw_experiment_draw(cw_experiment *experiment, size_t case_index);

/* The parts of the study, each from what the experiment holds. `case_index` has been drawn last. */
cw_status cw_study_venues(cw_experiment *experiment, size_t case_index);
cw_status cw_study_forums(cw_experiment *experiment, size_t case_index);
cw_status cw_study_mandates(cw_experiment *experiment, size_t case_index);
cw_status cw_study_drivers(cw_experiment *experiment);
cw_status cw_study_claims(cw_experiment *experiment);

#endif
