/* Forecasts from a plain table of actors. */
#include "cli/forecast_table.h"

#include <math.h>
#include <string.h>

#include "cli/input.h"
#include "cli/result.h"

static cw_status solve(cw_bargaining_outcome *out, const cw_outcome_model *model,
                       const cw_table_issue *issue)
{
    *out = (cw_bargaining_outcome){NAN, NAN, NAN};
    return cw_outcome_model_solve(model, out, &issue->problem);
}

/* ---- Outcomes ---- */

static void add_columns(cw_sheet *sheet, bool for_people)
{
    if (!for_people)
        cw_sheet_column(sheet,
                        (cw_column){.id = "issue", .title = "Issue", .form = CW_COLUMN_WORDS});
    cw_sheet_column(sheet,
                    (cw_column){.id = "model", .title = "Outcome model", .form = CW_COLUMN_WORDS});
    cw_sheet_column(
        sheet, (cw_column){
                   .id = "outcome", .title = "Outcome", .form = CW_COLUMN_INTERVAL, .decimals = 2});
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

static cw_status add_issue(cw_sheet *sheet, const cw_forecast_query *query,
                           const cw_table_issue *issue, bool for_people)
{
    for (size_t k = 0; k < query->model_count; k++) {
        cw_bargaining_outcome outcome;
        if (!query->wanted[k])
            continue;
        cw_status status = solve(&outcome, query->models[k], issue);
        if (status != CW_OK)
            return status;
        cw_sheet_row(sheet);
        if (!for_people)
            cw_sheet_words(sheet, issue->id);
        cw_sheet_words(sheet, for_people ? query->models[k]->title : query->models[k]->id);
        add_outcome(sheet, &outcome, for_people);
    }
    return CW_OK;
}

/* ---- Who moved whom ---- */

static void begin_moves(cw_sheet *sheet, const cw_forecast_query *query, const char *caption)
{
    static const cw_column columns[] = {
        {.id = "round", .title = "Round", .form = CW_COLUMN_NUMBER},
        {.id = "from", .title = "Mover", .form = CW_COLUMN_WORDS},
        {.id = "to", .title = "Moved", .form = CW_COLUMN_WORDS},
        {.id = "kind", .title = "By", .form = CW_COLUMN_WORDS},
        {.id = "move_to", .title = "To", .form = CW_COLUMN_NUMBER, .decimals = 2},
        {.id = "from_gain", .title = "Mover expects", .form = CW_COLUMN_NUMBER, .decimals = 2},
        {.id = "to_gain", .title = "Moved expects", .form = CW_COLUMN_NUMBER, .decimals = 2},
    };
    cw_sheet_init(sheet, query->session->context, caption);
    for (size_t k = 0; k < sizeof columns / sizeof columns[0]; k++)
        cw_sheet_column(sheet, columns[k]);
}

static void add_move(cw_sheet *sheet, const cw_table_issue *issue, const cw_offer *offer)
{
    cw_sheet_row(sheet);
    cw_sheet_figure(sheet, (double)offer->round);
    cw_sheet_words(sheet, issue->actors[offer->from]);
    cw_sheet_words(sheet, issue->actors[offer->to]);
    cw_sheet_words(sheet, cw_offer_kind_name(offer->kind));
    cw_sheet_figure(sheet, offer->move_to);
    cw_sheet_figure(sheet, offer->from_gain);
    cw_sheet_figure(sheet, offer->to_gain);
}

static void write_moves(cw_text *out, const cw_forecast_query *query, const cw_table_issue *issue,
                        const cw_outcome_model *model, const cw_run *run)
{
    cw_sheet sheet;
    cw_text caption;
    cw_text_style style = cw_result_style(query->session, query->shared);
    cw_text_init(&caption, query->session->context);
    cw_text_append_format(&caption, "%s, %s: %s after %zu rounds", issue->id, model->id,
                          cw_run_end_name(run->end), run->rounds);
    if (run->end == CW_RUN_CYCLES)
        cw_text_append_format(&caption, ", every %zu rounds", run->cycle_length);
    begin_moves(&sheet, query, cw_text_string(&caption));
    for (size_t k = 0; k < run->offer_count; k++)
        if (run->offers[k].accepted)
            add_move(&sheet, issue, &run->offers[k]);
    cw_result_append_sheet(out, &sheet, &style);
    cw_sheet_free(&sheet);
    cw_text_free(&caption);
}

static void append_offer(cw_text *out, const cw_table_issue *issue, const cw_offer *offer)
{
    cw_text_append(out, "{");
    cw_result_json_words(out, "from", issue->actors[offer->from]);
    cw_text_append(out, ", ");
    cw_result_json_words(out, "to", issue->actors[offer->to]);
    cw_text_append(out, ", ");
    cw_result_json_words(out, "kind", cw_offer_kind_name(offer->kind));
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "from_gain", offer->from_gain);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "to_gain", offer->to_gain);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "victory", offer->victory);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "move_to", offer->move_to);
    cw_text_append(out, offer->accepted ? ", \"accepted\": true}" : ", \"accepted\": false}");
}

