/* What the headline gain hangs on: each uncertain quantity moved alone from end to end, where the
 * sign turns, and how closely the gain follows it over the draws. */
#include "study/experiment.h"
#include "study/summary.h"

#include <math.h>
#include <stdlib.h>

/* Points at which the gain is looked at between the ends of a range. */
#define SCAN_POINTS 41
/* Halvings of the bracket around a flip: to the last digit of a double. */
#define BISECTIONS 60
/* A swing below this is none. */
#define NO_SWING 1e-9

/* The headline venue with all quantities at their modes but the one that moves. */
typedef struct cw_probe {
    const cw_venue *venue;
    const cw_case *built;
    double *values;
    size_t quantity;
} cw_probe;

static double gain_at(cw_probe *probe, double value)
{
    cw_settlement settlement;
    double held = probe->values[probe->quantity];
    probe->values[probe->quantity] = cw_world_value(probe->built, probe->quantity, value);
    cw_venue_settle(&settlement, probe->venue, probe->values, cw_venue_default_model());
    probe->values[probe->quantity] = held;
    return settlement.gain;
}

/* Between `left` and `right`, at which the gain differs in being positive, the place of change. */
static double find_flip(cw_probe *probe, double left, double right)
{
    bool positive = gain_at(probe, left) > 0.0;
    for (int k = 0; k < BISECTIONS; k++) {
        double middle = left + 0.5 * (right - left);
        if ((gain_at(probe, middle) > 0.0) == positive)
            left = middle;
        else
            right = middle;
    }
    return left + 0.5 * (right - left);
}

static void scan(cw_driver *driver, cw_probe *probe, const cw_quantity *range)
{
    double least = INFINITY;
    double greatest = -INFINITY;
    double before = NAN;
    double place_before = NAN;
    for (int k = 0; k < SCAN_POINTS; k++) {
        double place = k + 1 == SCAN_POINTS
                           ? range->high
                           : range->low + (range->high - range->low) * k / (SCAN_POINTS - 1);
        double gain = gain_at(probe, place);
        least = fmin(least, gain);
        greatest = fmax(greatest, gain);
        if (k > 0 && (gain > 0.0) != (before > 0.0)) {
            double flip = find_flip(probe, place_before, place);
            if (!driver->flips || fabs(flip - range->mode) < fabs(driver->flip_at - range->mode))
                driver->flip_at = flip;
            driver->flips = true;
        }
        before = gain;
        place_before = place;
    }
    driver->swing = greatest - least;
}

static int by_falling_swing(const void *left, const void *right)
{
    const cw_driver *a = left;
    const cw_driver *b = right;
    if (a->swing != b->swing)
        return a->swing > b->swing ? -1 : 1;
    return a->quantity < b->quantity ? -1 : a->quantity > b->quantity;
}

/* Appends the driver if moving it changes the gain at all. */
static void examine(cw_experiment *experiment, cw_probe *probe)
{
    cw_study *study = experiment->study;
    const cw_quantity *range = &study->dossier->quantities[probe->quantity];
    cw_driver driver = {.quantity = probe->quantity,
                        .low = range->low,
                        .high = range->high,
                        .rank_correlation = NAN,
                        .flip_at = NAN};
    driver.gain_at_low = gain_at(probe, range->low);
    driver.gain_at_high = gain_at(probe, range->high);
    scan(&driver, probe, range);
    if (driver.swing > NO_SWING)
        study->drivers[study->driver_count++] = driver;
}

/* The place of an uncertain quantity in the sampler's list. */
static size_t place_of(const cw_experiment *experiment, size_t quantity)
{
    size_t count;
    const size_t *uncertain = cw_sampler_uncertain(experiment->sampler, &count);
    size_t place = 0;
    while (uncertain[place] != quantity)
        place++;
    return place;
}

/* Draws are correlated unscaled: scaling by a case keeps ranks. */
static cw_status correlate(cw_experiment *experiment)
{
    cw_study *study = experiment->study;
    size_t draws = experiment->draws;
    const double *gain = experiment->headline_gain;
    cw_ranked *order = cw_allocate(experiment->context, draws, sizeof *order);
    double *columns = cw_allocate(experiment->context, draws, 3 * sizeof *columns);
    cw_status status = order == NULL || columns == NULL ? CW_ERROR_MEMORY : CW_OK;
    for (size_t k = 0; k < study->driver_count && status == CW_OK; k++) {
        cw_experiment_column(columns, experiment, place_of(experiment, study->drivers[k].quantity));
        study->drivers[k].rank_correlation =
            cw_rank_correlation(columns, gain, draws, order, columns + draws, columns + 2 * draws);
        if (cw_context_is_cancelled(experiment->context))
            status = CW_ERROR_INTERRUPTED;
    }
    cw_release(experiment->context, columns);
    cw_release(experiment->context, order);
    return status;
}

/* Examines what the venue hangs on; any other quantity has no swing. */
static cw_status examine_all(cw_experiment *experiment, const cw_venue *venue)
{
    cw_study *study = experiment->study;
    size_t count;
    const size_t *uncertain = cw_sampler_uncertain(experiment->sampler, &count);
    cw_probe probe = {
        .venue = venue, .built = study->cases[0].built, .values = experiment->scratch};
    study->drivers = cw_arena_allocate(&study->arena, count, sizeof *study->drivers);
    if (study->drivers == NULL)
        return CW_ERROR_MEMORY;
    cw_world_at_modes(probe.values, experiment->sampler, probe.built);
    for (size_t k = 0; k < count; k++) {
        if (cw_context_is_cancelled(experiment->context))
            return CW_ERROR_INTERRUPTED;
        probe.quantity = uncertain[k];
        if (cw_venue_uses(venue, probe.quantity))
            examine(experiment, &probe);
    }
    qsort(study->drivers, study->driver_count, sizeof *study->drivers, by_falling_swing);
    return correlate(experiment);
}

cw_status cw_study_drivers(cw_experiment *experiment)
{
    size_t headline = experiment->study->headline;
    if (headline == CW_NONE)
        return CW_OK;
    cw_venue *venue = NULL;
    bool beyond_reach;
    const cw_pair *pair = &experiment->pairs[headline];
    cw_status status =
        cw_experiment_venue(&venue, &beyond_reach, experiment, 0, pair->issue, pair->forum, true);
    if (status == CW_OK && venue != NULL)
        status = examine_all(experiment, venue);
    cw_venue_free(venue);
    return status;
}
