/* The spatial model from start to end. */
#include "counterweight/bargaining/spatial.h"

#include <math.h>

#include "bargaining/models.h"
#include "bargaining/run.h"
#include "bargaining/spatial_table.h"
#include "bargaining/weight.h"

/* Saliences may add up to this much more than 1, by rounding of decimals. */
#define SALIENCE_SLACK 1e-9

bool cw_spatial_is_quiet(const cw_spatial_options *options, size_t turn, double moved, double first)
{
    return moved == 0.0 || (turn >= CW_SPATIAL_TURNS_LEAST && moved < options->quiet * first);
}

static bool actor_is_sound(const cw_spatial_problem *problem, size_t actor)
{
    double sum = 0.0;
    for (size_t issue = 0; issue < problem->issues; issue++) {
        double position = problem->position[actor * problem->issues + issue];
        double salience = problem->salience[actor * problem->issues + issue];
        if (!(position >= CW_SCALE_LOW && position <= CW_SCALE_HIGH) || !(salience >= 0.0)) {
            return false;
        }
        sum += salience;
    }
    double capability = problem->capability[actor];
    return sum <= 1.0 + SALIENCE_SLACK && capability >= 0.0 && capability < INFINITY;
}

static bool problem_is_sound(const cw_spatial_problem *problem)
{
    bool sound = problem->actors >= 1 && problem->actors <= CW_SPATIAL_ACTORS_MAX &&
                 problem->issues >= 1 && problem->issues <= CW_ISSUES_MAX;
    for (size_t m = 0; sound && m < problem->actors; m++) {
        sound = actor_is_sound(problem, m);
    }
    return sound;
}

static bool options_are_sound(const cw_spatial_options *options)
{
    return options->victory >= CW_VICTORY_LINEAR && options->victory <= CW_VICTORY_BINARY &&
           options->voting >= CW_VOTING_PROPORTIONAL && options->voting <= CW_VOTING_CUBIC &&
           options->third_parties >= CW_THIRD_PARTIES_JOIN &&
           options->third_parties <= CW_THIRD_PARTIES_STAY_OUT &&
           options->interpolation >= CW_INTERPOLATION_SQUARES &&
           options->interpolation <= CW_INTERPOLATION_SURPLUS &&
           options->bargaining >= CW_BARGAIN_OF_CHALLENGER &&
           options->bargaining <= CW_BARGAIN_OF_BOTH && options->risk_of_other >= 0.0 &&
           options->risk_of_other <= 1.0 && options->risk_low >= -1.0 && options->risk_low <= 0.0 &&
           options->turns >= CW_SPATIAL_TURNS_LEAST && options->turns <= CW_ROUNDS_MAX &&
           options->quiet >= 0.0;
}

/* Positions in points, and weights by issue, as a run records them. */
static void record(cw_run *run, const cw_spatial_table *table, double *points, double *weight)
{
    for (size_t k = 0; k < table->actors * table->issues; k++) {
        points[k] = table->position[k] * CW_SCALE_HIGH;
        weight[k] = table->capability[k / table->issues] * table->salience[k];
    }
    cw_run_record(run, points, weight);
}

static cw_status log_bargains(cw_run *run, const cw_spatial_table *table)
{
    cw_status status = CW_OK;
    for (size_t b = 0; b < table->bargain_count && status == CW_OK; b++) {
        const cw_spatial_bargain *bargain = &table->bargains[b];
        cw_offer offer = {
            .round = run->rounds + 1,
            .from = bargain->from,
            .to = bargain->to,
            .kind = CW_OFFER_BARGAIN,
            .from_gain = bargain->gain,
            .to_gain = bargain->counter_gain,
            .victory = bargain->victory,
            .move_to = table->proposal[(2 * b + 1) * table->issues] * CW_SCALE_HIGH,
            .accepted = table->taken[bargain->to] == b,
        };
        status = cw_run_log(run, &offer);
    }
    return status;
}

static cw_status play(cw_run *run, cw_context *context, cw_spatial_table *table, double *points,
                      double *weight)
{
    double first = 0.0;
    record(run, table, points, weight);
    run->end = CW_RUN_CUT_OFF;
    table->context = context;
    for (size_t turn = 1; turn <= table->options->turns; turn++) {
        double moved = cw_spatial_turn(table);
        if (cw_spatial_is_stopped(table)) {
            return CW_ERROR_INTERRUPTED;
        }
        cw_status status = log_bargains(run, table);
        if (status != CW_OK) {
            return status;
        }
        record(run, table, points, weight);
        first = turn == 1 ? moved : first;
        size_t recurs = cw_run_recurs(run);
        if (cw_spatial_is_quiet(table->options, turn, moved, first) || recurs == 1) {
            run->end = CW_RUN_SETTLED;
            break;
        }
        if (recurs > 1) {
            run->end = CW_RUN_CYCLES;
            run->cycle_length = recurs;
            break;
        }
    }
    return CW_OK;
}

cw_status cw_spatial_run(cw_run **out, cw_context *context, const cw_spatial_problem *problem,
                         const cw_spatial_options *options)
{
    if (!problem_is_sound(problem) || !options_are_sound(options)) {
        return CW_ERROR_USAGE;
    }
    cw_status status = CW_ERROR_MEMORY;
    cw_run *run = NULL;
    cw_spatial_table table;
    size_t actors = problem->actors;
    size_t cells = actors * problem->issues;
    size_t numbers = cw_spatial_numbers(actors, problem->issues);
    cw_arena arena;
    cw_arena_init(&arena, context);
    double *points = cw_arena_allocate(&arena, cells, sizeof *points);
    double *weight = cw_arena_allocate(&arena, cells, sizeof *weight);
    cw_spatial_storage storage = {
        .numbers = cw_arena_allocate(&arena, numbers, sizeof *storage.numbers),
        .bargains = cw_arena_allocate(&arena, 2 * actors, sizeof *storage.bargains),
        .taken = cw_arena_allocate(&arena, actors, sizeof *storage.taken),
    };
    if (points == NULL || weight == NULL || storage.numbers == NULL || storage.bargains == NULL ||
        storage.taken == NULL) {
        goto out;
    }
    cw_spatial_begin(&table, problem, options, &storage);
    status = cw_run_begin(&run, context, actors, problem->issues, options->turns);
    if (status == CW_OK) {
        status = play(run, context, &table, points, weight);
    }
    if (status == CW_OK) {
        *out = run;
        run = NULL;
    }
out:
    cw_run_free(run);
    cw_arena_free(&arena);
    return status;
}
