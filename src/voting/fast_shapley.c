/* Shapley-Shubik by quadrature.
 *
 * The index is the integral over t of the probability to swing when all say yes with probability t
 * (Owen 1972), a polynomial of degree n - 1: Gauss-Legendre quadrature with n / 2 nodes is exact,
 * and with far fewer converges geometrically. Nodes lie symmetrically about 1/2 and one evaluation
 * serves both of a pair. How far the sum is from its limit is read off the expansion of the
 * integrand in Legendre polynomials, whose coefficients the same nodes give. */
#include "voting/counter.h"

#include <math.h>
#include <string.h>

#include "counterweight/base/pool.h"

#include "voting/gauss.h"

/* Estimated error at which the sum is good enough, relative to the whole of 1. */
#define GOOD 1e-13
/* Distance of the sum over members from its due that cannot be rounding. */
#define LOST 1e-9
#define NODES_BY_SPREAD 6.0
#define UNIT_ROUNDOFF 1.1102230246251565e-16

typedef struct cw_quadrature {
    const cw_counter *counter;
    size_t nodes;
    size_t pairs;   /* (nodes + 1) / 2: a middle node pairs with itself */
    double low;     /* integral over [low, 1 - low] */
    double *place;  /* [pair] on (-1, 0], ascending */
    double *weight; /* [pair], of the interval [-1, 1] */
    double *values; /* [pair][2][class] */
    unsigned char *scratch;
} cw_quadrature;

static cw_status evaluate_pair(void *payload, size_t worker, size_t pair)
{
    const cw_quadrature *sum = payload;
    const cw_counter *counter = sum->counter;
    double *values = sum->values + 2 * pair * counter->classes;
    double width = 1.0 - 2.0 * sum->low;
    double t = sum->low + width * (0.5 + 0.5 * sum->place[pair]);
    return counter->chance_pair(counter->game, values, values + counter->classes,
                                sum->scratch + worker * counter->scratch_bytes, t < 0.5 ? t : 0.5);
}

static bool is_own_mirror(const cw_quadrature *sum, size_t pair)
{
    return sum->nodes % 2 == 1 && pair == sum->pairs - 1;
}

/* Adds the nodes up in their order. */
static void add_nodes(double *index, const cw_quadrature *sum)
{
    size_t classes = sum->counter->classes;
    double half = 0.5 * (1.0 - 2.0 * sum->low);
    for (size_t c = 0; c < classes; c++) {
        double total = 0.0;
        for (size_t k = 0; k < sum->pairs; k++) {
            const double *values = sum->values + 2 * k * classes;
            double both = is_own_mirror(sum, k) ? values[c] : values[c] + values[classes + c];
            total += sum->weight[k] * both;
        }
        index[c] = half * total;
    }
}

/* Legendre polynomials of the degrees from `first` to `end` - 1 at the places of all pairs. */
typedef struct cw_degrees {
    size_t first;
    size_t end;
    double *values; /* [degree - first][pair] */
} cw_degrees;

static cw_status tabulate(cw_degrees *out, cw_context *context, const cw_quadrature *sum,
                          size_t first, size_t end)
{
    *out = (cw_degrees){first, end,
                        cw_allocate(context, (end - first) * sum->pairs, sizeof *out->values)};
    if (out->values == NULL)
        return CW_ERROR_MEMORY;
    for (size_t degree = first; degree < end; degree++)
        for (size_t k = 0; k < sum->pairs; k++)
            out->values[(degree - first) * sum->pairs + k] =
                degree == 0 ? 1.0 : cw_legendre(degree, sum->place[k], NULL);
    return CW_OK;
}

/* Size of the Legendre coefficients of these degrees of the integrand of class c. */
static double coefficients(const cw_quadrature *sum, size_t c, const cw_degrees *degrees)
{
    size_t classes = sum->counter->classes;
    const double *p = degrees->values;
    double largest = 0.0;
    for (size_t degree = degrees->first; degree < degrees->end; degree++, p += sum->pairs) {
        double total = 0.0;
        for (size_t k = 0; k < sum->pairs; k++) {
            const double *values = sum->values + 2 * k * classes;
            double mirrored = degree % 2 == 0 ? values[classes + c] : -values[classes + c];
            total +=
                sum->weight[k] * p[k] * (is_own_mirror(sum, k) ? values[c] : values[c] + mirrored);
        }
        total = fabs(total) * (2.0 * (double)degree + 1.0) / 2.0;
        largest = total > largest ? total : largest;
    }
    return largest;
}

/* The first neglected term of the quadrature is of degree 2 * nodes. Coefficients fall
 * geometrically: their size around a half and at the end of the nodes' own degrees tells how fast,
 * and the size at twice the end follows. Zero where the rule is exact. */
