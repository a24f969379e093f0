/* Going through all profiles: how many of each layer of members alike say yes. */
#include "voting/shares.h"

#include <math.h>
#include <string.h>

typedef struct cw_census_work {
    cw_context *context;
    const cw_diagram *diagram;
    size_t profiles;
    size_t *stride; /* by layer: what one yes more adds to a profile's number */
    size_t *votes;  /* by layer: the profile at hand */
    bool *wins;     /* by profile */
    double **ways;  /* [layer][votes]: C(size, votes) / 2^size */
    bool *more;     /* [layer][layer]: the first is strictly more desirable */
    cw_arena arena;
} cw_census_work;

size_t cw_census_size(const cw_diagram *diagram)
{
    size_t profiles = 1;
    for (size_t k = 0; k < diagram->layers; k++) {
        if (profiles > SIZE_MAX / (diagram->layer[k].size + 1))
            return SIZE_MAX;
        profiles *= diagram->layer[k].size + 1;
    }
    return profiles;
}

/* The next profile in the order of their numbers; layer 0 changes fastest. */
static void step(cw_census_work *work)
{
    for (size_t k = 0; k < work->diagram->layers; k++) {
        if (work->votes[k] < work->diagram->layer[k].size) {
            work->votes[k]++;
            return;
        }
        work->votes[k] = 0;
    }
}

/* C(size, j) / 2^size by a step from the smaller j, in the end scaled: no factor underflows before
 * size exceeds a thousand. */
static void fill_ways(double *ways, size_t size)
{
    ways[0] = ldexp(1.0, -(int)size);
    for (size_t j = 0; j < size; j++)
        ways[j + 1] = ways[j] * (double)(size - j) / (double)(j + 1);
}

static cw_status prepare(cw_census_work *work)
{
    const cw_diagram *diagram = work->diagram;
    size_t layers = diagram->layers;
    work->stride = cw_arena_allocate(&work->arena, layers, sizeof *work->stride);
    work->votes = cw_arena_allocate(&work->arena, layers, sizeof *work->votes);
    work->wins = cw_arena_allocate(&work->arena, work->profiles, sizeof *work->wins);
    work->ways = cw_arena_allocate(&work->arena, layers, sizeof(double *));
    work->more = cw_arena_allocate(&work->arena, layers * layers, sizeof *work->more);
    if (work->stride == NULL || work->votes == NULL || work->wins == NULL || work->ways == NULL ||
        work->more == NULL)
        return CW_ERROR_MEMORY;
    size_t stride = 1;
    for (size_t k = 0; k < layers; k++) {
        work->stride[k] = stride;
        stride *= diagram->layer[k].size + 1;
        work->ways[k] = cw_arena_allocate(&work->arena, diagram->layer[k].size + 1, sizeof(double));
        if (work->ways[k] == NULL)
            return CW_ERROR_MEMORY;
        fill_ways(work->ways[k], diagram->layer[k].size);
    }
    return CW_OK;
}

static bool poll(const cw_census_work *work, size_t profile)
{
    return profile % 65536 == 0 && cw_context_is_cancelled(work->context);
}

/* Whether each profile wins, by following the diagram. */
static cw_status judge_all(cw_census_work *work)
{
    const cw_diagram *diagram = work->diagram;
    for (size_t profile = 0; profile < work->profiles; profile++, step(work)) {
        uint32_t state = diagram->root;
        for (size_t k = 0; k < diagram->layers && state < CW_STATE_PASSES; k++)
            state = diagram->layer[k].next[state * (diagram->layer[k].size + 1) + work->votes[k]];
        work->wins[profile] = state == CW_STATE_PASSES;
        if (poll(work, profile))
            return CW_ERROR_INTERRUPTED;
    }
    return CW_OK;
}

/* Whether a is at least as desirable as b (wherever b makes a coalition of others win, a does), and
 * b as a. */
