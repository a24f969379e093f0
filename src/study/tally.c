/* Tallies: whole numbers only, so that parts add up to the last bit. */
#include "study/tally.h"

#include <math.h>

/* Sums are in units of 2^-40: far below what is printed, and 2^60 draws of a scale fit into 128
 * bits. */
#define UNIT 0x1p40
/* Adding and taking off 1.5 * 2^52 rounds a number below 2^51 to a whole one. */
#define ROUNDER 0x1.8p52
/* Draws that are added at a time. */
#define BLOCK 64

size_t cw_grid_steps(const cw_grid *grid)
{
    return (size_t)(grid->high - grid->low) * (size_t)grid->per_unit + 1;
}

double cw_grid_value(const cw_grid *grid, size_t step)
{
    return grid->low + (double)step / grid->per_unit;
}

static size_t page_count(const cw_grid *grid)
{
    return (cw_grid_steps(grid) + CW_TALLY_PAGE - 1) / CW_TALLY_PAGE;
}

cw_status cw_tally_init(cw_tally *tally, cw_context *context, cw_grid grid)
{
    *tally = (cw_tally){.context = context, .grid = grid};
    tally->pages = cw_allocate(context, page_count(&grid), sizeof *tally->pages);
    return tally->pages != NULL ? CW_OK : CW_ERROR_MEMORY;
}

void cw_tally_free(cw_tally *tally)
{
    for (size_t p = 0; tally->pages != NULL && p < page_count(&tally->grid); p++)
        cw_release(tally->context, tally->pages[p]);
    cw_release(tally->context, tally->pages);
    tally->pages = NULL;
}

static cw_status make_page(cw_tally *tally, size_t page)
{
    if (tally->pages[page] == NULL)
        tally->pages[page] = cw_allocate(tally->context, CW_TALLY_PAGE, sizeof **tally->pages);
    return tally->pages[page] != NULL ? CW_OK : CW_ERROR_MEMORY;
}

cw_status cw_tally_put(cw_tally *tally, size_t step, uint64_t draws)
{
    cw_status status = make_page(tally, step / CW_TALLY_PAGE);
    if (status == CW_OK)
        tally->pages[step / CW_TALLY_PAGE][step % CW_TALLY_PAGE] += draws;
    return status;
}

static size_t nearest_step(const cw_grid *grid, size_t last, double value)
{
    double step = (value - grid->low) * grid->per_unit + 0.5;
    if (step < 1.0)
        return 0;
    return step >= (double)last ? last : (size_t)step;
}

static void stretch(cw_tally *tally, double least, double greatest)
{
    if (tally->draws == 0 || least < tally->least)
        tally->least = least;
    if (tally->draws == 0 || greatest > tally->greatest)
        tally->greatest = greatest;
}

/* The finite ones of `values`, at most BLOCK, summed up and taken to the grid. */
static size_t take_block(size_t *steps, cw_tally *tally, const double *values, size_t count)
{
    size_t last = cw_grid_steps(&tally->grid) - 1;
    size_t found = 0;
    uint64_t positive = 0;
    uint64_t negative = 0;
    __int128 sum = 0;
    unsigned __int128 squares = 0;
    double least = INFINITY;
    double greatest = -INFINITY;
    for (size_t k = 0; k < count; k++) {
        double value = values[k];
        if (!isfinite(value))
            continue;
        least = value < least ? value : least;
        greatest = value > greatest ? value : greatest;
        positive += value > 0.0;
        negative += value < 0.0;
        sum += (int64_t)(value * UNIT + ROUNDER - ROUNDER);
        squares += (uint64_t)(value * value * UNIT);
        steps[found++] = nearest_step(&tally->grid, last, value);
    }
    if (found > 0)
        stretch(tally, least, greatest);
    tally->draws += found;
    tally->undefined += count - found;
    tally->positive += positive;
    tally->negative += negative;
    tally->sum += sum;
    tally->squares += squares;
    return found;
}

/* First all steps, then all counts: a count is seldom near, and so the waits for many of them overlap. */
static cw_status add_block(cw_tally *tally, const double *values, size_t count)
{
    size_t steps[BLOCK];
    size_t found = take_block(steps, tally, values, count);
    cw_status status = CW_OK;
    for (size_t k = 0; k < found && status == CW_OK; k++)
        status = make_page(tally, steps[k] / CW_TALLY_PAGE);
    for (size_t k = 0; k < found && status == CW_OK; k++)
        tally->pages[steps[k] / CW_TALLY_PAGE][steps[k] % CW_TALLY_PAGE]++;
    return status;
}

