/* Voting power, written as text, CSV or JSON. */
#include "cli/power_result.h"

#include <math.h>
#include <string.h>

#include "cli/result.h"

#define DECIMALS 6
#define DECIMALS_MOST 15
/* Counts of more digits are left to CSV and JSON; so are swings, for which a line has less room. */
#define DIGITS_SHOWN 15
#define SWING_DIGITS_SHOWN 9

static bool has_weights(const cw_power_body *body)
{
    for (size_t i = 0; i < body->count; i++)
        if (!isnan(body->weights[i]))
            return true;
    return false;
}

/* Decimals that show every weight as it is, up to 6. */
static int weight_decimals(const cw_power_body *body)
{
    int most = 0;
    for (size_t m = 0; m < body->count; m++) {
        int64_t digits;
        int places;
        if (!isnan(body->weights[m]) &&
            cw_decimal_of(&digits, &places, body->weights[m]) == CW_OK && places > most)
            most = places;
    }
    return most < DECIMALS ? most : DECIMALS;
}

static bool is_shown(const cw_power_report *report, size_t index, bool of_body)
{
    size_t count;
    const cw_power_index *const *indices = cw_power_indices(&count);
    return (report->wanted >> index & 1) != 0 && indices[index]->of_body == of_body;
}

/* "banzhaf_absolute" from "banzhaf-absolute". */
static void add_column(cw_sheet *sheet, const char *id, const char *title, cw_column_form form,
                       int decimals)
{
    char key[64];
    size_t length = strlen(id) < sizeof key - 1 ? strlen(id) : sizeof key - 1;
    for (size_t k = 0; k < length; k++)
        key[k] = id[k];
    for (size_t k = 0; k < length; k++)
        if (key[k] == '-')
            key[k] = '_';
    key[length] = '\0';
    cw_sheet_column(sheet,
                    (cw_column){.id = key, .title = title, .form = form, .decimals = decimals});
}

/* ---- Text ---- */

/* Decimals that leave four digits of the largest value, at least 6: chances under a high quota are
 * small. */
static int decimals_of(const cw_power *power, size_t index)
{
    double largest = 0.0;
    int decimals = DECIMALS;
    for (size_t m = 0; m < power->members; m++)
        largest = fmax(largest, fabs(cw_power_value(power, index, m)));
    while (largest > 0.0 && decimals < DECIMALS_MOST && largest * pow(10.0, decimals) < 1e3)
        decimals++;
    return decimals;
}

static bool shows_swings(const cw_power_body *body)
{
    for (size_t m = 0; m < body->count; m++)
        if (body->power->swings == NULL || strlen(body->power->swings[m]) > SWING_DIGITS_SHOWN)
            return false;
    return true;
}

static void append_count(cw_text *out, const char *number, const char *what)
{
    if (number == NULL || strlen(number) > DIGITS_SHOWN)
        return;
    cw_text_append_format(out, ", %s %s %s", number, what,
                          strcmp(number, "1") == 0 ? "coalition" : "coalitions");
}

/* "csto: Collective Security Treaty Organisation. Rule: consensus. 6 members, 1 winning coalition.
 * Coleman, body's power to act: 0.015625." */
static void append_caption(cw_power_report *report, cw_text *out, const cw_power_body *body)
{
    size_t count;
    const cw_power_index *const *indices = cw_power_indices(&count);
    cw_text_append_format(out, "%s: %s. Rule: %s. %zu %s", body->id, body->name, body->rule,
                          body->count, body->count == 1 ? "member" : "members");
    if (body->power != NULL) {
        append_count(out, body->power->winning, "winning");
        append_count(out, body->power->minimal, "minimal winning");
    }
    cw_text_append(out, ".");
    for (size_t k = 0; k < count && body->power != NULL; k++) {
        if (!is_shown(report, k, true))
            continue;
        cw_text_append_format(out, " %s: ", indices[k]->title);
        cw_text_append_fixed(out, cw_power_value(body->power, k, 0), decimals_of(body->power, k));
        cw_text_append(out, ".");
    }
    if (body->power != NULL && body->power->error_bound > 1e-12) {
        cw_text_append(out, " Estimated error below 1e");
        cw_text_append_format(out, "%d.", (int)ceil(log10(body->power->error_bound)));
    }
}

static double swings_of(const cw_power *power, size_t member)
{
    double swings = (double)NAN;
    const char *text = power->swings[member];
    (void)cw_number_parse(&swings, text, strlen(text));
    return swings;
}

