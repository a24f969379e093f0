/* The experiment under way: what all its parts share. */
#ifndef COUNTERWEIGHT_STUDY_EXPERIMENT_H
#define COUNTERWEIGHT_STUDY_EXPERIMENT_H

#include "counterweight/study.h"
#include "study/settlements.h"

/* Most different decisions of forums that one operation may hang on: a pattern of them is one
 * machine word. What hangs on more stays unknown. */
#define CW_DECISIONS_MAX 64
/* Draws in a chunk: long enough to amortise taking one, short enough to stop within a second. */
#define CW_CHUNK_DRAWS 64

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

/* A pair in the case under way. */
typedef struct cw_prepared {
    cw_venue *venue;   /* owned; NULL where the issue cannot be taken there */
    bool beyond_reach; /* NULL because it cannot be computed */
    bool as_in_base;   /* the what-if changes nothing here */
} cw_prepared;

/* What the draws of one case gave at the pairs of a block. One column is one number for each draw;
 * pairs are counted from the first of the block. */
typedef struct cw_columns {
    double *bilateral; /* [pair][draw] */
    double *settled;
    double *gain;
    double *forecasts;    /* [pair][model][draw] */
    double *settlements;  /* [pair][model][draw], of the models */
    unsigned char *flags; /* [pair][draw]: the bits of cw_settled_columns */
} cw_columns;

/* Progress over all steps of a study: each block in each case, the mandates, then the drivers. */
typedef struct cw_steps {
    cw_progress_function *outer; /* who watches, or NULL */
    void *outer_payload;
    size_t step; /* under way */
    size_t count;
} cw_steps;

typedef struct cw_experiment {
    cw_context *context;
    const cw_dossier *dossier;
    cw_sampler *sampler; /* owned */
    uint64_t seed;
    uint64_t first_draw; /* where `draws` begin in the stream of random numbers */
    size_t draws;
    size_t threads;
    size_t model_count;
    size_t default_model; /* place of the venues' default model in the registry */
    cw_pair *pairs;
    size_t pair_count;
    cw_decision *decisions; /* different ones that conditions ask for */
    size_t decision_count;
    size_t block_first;    /* pairs are studied in blocks that fit into CW_BLOCK_BYTES_MAX */
    size_t block_count;    /* pairs in the block under way */
    size_t block_room;     /* in the largest block */
    cw_prepared *prepared; /* by pair of the block: in the case under way */
    cw_prepared *in_base;  /* the same in the base case */
    cw_venue **settled;    /* the venues that are drawn in the case under way; room for a block */
    double *scratch;       /* [thread][quantity]: each worker's world */
    double *drawn;         /* [draw][quantity], unscaled; NULL where that would be too large */
    cw_columns columns;    /* of the case under way */
    double *base_gain;     /* [pair][draw] of the base case, NaN where it is not open */
    double *headline_gain; /* [draw] of the base case; unset without a headline */
    double *work;          /* two columns to reorder in */
    cw_steps steps;
    cw_study *study; /* under construction */
    cw_arena arena;  /* what lives as long as the experiment */
} cw_experiment;

/* The place of what a condition of the form DECIDED asks for among the decisions, or CW_NONE. */
size_t cw_experiment_decision(const cw_experiment *experiment, const cw_condition *condition);

/* The place of (issue, forum) among the pairs, or CW_NONE. */
size_t cw_experiment_pair(const cw_experiment *experiment, size_t issue, size_t forum);

/* Begins an experiment with an empty study, which whoever began it frees after the experiment.
 * CW_ERROR_MEMORY; there is then nothing to free. */
cw_status cw_experiment_begin(cw_experiment *out, cw_context *context, const cw_dossier *dossier,
                              const cw_study_options *options);

/* Finds the headline, and measures the forums of all cases, which have been built. */
cw_status cw_experiment_measure(cw_experiment *experiment);

