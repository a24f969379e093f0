/* counterweight forecast: where each issue ends, by every outcome model side by side. */
#include "cli/commands.h"

#include <math.h>
#include <string.h>

#include "counterweight/bargaining.h"
#include "counterweight/study.h"

#include "cli/forecast_result.h"
#include "cli/forecast_table.h"
#include "cli/input.h"
#include "cli/model_list.h"
#include "cli/model_variants.h"
#include "cli/result.h"

typedef struct forecast_settings {
    cw_shared_settings shared;
    const char *issue;
    const char *forum;
    const char *models;
    const char *what_if;
    const char *above;
    bool distribution;
    bool explain;
    size_t log; /* cw_forecast_log */
} forecast_settings;

static const cw_option options[] = {
    {.name = "issue",
     .argument = "ID",
     .kind = CW_OPTION_WORD,
     .help = "only this issue",
     .target = offsetof(forecast_settings, issue)},
    {.name = "forum",
     .argument = "ID",
     .kind = CW_OPTION_WORD,
     .help = "only in this forum",
     .target = offsetof(forecast_settings, forum)},
    {.name = "model",
     .argument = "LIST",
     .kind = CW_OPTION_WORD,
     .help =
         "only these outcome models, separated by commas: their ids, and of a table what is set in "
         "them (challenge-a:range=dynamic); 'counterweight help models' lists both",
     .target = offsetof(forecast_settings, models)},
    {.name = "what-if",
     .argument = "ID",
     .kind = CW_OPTION_WORD,
     .help = "under this what-if in place of the base case",
     .target = offsetof(forecast_settings, what_if)},
    {.name = "explain",
     .help = "of a table: also who moved whom in models that go round by round",
     .target = offsetof(forecast_settings, explain)},
    {.name = "log",
     .argument = "WHAT",
     .kind = CW_OPTION_CHOICE,
     .words = cw_forecast_log_words,
     .help = "of a table, in place of outcomes: offers round by round, positions after each round, "
             "coalitions for each pair of actors, or trades across issues",
     .target = offsetof(forecast_settings, log)},
    {.name = "distribution",
     .help = "medians and 50, 80 and 95% intervals, with the errors that models made on decisions "
             "of the past; and an ensemble of distributions",
     .target = offsetof(forecast_settings, distribution)},
    {.name = "above",
     .argument = "X",
     .kind = CW_OPTION_WORD,
     .help = "also the probability of an outcome above X; implies --distribution",
     .target = offsetof(forecast_settings, above)},
    CW_SHARED_RESULT,
    CW_SHARED_CHANCE,
    CW_SHARED_MANNER,
};

static const cw_example examples[] = {
    {"forecast dossiers/csto-2022.yaml --issue troops", "all models on one issue, in each forum"},
    {"forecast dossiers/csto-2022.yaml --model nash,weighted-median --csv",
     "two models on all issues, as a table"},
    {"forecast actors.csv --model challenge-a --explain",
     "a plain table of actors, and who moved whom"},
    {"forecast actors.csv --above 60 --json", "distributions, and P(outcome > 60)"},
    {"forecast actors.csv --model challenge-s --log offers --csv", "every offer, round by round"},
    {"forecast actors.csv --model challenge-a,challenge-a:range=dynamic,q=0.5",
     "one model in two readings"},
};

static const forecast_settings defaults = {.shared = CW_SHARED_DEFAULTS};

static cw_status read_threshold(cw_forecast_query *query, const char *above)
{
    query->above = NAN;
    if (above == NULL)
        return CW_OK;
    query->distribution = true;
    if (cw_number_parse(&query->above, above, strlen(above)) == CW_OK &&
        query->above >= CW_SCALE_LOW && query->above <= CW_SCALE_HIGH)
        return CW_OK;
    return cw_session_misuse(query->session, "'%s' is no threshold: write a number from 0 to 100",
                             above);
}

static cw_status choose_models(cw_forecast_query *query, const char *list)
{
    const char *ids[CW_OUTCOME_MODELS_MAX];
    for (size_t k = 0; k < query->model_count; k++)
        ids[k] = query->models[k]->id;
    return cw_model_list_read(query->wanted, query->session, list, ids, query->model_count);
}

static cw_status choose(cw_forecast_query *query, size_t *what_if,
                        const forecast_settings *settings, const cw_dossier *dossier)
{
    cw_session *session = query->session;
    cw_status status = cw_input_issue(&query->issue, session, dossier, settings->issue);
    if (status == CW_OK)
        status = cw_input_forum(&query->forum, session, dossier, settings->forum);
    if (status == CW_OK)
        status = cw_input_what_if(what_if, session, dossier, settings->what_if);
    if (status == CW_OK)
        status = choose_models(query, settings->models);
    return status;
}

