#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/bargaining.h"
#include "counterweight/mandate.h"
#include "faults/functions.h"

#define UNTOUCHED (-77.0)

/* ---- world, venue ---- */

static cw_status case_build(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_case *built = NULL;
    cw_status status = cw_case_build(&built, context, things->dossier, 0);
    assert_true((status == CW_OK) == (built != NULL));
    cw_case_free(built);
    return status;
}

static cw_status case_build_as_of(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_case *built = NULL;
    cw_status status =
        cw_case_build_as_of(&built, context, things->dossier, things->dossier->as_of);
    assert_true((status == CW_OK) == (built != NULL));
    cw_case_free(built);
    return status;
}

static cw_status sampler_build(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_sampler *sampler = NULL;
    cw_status status = cw_sampler_build(&sampler, context, things->dossier);
    assert_true((status == CW_OK) == (sampler != NULL));
    cw_sampler_free(sampler);
    return status;
}

static cw_status venue_build(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_venue *venue = NULL;
    cw_status status = cw_venue_build(&venue, context, things->built, 0, 1);
    assert_true((status == CW_OK) == (venue != NULL));
    cw_venue_free(venue);
    return status;
}

static cw_status venue_build_with(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    const double power[] = {0.4, 0.3, 0.3};
    cw_venue *venue = NULL;
    cw_status status = cw_venue_build_with(&venue, context, things->built, 0, 1, power);
    assert_true((status == CW_OK) == (venue != NULL));
    cw_venue_free(venue);
    return status;
}

/* ---- voting ---- */

static cw_status game_build(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_game *game = NULL;
    cw_status status = cw_game_build(&game, context, cw_game_describe(things->game));
    assert_true((status == CW_OK) == (game != NULL));
    cw_game_free(game);
    return status;
}

static cw_status game_of_forum(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    const size_t members[] = {0, 1, 2};
    cw_game *game = NULL;
    cw_status status = cw_game_of_forum(&game, context, things->built, 1, members, 3);
    assert_true((status == CW_OK) == (game != NULL));
    cw_game_free(game);
    return status;
}

static cw_status game_single_vote(cw_context *context, void *payload)
{
    const int64_t weights[] = {3, 2, 1};
    const cw_game_node root = {.form = CW_GAME_WEIGHT, .quota = 4};
    const cw_game_description description = {3, 1, weights, &root, 1};
    int64_t votes[3] = {-77, -77, -77};
    int64_t quota = -77;
    cw_game *game = NULL;
    (void)payload;
    cw_status status = cw_game_build(&game, context, &description);
    if (status == CW_OK)
        status = cw_game_single_vote(votes, &quota, context, game);
    assert_true((votes[0] == -77) == (status != CW_OK) && (quota == -77) == (status != CW_OK));
    cw_game_free(game);
    return status;
}

static cw_status forum_power(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    double shapley[3] = {UNTOUCHED, UNTOUCHED, UNTOUCHED};
    double banzhaf[3] = {UNTOUCHED, UNTOUCHED, UNTOUCHED};
    cw_status status = cw_forum_power(shapley, banzhaf, context, things->built, 1);
    for (size_t m = 0; m < 3; m++)
        assert_true((shapley[m] == UNTOUCHED) == (status != CW_OK) &&
                    (banzhaf[m] == UNTOUCHED) == (status != CW_OK));
    return status;
}

static cw_status enumerate(cw_context *context, void *payload)
{
    static cw_enumeration counted;
    const cw_things *things = payload;
    memset(&counted, 0x55, sizeof counted);
    cw_status status = cw_enumerate(&counted, context, things->game);
    assert_true((status == CW_OK) == (counted.members == 4));
    return status;
}

static cw_status minimal_coalitions(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_coalitions found = {.count = 77};
    cw_status status = cw_minimal_coalitions(&found, context, things->game, 100);
    assert_true((status == CW_OK) == (found.count != 77));
    if (status == CW_OK)
        cw_coalitions_free(&found);
    return status;
}

