/* counterweight divide: what each member can expect of a pie that a forum divides. */
#include "cli/commands.h"

#include <math.h>
#include <string.h>

#include "cli/divide_result.h"
#include "cli/input.h"

typedef struct divide_settings {
    cw_shared_settings shared;
    const char *forum;
    const char *what_if;
    const char *quota;
    const char *chances;
    double discount;
    bool is_table;
} divide_settings;

static const cw_option options[] = {
    {.name = "discount",
     .argument = "D",
     .kind = CW_OPTION_NUMBER,
     .help = "what a share is worth a round later, above 0 and below 1 (default 0.9)",
     .target = offsetof(divide_settings, discount)},
    {.name = "chances",
     .argument = "HOW",
     .kind = CW_OPTION_WORD,
     .help = "who is how likely to propose: equal (default), weights, or the column of a table",
     .target = offsetof(divide_settings, chances)},
    {.name = "quota",
     .argument = "QUOTA",
     .kind = CW_OPTION_WORD,
     .help = "of a table: 12, 65%, >50% (default)",
     .target = offsetof(divide_settings, quota)},
    CW_OPTION_ID("forum", divide_settings, forum, "of a dossier: only this forum"),
    CW_OPTION_ID("what-if", divide_settings, what_if,
                 "of a dossier: under this what-if in place of the base case"),
    CW_OPTION_TABLE(divide_settings, is_table),
    CW_SHARED_RESULT,
    CW_SHARED_MANNER,
};

static const cw_example examples[] = {
    {"divide dossiers/csto-2022.yaml --forum unsc", "what five vetoes are worth"},
    {"divide dossiers/eec-1958.csv --quota 12", "a table of names and votes"},
    {"divide dossiers/eec-1958.csv --quota 12 --chances weights --discount 0.5",
     "larger ones propose more often, waiting costs half"},
};

static const divide_settings defaults = {.shared = CW_SHARED_DEFAULTS, .discount = 0.9};

/* A question under way: who asks what, and where the answers go. */
typedef struct division_answer {
    cw_session *session;
    const divide_settings *settings;
    cw_division_report report;
} division_answer;

static bool is_said(const char *words, const char *word)
{
    return words != NULL && strcmp(words, word) == 0;
}

/* ---- One body ---- */

/* A body that has no answer is told of, and the others go on. */
static cw_status leave_out(const division_answer *answer, const cw_power_body *body,
                           const char *why)
{
    cw_session_remark(answer->session, "%s is left out: %s", body->id, why);
    return CW_OK;
}

/* What chances are in proportion to; NULL: they are equal. */
static const double *measure_of(const cw_power_body *body, const divide_settings *settings)
{
    return is_said(settings->chances, "weights") ? body->weights : body->chances;
}

/* Chances to propose that add up to 1; false where the measure says nothing. */
static bool share_out(double *chances, const double *measure, size_t members)
{
    double sum = 0.0;
    for (size_t m = 0; m < members; m++)
        sum += measure[m];
    for (size_t m = 0; m < members; m++)
        chances[m] = measure[m] / sum;
    return sum > 0.0 && sum < HUGE_VAL;
}

static cw_status solve(division_answer *answer, const cw_division *division,
                       cw_legislature_share *shares)
{
    const cw_power_body *body = division->body;
    cw_status status =
        cw_legislature_solve(shares, answer->session->context, division->legislature);
    if (status == CW_ERROR_LIMIT)
        return leave_out(answer, body,
                         "no equilibrium was found; waiting that costs more (--discount) makes it "
                         "easier");
    return status == CW_OK ? cw_division_report_add(&answer->report, division) : status;
}

/* Room for one body. */
typedef struct workplace {
    int64_t *votes;
    double *chances;
    cw_legislature_share *shares;
} workplace;

static cw_status play(division_answer *answer, const cw_power_body *body, const workplace *at)
{
    const double *measure = measure_of(body, answer->settings);
    cw_legislature legislature = {.members = body->count,
                                  .votes = at->votes,
                                  .recognition = measure == NULL ? NULL : at->chances,
                                  .discount = answer->settings->discount};
    cw_division division = {body, &legislature, at->shares};
    int64_t total = 0;
    cw_status status =
        cw_game_single_vote(at->votes, &legislature.quota, answer->session->context, body->game);
    if (status == CW_ERROR_USAGE)
        return leave_out(answer, body, "its rule is not one weighted vote, with or without vetoes");
    if (status == CW_ERROR_LIMIT || legislature.quota > CW_LEGISLATURE_QUOTA_MAX)
        return leave_out(answer, body, "its votes are too large: give them in a larger unit");
    if (status != CW_OK)
        return status;
    for (size_t m = 0; m < body->count; m++)
        total += at->votes[m];
    if (total < legislature.quota)
        return leave_out(answer, body, "nobody can pass anything");
    if (measure != NULL && !share_out(at->chances, measure, body->count))
        return leave_out(answer, body,
                         "who proposes is not known: it takes one column, with numbers above 0");
    return solve(answer, &division, at->shares);
}