/* Members down, weights, indices and swings across. */
static void add_columns(cw_power_report *report, cw_sheet *sheet, const cw_power_body *body,
                        bool weights, bool swings)
{
    size_t count;
    const cw_power_index *const *indices = cw_power_indices(&count);
    cw_sheet_run_on(sheet);
    add_column(sheet, "name", "Member", CW_COLUMN_WORDS, 0);
    if (weights)
        add_column(sheet, "weight", "Weight", CW_COLUMN_NUMBER, weight_decimals(body));
    for (size_t k = 0; k < count; k++)
        if (is_shown(report, k, false))
            add_column(sheet, indices[k]->id,
                       indices[k]->heading != NULL ? indices[k]->heading : indices[k]->title,
                       CW_COLUMN_NUMBER,
                       body->power == NULL ? DECIMALS : decimals_of(body->power, k));
    if (swings)
        add_column(sheet, "swings", "Swings", CW_COLUMN_NUMBER, 0);
}

static void append_text(cw_power_report *report, const cw_power_body *body)
{
    cw_text_style style = cw_result_style(report->session, report->shared);
    bool weights = has_weights(body);
    bool swings = body->power != NULL && body->count > 0 && shows_swings(body);
    cw_text caption;
    cw_sheet sheet;
    cw_text_init(&caption, report->session->context);
    append_caption(report, &caption, body);
    cw_sheet_begin(&sheet, &caption);
    add_columns(report, &sheet, body, weights, swings);
    for (size_t m = 0; m < body->count; m++) {
        cw_sheet_row(&sheet);
        cw_sheet_words(&sheet, body->names[m]);
        if (weights)
            cw_sheet_figure(&sheet, body->weights[m]);
        for (size_t k = 0; body->power != NULL && k < body->power->index_count; k++)
            if (is_shown(report, k, false))
                cw_sheet_figure(&sheet, cw_power_value(body->power, k, m));
        if (swings)
            cw_sheet_figure(&sheet, swings_of(body->power, m));
    }
    cw_result_append_sheet(report->out, &sheet, &style);
    cw_sheet_free(&sheet);
    cw_text_free(&caption);
}

/* ---- CSV ---- */

static void add_csv_rows(cw_power_report *report, const cw_power_body *body, const char *label)
{
    cw_sheet *sheet = &report->sheet;
    for (size_t m = 0; m < body->count; m++) {
        const cw_power *power = body->power;
        cw_sheet_row(sheet);
        cw_sheet_words(sheet, label != NULL ? label : body->id);
        cw_sheet_words(sheet, body->ids[m]);
        cw_sheet_words(sheet, body->names[m]);
        cw_sheet_figure(sheet, body->weights[m]);
        for (size_t k = 0; k < power->index_count; k++)
            if ((report->wanted >> k & 1) != 0)
                cw_sheet_figure(sheet, cw_power_value(power, k, m));
        if (power->swings != NULL)
            cw_sheet_words(sheet, power->swings[m]);
        else
            cw_sheet_empty(sheet);
        if (power->shapley_shubik != NULL)
            cw_sheet_words(sheet, power->shapley_shubik[m]);
    }
}

static void begin_csv(cw_power_report *report)
{
    cw_sheet *sheet = &report->sheet;
    size_t count;
    const cw_power_index *const *indices = cw_power_indices(&count);
    add_column(sheet, "game", "", CW_COLUMN_WORDS, 0);
    add_column(sheet, "member", "", CW_COLUMN_WORDS, 0);
    add_column(sheet, "name", "", CW_COLUMN_WORDS, 0);
    add_column(sheet, "weight", "", CW_COLUMN_NUMBER, 0);
    for (size_t k = 0; k < count; k++)
        if ((report->wanted >> k & 1) != 0)
            add_column(sheet, indices[k]->id, "", CW_COLUMN_NUMBER, DECIMALS);
    add_column(sheet, "swings", "", CW_COLUMN_WORDS, 0);
    add_column(sheet, "shapley_shubik_exact", "", CW_COLUMN_WORDS, 0);
}

/* ---- JSON ---- */

