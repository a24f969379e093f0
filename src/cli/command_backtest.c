/* counterweight backtest: models against what happened. */
#include "cli/commands.h"

#include <string.h>

#include "counterweight/study/past.h"

#include "cli/backtest_result.h"
#include "cli/input.h"

typedef struct backtest_settings {
    cw_shared_settings shared;
    const char *models;
    const char *capability;
    uint64_t resamples;
    uint64_t folds;
} backtest_settings;

static const cw_option options[] = {
    {.name = "model",
     .argument = "LIST",
     .kind = CW_OPTION_WORD,
     .help = "only these outcome models: their ids, separated by commas",
     .target = offsetof(backtest_settings, models)},
    {.name = "capability",
     .argument = "FILE",
     .kind = CW_OPTION_FILE,
     .help = "capabilities from a table with columns actor and capability",
     .target = offsetof(backtest_settings, capability)},
    {.name = "folds",
     .argument = "N",
     .kind = CW_OPTION_WHOLE,
     .low = 2,
     .high = 100,
     .help = "fit on all but one of N parts, score on that one (default 10)",
     .target = offsetof(backtest_settings, folds)},
    {.name = "resamples",
     .argument = "N",
     .kind = CW_OPTION_WHOLE,
     .high = 10000,
     .help = "draw the proposals N times for the intervals (default 1000)",
     .target = offsetof(backtest_settings, resamples)},
    CW_SHARED_RESULT,
    CW_SHARED_SEED,
    CW_SHARED_MANNER,
};

static const cw_example examples[] = {
    {"backtest deu3.tsv", "every model on every issue of a DEU table"},
    {"backtest deu3.tsv --model weighted-mean,nash --csv", "two models, all figures, as a table"},
};

static const backtest_settings defaults = {
    .shared = CW_SHARED_DEFAULTS,
    .resamples = 1000,
    .folds = 10,
};

/* The models that a list "nash,core" names, in the order of the registry; NULL names all. */
static cw_status choose_models(const cw_outcome_model **chosen, size_t *chosen_count,
                               cw_session *session, const char *list)
{
    const char *ids[CW_OUTCOME_MODELS_MAX];
    bool wanted[CW_OUTCOME_MODELS_MAX];
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models_all(&count);
    cw_status status = CW_OK;
    for (size_t k = 0; k < count; k++) {
        ids[k] = models[k]->id;
        wanted[k] = list == NULL;
    }
    cw_text word;
    cw_text_init(&word, session->context);
    while (list != NULL && status == CW_OK) {
        size_t found = 0;
        size_t length = strcspn(list, ",");
        cw_text_free(&word);
        cw_text_append_bytes(&word, list, length);
        status = word.status;
        if (status == CW_OK)
            status =
                cw_input_word(&found, session, "outcome model", cw_text_string(&word), ids, count);
        if (status == CW_OK)
            wanted[found] = true;
        list = list[length] == ',' ? list + length + 1 : NULL;
    }
    cw_text_free(&word);
    *chosen_count = 0;
    for (size_t k = 0; k < count; k++)
        if (wanted[k])
            chosen[(*chosen_count)++] = models[k];
    return status;
}

/* Tab between fields where the name ends in .tsv, else a comma. */
static char delimiter_of(const char *path)
{
    size_t length = strlen(path);
    return length >= 4 && strcmp(path + length - 4, ".tsv") == 0 ? '\t' : ',';
}

static cw_status read_table(cw_table **out, cw_session *session, const char *path)
{
    cw_status status = cw_guard_add(&session->guard, session->context, path);
    if (status == CW_OK)
        status =
            cw_table_read(out, session->context, &session->diagnostics, path, delimiter_of(path));
    return status;
}

static cw_status read_past(cw_past **out, cw_session *session, const backtest_settings *settings,
                           const char *operand)
{
    cw_table *table = NULL;
    cw_table *capability = NULL;
    cw_status status = read_table(&table, session, operand);
    if (status == CW_OK && settings->capability != NULL)
        status = read_table(&capability, session, settings->capability);
    if (status == CW_OK)
        status = cw_past_read_deu(out, session->context, &session->diagnostics, table, capability);
    if (status != CW_OK)
        cw_session_show_errors(session);
    cw_table_free(capability);
    cw_table_free(table);
    return status;
}

static cw_status score(cw_backtest **out, cw_session *session, const backtest_settings *settings,
                       const cw_past *past)
{
    const cw_outcome_model *models[CW_OUTCOME_MODELS_MAX];
    size_t count = 0;
    cw_backtest_options how = {.folds = (size_t)settings->folds,
                               .resamples = (size_t)settings->resamples,
                               .seed = settings->shared.seed};
    cw_status status = choose_models(models, &count, session, settings->models);
    if (status != CW_OK)
        return status;
    if (past->count == 0)
        return cw_session_fail(session, CW_ERROR_INPUT, "no row of the table can be used");
    status =
        cw_backtest_run(out, session->context, past->decisions, past->count, models, count, &how);
    if (status == CW_ERROR_USAGE)
        return cw_session_fail(session, CW_ERROR_INPUT,
                               "%zu usable rows are of too few proposals for %zu folds",
                               past->count, how.folds);
    return status;
}

static cw_status run(cw_session *session, const void *payload, const char *operand)
{
    const backtest_settings *settings = payload;
    cw_past *past = NULL;
    cw_backtest *backtest = NULL;
    cw_text text;
    cw_text_init(&text, session->context);
    cw_status status = read_past(&past, session, settings, operand);
    if (status == CW_OK)
        status = score(&backtest, session, settings, past);
    if (status == CW_OK)
        status = cw_backtest_write(&text, session, &settings->shared, backtest, past->left_out);
    if (status == CW_OK)
        status = cw_session_deliver(session, &text, settings->shared.output);
    cw_text_free(&text);
    cw_backtest_free(backtest);
    cw_past_free(past);
    return status;
}

const cw_command cw_command_backtest = {
    .name = "backtest",
    .summary = "outcome models against what happened",
    .operand = "TABLE",
    .about = "Scores every outcome model, and an ensemble of distributions, on the decisions of a "
             "table in the layout of the DEU data sets: distance from the outcome, share within "
             "ten points, continuous ranked probability score (CRPS) and coverage of the 80% "
             "interval, with 95% intervals from draws of whole proposals. Nothing is scored on "
             "what it was fitted to. The last column is the mean error less that of the weighted "
             "mean on the same rows.",
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .defaults = &defaults,
    .settings_bytes = sizeof defaults,
    .run = run,
};
