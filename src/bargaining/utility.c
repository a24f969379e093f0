#include <math.h>

#include "bargaining/extent.h"
#include "counterweight/bargaining.h"

double cw_utility(cw_loss loss, double position, double z)
{
    double distance = fabs(z - position);
    return loss == CW_LOSS_LINEAR ? -distance : -distance * distance / CW_SCALE_HIGH;
}

void cw_acceptance_interval(double *low, double *high, cw_loss loss, double position,
                            double status_quo, double no_deal_cost)
{
    double reach = fabs(status_quo - position);
    if (loss == CW_LOSS_LINEAR) {
        reach += no_deal_cost;
    } else if (no_deal_cost > 0.0) {
        reach = sqrt(reach * reach + CW_SCALE_HIGH * no_deal_cost);
    }
    /* The status quo bounds the rounding: position + |status quo - position| can fall short. */
    *low = cw_larger(CW_SCALE_LOW, cw_smaller(position - reach, status_quo));
    *high = cw_smaller(CW_SCALE_HIGH, cw_larger(position + reach, status_quo));
}
