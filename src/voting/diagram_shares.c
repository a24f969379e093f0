/* Johnston, public good and Deegan-Packel off the diagram of a complete game.
 *
 * In a complete game members are ordered by desirability, and if one is critical in a coalition, so
 * are all of its members that are more desirable. So who is critical is told by the last layer that
 * is, and a coalition is minimal where its last layer is critical. Going down the layers, the pair
 * (last critical layer, next layer with a yes) is found by walking along the edges without a yes;
 * how many ways of the layers below keep the one critical and the other not is the difference of
 * two numbers of ways to win. 1/k = integral of t^(k-1) from 0 to 1 turns sums over numbers of
 * critical members into quadrature. */
#include "voting/shares.h"

#include <math.h>
#include <string.h>

#include "counterweight/base/pool.h"

#include "voting/gauss.h"

typedef struct cw_share_work {
    cw_context *context;
    const cw_diagram *diagram;
    double *below;      /* by state: probability of winning at one half */
    bool *ends;         /* by state: wins if nobody else says yes */
    double **ways;      /* [layer][j]: C(size, j) / 2^size */
    double *later;      /* by layer, one more: 2^-(members from there on) */
    double *last;       /* by edge: the layer is the last critical one */
    double *minimal;    /* by edge: the coalition ends here and is minimal */
    size_t *first_edge; /* by layer */
    size_t nodes;
    double *place;   /* [node] on (0, 1) */
    double *weight;  /* [node] */
    double *sums;    /* [node, one more for t = 1][2][layer]: johnston, minimal */
    double *scratch; /* by worker */
    double minimal_count;
    cw_arena arena;
} cw_share_work;

static const uint32_t *edges_of(const cw_diagram *diagram, size_t k, size_t state)
{
    return diagram->layer[k].next + state * (diagram->layer[k].size + 1);
}

static double win_from(const cw_share_work *work, size_t k, uint32_t next)
{
    if (next >= CW_STATE_PASSES)
        return next == CW_STATE_PASSES ? 1.0 : 0.0;
    return work->below[work->diagram->first_state[k + 1] + next];
}

static bool ends_from(const cw_share_work *work, size_t k, uint32_t next)
{
    if (next >= CW_STATE_PASSES)
        return next == CW_STATE_PASSES;
    return work->ends[work->diagram->first_state[k + 1] + next];
}

/* From layer `k` in state `next`, `yes` more: the state after layer k. */
static uint32_t follow(const cw_diagram *diagram, size_t k, uint32_t state, size_t yes)
{
    return state >= CW_STATE_PASSES ? state : edges_of(diagram, k, state)[yes];
}

static cw_status fill_below(cw_share_work *work)
{
    const cw_diagram *diagram = work->diagram;
    for (size_t k = diagram->layers; k-- > 0;)
        for (size_t s = 0; s < diagram->layer[k].states; s++) {
            const uint32_t *next = edges_of(diagram, k, s);
            if (cw_diagram_should_stop(work->diagram, s))
                return CW_ERROR_INTERRUPTED;
            double sum = 0.0;
            for (size_t j = 0; j <= diagram->layer[k].size; j++)
                sum += work->ways[k][j] * win_from(work, k, next[j]);
            work->below[diagram->first_state[k] + s] = sum;
            work->ends[diagram->first_state[k] + s] = ends_from(work, k, next[0]);
        }
    return CW_OK;
}

/* The coalition, with j of layer k, in state `with`; with one fewer of them `without`. The weight of
 * the ways to go on such that layer k stays critical and the next layer with a yes is not. */
static double weigh_last(const cw_share_work *work, size_t k, uint32_t with, uint32_t without)
{
    const cw_diagram *diagram = work->diagram;
    double sum = 0.0;
    double silent = 1.0;
    for (size_t n = k + 1; n < diagram->layers; n++) {
        if (without == CW_STATE_PASSES || with == CW_STATE_FAILS)
            break;
        for (size_t j = 1; j <= diagram->layer[n].size; j++)
            sum += silent * work->ways[n][j] *
                   (win_from(work, n, follow(diagram, n, with, j - 1)) -
                    win_from(work, n, follow(diagram, n, without, j)));
        with = follow(diagram, n, with, 0);
        without = follow(diagram, n, without, 0);
        silent *= work->ways[n][0];
    }
    return sum;
}

