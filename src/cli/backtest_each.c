/* A backtest decision by decision. */
#include "cli/backtest_result.h"

#include <math.h>

#include "cli/result.h"

static void begin(cw_sheet *sheet, const cw_session *session, const char *caption)
{
    static const cw_column columns[] = {
        {.id = "model", .title = "Model", .form = CW_COLUMN_WORDS},
        {.id = "forecast", .title = "Forecast", .form = CW_COLUMN_NUMBER, .decimals = 1},
        {.id = "happened", .title = "Happened", .form = CW_COLUMN_NUMBER, .decimals = 1},
        {.id = "error", .title = "Error", .form = CW_COLUMN_NUMBER, .decimals = 1},
    };
    cw_sheet_init(sheet, session->context, caption);
    if (caption == NULL)
        cw_sheet_column(
            sheet, (cw_column){.id = "decision", .title = "Decision", .form = CW_COLUMN_WORDS});
    for (size_t k = 0; k < sizeof columns / sizeof columns[0]; k++)
        cw_sheet_column(sheet, columns[k]);
}

/* The rows of one decision, with its name where `id` is not NULL. Forecasters that say nothing of it
 * are left out for people. */
static void add_decision(cw_sheet *sheet, const cw_backtest *backtest, const cw_past *past,
                         size_t decision, const char *id)
{
    double happened = past->decisions[decision].outcome;
    for (size_t row = 0; row < backtest->row_count; row++) {
        double forecast = backtest->forecasts[row * backtest->decisions + decision];
        if (id == NULL && isnan(forecast))
            continue;
        cw_sheet_row(sheet);
        if (id != NULL)
            cw_sheet_words(sheet, id);
        cw_sheet_words(sheet, backtest->rows[row].id);
        cw_sheet_figure(sheet, forecast);
        cw_sheet_figure(sheet, happened);
        cw_sheet_figure(sheet, fabs(forecast - happened));
    }
}

static void append_text(cw_text *out, const cw_session *session, const cw_shared_settings *shared,
                        const cw_backtest *backtest, const cw_past *past)
{
    cw_text_style style = cw_result_style(session, shared);
    for (size_t k = 0; k < past->count; k++) {
        cw_sheet sheet;
        begin(&sheet, session, past->ids[k]);
        add_decision(&sheet, backtest, past, k, NULL);
        cw_result_append_sheet(out, &sheet, &style);
        cw_sheet_free(&sheet);
    }
}

cw_status cw_backtest_write_each(cw_text *out, const cw_session *session,
                                 const cw_shared_settings *shared, const cw_backtest *backtest,
                                 const cw_past *past)
{
    cw_sheet sheet;
    cw_status status = CW_OK;
    if (!shared->json && !shared->csv) {
        append_text(out, session, shared, backtest, past);
        return out->status;
    }
    begin(&sheet, session, NULL);
    for (size_t k = 0; k < past->count; k++)
        add_decision(&sheet, backtest, past, k, past->ids[k]);
    if (shared->csv) {
        status = cw_sheet_write_csv(out, &sheet);
    } else {
        cw_result_begin_json(out);
        cw_text_append(out, "\"decisions\": ");
        status = cw_sheet_write_json(out, &sheet);
        cw_text_append(out, "}\n");
    }
    cw_sheet_free(&sheet);
    return status == CW_OK ? out->status : status;
}
