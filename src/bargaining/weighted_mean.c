/* The compromise: the mean of positions weighted by capability times salience. */
#include "bargaining/models.h"
#include "bargaining/weight.h"

static void solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem)
{
    double weight[CW_ACTORS_MAX];
    (void)cw_actor_weights(weight, problem);
    double point = cw_mean_of(problem->position, weight, problem->actors);
    *out = (cw_bargaining_outcome){point, point, point};
}

const cw_outcome_model cw_model_weighted_mean = {
    .id = "weighted-mean",
    .title = "Compromise (weighted mean)",
    .idea = "The average of what the actors want, each counted by capability times salience.",
    .paper = "Van den Bos 1991, Dutch EC Decision Making; Achen 2006 in The European Union "
             "Decides, ch. 4, as the limit of Nash bargaining when no deal is very bad for all",
    .limits = "Says nothing of rules, vetoes or the status quo; on past decisions of the European "
              "Union the best single point nonetheless.",
    .cost = "O(n)",
    .needs = CW_NEEDS_WEIGHTS,
    .solve = solve,
};
