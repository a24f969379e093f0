/* The minimal winning coalitions of bodies, written as text, CSV or JSON. */
#include "cli/power_minimal.h"

#include <math.h>

#include "cli/result.h"

#define MOST_AS_TEXT 1000
#define MOST_AS_DATA 100000

/* Members of one coalition, and what they weigh together; NaN where there is no one weight. */
static size_t count_members(double *weight, const cw_coalitions *found, const cw_power_body *body,
                            size_t coalition)
{
    size_t count = 0;
    *weight = 0.0;
    for (size_t m = 0; m < body->count; m++) {
        if (!cw_coalition_has(found, coalition, m))
            continue;
        *weight += body->weights[m];
        count++;
    }
    return count;
}

/* ---- Text ---- */

static void append_caption(cw_text *out, const cw_power_body *body, const cw_coalitions *found,
                           const char *label)
{
    cw_text_append_format(out, "%s: %s. Rule: %s. %zu %s, ", label != NULL ? label : body->id,
                          body->name, body->rule, body->count,
                          body->count == 1 ? "member" : "members");
    cw_text_append_format(out, "%s%zu minimal winning %s.", found->is_all ? "" : "more than ",
                          found->count, found->count == 1 ? "coalition" : "coalitions");
}

static void append_text(const cw_power_minimal *list, const cw_power_body *body,
                        const cw_coalitions *found, const char *label)
{
    cw_context *context = list->session->context;
    cw_text_style style = cw_result_style(list->session, list->shared);
    bool weights = body->count > 0 && !isnan(body->weights[0]);
    cw_text words;
    cw_sheet sheet;
    cw_text_init(&words, context);
    append_caption(&words, body, found, label);
    cw_sheet_begin(&sheet, &words);
    cw_sheet_column(&sheet,
                    (cw_column){.id = "count", .title = "Members", .form = CW_COLUMN_NUMBER});
    if (weights)
        cw_sheet_column(&sheet,
                        (cw_column){.id = "weight", .title = "Weight", .form = CW_COLUMN_NUMBER});
    cw_sheet_column(&sheet, (cw_column){.id = "coalition", .title = "Coalition"});
    for (size_t c = 0; c < found->count; c++) {
        double weight;
        size_t count = count_members(&weight, found, body, c);
        cw_text_free(&words);
        for (size_t m = 0; m < body->count; m++) {
            if (!cw_coalition_has(found, c, m))
                continue;
            cw_text_append(&words, words.length == 0 ? "" : ", ");
            cw_text_append(&words, body->names[m]);
        }
        if (count == 0)
            cw_text_append(&words, "(nobody)");
        cw_sheet_row(&sheet);
        cw_sheet_figure(&sheet, (double)count);
        if (weights)
            cw_sheet_figure(&sheet, weight);
        cw_sheet_text(&sheet, &words);
    }
    cw_result_append_sheet(list->out, &sheet, &style);
    cw_sheet_free(&sheet);
    cw_text_free(&words);
}

/* ---- CSV and JSON ---- */

static void begin_csv(cw_sheet *sheet)
{
    static const char *const words[] = {"game", "coalition", "member", "name"};
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
        cw_sheet_column(sheet, (cw_column){.id = words[k],
                                           .title = "",
                                           .form = k == 1 ? CW_COLUMN_NUMBER : CW_COLUMN_WORDS});
    cw_sheet_column(sheet, (cw_column){.id = "weight", .title = "", .form = CW_COLUMN_NUMBER});
}

static void begin_row(cw_sheet *sheet, const cw_power_body *body, size_t coalition,
                      const char *label)
{
    cw_sheet_row(sheet);
    cw_sheet_words(sheet, label != NULL ? label : body->id);
    cw_sheet_figure(sheet, (double)(coalition + 1));
}

