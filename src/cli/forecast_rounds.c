/* Runs and trades as JSON. */
#include "cli/forecast_sheet.h"

#include <math.h>

#include "cli/result.h"

/* Whose run it is, and which of its issues is told. */
typedef struct told_run {
    const cw_run *run;
    const char *const *actors;
    size_t issue;
} told_run;

static void append_comma(cw_text *out)
{
    cw_text_append(out, ", ");
}

/* Where the receiver would stand is known on the first issue only. */
static void append_offer(cw_text *out, const told_run *of, const cw_offer *offer)
{
    const struct {
        const char *key;
        double value;
    } figures[] = {
        {"from_gain", offer->from_gain},
        {"to_gain", offer->to_gain},
        {"victory", offer->victory},
        {"move_to", of->issue == 0 ? offer->move_to : NAN},
    };
    cw_text_append(out, "{");
    cw_result_json_words(out, "from", of->actors[offer->from]);
    append_comma(out);
    cw_result_json_words(out, "to", of->actors[offer->to]);
    append_comma(out);
    cw_result_json_words(out, "kind", cw_offer_kind_name(offer->kind));
    for (size_t k = 0; k < sizeof figures / sizeof *figures; k++) {
        append_comma(out);
        cw_result_json_figure(out, figures[k].key, figures[k].value);
    }
    cw_text_append(out, offer->accepted ? ", \"accepted\": true}" : ", \"accepted\": false}");
}

static void append_round(cw_text *out, const told_run *of, size_t round, size_t *next)
{
    const cw_run *run = of->run;
    size_t cell = round * run->issues + of->issue;
    cw_text_append_format(out, "%s{\"round\": %zu, ", round > 0 ? ", " : "", round);
    cw_result_json_figure(out, "median", run->medians[cell]);
    append_comma(out);
    cw_result_json_figure(out, "mean", run->means[cell]);
    cw_text_append(out, ", \"offers\": [");
    for (bool first = true; *next < run->offer_count && run->offers[*next].round == round;
         first = false) {
        cw_text_append(out, first ? "" : ", ");
        append_offer(out, of, &run->offers[(*next)++]);
    }
    cw_text_append(out, "]}");
}

static void append_positions(cw_text *out, const told_run *of)
{
    const cw_run *run = of->run;
    cw_text_append(out, "\"positions\": {");
    for (size_t m = 0; m < run->actors; m++) {
        cw_text_append(out, m > 0 ? ", " : "");
        cw_text_append_json(out, of->actors[m]);
        cw_text_append(out, ": [");
        for (size_t round = 0; round <= run->rounds; round++) {
            cw_text_append(out, round > 0 ? ", " : "");
            cw_text_append_exact(out, cw_run_state(run, round)[m * run->issues + of->issue]);
        }
        cw_text_append(out, "]");
    }
    cw_text_append(out, "}");
}

void cw_forecast_rounds_json(cw_text *out, const cw_run *run, const char *const *actors,
                             size_t issue)
{
    const told_run told = {run, actors, issue};
    const told_run *of = &told;
    size_t next = 0;
    append_comma(out);
    cw_result_json_words(out, "end", cw_run_end_name(of->run->end));
    cw_text_append_format(out, ", \"cycle\": %zu, \"rounds\": [", of->run->cycle_length);
    for (size_t round = 0; round <= of->run->rounds; round++)
        append_round(out, of, round, &next);
    cw_text_append(out, "], ");
    append_positions(out, of);
}

cw_status cw_forecast_model_rounds_json(cw_text *out, const cw_forecast_query *query,
                                        const cw_outcome_model *model, const cw_table_issue *issue)
{
    cw_run *run = NULL;
    if (model->run == NULL || issue->problem.actors > model->run_most)
        return CW_OK;
    cw_status status = cw_outcome_model_run(model, &run, query->session->context, &issue->problem);
    if (status == CW_OK)
        cw_forecast_rounds_json(out, run, issue->actors, 0);
    cw_run_free(run);
    return status;
}

/* ---- Trades ---- */

static void append_trade(cw_text *out, const cw_joint_table *joint, const cw_trade *trade)
{
    const struct {
        const char *key;
        double value;
    } figures[] = {
        {"second_move", trade->second_move},
        {"first_move", trade->first_move},
        {"wins_shift", trade->wins_shift},
        {"yields_shift", trade->yields_shift},
        {"gain", trade->gain},
        {"others_gain", trade->others_gain},
        {"others_loss", trade->others_loss},
    };
    cw_text_append(out, "{");
    cw_result_json_words(out, "first", joint->actors[trade->first]);
    append_comma(out);
    cw_result_json_words(out, "second", joint->actors[trade->second]);
    append_comma(out);
    cw_result_json_words(out, "wins", joint->issues[trade->wins]);
    append_comma(out);
    cw_result_json_words(out, "yields", joint->issues[trade->yields]);
    for (size_t k = 0; k < sizeof figures / sizeof *figures; k++) {
        append_comma(out);
        cw_result_json_figure(out, figures[k].key, figures[k].value);
    }
    cw_text_append(out, "}");
}

/* The trades that moved this issue. */
static void append_trades(cw_text *out, const cw_joint_table *joint, const cw_exchange *exchange,
                          size_t issue)
{
    bool first = true;
    append_comma(out);
    cw_result_json_figure(out, "before", exchange->before[issue]);
    cw_text_append_format(out, ", \"end\": \"%s\", \"trades\": [",
                          exchange->cut_off ? "cut off" : "settled");
    for (size_t k = 0; k < exchange->trade_count; k++) {
        const cw_trade *trade = &exchange->trades[k];
        if (trade->wins != issue && trade->yields != issue)
            continue;
        cw_text_append(out, first ? "" : ", ");
        append_trade(out, joint, trade);
        first = false;
    }
    cw_text_append(out, "]");
}

void cw_forecast_joint_rounds_json(cw_text *out, const cw_forecast_sheet *of, size_t model,
                                   size_t issue)
{
    if (of->runs[model] != NULL)
        cw_forecast_rounds_json(out, of->runs[model], of->joint->actors, issue);
    if (of->exchanges[model] != NULL)
        append_trades(out, of->joint, of->exchanges[model], issue);
}
