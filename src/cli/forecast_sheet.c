/* What models say of the issues of a table. */
#include "cli/forecast_sheet.h"

#include <math.h>

#include "cli/forecast_cost.h"

cw_status cw_forecast_solve(cw_bargaining_outcome *out, const cw_forecast_query *query,
                            const cw_outcome_model *model, const cw_table_issue *issue)
{
    *out = (cw_bargaining_outcome){NAN, NAN, NAN};
    return cw_outcome_model_solve_large(model, out, query->session->context, &issue->problem);
}

double cw_forecast_joint(const cw_forecast_sheet *of, size_t joint_model, size_t issue)
{
    const cw_run *run = of->runs[joint_model];
    if (run != NULL)
        return run->means[run->rounds * run->issues + issue];
    return of->exchanges[joint_model] != NULL ? of->exchanges[joint_model]->after[issue] : NAN;
}

bool cw_forecast_spread(cw_density *out, const char *model, double point)
{
    double spread = cw_calibration_spread(cw_calibration_published(), model);
    if (isnan(point) || isnan(spread))
        return false;
    cw_density_of_errors(out, &point, NULL, 1, spread);
    return true;
}

bool cw_forecast_shows_ensemble(const cw_forecast_query *query)
{
    return query->distribution && !query->chosen.named;
}

void cw_forecast_ensemble(cw_density *out, const cw_bargaining_problem *problem)
{
    const cw_calibration *calibration = cw_calibration_published();
    cw_density climatology;
    cw_calibration_climatology(&climatology, calibration);
    cw_ensemble_predict(out, problem, &climatology, &calibration->mix);
}

/* ---- What can be said before any model is asked ---- */

static bool somebody_weighs(const cw_bargaining_problem *problem)
{
    for (size_t m = 0; m < problem->actors; m++)
        if (problem->capability[m] > 0.0 && problem->salience[m] > 0.0)
            return true;
    return false;
}

static cw_status remark_on(const cw_forecast_sheet *of, const cw_table_issue *issue)
{
    const cw_forecast_query *query = of->query;
    cw_status status = CW_OK;
    if (!somebody_weighs(&issue->problem))
        cw_session_remark(query->session,
                          "%s: nobody has both capability and salience, so models that weigh "
                          "actors say nothing",
                          issue->id);
    for (size_t k = 0; k < query->chosen.model_count && status == CW_OK; k++)
        if (query->chosen.models[k]->run != NULL)
            status = cw_forecast_cost_of_run(query->session, query->chosen.models[k],
                                             &issue->problem, 1);
    return status;
}

cw_status cw_forecast_sheet_remark(const cw_forecast_sheet *of)
{
    cw_status status = CW_OK;
    for (size_t k = of->first; k < of->end && status == CW_OK; k++)
        status = remark_on(of, &of->table->issues[k]);
    return status;
}

/* ---- Joint models ---- */

cw_status cw_forecast_sheet_run(cw_forecast_sheet *of)
{
    cw_status status = CW_OK;
    const cw_forecast_query *query = of->query;
    cw_context *context = query->session->context;
    for (size_t k = 0; of->joint != NULL && k < query->chosen.joint_count && status == CW_OK; k++) {
        const cw_joint_model *model = query->chosen.joint[k];
        const cw_exchange_problem *problem = &of->joint->problem;
        cw_forecast_cost_of_joint(query->session, model, problem);
        status = model->trade != NULL ? model->trade(&of->exchanges[k], context, problem)
                                      : model->run(&of->runs[k], context, problem);
    }
    return status;
}

void cw_forecast_sheet_free(cw_forecast_sheet *of)
{
    for (size_t k = 0; k < CW_JOINT_CHOICE_MAX; k++) {
        cw_run_free(of->runs[k]);
        cw_exchange_free(of->exchanges[k]);
    }
}
