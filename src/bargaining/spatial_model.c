/* The spatial model on a single issue, for the registry. */
#include "bargaining/models.h"
#include "bargaining/spatial_table.h"
#include "bargaining/weight.h"

/* Up to so many actors the model runs on the stack. */
#define SOLVE_MAX 64
#define NUMBERS                                                                                    \
    (2 * SOLVE_MAX + 2 * SOLVE_MAX * SOLVE_MAX + 4 * SOLVE_MAX + SOLVE_MAX * (2 * SOLVE_MAX + 1) + \
     2 * SOLVE_MAX + 1)

static cw_spatial_problem single(const cw_bargaining_problem *problem)
{
    return (cw_spatial_problem){
        .actors = problem->actors,
        .issues = 1,
        .position = problem->position,
        .salience = problem->salience,
        .capability = problem->capability,
    };
}

static void play(cw_spatial_table *table, const cw_spatial_options *options)
{
    double first = cw_spatial_turn(table);
    double moved = first;
    for (size_t turn = 2; turn <= options->turns && moved > 0.0; turn++) {
        moved = cw_spatial_turn(table);
        if (moved < options->quiet * first) {
            break;
        }
    }
}

static void solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem)
{
    double numbers[NUMBERS];
    cw_spatial_bargain bargains[2 * SOLVE_MAX];
    size_t taken[SOLVE_MAX];
    double weight[CW_ACTORS_MAX];
    double points[SOLVE_MAX];
    cw_spatial_table table;
    cw_spatial_options options = CW_SPATIAL_OPTIONS_INIT;
    cw_spatial_problem one = single(problem);
    cw_spatial_storage storage = {numbers, bargains, taken};
    cw_spatial_begin(&table, &one, &options, &storage);
    play(&table, &options);
    for (size_t m = 0; m < problem->actors; m++) {
        points[m] = table.position[m] * CW_SCALE_HIGH;
    }
    (void)cw_actor_weights(weight, problem);
    double point = cw_mean_of(points, weight, problem->actors);
    *out = (cw_bargaining_outcome){point, point, point};
}

static cw_status run(cw_run **out, cw_context *context, const cw_bargaining_problem *problem)
{
    cw_spatial_options options = CW_SPATIAL_OPTIONS_INIT;
    cw_spatial_problem one = single(problem);
    return cw_spatial_run(out, context, &one, &options);
}

const cw_outcome_model cw_model_spatial = {
    .id = "spatial",
    .title = "Spatial model of politics (KTAB)",
    .idea = "Turn by turn each actor challenges one other, third parties join in, both sides move "
            "by their chances, and all elect which bargain holds; the outcome is the weighted mean "
            "at the end.",
    .paper = "Wise, Lester & Efird 2015, Multidimensional bargaining using KTAB; KAPSARC, SMP user "
             "guide 1.4, with its defaults",
    .limits = "Many assumptions, no published test against outcomes; small changes of input can "
              "move the end far.",
    .cost = "O(n^3) a turn, up to 100 turns",
    .needs = CW_NEEDS_WEIGHTS,
    .solve = solve,
    .run = run,
    .is_slow = true,
    .actors_most = SOLVE_MAX,
};
