/* Forecasts from a plain table of actors. */
#include "cli/forecast_table.h"

#include <math.h>

#include "cli/distribution.h"
#include "cli/input.h"
#include "cli/result.h"

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
    cw_density_of_points(out, &point, NULL, 1, spread);
    return true;
}

bool cw_forecast_shows_ensemble(const cw_forecast_query *query)
{
    return query->distribution && !query->named;
}

void cw_forecast_ensemble(cw_density *out, const cw_bargaining_problem *problem)
{
    const cw_calibration *calibration = cw_calibration_published();
    cw_density climatology;
    cw_calibration_climatology(&climatology, calibration);
    cw_ensemble_predict(out, problem, &climatology, calibration->weights);
}

/* ---- Outcomes and distributions as a sheet ---- */

static void add_columns(cw_sheet *sheet, const cw_forecast_query *query, bool for_people)
{
    cw_distribution_form form = {for_people, query->above};
    if (!for_people)
        cw_sheet_column(sheet,
                        (cw_column){.id = "issue", .title = "Issue", .form = CW_COLUMN_WORDS});
    cw_sheet_column(sheet,
                    (cw_column){.id = "model", .title = "Outcome model", .form = CW_COLUMN_WORDS});
    if (query->distribution)
        cw_distribution_columns(sheet, &form);
    else
        cw_sheet_column(sheet, (cw_column){.id = "outcome",
                                           .title = "Outcome",
                                           .form = CW_COLUMN_INTERVAL,
                                           .decimals = 2});
}

/* For people an interval is shown only where the model gives one. */
static void add_outcome(cw_sheet *sheet, const cw_bargaining_outcome *outcome, bool for_people)
{
    if (for_people && isnan(outcome->point))
        cw_sheet_words(sheet, "says nothing");
    else if (for_people && outcome->low == outcome->high)
        cw_sheet_figure(sheet, outcome->point);
    else
        cw_sheet_interval(sheet, outcome->point, outcome->low, outcome->high);
}

static void begin_row(cw_sheet *sheet, const char *issue, const char *model, bool for_people)
{
    cw_sheet_row(sheet);
    if (!for_people)
        cw_sheet_words(sheet, issue);
    cw_sheet_words(sheet, model);
}

static cw_status add_model(cw_sheet *sheet, const cw_forecast_query *query,
                           const cw_table_issue *issue, const cw_outcome_model *model,
                           bool for_people)
{
    cw_bargaining_outcome outcome;
    cw_distribution_form form = {for_people, query->above};
    cw_density density;
    cw_status status = cw_forecast_solve(&outcome, query, model, issue);
    if (status != CW_OK)
        return status;
    begin_row(sheet, issue->id, for_people ? model->title : model->id, for_people);
    if (query->distribution)
        cw_distribution_cells(
            sheet, cw_forecast_spread(&density, model->id, outcome.point) ? &density : NULL, &form);
    else
        add_outcome(sheet, &outcome, for_people);
    return CW_OK;
}

/* Joint models have no fitted error, and so no distribution. */
static void add_joint(cw_sheet *sheet, const cw_forecast_sheet *of, size_t issue, bool for_people)
{
    size_t count;
    const cw_joint_model *const *models = cw_joint_models(&count);
    for (size_t k = 0; k < count && !of->query->distribution; k++) {
        if (of->joint == NULL || !of->query->wanted_joint[k])
            continue;
        double point = cw_forecast_joint(of, k, issue);
        cw_bargaining_outcome outcome = {point, point, point};
        begin_row(sheet, of->table->issues[issue].id, for_people ? models[k]->title : models[k]->id,
                  for_people);
        add_outcome(sheet, &outcome, for_people);
    }
}

static void add_ensemble(cw_sheet *sheet, const cw_forecast_sheet *of, size_t issue,
                         bool for_people)
{
    cw_distribution_form form = {for_people, of->query->above};
    cw_density density;
    if (!cw_forecast_shows_ensemble(of->query))
        return;
    cw_forecast_ensemble(&density, &of->table->issues[issue].problem);
    begin_row(sheet, of->table->issues[issue].id, for_people ? "Ensemble" : "ensemble", for_people);
    cw_distribution_cells(sheet, &density, &form);
    if (for_people)
        cw_sheet_strong(sheet);
}