static void append_json_member(cw_power_report *report, const cw_power_body *body, size_t m)
{
    cw_text *out = report->out;
    const cw_power *power = body->power;
    size_t count;
    const cw_power_index *const *indices = cw_power_indices(&count);
    cw_result_json_words(out, "id", body->ids[m]);
    cw_text_append(out, ", ");
    cw_result_json_words(out, "name", body->names[m]);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "weight", body->weights[m]);
    if (body->union_names != NULL) {
        cw_text_append(out, ", ");
        cw_result_json_words(out, "union", body->union_names[m]);
    }
    cw_text_append(out, ", \"indices\": {");
    bool is_first = true;
    for (size_t k = 0; k < count; k++) {
        if ((report->wanted >> k & 1) == 0)
            continue;
        cw_text_append(out, is_first ? "" : ", ");
        cw_result_json_figure(out, indices[k]->id, cw_power_value(power, k, m));
        is_first = false;
    }
    cw_text_append(out, "}, \"exact\": {");
    cw_result_json_words(out, "banzhaf-swings", power->swings == NULL ? NULL : power->swings[m]);
    cw_text_append(out, ", ");
    cw_result_json_words(out, "shapley-shubik",
                         power->shapley_shubik == NULL ? NULL : power->shapley_shubik[m]);
    cw_text_append(out, "}");
}

static const char *truth(cw_truth_value value)
{
    return value == CW_FACT_YES ? "true" : value == CW_FACT_NO ? "false" : "null";
}

static void append_json_facts(cw_text *out, const cw_power *power)
{
    const cw_game_facts *facts = &power->facts;
    cw_text_append_format(out,
                          ", \"monotone\": %s, \"proper\": %s, \"strong\": %s, \"vetoers\": %zu, "
                          "\"dummies\": %zu, ",
                          truth(facts->monotone), truth(facts->proper), truth(facts->strong),
                          facts->vetoers, facts->dummies);
}

static void append_json(cw_power_report *report, const cw_power_body *body, const char *label)
{
    cw_text *out = report->out;
    cw_text_append(out, report->bodies > 0 ? ", {" : "{");
    cw_result_json_words(out, "id", label != NULL ? label : body->id);
    cw_text_append(out, ", ");
    cw_result_json_words(out, "rule", body->rule);
    cw_text_append(out, ", \"members\": [");
    for (size_t m = 0; m < body->count; m++) {
        cw_text_append(out, m > 0 ? ", {" : "{");
        append_json_member(report, body, m);
        cw_text_append(out, "}");
    }
    cw_text_append(out, "], ");
    cw_result_json_words(out, "winning", body->power == NULL ? NULL : body->power->winning);
    cw_text_append(out, ", ");
    cw_result_json_words(out, "minimal-winning", body->power == NULL ? NULL : body->power->minimal);
    if (body->power != NULL)
        append_json_facts(out, body->power);
    else
        cw_text_append(out, ", ");
    cw_result_json_figure(out, "error_bound",
                          body->power == NULL ? (double)NAN : body->power->error_bound);
    cw_text_append(out, "}");
}

/* ---- The report ---- */

void cw_power_report_begin(cw_power_report *report, cw_text *out, const cw_session *session,
                           const cw_shared_settings *shared, uint64_t wanted, bool by_default)
{
    *report = (cw_power_report){.session = session, .shared = shared, .wanted = wanted, .out = out};
    cw_sheet_init(&report->sheet, session->context, NULL);
    cw_power_sweep_begin(&report->sweep, session->context, wanted, by_default);
    if (shared->csv)
        begin_csv(report);
    if (shared->json && !shared->csv) {
        cw_result_begin_json(out);
        cw_text_append(out, "\"games\": [");
    }
}

void cw_power_report_add(cw_power_report *report, const cw_power_body *body, const char *label)
{
    if (report->shared->csv)
        add_csv_rows(report, body, label);
    else if (report->shared->json)
        append_json(report, body, label);
    else if (report->is_sweep)
        cw_power_sweep_add(&report->sweep, body, label);
    else
        append_text(report, body);
    report->bodies++;
}

cw_status cw_power_report_end(cw_power_report *report)
{
    cw_status status = CW_OK;
    if (report->shared->csv)
        status = cw_sheet_write_csv(report->out, &report->sheet);
    else if (report->shared->json)
        cw_text_append(report->out, "]}\n");
    else if (report->is_sweep) {
        cw_text_style style = cw_result_style(report->session, report->shared);
        status = cw_power_sweep_write(report->out, &report->sweep, &style);
    }
    cw_power_sweep_end(&report->sweep);
    cw_sheet_free(&report->sheet);
    return status != CW_OK ? status : report->out->status;
}
