#include "bargaining/run.h"

#include "bargaining/trail.h"
#include "bargaining/weight.h"

static const char *const kind_names[] = {"compel", "compromise", "capitulate",
                                         "fight",  "stalemate",  "bargain"};
static const char *const end_names[] = {"settled", "cycles", "cut off"};

const char *cw_offer_kind_name(cw_offer_kind kind)
{
    size_t k = (size_t)kind;
    return k < sizeof kind_names / sizeof *kind_names ? kind_names[k] : NULL;
}

const char *cw_run_end_name(cw_run_end end)
{
    size_t k = (size_t)end;
    return k < sizeof end_names / sizeof *end_names ? end_names[k] : NULL;
}

cw_status cw_run_begin(cw_run **out, cw_context *context, size_t actors, size_t issues,
                       size_t rounds)
{
    cw_run *run = cw_allocate(context, 1, sizeof *run);
    if (run == NULL) {
        return CW_ERROR_MEMORY;
    }
    run->actors = actors;
    run->issues = issues;
    run->is_logged = true;
    cw_arena_init(&run->arena, context);
    run->positions =
        cw_arena_allocate(&run->arena, (rounds + 1) * actors * issues, sizeof *run->positions);
    run->medians = cw_arena_allocate(&run->arena, (rounds + 1) * issues, sizeof *run->medians);
    run->means = cw_arena_allocate(&run->arena, (rounds + 1) * issues, sizeof *run->means);
    if (run->positions == NULL || run->medians == NULL || run->means == NULL) {
        cw_run_free(run);
        return CW_ERROR_MEMORY;
    }
    /* No state yet: the first one recorded becomes state 0. */
    run->rounds = CW_NONE;
    *out = run;
    return CW_OK;
}

void cw_run_free(cw_run *run)
{
    if (run == NULL) {
        return;
    }
    cw_context *context = run->arena.context;
    cw_release(context, run->offers);
    cw_arena_free(&run->arena);
    cw_release(context, run);
}

const double *cw_run_state(const cw_run *run, size_t state)
{
    return run->positions + state * run->actors * run->issues;
}

void cw_run_record(cw_run *run, const double *position, const double *weight)
{
    size_t state = ++run->rounds; /* CW_NONE wraps to 0 */
    double *kept = run->positions + state * run->actors * run->issues;
    for (size_t k = 0; k < run->actors * run->issues; k++) {
        kept[k] = position[k];
    }
    for (size_t issue = 0; issue < run->issues; issue++) {
        double of_issue[CW_ACTORS_MAX];
        double by_issue[CW_ACTORS_MAX];
        for (size_t m = 0; m < run->actors; m++) {
            of_issue[m] = position[m * run->issues + issue];
            by_issue[m] = weight[m * run->issues + issue];
        }
        run->medians[state * run->issues + issue] = cw_median_of(of_issue, by_issue, run->actors);
        run->means[state * run->issues + issue] = cw_mean_of(of_issue, by_issue, run->actors);
    }
}

/* Room is doubled whenever the number of offers is a power of two. */
static cw_status make_room(cw_run *run)
{
    size_t count = run->offer_count;
    if (count != 0 && (count & (count - 1)) != 0) {
        return CW_OK;
    }
    bool may_grow = count < CW_OFFERS_MAX;
    size_t room = count == 0 ? 1 : 2 * count;
    cw_offer *grown =
        may_grow ? cw_resize(run->arena.context, run->offers, room, sizeof *grown) : NULL;
    if (grown == NULL) {
        return may_grow ? CW_ERROR_MEMORY : CW_ERROR_LIMIT;
    }
    run->offers = grown;
    return CW_OK;
}

cw_status cw_run_log(cw_run *run, const cw_offer *offer)
{
    cw_status status = make_room(run);
    if (status == CW_OK) {
        run->offers[run->offer_count++] = *offer;
    }
    return status;
}

size_t cw_run_recurs(const cw_run *run)
{
    for (size_t ago = 1; ago <= run->rounds; ago++) {
        if (cw_trail_is_same(cw_run_state(run, run->rounds), cw_run_state(run, run->rounds - ago),
                             run->actors * run->issues)) {
            return ago;
        }
    }
    return 0;
}
