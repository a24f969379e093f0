/* Compiling a rule to a layered decision diagram, from the first layer down. */
#include "voting/diagram.h"

#include <string.h>

/* Sums that the members left can reach are listed while there are at most so many. */
#define SUMS_MAX ((size_t)1 << 16)
/* The need of a threshold that no longer matters. */
#define DROPPED INT64_MIN

/* Sums that members from one layer on can reach with one threshold's weights, ascending. */
typedef struct cw_sums {
    int64_t *sum; /* NULL: too many to list */
    size_t count;
    int64_t total;
} cw_sums;

typedef struct cw_builder {
    cw_context *context;
    const cw_formula *formula;
    cw_diagram *diagram;
    cw_sums *sums; /* [layer, one more][leaf] */
    size_t most_edges;
    int64_t *needs;      /* [state][leaf] of the layer that is being expanded */
    int64_t *next_needs; /* of the layer after */
    size_t next_count;
    size_t next_room;
    uint32_t *table; /* open addressing, of next_needs; UINT32_MAX: empty */
    size_t table_size;
    int64_t *need;       /* scratch, by leaf */
    cw_verdict *verdict; /* scratch, by leaf */
} cw_builder;

static uint64_t mix(const int64_t *needs, size_t leaves)
{
    uint64_t hash = UINT64_C(0x9e3779b97f4a7c15);
    for (size_t l = 0; l < leaves; l++) {
        hash = (hash ^ (uint64_t)needs[l]) * UINT64_C(0xbf58476d1ce4e5b9);
        hash ^= hash >> 29;
    }
    return hash;
}

/* ---- Sums ---- */

/* The sums of the layer after, each with 0 to `size` times `weight` more, merged; at most SUMS_MAX,
 * else false. `out` has room for as many. */
static bool merge_sums(int64_t *out, size_t *out_count, const cw_sums *after, int64_t weight,
                       size_t size, size_t *cursor)
{
    size_t count = 0;
    memset(cursor, 0, (size + 1) * sizeof *cursor);
    for (;;) {
        int64_t least = INT64_MAX;
        for (size_t j = 0; j <= size; j++)
            if (cursor[j] < after->count && after->sum[cursor[j]] + (int64_t)j * weight < least)
                least = after->sum[cursor[j]] + (int64_t)j * weight;
        if (least == INT64_MAX)
            break;
        if (count == SUMS_MAX)
            return false;
        out[count++] = least;
        for (size_t j = 0; j <= size; j++)
            while (cursor[j] < after->count && after->sum[cursor[j]] + (int64_t)j * weight == least)
                cursor[j]++;
    }
    *out_count = count;
    return true;
}

/* No layer has more sums than the largest total of a threshold, and one. */
static size_t most_sums(const cw_diagram *diagram, size_t leaves)
{
    size_t most = 1;
    for (size_t l = 0; l < leaves; l++) {
        size_t total = 0;
        for (size_t k = 0; k < diagram->layers && total < SUMS_MAX; k++) {
            int64_t weight = diagram->layer[k].weight[l];
            size_t size = diagram->layer[k].size;
            total = weight < (int64_t)SUMS_MAX ? total + size * (size_t)weight : SUMS_MAX;
        }
        most = total + 1 > most ? total + 1 : most;
    }
    return most < SUMS_MAX ? most : SUMS_MAX;
}

static cw_status list_sums(cw_builder *builder)
{
    cw_diagram *diagram = builder->diagram;
    size_t leaves = builder->formula->leaves;
    size_t *cursor = cw_allocate(builder->context, diagram->members + 1, sizeof *cursor);
    int64_t *merged = cw_allocate(builder->context, most_sums(diagram, leaves), sizeof *merged);
    int64_t *none = cw_arena_allocate(&diagram->arena, 1, sizeof *none);
    cw_status status = cursor == NULL || merged == NULL || none == NULL ? CW_ERROR_MEMORY : CW_OK;
    for (size_t l = 0; l < leaves && status == CW_OK; l++) {
        builder->sums[diagram->layers * leaves + l] = (cw_sums){none, 1, 0};
        for (size_t k = diagram->layers; k-- > 0 && status == CW_OK;) {
            const cw_sums *after = &builder->sums[(k + 1) * leaves + l];
            cw_sums *here = &builder->sums[k * leaves + l];
            const cw_layer *layer = &diagram->layer[k];
            here->total = after->total + (int64_t)layer->size * layer->weight[l];
            bool is_long = after->sum == NULL || after->count * layer->size > 64 * SUMS_MAX;
            if (cw_context_is_cancelled(builder->context))
                status = CW_ERROR_INTERRUPTED;
            if (is_long ||
                !merge_sums(merged, &here->count, after, layer->weight[l], layer->size, cursor))
                continue;
            here->sum = cw_arena_allocate(&diagram->arena, here->count, sizeof *merged);
            if (here->sum == NULL)
                status = CW_ERROR_MEMORY;
            else
                memcpy(here->sum, merged, here->count * sizeof *merged);
        }
    }
    cw_release(builder->context, merged);
    cw_release(builder->context, cursor);
    return status;
}

