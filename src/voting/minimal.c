/* Listing minimal winning coalitions: first how many of each kind of member, then who.
 *
 * Members alike in every weight are one layer, as in a diagram. A profile says how many of each layer
 * agree; it is minimal if it wins and loses with one fewer of any layer that has some. Its coalitions
 * are all choices of so many of each layer. 537 members of four kinds are a few ten thousand
 * profiles. */
#include "counterweight/voting/minimal.h"

#include <string.h>

#include "voting/diagram.h"
#include "voting/formula.h"

/* Profiles between two looks at whether to stop. */
#define STEPS_UNWATCHED 256

typedef struct cw_listing {
    cw_context *context;
    const cw_formula *formula;
    size_t members;
    size_t layers;
    size_t *order;       /* members, layer after layer, heaviest first */
    size_t *start;       /* by layer, one more: where it begins in `order` */
    size_t *votes;       /* by layer: how many of it agree */
    int64_t *rest;       /* [layer, one more][leaf]: weight of the members from there on */
    int64_t *need;       /* [layer, one more][leaf]: what is still lacking */
    cw_verdict *verdict; /* scratch, by leaf */
    bool *chosen;        /* by member */
    size_t steps;
    size_t most;
    size_t room;
    cw_coalitions *list;
} cw_listing;

static int64_t weight_of(const cw_listing *listing, size_t leaf, size_t layer)
{
    size_t member = listing->order[listing->start[layer]];
    return listing->formula->weight[leaf * listing->members + member];
}

/* What is settled when the layers before `layer` have been asked. */
static cw_verdict judge(cw_listing *listing, const int64_t *need, size_t layer)
{
    size_t leaves = listing->formula->leaves;
    for (size_t l = 0; l < leaves; l++) {
        if (need[l] <= 0)
            listing->verdict[l] = CW_VERDICT_PASSES;
        else if (need[l] > listing->rest[layer * leaves + l])
            listing->verdict[l] = CW_VERDICT_FAILS;
        else
            listing->verdict[l] = CW_VERDICT_OPEN;
    }
    return cw_formula_judge(listing->formula, listing->verdict);
}

/* Whether the profile with these needs loses with one fewer of `layer`. `need` is borrowed and
 * restored. */
static bool is_critical(cw_listing *listing, int64_t *need, size_t layer)
{
    size_t leaves = listing->formula->leaves;
    for (size_t l = 0; l < leaves; l++)
        need[l] += weight_of(listing, l, layer);
    bool loses = judge(listing, need, listing->layers) == CW_VERDICT_FAILS;
    for (size_t l = 0; l < leaves; l++)
        need[l] -= weight_of(listing, l, layer);
    return loses;
}

/* Nobody in the coalition can be spared; of the empty one there is nobody to spare. */
static bool is_minimal(cw_listing *listing, int64_t *need)
{
    for (size_t k = 0; k < listing->layers; k++)
        if (listing->votes[k] > 0 && !is_critical(listing, need, k))
            return false;
    return true;
}

static cw_status keep(cw_listing *listing)
{
    cw_coalitions *list = listing->list;
    if (list->count == listing->most) {
        list->is_all = false;
        return CW_OK;
    }
    if (list->count == listing->room) {
        size_t room = listing->room == 0 ? 64 : 2 * listing->room;
        uint64_t *sets = cw_resize(listing->context, list->sets, room * list->words, sizeof *sets);
        if (sets == NULL)
            return CW_ERROR_MEMORY;
        list->sets = sets;
        listing->room = room;
    }
    uint64_t *set = list->sets + list->count++ * list->words;
    memset(set, 0, list->words * sizeof *set);
    for (size_t m = 0; m < listing->members; m++)
        if (listing->chosen[m])
            set[m / 64] |= UINT64_C(1) << (m % 64);
    return list->count % 1024 == 0 && cw_context_is_cancelled(listing->context)
               ? CW_ERROR_INTERRUPTED
               : CW_OK;
}

/* Chooses `left` members of `layer`, from `position` in the order on, and then those of the layers
 * after it, in every way. */
static cw_status choose(cw_listing *listing, size_t layer, size_t position, size_t left)
{
    cw_status status = CW_OK;
    if (left == 0) {
        size_t next = layer + 1;
        return next >= listing->layers
                   ? keep(listing)
                   : choose(listing, next, listing->start[next], listing->votes[next]);
    }
    size_t end = listing->start[layer + 1] - left + 1;
    for (size_t p = position; p < end && status == CW_OK && listing->list->is_all; p++) {
        listing->chosen[listing->order[p]] = true;
        status = choose(listing, layer, p + 1, left - 1);
        listing->chosen[listing->order[p]] = false;
    }
    return status;
}

