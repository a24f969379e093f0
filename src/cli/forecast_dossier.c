#include "cli/forecast_dossier.h"

#include "cli/forecast_cost.h"
#include "cli/forecast_result.h"
#include "cli/input.h"

/* What is asked, as indices into the dossier. */
typedef struct asked {
    const cw_forecast_query *query;
    const cw_dossier *dossier;
    size_t issue;
    size_t forum;
    size_t what_if;
} asked;

static cw_status find_place(asked *of, const cw_forecast_place *place)
{
    cw_session *session = of->query->session;
    cw_status status = cw_input_issue(&of->issue, session, of->dossier, place->issue);
    if (status == CW_OK)
        status = cw_input_forum(&of->forum, session, of->dossier, place->forum);
    if (status == CW_OK)
        status = cw_input_what_if(&of->what_if, session, of->dossier, place->what_if);
    return status;
}

static void append_id(cw_text *out, const char *what, const char *id)
{
    cw_text_append_format(out, "%s '%s'", what, id);
}

/* Where the dossier takes the issue that was asked for. */
static void append_forums(cw_text *out, const asked *of)
{
    const cw_issue *issue = &of->dossier->issues[of->issue];
    for (size_t k = 0; k < issue->forum_count; k++)
        cw_text_append_format(out, "%s%s", k > 0 ? ", " : "; the dossier takes it to ",
                              of->dossier->forums[issue->forums[k]].id);
}

/* An empty result would leave a reader wondering. */
static cw_status nothing_to_show(const asked *of)
{
    cw_text words;
    cw_text_init(&words, of->query->session->context);
    if (of->issue == CW_NONE)
        cw_text_append(&words, "no issue can");
    else
        append_id(&words, "issue", of->dossier->issues[of->issue].id);
    cw_text_append(&words, of->issue == CW_NONE ? " be taken to " : " cannot be taken to ");
    if (of->forum == CW_NONE)
        cw_text_append(&words, "any forum");
    else
        append_id(&words, "forum", of->dossier->forums[of->forum].id);
    cw_text_append(&words, " in this case");
    if (of->issue != CW_NONE)
        append_forums(&words, of);
    cw_status status = cw_session_nothing(of->query->session, "%s", cw_text_string(&words));
    cw_text_free(&words);
    return status;
}

/* ---- Cost ---- */

#define PROBE_DRAWS 8
#define LONG_SECONDS 10.0

static bool some_are_slow(const cw_forecast_query *query)
{
    for (size_t k = 0; k < query->chosen.model_count; k++)
        if (query->chosen.models[k]->is_slow)
            return true;
    return query->chosen.joint_count > 0;
}

/* Seconds of one thread for so many draws; *places counts the issues at forums. */
static cw_status probe(double *seconds, size_t *places, const asked *of,
                       const cw_predict_query *query, uint64_t draws)
{
    cw_predict_query few = *query;
    cw_predictions *predictions = NULL;
    cw_context *context = of->query->session->context;
    cw_progress_function *progress = context->progress;
    few.draws = draws;
    few.threads = 1;
    context->progress = NULL;
    double begun = cw_processor_seconds();
    cw_status status = cw_predict(&predictions, context, of->dossier, &few);
    *seconds = cw_processor_seconds() - begun;
    context->progress = progress;
    if (status == CW_OK) {
        *places = predictions->venue_count;
        cw_predictions_free(predictions);
    }
    return status;
}

/* Tries a few draws, and says how long all may take where that is long: what it takes to prepare falls
 * out of the difference. */
static cw_status state_the_cost(const asked *of, const cw_predict_query *query)
{
    size_t places = 0;
    double one = 0.0;
    double more = 0.0;
    if (!some_are_slow(of->query) || query->draws <= PROBE_DRAWS)
        return CW_OK;
    cw_status status = probe(&one, &places, of, query, 1);
    if (status == CW_OK)
        status = probe(&more, &places, of, query, 1 + PROBE_DRAWS);
    double seconds = (more - one) * (double)query->draws / PROBE_DRAWS;
    if (status == CW_OK && seconds > LONG_SECONDS)
        cw_session_remark(of->query->session,
                          "%llu draws at %zu places may take %.0f seconds of one processor; Ctrl-C "
                          "stops it, --draws takes fewer",
                          (unsigned long long)query->draws, places, seconds);
    return status;
}

/* ---- What is told round by round ---- */

