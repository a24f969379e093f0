/* counterweight study: the experiment over many draws, into a file that can be gone on with. */
#include "cli/commands.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "counterweight/base/pool.h"
#include "counterweight/study/results.h"

#include "cli/input.h"
#include "cli/model_list.h"

typedef struct study_settings {
    cw_shared_settings shared;
    const char *shard;
    const char *models;
    bool keep_draws;
    bool yes;
    uint64_t save_seconds;
    double until_precise; /* points; 0: not asked for */
} study_settings;

static const cw_option options[] = {
    CW_OPTION_OUTPUT("keep the results in FILE; where it is there, go on with the run in it"),
    {.name = "draws",
     .argument = "N",
     .kind = CW_OPTION_WHOLE,
     .low = CW_STUDY_DRAWS_MIN,
     .high = CW_RESULTS_DRAWS_MAX,
     .help = "draw every range N times (default 10000)",
     CW_SHARED_TARGET(draws)},
    {.name = "until-precise",
     .argument = "POINTS",
     .kind = CW_OPTION_NUMBER,
     .help =
         "double the draws, up to 100 million, until the 95% Monte Carlo interval of the median "
         "gain is at most POINTS wide",
     .target = offsetof(study_settings, until_precise)},
    {.name = "shard",
     .argument = "I/N",
     .kind = CW_OPTION_WORD,
     .help = "only the I-th of N parts of the draws; 'counterweight merge' joins the parts",
     .target = offsetof(study_settings, shard)},
    {.name = "model",
     .argument = "LIST",
     .kind = CW_OPTION_WORD,
     .help = "these outcome models too: their ids, separated by commas, or 'all'",
     .target = offsetof(study_settings, models)},
    {.name = "keep-draws",
     .help = "keep every single draw of every figure as well",
     .target = offsetof(study_settings, keep_draws)},
    {.name = "save-every",
     .argument = "SECONDS",
     .kind = CW_OPTION_WHOLE,
     .high = 86400,
     .help = "save this often, at most (default 10; 0: after every chunk of draws)",
     .target = offsetof(study_settings, save_seconds)},
    {.name = "yes",
     .letter = 'y',
     .help = "run even what takes very long or very much room",
     .target = offsetof(study_settings, yes)},
    CW_SHARED_SEED,
    CW_SHARED_THREADS,
    CW_SHARED_MANNER,
};

static const cw_example examples[] = {
    {"study dossiers/csto-2022.yaml -o csto.db --draws 1000000", "a million draws, in a file"},
    {"study dossiers/csto-2022.yaml -o part2.db --draws 1000000 --shard 2/4",
     "the second quarter of them, on another machine"},
    {"study my-dossier.yaml -o mine.db --until-precise 0.1",
     "as many draws as the median gain needs"},
    {"study my-dossier.yaml -o mine.db --model all --keep-draws",
     "every model, and every single draw"},
};

static const study_settings defaults = {.shared = CW_SHARED_DEFAULTS,
                                        .save_seconds = CW_RESULTS_SAVE_SECONDS};

static cw_status read_shard(cw_results_options *out, cw_session *session, const char *words)
{
    if (words == NULL)
        return CW_OK;
    const char *slash = strchr(words, '/');
    bool read = slash != NULL &&
                cw_integer_parse(&out->shard, words, (size_t)(slash - words)) == CW_OK &&
                cw_integer_parse(&out->shards, slash + 1, strlen(slash + 1)) == CW_OK;
    if (read && out->shard >= 1 && out->shard <= out->shards &&
        out->shards <= CW_RESULTS_SHARDS_MAX)
        return CW_OK;
    return cw_session_misuse(session,
                             "'--shard' takes I/N, two whole numbers with I from 1 to N and N at "
                             "most %d, not '%s'",
                             CW_RESULTS_SHARDS_MAX, words);
}

static cw_status read_models(cw_results_options *out, cw_session *session, const char *list)
{
    size_t count;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    const char *ids[CW_OUTCOME_MODELS_MAX];
    for (size_t m = 0; m < count; m++)
        ids[m] = models[m]->id;
    if (list == NULL)
        return CW_OK;
    return cw_model_list_read(out->models, session, list, ids, count);
}

static cw_status check_until(cw_session *session, const study_settings *settings)
{
    if (settings->until_precise == 0.0)
        return CW_OK;
    if (settings->shard != NULL)
        return cw_session_misuse(session, "'--until-precise' does not go with '--shard': how many "
                                          "draws are enough shows only in all of them together");
    if (settings->shared.draws > CW_RESULTS_UNTIL_DRAWS_MAX)
        return cw_session_misuse(session, "'--until-precise' begins with at most %" PRIu64 " draws",
                                 CW_RESULTS_UNTIL_DRAWS_MAX);
    return CW_OK;
}

static cw_status read_options(cw_results_options *out, cw_session *session,
                              const study_settings *settings)
{
    const cw_shared_settings *shared = &settings->shared;
    if (shared->output == NULL || strcmp(shared->output, "-") == 0)
        return cw_session_misuse(session, "'study' needs a file for its results: --output FILE");
    *out = CW_RESULTS_OPTIONS_INIT;
    out->seed = shared->seed;
    out->draws = shared->draws;
    out->threads = (size_t)shared->threads;
    out->keep_draws = settings->keep_draws;
    out->confirmed = settings->yes;
    out->save_seconds = settings->save_seconds;
    out->until_precise = settings->until_precise;
    cw_status status = check_until(session, settings);
    if (status == CW_OK)
        status = read_shard(out, session, settings->shard);
    return status == CW_OK ? read_models(out, session, settings->models) : status;
}

