/* What models that go round by round leave behind, as sheets: offers, positions, coalitions, trades. */
#include "cli/forecast_contests.h"
#include "cli/forecast_sheet.h"

#include "cli/result.h"

const char *const cw_forecast_log_words[] = {"none",       "offers", "positions",
                                             "coalitions", "trades", NULL};

/* One run to be logged. */
typedef struct logged_run {
    const char *issue; /* id; NULL: all issues at once */
    const char *model;
    const cw_run *run;
    const char *const *actors;
    const char *const *issues; /* of a run over all issues */
} logged_run;

/* A log under construction. */
typedef struct logging {
    cw_sheet *sheet;
    cw_forecast_log log;
    bool for_people; /* accepted offers only, and no columns that one caption says for all rows */
} logging;

/* ---- Columns ---- */

#define WORDS(key, heading)                                                                        \
    {                                                                                              \
        .id = key, .title = heading, .form = CW_COLUMN_WORDS                                       \
    }
#define COUNT(key, heading)                                                                        \
    {                                                                                              \
        .id = key, .title = heading, .form = CW_COLUMN_NUMBER                                      \
    }
#define POINTS(key, heading)                                                                       \
    {                                                                                              \
        .id = key, .title = heading, .form = CW_COLUMN_NUMBER, .decimals = 2                       \
    }

static const cw_column of_run[] = {WORDS("issue", "Issue"), WORDS("model", "Model")};
static const cw_column of_offers[] = {
    COUNT("round", "Round"),
    WORDS("from", "Mover"),
    WORDS("to", "Moved"),
    WORDS("kind", "By"),
    POINTS("move_to", "To"),
    POINTS("from_gain", "Mover expects"),
    POINTS("to_gain", "Moved expects"),
};
static const cw_column of_all_offers[] = {POINTS("victory", "Mover prevails"),
                                          WORDS("accepted", "Accepted")};
static const cw_column of_positions[] = {COUNT("round", "Round"), WORDS("actor", "Actor"),
                                         POINTS("position", "Position")};
static const cw_column of_trades[] = {
    WORDS("first", "First"),
    WORDS("wins", "Wins on"),
    WORDS("second", "Second"),
    WORDS("yields", "Wins on"),
    POINTS("wins_shift", "First's win moves"),
    POINTS("yields_shift", "Second's win moves"),
    POINTS("gain", "Gain of each"),
};
static const cw_column of_others[] = {POINTS("others_gain", "Others gain"),
                                      POINTS("others_loss", "Others lose")};

#define ADD_COLUMNS(sheet, columns) add_columns(sheet, columns, sizeof(columns) / sizeof *(columns))

static void add_columns(cw_sheet *sheet, const cw_column *columns, size_t count)
{
    for (size_t k = 0; k < count; k++)
        cw_sheet_column(sheet, columns[k]);
}

static void begin_log(const logging *to)
{
    if (!to->for_people && (to->log == CW_LOG_OFFERS || to->log == CW_LOG_POSITIONS))
        ADD_COLUMNS(to->sheet, of_run);
    if (to->log == CW_LOG_OFFERS)
        ADD_COLUMNS(to->sheet, of_offers);
    if (to->log == CW_LOG_OFFERS && !to->for_people)
        ADD_COLUMNS(to->sheet, of_all_offers);
    if (to->log == CW_LOG_POSITIONS)
        ADD_COLUMNS(to->sheet, of_positions);
    if (to->log == CW_LOG_COALITIONS)
        cw_contests_columns(to->sheet, to->for_people);
    if (to->log == CW_LOG_TRADES)
        ADD_COLUMNS(to->sheet, of_trades);
    if (to->log == CW_LOG_TRADES && !to->for_people)
        ADD_COLUMNS(to->sheet, of_others);
}

/* ---- Runs ---- */