static void append_rounds(cw_text *out, const cw_table_issue *issue, const cw_run *run)
{
    size_t next = 0;
    cw_text_append(out, ", ");
    cw_result_json_words(out, "end", cw_run_end_name(run->end));
    cw_text_append_format(out, ", \"cycle\": %zu, \"rounds\": [", run->cycle_length);
    for (size_t round = 0; round <= run->rounds; round++) {
        cw_text_append_format(out, "%s{\"round\": %zu, ", round > 0 ? ", " : "", round);
        cw_result_json_figure(out, "median", run->medians[round]);
        cw_text_append(out, ", ");
        cw_result_json_figure(out, "mean", run->means[round]);
        cw_text_append(out, ", \"offers\": [");
        for (bool first = true; next < run->offer_count && run->offers[next].round == round;
             first = false) {
            cw_text_append(out, first ? "" : ", ");
            append_offer(out, issue, &run->offers[next++]);
        }
        cw_text_append(out, "]}");
    }
    cw_text_append(out, "], \"positions\": {");
    for (size_t m = 0; m < run->actors; m++) {
        cw_text_append(out, m > 0 ? ", " : "");
        cw_text_append_json(out, issue->actors[m]);
        cw_text_append(out, ": [");
        for (size_t round = 0; round <= run->rounds; round++) {
            cw_text_append(out, round > 0 ? ", " : "");
            cw_text_append_exact(out, cw_run_state(run, round)[m]);
        }
        cw_text_append(out, "]");
    }
    cw_text_append(out, "}");
}

/* ---- The forms of the result ---- */

static cw_status append_model_json(cw_text *out, const cw_forecast_query *query,
                                   const cw_table_issue *issue, const cw_outcome_model *model)
{
    cw_bargaining_outcome outcome;
    cw_status status = solve(&outcome, model, issue);
    cw_text_append(out, "{");
    cw_result_json_words(out, "id", model->id);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "outcome", outcome.point);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "low", outcome.low);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "high", outcome.high);
    if (status == CW_OK && model->run != NULL) {
        cw_run *run = NULL;
        status = cw_outcome_model_run(model, &run, query->session->context, &issue->problem);
        if (status == CW_OK)
            append_rounds(out, issue, run);
        cw_run_free(run);
    }
    cw_text_append(out, "}");
    return status;
}

static cw_status append_issue_json(cw_text *out, const cw_forecast_query *query,
                                   const cw_table_issue *issue)
{
    bool first = true;
    cw_status status = CW_OK;
    cw_text_append(out, "{");
    cw_result_json_words(out, "id", issue->id);
    cw_text_append(out, ", \"models\": [");
    for (size_t k = 0; status == CW_OK && k < query->model_count; k++) {
        if (!query->wanted[k])
            continue;
        cw_text_append(out, first ? "" : ", ");
        status = append_model_json(out, query, issue, query->models[k]);
        first = false;
    }
    cw_text_append(out, "]}");
    return status;
}