/* Lists what is to be studied and builds all cases. Errors: CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_experiment_list(cw_experiment *experiment);

/* The same, with columns for all draws, and all worlds drawn. Errors as above. */
cw_status cw_experiment_prepare(cw_experiment *experiment);

/* Prepares (issue, forum) in one case; needs the forums of the case. What is too large to be computed
 * is no failure: *out is then NULL and *beyond_reach true. Without `settles` the venue is for votes
 * alone, which do not hang on voting power. Errors: CW_ERROR_MEMORY. */
cw_status cw_experiment_venue(cw_venue **out, bool *beyond_reach, const cw_experiment *experiment,
                              size_t case_index, size_t issue, size_t forum, bool settles);

/* The columns of one pair of the block. */
cw_settled_columns cw_experiment_settled(const cw_experiment *experiment, size_t pair);

/* The world of one worker, to write to: a number for each quantity. */
double *cw_experiment_scratch(const cw_experiment *experiment, size_t worker);

/* Frees what the experiment owns, but not the study. */
void cw_experiment_free(cw_experiment *experiment);

/* Most memory for the columns of a block of pairs; one pair is always done. */
#define CW_BLOCK_BYTES_MAX ((size_t)32 << 20)

/* Draws all worlds once for all cases, where they fit into CW_DRAWN_BYTES_MAX. Called again for other
 * draws, no more of them than at first, it uses the same memory. */
#define CW_DRAWN_BYTES_MAX ((size_t)64 << 20)
cw_status cw_experiment_draw_worlds(cw_experiment *experiment);

/* All draws of the uncertain quantity in `place` of cw_sampler_uncertain(), unscaled. */
void cw_experiment_column(double *column, const cw_experiment *experiment, size_t place);

/* What is done with one world: `values` is that of `draw` in one case. Draws are shared out among
 * threads. */
typedef void cw_world_function(void *payload, size_t case_index, const double *values, size_t draw);

/* Whether the function of a pass reads `quantity`. */
typedef bool cw_reads_function(const void *payload, size_t quantity);

/* One pass over draws. */
typedef struct cw_pass {
    size_t first_case;
    size_t case_count; /* of each draw in turn */
    size_t first_draw;
    size_t draws;
    bool quiet;               /* without reporting progress */
    cw_reads_function *reads; /* NULL: all */
    cw_world_function *function;
    void *payload; /* of both */
} cw_pass;

/* Hands every world to a function, on all threads. Where the worlds do not fit into memory they are
 * drawn anew, quantities that nobody reads left out. Errors: CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_experiment_each_world(cw_experiment *experiment, const cw_pass *pass);

/* Fills the columns of the block in one case, from its prepared venues. */
cw_status cw_experiment_draw(cw_experiment *experiment, size_t case_index);

/* From begin to end whoever watches the context sees one bar for all steps; the experiment is prepared
 * and its headline known. */
void cw_steps_begin(cw_experiment *experiment);
void cw_steps_next(cw_experiment *experiment);
void cw_steps_end(cw_experiment *experiment);

/* The parts of the study, each from what the experiment holds. Forums come first; venues are those
 * of the block under way, just drawn. */
cw_status cw_study_blocks(cw_experiment *experiment);
cw_status cw_study_venues(cw_experiment *experiment, size_t case_index);
cw_status cw_study_forums(cw_experiment *experiment, size_t case_index);
cw_status cw_study_mandates(cw_experiment *experiment);
cw_status cw_study_drivers(cw_experiment *experiment);
cw_status cw_study_claims(cw_experiment *experiment);
cw_status cw_study_timelines(cw_experiment *experiment);

/* How many counts the mandates of all cases have: two for each question of each case. */
size_t cw_study_mandate_counts(const cw_study *study);

/* In how many of the draws the answer to each mandate question is yes, and in how many it hangs on an
 * unknown fact: for each case in turn, those of all its questions, then these. The questions are those
 * cw_study_mandates() listed. Errors: CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_study_count_mandates(uint64_t *found, cw_experiment *experiment);

#endif
