/* Forecasts from a table as JSON. */
#include "cli/forecast_table.h"

#include <math.h>

#include "cli/distribution.h"
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

static void append_rounds(cw_text *out, const told_run *of)
{
    size_t next = 0;
    append_comma(out);
    cw_result_json_words(out, "end", cw_run_end_name(of->run->end));
    cw_text_append_format(out, ", \"cycle\": %zu, \"rounds\": [", of->run->cycle_length);
    for (size_t round = 0; round <= of->run->rounds; round++)
        append_round(out, of, round, &next);
    cw_text_append(out, "], ");
    append_positions(out, of);
}

static void append_outcome(cw_text *out, const char *id, const cw_bargaining_outcome *outcome)
{
    cw_result_json_words(out, "id", id);
    append_comma(out);
    cw_result_json_figure(out, "outcome", outcome->point);
    append_comma(out);
    cw_result_json_figure(out, "low", outcome->low);
    append_comma(out);
    cw_result_json_figure(out, "high", outcome->high);
}

static cw_status append_model(cw_text *out, const cw_forecast_sheet *of, size_t issue,
                              const cw_outcome_model *model)
{
    cw_bargaining_outcome outcome;
    cw_density density;
    cw_run *run = NULL;
    const cw_table_issue *on = &of->table->issues[issue];
    cw_status status = cw_forecast_solve(&outcome, of->query, model, on);
    append_outcome(out, model->id, &outcome);
    if (of->query->distribution) {
        append_comma(out);
        cw_distribution_json(
            out, cw_forecast_spread(&density, model->id, outcome.point) ? &density : NULL,
            of->query->above);
    }
    if (status == CW_OK && model->run != NULL)
        status = cw_outcome_model_run(model, &run, of->query->session->context, &on->problem);
    if (run != NULL)
        append_rounds(out, &(told_run){run, on->actors, 0});
    cw_run_free(run);
    return status;
}

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

static void append_joint(cw_text *out, const cw_forecast_sheet *of, size_t issue, size_t model)
{
    size_t count;
    double point = cw_forecast_joint(of, model, issue);
    cw_bargaining_outcome outcome = {point, point, point};
    append_outcome(out, cw_joint_models(&count)[model]->id, &outcome);
    if (of->runs[model] != NULL)
        append_rounds(out, &(told_run){of->runs[model], of->joint->actors, issue});
    if (of->exchanges[model] != NULL)
        append_trades(out, of->joint, of->exchanges[model], issue);
}

static void append_ensemble(cw_text *out, const cw_forecast_sheet *of, size_t issue)
{
    cw_density density;
    cw_forecast_ensemble(&density, &of->table->issues[issue].problem);
    cw_result_json_words(out, "id", "ensemble");
    append_comma(out);
    cw_result_json_figure(out, "outcome", cw_density_quantile(&density, 0.5));
    append_comma(out);
    cw_distribution_json(out, &density, of->query->above);
}

/* Begins the next object of a list. */
static void begin_next(cw_text *out, bool *first)
{
    cw_text_append(out, *first ? "{" : ", {");
    *first = false;
}

static cw_status append_issue(cw_text *out, const cw_forecast_sheet *of, size_t issue)
{
    const cw_forecast_query *query = of->query;
    bool first = true;
    cw_status status = CW_OK;
    cw_result_json_words(out, "id", of->table->issues[issue].id);
    cw_text_append(out, ", \"models\": [");
    for (size_t k = 0; status == CW_OK && k < query->model_count; k++) {
        if (cw_context_is_cancelled(query->session->context))
            return CW_ERROR_INTERRUPTED;
        if (!query->wanted[k])
            continue;
        begin_next(out, &first);
        status = append_model(out, of, issue, query->models[k]);
        cw_text_append(out, "}");
    }
    for (size_t k = 0; of->joint != NULL && k < CW_FORECAST_JOINT_MAX; k++) {
        if (!query->wanted_joint[k])
            continue;
        begin_next(out, &first);
        append_joint(out, of, issue, k);
        cw_text_append(out, "}");
    }
    if (cw_forecast_shows_ensemble(query)) {
        begin_next(out, &first);
        append_ensemble(out, of, issue);
        cw_text_append(out, "}");
    }
    cw_text_append(out, "]");
    return status;
}

cw_status cw_forecast_table_json(cw_text *out, const cw_forecast_sheet *of)
{
    cw_status status = CW_OK;
    cw_result_begin_json(out);
    cw_text_append(out, "\"issues\": [");
    for (size_t k = of->first; status == CW_OK && k < of->end; k++) {
        cw_text_append(out, k > of->first ? ", {" : "{");
        status = append_issue(out, of, k);
        cw_text_append(out, "}");
    }
    cw_text_append(out, "]}\n");
    return status;
}
