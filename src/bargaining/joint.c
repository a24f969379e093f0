/* The registry of joint models, and the spatial model as one of them. */
#include "counterweight/bargaining/joint.h"

#include <math.h>
#include <string.h>

#include "bargaining/extent.h"
#include "counterweight/bargaining/spatial.h"

/* The mean wish on one issue of those who take part, by capability times salience; the middle of the
 * scale where nobody weighs. */
static double mean_wish(const cw_exchange_problem *problem, size_t issue)
{
    double sum = 0.0;
    double total = 0.0;
    for (size_t m = 0; m < problem->actors; m++) {
        size_t cell = m * problem->issues + issue;
        double weight = problem->capability[m] * problem->salience[cell];
        if (!isnan(problem->position[cell]) && weight > 0.0) {
            sum += weight * problem->position[cell];
            total += weight;
        }
    }
    return total > 0.0 ? cw_nearest(sum / total, CW_SCALE_LOW, CW_SCALE_HIGH)
                       : (CW_SCALE_LOW + CW_SCALE_HIGH) / 2.0;
}

/* The largest sum of one actor's saliences, or 1. */
static double largest_salience(const cw_exchange_problem *problem)
{
    double largest = 1.0;
    for (size_t m = 0; m < problem->actors; m++) {
        double sum = 0.0;
        for (size_t p = 0; p < problem->issues; p++) {
            sum += problem->salience[m * problem->issues + p];
        }
        largest = fmax(largest, sum);
    }
    return largest;
}

/* The spatial model wants a position of everybody on everything, and saliences that add up to at most
 * 1. Who takes no part in an issue is put at its mean without salience: it does not weigh there, and
 * no bargain moves others because of it. Saliences are scaled by one factor for all actors. */
static void fill_in(double *position, double *salience, const cw_exchange_problem *problem)
{
    double scale = largest_salience(problem);
    for (size_t p = 0; p < problem->issues; p++) {
        double mean = mean_wish(problem, p);
        for (size_t m = 0; m < problem->actors; m++) {
            size_t cell = m * problem->issues + p;
            bool absent = isnan(problem->position[cell]);
            position[cell] = absent ? mean : problem->position[cell];
            salience[cell] = absent ? 0.0 : problem->salience[cell] / scale;
        }
    }
}

static cw_status run_spatial(cw_run **out, cw_context *context, const cw_exchange_problem *problem)
{
    cw_spatial_options options = CW_SPATIAL_OPTIONS_INIT;
    size_t cells = problem->actors * problem->issues;
    double *numbers = cw_allocate(context, 2 * cells, sizeof *numbers);
    if (numbers == NULL) {
        return CW_ERROR_MEMORY;
    }
    fill_in(numbers, numbers + cells, problem);
    cw_spatial_problem spatial = {
        .actors = problem->actors,
        .issues = problem->issues,
        .position = numbers,
        .salience = numbers + cells,
        .capability = problem->capability,
    };
    cw_status status = cw_spatial_run(out, context, &spatial, &options);
    cw_release(context, numbers);
    return status;
}

static const cw_joint_model exchange = {
    .id = "exchange",
    .title = "Exchange across issues",
    .idea = "Two actors each yield where they care less, so that both gain alike where they care "
            "more; the outcome is the weighted mean of what is then voted.",
    .paper = "Stokman & Van Oosten 1994, The exchange of voting positions, in Bueno de Mesquita & "
             "Stokman (eds), European Community Decision Making, ch. 5",
    .limits = "Trades are kept, and third parties cannot undo them; who trades first decides much.",
    .cost = "O(n^2 p^2) for each trade, n actors, p issues",
    .trade = cw_exchange_run,
};

static const cw_joint_model spatial_joint = {
    .id = "spatial-joint",
    .title = "Spatial model of politics, all issues at once",
    .idea = "Turn by turn each actor challenges one other over all issues together, third parties "
            "join in, and all elect which bargain holds; the outcome is the weighted mean at the "
            "end.",
    .paper = "Wise, Lester & Efird 2015, Multidimensional bargaining using KTAB; KAPSARC, SMP user "
             "guide 1.4, with its defaults",
    .limits =
        "Many assumptions, no published test against outcomes; saliences above a sum of 1 are "
        "scaled down.",
    .cost = "O(n^3) a turn, up to 100 turns",
    .run = run_spatial,
};

static const cw_joint_model *const models[] = {&exchange, &spatial_joint};

const cw_joint_model *const *cw_joint_models(size_t *count)
{
    *count = sizeof models / sizeof *models;
    return models;
}

static cw_status solve_by_trade(double *outcome, const cw_joint_model *model, cw_context *context,
                                const cw_exchange_problem *problem)
{
    cw_exchange *traded = NULL;
    cw_status status = model->trade(&traded, context, problem);
    if (status != CW_OK) {
        return status;
    }
    memcpy(outcome, traded->after, problem->issues * sizeof *outcome);
    cw_exchange_free(traded);
    return CW_OK;
}

cw_status cw_joint_solve(double *outcome, const cw_joint_model *model, cw_context *context,
                         const cw_exchange_problem *problem)
{
    if (model->trade != NULL) {
        return solve_by_trade(outcome, model, context, problem);
    }
    cw_run *run = NULL;
    cw_status status = model->run(&run, context, problem);
    if (status != CW_OK) {
        return status;
    }
    memcpy(outcome, run->means + run->rounds * run->issues, problem->issues * sizeof *outcome);
    cw_run_free(run);
    return CW_OK;
}