static cw_status fill_edges(cw_share_work *work)
{
    const cw_diagram *diagram = work->diagram;
    for (size_t k = 0; k < diagram->layers; k++) {
        size_t size = diagram->layer[k].size;
        for (size_t s = 0; s < diagram->layer[k].states; s++) {
            const uint32_t *next = edges_of(diagram, k, s);
            if (cw_context_is_cancelled(work->context)) /* an edge takes a walk down all layers */
                return CW_ERROR_INTERRUPTED;
            size_t at = work->first_edge[k] + s * (size + 1);
            for (size_t j = 1; j <= size; j++) {
                bool is_minimal = ends_from(work, k, next[j]) && !ends_from(work, k, next[j - 1]);
                work->minimal[at + j] = is_minimal ? work->later[k + 1] : 0.0;
                work->last[at + j] =
                    work->minimal[at + j] +
                    (next[j] == next[j - 1] ? 0.0 : weigh_last(work, k, next[j], next[j - 1]));
            }
        }
    }
    return CW_OK;
}

/* ---- Sums at one t ---- */

/* coming[state]: of all that may still happen, each critical member counted t. */
static cw_status fill_coming(double *coming, const cw_share_work *work, const double *edge,
                             double t)
{
    const cw_diagram *diagram = work->diagram;
    for (size_t k = diagram->layers; k-- > 0;) {
        size_t size = diagram->layer[k].size;
        for (size_t s = 0; s < diagram->layer[k].states; s++) {
            const uint32_t *next = edges_of(diagram, k, s);
            const double *here = edge + work->first_edge[k] + s * (size + 1);
            double sum = 0.0;
            double power = 1.0;
            if (cw_diagram_should_stop(work->diagram, s))
                return CW_ERROR_INTERRUPTED;
            for (size_t j = 0; j <= size; j++, power *= t) {
                double further =
                    next[j] < CW_STATE_PASSES ? coming[diagram->first_state[k + 1] + next[j]] : 0.0;
                sum += work->ways[k][j] * power * ((j > 0 ? here[j] : 0.0) + further);
            }
            coming[diagram->first_state[k] + s] = sum;
        }
    }
    return CW_OK;
}

/* One layer down: what reaches the states below, and the sum for one member of the layer, over t. */
static cw_status pass_layer(double *out, double *above, const double *coming,
                            const cw_share_work *work, const double *edge, size_t k, double t)
{
    const cw_diagram *diagram = work->diagram;
    size_t size = diagram->layer[k].size;
    double sum = 0.0;
    for (size_t s = 0; s < diagram->layer[k].states; s++) {
        const uint32_t *next = edges_of(diagram, k, s);
        const double *here = edge + work->first_edge[k] + s * (size + 1);
        double arriving = above[diagram->first_state[k] + s];
        double power = 1.0; /* t^j, and t^(j - 1) for who is counted */
        double counted = 0.0;
        if (cw_diagram_should_stop(work->diagram, s))
            return CW_ERROR_INTERRUPTED;
        for (size_t j = 0; j <= size; j++) {
            bool is_open = next[j] < CW_STATE_PASSES;
            size_t there = is_open ? diagram->first_state[k + 1] + next[j] : 0;
            double ways = work->ways[k][j];
            double further = is_open ? coming[there] : 0.0;
            if (j > 0)
                counted += ways * ((double)j / (double)size) * power * (here[j] + further);
            power *= j > 0 ? t : 1.0;
            if (is_open)
                above[there] += arriving * ways * power;
        }
        sum += arriving * counted;
    }
    *out = sum;
    return CW_OK;
}

static cw_status sum_chunk(void *payload, size_t worker, size_t chunk)
{
    cw_share_work *work = payload;
    const cw_diagram *diagram = work->diagram;
    size_t states = diagram->first_state[diagram->layers];
    double *above = work->scratch + worker * 2 * states;
    double *coming = above + states;
    double t = chunk < work->nodes ? work->place[chunk] : 1.0;
    cw_status status = CW_OK;
    for (size_t kind = 0; kind < 2 && status == CW_OK; kind++) {
        const double *edge = kind == 0 ? work->last : work->minimal;
        double *sums = work->sums + (2 * chunk + kind) * diagram->layers;
        memset(above, 0, states * sizeof *above);
        above[0] = 1.0;
        status = fill_coming(coming, work, edge, t);
        for (size_t k = 0; k < diagram->layers && status == CW_OK; k++)
            status = pass_layer(&sums[k], above, coming, work, edge, k, t);
        if (kind == 1 && chunk == work->nodes)
            work->minimal_count = coming[0];
    }
    return status;
}

