/* counterweight forecast: where each issue ends, by every outcome model side by side. */
#include "cli/commands.h"

#include <math.h>
#include <string.h>

#include "cli/forecast_dossier.h"
#include "cli/forecast_table.h"
#include "cli/input.h"

typedef struct forecast_settings {
    cw_shared_settings shared;
    cw_forecast_place place;
    cw_forecast_reading reading;
    const char *models;
    const char *above;
    bool distribution;
    bool explain;
    size_t log; /* cw_forecast_log */
    bool is_table;
} forecast_settings;

static const cw_option options[] = {
    {.name = "issue",
     .argument = "ID",
     .kind = CW_OPTION_WORD,
     .help = "only this issue",
     .target = offsetof(forecast_settings, place.issue)},
    {.name = "forum",
     .argument = "ID",
     .kind = CW_OPTION_WORD,
     .help = "only in this forum",
     .target = offsetof(forecast_settings, place.forum)},
    {.name = "model",
     .argument = "LIST",
     .kind = CW_OPTION_WORD,
     .help = "only these outcome models, separated by commas: their ids, and what is set in "
             "them (challenge-a:range=dynamic); 'counterweight help models' lists both",
     .target = offsetof(forecast_settings, models)},
    {.name = "what-if",
     .argument = "ID",
     .kind = CW_OPTION_WORD,
     .help = "under this what-if in place of the base case",
     .target = offsetof(forecast_settings, place.what_if)},
    {.name = "capability",
     .argument = "FILE",
     .kind = CW_OPTION_FILE,
     .help = "of a table: capabilities from another, with columns actor and capability; 'equal': "
             "the same for all",
     .target = offsetof(forecast_settings, reading.capability)},
    {.name = "proposer",
     .argument = "ACTOR",
     .kind = CW_OPTION_WORD,
     .help = "of a table: who makes the proposal, for models that need to know",
     .target = offsetof(forecast_settings, reading.proposer)},
    {.name = "explain",
     .help = "also who moved whom in models that go round by round; of a dossier at its modes",
     .target = offsetof(forecast_settings, explain)},
    {.name = "log",
     .argument = "WHAT",
     .kind = CW_OPTION_CHOICE,
     .words = cw_forecast_log_words,
     .help = "in place of outcomes (none: outcomes): offers round by round, positions after each "
             "round, "
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
    CW_OPTION_TABLE(forecast_settings, is_table),
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

/* Options that would go unheard together. */
static cw_status check_pairs(cw_session *session, const forecast_settings *settings)
{
    bool is_log = settings->log != CW_LOG_NONE;
    if (is_log && (settings->distribution || settings->above != NULL || settings->explain))
        return cw_session_misuse(session, "--log shows rounds in place of outcomes: leave out "
                                          "--distribution, --above and --explain");
    if (settings->explain && (settings->shared.csv || settings->shared.json))
        return cw_session_misuse(session, "--explain is for people: --json tells the rounds by "
                                          "itself, and --log offers --csv is a table of them");
    return CW_OK;
}

/* A table has no forums, and no ranges to draw. */
static cw_status check_of_table(cw_session *session, const forecast_settings *settings)
{
    const cw_shared_settings standard = CW_SHARED_DEFAULTS;
    if (settings->place.forum != NULL || settings->place.what_if != NULL)
        return cw_session_misuse(session, "a table has no forums and no what-ifs");
    if (settings->shared.draws != standard.draws || settings->shared.seed != standard.seed)
        return cw_session_misuse(session, "a table has no ranges, so that nothing is drawn: leave "
                                          "out --draws and --seed");
    return CW_OK;
}

static cw_status write_table(cw_text *text, const cw_forecast_query *query,
                             const forecast_settings *settings, const char *operand)
{
    cw_status status = check_of_table(query->session, settings);
    return status == CW_OK
               ? cw_forecast_table(text, query, operand, settings->place.issue, &settings->reading)
               : status;
}

/* A dossier says by itself what every state has, and who is in the chair. */
static cw_status write_dossier(cw_text *text, const cw_forecast_query *query,
                               const forecast_settings *settings, const char *operand)
{
    if (settings->reading.capability != NULL || settings->reading.proposer != NULL)
        return cw_session_misuse(query->session, "--capability and --proposer are for a table: a "
                                                 "dossier has its own capabilities and chairs");
    return cw_forecast_dossier(text, query, operand, &settings->place);
}

static cw_status run(cw_session *session, const void *payload, const char *operand)
{
    const forecast_settings *settings = payload;
    bool is_table = cw_input_is_table(operand, settings->is_table);
    cw_forecast_query query = {.session = session,
                               .shared = &settings->shared,
                               .distribution = settings->distribution,
                               .explain = settings->explain,
                               .log = (cw_forecast_log)settings->log};
    cw_model_variants variants;
    cw_text text;
    cw_text_init(&text, session->context);
    cw_model_variants_init(&variants, session->context);
    cw_status status = check_pairs(session, settings);
    if (status == CW_OK)
        status = read_threshold(&query, settings->above);
    if (status == CW_OK)
        status = cw_model_choice_read(&query.chosen, &variants, session, settings->models,
                                      !is_table && query.log == CW_LOG_NONE);
    if (status == CW_OK)
        status = is_table ? write_table(&text, &query, settings, operand)
                          : write_dossier(&text, &query, settings, operand);
    if (status == CW_OK)
        status = cw_session_deliver(session, &text, settings->shared.output);
    cw_model_variants_free(&variants);
    cw_text_free(&text);
    return status;
}

const cw_command cw_command_forecast = {
    .name = "forecast",
    .summary = "where each issue ends, by every outcome model",
    .operand = "DOSSIER|TABLE",
    .about = "For each issue and each forum in which it can be taken: the forecast of every "
             "outcome model for the members who vote, as median and 80% interval over the draws, "
             "and beside it where the issue is settled once acceptance, the chair and the threat "
             "to go around the forum count. The last line is the settlement between the two "
             "states alone. Models differ: where they agree the answer hangs on none of them.\n"
             "A file that ends in .csv or .tsv, or any with --table, is a plain table of actors, "
             "ours or KTAB's; then also "
             "the models too slow for draws are shown, and all must agree. Of a dossier those are "
             "shown where they are named.",
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .defaults = &defaults,
    .settings_bytes = sizeof defaults,
    .run = run,
};
