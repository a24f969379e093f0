#include "cli/backtest_result.h"

#include <math.h>

#include "cli/result.h"

/* How a score is shown to people. First come, side by side in 80 cells, single figures, shares in whole
 * percent, and an interval for the one that compares models; then all with their intervals, in as many tables
 * as it takes. Closed intervals are for programs: with lumps at the ends they measure no calibration. */
typedef enum text_form { LEFT_OUT, AS_NUMBER, AS_SHARE, AS_INTERVAL } text_form;

/* A column of the full table. */
typedef struct score_column {
    cw_column column;
    size_t score; /* offset in cw_backtest_row */
    text_form in_text;
    bool in_detail;
} score_column;

#define SCORE(member) offsetof(cw_backtest_row, member)

static const score_column score_columns[] = {
    {{.id = "mean_error", .title = "Mean error", .form = CW_COLUMN_INTERVAL, .decimals = 1},
     SCORE(mean_error),
     AS_NUMBER,
     true},
    {{.id = "median_error", .title = "Median error", .form = CW_COLUMN_INTERVAL, .decimals = 1},
     SCORE(median_error),
     LEFT_OUT,
     true},
    {{.id = "within_ten", .title = "10 or less", .form = CW_COLUMN_INTERVAL, .decimals = 3},
     SCORE(within_ten),
     AS_SHARE,
     true},
    {{.id = "crps", .title = "CRPS", .form = CW_COLUMN_INTERVAL, .decimals = 2},
     SCORE(crps),
     AS_NUMBER,
     true},
    {{.id = "coverage50", .title = "In 50%", .form = CW_COLUMN_INTERVAL, .decimals = 3},
     SCORE(coverage50),
     LEFT_OUT,
     false},
    {{.id = "coverage80", .title = "In 80%", .form = CW_COLUMN_INTERVAL, .decimals = 3},
     SCORE(coverage80),
     LEFT_OUT,
     false},
    {{.id = "coverage95", .title = "In 95%", .form = CW_COLUMN_INTERVAL, .decimals = 3},
     SCORE(coverage95),
     LEFT_OUT,
     false},
    {{.id = "central50", .title = "In 50%", .form = CW_COLUMN_INTERVAL, .decimals = 3},
     SCORE(central50),
     LEFT_OUT,
     true},
    {{.id = "central80", .title = "In 80%", .form = CW_COLUMN_INTERVAL, .decimals = 3},
     SCORE(central80),
     AS_SHARE,
     true},
    {{.id = "central95", .title = "In 95%", .form = CW_COLUMN_INTERVAL, .decimals = 3},
     SCORE(central95),
     LEFT_OUT,
     true},
    {{.id = "difference",
      .title = "Less weighted mean",
      .form = CW_COLUMN_INTERVAL,
      .decimals = 1,
      .show_plus = true},
     SCORE(difference),
     AS_INTERVAL,
     false},
};

#define SCORE_COLUMNS (sizeof score_columns / sizeof score_columns[0])

static const cw_score *score_at(const cw_backtest_row *row, size_t offset)
{
    return (const cw_score *)(const void *)((const char *)row + offset);
}

static cw_column column_in_text(const score_column *of)
{
    cw_column column = of->column;
    if (of->in_text != AS_INTERVAL)
        column.form = of->in_text == AS_SHARE ? CW_COLUMN_PROBABILITY : CW_COLUMN_NUMBER;
    return column;
}

/* The tables there are: side by side for people, with all intervals for people, all there is for programs. */
typedef enum table_form { OVERVIEW, DETAIL, COMPLETE } table_form;

/* The column of a score in a table; false: it has none. */
static bool has_column(cw_column *out, const score_column *of, table_form table)
{
    *out = table == OVERVIEW ? column_in_text(of) : of->column;
    return table == COMPLETE || (table == DETAIL ? of->in_detail : of->in_text != LEFT_OUT);
}

static void add_columns(cw_sheet *sheet, table_form table)
{
    cw_column column;
    cw_sheet_column(sheet, (cw_column){.id = "model", .title = "Model", .form = CW_COLUMN_WORDS});
    if (table != DETAIL)
        cw_sheet_column(sheet,
                        (cw_column){.id = "scored", .title = "Cases", .form = CW_COLUMN_NUMBER});
    for (size_t k = 0; k < SCORE_COLUMNS; k++)
        if (has_column(&column, &score_columns[k], table))
            cw_sheet_column(sheet, column);
    if (table == COMPLETE)
        cw_sheet_column(sheet, (cw_column){.id = "error_spread",
                                           .title = "Width of its error",
                                           .form = CW_COLUMN_NUMBER});
}

/* For people a score without an interval is a figure. */
static void add_score(cw_sheet *sheet, const cw_score *score, const cw_column *column,
                      table_form table)
{
    if (column->form == CW_COLUMN_INTERVAL && (table == COMPLETE || !isnan(score->low95)))
        cw_sheet_interval(sheet, score->value, score->low95, score->high95);
    else
        cw_sheet_figure(sheet, score->value);
}

