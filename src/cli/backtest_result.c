#include "cli/backtest_result.h"

#include "cli/result.h"

/* Columns of the full table, and those that are also shown to people. */
typedef struct score_column {
    cw_column column;
    size_t score; /* offset in cw_backtest_row */
    bool in_text;
} score_column;

#define SCORE(member) offsetof(cw_backtest_row, member)

static const score_column score_columns[] = {
    {{.id = "mean_error", .title = "Mean error", .form = CW_COLUMN_INTERVAL, .decimals = 1},
     SCORE(mean_error),
     true},
    {{.id = "median_error", .title = "Median error", .form = CW_COLUMN_INTERVAL, .decimals = 1},
     SCORE(median_error),
     false},
    {{.id = "within_ten", .title = "Within 10", .form = CW_COLUMN_INTERVAL, .decimals = 3},
     SCORE(within_ten),
     true},
    {{.id = "crps", .title = "CRPS", .form = CW_COLUMN_INTERVAL, .decimals = 2}, SCORE(crps), true},
    {{.id = "coverage50", .title = "In 50%", .form = CW_COLUMN_INTERVAL, .decimals = 3},
     SCORE(coverage50),
     false},
    {{.id = "coverage80", .title = "In 80%", .form = CW_COLUMN_INTERVAL, .decimals = 3},
     SCORE(coverage80),
     true},
    {{.id = "coverage95", .title = "In 95%", .form = CW_COLUMN_INTERVAL, .decimals = 3},
     SCORE(coverage95),
     false},
    {{.id = "difference",
      .title = "Less weighted mean",
      .form = CW_COLUMN_INTERVAL,
      .decimals = 1,
      .show_plus = true},
     SCORE(difference),
     true},
};

#define SCORE_COLUMNS (sizeof score_columns / sizeof score_columns[0])

static const cw_score *score_at(const cw_backtest_row *row, size_t offset)
{
    return (const cw_score *)(const void *)((const char *)row + offset);
}

/* In text the single figures, with an interval for the one that compares models. */
static cw_column column_in_text(const score_column *of)
{
    cw_column column = of->column;
    if (of->score != SCORE(difference))
        column.form = CW_COLUMN_NUMBER;
    return column;
}

static void add_columns(cw_sheet *sheet, bool for_people)
{
    cw_sheet_column(sheet, (cw_column){.id = "model", .title = "Model", .form = CW_COLUMN_WORDS});
    cw_sheet_column(sheet,
                    (cw_column){.id = "scored", .title = "Scored", .form = CW_COLUMN_NUMBER});
    for (size_t k = 0; k < SCORE_COLUMNS; k++) {
        if (!for_people)
            cw_sheet_column(sheet, score_columns[k].column);
        else if (score_columns[k].in_text)
            cw_sheet_column(sheet, column_in_text(&score_columns[k]));
    }
    if (!for_people)
        cw_sheet_column(sheet, (cw_column){.id = "error_spread",
                                           .title = "Width of its error",
                                           .form = CW_COLUMN_NUMBER});
}

static void add_score(cw_sheet *sheet, const cw_score *score, cw_column_form form)
{
    if (form == CW_COLUMN_INTERVAL)
        cw_sheet_interval(sheet, score->value, score->low95, score->high95);
    else
        cw_sheet_figure(sheet, score->value);
}

static void add_row(cw_sheet *sheet, const cw_backtest_row *row, bool for_people)
{
    cw_sheet_row(sheet);
    cw_sheet_words(sheet, row->id);
    cw_sheet_figure(sheet, (double)row->scored);
    for (size_t k = 0; k < SCORE_COLUMNS; k++) {
        const cw_score *score = score_at(row, score_columns[k].score);
        if (!for_people)
            add_score(sheet, score, CW_COLUMN_INTERVAL);
        else if (score_columns[k].in_text)
            add_score(sheet, score, column_in_text(&score_columns[k]).form);
    }
    if (!for_people)
        cw_sheet_figure(sheet, row->spread);
}

/* Models that say nothing on any row are left out for people. */
static void fill(cw_sheet *sheet, const cw_backtest *backtest, bool for_people)
{
    add_columns(sheet, for_people);
    for (size_t k = 0; k < backtest->row_count; k++)
        if (!for_people || backtest->rows[k].scored > 0)
            add_row(sheet, &backtest->rows[k], for_people);
}

static void append_weights(cw_text *out, const cw_backtest *backtest)
{
    cw_text_append(out, ", \"ensemble\": {");
    cw_result_json_figure(out, "softened_median", backtest->weights[CW_ENSEMBLE_DISCONTENT]);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "election", backtest->weights[CW_ENSEMBLE_ELECTION]);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "climatology", backtest->weights[CW_ENSEMBLE_CLIMATOLOGY]);
    cw_text_append(out, "}}\n");
}

cw_status cw_backtest_write(cw_text *out, const cw_session *session,
                            const cw_shared_settings *shared, const cw_backtest *backtest,
                            size_t left_out)
{
    cw_sheet sheet;
    cw_text caption;
    cw_status status = CW_OK;
    bool for_people = !shared->json && !shared->csv;
    cw_text_style style = cw_result_style(session, shared);
    cw_text_init(&caption, session->context);
    cw_text_append_format(&caption, "%zu decisions of %zu proposals; %zu rows left out",
                          backtest->decisions, backtest->clusters, left_out);
    cw_sheet_init(&sheet, session->context, for_people ? cw_text_string(&caption) : NULL);
    fill(&sheet, backtest, for_people);
    if (for_people) {
        cw_result_append_sheet(out, &sheet, &style);
    } else if (shared->csv) {
        status = cw_sheet_write_csv(out, &sheet);
    } else {
        cw_result_begin_json(out);
        cw_text_append_format(out,
                              "\"decisions\": %zu, \"proposals\": %zu, \"left_out\": %zu, "
                              "\"models\": ",
                              backtest->decisions, backtest->clusters, left_out);
        status = cw_sheet_write_json(out, &sheet);
        append_weights(out, backtest);
    }
    cw_sheet_free(&sheet);
    cw_text_free(&caption);
    return status == CW_OK ? out->status : status;
}
