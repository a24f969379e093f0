/* Concentration of capability: shares, HHI, CON. */
#include "counterweight/world.h"

#include <math.h>

cw_concentration cw_concentration_of(const double *amounts, size_t count)
{
    cw_concentration none = {.total = NAN,
                             .leader = CW_NONE,
                             .leader_share = NAN,
                             .hhi = NAN,
                             .con = NAN,
                             .effective_number = NAN};
    double total = 0.0;
    size_t leader = 0;
    for (size_t k = 0; k < count; k++) {
        total += amounts[k];
        if (amounts[k] > amounts[leader])
            leader = k;
    }
    if (count == 0 || !(total > 0.0))
        return none;
    double hhi = 0.0;
    for (size_t k = 0; k < count; k++)
        hhi += (amounts[k] / total) * (amounts[k] / total);
    double equal = 1.0 / (double)count;
    /* Rounding may leave hhi a hair below 1/n where all are equal. */
    double con = count == 1 ? 1.0 : sqrt(fmax(0.0, (hhi - equal) / (1.0 - equal)));
    return (cw_concentration){.total = total,
                              .leader = leader,
                              .leader_share = amounts[leader] / total,
                              .hhi = hhi,
                              .con = con,
                              .effective_number = 1.0 / hhi};
}
