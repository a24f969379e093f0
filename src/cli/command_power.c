/* counterweight power: the voting power of every member of a forum or a table. */
#include "cli/commands.h"

#include <math.h>
#include <string.h>

#include "cli/input.h"
#include "cli/power_body.h"
#include "cli/power_design.h"
#include "cli/power_minimal.h"
#include "cli/power_quota.h"
#include "cli/power_remarks.h"
#include "cli/power_result.h"

typedef struct power_settings {
    cw_shared_settings shared;
    const char *forum;
    const char *what_if;
    const char *indices;
    bool coalitions;
    bool exact;
    bool fast;
    uint64_t memory;
    bool is_table;
    cw_power_table_request table;
} power_settings;

#define WORD(option, word, where, sentence)                                                        \
    {                                                                                              \
        .name = option, .argument = word, .kind = CW_OPTION_WORD, .help = sentence,                \
        .target = offsetof(power_settings, where)                                                  \
    }

static const cw_option options[] = {
    WORD("index", "LIST", indices, "these indices, with commas between them, or all"),
    WORD("quota", "QUOTA", table.quota, "of a table: 12, 65%, >50% (default), 50%..90%/1%"),
    WORD("unions", "COLUMN", table.unions, "of a table: the column that names each one's union"),
    WORD("yes", "COLUMN", table.yes, "of a table: the column of each one's chance of a yes"),
    WORD("join", "NAME=WEIGHT", table.join, "of a table: as if these had joined"),
    WORD("leave", "NAMES", table.leave, "of a table: as if these had left"),
    WORD("bloc", "NAMES", table.bloc, "of a table: as if these voted as one"),
    WORD("design", "COLUMN", table.target,
         "of a table: weights whose power is that in this column"),
    {.name = "coalitions",
     .help = "list the minimal winning coalitions in place of power",
     .target = offsetof(power_settings, coalitions)},
    WORD("forum", "ID", forum, "of a dossier: only this forum"),
    WORD("what-if", "ID", what_if, "of a dossier: under this what-if in place of the base case"),
    {.name = "exact",
     .help = "exact fractions, however long they take",
     .target = offsetof(power_settings, exact)},
    {.name = "fast",
     .help = "doubles with an estimate of their error",
     .target = offsetof(power_settings, fast)},
    {.name = "memory",
     .argument = "MB",
     .kind = CW_OPTION_WHOLE,
     .low = 1,
     .high = 1 << 20,
     .help = "use no more working memory than this (default 2048)",
     .target = offsetof(power_settings, memory)},
    CW_OPTION_TABLE(power_settings, is_table),
    CW_SHARED_SEED,
    CW_SHARED_THREADS,
    CW_SHARED_RESULT,
    CW_SHARED_MANNER,
};

static const cw_example examples[] = {
    {"power dossiers/csto-2022.yaml --forum unsc", "five vetoes and ten votes"},
    {"power dossiers/csto-2022.yaml --forum csto --json", "exact fractions, as data"},
    {"power dossiers/eec-1958.csv --quota 12 --index all",
     "a table of names and weights, every index"},
    {"power dossiers/eec-1958.csv --quota 50%..90%/5%", "one row for each quota"},
    {"power dossiers/eec-1958.csv --bloc Belgium,Netherlands", "who gains if they vote as one"},
    {"power dossiers/eec-1958.csv --quota 12 --coalitions", "who can pass it, nobody to spare"},
    {"power dossiers/eec-1958.csv --design votes", "weights whose power is as these votes are"},
};

static const power_settings defaults = {.shared = CW_SHARED_DEFAULTS, .memory = 2048};

/* What is shown where nothing else is asked for. A sweep as text has a table for each index: there it
 * is one. */
static const char *default_indices(const power_settings *settings)
{
    bool is_data = settings->shared.csv || settings->shared.json;
    bool is_sweep = settings->table.quota != NULL && strstr(settings->table.quota, "..") != NULL;
    return is_sweep && !is_data ? "banzhaf"
                                : "banzhaf,banzhaf-absolute,shapley-shubik,coleman-prevent,"
                                  "coleman-initiate,coleman-act";
}