/* Asks a layer: first with all of it agreeing, then with fewer. */
static cw_status ask(cw_listing *listing, size_t layer)
{
    size_t leaves = listing->formula->leaves;
    int64_t *need = listing->need + layer * leaves;
    cw_status status = CW_OK;
    if (++listing->steps % STEPS_UNWATCHED == 0 && cw_context_is_cancelled(listing->context))
        return CW_ERROR_INTERRUPTED;
    cw_verdict verdict = judge(listing, need, layer);
    if (verdict == CW_VERDICT_FAILS || !listing->list->is_all)
        return CW_OK;
    if (verdict == CW_VERDICT_PASSES)
        return is_minimal(listing, need) ? choose(listing, 0, 0, listing->votes[0]) : CW_OK;
    size_t size = listing->start[layer + 1] - listing->start[layer];
    for (size_t votes = size + 1; votes-- > 0 && status == CW_OK;) {
        listing->votes[layer] = votes;
        for (size_t l = 0; l < leaves; l++)
            need[leaves + l] = need[l] - (int64_t)votes * weight_of(listing, l, layer);
        status = ask(listing, layer + 1);
    }
    listing->votes[layer] = 0;
    return status;
}

static void fill(cw_listing *listing, const cw_diagram *diagram)
{
    size_t leaves = listing->formula->leaves;
    size_t count = 0;
    for (size_t k = 0; k < diagram->layers; k++) {
        listing->start[k] = count;
        for (size_t m = 0; m < listing->members; m++)
            if (diagram->layer_of[m] == k)
                listing->order[count++] = m;
    }
    listing->start[diagram->layers] = count;
    for (size_t k = diagram->layers; k-- > 0;)
        for (size_t l = 0; l < leaves; l++)
            listing->rest[k * leaves + l] =
                listing->rest[(k + 1) * leaves + l] +
                (int64_t)(listing->start[k + 1] - listing->start[k]) * weight_of(listing, l, k);
    if (leaves > 0)
        memcpy(listing->need, listing->formula->quota, leaves * sizeof *listing->need);
}

static cw_status make_room(cw_listing *listing, cw_arena *arena)
{
    size_t cells = (listing->layers + 1) * listing->formula->leaves;
    listing->order = cw_arena_allocate(arena, listing->members, sizeof(size_t));
    listing->start = cw_arena_allocate(arena, listing->layers + 1, sizeof(size_t));
    listing->votes = cw_arena_allocate(arena, listing->layers, sizeof(size_t));
    listing->rest = cw_arena_allocate(arena, cells, sizeof(int64_t));
    listing->need = cw_arena_allocate(arena, cells, sizeof(int64_t));
    listing->verdict = cw_arena_allocate(arena, listing->formula->leaves, sizeof(cw_verdict));
    listing->chosen = cw_arena_allocate(arena, listing->members, sizeof(bool));
    bool has_all = listing->order != NULL && listing->start != NULL && listing->votes != NULL &&
                   listing->rest != NULL && listing->need != NULL && listing->verdict != NULL &&
                   listing->chosen != NULL;
    return has_all ? CW_OK : CW_ERROR_MEMORY;
}

static cw_status list_all(cw_listing *listing)
{
    cw_context *context = listing->context;
    cw_diagram alike = {.members = listing->members};
    cw_arena_init(&alike.arena, context);
    cw_status status = cw_diagram_layers(&alike, context, listing->formula, NULL);
    listing->layers = alike.layers;
    if (status == CW_OK)
        status = make_room(listing, &alike.arena);
    if (status == CW_OK) {
        fill(listing, &alike);
        status = ask(listing, 0);
    }
    cw_arena_free(&alike.arena);
    return status;
}

cw_status cw_minimal_coalitions(cw_coalitions *out, cw_context *context, const cw_game *game,
                                size_t most)
{
    cw_formula formula;
    cw_status status = cw_formula_build(&formula, context, cw_game_describe(game));
    if (status != CW_OK)
        return status;
    cw_coalitions list = {
        .words = (formula.rule->members + 63) / 64, .is_all = true, .context = context};
    cw_listing listing = {.context = context,
                          .formula = &formula,
                          .members = formula.rule->members,
                          .most = most,
                          .list = &list};
    status = formula.has_not ? CW_ERROR_USAGE : list_all(&listing);
    cw_formula_free(&formula);
    if (status == CW_OK)
        *out = list;
    else
        cw_release(context, list.sets);
    return status;
}

void cw_coalitions_free(cw_coalitions *coalitions)
{
    cw_release(coalitions->context, coalitions->sets);
    coalitions->sets = NULL;
    coalitions->count = 0;
}
