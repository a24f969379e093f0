/* counterweight mandate: who may take part in an operation, who may lead it, what stands in the
 * way. */
#include "cli/commands.h"

#include "counterweight/study.h"

#include "cli/input.h"
#include "cli/result.h"

#define ROLE_UNSAID 2
static const char *const role_words[] = {"deploy", "lead", NULL}; /* in the order of cw_role */
static const char *const role_titles[] = {"take part", "lead"};

typedef struct mandate_settings {
    cw_shared_settings shared;
    const char *operation;
    const char *state;
    const char *what_if;
    size_t role; /* cw_role, or ROLE_UNSAID */
} mandate_settings;

static const cw_option options[] = {
    CW_OPTION_ID("operation", mandate_settings, operation, "only this operation"),
    CW_OPTION_ID("state", mandate_settings, state,
                 "only this state; with --operation the exit status is 1 unless the answer is yes"),
    {.name = "role",
     .argument = "ROLE",
     .kind = CW_OPTION_CHOICE,
     .words = role_words,
     .help = "deploy (take part) or lead; both where not given",
     .target = offsetof(mandate_settings, role)},
    CW_OPTION_ID("what-if", mandate_settings, what_if,
                 "under this what-if in place of the base case"),
    CW_SHARED_RESULT,
    CW_SHARED_CHANCE,
    CW_SHARED_MANNER,
};

static const cw_example examples[] = {
    {"mandate dossiers/csto-2022.yaml", "every operation, every state"},
    {"mandate dossiers/csto-2022.yaml --operation donbas --state RUS --role lead",
     "one question; exit status 1 unless the answer is yes"},
};

static const mandate_settings defaults = {.shared = CW_SHARED_DEFAULTS, .role = ROLE_UNSAID};

/* What is asked of a study. */
typedef struct mandate_query {
    cw_session *session;
    const mandate_settings *settings;
    const cw_study *study;
    size_t operation; /* CW_NONE: all */
    size_t state;     /* CW_NONE: all */
    size_t shown;     /* the case that is shown: an index into the study's cases */
} mandate_query;

static bool is_asked(const mandate_query *query, const cw_mandate_result *result)
{
    return (query->operation == CW_NONE || query->operation == result->operation) &&
           (query->state == CW_NONE || query->state == result->candidate) &&
           (query->settings->role == ROLE_UNSAID || query->settings->role == result->role);
}

static const char *answer_words(cw_truth answer)
{
    return answer == CW_TRUE ? "yes" : answer == CW_FALSE ? "no" : "unknown";
}

static cw_tone answer_tone(cw_truth answer)
{
    return answer == CW_TRUE ? CW_TONE_YES : answer == CW_FALSE ? CW_TONE_NO : CW_TONE_OPEN;
}

/* Whether the what-if of case `other` alone would turn the answer to question `index` into yes. */
static bool mends(const mandate_query *query, size_t other, size_t index)
{
    const cw_case_result *cases = query->study->cases;
    return other != 0 && other != query->shown &&
           cases[query->shown].mandates[index].at_modes != CW_TRUE &&
           cases[other].mandates[index].at_modes == CW_TRUE;
}

static const char *what_if_id(const mandate_query *query, size_t index)
{
    return query->study->dossier->what_ifs[index - 1].id;
}

static void begin_sheet(cw_sheet *sheet, const mandate_query *query, const char *caption,
                        bool names_operation)
{
    static const cw_column columns[] = {
        {.id = "state", .title = "State", .form = CW_COLUMN_WORDS},
        {.id = "role", .title = "To", .form = CW_COLUMN_WORDS},
        {.id = "answer", .title = "May it?", .form = CW_COLUMN_WORDS},
        {.id = "allowed", .title = "In draws", .form = CW_COLUMN_PROBABILITY},
        {.id = "obstacles", .title = "What stands in the way", .form = CW_COLUMN_WORDS},
        {.id = "mended_by", .title = "Mended by", .form = CW_COLUMN_WORDS},
    };
    cw_sheet_init(sheet, query->session->context, caption);
    if (names_operation)
        cw_sheet_column(
            sheet, (cw_column){.id = "operation", .title = "Operation", .form = CW_COLUMN_WORDS});
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        cw_sheet_column(sheet, columns[i]);
}

/* Appends the obstacles that would have to fail, or those that would have to hold. */
static void append_obstacles(cw_text *out, const cw_obstacles *obstacles, bool must_fail)
{
    const char *joint = out->length > 0 ? "; " : "";
    const char *title = must_fail ? "in the way: " : "missing: ";
    for (size_t i = 0; i < obstacles->count; i++) {
        if (obstacles->must_fail[i] != must_fail)
            continue;
        cw_text_append_format(out, "%s%s", joint, title);
        cw_obstacle_describe(out, obstacles, i);
        joint = "; ";
        title = "";
    }
}

static void add_obstacles(cw_sheet *sheet, cw_text *words, const cw_obstacles *obstacles)
{
    cw_text_free(words);
    if (obstacles->impossible) {
        cw_text_append(words, "nothing can mend it");
    } else {
        append_obstacles(words, obstacles, false);
        append_obstacles(words, obstacles, true);
    }
    cw_sheet_text(sheet, words);
}