static void add_row(cw_sheet *sheet, const cw_backtest_row *row, table_form table)
{
    cw_column column;
    cw_sheet_row(sheet);
    cw_sheet_words(sheet, row->id);
    if (table != DETAIL)
        cw_sheet_figure(sheet, (double)row->scored);
    for (size_t k = 0; k < SCORE_COLUMNS; k++)
        if (has_column(&column, &score_columns[k], table))
            add_score(sheet, score_at(row, score_columns[k].score), &column, table);
    if (table == COMPLETE)
        cw_sheet_figure(sheet, row->spread);
}

/* Models that say nothing on any row are left out for people. */
static void fill(cw_sheet *sheet, const cw_backtest *backtest, table_form table)
{
    add_columns(sheet, table);
    for (size_t k = 0; k < backtest->row_count; k++)
        if (table == COMPLETE || backtest->rows[k].scored > 0)
            add_row(sheet, &backtest->rows[k], table);
}

/* What is fitted on all decisions, to forecast others with. */
static void append_fit(cw_text *out, const cw_backtest *backtest)
{
    cw_text_append(out, ", \"ensemble\": {");
    for (size_t k = 0; k < CW_ENSEMBLE_PARTS; k++) {
        cw_text_append(out, k > 0 ? ", " : "");
        cw_result_json_figure(out, cw_ensemble_parts()[k].id, backtest->mix.weights[k]);
    }
    cw_text_append(out, "}, \"happened\": [");
    for (size_t k = 0; k < CW_CALIBRATION_BINS; k++) {
        cw_text_append(out, k > 0 ? ", " : "");
        cw_text_append_exact(out, backtest->happened[k]);
    }
    cw_text_append(out, "], ");
    cw_result_json_figure(out, "sureness", backtest->mix.sureness);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "sharpness", backtest->sharpness);
    cw_text_append(out, "}\n");
}

static void append_caption(cw_text *out, const cw_backtest *backtest, const cw_past *past)
{
    if (past->venues == NULL)
        cw_text_append_format(out, "%zu decisions of %zu proposals; %zu rows left out",
                              backtest->decisions, backtest->clusters, past->left_out);
    else
        cw_text_append_format(
            out, "%zu %s on record; distributions fitted on %s", backtest->decisions,
            backtest->decisions == 1 ? "outcome" : "outcomes", cw_calibration_published()->from);
    if (backtest->clusters < CW_BACKTEST_CLUSTERS_LEAST)
        cw_text_append_format(out, "; too few to tell models apart, so without intervals");
}

static cw_status write_json(cw_text *out, const cw_sheet *sheet, const cw_backtest *backtest,
                            const cw_past *past)
{
    cw_result_begin_json(out);
    cw_text_append_format(out, "\"decisions\": %zu, \"%s\": %zu, \"left_out\": %zu, \"models\": ",
                          backtest->decisions, past->venues == NULL ? "proposals" : "issues",
                          backtest->clusters, past->left_out);
    cw_status status = cw_sheet_write_json(out, sheet);
    append_fit(out, backtest);
    return status;
}

static void append_table(cw_text *out, const cw_text *caption, const cw_backtest *backtest,
                         table_form table, const cw_text_style *style)
{
    cw_sheet sheet;
    cw_sheet_begin(&sheet, caption);
    cw_sheet_run_on(&sheet);
    fill(&sheet, backtest, table);
    cw_result_append_sheet(out, &sheet, style);
    cw_sheet_free(&sheet);
}

/* The ensemble, which is last, says something of every decision. */
static bool has_intervals(const cw_backtest *backtest)
{
    return !isnan(backtest->rows[backtest->row_count - 1].mean_error.low95);
}

static void write_text(cw_text *out, const cw_session *session, const cw_shared_settings *shared,
                       const cw_backtest *backtest, const cw_past *past)
{
    cw_text_style style = cw_result_style(session, shared);
    cw_text caption;
    cw_text_init(&caption, session->context);
    append_caption(&caption, backtest, past);
    append_table(out, &caption, backtest, OVERVIEW, &style);
    cw_text_free(&caption);
    cw_text_append(&caption,
                   has_intervals(backtest) ? "All scores, with 95% intervals" : "All scores");
    append_table(out, &caption, backtest, DETAIL, &style);
    cw_text_free(&caption);
}

cw_status cw_backtest_write(cw_text *out, const cw_session *session,
                            const cw_shared_settings *shared, const cw_backtest *backtest,
                            const cw_past *past)
{
    cw_sheet sheet;
    if (!shared->json && !shared->csv) {
        write_text(out, session, shared, backtest, past);
        return out->status;
    }
    cw_sheet_init(&sheet, session->context, NULL);
    fill(&sheet, backtest, COMPLETE);
    cw_status status =
        shared->csv ? cw_sheet_write_csv(out, &sheet) : write_json(out, &sheet, backtest, past);
    cw_sheet_free(&sheet);
    return status == CW_OK ? out->status : status;
}
