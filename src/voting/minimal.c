/* Listing minimal winning coalitions: depth first, heaviest member first. */
#include "counterweight/voting/minimal.h"

#include <string.h>

#include "voting/diagram.h"
#include "voting/formula.h"

typedef struct cw_listing {
    cw_context *context;
    const cw_formula *formula;
    size_t members;
    size_t *order;       /* members, heaviest first */
    int64_t *rest;       /* [position, one more][leaf]: weight of the members from there on */
    int64_t *need;       /* [position][leaf] */
    cw_verdict *verdict; /* scratch, by leaf */
    bool *chosen;        /* by member */
    bool is_complete;
    size_t most;
    size_t room;
    cw_coalitions *list;
} cw_listing;

/* What is settled when members up to `position` have been asked. */
static cw_verdict judge(cw_listing *listing, const int64_t *need, size_t position)
{
    size_t leaves = listing->formula->leaves;
    for (size_t l = 0; l < leaves; l++) {
        if (need[l] <= 0)
            listing->verdict[l] = CW_VERDICT_PASSES;
        else if (need[l] > listing->rest[position * leaves + l])
            listing->verdict[l] = CW_VERDICT_FAILS;
        else
            listing->verdict[l] = CW_VERDICT_OPEN;
    }
    return cw_formula_judge(listing->formula, listing->verdict);
}

/* Whether the coalition with these needs loses without `member`. `need` is borrowed and restored. */
static bool is_critical(cw_listing *listing, int64_t *need, size_t member)
{
    size_t leaves = listing->formula->leaves;
    for (size_t l = 0; l < leaves; l++)
        need[l] += listing->formula->weight[l * listing->members + member];
    bool loses = judge(listing, need, listing->members) == CW_VERDICT_FAILS;
    for (size_t l = 0; l < leaves; l++)
        need[l] -= listing->formula->weight[l * listing->members + member];
    return loses;
}

static bool is_minimal(cw_listing *listing, int64_t *need)
{
    for (size_t m = 0; m < listing->members && !listing->is_complete; m++)
        if (listing->chosen[m] && !is_critical(listing, need, m))
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

/* Asks the member at `position`: first with its yes, then without. In a complete game a coalition
 * that has just come to win is minimal: the one who made it win is the least desirable of all. */
static cw_status ask(cw_listing *listing, size_t position)
{
    size_t leaves = listing->formula->leaves;
    int64_t *need = listing->need + position * leaves;
    cw_verdict verdict = judge(listing, need, position);
    if (verdict == CW_VERDICT_FAILS || !listing->list->is_all)
        return CW_OK;
    if (verdict == CW_VERDICT_PASSES)
        return is_minimal(listing, need) ? keep(listing) : CW_OK;
    size_t member = listing->order[position];
    int64_t *next = need + leaves;
    for (size_t l = 0; l < leaves; l++)
        next[l] = need[l] - listing->formula->weight[l * listing->members + member];
    listing->chosen[member] = true;
    cw_status status = ask(listing, position + 1);
    listing->chosen[member] = false;
    if (leaves > 0)
        memcpy(next, need, leaves * sizeof *next);
    return status == CW_OK ? ask(listing, position + 1) : status;
}

static void fill(cw_listing *listing, const cw_diagram *diagram)
{
    size_t leaves = listing->formula->leaves;
    size_t count = 0;
    for (size_t k = 0; k < diagram->layers; k++)
        for (size_t m = 0; m < listing->members; m++)
            if (diagram->layer_of[m] == k)
                listing->order[count++] = m;
    for (size_t position = listing->members; position-- > 0;)
        for (size_t l = 0; l < leaves; l++)
            listing->rest[position * leaves + l] =
                listing->rest[(position + 1) * leaves + l] +
                listing->formula->weight[l * listing->members + listing->order[position]];
    if (leaves > 0)
        memcpy(listing->need, listing->formula->quota, leaves * sizeof *listing->need);
}

static cw_status list_all(cw_listing *listing)
{
    cw_context *context = listing->context;
    size_t cells = (listing->members + 1) * listing->formula->leaves;
    cw_diagram order = {.members = listing->members};
    cw_arena_init(&order.arena, context);
    listing->order = cw_arena_allocate(&order.arena, listing->members, sizeof(size_t));
    listing->rest = cw_arena_allocate(&order.arena, cells, sizeof(int64_t));
    listing->need = cw_arena_allocate(&order.arena, cells, sizeof(int64_t));
    listing->verdict =
        cw_arena_allocate(&order.arena, listing->formula->leaves, sizeof(cw_verdict));
    listing->chosen = cw_arena_allocate(&order.arena, listing->members, sizeof(bool));
    cw_status status = CW_ERROR_MEMORY;
    if (listing->order != NULL && listing->rest != NULL && listing->need != NULL &&
        listing->verdict != NULL && listing->chosen != NULL)
        status = cw_diagram_layers(&order, context, listing->formula, NULL);
    if (status == CW_OK) {
        listing->is_complete = order.is_complete;
        fill(listing, &order);
        status = ask(listing, 0);
    }
    cw_arena_free(&order.arena);
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
