/* Completion for the shell, made from the option tables. */
#include "cli/completion.h"

#include "cli/command.h"

/* Sets `command`, the word before the cursor and the one at it. Bash cuts --color=auto into three
 * words at the equals sign. */
static const char head[] =
    "# Completion of counterweight for bash. Made by the build from the program's option tables.\n"
    "_counterweight()\n"
    "{\n"
    "    local command=${COMP_WORDS[1]-} previous=${COMP_WORDS[COMP_CWORD-1]-}\n"
    "    local current=${COMP_WORDS[COMP_CWORD]-} words= files=yes\n"
    "    if [ \"$current\" = = ]; then\n"
    "        current=\n"
    "    elif [ \"$previous\" = = ]; then\n"
    "        previous=${COMP_WORDS[COMP_CWORD-2]-}\n"
    "    fi\n"
    "    COMPREPLY=()\n";

static const char tail[] =
    "    if [ -n \"$words\" ]; then\n"
    "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
    "    elif [ -n \"$files\" ]; then\n"
    "        compopt -o filenames\n"
    "        mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
    "    fi\n"
    "}\n"
    "complete -F _counterweight counterweight\n";

static void append_names(cw_text *out)
{
    size_t count = 0;
    const cw_command *const *commands = cw_commands(&count);
    for (size_t i = 0; i < count; i++)
        cw_text_append_format(out, "%s%s", i > 0 ? " " : "", commands[i]->name);
}

/* "        -o|--output) files=yes ;;": what may follow one option. */
static void append_value(cw_text *out, const cw_option *option)
{
    if (option->kind == CW_OPTION_FLAG)
        return;
    cw_text_append(out, "        ");
    if (option->letter != 0)
        cw_text_append_format(out, "-%c|", option->letter);
    cw_text_append_format(out, "--%s) words= files=", option->name);
    if (option->kind == CW_OPTION_FILE)
        cw_text_append(out, "yes");
    if (option->kind == CW_OPTION_CHOICE) {
        cw_text_append(out, " words='");
        for (size_t i = 0; option->words[i] != NULL; i++)
            cw_text_append_format(out, "%s%s", i > 0 ? " " : "", option->words[i]);
        cw_text_append(out, "'");
    }
    cw_text_append(out, " ;;\n");
}

/* What a command's operand is completed with, where no option is being written. */
static void append_operand(cw_text *out, const cw_command *command)
{
    if (command->operand == NULL) {
        cw_text_append(out, "        files=\n");
    } else if (command->operand_may_be_missing) {
        cw_text_append(out, "        words='");
        append_names(out);
        cw_text_append(out, "'\n");
    }
}

static void append_command(cw_text *out, const cw_command *command)
{
    cw_text_append_format(out, "    %s)\n", command->name);
    append_operand(out, command);
    cw_text_append(out, "        case $current in -*) words='");
    for (size_t i = 0; i < command->option_count; i++)
        cw_text_append_format(out, "%s--%s", i > 0 ? " " : "", command->options[i].name);
    cw_text_append(out, "' ;; esac\n        case $previous in\n");
    for (size_t i = 0; i < command->option_count; i++)
        append_value(out, &command->options[i]);
    cw_text_append(out, "        esac\n        ;;\n");
}

void cw_completion_write(cw_text *out)
{
    size_t count = 0;
    const cw_command *const *commands = cw_commands(&count);
    cw_text_append(out, head);
    cw_text_append(out, "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        words='");
    append_names(out);
    cw_text_append(out, " --help --version'\n    else\n    case $command in\n");
    for (size_t i = 0; i < count; i++)
        append_command(out, commands[i]);
    cw_text_append(out, "    esac\n    fi\n");
    cw_text_append(out, tail);
}
