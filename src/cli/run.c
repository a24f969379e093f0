/* From a command line to a command that has run. */
#include "cli/run.h"

#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/terminal.h"

static cw_status show_help(cw_session *session, const cw_command *command)
{
    cw_text text;
    cw_text_init(&text, session->context);
    cw_help_command(&text, command);
    cw_status status = cw_session_deliver(session, &text, NULL);
    cw_text_free(&text);
    return status;
}

/* Runs `command` with settings that have been read. */
static cw_status run_settled(cw_session *session, const cw_command *command, const void *settings,
                             const char *operand)
{
    const cw_shared_settings *shared = settings;
    cw_session_settle(session, shared);
    if (shared->help)
        return show_help(session, command);
    if (operand == NULL && command->operand != NULL && !command->operand_may_be_missing)
        return cw_session_misuse(session, "'%s' needs an operand: counterweight %s %s",
                                 command->name, command->name, command->operand);
    if (shared->json && shared->csv)
        return cw_session_misuse(session, "'--json' and '--csv' exclude each other");
    return command->run(session, settings, operand);
}

static cw_status run_command(cw_session *session, const cw_command *command,
                             const char *const *arguments, size_t count)
{
    cw_text complaint;
    size_t limit = command->operand == NULL ? 0 : command->operand_may_repeat ? count : 1;
    void *settings = cw_allocate(session->context, 1, command->settings_bytes);
    const char **operands = cw_allocate(session->context, limit + 1, sizeof *operands);
    cw_status status = settings == NULL || operands == NULL ? CW_ERROR_MEMORY : CW_OK;
    if (status == CW_OK) {
        memcpy(settings, command->defaults, command->settings_bytes);
        cw_text_init(&complaint, session->context);
        status = cw_options_parse(&complaint, settings, operands, &session->operand_count, limit,
                                  command->options, command->option_count, arguments, count);
        session->operands = operands;
        if (status == CW_OK)
            status = run_settled(session, command, settings, operands[0]);
        else if (complaint.status == CW_OK)
            status = cw_session_misuse(session, "%s", cw_text_string(&complaint));
        else
            status = complaint.status;
        session->operands = NULL;
        cw_text_free(&complaint);
    }
    cw_release(session->context, operands);
    cw_release(session->context, settings);
    return status;
}

/* Without a command there is nothing to do: the overview, on standard error. */
static cw_status show_overview(cw_session *session)
{
    cw_text text;
    cw_text_init(&text, session->context);
    cw_help_overview(&text);
    cw_terminal_write(session->context, STDERR_FILENO, cw_text_string(&text), text.length);
    cw_text_free(&text);
    session->explained = true;
    return CW_ERROR_USAGE;
}

static const cw_command *find_command(const char *word)
{
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        return &cw_command_help;
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
        return &cw_command_version;
    return cw_command_find(word);
}

/* An option stands where the command should; the command may follow it. */
static cw_status refuse_first(cw_session *session, const char *const *arguments, size_t count)
{
    if (arguments[0][0] != '-' || arguments[0][1] == '\0')
        return cw_command_misnamed(session, arguments[0]);
    for (size_t a = 1; a < count; a++)
        if (cw_command_find(arguments[a]) != NULL)
            return cw_session_misuse(session,
                                     "options come after the command: counterweight %s %s ...",
                                     arguments[a], arguments[0]);
    return cw_session_misuse(session, "the command comes first, then options such as '%s'",
                             arguments[0]);
}

cw_status cw_run(cw_context *context, const char *const *arguments, size_t count)
{
    cw_session session;
    cw_status status;
    const cw_command *command = count > 0 ? find_command(arguments[0]) : NULL;
    cw_session_begin(&session, context, command != NULL ? command->name : NULL);
    if (count == 0)
        status = show_overview(&session);
    else if (command == NULL)
        status = refuse_first(&session, arguments, count);
    else
        status = run_command(&session, command, arguments + 1, count - 1);
    cw_session_end(&session, status);
    return status;
}
