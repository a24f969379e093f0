/* The challenge model for the registry, in its two named readings. */
#include "bargaining/challenge_solve.h"
#include "bargaining/models.h"

/* The settings, in the order in which the paper comes to what they decide. Those of two words are
 * switches: the second is what cw_challenge_options calls true. */
enum { VIEW, POOL, VOTES, SECURITY, FIGHTS, RISK, RANGE, CHOICE, Q, ROUNDS, SETTINGS };

static const char *const view_words[] = {"each", "own", NULL};
static const char *const pool_words[] = {"pair", "all", NULL};
static const char *const votes_words[] = {"plain", "by-risk", NULL};
static const char *const security_words[] = {"adversary", "own", NULL};
static const char *const fights_words[] = {"stand", "resolve", NULL};
static const char *const risk_words[] = {"off", "on", NULL};
static const char *const range_words[] = {"fixed", "dynamic", NULL};
static const char *const choice_words[] = {"least-move", "enforceable", "by-kind", NULL};

static const cw_model_setting settings[] = {
    [VIEW] = {.name = "view",
              .idea = "whose risk exponent reckons the other side's gain",
              .words = view_words},
    [POOL] = {.name = "pool",
              .idea = "the contests whose votes divide a victory's chance",
              .words = pool_words},
    [VOTES] = {.name = "votes", .idea = "how votes weigh distances", .words = votes_words},
    [SECURITY] = {.name = "security",
                  .idea = "whose challenges an actor's security is reckoned from",
                  .words = security_words},
    [FIGHTS] = {.name = "fights",
                .idea = "what comes of a fight both expect to win",
                .words = fights_words},
    [RISK] = {.name = "risk", .idea = "risk exponents, or all 1", .words = risk_words},
    [RANGE] = {.name = "range",
               .idea = "what distances are measured by: the first range, or the present",
               .words = range_words},
    [CHOICE] = {.name = "choice", .idea = "which offer an actor takes", .words = choice_words},
    [Q] = {.name = "q",
           .idea = "chance that nothing changes without a challenge",
           .least = 0.0,
           .most = 1.0},
    [ROUNDS] = {.name = "rounds",
                .idea = "rounds at most",
                .least = 1.0,
                .most = CW_ROUNDS_MAX,
                .is_whole = true},
};

static cw_challenge_options options_of(const double *setting)
{
    return (cw_challenge_options){
        .own_view = setting[VIEW] != 0.0,
        .pooled_votes = setting[POOL] != 0.0,
        .votes_by_risk = setting[VOTES] != 0.0,
        .own_security = setting[SECURITY] != 0.0,
        .fights_resolve = setting[FIGHTS] != 0.0,
        .risk = setting[RISK] != 0.0,
        .range_follows = setting[RANGE] != 0.0,
        .choice = (cw_challenge_choice)setting[CHOICE],
        .status_quo_weight = setting[Q],
        .rounds = (size_t)setting[ROUNDS],
    };
}

static void solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem,
                  const double *setting)
{
    cw_challenge_options options = options_of(setting);
    cw_challenge_solve(out, problem, &options);
}

static cw_status run(cw_run **out, cw_context *context, const cw_bargaining_problem *problem,
                     const double *setting)
{
    cw_challenge_options options = options_of(setting);
    return cw_challenge_run(out, context, problem, &options);
}

/* Reproduces the table printed in the paper. */
const cw_outcome_model cw_model_challenge_s = {
    .id = "challenge-s",
    .title = "Expected-utility challenges, reading S",
    .idea = "Round by round actors press each other by what they expect to win in a contest, and "
            "each yields to one; the outcome is the weighted median at the end.",
    .paper = "Bueno de Mesquita 1994; Scholz, Calbert & Smith 2011, Unravelling Bueno de "
             "Mesquita's group decision model, Journal of Theoretical Politics 23(4), Table 2",
    .limits = "One reading of many that the paper allows; it wanders between rounds without "
              "settling, and does worse than a plain mean on past decisions.",
    .cost = "O(n^2) exponentials and O(n^3) additions per round, 10 rounds",
    .needs = CW_NEEDS_WEIGHTS,
    .solve_as = solve,
    .run = run,
    .settings = settings,
    .setting_count = SETTINGS,
    .setting = {[VIEW] = true,
                [POOL] = true,
                [VOTES] = true,
                [SECURITY] = false,
                [FIGHTS] = true,
                [RISK] = true,
                [RANGE] = false,
                [CHOICE] = CW_CHOICE_BY_KIND,
                [Q] = 1.0,
                [ROUNDS] = 10},
    .is_slow = true,
    .actors_most = CW_CHALLENGE_SOLVE_MAX,
    .run_most = CW_ACTORS_MAX,
    .growth = 3.0,
};

/* Follows the paper's text. */
const cw_outcome_model cw_model_challenge_a = {
    .id = "challenge-a",
    .title = "Expected-utility challenges, reading A",
    .idea = "Round by round actors press each other by what they expect to win in a contest, and "
            "each takes the offer that moves it least; the outcome is the weighted median at the "
            "end.",
    .paper = "Bueno de Mesquita 1994; Scholz, Calbert & Smith 2011, Unravelling Bueno de "
             "Mesquita's group decision model, Journal of Theoretical Politics 23(4), eq. 5-34",
    .limits = "One reading of many that the paper allows; does worse than a plain mean on past "
              "decisions.",
    .cost = "O(n^2) exponentials per round, 10 rounds",
    .needs = CW_NEEDS_WEIGHTS,
    .solve_as = solve,
    .run = run,
    .settings = settings,
    .setting_count = SETTINGS,
    .setting = {[VIEW] = false,
                [POOL] = false,
                [VOTES] = false,
                [SECURITY] = false,
                [FIGHTS] = false,
                [RISK] = true,
                [RANGE] = false,
                [CHOICE] = CW_CHOICE_LEAST_MOVE,
                [Q] = 1.0,
                [ROUNDS] = 10},
    .is_slow = true,
    .actors_most = CW_CHALLENGE_SOLVE_MAX,
    .run_most = CW_ACTORS_MAX,
    .growth = 2.0,
};
