/* The challenge model from start to end, with its log. */
#include "counterweight/bargaining/challenge.h"

#include <math.h>

#include "bargaining/challenge_solve.h"
#include "bargaining/challenge_table.h"
#include "bargaining/run.h"
#include "bargaining/sound.h"
#include "bargaining/tolerance.h"
#include "bargaining/trail.h"
#include "bargaining/weight.h"

void cw_challenge_solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem,
                        const cw_challenge_options *options)
{
    double victory[CW_CHALLENGE_SOLVE_MAX * CW_CHALLENGE_SOLVE_MAX];
    double distance[CW_CHALLENGE_SOLVE_MAX * CW_CHALLENGE_SOLVE_MAX];
    cw_challenge_offer best[CW_CHALLENGE_SOLVE_MAX];
    cw_challenge_table table;
    cw_trail trail;
    cw_challenge_begin(&table, problem, options, victory, distance);
    cw_trail_begin(&trail, problem->actors);
    double point = cw_challenge_median(&table);
    size_t recurs = cw_trail_add(&trail, table.position, point);
    for (size_t round = 0; round < options->rounds && recurs == 0; round++) {
        (void)cw_challenge_round(&table, best, NULL, NULL);
        point = cw_challenge_median(&table);
        recurs = cw_trail_add(&trail, table.position, point);
    }
    out->point = point;
    cw_trail_bounds(&out->low, &out->high, &trail, recurs);
}

/* Everything a logged run needs while it goes. */
typedef struct session {
    cw_run *run;
    cw_challenge_table table;
    cw_challenge_offer best[CW_ACTORS_MAX];
    double *matrices;
    cw_status status; /* of logging */
} session;

static void keep_offer(void *payload, const cw_offer *offer)
{
    session *held = payload;
    cw_offer kept = *offer;
    kept.round = held->run->rounds + 1;
    if (held->status == CW_OK) {
        held->status = cw_run_log(held->run, &kept);
    }
}

/* Marks the offers of the last round that were taken. */
static void mark_accepted(session *held, size_t from_offer)
{
    for (size_t k = from_offer; k < held->run->offer_count; k++) {
        cw_offer *offer = &held->run->offers[k];
        const cw_challenge_offer *taken = &held->best[offer->to];
        bool is_move = offer->kind != CW_OFFER_FIGHT && offer->kind != CW_OFFER_STALEMATE;
        offer->accepted = is_move && taken->exists && taken->from == offer->from;
    }
}

static cw_status play(session *held, cw_context *context)
{
    cw_run *run = held->run;
    cw_challenge_table *table = &held->table;
    cw_run_record(run, table->position, table->weight);
    run->end = CW_RUN_CUT_OFF;
    run->is_logged = run->actors <= CW_RUN_LOGGED_MAX;
    table->context = context;
    for (size_t round = 1; round <= table->options->rounds; round++) {
        size_t from_offer = run->offer_count;
        double most =
            cw_challenge_round(table, held->best, run->is_logged ? keep_offer : NULL, held);
        if (cw_challenge_is_stopped(table)) {
            return CW_ERROR_INTERRUPTED;
        }
        if (held->status != CW_OK) {
            return held->status;
        }
        mark_accepted(held, from_offer);
        cw_run_record(run, table->position, table->weight);
        size_t recurs = cw_run_recurs(run);
        if (most <= CW_POINT_TOLERANCE || recurs > 0) {
            run->end = recurs > 1 ? CW_RUN_CYCLES : CW_RUN_SETTLED;
            run->cycle_length = recurs > 1 ? recurs : 0;
            break;
        }
    }
    return CW_OK;
}

static bool options_are_sound(const cw_challenge_options *options)
{
    return options->status_quo_weight >= 0.0 && options->status_quo_weight <= 1.0 &&
           options->rounds >= 1 && options->rounds <= CW_ROUNDS_MAX &&
           options->choice >= CW_CHOICE_LEAST_MOVE && options->choice <= CW_CHOICE_BY_KIND;
}

/* A session on `problem`, set up but not begun. */
static cw_status open_session(session **out, cw_context *context,
                              const cw_bargaining_problem *problem,
                              const cw_challenge_options *options)
{
    if (!cw_problem_is_sound(problem) || !options_are_sound(options)) {
        return CW_ERROR_USAGE;
    }
    size_t square = problem->actors * problem->actors;
    session *held = cw_allocate(context, 1, sizeof *held);
    double *matrices = cw_allocate(context, 2 * square, sizeof *matrices);
    if (held == NULL || matrices == NULL) {
        cw_release(context, held);
        cw_release(context, matrices);
        return CW_ERROR_MEMORY;
    }
    held->matrices = matrices;
    held->status = CW_OK;
    cw_challenge_begin(&held->table, problem, options, matrices, matrices + square);
    *out = held;
    return CW_OK;
}

static void close_session(session *held, cw_context *context)
{
    cw_release(context, held->matrices);
    cw_release(context, held);
}

cw_status cw_challenge_run(cw_run **out, cw_context *context, const cw_bargaining_problem *problem,
                           const cw_challenge_options *options)
{
    session *held = NULL;
    cw_status status = open_session(&held, context, problem, options);
    if (status != CW_OK) {
        return status;
    }
    status = cw_run_begin(&held->run, context, problem->actors, 1, options->rounds);
    if (status == CW_OK) {
        status = play(held, context);
    }
    if (status == CW_OK) {
        *out = held->run;
    } else {
        cw_run_free(held->run);
    }
    close_session(held, context);
    return status;
}

cw_status cw_challenge_exponents(double *out, cw_context *context,
                                 const cw_bargaining_problem *problem,
                                 const cw_challenge_options *options)
{
    session *held = NULL;
    cw_status status = open_session(&held, context, problem, options);
    if (status != CW_OK) {
        return status;
    }
    bool apart = cw_challenge_appraise(&held->table);
    for (size_t m = 0; m < problem->actors; m++) {
        out[m] = apart ? held->table.exponent[m] : 1.0;
    }
    close_session(held, context);
    return CW_OK;
}

void cw_contest_votes(double *out, const cw_bargaining_problem *problem, double first,
                      double second)
{
    double weight[CW_ACTORS_MAX];
    (void)cw_actor_weights(weight, problem);
    for (size_t m = 0; m < problem->actors; m++) {
        double position = problem->position[m];
        out[m] = weight[m] * (fabs(position - second) - fabs(position - first));
    }
}
