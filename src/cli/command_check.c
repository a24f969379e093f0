/* counterweight check: every mistake in a dossier, in one pass. */
#include "cli/commands.h"

#include "counterweight/dossier.h"
#include "counterweight/study.h"

#include "cli/input.h"

typedef struct check_settings {
    cw_shared_settings shared;
    bool strict;
} check_settings;

static const cw_option options[] = {
    {.name = "strict",
     .help = "count warnings as errors",
     .target = offsetof(check_settings, strict)},
    CW_SHARED_JSON,
    CW_SHARED_MANNER,
};

static const cw_example examples[] = {
    {"check my-dossier.yaml", "every mistake with its line, its place and a remedy"},
    {"check --json my-dossier.yaml", "the same as data, for an editor"},
    {"check --strict -q dossiers/csto-2022.yaml", "in a script: exit status 3 unless spotless"},
};

static const check_settings defaults = {.shared = CW_SHARED_DEFAULTS};

/* With --strict nothing is a mere warning. */
static void promote_warnings(cw_diagnostics *diagnostics)
{
    for (size_t i = 0; i < diagnostics->count; i++)
        if (diagnostics->items[i].severity == CW_SEVERITY_WARNING)
            diagnostics->items[i].severity = CW_SEVERITY_ERROR;
    diagnostics->errors += diagnostics->warnings;
    diagnostics->warnings = 0;
}

static size_t count_ranges(const cw_dossier *dossier)
{
    size_t ranges = 0;
    for (size_t i = 0; i < dossier->quantity_count; i++)
        if (dossier->quantities[i].shape != CW_SHAPE_FIXED)
            ranges++;
    return ranges;
}

/* "4 states, ": a count with its word. */
static void append_count(cw_text *out, size_t count, const char *one, const char *many)
{
    cw_text_append_format(out, "%zu %s, ", count, count == 1 ? one : many);
}

static void append_summary(cw_text *out, const cw_dossier *dossier)
{
    cw_text_append_printable(out, dossier->file);
    cw_text_append(out, ": can be used: ");
    append_count(out, dossier->state_count, "state", "states");
    append_count(out, dossier->forum_count, "forum", "forums");
    append_count(out, dossier->issue_count, "issue", "issues");
    append_count(out, dossier->what_if_count, "what-if", "what-ifs");
    append_count(out, dossier->claim_count, "claim", "claims");
    append_count(out, dossier->source_count, "source", "sources");
    append_count(out, dossier->quantity_count, "quantity", "quantities");
    cw_text_append_format(out, "%zu of them uncertain\n", count_ranges(dossier));
}

static cw_status examine(cw_session *session, cw_dossier **dossier, const char *path)
{
    cw_status status = cw_dossier_read(dossier, session->context, &session->diagnostics, path);
    if (status == CW_OK)
        status = cw_study_audit(session->context, &session->diagnostics, *dossier);
    return status;
}

/* The findings are the result of this command, so they go to standard output; that a file cannot
 * be read at all is not one of them. */
static cw_status deliver(cw_session *session, const check_settings *settings,
                         const cw_dossier *dossier, cw_status status)
{
    cw_text text;
    if (status == CW_ERROR_IO && !settings->shared.json) {
        cw_session_show_errors(session);
        return status;
    }
    cw_text_init(&text, session->context);
    if (settings->shared.json) {
        cw_diagnostics_write_json(&session->diagnostics, &text);
    } else {
        cw_diagnostics_write_text(&session->diagnostics, &text, session->colour_result);
        if (status == CW_OK && !session->quiet)
            append_summary(&text, dossier);
    }
    cw_status delivered = cw_session_deliver(session, &text, NULL);
    cw_text_free(&text);
    if (delivered == CW_OK && session->diagnostics.errors > 0)
        session->explained = true;
    return delivered != CW_OK ? delivered : status;
}

static cw_status run(cw_session *session, const void *payload, const char *operand)
{
    const check_settings *settings = payload;
    cw_dossier *dossier = NULL;
    if (cw_input_is_table(operand, false))
        return cw_input_refuse_table(session, operand);
    cw_status status = examine(session, &dossier, operand);
    if (status == CW_ERROR_MEMORY || status == CW_ERROR_INTERRUPTED)
        goto out;
    if (settings->strict && status == CW_OK && session->diagnostics.warnings > 0) {
        promote_warnings(&session->diagnostics);
        status = CW_ERROR_INPUT;
    }
    cw_diagnostics_sort(&session->diagnostics);
    status = deliver(session, settings, dossier, status);
out:
    cw_dossier_free(dossier);
    return status;
}

const cw_command cw_command_check = {
    .name = "check",
    .summary = "every mistake in a dossier, in one pass",
    .operand = "DOSSIER",
    .about = "Reads the dossier and the tables it names and prints every mistake as "
             "FILE:LINE:COLUMN: error: ..., with the line and what to do about it. Warnings are "
             "what may be meant but often is not. Exit status 0 if the dossier can be used, 3 if "
             "it has errors. The findings go to standard output.",
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .defaults = &defaults,
    .settings_bytes = sizeof defaults,
    .run = run,
};
