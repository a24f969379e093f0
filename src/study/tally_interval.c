/* How well the draws of a tally pin down their median. */
#include "study/tally.h"

#include <math.h>

#include "study/precision.h"

/* The step of the grid to which the draw of this rank, from 1, was rounded. */
static size_t step_of_rank(const cw_tally *tally, uint64_t rank)
{
    size_t step = cw_tally_next(tally, 0);
    uint64_t passed = cw_tally_count(tally, step);
    while (passed < rank) {
        step = cw_tally_next(tally, step + 1);
        passed += cw_tally_count(tally, step);
    }
    return step;
}

void cw_tally_median_interval(double *low, double *high, const cw_tally *tally)
{
    uint64_t rank = tally->draws > 0 ? cw_lower_rank((size_t)tally->draws, 0.5) : 0;
    *low = *high = NAN;
    if (rank == 0)
        return;
    size_t first = step_of_rank(tally, rank);
    size_t last = step_of_rank(tally, tally->draws + 1 - rank);
    double half = 0.5 / tally->grid.per_unit;
    /* What lies beyond the grid is counted at its ends. */
    bool off_below = first == 0;
    bool off_above = last == cw_grid_steps(&tally->grid) - 1;
    double from = off_below ? tally->least : cw_grid_value(&tally->grid, first) - half;
    double to = off_above ? tally->greatest : cw_grid_value(&tally->grid, last) + half;
    *low = fmax(from, tally->least);
    *high = fmin(to, tally->greatest);
}
