/* Alternating offers with outside options, as a rule for two and as a model of the registry. */
#include <math.h>

#include "bargaining/extent.h"
#include "bargaining/models.h"
#include "counterweight/bargaining/procedure.h"

/* Slack with which a solution of one case is checked against what the case assumes, and with which
 * options may exhaust the pie. */
#define SLACK 1e-12

static bool is_share(double x)
{
    return x >= 0.0 && x <= 1.0;
}

/* The first mover's value if the answerer's option binds or not, on each side. */
static double value_if(cw_patience first, cw_patience second, bool first_binds, bool second_binds)
{
    if (second_binds) {
        return 1.0 - second.outside;
    }
    if (first_binds) {
        return 1.0 - second.discount * (1.0 - first.outside);
    }
    return (1.0 - second.discount) / (1.0 - first.discount * second.discount);
}

/* Whether the case is consistent: options bind just where they beat waiting. */
static bool holds(cw_patience first, cw_patience second, bool first_binds, bool second_binds)
{
    double of_first = value_if(first, second, first_binds, second_binds);
    double of_second = value_if(second, first, second_binds, first_binds);
    double first_edge = first.outside - first.discount * of_first;
    double second_edge = second.outside - second.discount * of_second;
    return (first_binds ? first_edge >= -SLACK : first_edge <= SLACK) &&
           (second_binds ? second_edge >= -SLACK : second_edge <= SLACK);
}

cw_status cw_rubinstein_share(double *out, cw_patience first, cw_patience second)
{
    if (!is_share(first.discount) || !is_share(second.discount) || !is_share(first.outside) ||
        !is_share(second.outside) || first.discount * second.discount >= 1.0 ||
        first.outside + second.outside > 1.0 + SLACK) {
        return CW_ERROR_USAGE;
    }
    double share = value_if(first, second, true, true);
    for (int cases = 0; cases < 3; cases++) {
        bool first_binds = cases == 1;
        bool second_binds = cases == 2;
        if (holds(first, second, first_binds, second_binds)) {
            share = value_if(first, second, first_binds, second_binds);
            break;
        }
    }
    *out = share;
    return CW_OK;
}

/* What walking away leaves of the distance between the two, as a share of it. The two shares add up
 * to 1 at most, since the status quo is at least that far from the two together. */
static double outside_share(const cw_bargaining_problem *problem, size_t actor, double pie)
{
    double cost = problem->no_deal_cost == NULL ? 0.0 : problem->no_deal_cost[actor];
    double loss = fabs(problem->status_quo - problem->position[actor]) + cost;
    return cw_larger(1.0 - loss / pie, 0.0);
}

/* The settings: what a share is worth one round later. Both at 1 would leave the shares open. */
enum { PROPOSER, ANSWERER, SETTINGS };

#define DISCOUNT_STANDARD 0.9
#define DISCOUNT_MOST 0.999999

static void solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem,
                  const double *setting)
{
    size_t first = problem->proposer;
    size_t second = problem->actors - 1 - first;
    double wish = problem->position[first];
    double other = problem->position[second];
    double pie = fabs(wish - other);
    double share = 1.0;
    if (pie > 0.0) {
        cw_patience of_first = {setting[PROPOSER], outside_share(problem, first, pie)};
        cw_patience of_second = {setting[ANSWERER], outside_share(problem, second, pie)};
        (void)cw_rubinstein_share(&share, of_first, of_second);
    }
    double point = other + share * (wish - other);
    *out = (cw_bargaining_outcome){point, point, point};
}

static const cw_model_setting settings[] = {
    [PROPOSER] = {.name = "proposer-discount",
                  .idea = "what a share is worth to the proposer a round later",
                  .least = 0.0,
                  .most = DISCOUNT_MOST},
    [ANSWERER] = {.name = "answerer-discount",
                  .idea = "the same to the one who answers first",
                  .least = 0.0,
                  .most = DISCOUNT_MOST},
};

const cw_outcome_model cw_model_rubinstein = {
    .id = "rubinstein",
    .title = "Alternating offers (two actors)",
    .idea = "Two take turns to propose; who waits loses a tenth of its share each round, and who "
            "answers may walk away to the status quo.",
    .paper = "Rubinstein 1982, Econometrica 50(1); outside options: Binmore, Rubinstein & Wolinsky "
             "1986, RAND Journal of Economics 17(2)",
    .limits = "Two actors only; who moves first gains; patience is assumed, not measured.",
    .cost = "O(1)",
    .needs = CW_NEEDS_STATUS_QUO | CW_NEEDS_PROPOSER,
    .solve_as = solve,
    .settings = settings,
    .setting_count = SETTINGS,
    .setting = {[PROPOSER] = DISCOUNT_STANDARD, [ANSWERER] = DISCOUNT_STANDARD},
    .actors_most = 2,
};