static void begin_run_row(const logging *to, const logged_run *of, const char *issue)
{
    cw_sheet_row(to->sheet);
    if (!to->for_people) {
        cw_sheet_words(to->sheet, issue);
        cw_sheet_words(to->sheet, of->model);
    }
}

static void add_offer(const logging *to, const logged_run *of, const cw_offer *offer)
{
    if (to->for_people && !offer->accepted)
        return;
    begin_run_row(to, of, of->issue != NULL ? of->issue : "all");
    cw_sheet_figure(to->sheet, (double)offer->round);
    cw_sheet_words(to->sheet, of->actors[offer->from]);
    cw_sheet_words(to->sheet, of->actors[offer->to]);
    cw_sheet_words(to->sheet, cw_offer_kind_name(offer->kind));
    cw_sheet_figure(to->sheet, offer->move_to);
    cw_sheet_figure(to->sheet, offer->from_gain);
    cw_sheet_figure(to->sheet, offer->to_gain);
    if (!to->for_people) {
        cw_sheet_figure(to->sheet, offer->victory);
        cw_sheet_words(to->sheet, offer->accepted ? "yes" : "no");
    }
}

static void add_state(const logging *to, const logged_run *of, size_t round)
{
    const double *state = cw_run_state(of->run, round);
    for (size_t k = 0; k < of->run->issues; k++) {
        for (size_t m = 0; m < of->run->actors; m++) {
            begin_run_row(to, of, of->issue != NULL ? of->issue : of->issues[k]);
            cw_sheet_figure(to->sheet, (double)round);
            cw_sheet_words(to->sheet, of->actors[m]);
            cw_sheet_figure(to->sheet, state[m * of->run->issues + k]);
        }
    }
}

/* A table for people: a row for each round and a column for each actor would not fit, so positions
 * stand one below the other as in the forms for machines. */
static void add_run(const logging *to, const logged_run *of)
{
    if (to->log == CW_LOG_OFFERS) {
        for (size_t k = 0; k < of->run->offer_count; k++)
            add_offer(to, of, &of->run->offers[k]);
    } else {
        for (size_t round = 0; round <= of->run->rounds; round++)
            add_state(to, of, round);
    }
}

/* "issue, challenge-a: settled after 3 rounds" */
static void append_run_caption(cw_text *out, const logged_run *of)
{
    cw_text_append_format(
        out, "%s, %s: %s after %zu %s", of->issue != NULL ? of->issue : "all issues", of->model,
        cw_run_end_name(of->run->end), of->run->rounds, of->run->rounds == 1 ? "round" : "rounds");
    if (of->run->end == CW_RUN_CYCLES)
        cw_text_append_format(out, ", every %zu rounds", of->run->cycle_length);
}

/* A line in place of a sheet without rows. */
static void append_line(cw_text *out, const char *words)
{
    cw_text_append_format(out, "%s%s\n", out->length > 0 ? "\n" : "", words);
}

/* For people each run is a sheet of its own. */
static void append_run_text(cw_text *out, const cw_forecast_sheet *sheet_of, cw_forecast_log log,
                            const logged_run *of)
{
    cw_sheet sheet;
    cw_text caption;
    cw_text_style style = cw_result_style(sheet_of->query->session, sheet_of->query->shared);
    logging to = {&sheet, log, true};
    cw_text_init(&caption, sheet_of->query->session->context);
    append_run_caption(&caption, of);
    cw_sheet_begin(&sheet, &caption);
    begin_log(&to);
    add_run(&to, of);
    if (sheet.row_count > 0 || sheet.status != CW_OK) {
        cw_result_append_sheet(out, &sheet, &style);
    } else {
        cw_text_append(&caption, "; nobody moved");
        cw_text_inherit(out, &caption);
        append_line(out, cw_text_string(&caption));
    }
    cw_sheet_free(&sheet);
    cw_text_free(&caption);
}