static void add_mending(cw_sheet *sheet, cw_text *words, const mandate_query *query, size_t index)
{
    cw_text_free(words);
    for (size_t other = 1; other < query->study->case_count; other++) {
        if (!mends(query, other, index))
            continue;
        cw_text_append(words, words->length > 0 ? ", " : "");
        cw_text_append(words, what_if_id(query, other));
    }
    cw_sheet_text(sheet, words);
}

/* Adds the questions about `operation` (CW_NONE: all) that are asked. */
static void add_rows(cw_sheet *sheet, const mandate_query *query, size_t operation,
                     bool names_operation)
{
    const cw_dossier *dossier = query->study->dossier;
    const cw_case_result *shown = &query->study->cases[query->shown];
    cw_text words;
    cw_text_init(&words, query->session->context);
    for (size_t i = 0; i < shown->mandate_count; i++) {
        const cw_mandate_result *result = &shown->mandates[i];
        if (!is_asked(query, result) || (operation != CW_NONE && operation != result->operation))
            continue;
        cw_sheet_row(sheet);
        if (names_operation)
            cw_sheet_words(sheet, dossier->operations[result->operation].id);
        cw_sheet_words(sheet, dossier->states[result->candidate].id);
        cw_sheet_words(sheet, role_titles[result->role]);
        cw_sheet_words(sheet, answer_words(result->at_modes));
        cw_sheet_tone(sheet, answer_tone(result->at_modes));
        cw_sheet_figure(sheet, result->allowed.value);
        add_obstacles(sheet, &words, &result->obstacles);
        add_mending(sheet, &words, query, i);
    }
    cw_sheet_inherit(sheet, &words);
    cw_text_free(&words);
}

static void append_text(cw_text *out, const mandate_query *query, size_t operation)
{
    const cw_dossier *dossier = query->study->dossier;
    const cw_operation *entry = &dossier->operations[operation];
    cw_text_style style = cw_result_style(query->session, &query->settings->shared);
    cw_text caption;
    cw_sheet sheet;
    cw_text_init(&caption, query->session->context);
    cw_text_append_format(&caption, "%s: %s (%s", entry->id, entry->title,
                          dossier->forums[entry->forum].name);
    if (entry->host != CW_NONE)
        cw_text_append_format(&caption, ", in %s", dossier->states[entry->host].name);
    cw_text_append(&caption, ")");
    begin_sheet(&sheet, query, cw_text_string(&caption), false);
    cw_sheet_inherit(&sheet, &caption);
    add_rows(&sheet, query, operation, false);
    if (sheet.row_count > 0 || sheet.status != CW_OK)
        cw_result_append_sheet(out, &sheet, &style);
    cw_sheet_free(&sheet);
    cw_text_free(&caption);
}

static void append_json_question(cw_text *out, const mandate_query *query, size_t index)
{
    const cw_mandate_result *result = &query->study->cases[query->shown].mandates[index];
    const cw_obstacles *obstacles = &result->obstacles;
    cw_result_json_words(out, "state", query->study->dossier->states[result->candidate].id);
    cw_text_append(out, ", ");
    cw_result_json_words(out, "role", role_words[result->role]);
    cw_text_append(out, ", ");
    cw_result_json_words(out, "answer", answer_words(result->at_modes));
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "allowed", result->allowed.value);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "unknown", result->unknown.value);
    cw_text_append(out, ", \"obstacles\": [");
    for (size_t i = 0; i < obstacles->count; i++) {
        cw_text_append(out, i > 0 ? ", {" : "{");
        cw_result_json_words(out, "condition", obstacles->items[i]->label);
        const cw_condition *within = obstacles->within[i];
        cw_text_append(out, ", ");
        cw_result_json_words(out, "within", within != NULL ? within->label : NULL);
        cw_text_append_format(out, ", \"must\": \"%s\"}",
                              obstacles->must_fail[i] ? "fail" : "hold");
    }
    cw_text_append_format(out, "], \"impossible\": %s, \"mended_by\": [",
                          obstacles->impossible ? "true" : "false");
    bool first = true;
    for (size_t other = 1; other < query->study->case_count; other++) {
        if (!mends(query, other, index))
            continue;
        cw_text_append(out, first ? "" : ", ");
        cw_text_append_json(out, what_if_id(query, other));
        first = false;
    }
    cw_text_append(out, "]");
}

static void append_json(cw_text *out, const mandate_query *query, size_t operation)
{
    const cw_dossier *dossier = query->study->dossier;
    const cw_operation *entry = &dossier->operations[operation];
    const cw_case_result *shown = &query->study->cases[query->shown];
    cw_result_json_words(out, "id", entry->id);
    cw_text_append(out, ", ");
    cw_result_json_words(out, "title", entry->title);
    cw_text_append(out, ", ");
    cw_result_json_words(out, "forum", dossier->forums[entry->forum].id);
    cw_text_append(out, ", ");
    cw_result_json_words(out, "host",
                         entry->host == CW_NONE ? NULL : dossier->states[entry->host].id);
    cw_text_append(out, ", \"questions\": [");
    bool first = true;
    for (size_t i = 0; i < shown->mandate_count; i++) {
        if (!is_asked(query, &shown->mandates[i]) || shown->mandates[i].operation != operation)
            continue;
        cw_text_append(out, first ? "{" : ", {");
        append_json_question(out, query, i);
        cw_text_append(out, "}");
        first = false;
    }
    cw_text_append(out, "]");
}

