/* Results of a run over many draws, in a file: what the study finds, for millions of draws, in a fixed
 * amount of memory, on one machine or in parts on many.
 *
 * The file is an SQLite database (docs/results.md). All that is kept adds up exactly: the figures are
 * the same, to the last bit, for any number of threads, wherever a run was cut off and gone on with,
 * and into however many shards it was cut. */
#ifndef COUNTERWEIGHT_STUDY_RESULTS_H
#define COUNTERWEIGHT_STUDY_RESULTS_H

#include "counterweight/study.h"

/* Most draws of a run. */
#define CW_RESULTS_DRAWS_MAX UINT64_C(1000000000000000)
#define CW_RESULTS_SHARDS_MAX 100000
/* Most draws of a run that goes on until it is precise. */
#define CW_RESULTS_UNTIL_DRAWS_MAX UINT64_C(100000000)

typedef struct cw_results_options {
    uint64_t seed;
    uint64_t draws;  /* of the whole run, 100 to CW_RESULTS_DRAWS_MAX */
    size_t threads;  /* 0: one per processor */
    uint64_t shard;  /* this part of the draws, 1 to ... */
    uint64_t shards; /* ... so many, at most CW_RESULTS_SHARDS_MAX; 1: all of them */
    bool
        models[CW_OUTCOME_MODELS_MAX]; /* by place in cw_outcome_models(); the venues' default model
                                           is always one of them */
    bool keep_draws;                   /* keep every single draw as well */
    bool confirmed;                    /* a run that takes long or much room is meant */
    uint64_t save_seconds;             /* save this often, at most; 0: after every chunk */
    double until_precise; /* points; above 0: begin with `draws` and double them until the 95% Monte
                             Carlo interval of the median of the headline gain in the base case is at
                             most so wide from end to end, or twice as many would be over
                             CW_RESULTS_UNTIL_DRAWS_MAX; in one part only */
} cw_results_options;

#define CW_RESULTS_SAVE_SECONDS 10
#define CW_RESULTS_OPTIONS_INIT                                                                    \
    (cw_results_options)                                                                           \
    {                                                                                              \
        .seed = CW_STUDY_DEFAULT_SEED, .draws = CW_STUDY_DEFAULT_DRAWS, .shard = 1, .shards = 1,   \
        .save_seconds = CW_RESULTS_SAVE_SECONDS                                                    \
    }

/* How far a run has come. */
typedef struct cw_results_report {
    uint64_t draws;  /* that this file is to have; grows while a run goes on until it is precise */
    uint64_t before; /* that it had */
    uint64_t done;   /* that are saved in it now */
    bool too_large;  /* not begun: it needs to be confirmed, and would take, about: */
    double seconds;  /* all in all, on these threads */
    double bytes;    /* in the file, at most */
    double
        width; /* of the interval that `until_precise` asks for, points; NaN where it was not asked
                     for, there is no open headline, or the draws are too few to bound it */
} cw_results_report;

/* Runs a study into the file at `path`, or goes on with the run that the file holds. What is in the
 * file is saved now and then, at once or not at all, so that a run that is cut off, whatever the
 * instant, goes on from there when the same call is made. Memory does not grow with the draws.
 * Errors: CW_ERROR_USAGE (options out of range, or report->too_large), CW_ERROR_INTERRUPTED (the work
 * up to the chunk of draws under way is saved), CW_ERROR_IO, CW_ERROR_INPUT (the file is of another
 * run, or damaged), CW_ERROR_LIMIT (the headline venue cannot be computed), CW_ERROR_MEMORY; the file
 * is told of in `diagnostics`, and is as it was saved last. *report is set in every case. Reports
 * progress. */
cw_status cw_results_run(cw_results_report *report, cw_context *context,
                         cw_diagnostics *diagnostics, const cw_dossier *dossier, const char *path,
                         const cw_results_options *options);

/* Adds up the files of all shards of a run, in any order, into a new file. Refused, by name, with
 * nothing written: a shard that is missing, there twice, unfinished or of another run; a target that
 * is there already. Errors: CW_ERROR_INPUT, CW_ERROR_IO, CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_results_merge(cw_context *context, cw_diagnostics *diagnostics, const char *path,
                           const char *const *parts, size_t count);

/* What can be exported: tables with one observation a row. */
typedef struct cw_results cw_results;

/* Opens a finished results file and checks it whole. Errors: CW_ERROR_INPUT (unfinished, damaged, or no
 * results file), CW_ERROR_IO, CW_ERROR_MEMORY. The caller closes it. `diagnostics` and `path` are
 * borrowed until then. */
cw_status cw_results_open(cw_results **out, cw_context *context, cw_diagnostics *diagnostics,
                          const char *path);
void cw_results_close(cw_results *results);

/* The names of the tables, ended by NULL. Static. */
const char *const *cw_results_tables(void);

/* Appends a table as CSV with a heading, or as a JSON array of objects. Errors: CW_ERROR_USAGE (no such
 * table), CW_ERROR_INPUT, CW_ERROR_MEMORY, CW_ERROR_LIMIT (longer than the context's `text_bytes`). */
cw_status cw_results_write_csv(cw_text *out, cw_results *results, const char *table);
cw_status cw_results_write_json(cw_text *out, cw_results *results, const char *table);

#endif