/* "--index" without an index: all of them are named. */
static cw_status misuse_of_index(cw_session *session, const char *const *ids, size_t count)
{
    cw_text list;
    cw_text_init(&list, session->context);
    for (size_t k = 0; k < count; k++) {
        cw_text_append(&list, k == 0 ? "" : ", ");
        cw_text_append(&list, ids[k]);
    }
    cw_status status = cw_session_misuse(
        session, "--index names no index: write all, or some of %s", cw_text_string(&list));
    cw_text_free(&list);
    return status;
}

/* The indices asked for: bit k for index k of the registry. */
static cw_status read_indices(uint64_t *out, cw_session *session, const power_settings *settings)
{
    const char *ids[CW_POWER_INDICES_MAX];
    size_t count;
    const cw_power_index *const *indices = cw_power_indices(&count);
    const char *list = settings->indices != NULL ? settings->indices : default_indices(settings);
    char word[64];
    *out = 0;
    for (size_t k = 0; k < count; k++)
        ids[k] = indices[k]->id;
    if (list[strspn(list, ",")] == '\0')
        return misuse_of_index(session, ids, count);
    while (*list != '\0') {
        size_t index;
        size_t length = strcspn(list, ",");
        if (length >= sizeof word)
            return cw_session_misuse(session, "there is no index '%s'", list);
        memcpy(word, list, length);
        word[length] = '\0';
        list += length + (list[length] == ',' ? 1 : 0);
        if (strcmp(word, "all") == 0) {
            for (size_t k = 0; k < count; k++)
                if (indices[k]->source != CW_INDEX_UNIONS || settings->table.unions != NULL)
                    *out |= UINT64_C(1) << k;
            continue;
        }
        cw_status status = cw_input_word(&index, session, "index", word, ids, count);
        if (status != CW_OK)
            return status;
        *out |= UINT64_C(1) << index;
    }
    return CW_OK;
}

/* A question under way: who asks what, and where the answers go. */
typedef struct power_answer {
    cw_session *session;
    const power_settings *settings;
    cw_power_report report;
    cw_power_minimal minimal; /* in place of the report, for --coalitions */
    cw_power_remarks remarks; /* about the quotas of a range */
    cw_power_range *range;    /* what was counted for all of them at once; NULL: nothing */
    size_t quotas;            /* of the range; 0: there is none */
    size_t place;             /* of the quota at hand */
    bool is_counting_each;    /* quota by quota */
} power_answer;

/* Steps from which a run is announced: some seconds. */
#define LONG_RUN 1e10

/* Before a long run: how much work it is, and how much memory. No promise of seconds: a step takes
 * four times as long where the memory is shared with others. Of a range, its pass tells, or where
 * quotas are solved one by one the first of them. */
static void announce(void *payload, const cw_power_plan *plan)
{
    const power_answer *answer = payload;
    bool one_by_one = answer->quotas > 0 && answer->is_counting_each;
    double steps = plan->steps * (one_by_one ? (double)answer->quotas : 1.0);
    if (steps < LONG_RUN || answer->place > 0 || answer->range != NULL)
        return;
    int power = (int)floor(log10(steps));
    int digit = (int)ceil(steps / pow(10.0, power));
    cw_session_remark(answer->session,
                      "about %de%d steps to go, of which a processor takes 1e9 to 4e9 in a second, "
                      "in about %zu MB; Ctrl-C stops it",
                      digit == 10 ? 1 : digit, digit == 10 ? power + 1 : power,
                      (size_t)ceil(plan->bytes / 1e6));
}

/* What the computation has to say goes to standard error; errors always, the rest as remarks, those
 * about the quotas of a range together. `about` is the body or the quota. */
static void tell(power_answer *answer, const char *about, size_t first)
{
    cw_session *session = answer->session;
    const cw_diagnostics *diagnostics = &session->diagnostics;
    for (size_t k = first; k < diagnostics->count; k++) {
        const char *message = diagnostics->items[k].message;
        if (diagnostics->items[k].severity == CW_SEVERITY_ERROR)
            (void)cw_session_fail(session, CW_ERROR_LIMIT,
                                  "%s: %s; --memory allows more, weights in a larger unit need "
                                  "less",
                                  about, message);
        else if (answer->quotas > 0)
            cw_power_remarks_add(&answer->remarks, message, about, answer->place);
        else
            cw_session_remark(session, "%s: %s", about, message);
    }
}