static cw_status answer_body(void *payload, cw_power_body *body)
{
    division_answer *answer = payload;
    cw_context *context = answer->session->context;
    if (body->count == 0)
        return leave_out(answer, body, "it has no members");
    if (body->count > CW_LEGISLATURE_MEMBERS_MAX)
        return leave_out(answer, body, "more than 256 members");
    workplace at = {cw_allocate(context, body->count, sizeof *at.votes),
                    cw_allocate(context, body->count, sizeof *at.chances),
                    cw_allocate(context, body->count, sizeof *at.shares)};
    cw_status status = at.votes == NULL || at.chances == NULL || at.shares == NULL
                           ? CW_ERROR_MEMORY
                           : play(answer, body, &at);
    cw_release(context, at.shares);
    cw_release(context, at.chances);
    cw_release(context, at.votes);
    return status;
}

/* ---- Dossiers and tables ---- */

static cw_status answer_dossier(division_answer *answer, const char *path)
{
    cw_session *session = answer->session;
    const divide_settings *settings = answer->settings;
    const char *chances = settings->chances;
    if (settings->quota != NULL)
        return cw_session_misuse(session, "--quota is for a table: a forum has its own rule");
    if (chances != NULL && !is_said(chances, "equal") && !is_said(chances, "weights"))
        return cw_session_misuse(session, "--chances of a dossier are equal or weights, not '%s'",
                                 chances);
    return cw_power_bodies_of_dossier(session, path, settings->forum, settings->what_if,
                                      answer_body, answer);
}

static cw_status answer_table(division_answer *answer, const char *path)
{
    cw_session *session = answer->session;
    const divide_settings *settings = answer->settings;
    const char *quota = settings->quota != NULL ? settings->quota : ">50%";
    cw_power_table_request request = {.quota = quota};
    cw_power_body body;
    if (settings->forum != NULL || settings->what_if != NULL)
        return cw_session_misuse(session, "--forum and --what-if are for a dossier");
    if (!is_said(settings->chances, "equal") && !is_said(settings->chances, "weights"))
        request.chances = settings->chances;
    cw_status status = cw_power_body_of_table(&body, session, path, &request);
    if (status != CW_OK)
        return status;
    status = cw_power_body_decide(&body, session, quota, false);
    if (status == CW_OK)
        status = answer_body(answer, &body);
    cw_power_body_free(&body);
    return status;
}

static cw_status answer_all(cw_text *out, cw_session *session, const divide_settings *settings,
                            const char *operand)
{
    division_answer answer = {.session = session, .settings = settings};
    cw_division_report_begin(&answer.report, out, session, &settings->shared);
    cw_status status = cw_input_is_table(operand, settings->is_table)
                           ? answer_table(&answer, operand)
                           : answer_dossier(&answer, operand);
    cw_status written = cw_division_report_end(&answer.report);
    if (status == CW_OK)
        status = written;
    if (status == CW_OK && answer.report.bodies == 0)
        status = cw_session_nothing(session, "no body divides a pie");
    return status;
}

static cw_status run(cw_session *session, const void *payload, const char *operand)
{
    const divide_settings *settings = payload;
    cw_text text;
    if (!(settings->discount < 1.0))
        return cw_session_misuse(session, "--discount is below 1: at 1 waiting costs nothing, and "
                                          "more than one division can come out");
    cw_text_init(&text, session->context);
    cw_status status = answer_all(&text, session, settings, operand);
    if (status == CW_OK)
        status = cw_session_deliver(session, &text, settings->shared.output);
    cw_text_free(&text);
    return status;
}

const cw_command cw_command_divide = {
    .name = "divide",
    .summary = "what each member can expect of a pie that a forum divides",
    .operand = "DOSSIER|TABLE.csv",
    .about = "Legislative bargaining (Baron & Ferejohn 1989): a member is drawn to propose how to "
             "divide a pie, those who agree must win under the rule, else all waits one round and "
             "another is drawn. Shows what each member expects before the draw, what it keeps if "
             "it proposes, what it asks to agree, and how often it is asked. Rules are one "
             "weighted vote, with vetoes or without. A table has a heading; its first column "
             "names the members, the others are weights.\n"
             "What is divided here is money, seats or effort. Where an issue ends on its scale is "
             "for 'forecast' to say.",
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .defaults = &defaults,
    .settings_bytes = sizeof defaults,
    .run = run,
};
