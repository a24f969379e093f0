/* counterweight help: what the program and each command do. */
#include "cli/commands.h"

#include <string.h>

#include "cli/help.h"
#include "cli/model_variants.h"

static const cw_option options[] = {CW_SHARED_HELP};

static const cw_example examples[] = {
    {"help", "all commands"},
    {"help brief", "examples and options of 'brief'"},
    {"help models", "the outcome models, and what can be set in them"},
};

static const cw_shared_settings defaults = CW_SHARED_DEFAULTS;

static cw_status run(cw_session *session, const void *settings, const char *operand)
{
    const cw_command *command = operand != NULL ? cw_command_find(operand) : NULL;
    cw_text text;
    (void)settings;
    bool is_models = operand != NULL && strcmp(operand, "models") == 0;
    if (operand != NULL && command == NULL && !is_models) {
        session->command = NULL; /* the hint leads to the list of commands */
        return cw_command_misnamed(session, operand);
    }
    cw_text_init(&text, session->context);
    if (is_models)
        cw_model_variants_help(&text);
    else if (command != NULL)
        cw_help_command(&text, command);
    else
        cw_help_overview(&text);
    cw_status status = cw_session_deliver(session, &text, NULL);
    cw_text_free(&text);
    return status;
}

const cw_command cw_command_help = {
    .name = "help",
    .summary = "what the program, or one command, does",
    .operand = "COMMAND|models",
    .operand_may_be_missing = true,
    .about = "Without COMMAND, lists all commands. 'counterweight COMMAND --help' is the same as "
             "'counterweight help COMMAND'. 'counterweight help models' lists the outcome models.",
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .defaults = &defaults,
    .settings_bytes = sizeof defaults,
    .run = run,
};