/* Issues of the table go by that of the dossier, then by forum: those of one stand together. */
static void show_issue(cw_forecast_sheet *sheet, const cw_modes_table *modes, size_t issue)
{
    sheet->first = 0;
    sheet->end = modes->table.issue_count;
    while (issue != CW_NONE && sheet->first < sheet->end && modes->issues[sheet->first] != issue)
        sheet->first++;
    while (issue != CW_NONE && sheet->first < sheet->end && modes->issues[sheet->end - 1] != issue)
        sheet->end--;
}

/* Joint models see all issues of the forum, whichever is shown. */
static cw_status lay_modes(cw_modes_table **modes, cw_forecast_sheet *sheet, const asked *of)
{
    size_t laid = of->query->chosen.joint_count > 0 ? CW_NONE : of->issue;
    cw_status status = cw_modes_table_build(modes, of->query->session->context, of->dossier,
                                            of->what_if, laid, of->forum);
    if (status != CW_OK)
        return status;
    *sheet = (cw_forecast_sheet){
        .query = of->query, .table = &(*modes)->table, .joint = (*modes)->joint};
    show_issue(sheet, *modes, of->issue);
    return cw_forecast_sheet_run(sheet);
}

static cw_status write_log(cw_text *out, const asked *of)
{
    cw_modes_table *modes = NULL;
    cw_forecast_sheet sheet = {.query = of->query};
    cw_status status = lay_modes(&modes, &sheet, of);
    if (status == CW_OK)
        status =
            sheet.first == sheet.end ? nothing_to_show(of) : cw_forecast_sheet_log(out, &sheet);
    cw_forecast_sheet_free(&sheet);
    cw_modes_table_free(modes);
    return status;
}

/* ---- Forecasts ---- */

static void remark_on_explaining(const cw_forecast_query *query)
{
    if (query->explain && !some_are_slow(query))
        cw_session_remark(query->session,
                          "none of these models goes round by round: name one, as in "
                          "--model challenge-a --explain");
}

static cw_status tell(cw_text *out, const asked *of, const cw_predictions *predictions)
{
    cw_modes_table *modes = NULL;
    cw_forecast_sheet sheet = {.query = of->query};
    cw_forecast_told told = {of->query, of->dossier, predictions, NULL, NULL};
    bool by_rounds = of->query->explain || (of->query->shared->json && some_are_slow(of->query));
    cw_status status = by_rounds ? lay_modes(&modes, &sheet, of) : CW_OK;
    remark_on_explaining(of->query);
    told.modes = modes;
    told.sheet = &sheet;
    if (status == CW_OK)
        status = cw_forecast_write(out, &told);
    cw_forecast_sheet_free(&sheet);
    cw_modes_table_free(modes);
    return status;
}

static cw_status predict(cw_text *out, const asked *of)
{
    const cw_forecast_query *query = of->query;
    cw_predictions *predictions = NULL;
    cw_predict_query predicted = {.what_if = of->what_if,
                                  .issue = of->issue,
                                  .forum = of->forum,
                                  .models = query->chosen.models,
                                  .model_count = query->chosen.model_count,
                                  .joint = query->chosen.joint,
                                  .joint_count = query->chosen.joint_count,
                                  .distributions = query->distribution,
                                  .seed = query->shared->seed,
                                  .draws = query->shared->draws,
                                  .threads = (size_t)query->shared->threads};
    cw_status status = state_the_cost(of, &predicted);
    if (status == CW_OK)
        status = cw_predict(&predictions, query->session->context, of->dossier, &predicted);
    if (status != CW_OK)
        return status;
    if (predictions->beyond_reach > 0)
        cw_session_remark(query->session, "%zu places are left out: too large to be computed",
                          predictions->beyond_reach);
    status = predictions->venue_count > 0 || predictions->beyond_reach > 0
                 ? tell(out, of, predictions)
                 : nothing_to_show(of);
    cw_predictions_free(predictions);
    return status;
}

cw_status cw_forecast_dossier(cw_text *out, const cw_forecast_query *query, const char *path,
                              const cw_forecast_place *place)
{
    cw_dossier *dossier = NULL;
    cw_status status = cw_input_dossier(&dossier, query->session, path);
    asked of = {.query = query, .dossier = dossier};
    if (status == CW_OK)
        status = find_place(&of, place);
    if (status == CW_OK)
        status = query->log != CW_LOG_NONE ? write_log(out, &of) : predict(out, &of);
    cw_dossier_free(dossier);
    return status;
}
