/* The forecasts of a dossier as JSON. */
#include "cli/distribution.h"
#include "cli/forecast_result.h"
#include "cli/result.h"

static void append_json_summary(cw_text *out, const char *point_key, const cw_summary *summary)
{
    cw_result_json_figure(out, point_key, summary->median);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "mean", summary->mean);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "low80", summary->low80);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "high80", summary->high80);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "low95", summary->low95);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "high95", summary->high95);
}

/* Where distributions are asked for; NULL: there is none. */
static void append_distribution(cw_text *out, const cw_forecast_query *query,
                                const cw_density *density)
{
    if (query->distribution) {
        cw_text_append(out, ", ");
        cw_distribution_json(out, density, query->above);
    }
}

static cw_status append_model(cw_text *out, const cw_forecast_told *told,
                              const cw_predicted_venue *venue, size_t model)
{
    const cw_forecast_query *query = told->query;
    const cw_prediction *prediction = &venue->models[model];
    size_t place = cw_forecast_told_place(told, venue);
    cw_result_json_words(out, "id", query->chosen.models[model]->id);
    cw_text_append(out, ", ");
    append_json_summary(out, "outcome", &prediction->forecast);
    append_distribution(out, query,
                        prediction->has_distribution ? &prediction->distribution : NULL);
    cw_text_append(out, ", \"settled\": {");
    append_json_summary(out, "median", &prediction->settled);
    cw_text_append(out, "}");
    return place == CW_NONE ? CW_OK
                            : cw_forecast_model_rounds_json(out, query, query->chosen.models[model],
                                                            &told->modes->table.issues[place]);
}

static void append_joint(cw_text *out, const cw_forecast_told *told,
                         const cw_predicted_venue *venue, size_t model)
{
    const cw_joint_prediction *joint = &venue->joint[model];
    size_t place = cw_forecast_told_place(told, venue);
    cw_result_json_words(out, "id", told->query->chosen.joint[model]->id);
    cw_text_append(out, ", ");
    append_json_summary(out, "outcome", &joint->outcome);
    append_distribution(out, told->query, joint->has_distribution ? &joint->distribution : NULL);
    if (place != CW_NONE && told->sheet->joint != NULL)
        cw_forecast_joint_rounds_json(out, told->sheet, model, place);
}

static void append_ensemble(cw_text *out, const cw_forecast_told *told,
                            const cw_predicted_venue *venue)
{
    cw_result_json_words(out, "id", "ensemble");
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "outcome", cw_density_quantile(&venue->ensemble, 0.5));
    cw_text_append(out, ", ");
    cw_distribution_json(out, &venue->ensemble, told->query->above);
}

static void begin_next(cw_text *out, bool *first)
{
    cw_text_append(out, *first ? "{" : ", {");
    *first = false;
}

static cw_status append_models(cw_text *out, const cw_forecast_told *told,
                               const cw_predicted_venue *venue)
{
    bool first = true;
    cw_status status = CW_OK;
    for (size_t k = 0; k < told->query->chosen.model_count && status == CW_OK; k++) {
        begin_next(out, &first);
        status = append_model(out, told, venue, k);
        cw_text_append(out, "}");
    }
    for (size_t k = 0; k < told->query->chosen.joint_count; k++) {
        begin_next(out, &first);
        append_joint(out, told, venue, k);
        cw_text_append(out, "}");
    }
    if (cw_forecast_shows_ensemble(told->query)) {
        begin_next(out, &first);
        append_ensemble(out, told, venue);
        cw_text_append(out, "}");
    }
    return status;
}

static cw_status append_venue(cw_text *out, const cw_forecast_told *told,
                              const cw_predicted_venue *venue)
{
    cw_result_json_words(out, "id", told->dossier->issues[venue->issue].id);
    cw_text_append(out, ", ");
    cw_result_json_words(out, "forum", told->dossier->forums[venue->forum].id);
    cw_text_append(out, ", \"models\": [");
    cw_status status = append_models(out, told, venue);
    cw_text_append(out, "], \"bilateral\": {");
    append_json_summary(out, "median", &venue->bilateral);
    cw_text_append(out, "}");
    return status;
}

cw_status cw_forecast_write_json(cw_text *out, const cw_forecast_told *told)
{
    cw_status status = CW_OK;
    cw_result_begin_json(out);
    cw_text_append(out, "\"issues\": [");
    for (size_t k = 0; k < told->predictions->venue_count && status == CW_OK; k++) {
        cw_text_append(out, k > 0 ? ", {" : "{");
        status = append_venue(out, told, &told->predictions->venues[k]);
        cw_text_append(out, "}");
    }
    cw_text_append(out, "]}\n");
    return status;
}
