/* counterweight sweep: an outcome and its gain over a grid of one or two numbers. */
#include "cli/commands.h"

#include "counterweight/brief/sweep.h"

#include "cli/input.h"
#include "cli/model_list.h"
#include "cli/result.h"
#include "cli/sweep_axis.h"

/* More columns than this make no table for a terminal. */
#define SQUARE_COLUMNS_MAX 12

typedef struct sweep_settings {
    cw_shared_settings shared;
    cw_option_list vary;
    const char *issue;
    const char *forum;
    const char *what_if;
    const char *model;
} sweep_settings;

static const cw_option options[] = {
    {.name = "vary",
     .argument = "PATH=FROM..TO/STEPS",
     .kind = CW_OPTION_LIST,
     .help = "hold this number of the dossier at FROM, at TO and between, in STEPS equal steps; "
             "twice for a grid",
     .target = offsetof(sweep_settings, vary)},
    CW_OPTION_ID("issue", sweep_settings, issue, "settle this issue (default: the question's)"),
    CW_OPTION_ID("forum", sweep_settings, forum, "in this forum (default: the question's)"),
    CW_OPTION_ID("what-if", sweep_settings, what_if, "under this what-if (default: the base case)"),
    CW_OPTION_ID("model", sweep_settings, model, "by this outcome model (default: nash)"),
    CW_SHARED_RESULT,
    CW_SHARED_CHANCE,
    CW_SHARED_MANNER,
};

static const cw_example examples[] = {
    {"sweep dossiers/csto-2022.yaml --vary forums.csto.bypass_cost=0..50/10",
     "what if going around the CSTO cost Moscow 0 to 50 points?"},
    {"sweep dossiers/csto-2022.yaml --vary forums.csto.bypass_cost=0..50/10 \\\n"
     "      --vary ties.BLR.RUS.dependence=20..100/8 --csv -o grid.csv",
     "the same for each degree of dependence, for plotting"},
};

static const sweep_settings defaults = {.shared = CW_SHARED_DEFAULTS};

/* ---- What is asked for ---- */

static cw_status find_model(const cw_outcome_model **out, cw_session *session, const char *id)
{
    size_t count;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    const char *ids[CW_OUTCOME_MODELS_MAX];
    size_t found = 0;
    if (id == NULL) {
        *out = cw_venue_default_model();
        return CW_OK;
    }
    for (size_t m = 0; m < count; m++)
        ids[m] = models[m]->id;
    cw_status status = cw_model_list_word(&found, session, id, ids, count);
    if (status == CW_OK)
        *out = models[found];
    return status;
}

static cw_status choose_venue(cw_sweep_options *out, cw_session *session, const cw_dossier *dossier)
{
    const cw_question *question = &dossier->question;
    if (question->asked && out->issue == CW_NONE)
        out->issue = question->issue;
    if (question->asked && out->forum == CW_NONE)
        out->forum = question->forum;
    if (out->issue == CW_NONE)
        return cw_session_misuse(session, "the dossier's question names no issue; say --issue ID");
    if (out->forum == CW_NONE)
        return cw_session_misuse(session, "the dossier asks about no forum; say --forum ID");
    return CW_OK;
}

static cw_status read_options(cw_sweep_options *out, cw_session *session, const cw_dossier *dossier,
                              const sweep_settings *settings)
{
    const cw_shared_settings *shared = &settings->shared;
    *out = (cw_sweep_options){
        .seed = shared->seed, .draws = shared->draws, .threads = (size_t)shared->threads};
    cw_status status = cw_input_issue(&out->issue, session, dossier, settings->issue);
    if (status == CW_OK)
        status = cw_input_forum(&out->forum, session, dossier, settings->forum);
    if (status == CW_OK)
        status = cw_input_what_if(&out->what_if, session, dossier, settings->what_if);
    if (status == CW_OK)
        status = find_model(&out->model, session, settings->model);
    if (status == CW_OK)
        status = choose_venue(out, session, dossier);
    return status;
}

static cw_status check_grid(cw_session *session, const cw_sweep_axis *axes, size_t count)
{
    if (count < 2)
        return CW_OK;
    if (axes[0].quantity == axes[1].quantity)
        return cw_session_misuse(session, "both '--vary' name the same number");
    size_t cells = (axes[0].steps + 1) * (axes[1].steps + 1);
    if (cells > CW_SWEEP_CELLS_MAX)
        return cw_session_misuse(session, "a grid of %zu cells; at most %d can be computed", cells,
                                 CW_SWEEP_CELLS_MAX);
    return CW_OK;
}

static cw_status read_axes(cw_sweep_axis *out, cw_session *session, const cw_dossier *dossier,
                           const cw_sweep_options *chosen, const cw_option_list *vary)
{
    cw_status status = CW_OK;
    if (vary->count == 0)
        return cw_sweep_axis_missing(session, dossier, chosen);
    if (vary->count > CW_SWEEP_AXES_MAX)
        return cw_session_misuse(session, "'--vary' can be given at most twice");
    for (size_t a = 0; a < vary->count && status == CW_OK; a++)
        status = cw_sweep_axis_read(&out[a], session, dossier, chosen, vary->words[a]);
    return status == CW_OK ? check_grid(session, out, vary->count) : status;
}

/* ---- The result ---- */

