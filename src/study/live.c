/* A capsule opened, settled as it is and as its reader has it. */
#include "counterweight/study/live.h"

#include "counterweight/capsule.h"
#include "study/live_changes.h"
#include "study/live_side.h"

#include <string.h>

#define DRAWS_MIN 100

struct cw_live {
    cw_context *context;
    cw_dossier *original; /* owned: as in the capsule */
    cw_live_changes changes;
    cw_live_side base;        /* the original, settled */
    cw_live_side here;        /* under the changes */
    cw_live_order order;      /* of the last run; its lists are owned by `run` */
    cw_venue_result *results; /* [pair] */
    cw_arena run;             /* what lives until the next run */
};

cw_status cw_live_open(cw_live **out, cw_context *context, const unsigned char *capsule,
                       size_t length)
{
    cw_live *live = cw_allocate(context, 1, sizeof *live);
    if (live == NULL)
        return CW_ERROR_MEMORY;
    live->context = context;
    cw_live_side_init(&live->base, context);
    cw_live_side_init(&live->here, context);
    cw_arena_init(&live->run, context);
    cw_arena_init(&live->changes.arena, context);
    cw_status status = cw_capsule_unfold(&live->original, context, capsule, length);
    if (status == CW_OK)
        status = cw_live_changes_open(&live->changes, live->original);
    if (status == CW_OK)
        *out = live;
    else
        cw_live_free(live);
    return status;
}

void cw_live_free(cw_live *live)
{
    if (live == NULL)
        return;
    cw_live_side_free(&live->base);
    cw_live_side_free(&live->here);
    cw_arena_free(&live->run);
    cw_arena_free(&live->changes.arena);
    cw_dossier_free(live->original);
    cw_release(live->context, live);
}

const cw_dossier *cw_live_dossier(const cw_live *live)
{
    return live->original;
}

const cw_case *cw_live_case(const cw_live *live)
{
    return live->here.built;
}

void cw_live_reset(cw_live *live)
{
    cw_live_changes_reset(&live->changes);
}

cw_status cw_live_start(cw_live *live, size_t what_if)
{
    return cw_live_changes_start(&live->changes, what_if);
}

cw_status cw_live_set_range(cw_live *live, size_t quantity, double low, double mode, double high)
{
    return cw_live_changes_range(&live->changes, quantity, low, mode, high);
}

cw_status cw_live_set_seat(cw_live *live, size_t forum, size_t state, unsigned standing)
{
    return cw_live_changes_seat(&live->changes, forum, state, standing);
}

cw_status cw_live_set_chair(cw_live *live, size_t forum, size_t state)
{
    return cw_live_changes_chair(&live->changes, forum, state);
}

cw_status cw_live_set_rule(cw_live *live, size_t forum, unsigned rule, size_t amount)
{
    return cw_live_changes_rule(&live->changes, forum, rule, amount);
}

cw_status cw_live_set_model(cw_live *live, size_t model)
{
    size_t count;
    cw_outcome_models(&count);
    if (model >= count)
        return CW_ERROR_USAGE;
    live->changes.model = model;
    return CW_OK;
}

static bool is_pair(const cw_dossier *dossier, size_t issue, size_t forum)
{
    if (issue >= dossier->issue_count)
        return false;
    for (size_t f = 0; f < dossier->issues[issue].forum_count; f++)
        if (dossier->issues[issue].forums[f] == forum)
            return true;
    return false;
}

static bool is_sound(const cw_live *live, const cw_live_order *order)
{
    if (order->draws < DRAWS_MIN || order->draws > CW_LIVE_DRAWS_MAX)
        return false;
    for (size_t p = 0; p < order->pairs; p++)
        if (!is_pair(live->original, order->issues[p], order->forums[p]))
            return false;
    return true;
}