/* The least sum that is at least `need`, which is at least 1 and at most the total. */
static int64_t raise_need(const cw_sums *sums, int64_t need)
{
    if (sums->sum == NULL)
        return need;
    size_t low = 0;
    size_t high = sums->count - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sums->sum[middle] < need)
            low = middle + 1;
        else
            high = middle;
    }
    return sums->sum[low];
}

/* ---- States ---- */

/* Brings the needs before layer `layer` to their canonical form; settled or CW_VERDICT_OPEN. */
static cw_verdict settle(cw_builder *builder, size_t layer)
{
    size_t leaves = builder->formula->leaves;
    const cw_sums *sums = builder->sums + layer * leaves;
    for (size_t l = 0; l < leaves; l++) {
        int64_t need = builder->need[l];
        if (need == DROPPED)
            builder->verdict[l] = CW_VERDICT_DROPPED;
        else if (need <= 0)
            builder->verdict[l] = CW_VERDICT_PASSES;
        else if (need > sums[l].total)
            builder->verdict[l] = CW_VERDICT_FAILS;
        else
            builder->verdict[l] = CW_VERDICT_OPEN;
    }
    cw_verdict verdict = cw_formula_judge(builder->formula, builder->verdict);
    for (size_t l = 0; l < leaves && verdict == CW_VERDICT_OPEN; l++)
        builder->need[l] = builder->verdict[l] == CW_VERDICT_DROPPED
                               ? DROPPED
                               : raise_need(&sums[l], builder->need[l]);
    return verdict;
}

static cw_status grow(cw_builder *builder)
{
    size_t leaves = builder->formula->leaves;
    size_t room = builder->next_room == 0 ? 256 : 2 * builder->next_room;
    int64_t *needs = cw_resize(builder->context, builder->next_needs, room * leaves, sizeof *needs);
    if (needs == NULL)
        return CW_ERROR_MEMORY;
    builder->next_needs = needs;
    uint32_t *table = cw_resize(builder->context, builder->table, 2 * room, sizeof *table);
    if (table == NULL)
        return CW_ERROR_MEMORY;
    builder->table = table;
    builder->next_room = room;
    builder->table_size = 2 * room;
    memset(table, 0xff, builder->table_size * sizeof *table);
    for (size_t s = 0; s < builder->next_count; s++) {
        size_t slot = (size_t)mix(needs + s * leaves, leaves) % builder->table_size;
        while (table[slot] != UINT32_MAX)
            slot = (slot + 1) % builder->table_size;
        table[slot] = (uint32_t)s;
    }
    return CW_OK;
}

/* The number of the state with the needs in builder->need, new or old. */
static cw_status intern(uint32_t *out, cw_builder *builder)
{
    size_t leaves = builder->formula->leaves;
    if (builder->next_count == builder->next_room) {
        cw_status status = grow(builder);
        if (status != CW_OK)
            return status;
    }
    size_t slot = (size_t)mix(builder->need, leaves) % builder->table_size;
    while (builder->table[slot] != UINT32_MAX) {
        const int64_t *known = builder->next_needs + builder->table[slot] * leaves;
        if (memcmp(known, builder->need, leaves * sizeof *known) == 0) {
            *out = builder->table[slot];
            return CW_OK;
        }
        slot = (slot + 1) % builder->table_size;
    }
    memcpy(builder->next_needs + builder->next_count * leaves, builder->need,
           leaves * sizeof *builder->need);
    builder->table[slot] = (uint32_t)builder->next_count;
    *out = (uint32_t)builder->next_count++;
    return CW_OK;
}

/* The state before layer `layer` with the needs in builder->need. */
static cw_status find_state(uint32_t *out, cw_builder *builder, size_t layer)
{
    cw_verdict verdict = settle(builder, layer);
    if (verdict == CW_VERDICT_OPEN)
        return intern(out, builder);
    *out = verdict == CW_VERDICT_PASSES ? CW_STATE_PASSES : CW_STATE_FAILS;
    return CW_OK;
}

/* ---- Layers ---- */

