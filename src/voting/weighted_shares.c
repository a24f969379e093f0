/* Johnston, public good and Deegan-Packel for weighted games of many members and large weights.
 *
 * Minimal winning coalitions are those whose lightest member (the last, in descending order) makes
 * them pass the quota: the others weigh from q - w to q - 1. In Johnston's index, members critical
 * in a coalition that exceeds the quota by e are those heavier than e: between two weights in
 * ascending order that is the same set, so each member in turn is moved from those counted t to
 * those counted 1. 1/k = integral of t^(k-1). All by sums of distributions in doubles with t <= 1,
 * where taking a member out does not let errors grow; every member halves, so that nothing
 * overflows. */
#include "voting/shares.h"

#include <math.h>
#include <string.h>

#include "counterweight/base/pool.h"

#include "voting/gauss.h"

/* Gauss nodes that integrate t^k, k below the number of members, to within 1e-13 of the value. */
#define NODES_BASE 8.0
#define NODES_BY_ROOT 3.0

typedef struct cw_weighted_work {
    cw_context *context;
    const cw_weighted *game;
    size_t nodes;
    size_t length; /* of one array */
    double *place;
    double *weight;
    double *sums;    /* [node, one more for t = 1][johnston, minimal][class] */
    double *scratch; /* [worker][length] */
    double minimal;
} cw_weighted_work;

/* Cells gone through between two looks at whether to stop. */
#define UNWATCHED ((size_t)1 << 16)

/* Adds a member, counted `yes` in a coalition, to sums of a distribution: from the top down. */
static cw_status put_in(double *sums, size_t length, size_t weight, double yes,
                        const cw_context *context)
{
    size_t watched = length;
    size_t high = length;
    while (high > weight) {
        size_t run = weight < UNWATCHED ? weight : UNWATCHED;
        size_t low = high - weight > run ? high - run : weight;
        double *restrict to = sums + low;
        const double *restrict from = sums + low - weight;
        for (size_t x = 0; x < high - low; x++)
            to[x] = 0.5 * (to[x] + yes * from[x]);
        high = low;
        if (watched - high >= UNWATCHED && cw_context_is_cancelled(context))
            return CW_ERROR_INTERRUPTED;
        watched = watched - high >= UNWATCHED ? high : watched;
    }
    for (size_t x = 0; x < high; x++)
        sums[x] *= 0.5;
    return CW_OK;
}

/* A member counted `yes` becomes one counted 1: taken out and put in again, from the bottom up.
 * `without` is scratch of `weight` cells, the sums without the member as far back as it weighs. */
static cw_status count_fully(double *sums, size_t length, size_t weight, double yes,
                             double *restrict without, const cw_context *context)
{
    size_t watched = 0;
    for (size_t x = 0; x < length && x < weight; x++)
        without[x] = 2.0 * sums[x];
    for (size_t low = weight, at = 0; low < length; at = at == weight ? 0 : at) {
        size_t run = weight - at;
        run = run < UNWATCHED ? run : UNWATCHED;
        size_t high = low + run < length ? low + run : length;
        double *restrict to = sums + low;
        double *restrict before = without + at;
        for (size_t x = 0; x < high - low; x++) {
            double rest = 2.0 * to[x] - yes * before[x];
            to[x] = 0.5 * (rest + before[x]);
            before[x] = rest;
        }
        at += high - low;
        low = high;
        if (low - watched >= UNWATCHED && cw_context_is_cancelled(context))
            return CW_ERROR_INTERRUPTED;
        watched = low - watched >= UNWATCHED ? low : watched;
    }
    return CW_OK;
}

/* The sum up to `at` of the distribution without one member; 0 for negative `at`. */
static double sum_without(const double *sums, ptrdiff_t at, size_t weight, double yes)
{
    double sum = 0.0;
    if (at < 0)
        return 0.0;
    for (size_t x = (size_t)at % weight; x <= (size_t)at; x += weight)
        sum = 2.0 * sums[x] - yes * sum;
    return sum;
}

/* ---- Minimal winning coalitions ---- */

/* Those whose last member is one of class `last`, added to *all: what they give to that one and to
 * the heavier, who are in `sums`; `inside` members of the class itself are there too. `scale`:
 * halves of all not yet in. */
static cw_status share_minimal(double *out, double *all, const double *sums,
                               const cw_weighted *game, size_t last, size_t inside, double t,
                               double scale)
{
    ptrdiff_t top = (ptrdiff_t)game->quota - 1;
    ptrdiff_t bottom = top - (ptrdiff_t)game->weight[last];
    double total = sums[top] - (bottom < 0 ? 0.0 : sums[bottom]);
    out[last] += scale * total / (double)game->count[last];
    for (size_t c = last; c < game->classes; c++) {
        size_t members = c == last ? inside : game->count[c];
        if (cw_context_is_cancelled(game->arena.context))
            return CW_ERROR_INTERRUPTED;
        ptrdiff_t weight = (ptrdiff_t)game->weight[c];
        if (members == 0)
            continue;
        double with = 0.5 * t *
                      (sum_without(sums, top - weight, game->weight[c], t) -
                       sum_without(sums, bottom - weight, game->weight[c], t));
        out[c] += scale * with * (double)members / (double)game->count[c];
    }
    *all += scale * total;
    return CW_OK;
}

static cw_status sum_minimal(double *out, double *all, double *sums, const cw_weighted *game,
                             double t)
{
    const cw_context *context = game->arena.context;
    cw_status status = CW_OK;
    double scale = ldexp(1.0, -(int)game->members);
    for (size_t x = 0; x < game->quota; x++)
        sums[x] = 1.0;
    for (size_t c = game->classes; c-- > 0;)
        for (size_t k = 0; k < game->count[c] && status == CW_OK; k++) {
            status = share_minimal(out, all, sums, game, c, k, t, scale);
            if (status == CW_OK)
                status = put_in(sums, game->quota, game->weight[c], t, context);
            scale *= 2.0;
        }
    return status;
}

