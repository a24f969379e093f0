/* Reading counts and chances off a decision diagram: one pass up, one pass down. */
#include "voting/diagram.h"

#include <string.h>

#include "voting/modular.h"

/* ---- Modulo whole numbers ---- */

typedef struct cw_diagram_counts {
    const cw_diagram *diagram;
    cw_modulus modulus;
    uint64_t *above;   /* by state: ways to get there */
    uint64_t *below;   /* by state: ways to win from there */
    uint64_t *rest;    /* by layer, one more: all ways of the members from there on */
    uint64_t *ways;    /* [j]: of j of a layer's members to say yes */
    uint64_t *inverse; /* of 1 to the number of members, modulo a prime */
} cw_diagram_counts;

/* inverse[k] for k up to `most`: p = (p / k) k + (p mod k). */
static void fill_inverses(cw_diagram_counts *counts, size_t most)
{
    uint64_t prime = counts->modulus.value;
    counts->inverse[1] = 1;
    for (uint64_t k = 2; k <= most && prime != 0; k++)
        counts->inverse[k] =
            cw_fold_multiply(prime - prime / k, counts->inverse[prime % k], counts->modulus);
}

/* ways[j] = C(size, j) factor^j. Modulo 2^64 by adding one member after another. */
static void count_ways(cw_diagram_counts *counts, size_t size, uint64_t factor)
{
    uint64_t *ways = counts->ways;
    cw_modulus modulus = counts->modulus;
    ways[0] = 1;
    for (size_t j = 0; j < size && modulus.value != 0; j++) {
        uint64_t step = cw_fold_multiply((uint64_t)(size - j), counts->inverse[j + 1], modulus);
        ways[j + 1] = cw_fold_multiply(ways[j], cw_fold_multiply(step, factor, modulus), modulus);
    }
    for (size_t k = 1; k <= size && modulus.value == 0; k++) {
        ways[k] = 0;
        for (size_t j = k; j > 0; j--)
            ways[j] += ways[j - 1] * factor;
    }
}

/* Ways to win from the state after layer k that has number `next` there. */
static uint64_t below_of(const cw_diagram_counts *counts, size_t k, uint32_t next)
{
    if (next == CW_STATE_FAILS)
        return 0;
    if (next == CW_STATE_PASSES)
        return counts->rest[k + 1];
    return counts->below[counts->diagram->first_state[k + 1] + next];
}

static void count_rest(cw_diagram_counts *counts, uint64_t factor)
{
    const cw_diagram *diagram = counts->diagram;
    uint64_t both = cw_fold_add(1, factor, counts->modulus);
    counts->rest[diagram->layers] = 1;
    for (size_t k = diagram->layers; k-- > 0;) {
        uint64_t ways = counts->rest[k + 1];
        for (size_t m = 0; m < diagram->layer[k].size; m++)
            ways = cw_fold_multiply(ways, both, counts->modulus);
        counts->rest[k] = ways;
    }
}

static cw_status count_below(cw_diagram_counts *counts, uint64_t factor)
{
    const cw_diagram *diagram = counts->diagram;
    cw_modulus modulus = counts->modulus;
    for (size_t k = diagram->layers; k-- > 0;) {
        const cw_layer *layer = &diagram->layer[k];
        count_ways(counts, layer->size, factor);
        for (size_t s = 0; s < layer->states; s++) {
            const uint32_t *next = layer->next + s * (layer->size + 1);
            uint64_t sum = 0;
            if (cw_diagram_should_stop(diagram, s))
                return CW_ERROR_INTERRUPTED;
            for (size_t j = 0; j <= layer->size; j++) {
                uint64_t ways = below_of(counts, k, next[j]);
                if (counts->ways[j] != 1)
                    ways = cw_fold_multiply(ways, counts->ways[j], modulus);
                sum = cw_fold_add(sum, ways, modulus);
            }
            counts->below[diagram->first_state[k] + s] = sum;
        }
    }
    return CW_OK;
}

/* Swings of one member of layer k: j of the others of its layer say yes, it is the j + 1st. */
static cw_status count_swings(uint64_t *out, cw_diagram_counts *counts, size_t k, uint64_t factor)
{
    const cw_layer *layer = &counts->diagram->layer[k];
    const uint64_t *above = counts->above + counts->diagram->first_state[k];
    cw_modulus modulus = counts->modulus;
    uint64_t swings = 0;
    count_ways(counts, layer->size - 1, factor);
    for (size_t s = 0; s < layer->states; s++) {
        const uint32_t *next = layer->next + s * (layer->size + 1);
        uint64_t sum = 0;
        if (cw_diagram_should_stop(counts->diagram, s))
            return CW_ERROR_INTERRUPTED;
        for (size_t j = 0; j < layer->size; j++) {
            if (next[j] == next[j + 1])
                continue;
            uint64_t gain = cw_fold_subtract(below_of(counts, k, next[j + 1]),
                                             below_of(counts, k, next[j]), modulus);
            sum = cw_fold_add(sum, cw_fold_multiply(gain, counts->ways[j], modulus), modulus);
        }
        swings = cw_fold_add(swings, cw_fold_multiply(sum, above[s], modulus), modulus);
    }
    *out = swings;
    return CW_OK;
}

