/* Forecasts from a table as JSON. */
#include "cli/forecast_table.h"

#include <math.h>

#include "cli/distribution.h"
#include "cli/result.h"

static void append_comma(cw_text *out)
{
    cw_text_append(out, ", ");
}

static void append_outcome(cw_text *out, const char *id, const cw_bargaining_outcome *outcome)
{
    cw_result_json_words(out, "id", id);
    append_comma(out);
    cw_result_json_figure(out, "outcome", outcome->point);
    append_comma(out);
    cw_result_json_figure(out, "low", outcome->low);
    append_comma(out);
    cw_result_json_figure(out, "high", outcome->high);
}

static void append_distribution(cw_text *out, const cw_forecast_query *query, const char *model,
                                double point)
{
    cw_density density;
    if (!query->distribution)
        return;
    append_comma(out);
    cw_distribution_json(out, cw_forecast_spread(&density, model, point) ? &density : NULL,
                         query->above);
}

static cw_status append_model(cw_text *out, const cw_forecast_sheet *of, size_t issue,
                              const cw_outcome_model *model)
{
    cw_bargaining_outcome outcome;
    const cw_table_issue *on = &of->table->issues[issue];
    cw_status status = cw_forecast_solve(&outcome, of->query, model, on);
    append_outcome(out, model->id, &outcome);
    append_distribution(out, of->query, model->id, outcome.point);
    return status == CW_OK ? cw_forecast_model_rounds_json(out, of->query, model, on) : status;
}

static void append_joint(cw_text *out, const cw_forecast_sheet *of, size_t issue, size_t model)
{
    double point = cw_forecast_joint(of, model, issue);
    cw_bargaining_outcome outcome = {point, point, point};
    append_outcome(out, of->query->chosen.joint[model]->id, &outcome);
    append_distribution(out, of->query, of->query->chosen.joint[model]->id, point);
    cw_forecast_joint_rounds_json(out, of, model, issue);
}

static void append_ensemble(cw_text *out, const cw_forecast_sheet *of, size_t issue)
{
    cw_density density;
    cw_forecast_ensemble(&density, &of->table->issues[issue].problem);
    cw_result_json_words(out, "id", "ensemble");
    append_comma(out);
    cw_result_json_figure(out, "outcome", cw_density_quantile(&density, 0.5));
    append_comma(out);
    cw_distribution_json(out, &density, of->query->above);
}

/* Begins the next object of a list. */
static void begin_next(cw_text *out, bool *first)
{
    cw_text_append(out, *first ? "{" : ", {");
    *first = false;
}

static cw_status append_issue(cw_text *out, const cw_forecast_sheet *of, size_t issue)
{
    const cw_forecast_query *query = of->query;
    bool first = true;
    cw_status status = CW_OK;
    cw_result_json_words(out, "id", of->table->issues[issue].id);
    cw_text_append(out, ", \"models\": [");
    for (size_t k = 0; status == CW_OK && k < query->chosen.model_count; k++) {
        if (cw_context_is_cancelled(query->session->context))
            return CW_ERROR_INTERRUPTED;
        begin_next(out, &first);
        status = append_model(out, of, issue, query->chosen.models[k]);
        cw_text_append(out, "}");
    }
    for (size_t k = 0; of->joint != NULL && k < query->chosen.joint_count; k++) {
        begin_next(out, &first);
        append_joint(out, of, issue, k);
        cw_text_append(out, "}");
    }
    if (cw_forecast_shows_ensemble(query)) {
        begin_next(out, &first);
        append_ensemble(out, of, issue);
        cw_text_append(out, "}");
    }
    cw_text_append(out, "]");
    return status;
}

cw_status cw_forecast_table_json(cw_text *out, const cw_forecast_sheet *of)
{
    cw_status status = CW_OK;
    cw_result_begin_json(out);
    cw_text_append(out, "\"issues\": [");
    for (size_t k = of->first; status == CW_OK && k < of->end; k++) {
        cw_text_append(out, k > of->first ? ", {" : "{");
        status = append_issue(out, of, k);
        cw_text_append(out, "}");
    }
    cw_text_append(out, "]}\n");
    return status;
}
