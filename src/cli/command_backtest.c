/* counterweight backtest: models against what happened. */
#include "cli/commands.h"

#include "counterweight/study/past.h"

#include "cli/backtest_result.h"
#include "cli/forecast_cost.h"
#include "cli/input.h"
#include "cli/model_choice.h"

typedef struct backtest_settings {
    cw_shared_settings shared;
    const char *models;
    const char *capability;
    uint64_t resamples;
    uint64_t folds; /* 0: FOLDS */
    const char *forum;
    bool each;
    bool is_table;
} backtest_settings;

#define FOLDS 10

static const cw_option options[] = {
    {.name = "model",
     .argument = "LIST",
     .kind = CW_OPTION_WORD,
     .help = "only these outcome models, separated by commas: their ids, and what is set in them "
             "(challenge-a:range=dynamic)",
     .target = offsetof(backtest_settings, models)},
    {.name = "capability",
     .argument = "FILE",
     .kind = CW_OPTION_FILE,
     .help = "capabilities from a table with columns actor and capability; 'equal': the same for "
             "all",
     .target = offsetof(backtest_settings, capability)},
    {.name = "folds",
     .argument = "N",
     .kind = CW_OPTION_WHOLE,
     .low = 2,
     .high = 100,
     .help = "fit on all but one of N parts, score on that one (default 10)",
     .target = offsetof(backtest_settings, folds)},
    {.name = "forum",
     .argument = "ID",
     .kind = CW_OPTION_WORD,
     .help = "of a dossier: as if its issues had been taken in this forum",
     .target = offsetof(backtest_settings, forum)},
    {.name = "each",
     .help = "each decision: what happened, and what each model said",
     .target = offsetof(backtest_settings, each)},
    {.name = "resamples",
     .argument = "N",
     .kind = CW_OPTION_WHOLE,
     .high = 10000,
     .help = "draw the proposals N times for the intervals (default 1000)",
     .target = offsetof(backtest_settings, resamples)},
    CW_OPTION_TABLE(backtest_settings, is_table),
    CW_SHARED_RESULT,
    CW_SHARED_SEED,
    CW_SHARED_MANNER,
};

static const cw_example examples[] = {
    {"backtest deu3.tsv", "every model on every issue of a DEU table"},
    {"backtest deu3.tsv --model weighted-mean,nash --csv", "two models, all figures, as a table"},
    {"backtest dossier.yaml --each", "the issues of a dossier that say what happened, one by one"},
};

static const backtest_settings defaults = {
    .shared = CW_SHARED_DEFAULTS,
    .resamples = 1000,
};

static cw_status read_past_table(cw_past **out, cw_session *session,
                                 const backtest_settings *settings, const char *operand)
{
    cw_table *table = NULL;
    cw_table *capability = NULL;
    cw_capabilities given;
    bool is_given = settings->capability != NULL;
    if (settings->forum != NULL)
        return cw_session_misuse(session, "a table has no forums");
    cw_status status = cw_input_table(&table, session, operand);
    if (status == CW_OK && is_given)
        status = cw_input_capabilities(&given, &capability, session, settings->capability);
    if (status == CW_OK) {
        status = cw_past_read_deu(out, session->context, &session->diagnostics, table,
                                  is_given ? &given : NULL);
        if (status != CW_OK)
            cw_session_show_errors(session);
    }
    cw_table_free(capability);
    cw_table_free(table);
    return status;
}

static cw_status read_past_dossier(cw_past **out, cw_dossier **dossier, cw_session *session,
                                   const backtest_settings *settings, const char *operand)
{
    size_t forum = CW_NONE;
    if (settings->capability != NULL || settings->folds != 0)
        return cw_session_misuse(
            session, "--capability and --folds are for tables: a dossier has its own capabilities, "
                     "and nothing is fitted to it");
    cw_status status = cw_input_dossier(dossier, session, operand);
    if (status == CW_OK)
        status = cw_input_forum(&forum, session, *dossier, settings->forum);
    if (status == CW_OK)
        status = cw_past_read_dossier(out, session->context, *dossier, forum);
    return status;
}

