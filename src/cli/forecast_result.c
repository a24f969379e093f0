/* The forecasts of a dossier, written as text and CSV. */
#include "cli/forecast_result.h"

#include <math.h>

#include "cli/distribution.h"
#include "cli/result.h"

/* A sheet under construction. */
typedef struct writing {
    cw_sheet *sheet;
    const cw_forecast_told *told;
    bool for_people; /* titles in place of ids; one sheet for each issue at each forum */
} writing;

static cw_distribution_form form_of(const writing *w)
{
    return (cw_distribution_form){w->for_people, w->told->query->above};
}

static void add_columns(const writing *w)
{
    static const cw_column words[] = {
        {.id = "issue", .title = "Issue", .form = CW_COLUMN_WORDS},
        {.id = "forum", .title = "Forum", .form = CW_COLUMN_WORDS},
        {.id = "model", .title = "Outcome model", .form = CW_COLUMN_WORDS},
    };
    static const cw_column points[] = {
        {.id = "forecast", .title = "Forecast", .form = CW_COLUMN_INTERVAL, .decimals = 1},
        {.id = "settled", .title = "Settled there", .form = CW_COLUMN_INTERVAL, .decimals = 1},
    };
    cw_distribution_form form = form_of(w);
    for (size_t k = w->for_people ? 2 : 0; k < sizeof words / sizeof *words; k++)
        cw_sheet_column(w->sheet, words[k]);
    if (w->told->query->distribution)
        cw_distribution_columns(w->sheet, &form);
    for (size_t k = 0; !w->told->query->distribution && k < sizeof points / sizeof *points; k++)
        cw_sheet_column(w->sheet, points[k]);
}

static void add_row(const writing *w, const cw_predicted_venue *venue, const char *id,
                    const char *title)
{
    cw_sheet_row(w->sheet);
    if (!w->for_people) {
        cw_sheet_words(w->sheet, w->told->dossier->issues[venue->issue].id);
        cw_sheet_words(w->sheet, w->told->dossier->forums[venue->forum].id);
    }
    cw_sheet_words(w->sheet, w->for_people ? title : id);
}

/* For people, what is the same in every draw has no interval, and silence is told. */
static void add_summary(const writing *w, const cw_summary *summary)
{
    if (w->for_people && isnan(summary->median))
        cw_sheet_words(w->sheet, "says nothing");
    else if (w->for_people && summary->constant)
        cw_sheet_figure(w->sheet, summary->median);
    else
        cw_sheet_interval(w->sheet, summary->median, summary->low80, summary->high80);
}

static void add_points(const writing *w, const cw_predicted_venue *venue)
{
    const cw_forecast_query *query = w->told->query;
    for (size_t k = 0; k < query->chosen.model_count; k++) {
        add_row(w, venue, query->chosen.models[k]->id, query->chosen.models[k]->title);
        add_summary(w, &venue->models[k].forecast);
        add_summary(w, &venue->models[k].settled);
    }
    for (size_t k = 0; k < query->chosen.joint_count; k++) {
        add_row(w, venue, query->chosen.joint[k]->id, query->chosen.joint[k]->title);
        add_summary(w, &venue->joint[k].outcome);
    }
    add_row(w, venue, "bilateral", "Between the two alone");
    cw_sheet_empty(w->sheet);
    add_summary(w, &venue->bilateral);
}

static void add_distributions(const writing *w, const cw_predicted_venue *venue)
{
    const cw_forecast_query *query = w->told->query;
    cw_distribution_form form = form_of(w);
    for (size_t k = 0; k < query->chosen.model_count; k++) {
        const cw_prediction *prediction = &venue->models[k];
        add_row(w, venue, query->chosen.models[k]->id, query->chosen.models[k]->title);
        cw_distribution_cells(
            w->sheet, prediction->has_distribution ? &prediction->distribution : NULL, &form);
    }
    for (size_t k = 0; k < query->chosen.joint_count; k++) {
        const cw_joint_prediction *joint = &venue->joint[k];
        add_row(w, venue, query->chosen.joint[k]->id, query->chosen.joint[k]->title);
        cw_distribution_cells(w->sheet, joint->has_distribution ? &joint->distribution : NULL,
                              &form);
    }
    if (cw_forecast_shows_ensemble(query)) {
        add_row(w, venue, "ensemble", "Ensemble");
        cw_distribution_cells(w->sheet, &venue->ensemble, &form);
        cw_sheet_strong(w->sheet);
    }
}

static void add_venue(const writing *w, const cw_predicted_venue *venue)
{
    if (w->told->query->distribution)
        add_distributions(w, venue);
    else
        add_points(w, venue);
}

static void append_caption(cw_text *out, const cw_dossier *dossier, const cw_predicted_venue *venue)
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

size_t cw_forecast_told_place(const cw_forecast_told *told, const cw_predicted_venue *venue)
{
    for (size_t k = 0; told->modes != NULL && k < told->modes->table.issue_count; k++)
        if (told->modes->issues[k] == venue->issue && told->modes->forums[k] == venue->forum)
            return k;
    return CW_NONE;
}

static cw_status explain(cw_text *out, const cw_forecast_told *told,
                         const cw_predicted_venue *venue)
{
    size_t place = cw_forecast_told_place(told, venue);
    return place == CW_NONE ? CW_OK : cw_forecast_sheet_explain(out, told->sheet, place);
}

static cw_status append_text(cw_text *out, const cw_forecast_told *told,
                             const cw_predicted_venue *venue)
{
    const cw_forecast_query *query = told->query;
    cw_text_style style = cw_result_style(query->session, query->shared);
    cw_text caption;
    cw_sheet sheet;
    writing w = {&sheet, told, true};
    cw_text_init(&caption, query->session->context);
    append_caption(&caption, told->dossier, venue);
    if (query->distribution)
        cw_text_append_format(&caption, "; spread as on %s", cw_calibration_published()->from);
    cw_sheet_begin(&sheet, &caption);
    add_columns(&w);
    add_venue(&w, venue);
    cw_result_append_sheet(out, &sheet, &style);
    cw_sheet_free(&sheet);
    cw_text_free(&caption);
    return query->explain ? explain(out, told, venue) : CW_OK;
}

static cw_status write_csv(cw_text *out, const cw_forecast_told *told)
{
    cw_sheet sheet;
    writing w = {&sheet, told, false};
    cw_sheet_init(&sheet, told->query->session->context, NULL);
    add_columns(&w);
    for (size_t k = 0; k < told->predictions->venue_count; k++)
        add_venue(&w, &told->predictions->venues[k]);
    cw_status status = cw_sheet_write_csv(out, &sheet);
    cw_sheet_free(&sheet);
    return status;
}

cw_status cw_forecast_write(cw_text *out, const cw_forecast_told *told)
{
    cw_status status = CW_OK;
    if (told->query->shared->csv)
        return write_csv(out, told);
    if (told->query->shared->json)
        return cw_forecast_write_json(out, told);
    for (size_t k = 0; k < told->predictions->venue_count && status == CW_OK; k++)
        status = append_text(out, told, &told->predictions->venues[k]);
    return status == CW_OK ? out->status : status;
}
