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

static double smallest(const double *values, size_t from, size_t to)
{
    double least = values[from];
    for (size_t k = from + 1; k < to; k++)
        least = values[k] < least ? values[k] : least;
    return least;
}

/* The type 7 quantile; everything below `from` is known to be no greater than what follows. */
static double quantile(double *values, size_t count, size_t from, double p, size_t *at)
{
    double h = p * (double)(count - 1);
    size_t k = (size_t)h;
    select_order(values, from, count - 1, k);
    *at = k;
    if (k + 1 >= count || h == (double)k)
        return values[k];
    double next = smallest(values, k + 1, count);
    return values[k] + (h - (double)k) * (next - values[k]);
}

static size_t drop_missing(double *values, size_t count)
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
    count = drop_missing(values, count);
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
    size_t at = 0;
    summary.low95 = quantile(values, count, 0, 0.025, &at);
    summary.low80 = quantile(values, count, at, 0.1, &at);
    summary.median = quantile(values, count, at, 0.5, &at);
    summary.high80 = quantile(values, count, at, 0.9, &at);
    summary.high95 = quantile(values, count, at, 0.975, &at);
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