static cw_power_options options_of(power_answer *answer, const cw_power_body *body)
{
    const power_settings *settings = answer->settings;
    return (cw_power_options){.mode = settings->exact  ? CW_POWER_EXACT
                                      : settings->fast ? CW_POWER_FAST
                                                       : CW_POWER_AUTO,
                              .wanted = answer->report.wanted,
                              .unions = body->unions,
                              .yes_probability = body->yes,
                              .threads = (size_t)settings->shared.threads,
                              .memory_bytes = settings->memory * 1000000,
                              .plan = announce,
                              .plan_payload = answer,
                              .range = answer->range};
}

/* `label` tells the quotas of a sweep apart; NULL: the body's id does. */
static cw_status solve(power_answer *answer, cw_power_body *body, const char *label)
{
    cw_session *session = answer->session;
    cw_power_options asked = options_of(answer, body);
    size_t first = session->diagnostics.count;
    if (body->count == 0)
        return CW_OK;
    cw_status status = cw_power_compute(&body->power, session->context, &session->diagnostics,
                                        body->place, body->game, &asked);
    tell(answer, label != NULL ? label : body->id, first);
    return status;
}

static cw_status answer_body(power_answer *answer, cw_power_body *body, const char *label)
{
    if (answer->settings->coalitions)
        return cw_power_minimal_add(&answer->minimal, body, label);
    cw_status status = solve(answer, body, label);
    if (status == CW_OK)
        cw_power_report_add(&answer->report, body, label);
    return status;
}

/* ---- Dossiers ---- */

static cw_status answer_forum(void *payload, cw_power_body *body)
{
    return answer_body(payload, body, NULL);
}

static cw_status answer_dossier(power_answer *answer, const char *path)
{
    cw_session *session = answer->session;
    const power_settings *settings = answer->settings;
    const cw_power_table_request *table = &settings->table;
    if (table->quota != NULL || table->unions != NULL || table->yes != NULL ||
        table->join != NULL || table->leave != NULL || table->bloc != NULL || table->target != NULL)
        return cw_session_misuse(session,
                                 "--quota, --unions, --yes, --join, --leave, --bloc and --design "
                                 "are for a table, a file NAME.csv");
    return cw_power_bodies_of_dossier(session, path, settings->forum, settings->what_if,
                                      answer_forum, answer);
}

/* ---- Tables ---- */

/* The body under the quota at `place`, and that quota in words, which the caller frees. */
static cw_status decide(cw_text *quota, power_answer *answer, cw_power_body *body,
                        const cw_power_sweep *sweep, size_t place)
{
    cw_text_init(quota, answer->session->context);
    cw_power_sweep_quota(quota, sweep, place);
    if (quota->status != CW_OK)
        return quota->status;
    return cw_power_body_decide(body, answer->session, cw_text_string(quota), true);
}

/* Counts all quotas of a range of one condition at once, where that is to be gained from. */
static cw_status count_range(power_answer *answer, cw_power_body *body, const cw_power_sweep *sweep)
{
    cw_context *context = answer->session->context;
    cw_power_options asked = options_of(answer, body);
    const cw_game_description *rule = NULL;
    cw_status status = CW_OK;
    if (answer->settings->coalitions || strchr(sweep->quota, ',') != NULL || sweep->count < 2)
        return CW_OK;
    int64_t *quotas = cw_allocate(context, sweep->count, sizeof *quotas);
    if (quotas == NULL)
        return CW_ERROR_MEMORY;
    for (size_t k = 0; k < sweep->count && status == CW_OK; k++) {
        cw_text quota;
        status = decide(&quota, answer, body, sweep, k);
        cw_text_free(&quota);
        if (status == CW_OK) {
            rule = cw_game_describe(body->game);
            quotas[k] = rule->nodes[rule->nodes[0].first_child].quota;
        }
    }
    if (status == CW_OK)
        status = cw_power_range_build(&answer->range, context, rule->weights, rule->members, quotas,
                                      sweep->count, &asked);
    cw_release(context, quotas);
    return status;
}

