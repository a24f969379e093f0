/* Legislative bargaining with unequal votes: coalitions are listed as they turn out cheap.
 *
 * Start with one coalition for each type of proposer and find the equilibrium in which only those
 * listed can form; ask for each type whether a cheaper one exists at the values found; list it; again.
 * There are finitely many coalitions, and none is listed twice, so this ends; where no cheaper one
 * exists the equilibrium is one of the whole game. */
#include "bargaining/legislature.h"

#include <math.h>

#include "bargaining/extent.h"
#include "counterweight/bargaining/procedure.h"

/* How nearly the chances must add up to 1. */
#define CHANCE_SLACK 1e-9

/* A coalition cheaper by less than this, as a share of the pie, is no cheaper. */
#define CHEAPER 1e-10

/* The members by type. */
typedef struct roll {
    cw_chamber *chamber;
    size_t type_of[CW_LEGISLATURE_MEMBERS_MAX]; /* CW_NONE: never drawn */
} roll;

static bool is_sound(const cw_legislature *legislature)
{
    double chances = 0.0;
    int64_t votes = 0;
    if (legislature->members < 1 || legislature->members > CW_LEGISLATURE_MEMBERS_MAX ||
        legislature->quota < 1 || legislature->quota > CW_LEGISLATURE_QUOTA_MAX ||
        !(legislature->discount >= 0.0 && legislature->discount < 1.0)) {
        return false;
    }
    for (size_t m = 0; m < legislature->members; m++) {
        if (legislature->votes[m] < 0) {
            return false;
        }
        /* What exceeds the quota decides nothing more, and cannot overflow. */
        bool is_enough = legislature->votes[m] >= legislature->quota - votes;
        votes = is_enough ? legislature->quota : votes + legislature->votes[m];
        double chance = legislature->recognition == NULL ? 1.0 / (double)legislature->members
                                                         : legislature->recognition[m];
        if (!(chance >= 0.0)) {
            return false;
        }
        chances += chance;
    }
    return votes >= legislature->quota && fabs(chances - 1.0) <= CHANCE_SLACK;
}

static size_t find_type(const cw_chamber *chamber, int64_t votes, double chance)
{
    size_t t = 0;
    while (t < chamber->types &&
           !(chamber->type[t].votes == votes && chamber->type[t].chance == chance)) {
        t++;
    }
    return t;
}

/* Sorts the members into types. Who is never drawn is worth nothing and comes for nothing. */
static void call_roll(roll *called, const cw_legislature *legislature)
{
    cw_chamber *chamber = called->chamber;
    chamber->quota = legislature->quota;
    chamber->discount = legislature->discount;
    for (size_t m = 0; m < legislature->members; m++) {
        double chance = legislature->recognition == NULL ? 1.0 / (double)legislature->members
                                                         : legislature->recognition[m];
        int64_t votes =
            legislature->votes[m] < legislature->quota ? legislature->votes[m] : legislature->quota;
        if (chance == 0.0) {
            chamber->quota = chamber->quota > votes ? chamber->quota - votes : 0;
            called->type_of[m] = CW_NONE;
            continue;
        }
        size_t t = find_type(chamber, votes, chance);
        if (t == chamber->types) {
            chamber->types++;
            chamber->type[t] = (cw_member_type){0, votes, chance};
        }
        chamber->type[t].count++;
        chamber->value[t] = chance;
        called->type_of[m] = t;
    }
}

/* Lists the cheapest coalition of each type of proposer where it is cheaper than what the type pays
 * now. *news: whether there was one. */
static cw_status list_cheaper(bool *news, cw_chamber *chamber, uint16_t *scratch, double *least)
{
    bool is_first = chamber->column_count == 0;
    *news = false;
    for (size_t t = 0; t < chamber->types; t++) {
        uint16_t bought[CW_LEGISLATURE_MEMBERS_MAX];
        if (cw_context_is_cancelled(chamber->arena.context)) {
            return CW_ERROR_INTERRUPTED;
        }
        double cost = cw_chamber_cheapest(bought, chamber, t, scratch, least);
        if (!is_first && cost >= chamber->price[t] - CHEAPER) {
            continue;
        }
        bool has_room = chamber->column_count < CW_COLUMNS_MAX;
        uint16_t *kept =
            has_room ? cw_arena_allocate(&chamber->arena, chamber->types, sizeof *kept) : NULL;
        if (kept == NULL) {
            return has_room ? CW_ERROR_MEMORY : CW_ERROR_LIMIT;
        }
        for (size_t u = 0; u < chamber->types; u++) {
            kept[u] = bought[u];
        }
        chamber->columns[chamber->column_count++] = (cw_column){.proposer = t, .bought = kept};
        *news = true;
    }
    return CW_OK;
}

static cw_status settle(cw_chamber *chamber, cw_context *context)
{
    size_t row = (size_t)chamber->quota + 1;
    uint16_t *scratch = cw_arena_allocate(&chamber->arena, chamber->types * row, sizeof *scratch);
    double *least = cw_arena_allocate(&chamber->arena, row, sizeof *least);
    chamber->columns = cw_arena_allocate(&chamber->arena, CW_COLUMNS_MAX, sizeof *chamber->columns);
    if (scratch == NULL || least == NULL || chamber->columns == NULL) {
        return CW_ERROR_MEMORY;
    }
    bool news = true;
    cw_status status = list_cheaper(&news, chamber, scratch, least);
    while (status == CW_OK && news) {
        status = cw_chamber_follow_path(chamber, context);
        if (status == CW_OK) {
            status = list_cheaper(&news, chamber, scratch, least);
        }
    }
    return status;
}

/* The chance that a member of the type is bought: all coalitions with it over all proposers. */
static double bought_chance(const cw_chamber *chamber, size_t type)
{
    double sum = 0.0;
    for (size_t k = 0; k < chamber->column_count; k++) {
        sum += chamber->columns[k].chance * (double)chamber->columns[k].bought[type];
    }
    return sum / (double)chamber->type[type].count;
}

static void report(cw_legislature_share *out, const roll *called, const cw_legislature *legislature)
{
    const cw_chamber *chamber = called->chamber;
    for (size_t m = 0; m < legislature->members; m++) {
        size_t t = called->type_of[m];
        if (t == CW_NONE) {
            out[m] = (cw_legislature_share){.value = 0.0, .keeps = NAN, .bought = NAN};
            continue;
        }
        out[m] = (cw_legislature_share){
            .value = chamber->value[t],
            .keeps = cw_nearest(1.0 - chamber->discount * chamber->price[t], 0.0, 1.0),
            .bought = bought_chance(chamber, t),
        };
    }
}

cw_status cw_legislature_solve(cw_legislature_share *out, cw_context *context,
                               const cw_legislature *legislature)
{
    if (!is_sound(legislature)) {
        return CW_ERROR_USAGE;
    }
    cw_chamber *chamber = cw_allocate(context, 1, sizeof *chamber);
    if (chamber == NULL) {
        return CW_ERROR_MEMORY;
    }
    chamber->types = 0;
    chamber->column_count = 0;
    cw_arena_init(&chamber->arena, context);
    roll called = {.chamber = chamber};
    call_roll(&called, legislature);
    cw_status status = settle(chamber, context);
    if (status == CW_OK) {
        report(out, &called, legislature);
    }
    cw_arena_free(&chamber->arena);
    cw_release(context, chamber);
    return status;
}