static cw_status compute_power(cw_context *context, const cw_things *things, cw_power_mode mode)
{
    static const double yes[] = {0.5, 0.6, 0.2, 0.9};
    static const size_t unions[] = {0, 0, 1, 2};
    cw_power_options options = {.mode = mode,
                                .wanted = UINT64_MAX,
                                .unions = mode == CW_POWER_FAST ? NULL : unions,
                                .yes_probability = mode == CW_POWER_FAST ? NULL : yes,
                                .threads = 1};
    cw_diagnostics diagnostics;
    cw_power *power = NULL;
    cw_diagnostics_init(&diagnostics, context);
    cw_status status = cw_power_compute(&power, context, &diagnostics, (cw_place){.file = "test"},
                                        things->game, &options);
    assert_true((status == CW_OK) == (power != NULL));
    if (power != NULL)
        cw_power_free(power);
    cw_diagnostics_free(&diagnostics);
    return status;
}

static cw_status power_exact(cw_context *context, void *payload)
{
    return compute_power(context, payload, CW_POWER_EXACT);
}

static cw_status power_fast(cw_context *context, void *payload)
{
    return compute_power(context, payload, CW_POWER_FAST);
}

/* Large enough for a range to be of use. */
#define CROWD 40

static cw_status power_range(cw_context *context, void *payload)
{
    static const int64_t quotas[] = {450, 500, 600};
    int64_t weights[CROWD];
    cw_power_options options = {.mode = CW_POWER_EXACT, .threads = 1};
    cw_power_range *range = NULL;
    (void)payload;
    for (size_t m = 0; m < CROWD; m++)
        weights[m] = (int64_t)m + 1;
    cw_status status = cw_power_range_build(&range, context, weights, CROWD, quotas, 3, &options);
    assert_true((status == CW_OK) == (range != NULL));
    cw_power_range_free(range);
    return status;
}

static cw_status obstacle_describe(cw_context *context, void *payload)
{
    static const cw_condition within = {.label = "the safeguards", .is_labelled = true};
    static const cw_condition leaf = {.label = "the host consents"};
    const cw_obstacles obstacles = {.items = {&leaf}, .within = {&within}, .count = 1};
    cw_text text;
    (void)payload;
    cw_text_init(&text, context);
    cw_obstacle_describe(&text, &obstacles, 0);
    cw_status status = text.status;
    cw_text_free(&text);
    return status;
}

static cw_status design_find(cw_context *context, void *payload)
{
    static const double wanted[] = {0.4, 0.3, 0.2, 0.1};
    const cw_design_request request = {.members = 4, .wanted = wanted, .trials = 10};
    cw_design design = {.members = 77};
    (void)payload;
    cw_status status = cw_design_find(&design, context, &request);
    assert_true((status == CW_OK) == (design.members != 77));
    if (status == CW_OK)
        cw_design_free(&design);
    return status;
}

/* ---- bargaining ---- */

/* Two issues before three actors; the first issue is a problem of its own. */
static const double position[] = {10, 90, 60, 80, 20, 50}; /* as exchange has it: [actor][issue] */
static const double salience[] = {0.7, 0.2, 0.5, 0.5, 0.2, 0.8};
static const double capability[] = {1, 2, 3, 1, 2, 3};
static const double no_cost[] = {0, 0, 0};

static const cw_bargaining_problem problem = {.actors = 3,
                                              .position = position,
                                              .capability = capability,
                                              .salience = salience,
                                              .no_deal_cost = no_cost,
                                              .status_quo = 40,
                                              .proposer = CW_NONE};
static const cw_exchange_problem exchange_problem = {3, 2, position, salience, capability};

static cw_status finish_run(cw_run *run, cw_status status)
{
    assert_true((status == CW_OK) == (run != NULL));
    if (run != NULL)
        cw_run_free(run);
    return status;
}

