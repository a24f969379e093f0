#include "bargaining/ladder.h"

#include "bargaining/extent.h"
#include "bargaining/order.h"

void cw_ladder_build(cw_ladder *ladder, const double *position, const double *weight, size_t count)
{
    cw_order_rising(ladder->order, position, count);
    ladder->count = count;
    ladder->weight[0] = 0.0;
    ladder->moment[0] = 0.0;
    for (size_t k = 0; k < count; k++) {
        size_t actor = ladder->order[k];
        ladder->position[k] = position[actor];
        ladder->weight[k + 1] = ladder->weight[k] + weight[actor];
        ladder->moment[k + 1] = ladder->moment[k] + weight[actor] * position[actor];
    }
}

size_t cw_ladder_middle(const cw_ladder *ladder, size_t low, size_t high, size_t from)
{
    double centre = (ladder->position[low] + ladder->position[high]) / 2.0;
    size_t middle = from;
    while (middle < high && ladder->position[middle] < centre) {
        middle++;
    }
    return middle;
}

/* Under linear loss a voter outside the two positions throws in their distance, one between them
 * the difference of its own distances, sum - 2 x. */
static cw_contest contest_linear(const cw_ladder *ladder, size_t low, size_t high, size_t middle)
{
    const double *weight = ladder->weight;
    const double *moment = ladder->moment;
    double distance = ladder->position[high] - ladder->position[low];
    double sum = ladder->position[high] + ladder->position[low];
    double near_low =
        sum * (weight[middle] - weight[low + 1]) - 2.0 * (moment[middle] - moment[low + 1]);
    double near_high =
        2.0 * (moment[high] - moment[middle]) - sum * (weight[high] - weight[middle]);
    return (cw_contest){
        .below = cw_larger(distance * weight[low + 1] + near_low, 0.0),
        .above = cw_larger(distance * (weight[ladder->count] - weight[high]) + near_high, 0.0),
    };
}

/* Under quadratic loss every voter throws in distance * (sum - 2 x) / 100. */
static cw_contest contest_quadratic(const cw_ladder *ladder, size_t low, size_t high, size_t middle)
{
    const double *weight = ladder->weight;
    const double *moment = ladder->moment;
    double distance = (ladder->position[high] - ladder->position[low]) / CW_SCALE_HIGH;
    double sum = ladder->position[high] + ladder->position[low];
    double all_weight = weight[ladder->count] - weight[middle];
    double all_moment = moment[ladder->count] - moment[middle];
    return (cw_contest){
        .below = cw_larger(distance * (sum * weight[middle] - 2.0 * moment[middle]), 0.0),
        .above = cw_larger(distance * (2.0 * all_moment - sum * all_weight), 0.0),
    };
}

cw_contest cw_ladder_contest(const cw_ladder *ladder, cw_loss loss, size_t low, size_t high,
                             size_t middle)
{
    return loss == CW_LOSS_LINEAR ? contest_linear(ladder, low, high, middle)
                                  : contest_quadratic(ladder, low, high, middle);
}
