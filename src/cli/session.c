/* One run of a command, and its ways to speak to the user. */
#include "cli/session.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/terminal.h"

/* Longest line of a complaint, bytes; longer ones are cut. */
#define LINE_BYTES 2048

void cw_session_begin(cw_session *session, cw_context *context, const char *command)
{
    memset(session, 0, sizeof *session);
    session->context = context;
    session->command = command;
    session->progress.context = context;
    session->width = cw_terminal_width(STDOUT_FILENO);
    session->colour_result = cw_terminal_takes_colour(STDOUT_FILENO, CW_COLOUR_AUTO);
    session->colour_errors = cw_terminal_takes_colour(STDERR_FILENO, CW_COLOUR_AUTO);
    cw_diagnostics_init(&session->diagnostics, context);
}

void cw_session_settle(cw_session *session, const cw_shared_settings *shared)
{
    cw_colour_choice choice = (cw_colour_choice)shared->colour;
    session->quiet = shared->quiet;
    session->colour_result = cw_terminal_takes_colour(STDOUT_FILENO, choice);
    session->colour_errors = cw_terminal_takes_colour(STDERR_FILENO, choice);
    if (!session->quiet && cw_terminal_redraws(STDERR_FILENO)) {
        session->context->progress = cw_progress_show;
        session->context->progress_payload = &session->progress;
    }
}

#define SPEAKER "counterweight: "

/* Needs no memory: what is not plain ASCII, and so might drive the terminal, becomes a question mark. */
static void say_plainly(cw_session *session, const char *line)
{
    char plain[sizeof SPEAKER + LINE_BYTES] = SPEAKER;
    size_t length = strlen(plain);
    for (size_t i = 0; line[i] != '\0' && length < sizeof plain - 1; i++)
        plain[length++] = (char)(line[i] >= ' ' && line[i] <= '~' ? line[i] : '?');
    plain[length++] = '\n';
    cw_terminal_write(session->context, STDERR_FILENO, plain, length);
}

static void say(cw_session *session, const char *line)
{
    cw_text text;
    cw_text_init(&text, session->context);
    cw_text_append(&text, SPEAKER);
    cw_text_append_printable(&text, line);
    cw_text_append(&text, "\n");
    cw_progress_wipe(&session->progress);
    if (text.status == CW_OK)
        cw_terminal_write(session->context, STDERR_FILENO, cw_text_string(&text), text.length);
    else
        say_plainly(session, line);
    cw_text_free(&text);
}

cw_status cw_session_fail(cw_session *session, cw_status status, const char *format, ...)
{
    char line[LINE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    say(session, line);
    session->explained = true;
    return status;
}

cw_status cw_session_nothing(cw_session *session, const char *format, ...)
{
    char line[LINE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    return cw_session_fail(session, CW_NO, "nothing to show: %s", line);
}

cw_status cw_session_misuse(cw_session *session, const char *format, ...)
{
    static const char hint[] = "Try 'counterweight%s%s --help'.\n";
    char line[LINE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    say(session, line);
    const char *name = session->command;
    int length =
        snprintf(line, sizeof line, hint, name != NULL ? " " : "", name != NULL ? name : "");
    if (length > 0)
        cw_terminal_write(session->context, STDERR_FILENO, line, strlen(line));
    session->explained = true;
    return CW_ERROR_USAGE;
}

void cw_session_remark(cw_session *session, const char *format, ...)
{
    if (session->quiet)
        return;
    char line[LINE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    say(session, line);
}

void cw_session_show_errors(cw_session *session)
{
    cw_diagnostics *all = &session->diagnostics;
    cw_diagnostics errors = *all; /* a view: owns nothing */
    cw_text text;
    errors.items = cw_allocate(session->context, all->count, sizeof *errors.items);
    errors.count = 0;
    errors.warnings = 0;
    cw_diagnostics_sort(all);
    for (size_t i = 0; errors.items != NULL && i < all->count; i++)
        if (all->items[i].severity != CW_SEVERITY_WARNING)
            errors.items[errors.count++] = all->items[i];

    cw_text_init(&text, session->context);
    cw_diagnostics_write_text(&errors, &text, session->colour_errors);
    cw_progress_wipe(&session->progress);
    cw_terminal_write(session->context, STDERR_FILENO, cw_text_string(&text), text.length);
    bool shown = text.status == CW_OK && text.length > 0 && errors.errors > 0;
    session->explained = session->explained || shown;
    cw_text_free(&text);
    cw_release(session->context, errors.items);
}

void cw_session_end(cw_session *session, cw_status status)
{
    cw_progress_wipe(&session->progress);
    if (status != CW_OK && status != CW_NO && !session->explained)
        cw_session_fail(session, status, "%s", cw_status_sentence(status));
    session->context->progress = NULL;
    session->context->progress_payload = NULL;
    cw_guard_free(&session->guard, session->context);
    cw_diagnostics_free(&session->diagnostics);
}