static cw_status challenge_run(cw_context *context, void *payload)
{
    const cw_challenge_options options = CW_CHALLENGE_READING_A;
    cw_run *run = NULL;
    (void)payload;
    cw_status status = cw_challenge_run(&run, context, &problem, &options);
    return finish_run(run, status);
}

static cw_status challenge_exponents(cw_context *context, void *payload)
{
    const cw_challenge_options options = CW_CHALLENGE_READING_S;
    double out[3] = {UNTOUCHED, UNTOUCHED, UNTOUCHED};
    (void)payload;
    cw_status status = cw_challenge_exponents(out, context, &problem, &options);
    for (size_t m = 0; m < 3; m++)
        assert_true((out[m] == UNTOUCHED) == (status != CW_OK));
    return status;
}

static cw_status spatial_run(cw_context *context, void *payload)
{
    const cw_spatial_problem spatial = {3, 2, position, salience, capability};
    const cw_spatial_options options = CW_SPATIAL_OPTIONS_INIT;
    cw_run *run = NULL;
    (void)payload;
    cw_status status = cw_spatial_run(&run, context, &spatial, &options);
    return finish_run(run, status);
}

static cw_status model_run(cw_context *context, void *payload)
{
    const cw_outcome_model *model = cw_outcome_model_find("challenge-s");
    cw_run *run = NULL;
    (void)payload;
    cw_status status = cw_outcome_model_run(model, &run, context, &problem);
    return finish_run(run, status);
}

/* The model that soonest needs memory: one actor more than it solves without. */
static const cw_outcome_model *first_large(size_t *actors)
{
    size_t count;
    const cw_outcome_model *const *models = cw_outcome_models_all(&count);
    const cw_outcome_model *found = NULL;
    for (size_t k = 0; k < count; k++) {
        size_t most = models[k]->actors_most;
        if (most > 0 && models[k]->run_most > most && (found == NULL || most < found->actors_most))
            found = models[k];
    }
    assert_non_null(found);
    *actors = found->actors_most + 1;
    return found;
}

static cw_status solve_large(cw_context *context, void *payload)
{
    static double spread[CW_ACTORS_MAX], one[CW_ACTORS_MAX], none[CW_ACTORS_MAX];
    cw_bargaining_problem large = problem;
    cw_bargaining_outcome outcome = {.point = UNTOUCHED};
    const cw_outcome_model *model = first_large(&large.actors);
    (void)payload;
    for (size_t m = 0; m < large.actors; m++) {
        spread[m] = m % 2 == 0 ? 10.0 : 90.0;
        one[m] = 1.0;
    }
    large.position = spread;
    large.capability = one;
    large.salience = one;
    large.no_deal_cost = none;
    cw_status status = cw_outcome_model_solve_large(model, &outcome, context, &large);
    assert_true((outcome.point == UNTOUCHED) == (status != CW_OK));
    return status;
}

static cw_status exchange_run(cw_context *context, void *payload)
{
    cw_exchange *exchange = NULL;
    (void)payload;
    cw_status status = cw_exchange_run(&exchange, context, &exchange_problem);
    assert_true((status == CW_OK) == (exchange != NULL));
    if (exchange != NULL)
        cw_exchange_free(exchange);
    return status;
}

static cw_status joint_solve(cw_context *context, void *payload)
{
    size_t count;
    const cw_joint_model *const *models = cw_joint_models(&count);
    cw_status status = CW_OK;
    (void)payload;
    for (size_t k = 0; k < count && status == CW_OK; k++) {
        double outcome[2] = {UNTOUCHED, UNTOUCHED};
        status = cw_joint_solve(outcome, models[k], context, &exchange_problem);
        assert_true((outcome[0] == UNTOUCHED) == (status != CW_OK));
    }
    return status;
}