static void add_up(cw_shares *out, const cw_share_work *work)
{
    size_t layers = work->diagram->layers;
    for (size_t k = 0; k < layers; k++) {
        for (size_t node = 0; node < work->nodes; node++) {
            out->johnston[k] += work->weight[node] * work->sums[2 * node * layers + k];
            out->deegan_packel[k] += work->weight[node] * work->sums[(2 * node + 1) * layers + k];
        }
        out->public_good[k] = work->sums[(2 * work->nodes + 1) * layers + k];
    }
    out->minimal = work->minimal_count;
}

static cw_status prepare(cw_share_work *work, size_t workers)
{
    const cw_diagram *diagram = work->diagram;
    cw_arena *arena = &work->arena;
    size_t states = diagram->first_state[diagram->layers];
    work->below = cw_arena_allocate(arena, states, sizeof(double));
    work->ends = cw_arena_allocate(arena, states, sizeof(bool));
    work->ways = cw_arena_allocate(arena, diagram->layers, sizeof(double *));
    work->later = cw_arena_allocate(arena, diagram->layers + 1, sizeof(double));
    work->last = cw_arena_allocate(arena, diagram->edges, sizeof(double));
    work->minimal = cw_arena_allocate(arena, diagram->edges, sizeof(double));
    work->first_edge = cw_arena_allocate(arena, diagram->layers, sizeof(size_t));
    work->place = cw_arena_allocate(arena, work->nodes, sizeof(double));
    work->weight = cw_arena_allocate(arena, work->nodes, sizeof(double));
    work->sums = cw_arena_allocate(arena, 2 * (work->nodes + 1) * diagram->layers, sizeof(double));
    work->scratch = cw_arena_allocate(arena, workers * 2 * states, sizeof(double));
    if (work->below == NULL || work->ends == NULL || work->ways == NULL || work->later == NULL ||
        work->last == NULL || work->minimal == NULL || work->first_edge == NULL ||
        work->place == NULL || work->weight == NULL || work->sums == NULL || work->scratch == NULL)
        return CW_ERROR_MEMORY;
    size_t edge = 0;
    work->later[diagram->layers] = 1.0;
    for (size_t k = diagram->layers; k-- > 0;)
        work->later[k] = ldexp(work->later[k + 1], -(int)diagram->layer[k].size);
    for (size_t k = 0; k < diagram->layers; k++) {
        size_t size = diagram->layer[k].size;
        work->first_edge[k] = edge;
        edge += diagram->layer[k].states * (size + 1);
        work->ways[k] = cw_arena_allocate(arena, size + 1, sizeof(double));
        if (work->ways[k] == NULL)
            return CW_ERROR_MEMORY;
        work->ways[k][0] = ldexp(1.0, -(int)size);
        for (size_t j = 0; j < size; j++)
            work->ways[k][j + 1] = work->ways[k][j] * (double)(size - j) / (double)(j + 1);
    }
    return CW_OK;
}

static size_t count_nodes(const cw_diagram *diagram)
{
    return diagram->members / 2 + 1;
}

/* Each edge is walked down from once, and passed at each node up and down for two kinds of sums. */
double cw_diagram_shares_cost(const cw_diagram *diagram)
{
    double passes = (double)diagram->layers + 4.0 * ((double)count_nodes(diagram) + 1.0);
    return passes * (double)diagram->edges;
}

cw_status cw_diagram_shares(cw_shares *out, cw_context *context, const cw_diagram *diagram,
                            size_t threads)
{
    cw_share_work work = {.context = context, .diagram = diagram};
    work.nodes = count_nodes(diagram);
    size_t workers = threads == 0 ? cw_pool_processors() : threads;
    workers = workers < work.nodes + 1 ? workers : work.nodes + 1;
    cw_arena_init(&work.arena, context);
    cw_status status = prepare(&work, workers);
    if (status != CW_OK)
        goto out;
    cw_gauss_nodes(work.place, work.weight, work.nodes, work.nodes);
    for (size_t k = 0; k < work.nodes; k++) {
        work.place[k] = 0.5 + 0.5 * work.place[k];
        work.weight[k] *= 0.5;
    }
    status = fill_below(&work);
    if (status == CW_OK)
        status = fill_edges(&work);
    if (status == CW_OK)
        status = cw_pool_run(context, workers, work.nodes + 1, sum_chunk, &work);
    if (status == CW_OK)
        add_up(out, &work);
out:
    cw_arena_free(&work.arena);
    return status;
}