static cw_status add_issue(cw_sheet *sheet, const cw_forecast_sheet *of, size_t issue,
                           bool for_people)
{
    const cw_forecast_query *query = of->query;
    cw_status status = CW_OK;
    for (size_t k = 0; k < query->model_count && status == CW_OK; k++) {
        if (cw_context_is_cancelled(query->session->context))
            return CW_ERROR_INTERRUPTED;
        if (query->wanted[k])
            status =
                add_model(sheet, query, &of->table->issues[issue], query->models[k], for_people);
    }
    add_joint(sheet, of, issue, for_people);
    add_ensemble(sheet, of, issue, for_people);
    return status;
}

static cw_status append_issue_text(cw_text *out, const cw_forecast_sheet *of, size_t issue,
                                   bool explain)
{
    cw_sheet sheet;
    cw_text caption;
    const cw_forecast_query *query = of->query;
    cw_text_style style = cw_result_style(query->session, query->shared);
    cw_text_init(&caption, query->session->context);
    cw_text_append_format(&caption, "%s: %zu actors", of->table->issues[issue].id,
                          of->table->issues[issue].problem.actors);
    if (query->distribution)
        cw_text_append_format(&caption, "; spread as on %s", cw_calibration_published()->from);
    cw_sheet_init(&sheet, query->session->context, cw_text_string(&caption));
    add_columns(&sheet, query, true);
    cw_status status = add_issue(&sheet, of, issue, true);
    if (status == CW_OK)
        cw_result_append_sheet(out, &sheet, &style);
    if (status == CW_OK && explain)
        status = cw_forecast_table_explain(out, of, issue);
    cw_sheet_free(&sheet);
    cw_text_free(&caption);
    return status;
}

static cw_status write_csv(cw_text *out, const cw_forecast_sheet *of)
{
    cw_sheet sheet;
    cw_status status = CW_OK;
    cw_sheet_init(&sheet, of->query->session->context, NULL);
    add_columns(&sheet, of->query, false);
    for (size_t k = of->first; status == CW_OK && k < of->end; k++)
        status = add_issue(&sheet, of, k, false);
    if (status == CW_OK)
        status = cw_sheet_write_csv(out, &sheet);
    cw_sheet_free(&sheet);
    return status;
}

static cw_status write_issues(cw_text *out, const cw_forecast_sheet *of, bool explain)
{
    cw_status status = CW_OK;
    if (of->query->shared->csv)
        return write_csv(out, of);
    if (of->query->shared->json)
        return cw_forecast_table_json(out, of);
    for (size_t k = of->first; status == CW_OK && k < of->end; k++)
        status = append_issue_text(out, of, k, explain);
    return status;
}

/* ---- Joint models ---- */

/* Sizes from which one run takes more than seconds. */
#define MANY_ACTORS 150
#define MANY_PLACES 1000

static void state_the_cost(const cw_forecast_sheet *of, const char *id, const char *cost,
                           size_t issues, size_t actors)
{
    if (actors > MANY_ACTORS || (issues > 1 && actors * issues > MANY_PLACES))
        cw_session_remark(of->query->session,
                          "%s: %zu actors, %zu %s, %s; this may take a while, and Ctrl-C stops it",
                          id, actors, issues, issues == 1 ? "issue" : "issues", cost);
}

static bool some_joint_is_wanted(const cw_forecast_query *query)
{
    for (size_t k = 0; k < CW_FORECAST_JOINT_MAX; k++)
        if (query->wanted_joint[k])
            return true;
    return false;
}

static cw_status run_joint_models(cw_forecast_sheet *of)
{
    size_t count;
    cw_status status = CW_OK;
    cw_context *context = of->query->session->context;
    const cw_joint_model *const *models = cw_joint_models(&count);
    for (size_t k = 0; k < count && status == CW_OK; k++) {
        if (!of->query->wanted_joint[k])
            continue;
        state_the_cost(of, models[k]->id, models[k]->cost, of->joint->problem.issues,
                       of->joint->problem.actors);
        status = models[k]->trade != NULL
                     ? models[k]->trade(&of->exchanges[k], context, &of->joint->problem)
                     : models[k]->run(&of->runs[k], context, &of->joint->problem);
    }
    return status;
}

