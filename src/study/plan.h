/* The plan of a run over draws: which series and counters of the ledger each part of the experiment
 * fills, and the memory for one chunk of draws. */
#ifndef COUNTERWEIGHT_STUDY_PLAN_H
#define COUNTERWEIGHT_STUDY_PLAN_H

#include "study/experiment.h"
#include "study/ledger.h"

/* The series of each model at a venue, one after the other. */
enum { CW_OF_MODEL_FORECAST, CW_OF_MODEL_SETTLED, CW_OF_MODEL_GAIN, CW_OF_MODEL };
/* The counters of a venue, one after the other. */
enum { CW_OF_VENUE_BINDS, CW_OF_VENUE_BYPASSED, CW_OF_VENUE_DECIDES, CW_OF_VENUE };
/* The counters of a mandate question, one after the other. */
enum { CW_OF_MANDATE_ALLOWED, CW_OF_MANDATE_UNKNOWN, CW_OF_MANDATE };

/* One issue at one forum in one case. */
typedef struct cw_planned_venue {
    cw_venue *venue;      /* owned; NULL where it is closed */
    bool beyond_reach;    /* closed because it cannot be computed */
    bool as_in_base;      /* nothing is drawn here: the base case has it */
    size_t bilateral;     /* series */
    size_t of_models;     /* first series: CW_OF_MODEL for each model of the plan */
    size_t change;        /* series; CW_NONE in the base case */
    size_t of_states;     /* first series: the gain of each participant */
    size_t *positions;    /* what each participant wants: quantities */
    size_t participants;  /* voters, then voices */
    size_t counters;      /* first counter: CW_OF_VENUE of them */
    size_t out_of_reach;  /* counter, where beyond_reach */
    unsigned char *flags; /* [draw] of the chunk: CW_FLAG_ */
} cw_planned_venue;

/* A figure that has to be drawn for a claim alone. */
typedef struct cw_planned_figure {
    cw_figure figure;
    size_t series;            /* where it differs from draw to draw; else CW_NONE, and: */
    size_t counter;           /* of the draws in which the forum agrees: */
    uint64_t agreed, defined; /* in the chunk under way: those, and those in which it could */
} cw_planned_figure;

typedef struct cw_plan {
    cw_experiment *experiment; /* borrowed; drawn chunk by chunk */
    cw_ledger *ledger;         /* borrowed: what the draws are added to */
    const size_t *models; /* borrowed: places in the registry; the default model is the first */
    const cw_outcome_model **solved; /* those models */
    size_t model_count;
    cw_loss loss;
    cw_planned_venue *venues; /* [case][pair] */
    size_t *mandates;         /* [case]: first counter: CW_OF_MANDATE for each question */
    cw_planned_figure *figures;
    size_t figure_count;
    double *numbers;  /* owned: the columns below */
    double **columns; /* [series]: its draws of the chunk; NULL where it is tallied as another */
    double *agreed;   /* scratch: one column */
    uint64_t *mandate_found; /* [counter of a mandate]: of the chunk */
    size_t chunk_draws;      /* draws in a full chunk */
    cw_arena arena;          /* owns the rest */
} cw_plan;

/* Plans the run of an experiment whose cases are built and forums measured, and enters what is to be
 * found into the empty part of the ledger. Errors: CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED,
 * CW_ERROR_LIMIT (the headline venue cannot be computed). cw_plan_free() frees it, failed or not. */
cw_status cw_plan_build(cw_plan *plan, cw_experiment *experiment, cw_ledger *ledger,
                        const size_t *models, size_t model_count);
void cw_plan_free(cw_plan *plan);

/* Plans the claims; venues and mandates come first. Errors as above. */
cw_status cw_plan_claims(cw_plan *plan);

/* Draws `count` draws from `first` and adds them to the ledger, all or none. Errors:
 * CW_ERROR_INTERRUPTED (none was added), CW_ERROR_MEMORY (the ledger is of no more use). */
cw_status cw_plan_draw(cw_plan *plan, uint64_t first, size_t count);

cw_planned_venue *cw_plan_venue(const cw_plan *plan, size_t case_index, size_t pair);

#endif