static cw_status expand_state(cw_builder *builder, size_t at, size_t state)
{
    size_t leaves = builder->formula->leaves;
    cw_layer *layer = &builder->diagram->layer[at];
    const int64_t *needs = builder->needs + state * leaves;
    cw_status status = CW_OK;
    for (size_t yes = 0; yes <= layer->size && status == CW_OK; yes++) {
        for (size_t l = 0; l < leaves; l++)
            builder->need[l] =
                needs[l] == DROPPED ? DROPPED : needs[l] - (int64_t)yes * layer->weight[l];
        status = find_state(&layer->next[state * (layer->size + 1) + yes], builder, at + 1);
    }
    return status;
}

/* Edges of states between two looks at whether to stop. */
#define UNWATCHED ((size_t)4096)

static cw_status expand_layer(cw_builder *builder, size_t at)
{
    cw_diagram *diagram = builder->diagram;
    cw_layer *layer = &diagram->layer[at];
    size_t edges = layer->states * (layer->size + 1);
    if (edges > builder->most_edges - diagram->edges)
        return CW_ERROR_LIMIT;
    diagram->edges += edges;
    layer->next = cw_arena_allocate(&diagram->arena, edges, sizeof *layer->next);
    if (layer->next == NULL)
        return CW_ERROR_MEMORY;
    builder->next_count = 0;
    if (builder->table != NULL)
        memset(builder->table, 0xff, builder->table_size * sizeof *builder->table);
    for (size_t state = 0; state < layer->states; state++) {
        if (builder->next_count * 2 > builder->most_edges)
            return CW_ERROR_LIMIT;
        if (state % (UNWATCHED / (layer->size + 1) + 1) == 0 &&
            cw_context_is_cancelled(builder->context))
            return CW_ERROR_INTERRUPTED;
        cw_status status = expand_state(builder, at, state);
        if (status != CW_OK)
            return status;
    }
    return CW_OK;
}

/* The states found for the next layer become those to expand. */
static cw_status advance(cw_builder *builder, size_t to)
{
    size_t leaves = builder->formula->leaves;
    builder->diagram->layer[to].states = builder->next_count;
    int64_t *needs = cw_resize(builder->context, builder->needs, builder->next_count * leaves + 1,
                               sizeof *needs);
    if (needs == NULL)
        return CW_ERROR_MEMORY;
    builder->needs = needs;
    if (builder->next_count > 0)
        memcpy(needs, builder->next_needs, builder->next_count * leaves * sizeof *needs);
    return CW_OK;
}

static cw_status expand(cw_builder *builder)
{
    cw_diagram *diagram = builder->diagram;
    const cw_formula *formula = builder->formula;
    if (formula->leaves > 0)
        memcpy(builder->need, formula->quota, formula->leaves * sizeof *builder->need);
    cw_status status = find_state(&diagram->root, builder, 0);
    if (status == CW_OK)
        status = advance(builder, 0);
    for (size_t k = 0; k < diagram->layers && status == CW_OK; k++) {
        diagram->first_state[k + 1] = diagram->first_state[k] + diagram->layer[k].states;
        status = expand_layer(builder, k);
        if (status == CW_OK && k + 1 < diagram->layers)
            status = advance(builder, k + 1);
    }
    return status;
}

cw_status cw_diagram_build(cw_diagram *out, cw_context *context, const cw_formula *formula,
                           const double *probability, size_t most_edges)
{
    cw_diagram diagram = {.members = formula->rule->members};
    cw_builder builder = {
        .context = context, .formula = formula, .diagram = &diagram, .most_edges = most_edges};
    size_t leaves = formula->leaves;
    cw_arena_init(&diagram.arena, context);
    cw_status status = cw_diagram_layers(&diagram, context, formula, probability);
    if (status != CW_OK)
        goto out;
    status = CW_ERROR_MEMORY;
    builder.sums = cw_allocate(context, (diagram.layers + 1) * leaves, sizeof(cw_sums));
    builder.need = cw_allocate(context, leaves, sizeof(int64_t));
    builder.verdict = cw_allocate(context, leaves, sizeof(cw_verdict));
    if (builder.sums == NULL || builder.need == NULL || builder.verdict == NULL)
        goto out;
    status = list_sums(&builder);
    if (status == CW_OK)
        status = expand(&builder);
out:
    cw_release(context, builder.table);
    cw_release(context, builder.next_needs);
    cw_release(context, builder.needs);
    cw_release(context, builder.verdict);
    cw_release(context, builder.need);
    cw_release(context, builder.sums);
    if (status == CW_OK)
        *out = diagram;
    else
        cw_arena_free(&diagram.arena);
    return status;
}

void cw_diagram_free(cw_diagram *diagram)
{
    cw_arena_free(&diagram->arena);
}