static cw_status truncation(double *out, cw_context *context, const cw_quadrature *sum)
{
    size_t n = sum->nodes;
    double worst = 0.0;
    cw_degrees around = {0};
    cw_degrees last = {0};
    *out = 0.0;
    if (2 * n >= sum->counter->members)
        return CW_OK;
    cw_status status = tabulate(&around, context, sum, n / 2, n / 2 + n / 8 + 2);
    if (status == CW_OK)
        status = tabulate(&last, context, sum, n - n / 8 - 2, n);
    for (size_t c = 0; c < sum->counter->classes && status == CW_OK; c++) {
        double middle = coefficients(sum, c, &around);
        double end = coefficients(sum, c, &last);
        double fall = middle > 0.0 ? end / middle : 0.0;
        /* From 7/8 n to 2 n is three times as far as from 1/2 n to 7/8 n. */
        double beyond = fall < 1.0 ? end * fall * fall * fall : end;
        worst = beyond > worst ? beyond : worst;
        status = cw_context_is_cancelled(context) ? CW_ERROR_INTERRUPTED : CW_OK;
    }
    *out = worst;
    cw_release(context, last.values);
    cw_release(context, around.values);
    return status;
}

static cw_status integrate(double *index, double *error, cw_context *context, cw_quadrature *sum,
                           size_t threads)
{
    size_t classes = sum->counter->classes;
    cw_status status = CW_ERROR_MEMORY;
    sum->pairs = (sum->nodes + 1) / 2;
    size_t workers = threads == 0 ? cw_pool_processors() : threads;
    workers = workers < sum->pairs ? workers : sum->pairs;
    sum->place = cw_allocate(context, sum->pairs, sizeof(double));
    sum->weight = cw_allocate(context, sum->pairs, sizeof(double));
    sum->values = cw_allocate(context, 2 * sum->pairs * classes, sizeof(double));
    sum->scratch = cw_resize(context, NULL, workers, sum->counter->scratch_bytes);
    if (sum->place == NULL || sum->weight == NULL || sum->values == NULL || sum->scratch == NULL)
        goto out;
    cw_gauss_nodes(sum->place, sum->weight, sum->nodes, sum->pairs);
    status = cw_pool_run(context, workers, sum->pairs, evaluate_pair, sum);
    if (status != CW_OK)
        goto out;
    add_nodes(index, sum);
    status = truncation(error, context, sum);
out:
    cw_release(context, sum->scratch);
    cw_release(context, sum->values);
    cw_release(context, sum->weight);
    cw_release(context, sum->place);
    return status;
}

/* How far the indices of all members are from adding up to what they must, at worst of all games. */
static double inefficiency(const double *index, const cw_counter *counter)
{
    size_t kinds = counter->classes / counter->games;
    double worst = 0.0;
    for (size_t g = 0; g < counter->games; g++) {
        double total = 0.0;
        for (size_t c = g * kinds; c < (g + 1) * kinds; c++)
            total += (double)counter->class_sizes[c] * index[c];
        worst = fmax(worst, fabs(total - counter->worth));
    }
    return worst;
}

/* Nodes with which the sum is exact, but for rounding. */
static size_t enough_nodes(const cw_counter *counter)
{
    return (counter->members + 1) / 2;
}

/* Nodes that suffice, as found by trying; whether they do is checked. */
static size_t first_nodes(const cw_counter *counter)
{
    size_t enough = enough_nodes(counter);
    double wanted = 12.0 + NODES_BY_SPREAD * (1.0 - 2.0 * counter->low) / counter->spread;
    return wanted < (double)enough ? (size_t)wanted : enough;
}

double cw_fast_shapley_cost(const cw_counter *counter)
{
    size_t pairs = (first_nodes(counter) + 1) / 2;
    return (double)pairs *
           (counter->mirror_cost > 0.0 ? counter->mirror_cost : 2.0 * counter->cost);
}

cw_status cw_fast_shapley(double *index, double *error, cw_context *context,
                          const cw_counter *counter, size_t threads)
{
    size_t exact = enough_nodes(counter);
    cw_quadrature sum = {.counter = counter, .low = counter->low, .nodes = first_nodes(counter)};
    for (;;) {
        double left_out;
        cw_status status = integrate(index, &left_out, context, &sum, threads);
        if (status != CW_OK)
            return status;
        double lost = inefficiency(index, counter);
        /* A spike between the nodes leaves no trace in the coefficients, but in the sum. */
        if ((left_out <= GOOD && lost <= LOST) || sum.nodes >= exact) {
            double rounding = 64.0 * UNIT_ROUNDOFF * sqrt((double)counter->members);
            *error = left_out + rounding + 2.0 * lost;
            return CW_OK;
        }
        sum.nodes = sum.nodes + sum.nodes / 2 < exact ? sum.nodes + sum.nodes / 2 : exact;
    }
}