/* Puts the issues together and runs the joint models that are wanted. Why they cannot be put together
 * matters where there are several, or where a joint model was asked for by name. */
static cw_status settle_together(cw_forecast_sheet *of, cw_joint_table **joint)
{
    const char *why = NULL;
    const cw_forecast_query *query = of->query;
    if (!some_joint_is_wanted(query))
        return CW_OK;
    cw_status status = cw_joint_table_build(joint, &why, query->session->context, of->table);
    of->joint = *joint;
    if (status != CW_OK)
        return status;
    if (why == NULL)
        return run_joint_models(of);
    if (query->named)
        return cw_session_fail(query->session, CW_ERROR_INPUT,
                               "the issues cannot be settled together: %s", why);
    if (of->table->issue_count > 1)
        cw_session_remark(query->session, "the issues are not settled together: %s", why);
    return CW_OK;
}

static bool somebody_weighs(const cw_bargaining_problem *problem)
{
    for (size_t m = 0; m < problem->actors; m++)
        if (problem->capability[m] > 0.0 && problem->salience[m] > 0.0)
            return true;
    return false;
}

/* What can be said of an issue before any model is asked. */
static void remark_on(const cw_forecast_sheet *of, const cw_table_issue *issue)
{
    const cw_forecast_query *query = of->query;
    if (!somebody_weighs(&issue->problem))
        cw_session_remark(query->session,
                          "%s: nobody has both capability and salience, so models that weigh "
                          "actors say nothing",
                          issue->id);
    for (size_t k = 0; k < query->model_count; k++)
        if (query->wanted[k] && query->models[k]->run != NULL)
            state_the_cost(of, query->models[k]->id, query->models[k]->cost, 1,
                           issue->problem.actors);
}

/* ---- From file to result ---- */

static cw_status choose_issues(cw_forecast_sheet *of, const char *id)
{
    cw_session *session = of->query->session;
    size_t count = of->table->issue_count;
    size_t chosen = 0;
    of->first = 0;
    of->end = count;
    if (id == NULL)
        return CW_OK;
    const char **ids = cw_allocate(session->context, count, sizeof *ids);
    if (ids == NULL)
        return CW_ERROR_MEMORY;
    for (size_t k = 0; k < count; k++)
        ids[k] = of->table->issues[k].id;
    cw_status status = cw_input_word(&chosen, session, "issue", id, ids, count);
    of->first = chosen;
    of->end = chosen + 1;
    cw_release(session->context, ids);
    return status;
}

static cw_status read_table(cw_issue_table **out, cw_session *session, const char *path)
{
    cw_status status = cw_guard_add(&session->guard, session->context, path);
    if (status == CW_OK)
        status = cw_issue_table_read(out, session->context, &session->diagnostics, path,
                                     cw_input_delimiter(path));
    if (status != CW_OK)
        cw_session_show_errors(session);
    return status;
}

static void free_joint(cw_forecast_sheet *of)
{
    for (size_t k = 0; k < CW_FORECAST_JOINT_MAX; k++) {
        cw_run_free(of->runs[k]);
        cw_exchange_free(of->exchanges[k]);
    }
}

cw_status cw_forecast_table(cw_text *out, const cw_forecast_query *query, const char *path,
                            const char *issue, bool explain, cw_forecast_log log)
{
    cw_issue_table *table = NULL;
    cw_joint_table *joint = NULL;
    cw_forecast_sheet of = {.query = query};
    cw_status status = read_table(&table, query->session, path);
    of.table = table;
    if (status == CW_OK)
        status = choose_issues(&of, issue);
    if (status == CW_OK) {
        for (size_t k = of.first; k < of.end; k++)
            remark_on(&of, &table->issues[k]);
        status = settle_together(&of, &joint);
    }
    if (status == CW_OK)
        status = log == CW_LOG_NONE ? write_issues(out, &of, explain)
                                    : cw_forecast_table_log(out, &of, log);
    free_joint(&of);
    cw_joint_table_free(joint);
    cw_issue_table_free(table);
    return status;
}