static cw_status count_above(cw_diagram_counts *counts, size_t k, uint64_t factor)
{
    const cw_diagram *diagram = counts->diagram;
    const cw_layer *layer = &diagram->layer[k];
    const uint64_t *above = counts->above + diagram->first_state[k];
    cw_modulus modulus = counts->modulus;
    if (k + 1 == diagram->layers)
        return CW_OK;
    uint64_t *there = counts->above + diagram->first_state[k + 1];
    count_ways(counts, layer->size, factor);
    for (size_t s = 0; s < layer->states; s++) {
        if (cw_diagram_should_stop(diagram, s))
            return CW_ERROR_INTERRUPTED;
        for (size_t j = 0; j <= layer->size; j++) {
            uint32_t next = layer->next[s * (layer->size + 1) + j];
            if (next >= CW_STATE_PASSES)
                continue;
            uint64_t ways = counts->ways[j] == 1
                                ? above[s]
                                : cw_fold_multiply(above[s], counts->ways[j], modulus);
            there[next] = cw_fold_add(there[next], ways, modulus);
        }
    }
    return CW_OK;
}

/* `mirror` is not filled here, but the counter's function has it to fill. */
/* NOLINTNEXTLINE(readability-non-const-parameter) */
static cw_status count(const void *game, uint64_t *swings, uint64_t *mirror, uint64_t *losing,
                       void *scratch, cw_counting counting)
{
    const cw_diagram *diagram = game;
    size_t states = diagram->first_state[diagram->layers];
    cw_diagram_counts counts = {.diagram = diagram, .modulus = cw_modulus_of(counting.modulus)};
    (void)mirror;
    counts.above = scratch;
    counts.below = counts.above + states;
    counts.rest = counts.below + states;
    counts.ways = counts.rest + diagram->layers + 1;
    counts.inverse = counts.ways + diagram->members + 1;
    fill_inverses(&counts, diagram->members);
    memset(counts.above, 0, states * sizeof *counts.above);
    count_rest(&counts, counting.factor);
    cw_status status = count_below(&counts, counting.factor);
    counts.above[0] = 1;
    for (size_t k = 0; k < diagram->layers && status == CW_OK; k++) {
        status = count_swings(&swings[k], &counts, k, counting.factor);
        if (status == CW_OK)
            status = count_above(&counts, k, counting.factor);
    }
    if (status == CW_OK && losing != NULL)
        *losing = cw_fold_subtract(counts.rest[0], counts.below[0], counts.modulus);
    return status;
}

/* ---- In doubles ---- */

/* pmf[j]: probability that j of `size` say yes, from the mode outwards, so that neither end can
 * underflow to nothing before it is negligible. */
static void binomial(double *pmf, size_t size, double t)
{
    double total = 1.0;
    size_t mode = (size_t)((double)(size + 1) * t);
    mode = mode > size ? size : mode;
    memset(pmf, 0, (size + 1) * sizeof *pmf);
    pmf[mode] = 1.0;
    for (size_t j = mode; j < size && t < 1.0; j++)
        total += pmf[j + 1] = pmf[j] * (double)(size - j) / (double)(j + 1) * (t / (1.0 - t));
    for (size_t j = mode; j > 0 && t > 0.0; j--)
        total += pmf[j - 1] = pmf[j] * (double)j / (double)(size - j + 1) * ((1.0 - t) / t);
    for (size_t j = 0; j <= size; j++)
        pmf[j] /= total;
}

static double chance_of(const cw_diagram *diagram, const double *below, size_t k, uint32_t next)
{
    if (next >= CW_STATE_PASSES)
        return next == CW_STATE_PASSES ? 1.0 : 0.0;
    return below[diagram->first_state[k + 1] + next];
}

static cw_status chances_below(double *below, double *pmf, const cw_diagram *diagram,
                               const double *yes)
{
    for (size_t k = diagram->layers; k-- > 0;) {
        const cw_layer *layer = &diagram->layer[k];
        binomial(pmf, layer->size, yes[k]);
        for (size_t s = 0; s < layer->states; s++) {
            const uint32_t *next = layer->next + s * (layer->size + 1);
            double sum = 0.0;
            if (cw_diagram_should_stop(diagram, s))
                return CW_ERROR_INTERRUPTED;
            for (size_t j = 0; j <= layer->size; j++)
                sum += pmf[j] * chance_of(diagram, below, k, next[j]);
            below[diagram->first_state[k] + s] = sum;
        }
    }
    return CW_OK;
}

