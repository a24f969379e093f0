/* The agenda setter: the proposer takes what it likes best of what can pass. */
#include "bargaining/extent.h"
#include "bargaining/models.h"
#include "bargaining/winset.h"

static void solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem)
{
    double low = problem->status_quo;
    double high = problem->status_quo;
    (void)cw_winset(&low, &high, problem);
    double wish = problem->position[problem->proposer];
    *out = (cw_bargaining_outcome){cw_nearest(wish, low, high), low, high};
}

const cw_outcome_model cw_model_agenda_setter = {
    .id = "agenda-setter",
    .title = "Agenda setter",
    .idea = "The proposer makes one offer, take it or leave it: the best for itself that enough "
            "others prefer to no deal.",
    .paper = "Romer & Rosenthal 1978, Political resource allocation, controlled agendas, and the "
             "status quo, Public Choice 33(4)",
    .limits = "One offer, no counter-offer, wishes known to all: an upper bound on what the chair "
              "can do.",
    .cost = "O(n log n) and at most 2n evaluations of the rule",
    .needs = CW_NEEDS_STATUS_QUO | CW_NEEDS_RULE | CW_NEEDS_PROPOSER,
    .solve = solve,
};
