/* The cheapest coalition a proposer can buy: a knapsack by votes. */
#include <math.h>

#include "bargaining/legislature.h"

double cw_chamber_cost(const cw_chamber *chamber, const cw_column *column)
{
    double cost = 0.0;
    for (size_t t = 0; t < chamber->types; t++) {
        cost += (double)column->bought[t] * chamber->value[t];
    }
    return cost;
}

/* How many of a type a proposer can buy: not itself. */
static size_t on_offer(const cw_chamber *chamber, size_t type, size_t proposer)
{
    return chamber->type[type].count - (type == proposer ? 1 : 0);
}

/* Votes still wanted after buying `count` of a type. */
static size_t wanted_after(const cw_chamber *chamber, size_t wanted, size_t type, size_t count)
{
    uint64_t votes = (uint64_t)chamber->type[type].votes;
    if (count > 0 && votes > 0 && count >= (wanted + votes - 1) / votes) {
        return 0;
    }
    return wanted - (size_t)votes * count;
}

/* least[w]: the least cost of w votes or more from types 0..type. */
static void admit_type(double *least, uint16_t *taken, const cw_chamber *chamber, size_t type,
                       size_t most, size_t votes)
{
    for (size_t wanted = votes + 1; wanted-- > 1;) {
        double best = least[wanted];
        size_t chosen = 0;
        for (size_t count = 1; count <= most; count++) {
            size_t left = wanted_after(chamber, wanted, type, count);
            double cost = least[left] + (double)count * chamber->value[type];
            if (cost < best) {
                best = cost;
                chosen = count;
            }
            if (left == 0) {
                break;
            }
        }
        least[wanted] = best;
        taken[wanted] = (uint16_t)chosen;
    }
}

double cw_chamber_cheapest(uint16_t *bought, const cw_chamber *chamber, size_t proposer,
                           uint16_t *scratch, double *least)
{
    int64_t lacking = chamber->quota - chamber->type[proposer].votes;
    size_t votes = lacking > 0 ? (size_t)lacking : 0;
    size_t row = (size_t)chamber->quota + 1;
    least[0] = 0.0;
    for (size_t w = 1; w <= votes; w++) {
        least[w] = INFINITY;
    }
    for (size_t t = 0; t < chamber->types; t++) {
        admit_type(least, scratch + t * row, chamber, t, on_offer(chamber, t, proposer), votes);
    }
    size_t wanted = votes;
    for (size_t t = chamber->types; t-- > 0;) {
        bought[t] = wanted > 0 ? scratch[t * row + wanted] : 0;
        wanted = wanted_after(chamber, wanted, t, bought[t]);
    }
    return least[votes];
}
