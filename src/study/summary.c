/* Summaries of draws: quantiles by selection, shares with their interval. */
#include "study/summary.h"

#include <math.h>

static void swap(double *a, double *b)
{
    double held = *a;
    *a = *b;
    *b = held;
}

static double median_of_three(double a, double b, double c)
{
    return fmax(fmin(a, b), fmin(fmax(a, b), c));
}

/* Reorders values[low..high] so that values[k] is where sorting would put it, nothing greater
 * before it, nothing smaller after (Hoare 1961, algorithm 65). */
static void select_order(double *values, size_t low, size_t high, size_t k)
{
    while (low < high) {
        double pivot = median_of_three(values[low], values[low + (high - low) / 2], values[high]);
        size_t i = low;
        size_t j = high;
        for (;;) {
            while (values[i] < pivot)
                i++;
            while (values[j] > pivot)
                j--;
            if (i >= j)
                break;
            swap(&values[i++], &values[j--]);
        }
        if (k <= j)
            high = j;
        else
            low = j + 1;
    }
}

/* Puts the order statistics places[0..count-1], ascending, where sorting would: the middle one first,
 * so that each of the others is looked for in a part only. */
static void place_orders(double *values, size_t low, size_t high, const size_t *places,
                         size_t count)
{
    size_t middle = count / 2;
    size_t at = places[middle];
    if (low < high)
        select_order(values, low, high, at);
    if (middle > 0)
        place_orders(values, low, at, places, middle);
    if (middle + 1 < count)
        place_orders(values, at, high, places + middle + 1, count - middle - 1);
}

void cw_place_orders(double *values, size_t count, const size_t *places, size_t place_count)
{
    if (count > 0 && place_count > 0)
        place_orders(values, 0, count - 1, places, place_count);
}

static double smallest(const double *values, size_t from, size_t to)
{
    double least = values[from];
    for (size_t k = from + 1; k <= to; k++)
        least = values[k] < least ? values[k] : least;
    return least;
}

#define QUANTILES 5

/* Type 7 quantiles at five ascending probabilities. */
static void find_quantiles(double out[QUANTILES], double *values, size_t count,
                           const double probabilities[QUANTILES])
{
    size_t places[QUANTILES];
    for (size_t q = 0; q < QUANTILES; q++)
        places[q] = (size_t)(probabilities[q] * (double)(count - 1));
    cw_place_orders(values, count, places, QUANTILES);
    for (size_t q = 0; q < QUANTILES; q++) {
        double part = probabilities[q] * (double)(count - 1) - (double)places[q];
        /* What follows in rank lies before the next place, or at it. */
        size_t last = q + 1 < QUANTILES && places[q + 1] > places[q] ? places[q + 1] : count - 1;
        out[q] = values[places[q]];
        if (part > 0.0)
            out[q] += part * (smallest(values, places[q] + 1, last) - out[q]);
    }
}

size_t cw_drop_missing(double *values, size_t count)
{
    size_t kept = 0;
    for (size_t k = 0; k < count; k++)
        if (!isnan(values[k]))
            values[kept++] = values[k];
    return kept;
}

cw_summary cw_summarise(double *values, size_t count)
{
    cw_summary summary = {NAN, NAN, NAN, NAN, NAN, NAN, false};
    count = cw_drop_missing(values, count);
    if (count == 0)
        return summary;
    double sum = 0.0;
    double least = values[0];
    double greatest = values[0];
    for (size_t k = 0; k < count; k++) {
        sum += values[k];
        least = values[k] < least ? values[k] : least;
        greatest = values[k] > greatest ? values[k] : greatest;
    }
    summary.constant = least == greatest;
    summary.mean = summary.constant ? least : sum / (double)count;
    double found[QUANTILES];
    find_quantiles(found, values, count, (const double[QUANTILES]){0.025, 0.1, 0.5, 0.9, 0.975});
    summary.low95 = found[0];
    summary.low80 = found[1];
    summary.median = found[2];
    summary.high80 = found[3];
    summary.high95 = found[4];
    return summary;
}

cw_probability cw_probability_of(uint64_t hits, uint64_t count)
{
    const double z = 1.959963984540054; /* the normal quantile at 0.975 */
    if (count == 0)
        return (cw_probability){NAN, NAN, NAN};
    double n = (double)count;
    double p = (double)hits / n;
    double centre = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    double half = z / (1.0 + z * z / n) * sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n));
    return (cw_probability){p, hits == 0 ? 0.0 : centre - half,
                            hits == count ? 1.0 : centre + half};
}
