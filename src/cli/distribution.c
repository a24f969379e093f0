#include "cli/distribution.h"

#include <math.h>

#include "cli/result.h"

/* A central interval: its ids and the quantiles at its ends. */
typedef struct interval {
    const char *title;
    const char *low;
    const char *high;
    double tail;
} interval;

static const interval intervals[] = {
    {"50%", "low50", "high50", 0.25},
    {"80%", "low80", "high80", 0.1},
    {"95%", "low95", "high95", 0.025},
};

#define INTERVALS (sizeof intervals / sizeof *intervals)

static void add_number_column(cw_sheet *sheet, const char *id, const char *title)
{
    cw_sheet_column(sheet, (cw_column){.id = id, .title = title, .form = CW_COLUMN_NUMBER});
}

static void add_chance_column(cw_sheet *sheet, double above)
{
    cw_text title;
    cw_text_init(&title, sheet->arena.context);
    cw_text_append(&title, "Above ");
    cw_text_append_format(&title, "%g", above);
    cw_sheet_inherit(sheet, &title);
    cw_sheet_column(
        sheet,
        (cw_column){.id = "above", .title = cw_text_string(&title), .form = CW_COLUMN_PROBABILITY});
    cw_text_free(&title);
}

void cw_distribution_columns(cw_sheet *sheet, const cw_distribution_form *form)
{
    add_number_column(sheet, "median", "Median");
    for (size_t k = 0; k < INTERVALS; k++) {
        if (form->for_people) {
            cw_sheet_column(sheet, (cw_column){.id = intervals[k].low,
                                               .title = intervals[k].title,
                                               .form = CW_COLUMN_WORDS});
        } else {
            add_number_column(sheet, intervals[k].low, intervals[k].low);
            add_number_column(sheet, intervals[k].high, intervals[k].high);
        }
    }
    if (!isnan(form->above))
        add_chance_column(sheet, form->above);
}

static void add_interval(cw_sheet *sheet, const cw_density *density, const interval *of,
                         bool for_people)
{
    double low = cw_density_quantile(density, of->tail);
    double high = cw_density_quantile(density, 1.0 - of->tail);
    if (for_people) {
        cw_text words;
        cw_text_init(&words, sheet->arena.context);
        cw_text_append_fixed(&words, low, 0);
        cw_text_append(&words, " to ");
        cw_text_append_fixed(&words, high, 0);
        cw_sheet_text(sheet, &words);
        cw_text_free(&words);
    } else {
        cw_sheet_figure(sheet, low);
        cw_sheet_figure(sheet, high);
    }
}

void cw_distribution_cells(cw_sheet *sheet, const cw_density *density,
                           const cw_distribution_form *form)
{
    if (density == NULL) {
        if (form->for_people)
            cw_sheet_words(sheet, "says nothing");
        return;
    }
    cw_sheet_figure(sheet, cw_density_quantile(density, 0.5));
    for (size_t k = 0; k < INTERVALS; k++)
        add_interval(sheet, density, &intervals[k], form->for_people);
    if (!isnan(form->above))
        cw_sheet_figure(sheet, cw_density_above(density, form->above));
}

void cw_distribution_json(cw_text *out, const cw_density *density, double above)
{
    if (density == NULL) {
        cw_text_append(out, "\"distribution\": null");
        return;
    }
    cw_text_append(out, "\"distribution\": {");
    cw_result_json_figure(out, "median", cw_density_quantile(density, 0.5));
    for (size_t k = 0; k < INTERVALS; k++) {
        cw_text_append(out, ", ");
        cw_result_json_figure(out, intervals[k].low,
                              cw_density_quantile(density, intervals[k].tail));
        cw_text_append(out, ", ");
        cw_result_json_figure(out, intervals[k].high,
                              cw_density_quantile(density, 1.0 - intervals[k].tail));
    }
    if (!isnan(above)) {
        cw_text_append(out, ", ");
        cw_result_json_figure(out, "threshold", above);
        cw_text_append(out, ", ");
        cw_result_json_figure(out, "above", cw_density_above(density, above));
    }
    cw_text_append(out, "}");
}