static cw_status compare(bool *above, bool *below, cw_census_work *work, size_t a, size_t b)
{
    const cw_layer *layer = work->diagram->layer;
    memset(work->votes, 0, work->diagram->layers * sizeof *work->votes);
    *above = *below = true;
    for (size_t profile = 0; profile < work->profiles && (*above || *below);
         profile++, step(work)) {
        if (poll(work, profile))
            return CW_ERROR_INTERRUPTED;
        if (work->votes[a] == layer[a].size || work->votes[b] == layer[b].size)
            continue;
        bool by_a = work->wins[profile + work->stride[a]];
        bool by_b = work->wins[profile + work->stride[b]];
        *above = *above && (by_a || !by_b);
        *below = *below && (by_b || !by_a);
    }
    return CW_OK;
}

static cw_status compare_layers(cw_census_work *work)
{
    size_t layers = work->diagram->layers;
    cw_status status = CW_OK;
    for (size_t a = 0; a < layers; a++)
        for (size_t b = a + 1; b < layers && status == CW_OK; b++) {
            bool above;
            bool below;
            status = compare(&above, &below, work, a, b);
            work->more[a * layers + b] = above && !below;
            work->more[b * layers + a] = below && !above;
        }
    return status;
}

/* No member can be replaced by a less desirable one without the coalition losing. */
static bool is_shift_minimal(const cw_census_work *work, size_t profile)
{
    size_t layers = work->diagram->layers;
    for (size_t a = 0; a < layers; a++)
        for (size_t b = 0; b < layers; b++)
            if (work->more[a * layers + b] && work->votes[a] > 0 &&
                work->votes[b] < work->diagram->layer[b].size &&
                work->wins[profile - work->stride[a] + work->stride[b]])
                return false;
    return true;
}

/* Adds `amount` to one member of each layer that has members in the coalition (and is critical, if
 * `critical` is given), for the share of coalitions of this profile that the member belongs to. */
static void add_shares(double *sums, const cw_census_work *work, const bool *critical,
                       double amount)
{
    for (size_t k = 0; k < work->diagram->layers; k++)
        if (work->votes[k] > 0 && (critical == NULL || critical[k]))
            sums[k] += amount * (double)work->votes[k] / (double)work->diagram->layer[k].size;
}

/* What one winning profile gives to everybody. `critical` is scratch, by layer. */
static void share_out(cw_shares *out, const cw_census_work *work, size_t profile, bool *critical)
{
    double coalitions = 1.0;
    size_t size = 0;
    size_t critical_members = 0;
    for (size_t k = 0; k < work->diagram->layers; k++) {
        coalitions *= work->ways[k][work->votes[k]];
        size += work->votes[k];
        critical[k] = work->votes[k] > 0 && !work->wins[profile - work->stride[k]];
        critical_members += critical[k] ? work->votes[k] : 0;
    }
    if (critical_members > 0)
        add_shares(out->johnston, work, critical, coalitions / (double)critical_members);
    if (critical_members < size)
        return;
    out->minimal += coalitions;
    if (size == 0) /* the empty coalition is minimal, with nobody to share in it */
        return;
    add_shares(out->public_good, work, NULL, coalitions);
    add_shares(out->deegan_packel, work, NULL, coalitions / (double)size);
    if (!is_shift_minimal(work, profile))
        return;
    add_shares(out->shift, work, NULL, coalitions);
    add_shares(out->shift_deegan_packel, work, NULL, coalitions / (double)size);
}

cw_status cw_census(cw_shares *out, cw_context *context, const cw_diagram *diagram)
{
    cw_census_work work = {
        .context = context, .diagram = diagram, .profiles = cw_census_size(diagram)};
    cw_arena_init(&work.arena, context);
    bool *critical = cw_allocate(context, diagram->layers, sizeof *critical);
    cw_status status = critical == NULL ? CW_ERROR_MEMORY : prepare(&work);
    if (status == CW_OK)
        status = judge_all(&work);
    if (status == CW_OK)
        status = compare_layers(&work);
    if (status != CW_OK)
        goto out;
    memset(work.votes, 0, diagram->layers * sizeof *work.votes);
    for (size_t profile = 0; profile < work.profiles && status == CW_OK; profile++, step(&work)) {
        if (work.wins[profile])
            share_out(out, &work, profile, critical);
        if (poll(&work, profile))
            status = CW_ERROR_INTERRUPTED;
    }
out:
    cw_release(context, critical);
    cw_arena_free(&work.arena);
    return status;
}
