#include "bargaining/support.h"

void fixture_set(fixture *table, size_t actors, const double *position, double status_quo)
{
    for (size_t m = 0; m < actors; m++) {
        table->position[m] = position == NULL ? 50.0 : position[m];
        table->capability[m] = 1.0;
        table->salience[m] = 1.0;
        table->cost[m] = 0.0;
    }
    table->problem = (cw_bargaining_problem){
        .actors = actors,
        .position = table->position,
        .capability = table->capability,
        .salience = table->salience,
        .no_deal_cost = table->cost,
        .status_quo = status_quo,
        .loss = CW_LOSS_LINEAR,
        .rule = NULL,
        .proposer = CW_NONE,
    };
}

void fixture_random(fixture *table, uint64_t *state, size_t actors)
{
    fixture_set(table, actors, NULL, 10.0 * (double)random_below(state, 11));
    bool is_coarse = random_below(state, 2) == 0;
    for (size_t m = 0; m < actors; m++) {
        table->position[m] =
            is_coarse ? 10.0 * (double)random_below(state, 11) : 100.0 * random_next(state);
        table->capability[m] = random_below(state, 5) == 0 ? 0.0 : 10.0 * random_next(state);
        table->salience[m] = random_next(state);
        table->cost[m] = random_below(state, 3) == 0 ? 0.0 : 40.0 * random_next(state);
    }
    size_t heavy = random_below(state, actors);
    table->capability[heavy] = 1.0;
    table->salience[heavy] = 0.5;
    table->problem.loss = random_below(state, 2) == 0 ? CW_LOSS_LINEAR : CW_LOSS_QUADRATIC;
    table->problem.proposer = random_below(state, actors);
}

double random_next(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

size_t random_below(uint64_t *state, size_t limit)
{
    return (size_t)(random_next(state) * (double)limit);
}

cw_bargaining_outcome outcome_of(const char *model, const cw_bargaining_problem *problem)
{
    cw_bargaining_outcome outcome = {-1.0, -1.0, -1.0};
    const cw_outcome_model *found = cw_outcome_model_find(model);
    assert_non_null(found);
    assert_int_equal(cw_outcome_model_solve(found, &outcome, problem), CW_OK);
    return outcome;
}

void assert_near(double a, double b, double tolerance)
{
    if (!(fabs(a - b) <= tolerance)) {
        fail_msg("%.17g is not %.17g to within %g", a, b, tolerance);
    }
}

/* Games keep their context to free themselves. */
static cw_context rules_context;

static cw_game *rule_of(const int64_t *weights, size_t members, int64_t quota)
{
    const cw_game_node root = {.form = CW_GAME_WEIGHT, .column = 0, .quota = quota};
    const cw_game_description description = {
        .members = members, .columns = 1, .weights = weights, .nodes = &root, .node_count = 1};
    cw_game *game = NULL;
    cw_context_init(&rules_context);
    assert_int_equal(cw_game_build(&game, &rules_context, &description), CW_OK);
    return game;
}

cw_game *rule_count(size_t members, size_t count)
{
    int64_t weights[CW_ACTORS_MAX];
    for (size_t m = 0; m < members; m++) {
        weights[m] = 1;
    }
    return rule_of(weights, members, (int64_t)count);
}

cw_game *rule_weights(const double *weight, size_t members, double quota)
{
    int64_t weights[CW_ACTORS_MAX];
    for (size_t m = 0; m < members; m++) {
        weights[m] = (int64_t)weight[m];
    }
    return rule_of(weights, members, (int64_t)quota);
}

void rule_free(cw_game *game)
{
    cw_game_free(game);
}