static cw_status joint_gather(cw_context *context, void *payload)
{
    static const size_t actors[] = {0, 1, 2, 3, 4, 5, 6, 7};
    const cw_joint_issue issues[] = {{&problem, actors, NULL}, {&problem, actors, NULL}};
    const char *why = NULL;
    cw_exchange_problem made = {.actors = 77};
    cw_arena arena;
    (void)payload;
    cw_arena_init(&arena, context);
    cw_status status = cw_joint_gather(&made, &why, &arena, issues, 2);
    assert_true((made.actors == 77) == (status != CW_OK));
    cw_arena_free(&arena);
    return status;
}

static cw_status legislature_solve(cw_context *context, void *payload)
{
    static const int64_t votes[] = {3, 2, 2};
    static const double recognition[] = {0.4, 0.3, 0.3};
    const cw_legislature legislature = {3, votes, 4, recognition, 0.9};
    cw_legislature_share shares[3] = {{.value = UNTOUCHED}};
    (void)payload;
    cw_status status = cw_legislature_solve(shares, context, &legislature);
    assert_true((shares[0].value == UNTOUCHED) == (status != CW_OK));
    return status;
}

static cw_status backtest_run(cw_context *context, void *payload)
{
    const cw_past_decision decisions[] = {{.problem = problem, .outcome = 40, .cluster = 0},
                                          {.problem = problem, .outcome = 55, .cluster = 1},
                                          {.problem = problem, .outcome = 20, .cluster = 2},
                                          {.problem = problem, .outcome = 70, .cluster = 3},
                                          {.problem = problem, .outcome = 60, .cluster = 4}};
    cw_backtest_options options = CW_BACKTEST_OPTIONS_INIT;
    size_t count;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    cw_backtest *backtest = NULL;
    (void)payload;
    options.folds = 2;
    options.resamples = 10;
    cw_status status = cw_backtest_run(&backtest, context, decisions, 5, models, 3, &options);
    assert_true((status == CW_OK) == (backtest != NULL));
    if (backtest != NULL)
        cw_backtest_free(backtest);
    return status;
}

const cw_function_row cw_core_rows[] = {
    CW_MUST_REPORT(cw_case_build, case_build),
    CW_MUST_REPORT(cw_case_build_as_of, case_build_as_of),
    CW_MUST_REPORT(cw_sampler_build, sampler_build),
    CW_MUST_REPORT(cw_venue_build, venue_build),
    CW_MUST_REPORT(cw_venue_build_with, venue_build_with),
    CW_MUST_REPORT(cw_game_build, game_build),
    CW_MUST_REPORT(cw_game_of_forum, game_of_forum),
    CW_MUST_REPORT(cw_game_single_vote, game_single_vote),
    CW_MUST_REPORT(cw_forum_power, forum_power),
    CW_MUST_REPORT(cw_enumerate, enumerate),
    CW_MUST_REPORT(cw_minimal_coalitions, minimal_coalitions),
    CW_MAY_COPE(cw_power_compute, power_exact),
    CW_MAY_COPE(cw_power_compute, power_fast),
    CW_MUST_REPORT(cw_power_range_build, power_range),
    CW_MUST_REPORT(cw_obstacle_describe, obstacle_describe),
    CW_MUST_REPORT(cw_design_find, design_find),
    CW_MUST_REPORT(cw_challenge_run, challenge_run),
    CW_MUST_REPORT(cw_challenge_exponents, challenge_exponents),
    CW_MUST_REPORT(cw_spatial_run, spatial_run),
    CW_MUST_REPORT(cw_outcome_model_run, model_run),
    CW_MUST_REPORT(cw_outcome_model_solve_large, solve_large),
    CW_MUST_REPORT(cw_exchange_run, exchange_run),
    CW_MUST_REPORT(cw_joint_solve, joint_solve),
    CW_MUST_REPORT(cw_joint_gather, joint_gather),
    CW_MUST_REPORT(cw_legislature_solve, legislature_solve),
    CW_MUST_REPORT(cw_backtest_run, backtest_run),
};
const size_t cw_core_row_count = sizeof cw_core_rows / sizeof *cw_core_rows;
