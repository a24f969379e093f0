/* The spatial model on a single issue, for the registry. */
#include "bargaining/models.h"
#include "bargaining/spatial_table.h"
#include "bargaining/trail.h"
#include "bargaining/weight.h"

/* Up to so many actors the model runs on the stack. */
#define SOLVE_MAX CW_TRAIL_ACTORS
#define NUMBERS                                                                                    \
    (2 * SOLVE_MAX + 2 * SOLVE_MAX * SOLVE_MAX + 4 * SOLVE_MAX + SOLVE_MAX * (2 * SOLVE_MAX + 1) + \
     2 * SOLVE_MAX + 1)

enum {
    VICTORY,
    VOTING,
    THIRD_PARTIES,
    INTERPOLATION,
    BARGAINING,
    RISK_OF_OTHER,
    RISK_LOW,
    TURNS,
    QUIET,
    SETTINGS
};

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

/* The options that the values of the settings ask for. */
static cw_spatial_options options_of(const double *setting)
{
    return (cw_spatial_options){
        .victory = (cw_spatial_victory)setting[VICTORY],
        .voting = (cw_spatial_voting)setting[VOTING],
        .third_parties = (cw_spatial_third_parties)setting[THIRD_PARTIES],
        .interpolation = (cw_spatial_interpolation)setting[INTERPOLATION],
        .bargaining = (cw_spatial_bargaining)setting[BARGAINING],
        .risk_of_other = setting[RISK_OF_OTHER],
        .risk_low = setting[RISK_LOW],
        .turns = (size_t)setting[TURNS],
        .quiet = setting[QUIET],
    };
}

/* What a state amounts to: adds it to the trail. Returns the rounds since it was met before. */
static size_t record(cw_trail *trail, const cw_spatial_table *table, const double *weight)
{
    double points[SOLVE_MAX];
    for (size_t m = 0; m < table->actors; m++) {
        points[m] = table->position[m] * CW_SCALE_HIGH;
    }
    return cw_trail_add(trail, points, cw_mean_of(points, weight, table->actors));
}

/* Plays to the end; returns the length of the cycle it ended in, 1 where it settled, 0 where it was
 * cut off. */
static size_t play(cw_trail *trail, cw_spatial_table *table, const double *weight)
{
    double first = 0.0;
    size_t recurs = record(trail, table, weight);
    for (size_t turn = 1; turn <= table->options->turns && recurs == 0; turn++) {
        double moved = cw_spatial_turn(table);
        first = turn == 1 ? moved : first;
        recurs = record(trail, table, weight);
        if (cw_spatial_is_quiet(table->options, turn, moved, first)) {
            return 1;
        }
    }
    return recurs;
}

static void solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem,
                  const double *setting)
{
    double numbers[NUMBERS];
    cw_spatial_bargain bargains[2 * SOLVE_MAX];
    size_t taken[SOLVE_MAX];
    double weight[CW_ACTORS_MAX];
    cw_spatial_table table;
    cw_trail trail;
    cw_spatial_options options = options_of(setting);
    cw_spatial_problem one = single(problem);
    cw_spatial_storage storage = {numbers, bargains, taken};
    (void)cw_actor_weights(weight, problem);
    cw_spatial_begin(&table, &one, &options, &storage);
    cw_trail_begin(&trail, problem->actors);
    size_t cycle = play(&trail, &table, weight);
    cw_trail_bounds(&out->low, &out->high, &trail, cycle);
    cw_trail_bounds(&out->point, &out->point, &trail, 1);
}

static cw_status run(cw_run **out, cw_context *context, const cw_bargaining_problem *problem,
                     const double *setting)
{
    cw_spatial_options options = options_of(setting);
    cw_spatial_problem one = single(problem);
    return cw_spatial_run(out, context, &one, &options);
}

static const char *const victory_words[] = {"linear", "square", "quartic", "octic", "binary", NULL};
static const char *const voting_words[] = {"proportional",
                                           "proportional-binary",
                                           "binary",
                                           "proportional-cubic",
                                           "prospect",
                                           "cubic",
                                           NULL};
static const char *const third_party_words[] = {"join", "stay-out", NULL};
static const char *const interpolation_words[] = {"squares", "products", "surplus", NULL};
static const char *const bargaining_words[] = {"challenger", "each", "both", NULL};

static const cw_model_setting settings[] = {
    [VICTORY] = {.name = "victory",
                 .idea = "how strengths become the chance to prevail",
                 .words = victory_words},
    [VOTING] = {.name = "voting",
                .idea = "how a difference in satisfaction becomes a vote",
                .words = voting_words},
    [THIRD_PARTIES] = {.name = "third-parties",
                       .idea = "what the others do in a conflict of two",
                       .words = third_party_words},
    [INTERPOLATION] = {.name = "interpolation",
                       .idea = "how salience and chance weigh in a bargain",
                       .words = interpolation_words},
    [BARGAINING] = {.name = "bargain",
                    .idea = "whose estimate of the chances shapes it",
                    .words = bargaining_words},
    [RISK_OF_OTHER] = {.name = "risk-of-other",
                       .idea = "weight of an actor's own risk in others' view of it",
                       .least = 0.0,
                       .most = 1.0},
    [RISK_LOW] = {.name = "risk-low",
                  .idea = "risk attitude of the least probable position",
                  .least = -1.0,
                  .most = 0.0},
    [TURNS] = {.name = "turns",
               .idea = "turns at most",
               .least = CW_SPATIAL_TURNS_LEAST,
               .most = CW_ROUNDS_MAX,
               .is_whole = true},
    [QUIET] = {.name = "quiet",
               .idea = "share of the first turn's moves below which it ends",
               .least = 0.0,
               .most = 1.0},
};

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
    .solve_as = solve,
    .run = run,
    .settings = settings,
    .setting_count = SETTINGS,
    .setting = {[VICTORY] = CW_VICTORY_LINEAR,
                [VOTING] = CW_VOTING_PROPORTIONAL,
                [THIRD_PARTIES] = CW_THIRD_PARTIES_JOIN,
                [INTERPOLATION] = CW_INTERPOLATION_SQUARES,
                [BARGAINING] = CW_BARGAIN_OF_CHALLENGER,
                [RISK_OF_OTHER] = 1.0 / 3.0,
                [RISK_LOW] = -0.5,
                [TURNS] = 100,
                [QUIET] = 0.02},
    .ends_at_mean = true,
    .is_slow = true,
    .actors_most = SOLVE_MAX,
    .run_most = CW_SPATIAL_ACTORS_MAX,
    .growth = 3.0,
};