/* Runs what is wanted on one issue; each is added to `to`, or, where that is NULL, written as text. */
static cw_status log_issue(cw_text *out, const cw_forecast_sheet *of, cw_forecast_log log,
                           const logging *to, size_t issue)
{
    const cw_forecast_query *query = of->query;
    const cw_table_issue *on = &of->table->issues[issue];
    cw_status status = CW_OK;
    for (size_t k = 0; k < query->chosen.model_count && status == CW_OK; k++) {
        cw_run *run = NULL;
        const cw_outcome_model *model = query->chosen.models[k];
        if (model->run == NULL || on->problem.actors > model->run_most)
            continue;
        status = cw_outcome_model_run(model, &run, query->session->context, &on->problem);
        if (status != CW_OK)
            break;
        if (log == CW_LOG_OFFERS && !run->is_logged)
            cw_session_remark(query->session, "%s keeps no offers among more than %d actors",
                              model->id, CW_RUN_LOGGED_MAX);
        logged_run logged = {on->id, model->id, run, on->actors, NULL};
        if (to != NULL)
            add_run(to, &logged);
        else
            append_run_text(out, of, log, &logged);
        cw_run_free(run);
    }
    return status;
}

static void log_joint(cw_text *out, const cw_forecast_sheet *of, cw_forecast_log log,
                      const logging *to)
{
    const cw_joint_model *const *models = of->query->chosen.joint;
    for (size_t k = 0; k < of->query->chosen.joint_count; k++) {
        if (of->runs[k] == NULL)
            continue;
        logged_run logged = {NULL, models[k]->id, of->runs[k], of->joint->actors,
                             of->joint->issues};
        if (to != NULL)
            add_run(to, &logged);
        else
            append_run_text(out, of, log, &logged);
    }
}

/* ---- Trades ---- */

/* What a trade does to others is left out for people: a line has no room for it. */
static void add_trades(const logging *to, const cw_forecast_sheet *of)
{
    cw_sheet *sheet = to->sheet;
    for (size_t k = 0; k < CW_JOINT_CHOICE_MAX; k++) {
        const cw_exchange *exchange = of->exchanges[k];
        for (size_t t = 0; exchange != NULL && t < exchange->trade_count; t++) {
            const cw_trade *trade = &exchange->trades[t];
            const double figures[5] = {trade->wins_shift, trade->yields_shift, trade->gain,
                                       trade->others_gain, trade->others_loss};
            cw_sheet_row(sheet);
            cw_sheet_words(sheet, of->joint->actors[trade->first]);
            cw_sheet_words(sheet, of->joint->issues[trade->wins]);
            cw_sheet_words(sheet, of->joint->actors[trade->second]);
            cw_sheet_words(sheet, of->joint->issues[trade->yields]);
            for (size_t f = 0; f < (to->for_people ? 3 : 5); f++)
                cw_sheet_figure(sheet, figures[f]);
        }
    }
}

static bool some_trade(const cw_forecast_query *query)
{
    for (size_t k = 0; k < query->chosen.joint_count; k++)
        if (query->chosen.joint[k]->trade != NULL)
            return true;
    return false;
}

static void append_trades_text(cw_text *out, const cw_forecast_sheet *of)
{
    cw_sheet sheet;
    cw_text_style style = cw_result_style(of->query->session, of->query->shared);
    logging to = {&sheet, CW_LOG_TRADES, true};
    cw_sheet_init(&sheet, of->query->session->context, "Trades, in the order struck");
    begin_log(&to);
    add_trades(&to, of);
    if (sheet.row_count > 0 || sheet.status != CW_OK)
        cw_result_append_sheet(out, &sheet, &style);
    else
        append_line(out, "No trade: none would let both sides gain");
    cw_sheet_free(&sheet);
}

/* ---- The whole ---- */