/* Why there is nothing to score. */
static cw_status nothing_to_score(cw_session *session, const cw_past *past)
{
    if (past->venues == NULL)
        return cw_session_nothing(session, "no row of the table can be used: none has an outcome "
                                           "from 0 to 100 and three actors with position and "
                                           "salience");
    return cw_session_nothing(session, "no issue that can be taken there says what happened: give "
                                       "issues an 'outcome' in points");
}

/* Says before it begins what models that go round by round will take among many actors, by the decision with
 * most of them. */
static cw_status state_the_cost(cw_session *session, const cw_model_choice *chosen,
                                const cw_past *past)
{
    const cw_bargaining_problem *largest = &past->decisions[0].problem;
    cw_status status = CW_OK;
    for (size_t k = 1; k < past->count; k++)
        if (past->decisions[k].problem.actors > largest->actors)
            largest = &past->decisions[k].problem;
    for (size_t k = 0; k < chosen->model_count && status == CW_OK; k++)
        if (chosen->models[k]->run != NULL)
            status = cw_forecast_cost_of_run(session, chosen->models[k], largest, past->count);
    return status;
}

static cw_status score(cw_backtest **out, cw_model_variants *variants, cw_session *session,
                       const backtest_settings *settings, const cw_past *past)
{
    cw_model_choice chosen;
    cw_status status = cw_model_choice_read(&chosen, variants, session, settings->models, false);
    cw_backtest_options how = {
        .folds = settings->folds == 0 ? FOLDS : (size_t)settings->folds,
        .resamples = (size_t)settings->resamples,
        .seed = settings->shared.seed,
        .calibration = past->venues == NULL ? NULL : cw_calibration_published(),
        .joint = chosen.joint,
        .joint_count = chosen.joint_count,
    };
    if (status != CW_OK)
        return status;
    if (past->count == 0)
        return nothing_to_score(session, past);
    status = state_the_cost(session, &chosen, past);
    if (status != CW_OK)
        return status;
    status = cw_backtest_run(out, session->context, past->decisions, past->count, chosen.models,
                             chosen.model_count, &how);
    if (status == CW_ERROR_USAGE)
        return cw_session_fail(session, CW_ERROR_INPUT,
                               "%zu usable rows are of too few proposals for %zu folds; --folds "
                               "sets their number",
                               past->count, how.folds);
    return status;
}

static cw_status run(cw_session *session, const void *payload, const char *operand)
{
    const backtest_settings *settings = payload;
    cw_dossier *dossier = NULL;
    cw_past *past = NULL;
    cw_backtest *backtest = NULL;
    cw_model_variants variants; /* their names are in the rows of the backtest */
    cw_text text;
    cw_text_init(&text, session->context);
    cw_model_variants_init(&variants, session->context);
    cw_status status = cw_input_is_table(operand, settings->is_table)
                           ? read_past_table(&past, session, settings, operand)
                           : read_past_dossier(&past, &dossier, session, settings, operand);
    if (past != NULL)
        status = score(&backtest, &variants, session, settings, past);
    if (backtest != NULL)
        status = settings->each
                     ? cw_backtest_write_each(&text, session, &settings->shared, backtest, past)
                     : cw_backtest_write(&text, session, &settings->shared, backtest, past);
    if (status == CW_OK)
        status = cw_session_deliver(session, &text, settings->shared.output);
    cw_text_free(&text);
    cw_backtest_free(backtest);
    cw_model_variants_free(&variants);
    cw_past_free(past);
    cw_dossier_free(dossier);
    return status;
}

const cw_command cw_command_backtest = {
    .name = "backtest",
    .summary = "outcome models against what happened",
    .operand = "DOSSIER|TABLE",
    .about = "Scores every outcome model, and an ensemble of distributions, on decisions that were "
             "taken: distance from the outcome, share within ten points, continuous ranked "
             "probability score (CRPS) and coverage of the 80% interval, with 95% intervals from "
             "draws of whole proposals. The last column is the mean error less that of the "
             "weighted mean on the same decisions.\n"
             "A table (.csv, .tsv) has the layout of the DEU data sets; what is fitted for one "
             "part of it is fitted on the others. Of a dossier, the issues with an 'outcome' are "
             "scored, by distributions fitted on 150 decisions of the European Union; fewer than "
             "five issues get no intervals.",
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .defaults = &defaults,
    .settings_bytes = sizeof defaults,
    .run = run,
};
