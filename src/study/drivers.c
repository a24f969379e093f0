/* What the headline hangs on: each uncertain quantity moved alone from end to end, held at its ends
 * while the others are drawn, and its share in the variance. */
#include "study/flip.h"
#include "study/probe.h"
#include "study/sobol.h"
#include "study/summary.h"

#include <math.h>
#include <stdlib.h>

/* A swing, in points, and a share of variance below these are rounding. */
#define NO_SWING 1e-9
#define NO_SHARE 1e-9
/* Settlements spent on the shares, and as many on the ends, for each draw of the study. */
#define SETTLEMENTS_A_DRAW 64
#define POINTS_MIN 64
#define POINTS_MAX 4096
#define END_DRAWS_MIN 100
#define END_DRAWS_MAX 10000

/* ---- One at a time ---- */

typedef struct cw_moving {
    const cw_probe *probe;
    size_t quantity;
} cw_moving;

static double gain_at(void *payload, double value)
{
    const cw_moving *moving = payload;
    const cw_probe *probe = moving->probe;
    double *world = cw_probe_world(probe, 0);
    cw_settlement settlement;
    double held = world[moving->quantity];
    world[moving->quantity] = cw_world_value(probe->built, moving->quantity, value);
    cw_venue_settle(&settlement, probe->venue, world, cw_venue_default_model());
    world[moving->quantity] = held;
    return settlement.gain;
}

static cw_status move_each(cw_driver *drivers, const cw_probe *probe)
{
    const cw_experiment *experiment = probe->experiment;
    for (size_t i = 0; i < probe->input_count; i++) {
        const cw_quantity *range = &experiment->dossier->quantities[probe->inputs[i]];
        cw_moving moving = {probe, probe->inputs[i]};
        if (cw_context_is_cancelled(experiment->context))
            return CW_ERROR_INTERRUPTED;
        cw_scan scan = cw_scan_range(range, gain_at, &moving);
        drivers[i] = (cw_driver){.quantity = probe->inputs[i],
                                 .low = range->low,
                                 .high = range->high,
                                 .gain_at_low = scan.at_low,
                                 .gain_at_high = scan.at_high,
                                 .swing = scan.swing,
                                 .flips = scan.flips,
                                 .flip_at = scan.flip_at,
                                 .rank_correlation = NAN};
    }
    return CW_OK;
}

/* ---- Over the draws ---- */

/* Draws are correlated unscaled: scaling by a case keeps ranks. */
static cw_status correlate(cw_driver *drivers, const cw_probe *probe)
{
    const cw_experiment *experiment = probe->experiment;
    size_t draws = experiment->draws;
    const double *gain = experiment->headline_gain;
    cw_ranked *order = cw_allocate(experiment->context, draws, sizeof *order);
    double *columns = cw_allocate(experiment->context, draws, 3 * sizeof *columns);
    cw_status status = order == NULL || columns == NULL ? CW_ERROR_MEMORY : CW_OK;
    for (size_t i = 0; i < probe->input_count && status == CW_OK; i++) {
        cw_experiment_column(columns, experiment, probe->places[i]);
        drivers[i].rank_correlation =
            cw_rank_correlation(columns, gain, draws, order, columns + draws, columns + 2 * draws);
        if (cw_context_is_cancelled(experiment->context))
            status = CW_ERROR_INTERRUPTED;
    }
    cw_release(experiment->context, columns);
    cw_release(experiment->context, order);
    return status;
}

/* ---- Shares of variance ---- */

/* Inputs in the order in which they take dimensions: the first ones of the sequence are the most even,
 * so they go to what swings the gain most. */
typedef struct cw_sharing {
    const cw_probe *probe;
    const size_t *order; /* dimension: input */
    double *x;           /* [thread][input] */
} cw_sharing;

static double quantile_of(const void *payload, size_t place, double u)
{
    const cw_sharing *sharing = payload;
    const cw_probe *probe = sharing->probe;
    return cw_sampler_quantile(probe->experiment->sampler, probe->inputs[sharing->order[place]], u);
}

static void settle(void *payload, size_t worker, double *figures, const double *x)
{
    const cw_sharing *sharing = payload;
    const cw_probe *probe = sharing->probe;
    double *ordered = sharing->x + worker * probe->input_count;
    for (size_t k = 0; k < probe->input_count; k++)
        ordered[sharing->order[k]] = x[k];
    cw_settlement settlement = cw_probe_settle(probe, worker, ordered);
    figures[CW_VARIED_GAIN] = settlement.gain;
    figures[CW_VARIED_SETTLED] = settlement.settled;
    figures[CW_VARIED_BILATERAL] = settlement.bilateral;
}

/* The largest power of 2 that keeps to the budget. */
static size_t choose_points(size_t draws, size_t inputs)
{
    size_t budget = SETTLEMENTS_A_DRAW * draws / (CW_SOBOL_REPLICATES * (inputs + 2));
    size_t points = POINTS_MIN;
    while (points < POINTS_MAX && 2 * points <= budget)
        points *= 2;
    return points;
}

