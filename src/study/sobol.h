/* Sobol's sequence and Sobol's shares of variance. */
#ifndef COUNTERWEIGHT_STUDY_SOBOL_H
#define COUNTERWEIGHT_STUDY_SOBOL_H

#include "counterweight/study.h"

/* ---- The sequence ---- */

#define CW_SOBOL_DIMENSIONS 256
#define CW_SOBOL_BITS 32
#define CW_SOBOL_DEGREE_MAX 11

/* What one dimension is made from: a primitive polynomial of `degree` over GF(2), its inner
 * coefficients as bits (the highest first), and the first direction numbers m_1 to m_degree. */
typedef struct cw_sobol_start {
    uint8_t degree;
    uint16_t inner;
    uint16_t first[CW_SOBOL_DEGREE_MAX];
} cw_sobol_start;

/* Dimensions 1 to CW_SOBOL_DIMENSIONS, from the file new-joe-kuo-6.21201 of Joe & Kuo 2008. */
extern const cw_sobol_start cw_sobol_starts[CW_SOBOL_DIMENSIONS];

/* Direction numbers of `dimension` (from 0): v_1 in out[0], as binary fractions of 32 bits. Pure. */
void cw_sobol_directions(uint32_t out[CW_SOBOL_BITS], size_t dimension);

/* One scrambled sequence: each dimension goes through its own random lower triangular matrix and is
 * shifted digit by digit (Matousek 1998; its variance is that of Owen's nested scrambling, Owen
 * 2003). Dimensions beyond CW_SOBOL_DIMENSIONS are plain random numbers. All random words are
 * Philox's for (seed, replicate, dimension). */
typedef struct cw_sobol_sequence {
    size_t dimensions;
    uint64_t key;
    uint64_t replicate;
    uint32_t index; /* of the next point */
    uint32_t (*directions)[CW_SOBOL_BITS];
    uint32_t *point; /* bits of the next point */
} cw_sobol_sequence;

/* Makes room for a sequence of `dimensions`. CW_ERROR_MEMORY, with nothing to free. The caller gives
 * it back with cw_sobol_free(). */
cw_status cw_sobol_allocate(cw_sobol_sequence *out, cw_context *context, size_t dimensions);
void cw_sobol_free(cw_sobol_sequence *sequence, cw_context *context);

/* Goes to the first point of one replicate under `seed`. */
void cw_sobol_begin(cw_sobol_sequence *sequence, uint64_t seed, uint64_t replicate);

/* The next point: `dimensions` numbers strictly between 0 and 1. At most 2^32 of them. */
void cw_sobol_next(double *out, cw_sobol_sequence *sequence);

/* ---- The shares ---- */

#define CW_SOBOL_REPLICATES 16
#define CW_SOBOL_FIGURES_MAX 4

/* Figures that hang on inputs, each input independently distributed. */
typedef struct cw_sobol_problem {
    size_t inputs;
    size_t figures; /* at most CW_SOBOL_FIGURES_MAX */
    /* The value of an input at probability `u`. Thread-safe. */
    double (*quantile)(const void *payload, size_t input, double u);
    /* All figures where the inputs are x; `worker` says whose scratch memory may be used. */
    void (*evaluate)(void *payload, size_t worker, double *figures, const double *x);
    void *payload;
} cw_sobol_problem;

/* Shares out the variance of each figure: shares[f * inputs + i], spreads[f]. Saltelli's design: from
 * two independent points a and b of one sequence in 2 * inputs dimensions, input i in dimensions 2i
 * and 2i + 1, figures at a, b, and at a with one input from b, each in turn (Saltelli et al. 2010,
 * Computer Physics Communications 181, table 2: first order by row b, total by row f, which is
 * Jansen's 1999). CW_SOBOL_REPLICATES scramblings of `points` points each (a power of 2); estimates
 * are ratios of sums over all, intervals Student's t over the replicates (docs/decisions/022). NaN
 * where a figure is constant or does not exist at some point. points * (inputs + 2) evaluations a
 * replicate, on `threads` threads; the same bits on any number. CW_ERROR_MEMORY,
 * CW_ERROR_INTERRUPTED. */
cw_status cw_sobol_share_out(cw_variance_share *shares, cw_spread *spreads, cw_context *context,
                             const cw_sobol_problem *problem, uint64_t seed, size_t points,
                             size_t threads);

#endif