/* A row for each member of each coalition; for the empty one, a row without a member. */
static void add_rows(cw_sheet *sheet, const cw_power_body *body, const cw_coalitions *found,
                     const char *label)
{
    for (size_t c = 0; c < found->count; c++) {
        bool is_empty = true;
        for (size_t m = 0; m < body->count; m++) {
            if (!cw_coalition_has(found, c, m))
                continue;
            begin_row(sheet, body, c, label);
            cw_sheet_words(sheet, body->ids[m]);
            cw_sheet_words(sheet, body->names[m]);
            cw_sheet_figure(sheet, body->weights[m]);
            is_empty = false;
        }
        if (is_empty)
            begin_row(sheet, body, c, label);
    }
}

static void append_json(const cw_power_minimal *list, const cw_power_body *body,
                        const cw_coalitions *found, const char *label)
{
    cw_text *out = list->out;
    cw_text_append(out, list->bodies > 0 ? ", {" : "{");
    cw_result_json_words(out, "id", label != NULL ? label : body->id);
    cw_text_append(out, ", ");
    cw_result_json_words(out, "rule", body->rule);
    cw_text_append_format(out, ", \"complete\": %s, \"coalitions\": [",
                          found->is_all ? "true" : "false");
    for (size_t c = 0; c < found->count; c++) {
        bool is_first = true;
        cw_text_append(out, c > 0 ? ", [" : "[");
        for (size_t m = 0; m < body->count; m++) {
            if (!cw_coalition_has(found, c, m))
                continue;
            cw_text_append(out, is_first ? "" : ", ");
            cw_text_append_json(out, body->ids[m]);
            is_first = false;
        }
        cw_text_append(out, "]");
    }
    cw_text_append(out, "]}");
}

/* ---- The list ---- */

void cw_power_minimal_begin(cw_power_minimal *list, cw_text *out, cw_session *session,
                            const cw_shared_settings *shared)
{
    *list = (cw_power_minimal){.session = session, .shared = shared, .out = out};
    cw_sheet_init(&list->sheet, session->context, NULL);
    if (shared->csv) {
        begin_csv(&list->sheet);
    } else if (shared->json) {
        cw_result_begin_json(out);
        cw_text_append(out, "\"games\": [");
    }
}

static cw_status find(cw_coalitions *found, const cw_power_minimal *list, const cw_power_body *body,
                      size_t most)
{
    cw_session *session = list->session;
    cw_status status = cw_minimal_coalitions(found, session->context, body->game, most);
    if (status == CW_ERROR_USAGE)
        return cw_session_fail(session, CW_ERROR_LIMIT,
                               "%s: minimal winning coalitions are listed for rules without 'not'",
                               body->id);
    if (status == CW_OK && !found->is_all)
        cw_session_remark(session,
                          "%s: there are more than the %zu minimal winning coalitions "
                          "listed",
                          body->id, found->count);
    return status;
}

cw_status cw_power_minimal_add(cw_power_minimal *list, const cw_power_body *body, const char *label)
{
    bool is_data = list->shared->csv || list->shared->json;
    cw_coalitions found = {.is_all = true};
    cw_status status = CW_OK;
    if (body->game != NULL)
        status = find(&found, list, body, is_data ? MOST_AS_DATA : MOST_AS_TEXT);
    if (status != CW_OK)
        return status;
    if (list->shared->csv)
        add_rows(&list->sheet, body, &found, label);
    else if (list->shared->json)
        append_json(list, body, &found, label);
    else
        append_text(list, body, &found, label);
    list->bodies++;
    if (body->game != NULL)
        cw_coalitions_free(&found);
    return CW_OK;
}

cw_status cw_power_minimal_end(cw_power_minimal *list)
{
    cw_status status = CW_OK;
    if (list->shared->csv)
        status = cw_sheet_write_csv(list->out, &list->sheet);
    else if (list->shared->json)
        cw_text_append(list->out, "]}\n");
    cw_sheet_free(&list->sheet);
    return status != CW_OK ? status : list->out->status;
}
