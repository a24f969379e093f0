#include "cli/divide_result.h"

#include "cli/result.h"

/* Where rows stand: those of a text or of JSON belong to a body that is told around them. */
typedef enum row_form { OF_TEXT, OF_CSV, OF_JSON } row_form;

/* For people a member is called by its name, for programs by its id too. */
static void add_columns(cw_sheet *sheet, row_form form)
{
    static const cw_column columns[] = {
        {.id = "votes", .title = "Votes", .form = CW_COLUMN_NUMBER},
        {.id = "chance", .title = "Proposes", .form = CW_COLUMN_SHARE},
        {.id = "expects", .title = "Expects", .form = CW_COLUMN_SHARE},
        {.id = "keeps", .title = "Keeps if it proposes", .form = CW_COLUMN_SHARE},
        {.id = "asks", .title = "Asks to agree", .form = CW_COLUMN_SHARE},
        {.id = "bought", .title = "Is asked and agrees", .form = CW_COLUMN_SHARE},
    };
    if (form == OF_CSV)
        cw_sheet_column(sheet, (cw_column){.id = "body", .title = "", .form = CW_COLUMN_WORDS});
    if (form != OF_TEXT)
        cw_sheet_column(sheet, (cw_column){.id = "member", .title = "", .form = CW_COLUMN_WORDS});
    cw_sheet_column(sheet, (cw_column){.id = "name", .title = "Member", .form = CW_COLUMN_WORDS});
    for (size_t k = 0; k < sizeof columns / sizeof columns[0]; k++)
        cw_sheet_column(sheet, columns[k]);
}

static double chance_of(const cw_legislature *legislature, size_t member)
{
    return legislature->recognition == NULL ? 1.0 / (double)legislature->members
                                            : legislature->recognition[member];
}

static void add_rows(cw_sheet *sheet, const cw_division *division, row_form form)
{
    const cw_power_body *body = division->body;
    const cw_legislature *legislature = division->legislature;
    for (size_t m = 0; m < body->count; m++) {
        const cw_legislature_share *share = &division->shares[m];
        cw_sheet_row(sheet);
        if (form == OF_CSV)
            cw_sheet_words(sheet, body->id);
        if (form != OF_TEXT)
            cw_sheet_words(sheet, body->ids[m]);
        cw_sheet_words(sheet, body->names[m]);
        cw_sheet_figure(sheet, (double)legislature->votes[m]);
        cw_sheet_figure(sheet, chance_of(legislature, m));
        cw_sheet_figure(sheet, share->value);
        cw_sheet_figure(sheet, share->keeps);
        cw_sheet_figure(sheet, legislature->discount * share->value);
        cw_sheet_figure(sheet, share->bought);
    }
}

/* As it was written. */
static void append_decimal(cw_text *out, double value)
{
    int64_t digits;
    int places = 0;
    if (cw_decimal_of(&digits, &places, value) == CW_OK)
        cw_text_append_fixed(out, value, places);
    else
        cw_text_append_exact(out, value);
}

static void append_caption(cw_text *out, const cw_division *division)
{
    const cw_power_body *body = division->body;
    const cw_legislature *legislature = division->legislature;
    int64_t total = 0;
    for (size_t m = 0; m < body->count; m++)
        total += legislature->votes[m];
    cw_text_append_format(out, "%s: %s. Rule: %s. ", body->id, body->name, body->rule);
    cw_text_append_format(out, "%zu %s, quota %lld of %lld votes; a share a round later is worth ",
                          body->count, body->count == 1 ? "member" : "members",
                          (long long)legislature->quota, (long long)total);
    append_decimal(out, legislature->discount);
    cw_text_append(out, " of it.");
}

static void append_text(cw_division_report *report, const cw_division *division)
{
    cw_text_style style = cw_result_style(report->session, report->shared);
    cw_text caption;
    cw_sheet sheet;
    cw_text_init(&caption, report->out->context);
    append_caption(&caption, division);
    cw_sheet_begin(&sheet, &caption);
    add_columns(&sheet, OF_TEXT);
    add_rows(&sheet, division, OF_TEXT);
    cw_result_append_sheet(report->out, &sheet, &style);
    cw_sheet_free(&sheet);
    cw_text_free(&caption);
}

static cw_status append_json(cw_division_report *report, const cw_division *division)
{
    cw_text *out = report->out;
    cw_sheet sheet;
    cw_sheet_init(&sheet, out->context, NULL);
    add_columns(&sheet, OF_JSON);
    add_rows(&sheet, division, OF_JSON);
    cw_text_append(out, report->bodies > 0 ? ", {" : "{");
    cw_result_json_words(out, "id", division->body->id);
    cw_text_append(out, ", ");
    cw_result_json_words(out, "rule", division->body->rule);
    cw_text_append_format(out, ", \"quota\": %lld, ", (long long)division->legislature->quota);
    cw_result_json_figure(out, "discount", division->legislature->discount);
    cw_text_append(out, ", \"members\": ");
    cw_status status = cw_sheet_write_json(out, &sheet);
    cw_text_append(out, "}");
    cw_sheet_free(&sheet);
    return status;
}

void cw_division_report_begin(cw_division_report *report, cw_text *out, const cw_session *session,
                              const cw_shared_settings *shared)
{
    *report = (cw_division_report){.session = session, .shared = shared, .out = out};
    cw_sheet_init(&report->sheet, out->context, NULL);
    if (shared->csv) {
        add_columns(&report->sheet, OF_CSV);
    } else if (shared->json) {
        cw_result_begin_json(out);
        cw_text_append(out, "\"bodies\": [");
    }
}

cw_status cw_division_report_add(cw_division_report *report, const cw_division *division)
{
    cw_status status = CW_OK;
    if (report->shared->csv)
        add_rows(&report->sheet, division, OF_CSV);
    else if (report->shared->json)
        status = append_json(report, division);
    else
        append_text(report, division);
    report->bodies++;
    return status == CW_OK ? report->out->status : status;
}

cw_status cw_division_report_end(cw_division_report *report)
{
    cw_status status = CW_OK;
    if (report->shared->csv)
        status = cw_sheet_write_csv(report->out, &report->sheet);
    else if (report->shared->json)
        cw_text_append(report->out, "]}\n");
    cw_sheet_free(&report->sheet);
    return status != CW_OK ? status : report->out->status;
}