/* ---- Johnston ---- */

/* Members critical with an excess between the weights of the classes before `c` and of `c`: what
 * their coalitions come to. All that is read lies below the quota, as they weigh at least as much. */
static cw_status read_johnston(double *out, const double *sums, const cw_weighted *game, size_t c,
                               double t)
{
    ptrdiff_t bottom = (ptrdiff_t)(game->quota + (c == 0 ? 0 : game->weight[c - 1])) - 1;
    ptrdiff_t top = (ptrdiff_t)(game->quota + game->weight[c]) - 1;
    for (size_t i = c; i < game->classes; i++) {
        ptrdiff_t weight = (ptrdiff_t)game->weight[i];
        if (cw_context_is_cancelled(game->arena.context))
            return CW_ERROR_INTERRUPTED;
        out[i] += 0.5 * (sum_without(sums, top - weight, game->weight[i], t) -
                         sum_without(sums, bottom - weight, game->weight[i], t));
    }
    return CW_OK;
}

static cw_status sum_johnston(double *out, double *sums, double *without, const cw_weighted *game,
                              double t)
{
    const cw_context *context = game->arena.context;
    cw_status status = CW_OK;
    for (size_t x = 0; x < game->quota; x++)
        sums[x] = 1.0;
    for (size_t c = 0; c < game->classes; c++)
        for (size_t k = 0; k < game->count[c] && status == CW_OK; k++)
            status = put_in(sums, game->quota, game->weight[c], t, context);
    for (size_t c = 0; c < game->classes && status == CW_OK; c++) {
        status = read_johnston(out, sums, game, c, t);
        for (size_t k = 0; k < game->count[c] && c + 1 < game->classes && status == CW_OK; k++)
            status = count_fully(sums, game->quota, game->weight[c], t, without, context);
    }
    return status;
}

static cw_status sum_chunk(void *payload, size_t worker, size_t chunk)
{
    cw_weighted_work *work = payload;
    size_t classes = work->game->classes;
    double *sums = work->scratch + worker * work->length;
    double *out = work->sums + 2 * chunk * classes;
    double t = chunk < work->nodes ? work->place[chunk] : 1.0;
    double minimal = 0.0;
    cw_status status = sum_minimal(out + classes, &minimal, sums, work->game, t);
    if (chunk == work->nodes)
        work->minimal = minimal;
    else if (status == CW_OK)
        status = sum_johnston(out, sums, sums + work->game->quota, work->game, t);
    return status;
}

static void add_up(cw_shares *out, const cw_weighted_work *work)
{
    size_t classes = work->game->classes;
    for (size_t c = 0; c < classes; c++) {
        for (size_t node = 0; node < work->nodes; node++) {
            out->johnston[c] += work->weight[node] * work->sums[2 * node * classes + c];
            out->deegan_packel[c] += work->weight[node] * work->sums[(2 * node + 1) * classes + c];
        }
        out->public_good[c] = work->sums[(2 * work->nodes + 1) * classes + c];
    }
    out->minimal = work->minimal;
}

/* Sums up to the quota, and the scratch of the heaviest member. */
static size_t length_of(const cw_weighted *game)
{
    return game->quota + game->weight[game->classes - 1];
}

size_t cw_weighted_shares_bytes(const cw_weighted *game)
{
    return length_of(game) * sizeof(double);
}

static size_t count_nodes(const cw_weighted *game)
{
    double wanted = NODES_BASE + NODES_BY_ROOT * sqrt((double)game->members);
    size_t enough = game->members / 2 + 1;
    return wanted < (double)enough ? (size_t)wanted : enough;
}

/* At each node every member is put in twice and counted fully once; at 1 put in once. */
double cw_weighted_shares_cost(const cw_weighted *game)
{
    double passes = 3.0 * (double)count_nodes(game) + 1.0;
    return passes * (double)game->members * (double)game->quota;
}

cw_status cw_weighted_shares(cw_shares *out, cw_context *context, const cw_weighted *game,
                             size_t threads)
{
    cw_weighted_work work = {.context = context, .game = game};
    cw_status status = CW_ERROR_MEMORY;
    work.nodes = count_nodes(game);
    work.length = length_of(game);
    size_t workers = threads == 0 ? cw_pool_processors() : threads;
    workers = workers < work.nodes + 1 ? workers : work.nodes + 1;
    work.place = cw_allocate(context, work.nodes, sizeof(double));
    work.weight = cw_allocate(context, work.nodes, sizeof(double));
    work.sums = cw_allocate(context, 2 * (work.nodes + 1) * game->classes, sizeof(double));
    work.scratch = cw_resize(context, NULL, workers * work.length, sizeof(double));
    if (work.place == NULL || work.weight == NULL || work.sums == NULL || work.scratch == NULL)
        goto out;
    cw_gauss_nodes(work.place, work.weight, work.nodes, work.nodes);
    for (size_t k = 0; k < work.nodes; k++) {
        work.place[k] = 0.5 + 0.5 * work.place[k];
        work.weight[k] *= 0.5;
    }
    status = cw_pool_run(context, workers, work.nodes + 1, sum_chunk, &work);
    if (status == CW_OK)
        add_up(out, &work);
out:
    cw_release(context, work.scratch);
    cw_release(context, work.sums);
    cw_release(context, work.weight);
    cw_release(context, work.place);
    return status;
}
