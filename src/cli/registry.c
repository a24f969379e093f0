/* The list of commands. */
#include "cli/command.h"

#include <string.h>

#include "cli/commands.h"

static const cw_command *const commands[] = {
    &cw_command_check,    &cw_command_brief,    &cw_command_power,   &cw_command_divide,
    &cw_command_forecast, &cw_command_backtest, &cw_command_study,   &cw_command_merge,
    &cw_command_export,   &cw_command_sweep,    &cw_command_mandate, &cw_command_timeline,
    &cw_command_help,     &cw_command_version,
};

#define COMMAND_COUNT (sizeof commands / sizeof commands[0])

const cw_command *const *cw_commands(size_t *count)
{
    *count = COMMAND_COUNT;
    return commands;
}

const cw_command *cw_command_find(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

cw_status cw_command_misnamed(cw_session *session, const char *name)
{
    const char *names[COMMAND_COUNT];
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        names[i] = commands[i]->name;
    size_t nearest = cw_nearest_word(name, names, COMMAND_COUNT);
    if (nearest == CW_NONE)
        return cw_session_misuse(session, "there is no command '%s'", name);
    return cw_session_misuse(session, "there is no command '%s'; did you mean '%s'?", name,
                             names[nearest]);
}