/* Whether the original has been settled for just this. */
static bool base_serves(const cw_live *live, const cw_live_order *order)
{
    const cw_live_order *last = &live->order;
    size_t bytes = order->pairs * sizeof *order->issues;
    return live->base.built != NULL && last->seed == order->seed && last->draws == order->draws &&
           last->model == order->model && last->pairs == order->pairs &&
           (bytes == 0 || (memcmp(last->issues, order->issues, bytes) == 0 &&
                           memcmp(last->forums, order->forums, bytes) == 0));
}

/* Takes over the order; its lists are copied. */
static cw_status keep_order(cw_live *live, const cw_live_order *order)
{
    size_t bytes = order->pairs * sizeof *order->issues;
    cw_arena kept;
    cw_arena_init(&kept, live->context);
    size_t *issues = cw_arena_allocate(&kept, order->pairs, sizeof *issues);
    size_t *forums = cw_arena_allocate(&kept, order->pairs, sizeof *forums);
    live->results = cw_arena_allocate(&kept, order->pairs, sizeof *live->results);
    if (issues == NULL || forums == NULL || live->results == NULL) {
        cw_arena_free(&kept);
        return CW_ERROR_MEMORY;
    }
    if (bytes > 0) {
        memcpy(issues, order->issues, bytes);
        memcpy(forums, order->forums, bytes);
    }
    cw_arena_free(&live->run);
    live->run = kept;
    live->order = *order;
    live->order.issues = issues;
    live->order.forums = forums;
    return CW_OK;
}

static cw_status list_participants(cw_live *live, cw_venue_result *result, const cw_venue *venue)
{
    size_t count;
    size_t voices;
    const cw_outcome_model *model = cw_outcome_models(&count)[live->order.model];
    cw_venue_voters(venue, &result->voters);
    cw_venue_voices(venue, &voices);
    result->participant_count = result->voters + voices;
    result->participants =
        cw_arena_allocate(&live->run, result->participant_count, sizeof *result->participants);
    if (result->participants == NULL)
        return CW_ERROR_MEMORY;
    cw_venue_participants(result->participants, venue, live->here.values, model);
    return CW_OK;
}

static cw_status sum_up(cw_live *live, size_t pair, double *work)
{
    const cw_live_side *here = &live->here;
    cw_venue_result *result = &live->results[pair];
    size_t first = pair * live->order.draws;
    result->issue = live->order.issues[pair];
    result->forum = live->order.forums[pair];
    result->beyond_reach = here->beyond_reach[pair];
    result->open = here->venues[pair] != NULL;
    if (!result->open)
        return CW_OK;
    cw_settled_columns columns = cw_live_side_columns(here, pair, live->order.draws);
    columns.work = work;
    cw_settled_sum_up(result, &columns);
    cw_settled_compare(result, &columns, live->base.gain + first);
    return list_participants(live, result, here->venues[pair]);
}

static cw_status sum_up_all(cw_live *live)
{
    double *work = cw_arena_allocate(&live->run, live->order.draws, sizeof *work);
    cw_status status = work == NULL ? CW_ERROR_MEMORY : CW_OK;
    for (size_t p = 0; p < live->order.pairs && status == CW_OK; p++)
        status = sum_up(live, p, work);
    return status;
}

cw_status cw_live_run(cw_live *live, uint64_t seed, size_t draws, const size_t *issues,
                      const size_t *forums, size_t pairs)
{
    cw_live_order order = {seed, draws, live->changes.model, issues, forums, pairs};
    if (!is_sound(live, &order))
        return CW_ERROR_USAGE;
    bool settled = base_serves(live, &order);
    cw_status status = keep_order(live, &order);
    if (status == CW_OK && !settled)
        status = cw_live_side_run(&live->base, live->original, CW_NONE, &live->order, NULL);
    if (status == CW_OK)
        status = cw_live_side_run(&live->here, cw_live_changes_apply(&live->changes),
                                  live->original->what_if_count, &live->order, &live->base);
    if (status == CW_OK)
        status = sum_up_all(live);
    return status;
}

const cw_venue_result *cw_live_venue(const cw_live *live, size_t pair)
{
    return &live->results[pair];
}

const cw_forum_result *cw_live_forum(const cw_live *live, size_t forum)
{
    return &live->here.forums[forum];
}