static cw_status append_issue_text(cw_text *out, const cw_forecast_query *query,
                                   const cw_table_issue *issue, bool explain)
{
    cw_sheet sheet;
    cw_text caption;
    cw_text_style style = cw_result_style(query->session, query->shared);
    cw_text_init(&caption, query->session->context);
    cw_text_append_format(&caption, "%s: %zu actors", issue->id, issue->problem.actors);
    cw_sheet_init(&sheet, query->session->context, cw_text_string(&caption));
    add_columns(&sheet, true);
    cw_status status = add_issue(&sheet, query, issue, true);
    if (status == CW_OK)
        cw_result_append_sheet(out, &sheet, &style);
    for (size_t k = 0; explain && status == CW_OK && k < query->model_count; k++) {
        cw_run *run = NULL;
        if (!query->wanted[k] || query->models[k]->run == NULL)
            continue;
        status =
            cw_outcome_model_run(query->models[k], &run, query->session->context, &issue->problem);
        if (status == CW_OK)
            write_moves(out, query, issue, query->models[k], run);
        cw_run_free(run);
    }
    cw_sheet_free(&sheet);
    cw_text_free(&caption);
    return status;
}

static cw_status write_csv(cw_text *out, const cw_forecast_query *query,
                           const cw_issue_table *table, size_t first, size_t end)
{
    cw_sheet sheet;
    cw_status status = CW_OK;
    cw_sheet_init(&sheet, query->session->context, NULL);
    add_columns(&sheet, false);
    for (size_t k = first; status == CW_OK && k < end; k++)
        status = add_issue(&sheet, query, &table->issues[k], false);
    if (status == CW_OK)
        status = cw_sheet_write_csv(out, &sheet);
    cw_sheet_free(&sheet);
    return status;
}

static cw_status write_issues(cw_text *out, const cw_forecast_query *query,
                              const cw_issue_table *table, size_t chosen, bool explain)
{
    size_t first = chosen == CW_NONE ? 0 : chosen;
    size_t end = chosen == CW_NONE ? table->issue_count : chosen + 1;
    cw_status status = CW_OK;
    if (query->shared->csv)
        return write_csv(out, query, table, first, end);
    if (query->shared->json) {
        cw_result_begin_json(out);
        cw_text_append(out, "\"issues\": [");
    }
    for (size_t k = first; status == CW_OK && k < end; k++) {
        if (!query->shared->json) {
            status = append_issue_text(out, query, &table->issues[k], explain);
            continue;
        }
        cw_text_append(out, k > first ? ", " : "");
        status = append_issue_json(out, query, &table->issues[k]);
    }
    if (query->shared->json)
        cw_text_append(out, "]}\n");
    return status;
}

static cw_status find_issue(size_t *out, cw_session *session, const cw_issue_table *table,
                            const char *id)
{
    *out = CW_NONE;
    if (id == NULL)
        return CW_OK;
    const char **ids = cw_allocate(session->context, table->issue_count, sizeof *ids);
    if (ids == NULL)
        return CW_ERROR_MEMORY;
    for (size_t k = 0; k < table->issue_count; k++)
        ids[k] = table->issues[k].id;
    cw_status status = cw_input_word(out, session, "issue", id, ids, table->issue_count);
    cw_release(session->context, ids);
    return status;
}

cw_status cw_forecast_table(cw_text *out, const cw_forecast_query *query, const char *path,
                            const char *issue, bool explain)
{
    cw_session *session = query->session;
    cw_issue_table *table = NULL;
    size_t chosen = CW_NONE;
    cw_status status = cw_guard_add(&session->guard, session->context, path);
    if (status == CW_OK)
        status = cw_issue_table_read(&table, session->context, &session->diagnostics, path,
                                     cw_input_delimiter(path));
    if (status != CW_OK)
        cw_session_show_errors(session);
    if (status == CW_OK)
        status = find_issue(&chosen, session, table, issue);
    if (status == CW_OK)
        status = write_issues(out, query, table, chosen, explain);
    cw_issue_table_free(table);
    return status;
}