static cw_status append_log_text(cw_text *out, const cw_forecast_sheet *of, cw_forecast_log log)
{
    cw_status status = CW_OK;
    if (log == CW_LOG_TRADES)
        append_trades_text(out, of);
    for (size_t k = of->first; k < of->end && status == CW_OK && log != CW_LOG_TRADES; k++)
        status = log == CW_LOG_COALITIONS ? cw_contests_text(out, of, k)
                                          : log_issue(out, of, log, NULL, k);
    if (status == CW_OK && (log == CW_LOG_OFFERS || log == CW_LOG_POSITIONS))
        log_joint(out, of, log, NULL);
    return status;
}

static cw_status fill_log(const logging *to, const cw_forecast_sheet *of)
{
    cw_status status = CW_OK;
    if (to->log == CW_LOG_TRADES)
        add_trades(to, of);
    for (size_t k = of->first; k < of->end && status == CW_OK && to->log != CW_LOG_TRADES; k++)
        status = to->log == CW_LOG_COALITIONS
                     ? cw_contests_add(to->sheet, of->query, &of->table->issues[k], to->for_people)
                     : log_issue(NULL, of, to->log, to, k);
    if (status == CW_OK && (to->log == CW_LOG_OFFERS || to->log == CW_LOG_POSITIONS))
        log_joint(NULL, of, to->log, to);
    return status;
}

static cw_status write_log(cw_text *out, const cw_forecast_sheet *of, const logging *to)
{
    cw_status status = fill_log(to, of);
    if (status != CW_OK)
        return status;
    if (of->query->shared->csv)
        return cw_sheet_write_csv(out, to->sheet);
    cw_result_begin_json(out);
    cw_text_append_format(out, "\"%s\": ", cw_forecast_log_words[to->log]);
    status = cw_sheet_write_json(out, to->sheet);
    cw_text_append(out, "}\n");
    return status;
}

static bool some_go_by_rounds(const cw_forecast_query *query)
{
    for (size_t k = 0; k < query->chosen.model_count; k++)
        if (query->chosen.models[k]->run != NULL)
            return true;
    for (size_t k = 0; k < query->chosen.joint_count; k++)
        if (query->chosen.joint[k]->run != NULL)
            return true;
    return false;
}

/* Whether the models that are asked for can leave the log that is. */
static cw_status check_models(const cw_forecast_sheet *of)
{
    const cw_forecast_query *query = of->query;
    if (query->log == CW_LOG_TRADES && !some_trade(query))
        return cw_session_misuse(query->session, "--log trades wants the model 'exchange'");
    if (query->log == CW_LOG_TRADES && of->joint == NULL)
        return cw_session_nothing(query->session,
                                  "only several issues before the same actors can be settled "
                                  "together (of a dossier, at one forum: choose it with --forum)");
    if ((query->log == CW_LOG_OFFERS || query->log == CW_LOG_POSITIONS) &&
        !some_go_by_rounds(query))
        return cw_session_misuse(query->session,
                                 "--log %s wants a model that goes round by round, such as "
                                 "'challenge-a'",
                                 cw_forecast_log_words[query->log]);
    return CW_OK;
}

cw_status cw_forecast_sheet_log(cw_text *out, const cw_forecast_sheet *of)
{
    cw_sheet sheet;
    cw_forecast_log log = of->query->log;
    cw_status status = check_models(of);
    if (status != CW_OK)
        return status;
    if (!of->query->shared->csv && !of->query->shared->json)
        return append_log_text(out, of, log);
    logging to = {&sheet, log, false};
    cw_sheet_init(&sheet, of->query->session->context, NULL);
    begin_log(&to);
    status = write_log(out, of, &to);
    cw_sheet_free(&sheet);
    return status;
}

cw_status cw_forecast_sheet_explain(cw_text *out, const cw_forecast_sheet *of, size_t issue)
{
    cw_status status = log_issue(out, of, CW_LOG_OFFERS, NULL, issue);
    if (status != CW_OK || of->joint == NULL || issue + 1 != of->end)
        return status;
    log_joint(out, of, CW_LOG_OFFERS, NULL);
    if (some_trade(of->query))
        append_trades_text(out, of);
    return CW_OK;
}