static cw_status write_csv(cw_text *out, const mandate_query *query)
{
    cw_sheet sheet;
    begin_sheet(&sheet, query, NULL, true);
    add_rows(&sheet, query, CW_NONE, true);
    cw_status status = cw_sheet_write_csv(out, &sheet);
    cw_sheet_free(&sheet);
    return status;
}

static cw_status write_operations(cw_text *out, const mandate_query *query)
{
    const cw_shared_settings *shared = &query->settings->shared;
    size_t count = query->study->dossier->operation_count;
    bool first = true;
    if (shared->csv)
        return write_csv(out, query);
    if (shared->json) {
        cw_result_begin_json(out);
        cw_text_append(out, "\"operations\": [");
    }
    for (size_t operation = 0; operation < count; operation++) {
        if (query->operation != CW_NONE && query->operation != operation)
            continue;
        if (!shared->json) {
            append_text(out, query, operation);
            continue;
        }
        cw_text_append(out, first ? "{" : ", {");
        append_json(out, query, operation);
        cw_text_append(out, "}");
        first = false;
    }
    if (shared->json)
        cw_text_append(out, "]}\n");
    return out->status;
}

/* How many of the questions asked there are, and how many have the answer yes. */
static size_t count_asked(const mandate_query *query, size_t *yes)
{
    const cw_case_result *shown = &query->study->cases[query->shown];
    size_t asked = 0;
    *yes = 0;
    for (size_t i = 0; i < shown->mandate_count; i++) {
        if (!is_asked(query, &shown->mandates[i]))
            continue;
        asked++;
        *yes += shown->mandates[i].at_modes == CW_TRUE;
    }
    return asked;
}

/* One operation and one state make a question that has an answer: CW_NO unless it is yes. Nobody asks
 * about a state without a seat: it may not. */
static cw_status verdict(const mandate_query *query)
{
    const cw_dossier *dossier = query->study->dossier;
    size_t yes;
    size_t asked = count_asked(query, &yes);
    if (query->state == CW_NONE || dossier->operation_count == 0)
        return CW_OK;
    if (asked == 0)
        cw_session_remark(query->session,
                          "'%s' has no seat in the forum of %s, in any case: it may not",
                          dossier->states[query->state].id,
                          query->operation == CW_NONE ? "an operation" : "the operation");
    if (query->operation == CW_NONE)
        return CW_OK;
    return asked > 0 && yes == asked ? CW_OK : CW_NO;
}

static cw_status answer(const mandate_query *query)
{
    cw_text text;
    cw_text_init(&text, query->session->context);
    cw_status status = write_operations(&text, query);
    if (status == CW_OK)
        status = cw_session_deliver(query->session, &text, query->settings->shared.output);
    if (status == CW_OK)
        status = verdict(query);
    cw_text_free(&text);
    return status;
}

static cw_status run(cw_session *session, const void *payload, const char *operand)
{
    mandate_query query = {.session = session, .settings = payload};
    const mandate_settings *settings = payload;
    cw_dossier *dossier = NULL;
    cw_study *study = NULL;
    size_t what_if = CW_NONE;
    cw_study_options study_options = cw_result_study_options(&settings->shared);
    cw_status status = cw_input_dossier(&dossier, session, operand);
    if (status == CW_OK && dossier->operation_count == 0)
        status = cw_session_nothing(session, "the dossier has no operations");
    if (status == CW_OK)
        status = cw_input_operation(&query.operation, session, dossier, settings->operation);
    if (status == CW_OK)
        status = cw_input_state(&query.state, session, dossier, settings->state);
    if (status == CW_OK)
        status = cw_input_what_if(&what_if, session, dossier, settings->what_if);
    if (status == CW_OK)
        status = cw_study_run_mandates(&study, session->context, dossier, &study_options);
    if (status == CW_OK) {
        query.study = study;
        query.shown = what_if == CW_NONE ? 0 : what_if + 1;
        status = answer(&query);
    }
    cw_study_free(study);
    cw_dossier_free(dossier);
    return status;
}

const cw_command cw_command_mandate = {
    .name = "mandate",
    .summary = "who may act in an operation, and what stands in the way",
    .operand = "DOSSIER",
    .about = "For each operation of the dossier: which states may take part and which may lead, "
             "with every range at its mode, and in which share of draws. For each that may not: "
             "the smallest set of conditions that would have to turn, and the what-ifs of the "
             "dossier under which the answer is yes.\n"
             "With --operation and --state the exit status is the answer: 0 for yes, 1 for no or "
             "not known.",
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .defaults = &defaults,
    .settings_bytes = sizeof defaults,
    .run = run,
};