/* An amount in the largest unit of which there are at least two. */
static void append_amount(cw_text *out, double amount, const char *const *units,
                          const double *sizes)
{
    size_t u = 0;
    while (units[u + 1] != NULL && amount >= 2.0 * sizes[u + 1])
        u++;
    cw_text_append_fixed(out, amount / sizes[u], 0);
    cw_text_append_format(out, " %s", units[u]);
}

/* Told before anything is begun. */
static cw_status ask(cw_session *session, const cw_results_report *report, size_t threads)
{
    static const char *const times[] = {"seconds", "minutes", "hours", "days", "years", NULL};
    static const double lengths[] = {1.0, 60.0, 3600.0, 86400.0, 365.25 * 86400.0};
    static const char *const rooms[] = {"bytes", "kB", "MB", "GB", "TB", NULL};
    static const double sizes[] = {1.0, 1e3, 1e6, 1e9, 1e12};
    cw_text words;
    cw_text_init(&words, session->context);
    cw_text_append_format(&words, "%" PRIu64 " draws would take about ", report->draws);
    append_amount(&words, report->seconds, times, lengths);
    cw_text_append_format(&words, " on %zu %s, and a file of up to about ", threads,
                          threads == 1 ? "thread" : "threads");
    append_amount(&words, report->bytes, rooms, sizes);
    cw_status status =
        cw_session_misuse(session, "%s; add '--yes' to run them", cw_text_string(&words));
    cw_text_free(&words);
    return status;
}

/* What became of the wish for a narrow interval. */
static void tell_width(cw_session *session, const cw_results_report *report, double wanted)
{
    if (wanted == 0.0)
        return;
    if (isnan(report->width)) {
        cw_session_remark(session,
                          "there is no gain to be precise about, or too few draws have one");
        return;
    }
    cw_text words;
    cw_text_init(&words, session->context);
    cw_text_append_fixed(&words, report->width, 3);
    if (words.status == CW_OK)
        cw_session_remark(
            session, "%sthe median of the gain is known to %s points (95%%)",
            report->width <= wanted ? "" : "not as precise as asked for at the limit of draws: ",
            cw_text_string(&words));
    cw_text_free(&words);
}

/* What a study keeps grows with what is settled, not with the draws. */
static cw_status tell_memory(cw_session *session, const cw_dossier *dossier)
{
    size_t pairs = 0;
    for (size_t i = 0; i < dossier->issue_count; i++)
        pairs += dossier->issues[i].forum_count;
    return cw_session_fail(
        session, CW_ERROR_MEMORY,
        "memory could not be had: a study counts every figure of %zu pairs of "
        "issue and forum, in the base case and under %zu what-ifs; name under "
        "'forums' of an issue only those that matter, or drop what-ifs or models",
        pairs, dossier->what_if_count);
}

static cw_status tell(cw_session *session, cw_status status, const cw_results_report *report,
                      const cw_results_options *wanted, const char *path)
{
    if (status == CW_OK && report->before == report->draws && report->draws > 0)
        cw_session_remark(session, "'%s' is finished already: %" PRIu64 " draws", path,
                          report->draws);
    else if (status == CW_OK && report->before > 0)
        cw_session_remark(session, "wrote %s: %" PRIu64 " draws, %" PRIu64 " of them before", path,
                          report->draws, report->before);
    else if (status == CW_OK)
        cw_session_remark(session, "wrote %s: %" PRIu64 " draws", path, report->draws);
    else if (report->too_large)
        return ask(session, report, wanted->threads != 0 ? wanted->threads : cw_pool_processors());
    else if (status == CW_ERROR_INTERRUPTED && report->done == 0)
        return cw_session_fail(session, status,
                               "stopped before any draw was saved; give the same command again to "
                               "begin");
    else if (status == CW_ERROR_INTERRUPTED)
        return cw_session_fail(session, status,
                               "stopped: '%s' has %" PRIu64 " of %" PRIu64
                               " draws; give the same command again to go on",
                               path, report->done, report->draws);
    else
        cw_session_show_errors(session);
    return status;
}

static cw_status run(cw_session *session, const void *payload, const char *operand)
{
    const study_settings *settings = payload;
    const char *path = settings->shared.output;
    cw_dossier *dossier = NULL;
    cw_results_options wanted;
    cw_results_report report = {0};
    cw_status status = read_options(&wanted, session, settings);
    if (status == CW_OK)
        status = cw_input_dossier(&dossier, session, operand);
    if (status == CW_OK && cw_guard_holds(&session->guard, path))
        status = cw_session_misuse(session, "'%s' is an input; it is not written over", path);
    else if (status == CW_OK) {
        status = cw_results_run(&report, session->context, &session->diagnostics, dossier, path,
                                &wanted);
        status = status == CW_ERROR_MEMORY ? tell_memory(session, dossier)
                                           : tell(session, status, &report, &wanted, path);
        if (status == CW_OK)
            tell_width(session, &report, wanted.until_precise);
    }
    cw_dossier_free(dossier);
    return status;
}

const cw_command cw_command_study = {
    .name = "study",
    .summary = "the experiment behind the brief, kept in a file as it runs",
    .operand = "DOSSIER",
    .about =
        "Draws every range of the dossier as often as asked, or until the median gain is sure "
        "enough, settles every issue in every "
        "forum in the base case and under every what-if, and keeps in an SQLite file what came "
        "out: means, quantiles and histograms of outcomes and gains, shares of draws, verdicts "
        "on claims. 'counterweight export' writes them as tables.\n"
        "A run that was stopped or cut off goes on where it was when the same command is given "
        "again. Memory does not grow with the draws. The figures are the same on any number of "
        "threads, in any number of shards, and however often the run was cut off.",
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .defaults = &defaults,
    .settings_bytes = sizeof defaults,
    .run = run,
};
