/* Shares of variance by Saltelli's design. */
#include "counterweight/base/pool.h"
#include "study/sobol.h"

#include <math.h>

/* Student's t at 0.975 with CW_SOBOL_REPLICATES - 1 = 15 degrees of freedom. */
#define STUDENT 2.131449545559323
/* Variances below this, in points squared, are rounding. */
#define NO_VARIANCE 1e-18

/* Sums over the points of one replicate, for one figure and one input. */
typedef struct input_sums {
    double cross; /* f(b) (f(ab) - f(a)) */
    double drift; /* f(ab) - f(a) */
    double jump;  /* (f(ab) - f(a))^2 */
} input_sums;

/* The same for one figure. */
typedef struct figure_sums {
    double values;  /* f(a) + f(b) */
    double squares; /* f(a)^2 + f(b)^2 */
} figure_sums;

/* What one worker needs to go through a replicate. */
typedef struct bench {
    cw_sobol_sequence sequence;
    double *u; /* [dimension] */
    double *a; /* [input] */
    double *b;
} bench;

typedef struct sharing {
    cw_context *context;
    const cw_sobol_problem *problem;
    uint64_t seed;
    size_t points;
    size_t threads;
    bench *benches; /* [thread] */
    /* Figures are counted from their value at the medians, so that squares lose no digits. */
    double centre[CW_SOBOL_FIGURES_MAX];
    figure_sums *figures; /* [replicate][figure] */
    input_sums *inputs;   /* [replicate][figure][input] */
} sharing;

static void evaluate(double *figures, const sharing *work, size_t worker, const double *x)
{
    const cw_sobol_problem *problem = work->problem;
    problem->evaluate(problem->payload, worker, figures, x);
    for (size_t f = 0; f < problem->figures; f++)
        figures[f] -= work->centre[f];
}

static void take_points(const sharing *work, bench *at)
{
    const cw_sobol_problem *problem = work->problem;
    cw_sobol_next(at->u, &at->sequence);
    for (size_t i = 0; i < problem->inputs; i++) {
        at->a[i] = problem->quantile(problem->payload, i, at->u[2 * i]);
        at->b[i] = problem->quantile(problem->payload, i, at->u[2 * i + 1]);
    }
}

/* One pair of points: adds all figures there to the sums. */
static void add_point(const sharing *work, bench *at, size_t worker, figure_sums *figures,
                      input_sums *inputs)
{
    const cw_sobol_problem *problem = work->problem;
    double at_a[CW_SOBOL_FIGURES_MAX], at_b[CW_SOBOL_FIGURES_MAX], at_ab[CW_SOBOL_FIGURES_MAX];
    take_points(work, at);
    evaluate(at_a, work, worker, at->a);
    evaluate(at_b, work, worker, at->b);
    for (size_t f = 0; f < problem->figures; f++) {
        figures[f].values += at_a[f] + at_b[f];
        figures[f].squares += at_a[f] * at_a[f] + at_b[f] * at_b[f];
    }
    for (size_t i = 0; i < problem->inputs; i++) {
        double held = at->a[i];
        at->a[i] = at->b[i];
        evaluate(at_ab, work, worker, at->a);
        at->a[i] = held;
        for (size_t f = 0; f < problem->figures; f++) {
            input_sums *sums = &inputs[f * problem->inputs + i];
            double drift = at_ab[f] - at_a[f];
            sums->cross += at_b[f] * drift;
            sums->drift += drift;
            sums->jump += drift * drift;
        }
    }
}

static cw_status run_replicate(void *payload, size_t worker, size_t replicate)
{
    sharing *work = payload;
    const cw_sobol_problem *problem = work->problem;
    bench *at = &work->benches[worker];
    cw_sobol_begin(&at->sequence, work->seed, replicate);
    for (size_t p = 0; p < work->points; p++) {
        if (cw_context_is_cancelled(work->context))
            return CW_ERROR_INTERRUPTED;
        add_point(work, at, worker, work->figures + replicate * problem->figures,
                  work->inputs + replicate * problem->figures * problem->inputs);
    }
    return CW_OK;
}

/* The ratio of two sums over replicates, with the interval by linearisation (Cochran 1977, Sampling
 * Techniques, section 6.4): its error is that of the mean of numerator - ratio * denominator. */
static cw_estimate ratio_of(const double *numerator, const double *denominator)
{
    const double count = CW_SOBOL_REPLICATES;
    double over = 0.0;
    double under = 0.0;
    for (size_t r = 0; r < CW_SOBOL_REPLICATES; r++) {
        over += numerator[r];
        under += denominator[r];
    }
    if (!(under / count > NO_VARIANCE))
        return (cw_estimate){NAN, NAN, NAN};
    double ratio = over / under;
    double squares = 0.0;
    for (size_t r = 0; r < CW_SOBOL_REPLICATES; r++) {
        double rest = (numerator[r] - ratio * denominator[r]) * count / under;
        squares += rest * rest;
    }
    double half = STUDENT * sqrt(squares / (count * (count - 1.0)));
    return (cw_estimate){ratio, ratio - half, ratio + half};
}

