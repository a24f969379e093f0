/* A sweep, told as data and as a table. */
#include "counterweight/brief/sweep.h"

#include <string.h>

#include "brief/json.h"
#include "brief/words.h"
#include "counterweight/version.h"

static const char *path_of(const cw_sweep *sweep, size_t axis)
{
    return sweep->dossier->quantities[sweep->axes[axis].quantity].path;
}

/* ---- JSON ---- */

static void write_axes(cw_json *json, const cw_sweep *sweep)
{
    cw_json_array(json, "axes");
    for (size_t a = 0; a < sweep->axis_count; a++) {
        cw_json_object(json, NULL);
        cw_json_words(json, "quantity", path_of(sweep, a));
        cw_json_number(json, "from", sweep->axes[a].from);
        cw_json_number(json, "to", sweep->axes[a].to);
        cw_json_whole(json, "steps", sweep->axes[a].steps);
        cw_json_flag(json, "has_part", sweep->has_part[a]);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
}

static void write_cell(cw_json *json, const cw_sweep *sweep, const cw_sweep_cell *cell)
{
    cw_json_object(json, NULL);
    cw_json_array(json, "at");
    for (size_t a = 0; a < sweep->axis_count; a++) {
        cw_json_number(json, NULL, cell->at[a]);
    }
    cw_json_end_array(json);
    cw_json_summary(json, "bilateral", &cell->bilateral);
    cw_json_summary(json, "settled", &cell->settled);
    cw_json_summary(json, "gain", &cell->gain);
    cw_json_probability(json, "gain_positive", &cell->gain_positive);
    cw_json_probability(json, "threat_binds", &cell->threat_binds);
    cw_json_probability(json, "bypassed", &cell->bypassed);
    cw_json_probability(json, "decides", &cell->decides);
    cw_json_end_object(json);
}

cw_status cw_sweep_write_json(cw_text *out, const cw_sweep *sweep)
{
    cw_json json = {.out = out, .filled = false};
    cw_json_object(&json, NULL);
    cw_json_words(&json, "counterweight", CW_VERSION);
    cw_json_whole(&json, "seed", sweep->options.seed);
    cw_json_whole(&json, "draws", sweep->options.draws);
    cw_json_issue(&json, "issue", sweep->dossier, sweep->options.issue);
    cw_json_forum(&json, "forum", sweep->dossier, sweep->options.forum);
    cw_json_what_if(&json, "what_if", sweep->dossier, sweep->options.what_if);
    cw_json_words(&json, "model", sweep->options.model->id);
    write_axes(&json, sweep);
    cw_json_array(&json, "cells");
    for (size_t c = 0; c < sweep->cell_count; c++) {
        write_cell(&json, sweep, &sweep->cells[c]);
    }
    cw_json_end_array(&json);
    cw_json_end_object(&json);
    cw_text_append(out, "\n");
    return out->status;
}

/* ---- Tables ---- */

static const cw_column figure_columns[] = {
    {.id = "bilateral", .title = "Alone ends at", .form = CW_COLUMN_INTERVAL, .decimals = 1},
    {.id = "settled", .title = "In the forum ends at", .form = CW_COLUMN_INTERVAL, .decimals = 1},
    {.id = "gain",
     .title = "Gain",
     .unit = "points",
     .form = CW_COLUMN_INTERVAL,
     .decimals = 1,
     .show_plus = true},
    {.id = "gain_mean", .title = "Mean gain", .form = CW_COLUMN_NUMBER, .decimals = 1},
    {.id = "gain_positive", .title = "Any gain", .form = CW_COLUMN_PROBABILITY},
    {.id = "threat_binds", .title = "Threat binds", .form = CW_COLUMN_PROBABILITY},
    {.id = "bypassed", .title = "Leaves the forum", .form = CW_COLUMN_PROBABILITY},
    {.id = "decides", .title = "Can decide", .form = CW_COLUMN_PROBABILITY},
};

/* What fits beside the values in a terminal of 80 cells. */
static const cw_column line_columns[] = {
    {.id = "bilateral", .title = "Alone", .form = CW_COLUMN_NUMBER, .decimals = 1},
    {.id = "settled", .title = "In the forum", .form = CW_COLUMN_INTERVAL, .decimals = 1},
    {.id = "gain", .title = "Gain", .form = CW_COLUMN_INTERVAL, .decimals = 1, .show_plus = true},
    {.id = "gain_positive", .title = "Any gain", .form = CW_COLUMN_PROBABILITY},
};

static void summary_cell(cw_sheet *sheet, const cw_summary *summary)
{
    cw_sheet_interval(sheet, summary->median, summary->low80, summary->high80);
}

static void add_cell(cw_sheet *sheet, const cw_sweep *sweep, const cw_sweep_cell *cell)
{
    cw_sheet_row(sheet);
    for (size_t a = 0; a < sweep->axis_count; a++) {
        cw_sheet_figure(sheet, cell->at[a]);
    }
    summary_cell(sheet, &cell->bilateral);
    summary_cell(sheet, &cell->settled);
    summary_cell(sheet, &cell->gain);
    cw_sheet_figure(sheet, cell->gain.mean);
    cw_sheet_figure(sheet, cell->gain_positive.value);
    cw_sheet_figure(sheet, cell->threat_binds.value);
    cw_sheet_figure(sheet, cell->bypassed.value);
    cw_sheet_figure(sheet, cell->decides.value);
}

/* Numbers too long to stand in a column. */
static bool is_long(const cw_sweep_axis *axis)
{
    return axis->from >= CW_WORDS_WRITTEN_OUT || axis->to >= CW_WORDS_WRITTEN_OUT;
}

/* Decimals that tell the values of an axis apart. */
static int decimals_of(const cw_sweep_axis *axis)
{
    if (is_long(axis)) {
        return 0;
    }
    for (int decimals = 0; decimals < 6; decimals++) {
        double unit = 1.0;
        bool whole = true;
        for (int k = 0; k < decimals; k++) {
            unit *= 10.0;
        }
        for (size_t k = 0; k <= axis->steps && whole; k++) {
            double value = cw_sweep_value(axis, k) * unit;
            double rest = value - (double)(int64_t)(value + 0.5);
            whole = value < 1e15 && rest < 1e-6 && rest > -1e-6;
        }
        if (whole) {
            return decimals;
        }
    }
    return 6;
}

static void add_number_column(cw_sheet *sheet, const cw_sweep *sweep, size_t axis)
{
    cw_sheet_column(sheet, (cw_column){.id = path_of(sweep, axis),
                                       .title = path_of(sweep, axis),
                                       .form = CW_COLUMN_NUMBER,
                                       .decimals = decimals_of(&sweep->axes[axis])});
}

/* For people the last word of the path is enough: the caption has it whole. */
static void add_axis_column(cw_sheet *sheet, const cw_sweep *sweep, size_t axis)
{
    const char *path = path_of(sweep, axis);
    const char *dot = strrchr(path, '.');
    cw_sheet_column(
        sheet, (cw_column){.id = path,
                           .title = dot != NULL ? dot + 1 : path,
                           .form = is_long(&sweep->axes[axis]) ? CW_COLUMN_WORDS : CW_COLUMN_NUMBER,
                           .decimals = decimals_of(&sweep->axes[axis])});
}

static void add_axis_value(cw_sheet *sheet, cw_text *words, const cw_sweep_axis *axis, double value)
{
    if (!is_long(axis)) {
        cw_sheet_figure(sheet, value);
        return;
    }
    words->length = 0;
    cw_words_plain(words, value);
    cw_sheet_words(sheet, cw_text_string(words));
}

void cw_sweep_fill_sheet(cw_sheet *sheet, const cw_sweep *sweep)
{
    for (size_t a = 0; a < sweep->axis_count; a++) {
        add_number_column(sheet, sweep, a);
    }
    for (size_t k = 0; k < sizeof figure_columns / sizeof *figure_columns; k++) {
        cw_sheet_column(sheet, figure_columns[k]);
    }
    for (size_t c = 0; c < sweep->cell_count; c++) {
        add_cell(sheet, sweep, &sweep->cells[c]);
    }
}

/* What could not be put into words is missing in the sheet; the text is freed. */
static void keep_status(cw_sheet *sheet, cw_text *words)
{
    cw_sheet_inherit(sheet, words);
    cw_text_free(words);
}

void cw_sweep_fill_lines(cw_sheet *sheet, const cw_sweep *sweep)
{
    cw_text words;
    cw_text_init(&words, sheet->arena.context);
    for (size_t a = 0; a < sweep->axis_count; a++) {
        add_axis_column(sheet, sweep, a);
    }
    for (size_t k = 0; k < sizeof line_columns / sizeof *line_columns; k++) {
        cw_sheet_column(sheet, line_columns[k]);
    }
    for (size_t c = 0; c < sweep->cell_count; c++) {
        const cw_sweep_cell *cell = &sweep->cells[c];
        cw_sheet_row(sheet);
        for (size_t a = 0; a < sweep->axis_count; a++) {
            add_axis_value(sheet, &words, &sweep->axes[a], cell->at[a]);
        }
        cw_sheet_figure(sheet, cell->bilateral.median);
        summary_cell(sheet, &cell->settled);
        summary_cell(sheet, &cell->gain);
        cw_sheet_figure(sheet, cell->gain_positive.value);
    }
    keep_status(sheet, &words);
}

void cw_sweep_fill_square(cw_sheet *sheet, const cw_sweep *sweep)
{
    const cw_sweep_axis *across = &sweep->axes[1];
    cw_text title;
    cw_text words;
    cw_text_init(&title, sheet->arena.context);
    cw_text_init(&words, sheet->arena.context);
    add_axis_column(sheet, sweep, 0);
    for (size_t k = 0; k <= across->steps; k++) {
        title.length = 0;
        cw_words_plain(&title, cw_sweep_value(across, k));
        cw_sheet_column(sheet, (cw_column){.id = cw_text_string(&title),
                                           .title = cw_text_string(&title),
                                           .form = CW_COLUMN_NUMBER,
                                           .decimals = 1,
                                           .show_plus = true});
    }
    for (size_t c = 0; c < sweep->cell_count; c++) {
        if (c % (across->steps + 1) == 0) {
            cw_sheet_row(sheet);
            add_axis_value(sheet, &words, &sweep->axes[0], sweep->cells[c].at[0]);
        }
        cw_sheet_figure(sheet, sweep->cells[c].gain.median);
    }
    keep_status(sheet, &title);
    keep_status(sheet, &words);
}
