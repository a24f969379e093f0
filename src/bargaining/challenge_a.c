/* The challenge model in the reading of the paper's text. */
#include "bargaining/challenge_solve.h"
#include "bargaining/models.h"

static void solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem)
{
    cw_challenge_options options = CW_CHALLENGE_READING_A;
    cw_challenge_solve(out, problem, &options);
}

static cw_status run(cw_run **out, cw_context *context, const cw_bargaining_problem *problem)
{
    cw_challenge_options options = CW_CHALLENGE_READING_A;
    return cw_challenge_run(out, context, problem, &options);
}

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
    .solve = solve,
    .run = run,
    .is_slow = true,
    .actors_most = CW_CHALLENGE_SOLVE_MAX,
};