static void append_caption(cw_text *out, const cw_sweep *sweep)
{
    const cw_dossier *dossier = sweep->dossier;
    const cw_sweep_options *chosen = &sweep->options;
    cw_text_append_format(out, "%s: %s; %s", dossier->forums[chosen->forum].name,
                          dossier->issues[chosen->issue].question,
                          chosen->what_if == CW_NONE ? "base case"
                                                     : dossier->what_ifs[chosen->what_if].title);
    cw_text_append_format(out, "; %s; by", chosen->model->title);
    for (size_t a = 0; a < sweep->axis_count; a++)
        cw_text_append_format(out, "%s %s", a > 0 ? " and" : "",
                              dossier->quantities[sweep->axes[a].quantity].path);
}

static cw_status append_text(cw_text *out, cw_session *session, const cw_sweep *sweep,
                             const cw_shared_settings *shared)
{
    cw_sheet sheet;
    cw_text caption;
    cw_text_style style = cw_result_style(session, shared);
    bool square = sweep->axis_count == 2 && sweep->axes[1].steps < SQUARE_COLUMNS_MAX;
    cw_text_init(&caption, session->context);
    append_caption(&caption, sweep);
    cw_text_append(&caption, square ? " (across): median gain in points"
                                    : ": median and 80% interval, points");
    cw_sheet_begin(&sheet, &caption);
    if (square)
        cw_sweep_fill_square(&sheet, sweep);
    else
        cw_sweep_fill_lines(&sheet, sweep);
    cw_result_append_sheet(out, &sheet, &style);
    cw_status status = caption.status;
    cw_sheet_free(&sheet);
    cw_text_free(&caption);
    return status;
}

static cw_status append_csv(cw_text *out, cw_context *context, const cw_sweep *sweep)
{
    cw_sheet sheet;
    cw_sheet_init(&sheet, context, NULL);
    cw_sweep_fill_sheet(&sheet, sweep);
    cw_status status = cw_sheet_write_csv(out, &sheet);
    cw_sheet_free(&sheet);
    return status;
}

static cw_status deliver(cw_session *session, const cw_sweep *sweep,
                         const cw_shared_settings *shared)
{
    cw_text text;
    cw_text_init(&text, session->context);
    cw_status status = shared->json  ? cw_sweep_write_json(&text, sweep)
                       : shared->csv ? append_csv(&text, session->context, sweep)
                                     : append_text(&text, session, sweep, shared);
    if (status == CW_OK)
        status = cw_session_deliver(session, &text, shared->output);
    cw_text_free(&text);
    return status;
}

static void remark_idle(cw_session *session, const cw_sweep *sweep)
{
    for (size_t a = 0; a < sweep->axis_count; a++)
        if (!sweep->has_part[a])
            cw_session_remark(session, "'%s' has no part in this settlement: it changes nothing",
                              sweep->dossier->quantities[sweep->axes[a].quantity].path);
}

static cw_status compute(cw_sweep **out, cw_session *session, const cw_dossier *dossier,
                         const cw_sweep_axis *axes, size_t axis_count,
                         const cw_sweep_options *chosen)
{
    cw_status status = cw_sweep_run(out, session->context, dossier, axes, axis_count, chosen);
    if (status == CW_ERROR_USAGE)
        return cw_session_misuse(session,
                                 "'%s' cannot be taken to '%s' in this case: no member has a "
                                 "position on it",
                                 dossier->issues[chosen->issue].id,
                                 dossier->forums[chosen->forum].id);
    return status;
}

static cw_status run(cw_session *session, const void *payload, const char *operand)
{
    const sweep_settings *settings = payload;
    cw_dossier *dossier = NULL;
    cw_sweep *sweep = NULL;
    cw_sweep_options chosen;
    cw_sweep_axis axes[CW_SWEEP_AXES_MAX];
    cw_status status = cw_input_dossier(&dossier, session, operand);
    if (status == CW_OK)
        status = read_options(&chosen, session, dossier, settings);
    if (status == CW_OK)
        status = read_axes(axes, session, dossier, &chosen, &settings->vary);
    if (status == CW_OK)
        status = compute(&sweep, session, dossier, axes, settings->vary.count, &chosen);
    if (status == CW_OK) {
        remark_idle(session, sweep);
        status = deliver(session, sweep, &settings->shared);
    }
    cw_sweep_free(sweep);
    cw_dossier_free(dossier);
    return status;
}

const cw_command cw_command_sweep = {
    .name = "sweep",
    .summary = "an outcome and its gain as one or two numbers vary",
    .operand = "DOSSIER",
    .about = "Holds one or two numbers of the dossier at each of several values, draws all others "
             "as the brief does, with the same draws at each value, and tells where the issue "
             "ends and what the weaker state gains: median and 80% interval over the draws. PATH "
             "is where the number stands in the dossier: forums.FORUM.bypass_cost, "
             "ties.STATE.OTHER.dependence, issues.ISSUE.positions.STATE, issues.ISSUE.salience."
             "STATE, issues.ISSUE.status_quo, states.STATE.capability. Without --vary, those that "
             "have a part in the settlement are listed.\n"
             "Two numbers make a grid: in the terminal the median gain, with --csv and --json "
             "every figure of each cell.",
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .defaults = &defaults,
    .settings_bytes = sizeof defaults,
    .run = run,
};