static cw_spread spread_of(const sharing *work, size_t figure, double *variances)
{
    const double count = 2.0 * (double)work->points;
    const figure_sums *sums = work->figures + figure;
    size_t step = work->problem->figures;
    double mean = 0.0;
    double variance = 0.0;
    for (size_t r = 0; r < CW_SOBOL_REPLICATES; r++)
        mean += sums[r * step].values / (count * CW_SOBOL_REPLICATES);
    for (size_t r = 0; r < CW_SOBOL_REPLICATES; r++) {
        const figure_sums *one = &sums[r * step];
        variances[r] = (one->squares - 2.0 * mean * one->values) / count + mean * mean;
        variance += variances[r] / CW_SOBOL_REPLICATES;
    }
    return (cw_spread){mean, variance > NO_VARIANCE ? variance : variance >= 0.0 ? 0.0 : variance};
}

static void sum_up(cw_variance_share *shares, cw_spread *spreads, const sharing *work)
{
    const cw_sobol_problem *problem = work->problem;
    const double points = (double)work->points;
    double first[CW_SOBOL_REPLICATES], total[CW_SOBOL_REPLICATES], all[CW_SOBOL_REPLICATES];
    for (size_t f = 0; f < problem->figures; f++) {
        cw_spread spread = spread_of(work, f, all);
        for (size_t i = 0; i < problem->inputs; i++) {
            for (size_t r = 0; r < CW_SOBOL_REPLICATES; r++) {
                const input_sums *sums =
                    &work->inputs[(r * problem->figures + f) * problem->inputs + i];
                first[r] = (sums->cross - spread.mean * sums->drift) / points;
                total[r] = sums->jump / (2.0 * points);
            }
            shares[f * problem->inputs + i] =
                (cw_variance_share){ratio_of(first, all), ratio_of(total, all)};
        }
        spreads[f] = (cw_spread){spread.mean + work->centre[f], spread.variance};
    }
}

static cw_status allocate(sharing *work)
{
    size_t inputs = work->problem->inputs;
    size_t figures = work->problem->figures;
    cw_context *context = work->context;
    work->figures = cw_allocate(context, CW_SOBOL_REPLICATES * figures, sizeof *work->figures);
    work->inputs =
        cw_allocate(context, CW_SOBOL_REPLICATES * figures * inputs, sizeof *work->inputs);
    work->benches = cw_allocate(context, work->threads, sizeof *work->benches);
    if (work->figures == NULL || work->inputs == NULL || work->benches == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = CW_OK;
    for (size_t t = 0; t < work->threads && status == CW_OK; t++) {
        bench *at = &work->benches[t];
        status = cw_sobol_allocate(&at->sequence, context, 2 * inputs);
        if (status == CW_OK)
            at->u = cw_allocate(context, 4 * inputs, sizeof *at->u);
        if (at->u == NULL)
            return CW_ERROR_MEMORY;
        at->a = at->u + 2 * inputs;
        at->b = at->a + inputs;
    }
    return status;
}

static void release(sharing *work)
{
    for (size_t t = 0; work->benches != NULL && t < work->threads; t++) {
        cw_sobol_free(&work->benches[t].sequence, work->context);
        cw_release(work->context, work->benches[t].u);
    }
    cw_release(work->context, work->benches);
    cw_release(work->context, work->inputs);
    cw_release(work->context, work->figures);
}

static void find_centre(sharing *work)
{
    const cw_sobol_problem *problem = work->problem;
    double *x = work->benches[0].a;
    double middle[CW_SOBOL_FIGURES_MAX];
    for (size_t i = 0; i < problem->inputs; i++)
        x[i] = problem->quantile(problem->payload, i, 0.5);
    problem->evaluate(problem->payload, 0, middle, x);
    for (size_t f = 0; f < problem->figures; f++)
        work->centre[f] = middle[f];
}

cw_status cw_sobol_share_out(cw_variance_share *shares, cw_spread *spreads, cw_context *context,
                             const cw_sobol_problem *problem, uint64_t seed, size_t points,
                             size_t threads)
{
    sharing work = {.context = context,
                    .problem = problem,
                    .seed = seed,
                    .points = points,
                    .threads = threads < CW_SOBOL_REPLICATES ? threads : CW_SOBOL_REPLICATES};
    cw_status status = allocate(&work);
    if (status == CW_OK) {
        find_centre(&work);
        status = cw_pool_run(context, work.threads, CW_SOBOL_REPLICATES, run_replicate, &work);
    }
    if (status == CW_OK)
        sum_up(shares, spreads, &work);
    release(&work);
    return status;
}