static cw_status write_dossier(cw_text *text, cw_forecast_query *query,
                               const forecast_settings *settings, const char *operand)
{
    cw_session *session = query->session;
    cw_dossier *dossier = NULL;
    cw_study *study = NULL;
    size_t what_if = CW_NONE;
    cw_study_options study_options = cw_result_study_options(&settings->shared);
    if (query->distribution || settings->log != CW_LOG_NONE)
        return cw_session_misuse(session, "--distribution, --above and --log want a table");
    query->models = cw_outcome_models(&query->model_count);
    cw_status status = cw_input_dossier(&dossier, session, operand);
    if (status == CW_OK)
        status = choose(query, &what_if, settings, dossier);
    if (status == CW_OK) {
        cw_dossier view =
            *dossier; /* without what-ifs and claims where only the base case counts */
        view.what_if_count = what_if == CW_NONE ? 0 : dossier->what_if_count;
        view.claim_count = what_if == CW_NONE ? 0 : dossier->claim_count;
        query->shown = what_if == CW_NONE ? 0 : what_if + 1;
        status = cw_study_run(&study, session->context, &view, &study_options);
        query->study = study;
        if (status == CW_OK)
            status = cw_forecast_write(text, query);
        cw_study_free(study);
    }
    cw_dossier_free(dossier);
    return status;
}

/* The ids that the list of a table may name: those of the registry, then joint models. */
static size_t list_ids(const char **ids, const cw_model_variants *variants)
{
    size_t joint;
    size_t count = 0;
    const cw_joint_model *const *models = cw_joint_models(&joint);
    for (size_t k = 0; k < variants->registered; k++)
        ids[count++] = variants->models[k]->id;
    for (size_t k = 0; k < joint; k++)
        ids[count++] = models[k]->id;
    return count;
}

/* Of a table also models with settings of their own, which stand after the registry's, and those that
 * settle several issues at once. */
static cw_status choose_for_table(cw_forecast_query *query, cw_model_variants *variants,
                                  const char *list)
{
    const char *ids[CW_OUTCOME_MODELS_MAX + CW_FORECAST_JOINT_MAX];
    bool named[CW_OUTCOME_MODELS_MAX + CW_FORECAST_JOINT_MAX] = {false};
    size_t registered = variants->registered;
    size_t count = list_ids(ids, variants);
    cw_status status = cw_model_variants_read(variants, query->session, list);
    query->models = variants->models;
    query->model_count = variants->count;
    query->named = list != NULL;
    if (status == CW_OK && (list == NULL || variants->plain.length > 0))
        status =
            cw_model_list_read(named, query->session,
                               list == NULL ? NULL : cw_text_string(&variants->plain), ids, count);
    memcpy(query->wanted, named, registered * sizeof *named);
    memcpy(query->wanted_joint, named + registered, (count - registered) * sizeof *named);
    for (size_t k = registered; k < variants->count; k++)
        query->wanted[k] = true;
    return status;
}

static cw_status write_table(cw_text *text, const cw_forecast_query *query,
                             const forecast_settings *settings, const char *operand)
{
    if (settings->forum != NULL || settings->what_if != NULL)
        return cw_session_misuse(query->session, "a table has no forums and no what-ifs");
    cw_forecast_query of_table = *query;
    cw_model_variants variants;
    cw_model_variants_init(&variants, query->session->context);
    cw_status status = choose_for_table(&of_table, &variants, settings->models);
    if (status == CW_OK)
        status = cw_forecast_table(text, &of_table, operand, settings->issue, settings->explain,
                                   (cw_forecast_log)settings->log);
    cw_model_variants_free(&variants);
    return status;
}

static cw_status run(cw_session *session, const void *payload, const char *operand)
{
    const forecast_settings *settings = payload;
    cw_forecast_query query = {
        .session = session, .shared = &settings->shared, .distribution = settings->distribution};
    cw_text text;
    cw_text_init(&text, session->context);
    cw_status status = read_threshold(&query, settings->above);
    if (status == CW_OK)
        status = cw_input_is_table(operand) ? write_table(&text, &query, settings, operand)
                                            : write_dossier(&text, &query, settings, operand);
    if (status == CW_OK)
        status = cw_session_deliver(session, &text, settings->shared.output);
    cw_text_free(&text);
    return status;
}

const cw_command cw_command_forecast = {
    .name = "forecast",
    .summary = "where each issue ends, by every outcome model",
    .operand = "DOSSIER|TABLE",
    .about =
        "For each issue and each forum in which it can be taken: the forecast of every "
        "outcome model for the members who vote, as median and 80% interval over the draws, "
        "and beside it where the issue is settled once acceptance, the chair and the threat "
        "to go around the forum count. The last line is the settlement between the two "
        "states alone. Models differ: where they agree the answer hangs on none of them.\n"
        "A file that ends in .csv or .tsv is a plain table of actors, ours or KTAB's; then also "
        "the models too slow for draws are shown, and all must agree.",
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .defaults = &defaults,
    .settings_bytes = sizeof defaults,
    .run = run,
};
