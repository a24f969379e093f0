/* Chances to swing in weighted games, in doubles. */
#include "voting/weighted.h"

#include <math.h>

/* Windows that a member is removed from between two looks at whether to stop. */
#define UNWATCHED ((size_t)1 << 20)
/* Members that join before the distribution is brought back to size: 2^512 is far from overflow. */
#define STRETCH ((size_t)512)
/* The bits of 1.0, the chance of the coalition of nobody. */
#define ONE UINT64_C(0x3ff0000000000000)

/* Chance of all heavy coalitions that are left uncounted together. */
#define UNCOUNTED 0x1p-64
/* Steepnesses at which the bound on a tail is tried, each twice the one before. */
#define STEEPNESSES ((size_t)24)

static double power(double base, size_t exponent)
{
    double result = 1.0;
    for (; exponent > 0; exponent >>= 1) {
        if (exponent & 1)
            result *= base;
        base *= base;
    }
    return result;
}

/* How heavy the coalitions of those who have joined can be, but for a chance of at most
 * exp(log_chance): P(W >= x) <= E exp(s W) / exp(s x) for every steepness s > 0 (Chernoff 1952), so
 * the bound holds whichever are tried; the best lies near 10 divided by the spread of W. */
typedef struct cw_tail {
    double log_chance;
    double flattest;
    double log_moment[STEEPNESSES]; /* log E exp(s W) for s = flattest 2^k */
} cw_tail;

static cw_tail tail_of_nobody(const cw_weighted *game)
{
    double squares = 0.0;
    for (size_t c = 0; c < game->classes; c++)
        squares += (double)game->count[c] * (double)game->weight[c] * (double)game->weight[c];
    return (cw_tail){.log_chance = log(UNCOUNTED / (double)game->members),
                     .flattest = 2.0 / sqrt(squares)};
}

/* log(1 - t + t exp(x)), also where exp(x) is beyond a double. */
static double log_moment_of_vote(double t, double x)
{
    return x < 500.0 ? log1p(t * expm1(x)) : log(t) + x;
}

/* What a member of this weight adds to each moment. */
static void weigh_vote(double *added, const cw_tail *tail, double t, double weight)
{
    double steepness = tail->flattest;
    for (size_t k = 0; k < STEEPNESSES; k++, steepness *= 2.0)
        added[k] = log_moment_of_vote(t, steepness * weight);
}

/* Cells that hold all but the tail; at most `length`. */
static size_t cells_before_tail(const cw_tail *tail, size_t length)
{
    double least = (double)length;
    double steepness = tail->flattest;
    for (size_t k = 0; k < STEEPNESSES; k++, steepness *= 2.0)
        least = fmin(least, (tail->log_moment[k] - tail->log_chance) / steepness + 1.0);
    return (size_t)least;
}

/* All members as they join, where each says yes with probability t. The tail is left out: sums and
 * swings miss at most twice its chance, as the windows of a removal do not overlap and weaken with
 * distance. */
static size_t line_up_alike(cw_joining *joining, const cw_weighted *game, size_t length, double t)
{
    cw_tail tail = tail_of_nobody(game);
    double added[STEEPNESSES];
    size_t count = cw_weighted_line_up(joining, game, length);
    for (size_t m = 0; m < count; m++) {
        if (m == 0 || joining[m].weight != joining[m - 1].weight)
            weigh_vote(added, &tail, t, (double)joining[m].weight);
        for (size_t k = 0; k < STEEPNESSES; k++)
            tail.log_moment[k] += added[k];
        joining[m].reach = cells_before_tail(&tail, joining[m].reach);
        joining[m].stay = 1.0;
        joining[m].move = t / (1.0 - t);
    }
    return count;
}

/* The distribution where each says yes with probability t <= 1/2, in odds: every cell is multiplied
 * by (1 - t)^members, applied stretch by stretch. */
cw_status cw_weighted_sums_alike(cw_weighted_scratch scratch, const cw_weighted *game,
                                 size_t length, double t)
{
    double *cells = scratch.cells;
    cw_joining *joining = scratch.joining;
    const cw_context *context = game->arena.context;
    const cw_counting_by by = {.block = cw_kernels_here()->odds};
    size_t count = line_up_alike(joining, game, length, t);
    cw_status status = cw_distribution_begin(scratch.cells, length, ONE, context);
    for (size_t first = 0; first < count && status == CW_OK; first += STRETCH) {
        size_t some = count - first < STRETCH ? count - first : STRETCH;
        double size = power(1.0 - t, some);
        size_t reach = first == 0 ? 1 : joining[first - 1].reach;
        for (size_t x = 0; x < reach; x++)
            cells[x] *= size;
        status = cw_distribution_join(cells, scratch.room, context, joining + first, some, &by);
    }
    return status == CW_OK ? cw_distribution_sum_doubles(cells, length, context) : status;
}