static cw_status answer_sweep(power_answer *answer, cw_power_body *body,
                              const cw_power_sweep *sweep)
{
    cw_session *session = answer->session;
    cw_power_remarks_begin(&answer->remarks, session->context);
    answer->quotas = sweep->count;
    cw_status status = count_range(answer, body, sweep);
    answer->is_counting_each = true;
    for (size_t k = 0; k < sweep->count && status == CW_OK; k++) {
        cw_text quota;
        answer->place = k;
        status = decide(&quota, answer, body, sweep, k);
        if (status == CW_OK)
            status = answer_body(answer, body, cw_text_string(&quota));
        cw_text_free(&quota);
    }
    cw_power_range_free(answer->range);
    cw_status told = cw_power_remarks_tell(&answer->remarks, session);
    return status == CW_OK ? told : status;
}

static cw_status answer_table(power_answer *answer, const char *path)
{
    cw_session *session = answer->session;
    const power_settings *settings = answer->settings;
    cw_power_report *report = &answer->report;
    const char *quota = settings->table.quota != NULL ? settings->table.quota : ">50%";
    cw_power_sweep sweep;
    cw_power_body body;
    if (settings->forum != NULL || settings->what_if != NULL)
        return cw_session_misuse(session, "--forum and --what-if are for a dossier");
    cw_status status = cw_power_sweep_read(&sweep, &report->is_sweep, session, quota);
    if (status == CW_OK)
        status = cw_power_body_of_table(&body, session, path, &settings->table);
    if (status != CW_OK)
        return status;
    if (report->is_sweep) {
        status = answer_sweep(answer, &body, &sweep);
    } else {
        status = cw_power_body_decide(&body, session, quota, false);
        if (status == CW_OK)
            status = answer_body(answer, &body, NULL);
    }
    cw_power_body_free(&body);
    return status;
}

/* ---- The command ---- */

static cw_status answer_games(cw_text *out, cw_session *session, const power_settings *settings,
                              const char *operand)
{
    power_answer answer = {.session = session, .settings = settings};
    cw_power_report *report = &answer.report;
    uint64_t wanted;
    cw_status status = read_indices(&wanted, session, settings);
    if (status != CW_OK)
        return status;
    if (settings->coalitions)
        cw_power_minimal_begin(&answer.minimal, out, session, &settings->shared);
    else
        cw_power_report_begin(report, out, session, &settings->shared, wanted,
                              settings->indices == NULL);
    status = cw_input_is_table(operand, settings->is_table) ? answer_table(&answer, operand)
                                                            : answer_dossier(&answer, operand);
    cw_status written =
        settings->coalitions ? cw_power_minimal_end(&answer.minimal) : cw_power_report_end(report);
    return status == CW_OK ? written : status;
}

static cw_status answer_design(cw_text *out, cw_session *session, const power_settings *settings,
                               const char *operand)
{
    const cw_power_design_request request = {.table = &settings->table,
                                             .index = settings->indices,
                                             .exact = settings->exact,
                                             .fast = settings->fast};
    if (settings->forum != NULL || settings->what_if != NULL)
        return cw_session_misuse(session, "--forum and --what-if are for a dossier");
    return cw_power_design(out, session, &settings->shared, operand, &request);
}

static cw_status run(cw_session *session, const void *payload, const char *operand)
{
    const power_settings *settings = payload;
    cw_text text;
    if (settings->exact && settings->fast)
        return cw_session_misuse(session, "--exact and --fast exclude each other");
    if (settings->coalitions && (settings->indices != NULL || settings->table.target != NULL))
        return cw_session_misuse(session,
                                 "--coalitions lists no power: leave out --index, --design");
    cw_text_init(&text, session->context);
    cw_status status =
        settings->table.target != NULL && cw_input_is_table(operand, settings->is_table)
            ? answer_design(&text, session, settings, operand)
            : answer_games(&text, session, settings, operand);
    if (status == CW_OK)
        status = cw_session_deliver(session, &text, settings->shared.output);
    cw_text_free(&text);
    return status;
}

const cw_command cw_command_power = {
    .name = "power",
    .summary = "the voting power of every member of a forum or a table",
    .operand = "DOSSIER|TABLE.csv",
    .about = "Counts all coalitions of the members of each forum under its rule, exactly, and "
             "gives every member's power by the indices asked for (see the manual page for "
             "all of them). A table has a heading; its first column names the members, the "
             "others are weights. Voting power is what the rule gives; what a member can do "
             "with it is for 'brief' to say.",
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .defaults = &defaults,
    .settings_bytes = sizeof defaults,
    .run = run,
};
