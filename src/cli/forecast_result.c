/* The forecasts of a study, written as text, CSV or JSON. */
#include "cli/forecast_result.h"

#include <math.h>

#include "cli/result.h"

static bool is_asked(const cw_forecast_query *query, const cw_venue_result *venue)
{
    return venue->open && (query->issue == CW_NONE || query->issue == venue->issue) &&
           (query->forum == CW_NONE || query->forum == venue->forum);
}

static void begin_sheet(cw_sheet *sheet, const cw_forecast_query *query, const char *caption,
                        bool names_venue)
{
    static const cw_column columns[] = {
        {.id = "model", .title = "Outcome model", .form = CW_COLUMN_WORDS},
        {.id = "forecast", .title = "Forecast", .form = CW_COLUMN_INTERVAL, .decimals = 1},
        {.id = "settled", .title = "Settled there", .form = CW_COLUMN_INTERVAL, .decimals = 1},
    };
    cw_sheet_init(sheet, query->session->context, caption);
    if (names_venue) {
        cw_sheet_column(sheet,
                        (cw_column){.id = "issue", .title = "Issue", .form = CW_COLUMN_WORDS});
        cw_sheet_column(sheet,
                        (cw_column){.id = "forum", .title = "Forum", .form = CW_COLUMN_WORDS});
    }
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        cw_sheet_column(sheet, columns[i]);
}

static void add_row(cw_sheet *sheet, const cw_forecast_query *query, const cw_venue_result *venue,
                    bool names_venue)
{
    cw_sheet_row(sheet);
    if (names_venue) {
        cw_sheet_words(sheet, query->study->dossier->issues[venue->issue].id);
        cw_sheet_words(sheet, query->study->dossier->forums[venue->forum].id);
    }
}

/* For people, what is the same in every draw has no interval, and silence is told. */
static void add_summary(cw_sheet *sheet, const cw_summary *summary, bool for_people)
{
    if (for_people && isnan(summary->median))
        cw_sheet_words(sheet, "says nothing");
    else if (for_people && summary->constant)
        cw_sheet_figure(sheet, summary->median);
    else
        cw_sheet_interval(sheet, summary->median, summary->low80, summary->high80);
}

/* Rows for people carry the titles of models, rows for programs their ids. */
static void add_venue(cw_sheet *sheet, const cw_forecast_query *query, const cw_venue_result *venue,
                      bool for_people)
{
    for (size_t i = 0; i < query->model_count; i++) {
        if (!query->wanted[i])
            continue;
        add_row(sheet, query, venue, !for_people);
        cw_sheet_words(sheet, for_people ? query->models[i]->title : query->models[i]->id);
        add_summary(sheet, &venue->forecasts[i], for_people);
        add_summary(sheet, &venue->settlements[i], for_people);
    }
    add_row(sheet, query, venue, !for_people);
    cw_sheet_words(sheet, for_people ? "Between the two alone" : "bilateral");
    cw_sheet_empty(sheet);
    add_summary(sheet, &venue->bilateral, for_people);
}

static void append_caption(cw_text *out, const cw_dossier *dossier, const cw_venue_result *venue)
{
    const cw_issue *issue = &dossier->issues[venue->issue];
    const cw_forum *forum = &dossier->forums[venue->forum];
    cw_text_append_format(out, "%s in %s: %s (", issue->id, forum->id, issue->question);
    for (size_t i = 0; i < issue->anchor_count; i++) {
        cw_text_append(out, i > 0 ? ", " : "");
        cw_text_append_fixed(out, issue->anchors[i].point, 0);
        cw_text_append_format(out, " %s", issue->anchors[i].words);
    }
    cw_text_append(out, ")");
}

static void append_text(cw_text *out, const cw_forecast_query *query, const cw_venue_result *venue)
{
    cw_text_style style = cw_result_style(query->session, query->shared);
    cw_text caption;
    cw_sheet sheet;
    cw_text_init(&caption, query->session->context);
    append_caption(&caption, query->study->dossier, venue);
    begin_sheet(&sheet, query, cw_text_string(&caption), false);
    add_venue(&sheet, query, venue, true);
    cw_result_append_sheet(out, &sheet, &style);
    cw_sheet_free(&sheet);
    cw_text_free(&caption);
}

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

static void append_json(cw_text *out, const cw_forecast_query *query, const cw_venue_result *venue)
{
    bool first = true;
    cw_result_json_words(out, "id", query->study->dossier->issues[venue->issue].id);
    cw_text_append(out, ", ");
    cw_result_json_words(out, "forum", query->study->dossier->forums[venue->forum].id);
    cw_text_append(out, ", \"models\": [");
    for (size_t i = 0; i < query->model_count; i++) {
        if (!query->wanted[i])
            continue;
        cw_text_append(out, first ? "{" : ", {");
        cw_result_json_words(out, "id", query->models[i]->id);
        cw_text_append(out, ", ");
        append_json_summary(out, "outcome", &venue->forecasts[i]);
        cw_text_append(out, ", \"settled\": {");
        append_json_summary(out, "median", &venue->settlements[i]);
        cw_text_append(out, "}}");
        first = false;
    }
    cw_text_append(out, "], \"bilateral\": {");
    append_json_summary(out, "median", &venue->bilateral);
    cw_text_append(out, "}");
}

static cw_status write_csv(cw_text *out, const cw_forecast_query *query)
{
    const cw_case_result *shown = &query->study->cases[query->shown];
    cw_sheet sheet;
    begin_sheet(&sheet, query, NULL, true);
    for (size_t i = 0; i < shown->venue_count; i++)
        if (is_asked(query, &shown->venues[i]))
            add_venue(&sheet, query, &shown->venues[i], false);
    cw_status status = cw_sheet_write_csv(out, &sheet);
    cw_sheet_free(&sheet);
    return status;
}

cw_status cw_forecast_write(cw_text *out, const cw_forecast_query *query)
{
    const cw_case_result *shown = &query->study->cases[query->shown];
    bool json = query->shared->json;
    bool first = true;
    if (query->shared->csv)
        return write_csv(out, query);
    if (json) {
        cw_result_begin_json(out);
        cw_text_append(out, "\"issues\": [");
    }
    for (size_t i = 0; i < shown->venue_count; i++) {
        if (!is_asked(query, &shown->venues[i]))
            continue;
        if (json) {
            cw_text_append(out, first ? "{" : ", {");
            append_json(out, query, &shown->venues[i]);
            cw_text_append(out, "}");
        } else {
            append_text(out, query, &shown->venues[i]);
        }
        first = false;
    }
    if (json)
        cw_text_append(out, "]}\n");
    if (first)
        cw_session_remark(query->session,
                          "nothing to show: the issue cannot be taken there in this case");
    return out->status;
}
