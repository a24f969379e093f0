/* Forecasts from a plain table of actors. */
#include "cli/forecast_table.h"

#include <math.h>
#include <string.h>

#include "cli/distribution.h"
#include "cli/forecast_sheet.h"
#include "cli/input.h"
#include "cli/result.h"

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

/* What a model lacks that says nothing of an issue. */
static const char *why_silent(const cw_outcome_model *model, const cw_bargaining_problem *problem)
{
    if (model->run == NULL && model->actors_most > 0 && problem->actors > model->actors_most)
        return "not two actors";
    if ((model->needs & CW_NEEDS_STATUS_QUO) != 0 && isnan(problem->status_quo))
        return "no status quo";
    if ((model->needs & CW_NEEDS_PROPOSER) != 0 && problem->proposer == CW_NONE)
        return "no proposer";
    return "says nothing";
}

/* For people an interval is shown only where the model gives one, and `silence` where it gives nothing. */
static void add_outcome(cw_sheet *sheet, const cw_bargaining_outcome *outcome, const char *silence,
                        bool for_people)
{
    if (for_people && isnan(outcome->point))
        cw_sheet_words(sheet, silence);
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
        add_outcome(sheet, &outcome, why_silent(model, &issue->problem), for_people);
    return CW_OK;
}

static void add_joint(cw_sheet *sheet, const cw_forecast_sheet *of, size_t issue, bool for_people)
{
    const cw_joint_model *const *models = of->query->chosen.joint;
    cw_distribution_form form = {for_people, of->query->above};
    if (of->joint == NULL)
        return;
    for (size_t k = 0; k < of->query->chosen.joint_count; k++) {
        double point = cw_forecast_joint(of, k, issue);
        cw_bargaining_outcome outcome = {point, point, point};
        cw_density density;
        begin_row(sheet, of->table->issues[issue].id, for_people ? models[k]->title : models[k]->id,
                  for_people);
        if (of->query->distribution)
            cw_distribution_cells(
                sheet, cw_forecast_spread(&density, models[k]->id, point) ? &density : NULL, &form);
        else
            add_outcome(sheet, &outcome, "says nothing", for_people);
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
    for (size_t k = 0; k < query->chosen.model_count && status == CW_OK; k++) {
        if (cw_context_is_cancelled(query->session->context))
            return CW_ERROR_INTERRUPTED;
        status =
            add_model(sheet, query, &of->table->issues[issue], query->chosen.models[k], for_people);
    }
    add_joint(sheet, of, issue, for_people);
    add_ensemble(sheet, of, issue, for_people);
    return status;
}

static cw_status append_issue_text(cw_text *out, const cw_forecast_sheet *of, size_t issue)
{
    cw_sheet sheet;
    cw_text caption;
    const cw_forecast_query *query = of->query;
    cw_text_style style = cw_result_style(query->session, query->shared);
    cw_text_init(&caption, query->session->context);
    cw_text_append_format(&caption, "%s: %zu %s", of->table->issues[issue].id,
                          of->table->issues[issue].problem.actors,
                          of->table->issues[issue].problem.actors == 1 ? "actor" : "actors");
    if (query->distribution)
        cw_text_append_format(&caption, "; spread as on %s", cw_calibration_published()->from);
    cw_sheet_begin(&sheet, &caption);
    add_columns(&sheet, query, true);
    cw_status status = add_issue(&sheet, of, issue, true);
    if (status == CW_OK)
        cw_result_append_sheet(out, &sheet, &style);
    if (status == CW_OK && query->explain)
        status = cw_forecast_sheet_explain(out, of, issue);
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

static cw_status write_issues(cw_text *out, const cw_forecast_sheet *of)
{
    cw_status status = CW_OK;
    if (of->query->shared->csv)
        return write_csv(out, of);
    if (of->query->shared->json)
        return cw_forecast_table_json(out, of);
    for (size_t k = of->first; status == CW_OK && k < of->end; k++)
        status = append_issue_text(out, of, k);
    return status;
}

/* ---- From file to result ---- */

/* Puts the issues together and runs the joint models that are wanted. Why they cannot be put together
 * matters where there are several, or where a joint model was asked for by name. */
static cw_status settle_together(cw_forecast_sheet *of, cw_joint_table **joint)
{
    const char *why = NULL;
    const cw_forecast_query *query = of->query;
    if (query->chosen.joint_count == 0)
        return CW_OK;
    cw_status status = cw_joint_table_build(joint, &why, query->session->context, of->table);
    of->joint = *joint;
    if (status != CW_OK)
        return status;
    if (why == NULL)
        return cw_forecast_sheet_run(of);
    if (query->chosen.named)
        return cw_session_nothing(query->session, "the issues cannot be settled together: %s", why);
    if (of->table->issue_count > 1)
        cw_session_remark(query->session, "the issues are not settled together: %s", why);
    return CW_OK;
}

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

static cw_status read_issues(cw_issue_table **out, cw_session *session, const char *path,
                             const cw_capabilities *given)
{
    cw_status status = cw_guard_add(&session->guard, session->context, path);
    if (status == CW_OK)
        status = cw_issue_table_read(out, session->context, &session->diagnostics, given, path,
                                     cw_input_delimiter(path));
    if (status != CW_OK)
        cw_session_show_errors(session);
    return status;
}

/* The names of all actors, issue by issue; *count of them. NULL: no memory. The caller frees it. */
static const char **list_actors(size_t *count, cw_context *context, const cw_issue_table *table)
{
    *count = 0;
    for (size_t k = 0; k < table->issue_count; k++)
        *count += table->issues[k].problem.actors;
    const char **names = cw_allocate(context, *count, sizeof *names);
    size_t at = 0;
    for (size_t k = 0; names != NULL && k < table->issue_count; k++)
        for (size_t m = 0; m < table->issues[k].problem.actors; m++)
            names[at++] = table->issues[k].actors[m];
    return names;
}

/* Makes an actor the proposer of every issue in which it sits. */
static cw_status set_proposer(cw_issue_table *table, cw_session *session, const char *name)
{
    size_t count;
    size_t found;
    const char **names = list_actors(&count, session->context, table);
    if (names == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = cw_input_word(&found, session, "actor", name, names, count);
    for (size_t k = 0; status == CW_OK && k < table->issue_count; k++)
        for (size_t m = 0; m < table->issues[k].problem.actors; m++)
            if (strcmp(table->issues[k].actors[m], name) == 0)
                table->issues[k].problem.proposer = m;
    cw_release(session->context, names);
    return status;
}

static cw_status read_table(cw_issue_table **out, cw_session *session, const char *path,
                            const cw_forecast_reading *reading)
{
    cw_table *table = NULL;
    cw_capabilities given;
    bool is_given = reading->capability != NULL;
    cw_status status = CW_OK;
    if (is_given)
        status = cw_input_capabilities(&given, &table, session, reading->capability);
    if (status == CW_OK)
        status = read_issues(out, session, path, is_given ? &given : NULL);
    if (status == CW_OK && reading->proposer != NULL)
        status = set_proposer(*out, session, reading->proposer);
    cw_table_free(table);
    return status;
}

cw_status cw_forecast_table(cw_text *out, const cw_forecast_query *query, const char *path,
                            const char *issue, const cw_forecast_reading *reading)
{
    cw_issue_table *table = NULL;
    cw_joint_table *joint = NULL;
    cw_forecast_sheet of = {.query = query};
    cw_status status = read_table(&table, query->session, path, reading);
    of.table = table;
    if (status == CW_OK)
        status = choose_issues(&of, issue);
    if (status == CW_OK)
        status = cw_forecast_sheet_remark(&of);
    if (status == CW_OK)
        status = settle_together(&of, &joint);
    if (status == CW_OK)
        status =
            query->log == CW_LOG_NONE ? write_issues(out, &of) : cw_forecast_sheet_log(out, &of);
    cw_forecast_sheet_free(&of);
    cw_joint_table_free(joint);
    cw_issue_table_free(table);
    return status;
}