/* Each class with a probability of its own. */
static cw_status distribute(cw_weighted_scratch scratch, size_t length, const cw_weighted *game,
                            const double *yes, bool dual)
{
    const cw_context *context = game->arena.context;
    const cw_counting_by by = {.block = cw_kernels_here()->chance, .scale = true};
    cw_joining *joining = scratch.joining;
    size_t count = cw_weighted_line_up(joining, game, length);
    cw_joining *member = joining;
    for (size_t c = 0; c < game->classes; c++)
        for (size_t k = 0; k < game->count[c]; k++, member++) {
            member->stay = dual ? yes[c] : 1.0 - yes[c];
            member->move = dual ? 1.0 - yes[c] : yes[c];
        }
    cw_status status = cw_distribution_begin(scratch.cells, length, ONE, context);
    if (status == CW_OK)
        status = cw_distribution_join(scratch.cells, scratch.room, context, joining, count, &by);
    return status == CW_OK ? cw_distribution_sum_doubles(scratch.cells, length, context) : status;
}

/* As remove_modulo() in weighted_count.c, with r = t / (1 - t) <= 1, from the last `most` windows. */
static cw_status remove_member(double *out, const double *sums, size_t quota, size_t weight,
                               double t, size_t most, const cw_context *context)
{
    size_t windows = (quota - 1) / weight;
    windows = windows < most ? windows : most;
    size_t top = quota - 1 - windows * weight;
    double ratio = t / (1.0 - t);
    double before = top < weight ? 0.0 : sums[top - weight];
    double swings = 0.0;
    for (size_t k = 0; k <= windows; k++, top += weight) {
        swings = (sums[top] - before) - ratio * swings;
        before = sums[top];
        if (k % UNWATCHED == 0 && cw_context_is_cancelled(context))
            return CW_ERROR_INTERRUPTED;
    }
    swings /= 1.0 - t;
    *out = swings > 0.0 ? swings : 0.0;
    return CW_OK;
}

/* Windows further from the quota add less than 2^-80 to a chance: k of them with r^k. */
static size_t windows_that_matter(double t)
{
    double fall = -log2(t / (1.0 - t));
    return fall > 1e-9 ? (size_t)(80.0 / fall) + 1 : SIZE_MAX;
}

/* Takes out one member of each class whose odds are at most 1 in the game (or, for `dual`, in its
 * dual), where each says yes with `yes` by class. */
static cw_status remove_likely(double *swings, cw_weighted_scratch scratch, const cw_weighted *game,
                               const double *yes, bool dual)
{
    size_t quota = dual ? game->dual : game->quota;
    cw_status status = CW_OK;
    for (size_t c = 0; c < game->classes && status == CW_OK; c++)
        if ((yes[c] > 0.5) == dual)
            status = remove_member(&swings[c], scratch.cells, quota, game->weight[c],
                                   dual ? 1.0 - yes[c] : yes[c], SIZE_MAX, game->arena.context);
    return status;
}

cw_status cw_weighted_chances(double *swings, double *winning, cw_weighted_scratch scratch,
                              const cw_weighted *game, const double *yes)
{
    cw_status status = CW_OK;
    bool any_low = winning != NULL;
    bool any_high = false;
    for (size_t c = 0; c < game->classes; c++) {
        any_low = any_low || yes[c] <= 0.5;
        any_high = any_high || yes[c] > 0.5;
    }
    if (any_low) {
        status = distribute(scratch, game->quota, game, yes, false);
        if (status == CW_OK)
            status = remove_likely(swings, scratch, game, yes, false);
        if (status == CW_OK && winning != NULL)
            *winning = 1.0 - ((const double *)scratch.cells)[game->quota - 1];
    }
    if (status == CW_OK && any_high)
        status = distribute(scratch, game->dual, game, yes, true);
    if (status == CW_OK && any_high)
        status = remove_likely(swings, scratch, game, yes, true);
    return status;
}

cw_status cw_weighted_swings_alike(double *swings, const double *sums, const cw_weighted *game,
                                   size_t quota, double t)
{
    size_t most = windows_that_matter(t);
    cw_status status = CW_OK;
    for (size_t c = 0; c < game->classes && status == CW_OK; c++)
        status =
            remove_member(&swings[c], sums, quota, game->weight[c], t, most, game->arena.context);
    return status;
}

cw_status cw_weighted_chance_pair(double *swings, double *mirror, cw_weighted_scratch scratch,
                                  const cw_weighted *game, double t)
{
    size_t length = mirror == NULL ? game->quota : cw_weighted_cells(game, true);
    cw_status status = cw_weighted_sums_alike(scratch, game, length, t);
    if (status == CW_OK)
        status = cw_weighted_swings_alike(swings, scratch.cells, game, game->quota, t);
    if (status == CW_OK && mirror != NULL)
        status = cw_weighted_swings_alike(mirror, scratch.cells, game, game->dual, t);
    return status;
}
