/* The help texts, made from the descriptors of the commands. */
#include "cli/help.h"

#include <string.h>

/* Where the help sentence of an option begins, and where lines end. */
#define HELP_COLUMN 24
#define LINE_END 79

static const cw_example overview_examples[] = {
    {"brief dossiers/csto-2022.yaml", "can Belarus use the CSTO to fend off Moscow's pressure?"},
    {"brief dossiers/csto-2022.yaml -o page.html", "the same, and a page to mail on"},
    {"check my-dossier.yaml", "every mistake in a dossier at once, with its place"},
};

static void append_examples(cw_text *out, const cw_example *examples, size_t count)
{
    cw_text_append(out, "Examples:\n");
    for (size_t i = 0; i < count; i++)
        cw_text_append_format(out, "  counterweight %s\n      %s\n", examples[i].line,
                              examples[i].purpose);
}

void cw_help_option_synopsis(cw_text *out, const cw_option *option)
{
    if (option->letter != 0)
        cw_text_append_format(out, "-%c, ", option->letter);
    cw_text_append_format(out, "--%s", option->name);
    if (option->argument != NULL)
        cw_text_append_format(out, " %s", option->argument);
}

void cw_help_wrapped(cw_text *out, const char *words, size_t indent)
{
    size_t column = indent;
    while (*words != '\0') {
        size_t length = strcspn(words, " \n");
        bool first = column == indent;
        if (!first && column + 1 + length > LINE_END) {
            cw_text_append(out, "\n");
            cw_text_append_repeated(out, ' ', indent);
            column = indent;
        } else if (!first) {
            cw_text_append(out, " ");
            column++;
        }
        cw_text_append_bytes(out, words, length);
        column += length;
        words += length;
        if (*words == '\n') { /* a new paragraph */
            cw_text_append(out, "\n\n");
            column = indent;
        }
        words += *words != '\0' ? 1 : 0;
    }
    cw_text_append(out, "\n");
}

static void append_option(cw_text *out, const cw_option *option)
{
    size_t begin = out->length;
    cw_text_append(out, option->letter != 0 ? "  " : "      ");
    cw_help_option_synopsis(out, option);
    size_t column = out->length - begin;
    if (column + 2 > HELP_COLUMN) {
        cw_text_append(out, "\n");
        column = 0;
    }
    cw_text_append_repeated(out, ' ', HELP_COLUMN - column);
    cw_help_wrapped(out, option->help, HELP_COLUMN);
}

void cw_help_command(cw_text *out, const cw_command *command)
{
    cw_text_append_format(out, "counterweight %s: %s\n\n", command->name, command->summary);
    append_examples(out, command->examples, command->example_count);
    cw_text_append_format(out, "\nUsage: counterweight %s [OPTIONS]", command->name);
    if (command->operand != NULL)
        cw_text_append_format(out, command->operand_may_be_missing ? " [%s]" : " %s",
                              command->operand);
    if (command->operand_may_repeat)
        cw_text_append(out, "...");
    cw_text_append(out, "\n\n");
    cw_help_wrapped(out, command->about, 0);
    cw_text_append(out, "\nOptions:\n");
    for (size_t i = 0; i < command->option_count; i++)
        append_option(out, &command->options[i]);
}

static void append_exit_statuses(cw_text *out)
{
    static const struct {
        int exit_status;
        const char *sentence;
    } rows[] = {
#define ROW(code, name, sentence, exit_status) {exit_status, sentence},
        CW_STATUS_LIST(ROW)
#undef ROW
    };
    cw_text_append(out, "Exit status:\n");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool repeats = i > 0 && rows[i].exit_status == rows[i - 1].exit_status;
        if (repeats)
            cw_text_append_format(out, ",\n       or %s", rows[i].sentence);
        else
            cw_text_append_format(out, "%s  %3d  %s", i > 0 ? "\n" : "", rows[i].exit_status,
                                  rows[i].sentence);
    }
    cw_text_append(out, "\n");
}

void cw_help_overview(cw_text *out)
{
    cw_text_append(out, "counterweight: what say a state has in each forum, and what would change "
                        "it\n\n");
    append_examples(out, overview_examples, sizeof overview_examples / sizeof overview_examples[0]);
    cw_text_append(out, "\nUsage: counterweight COMMAND [OPTIONS] [DOSSIER]\n\nCommands:\n");
    size_t count = 0;
    const cw_command *const *commands = cw_commands(&count);
    for (size_t i = 0; i < count; i++)
        cw_text_append_format(out, "  %-10s  %s\n", commands[i]->name, commands[i]->summary);
    cw_text_append(out, "\n'counterweight help COMMAND' shows the examples and options of one.\n"
                        "'-' stands for standard input or output. Results go to standard output, "
                        "all\nelse to standard error. Nothing is ever sent over the network.\n\n");
    append_exit_statuses(out);
}
