/* An outcome and its gain over a grid of one or two numbers of the dossier. */
#ifndef COUNTERWEIGHT_STUDY_SWEEP_H
#define COUNTERWEIGHT_STUDY_SWEEP_H

#include "counterweight/study.h"

#define CW_SWEEP_AXES_MAX 2
#define CW_SWEEP_STEPS_MAX 1000
#define CW_SWEEP_CELLS_MAX 10000

/* One number of the dossier, held at each of steps + 1 evenly spaced values in turn. What a what-if
 * does to it is done to the value. */
typedef struct cw_sweep_axis {
    size_t quantity;
    double from, to; /* in its own unit, within what it may be; either may be the larger */
    size_t steps;    /* 0 to CW_SWEEP_STEPS_MAX */
} cw_sweep_axis;

typedef struct cw_sweep_options {
    uint64_t seed;
    uint64_t draws;                /* as of a study */
    size_t threads;                /* 0: one per processor */
    size_t issue;                  /* what is settled */
    size_t forum;                  /* where */
    size_t what_if;                /* CW_NONE: the base case */
    const cw_outcome_model *model; /* NULL: the default */
} cw_sweep_options;

typedef struct cw_sweep_cell {
    double at[CW_SWEEP_AXES_MAX]; /* value on each axis */
    cw_summary bilateral;
    cw_summary settled;
    cw_summary gain;
    cw_probability gain_positive;
    cw_probability threat_binds;
    cw_probability bypassed;
    cw_probability decides;
} cw_sweep_cell;

typedef struct cw_sweep {
    const cw_dossier *dossier; /* borrowed */
    cw_sweep_options options;  /* the model filled in */
    cw_sweep_axis axes[CW_SWEEP_AXES_MAX];
    bool has_part[CW_SWEEP_AXES_MAX]; /* the number has a part in the settlement */
    size_t axis_count;
    cw_sweep_cell *cells; /* the last axis runs fastest */
    size_t cell_count;
    cw_arena arena;
} cw_sweep;

/* Settles the issue in the forum over the grid, on the same draws in every cell, which are those of a
 * study with this seed: a cell says to the last bit what a study of the dossier with these values
 * written in place of the ranges says. Errors: CW_ERROR_USAGE (no axis or too many, the same quantity
 * twice, too many steps or cells, a value that its quantity may not have, too few or too many draws,
 * or an issue that cannot be taken to the forum in this case), CW_ERROR_LIMIT (it cannot be computed
 * there), CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED; *out is then untouched. The caller frees it with
 * cw_sweep_free(), before the dossier. Reports progress. Cost O(cells * draws) settlements; memory
 * O(threads * draws). */
cw_status cw_sweep_run(cw_sweep **out, cw_context *context, const cw_dossier *dossier,
                       const cw_sweep_axis *axes, size_t axis_count,
                       const cw_sweep_options *options);
void cw_sweep_free(cw_sweep *sweep);

/* Marks in has_part[0..dossier->quantity_count) the numbers with a part in the settlement of
 * options->issue at options->forum in options->what_if. Errors as cw_sweep_run(). */
cw_status cw_sweep_inputs(bool *has_part, cw_context *context, const cw_dossier *dossier,
                          const cw_sweep_options *options);

/* The values on an axis: `k` from 0 to axis->steps. Pure. */
double cw_sweep_value(const cw_sweep_axis *axis, size_t k);

#endif
