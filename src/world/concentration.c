/* Concentration of capability: shares, HHI, CON. */
#include "counterweight/world.h"

#include <math.h>

/* What is needed of the amounts, gathered one by one. */
typedef struct cw_tally {
    size_t count;
    double total;
    double squares;
    double largest;
    size_t leader;
} cw_tally;

static void add(cw_tally *tally, double amount, size_t holder)
{
    if (tally->count == 0 || amount > tally->largest) {
        tally->largest = amount;
        tally->leader = holder;
    }
    tally->count++;
    tally->total += amount;
    tally->squares += amount * amount;
}

static cw_concentration conclude(const cw_tally *tally)
{
    if (tally->count == 0 || !(tally->total > 0.0))
        return (cw_concentration){.total = NAN,
                                  .leader = CW_NONE,
                                  .leader_share = NAN,
                                  .hhi = NAN,
                                  .con = NAN,
                                  .effective_number = NAN};
    double hhi = tally->squares / (tally->total * tally->total);
    double equal = 1.0 / (double)tally->count;
    /* Rounding may leave hhi a hair below 1/n where all are equal. */
    double con = tally->count == 1 ? 1.0 : sqrt(fmax(0.0, (hhi - equal) / (1.0 - equal)));
    return (cw_concentration){.total = tally->total,
                              .leader = tally->leader,
                              .leader_share = tally->largest / tally->total,
                              .hhi = hhi,
                              .con = con,
                              .effective_number = 1.0 / hhi};
}

cw_concentration cw_concentration_of(const double *amounts, size_t count)
{
    cw_tally tally = {0};
    for (size_t k = 0; k < count; k++)
        add(&tally, amounts[k], k);
    return conclude(&tally);
}

cw_concentration cw_case_concentration(const cw_case *built, size_t forum, const double *values)
{
    const cw_case_forum *at = &built->forums[forum];
    cw_tally tally = {0};
    for (size_t m = 0; m < at->member_count; m++) {
        size_t state = at->seats[m].state;
        add(&tally, cw_world_get(values, built->capability[state], 0.0), state);
    }
    return conclude(&tally);
}
