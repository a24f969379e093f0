/* Designs: weights for a wanted distribution of power. */
#include "cli/power_design.h"

#include <math.h>
#include <string.h>

#include "cli/input.h"
#include "cli/power_quota.h"
#include "cli/result.h"

#define DECIMALS 6

/* By cw_design_index. */
static const char *const index_ids[] = {"banzhaf", "shapley-shubik"};
static const char *const index_titles[] = {"Banzhaf", "Shapley-Shubik"};

/* ---- Text ---- */

/* "table: wanted.csv. Nearest in Banzhaf power: those who agree need 6 of 8 votes. The differences
 * add up to 0.012345, the largest is 0.005. No weighted game of 6 members is nearer." */
static void append_caption(cw_text *out, const cw_power_body *body, const cw_design *design,
                           cw_design_index index)
{
    cw_text_append_format(out, "%s: %s. Power by %s; those who agree need %lld of %lld votes. ",
                          body->id, body->name, index_titles[index], (long long)design->quota,
                          (long long)design->total);
    cw_text_append(out, "The differences add up to ");
    cw_text_append_fixed(out, design->distance, DECIMALS);
    cw_text_append(out, ", the largest is ");
    cw_text_append_fixed(out, design->largest, DECIMALS);
    if (design->is_nearest)
        cw_text_append_format(out, ". No weights of %zu %s come nearer (%llu games compared)",
                              body->count, body->count == 1 ? "member" : "members",
                              (unsigned long long)design->games);
    else
        cw_text_append_format(out,
                              ". The nearest of %llu games that a search tried: others may be "
                              "nearer",
                              (unsigned long long)design->games);
    cw_text_append(out, ".");
}

static void append_text(cw_text *out, const cw_session *session, const cw_shared_settings *shared,
                        const cw_power_body *body, const cw_design *design, cw_design_index index)
{
    cw_text_style style = cw_result_style(session, shared);
    cw_text caption;
    cw_sheet sheet;
    cw_text_init(&caption, session->context);
    append_caption(&caption, body, design, index);
    cw_sheet_begin(&sheet, &caption);
    cw_sheet_column(&sheet, (cw_column){.id = "name", .title = "Member"});
    cw_sheet_column(&sheet,
                    (cw_column){.id = "weight", .title = "Weight", .form = CW_COLUMN_NUMBER});
    static const char *const titles[] = {"Wanted", "Power", "Difference"};
    for (size_t k = 0; k < 3; k++)
        cw_sheet_column(&sheet, (cw_column){.id = "figure",
                                            .title = titles[k],
                                            .form = CW_COLUMN_NUMBER,
                                            .decimals = DECIMALS,
                                            .show_plus = k == 2});
    for (size_t m = 0; m < body->count; m++) {
        cw_sheet_row(&sheet);
        cw_sheet_words(&sheet, body->names[m]);
        cw_sheet_figure(&sheet, (double)design->weights[m]);
        cw_sheet_figure(&sheet, design->wanted[m]);
        cw_sheet_figure(&sheet, design->power[m]);
        cw_sheet_figure(&sheet, design->power[m] - design->wanted[m]);
    }
    cw_result_append_sheet(out, &sheet, &style);
    cw_sheet_free(&sheet);
    cw_text_free(&caption);
}

/* ---- CSV and JSON ---- */

static cw_status append_csv(cw_text *out, cw_session *session, const cw_power_body *body,
                            const cw_design *design)
{
    static const char *const figures[] = {"quota", "weight", "wanted", "power"};
    cw_sheet sheet;
    cw_sheet_init(&sheet, session->context, NULL);
    cw_sheet_column(&sheet, (cw_column){.id = "name", .title = ""});
    for (size_t k = 0; k < sizeof figures / sizeof figures[0]; k++)
        cw_sheet_column(&sheet,
                        (cw_column){.id = figures[k], .title = "", .form = CW_COLUMN_NUMBER});
    for (size_t m = 0; m < body->count; m++) {
        cw_sheet_row(&sheet);
        cw_sheet_words(&sheet, body->names[m]);
        cw_sheet_figure(&sheet, (double)design->quota);
        cw_sheet_figure(&sheet, (double)design->weights[m]);
        cw_sheet_figure(&sheet, design->wanted[m]);
        cw_sheet_figure(&sheet, design->power[m]);
    }
    cw_status status = cw_sheet_write_csv(out, &sheet);
    cw_sheet_free(&sheet);
    return status;
}