static cw_status swing_chance(double *out, const double *above, const double *below, double *pmf,
                              const cw_diagram *diagram, size_t k, double yes)
{
    const cw_layer *layer = &diagram->layer[k];
    double swings = 0.0;
    binomial(pmf, layer->size - 1, yes);
    for (size_t s = 0; s < layer->states; s++) {
        const uint32_t *next = layer->next + s * (layer->size + 1);
        double sum = 0.0;
        if (cw_diagram_should_stop(diagram, s))
            return CW_ERROR_INTERRUPTED;
        for (size_t j = 0; j < layer->size; j++)
            if (next[j] != next[j + 1])
                sum += pmf[j] * (chance_of(diagram, below, k, next[j + 1]) -
                                 chance_of(diagram, below, k, next[j]));
        swings += above[diagram->first_state[k] + s] * sum;
    }
    *out = swings;
    return CW_OK;
}

static cw_status chances_above(double *above, double *pmf, const cw_diagram *diagram, size_t k,
                               double yes)
{
    const cw_layer *layer = &diagram->layer[k];
    if (k + 1 == diagram->layers)
        return CW_OK;
    binomial(pmf, layer->size, yes);
    for (size_t s = 0; s < layer->states; s++) {
        if (cw_diagram_should_stop(diagram, s))
            return CW_ERROR_INTERRUPTED;
        for (size_t j = 0; j <= layer->size; j++) {
            uint32_t next = layer->next[s * (layer->size + 1) + j];
            if (next < CW_STATE_PASSES)
                above[diagram->first_state[k + 1] + next] +=
                    above[diagram->first_state[k] + s] * pmf[j];
        }
    }
    return CW_OK;
}

size_t cw_diagram_scratch(const cw_diagram *diagram)
{
    return 2 * diagram->first_state[diagram->layers] + 2 * diagram->layers + 2 * diagram->members +
           6;
}

cw_status cw_diagram_chances(double *swings, double *winning, double *scratch,
                             const cw_diagram *diagram, const double *yes)
{
    size_t states = diagram->first_state[diagram->layers];
    double *above = scratch;
    double *below = scratch + states;
    double *pmf = below + states;
    memset(above, 0, states * sizeof *above);
    cw_status status = chances_below(below, pmf, diagram, yes);
    above[0] = 1.0;
    for (size_t k = 0; k < diagram->layers && status == CW_OK; k++) {
        status = swing_chance(&swings[k], above, below, pmf, diagram, k, yes[k]);
        if (status == CW_OK)
            status = chances_above(above, pmf, diagram, k, yes[k]);
    }
    if (status == CW_OK && winning != NULL)
        *winning = below[0];
    return status;
}

static cw_status chance_pair(const void *game, double *swings, double *mirror, void *scratch,
                             double t)
{
    const cw_diagram *diagram = game;
    double *yes = (double *)scratch + cw_diagram_scratch(diagram) - diagram->layers;
    for (size_t k = 0; k < diagram->layers; k++)
        yes[k] = t;
    cw_status status = cw_diagram_chances(swings, NULL, scratch, diagram, yes);
    for (size_t k = 0; k < diagram->layers && mirror != NULL; k++)
        yes[k] = 1.0 - t;
    if (status == CW_OK && mirror != NULL)
        status = cw_diagram_chances(mirror, NULL, scratch, diagram, yes);
    return status;
}

/* Whether it passes when all members say yes, or all no. */
static bool passes(const cw_diagram *diagram, bool yes)
{
    uint32_t state = diagram->root;
    for (size_t k = 0; k < diagram->layers && state < CW_STATE_PASSES; k++) {
        size_t size = diagram->layer[k].size;
        state = diagram->layer[k].next[state * (size + 1) + (yes ? size : 0)];
    }
    return state == CW_STATE_PASSES;
}

cw_counter cw_counter_of_diagram(const cw_diagram *diagram)
{
    return (cw_counter){.game = diagram,
                        .members = diagram->members,
                        .games = 1,
                        .classes = diagram->layers,
                        .class_sizes = diagram->sizes,
                        .scratch_bytes = cw_diagram_scratch(diagram) * sizeof(double),
                        .cost = 3.0 * (double)diagram->edges,
                        .mirror_cost = 0.0,
                        .spread = 0.25,
                        .low = 0.0,
                        .worth = (passes(diagram, true) ? 1.0 : 0.0) -
                                 (passes(diagram, false) ? 1.0 : 0.0),
                        .count = count,
                        .chance_pair = chance_pair};
}
