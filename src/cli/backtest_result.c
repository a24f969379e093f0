#include "cli/backtest_result.h"

#include <math.h>

#include "cli/result.h"

/* How a score is shown to people: single figures, shares in whole percent, and an interval for the one
 * that compares models, so that a line takes no more than 80 cells. */
typedef enum text_form { LEFT_OUT, AS_NUMBER, AS_SHARE, AS_INTERVAL } text_form;

/* A column of the full table. */
typedef struct score_column {
    cw_column column;
    size_t score; /* offset in cw_backtest_row */
    text_form in_text;
} score_column;

#define SCORE(member) offsetof(cw_backtest_row, member)

static const score_column score_columns[] = {
    {{.id = "mean_error", .title = "Mean error", .form = CW_COLUMN_INTERVAL, .decimals = 1},
     SCORE(mean_error),
     AS_NUMBER},
    {{.id = "median_error", .title = "Median error", .form = CW_COLUMN_INTERVAL, .decimals = 1},
     SCORE(median_error),
     LEFT_OUT},
    {{.id = "within_ten", .title = "10 or less", .form = CW_COLUMN_INTERVAL, .decimals = 3},
     SCORE(within_ten),
     AS_SHARE},
    {{.id = "crps", .title = "CRPS", .form = CW_COLUMN_INTERVAL, .decimals = 2},
     SCORE(crps),
     AS_NUMBER},
    {{.id = "coverage50", .title = "In 50%", .form = CW_COLUMN_INTERVAL, .decimals = 3},
     SCORE(coverage50),
     LEFT_OUT},
    {{.id = "coverage80", .title = "In 80%", .form = CW_COLUMN_INTERVAL, .decimals = 3},
     SCORE(coverage80),
     LEFT_OUT},
    {{.id = "coverage95", .title = "In 95%", .form = CW_COLUMN_INTERVAL, .decimals = 3},
     SCORE(coverage95),
     LEFT_OUT},
    {{.id = "central50", .title = "In 50%", .form = CW_COLUMN_INTERVAL, .decimals = 3},
     SCORE(central50),
     LEFT_OUT},
    {{.id = "central80", .title = "In 80%", .form = CW_COLUMN_INTERVAL, .decimals = 3},
     SCORE(central80),
     AS_SHARE},
    {{.id = "central95", .title = "In 95%", .form = CW_COLUMN_INTERVAL, .decimals = 3},
     SCORE(central95),
     LEFT_OUT},
    {{.id = "difference",
      .title = "Less weighted mean",
      .form = CW_COLUMN_INTERVAL,
      .decimals = 1,
      .show_plus = true},
     SCORE(difference),
     AS_INTERVAL},
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

static void add_columns(cw_sheet *sheet, bool for_people)
{
    cw_sheet_column(sheet, (cw_column){.id = "model", .title = "Model", .form = CW_COLUMN_WORDS});
    cw_sheet_column(sheet, (cw_column){.id = "scored", .title = "Cases", .form = CW_COLUMN_NUMBER});
    for (size_t k = 0; k < SCORE_COLUMNS; k++) {
        if (!for_people)
            cw_sheet_column(sheet, score_columns[k].column);
        else if (score_columns[k].in_text != LEFT_OUT)
            cw_sheet_column(sheet, column_in_text(&score_columns[k]));
    }
    if (!for_people)
        cw_sheet_column(sheet, (cw_column){.id = "error_spread",
                                           .title = "Width of its error",
                                           .form = CW_COLUMN_NUMBER});
}

static void add_row(cw_sheet *sheet, const cw_backtest_row *row, bool for_people)
{
    cw_sheet_row(sheet);
    cw_sheet_words(sheet, row->id);
    cw_sheet_figure(sheet, (double)row->scored);
    for (size_t k = 0; k < SCORE_COLUMNS; k++) {
        const cw_score *score = score_at(row, score_columns[k].score);
        bool alone = score_columns[k].in_text != AS_INTERVAL;
        if (!for_people)
            cw_sheet_interval(sheet, score->value, score->low95, score->high95);
        else if (score_columns[k].in_text != LEFT_OUT && (alone || isnan(score->low95)))
            cw_sheet_figure(sheet, score->value);
        else if (score_columns[k].in_text != LEFT_OUT)
            cw_sheet_interval(sheet, score->value, score->low95, score->high95);
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

cw_status cw_backtest_write(cw_text *out, const cw_session *session,
                            const cw_shared_settings *shared, const cw_backtest *backtest,
                            const cw_past *past)
{
    cw_sheet sheet;
    cw_text caption;
    cw_status status = CW_OK;
    bool for_people = !shared->json && !shared->csv;
    cw_text_style style = cw_result_style(session, shared);
    cw_text_init(&caption, session->context);
    append_caption(&caption, backtest, past);
    cw_sheet_init(&sheet, session->context, for_people ? cw_text_string(&caption) : NULL);
    cw_sheet_inherit(&sheet, &caption);
    fill(&sheet, backtest, for_people);
    if (for_people)
        cw_result_append_sheet(out, &sheet, &style);
    else if (shared->csv)
        status = cw_sheet_write_csv(out, &sheet);
    else
        status = write_json(out, &sheet, backtest, past);
    cw_sheet_free(&sheet);
    cw_text_free(&caption);
    return status == CW_OK ? out->status : status;
}