cw_status cw_tally_add(cw_tally *tally, const double *values, size_t count)
{
    cw_status status = CW_OK;
    for (size_t k = 0; k < count && status == CW_OK; k += BLOCK)
        status = add_block(tally, values + k, count - k < BLOCK ? count - k : BLOCK);
    return status;
}

cw_status cw_tally_merge(cw_tally *tally, const cw_tally *other)
{
    if (other->draws > 0)
        stretch(tally, other->least, other->greatest);
    tally->draws += other->draws;
    tally->undefined += other->undefined;
    tally->positive += other->positive;
    tally->negative += other->negative;
    tally->sum += other->sum;
    tally->squares += other->squares;
    cw_status status = CW_OK;
    size_t steps = cw_grid_steps(&other->grid);
    for (size_t step = cw_tally_next(other, 0); step < steps && status == CW_OK;
         step = cw_tally_next(other, step + 1))
        status = cw_tally_put(tally, step, cw_tally_count(other, step));
    return status;
}

uint64_t cw_tally_count(const cw_tally *tally, size_t step)
{
    const uint64_t *page = tally->pages[step / CW_TALLY_PAGE];
    return page != NULL ? page[step % CW_TALLY_PAGE] : 0;
}

size_t cw_tally_next(const cw_tally *tally, size_t step)
{
    size_t steps = cw_grid_steps(&tally->grid);
    while (step < steps && cw_tally_count(tally, step) == 0)
        step = tally->pages[step / CW_TALLY_PAGE] != NULL
                   ? step + 1
                   : (step / CW_TALLY_PAGE + 1) * CW_TALLY_PAGE;
    return step < steps ? step : steps;
}

static bool is_constant(const cw_tally *tally)
{
    return tally->draws > 0 && tally->least == tally->greatest;
}

double cw_tally_mean(const cw_tally *tally)
{
    if (tally->draws == 0)
        return NAN;
    return is_constant(tally) ? tally->least : (double)tally->sum / UNIT / (double)tally->draws;
}

double cw_tally_deviation(const cw_tally *tally)
{
    if (tally->draws == 0)
        return NAN;
    double mean = cw_tally_mean(tally);
    double variance = (double)tally->squares / UNIT / (double)tally->draws - mean * mean;
    return is_constant(tally) || variance < 0.0 ? 0.0 : sqrt(variance);
}

double cw_tally_quantile_error(const cw_tally *tally)
{
    return is_constant(tally) ? 0.0 : 0.5 / tally->grid.per_unit;
}

/* A walk over the draws in rising order, a step of the grid at a time. */
typedef struct cw_walk {
    const cw_tally *tally;
    size_t step;
    uint64_t passed; /* draws up to and at `step` */
} cw_walk;

/* The draw of this rank, from 0, rounded to the grid. Ranks may only rise from call to call, or the
 * step stays. */
static double value_at_rank(cw_walk *walk, uint64_t rank)
{
    const cw_tally *tally = walk->tally;
    while (walk->passed <= rank) {
        walk->step = cw_tally_next(tally, walk->step + 1);
        walk->passed += cw_tally_count(tally, walk->step);
    }
    double value = cw_grid_value(&tally->grid, walk->step);
    return fmin(fmax(value, tally->least), tally->greatest);
}

void cw_tally_quantiles(double *out, const cw_tally *tally, const double *probabilities,
                        size_t count)
{
    cw_walk walk = {.tally = tally, .passed = cw_tally_count(tally, 0)};
    for (size_t k = 0; k < count; k++) {
        if (tally->draws == 0) {
            out[k] = NAN;
            continue;
        }
        double place = probabilities[k] * (double)(tally->draws - 1);
        uint64_t rank = (uint64_t)place;
        double part = place - (double)rank;
        out[k] = value_at_rank(&walk, rank);
        if (part > 0.0) {
            cw_walk next = walk;
            out[k] += part * (value_at_rank(&next, rank + 1) - out[k]);
        }
    }
}