static void append_json(cw_text *out, const cw_power_body *body, const cw_design *design,
                        cw_design_index index)
{
    cw_result_begin_json(out);
    cw_text_append(out, "\"design\": {");
    cw_result_json_words(out, "id", body->id);
    cw_text_append_format(out, ", \"index\": \"%s\", \"quota\": %lld, \"total\": %lld, ",
                          index_ids[index], (long long)design->quota, (long long)design->total);
    cw_text_append(out, "\"members\": [");
    for (size_t m = 0; m < body->count; m++) {
        cw_text_append(out, m > 0 ? ", {" : "{");
        cw_result_json_words(out, "name", body->names[m]);
        cw_text_append_format(out, ", \"weight\": %lld, ", (long long)design->weights[m]);
        cw_result_json_figure(out, "wanted", design->wanted[m]);
        cw_text_append(out, ", ");
        cw_result_json_figure(out, "power", design->power[m]);
        cw_text_append(out, "}");
    }
    cw_text_append(out, "], ");
    cw_result_json_figure(out, "distance", design->distance);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "largest", design->largest);
    cw_text_append_format(out, ", \"nearest\": %s, \"least\": %s, \"games\": \"%llu\"}}\n",
                          design->is_nearest ? "true" : "false",
                          design->is_least ? "true" : "false", (unsigned long long)design->games);
}

/* ---- The request ---- */

static cw_status read_index(cw_design_index *out, cw_session *session, const char *id)
{
    size_t index = 0;
    *out = CW_DESIGN_BANZHAF;
    if (id == NULL)
        return CW_OK;
    cw_status status = cw_input_word(&index, session, "index for designs", id, index_ids,
                                     sizeof index_ids / sizeof index_ids[0]);
    *out = (cw_design_index)index;
    return status;
}

static cw_status refuse(cw_session *session, const cw_power_design_request *request, size_t members)
{
    const cw_power_table_request *table = request->table;
    if (table->unions != NULL || table->yes != NULL || table->join != NULL)
        return cw_session_misuse(session, "--design goes with --quota, --leave and --bloc, not "
                                          "with --unions, --yes and --join");
    if (members > CW_DESIGN_MEMBERS_MAX)
        return cw_session_fail(session, CW_ERROR_LIMIT,
                               "a design has at most %d members, this table %zu",
                               CW_DESIGN_MEMBERS_MAX, members);
    if (request->exact && members > CW_DESIGN_EXACT_MAX)
        return cw_session_fail(session, CW_ERROR_LIMIT,
                               "there are too many games of %zu members to compare them all (%d is "
                               "the most); without --exact a search is made",
                               members, CW_DESIGN_EXACT_MAX);
    return CW_OK;
}

static cw_status find(cw_design *out, cw_session *session, const cw_shared_settings *shared,
                      const cw_power_body *body, const cw_power_design_request *request,
                      cw_design_index index)
{
    double sum = 0.0;
    cw_design_request asked = {.members = body->count,
                               .wanted = body->targets,
                               .index = index,
                               .search = request->fast,
                               .seed = shared->seed};
    cw_status status = refuse(session, request, body->count);
    if (status == CW_OK && request->table->quota != NULL) {
        asked.has_quota = true;
        status =
            cw_power_quota_share(&asked.quota, &asked.more_than, session, request->table->quota);
    }
    for (size_t m = 0; m < body->count; m++)
        sum += body->targets[m];
    if (status == CW_OK && !(sum > 0.0))
        status = cw_session_fail(session, CW_ERROR_INPUT,
                                 "column '%s' wants power for nobody: some entry must be above 0",
                                 request->table->target);
    if (status == CW_OK && isinf(sum))
        status = cw_session_fail(session, CW_ERROR_INPUT,
                                 "column '%s' adds up to more than can be computed; write smaller "
                                 "numbers, since only their proportions count",
                                 request->table->target);
    return status == CW_OK ? cw_design_find(out, session->context, &asked) : status;
}

cw_status cw_power_design(cw_text *out, cw_session *session, const cw_shared_settings *shared,
                          const char *path, const cw_power_design_request *request)
{
    cw_power_body body;
    cw_design design;
    cw_design_index index;
    cw_status status = read_index(&index, session, request->index);
    if (status == CW_OK)
        status = cw_power_body_of_table(&body, session, path, request->table);
    if (status != CW_OK)
        return status;
    status = find(&design, session, shared, &body, request, index);
    if (status == CW_OK) {
        if (shared->csv)
            status = append_csv(out, session, &body, &design);
        else if (shared->json)
            append_json(out, &body, &design, index);
        else
            append_text(out, session, shared, &body, &design, index);
        cw_design_free(&design);
    }
    cw_power_body_free(&body);
    return status;
}
