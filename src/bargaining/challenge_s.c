/* The challenge model in the reading that reproduces the printed table. */
#include "bargaining/challenge_solve.h"
#include "bargaining/models.h"

static void solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem)
{
    cw_challenge_options options = CW_CHALLENGE_READING_S;
    cw_challenge_solve(out, problem, &options);
}

static cw_status run(cw_run **out, cw_context *context, const cw_bargaining_problem *problem)
{
    cw_challenge_options options = CW_CHALLENGE_READING_S;
    return cw_challenge_run(out, context, problem, &options);
}

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
    .solve = solve,
    .run = run,
    .is_slow = true,
    .actors_most = CW_CHALLENGE_SOLVE_MAX,
};