static size_t choose_end_draws(size_t draws, size_t inputs)
{
    size_t budget = SETTLEMENTS_A_DRAW * draws / (2 * inputs);
    size_t chosen = budget < END_DRAWS_MIN   ? END_DRAWS_MIN
                    : budget < END_DRAWS_MAX ? budget
                                             : END_DRAWS_MAX;
    return chosen < draws ? chosen : draws;
}

/* By falling swing; equal ones as they stand. Insertion: there are at most some hundreds. */
static void order_by_swing(size_t *order, const cw_driver *drivers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t k = i;
        for (; k > 0 && drivers[order[k - 1]].swing < drivers[i].swing; k--)
            order[k] = order[k - 1];
        order[k] = i;
    }
}

static void keep_shares(cw_driver *drivers, const cw_variance_share *shares, const size_t *order,
                        size_t count)
{
    for (size_t f = 0; f < CW_VARIED_COUNT; f++)
        for (size_t k = 0; k < count; k++)
            drivers[order[k]].shares[f] = shares[f * count + k];
}

static cw_status share_out(cw_driver *drivers, cw_variance *variance, const cw_probe *probe)
{
    const cw_experiment *experiment = probe->experiment;
    cw_context *context = experiment->context;
    size_t count = probe->input_count;
    size_t *order = cw_allocate(context, count, sizeof *order);
    double *x = cw_allocate(context, experiment->threads, count * sizeof *x);
    cw_variance_share *shares = cw_allocate(context, CW_VARIED_COUNT * count, sizeof *shares);
    cw_sharing sharing = {probe, order, x};
    cw_sobol_problem problem = {count, CW_VARIED_COUNT, quantile_of, settle, &sharing};
    cw_status status = order == NULL || x == NULL || shares == NULL ? CW_ERROR_MEMORY : CW_OK;
    if (status == CW_OK) {
        order_by_swing(order, drivers, count);
        status = cw_sobol_share_out(shares, variance->figures, context, &problem, experiment->seed,
                                    variance->points, experiment->threads);
    }
    if (status == CW_OK)
        keep_shares(drivers, shares, order, count);
    cw_release(context, shares);
    cw_release(context, x);
    cw_release(context, order);
    return status;
}

/* ---- All together ---- */

/* Unknown shares count as none. */
static double total_share(const cw_driver *driver)
{
    double total = driver->shares[CW_VARIED_GAIN].total.value;
    return total > 0.0 ? total : 0.0;
}

static int by_falling_share(const void *left, const void *right)
{
    const cw_driver *a = left;
    const cw_driver *b = right;
    double share_a = total_share(a);
    double share_b = total_share(b);
    if (share_a != share_b)
        return share_a > share_b ? -1 : 1;
    if (a->swing > b->swing || a->swing < b->swing)
        return a->swing > b->swing ? -1 : 1;
    return a->quantity < b->quantity ? -1 : a->quantity > b->quantity;
}

static bool does_something(const cw_driver *driver)
{
    bool moves = driver->swing > NO_SWING;
    for (size_t f = 0; f < CW_VARIED_COUNT; f++)
        moves = moves || driver->shares[f].total.value > NO_SHARE;
    return moves;
}

static void keep_what_matters(cw_study *study, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (does_something(&study->drivers[i]))
            study->drivers[study->driver_count++] = study->drivers[i];
    qsort(study->drivers, study->driver_count, sizeof *study->drivers, by_falling_share);
}

static cw_status examine_all(cw_experiment *experiment, const cw_probe *probe)
{
    cw_study *study = experiment->study;
    size_t count = probe->input_count;
    study->drivers = cw_arena_allocate(&study->arena, count, sizeof *study->drivers);
    if (study->drivers == NULL)
        return CW_ERROR_MEMORY;
    study->variance = (cw_variance){.inputs = count,
                                    .points = choose_points(experiment->draws, count),
                                    .replicates = CW_SOBOL_REPLICATES,
                                    .end_draws = choose_end_draws(experiment->draws, count)};
    cw_status status = move_each(study->drivers, probe);
    if (status == CW_OK)
        status = cw_probe_ends(study->drivers, probe, study->variance.end_draws);
    cw_steps_next(experiment);
    if (status == CW_OK)
        status = share_out(study->drivers, &study->variance, probe);
    if (status == CW_OK)
        status = correlate(study->drivers, probe);
    if (status == CW_OK)
        keep_what_matters(study, count);
    return status;
}

cw_status cw_study_drivers(cw_experiment *experiment)
{
    if (experiment->study->headline == CW_NONE)
        return CW_OK;
    cw_probe probe;
    cw_status status = cw_probe_open(&probe, experiment);
    if (status != CW_OK)
        return status;
    if (probe.input_count > 0)
        status = examine_all(experiment, &probe);
    cw_probe_close(&probe);
    return status;
}
