/* Help, manual, parser and registry say the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "cli/command.h"
#include "cli/help.h"

/* The tests run in the folder tests/. */
#define MANUAL_FORMAT "../docs/man/counterweight%s%s.1.scd"

static cw_context context;

static const cw_command *const *all(size_t *count)
{
    return cw_commands(count);
}

/* help and version are told in the main page; every other command has its own. */
static bool has_own_page(const cw_command *command)
{
    return strcmp(command->name, "help") != 0 && strcmp(command->name, "version") != 0;
}

/* Words without the marks of scdoc: * for bold and _ for underlined. */
static void append_unmarked(cw_text *out, const char *words, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (words[i] != '*' && words[i] != '_')
            cw_text_append_bytes(out, &words[i], 1);
}

/* The manual page of a command, unmarked. */
static void read_page(cw_text *out, const cw_command *command)
{
    char path[256];
    bool own = has_own_page(command);
    cw_diagnostics diagnostics;
    cw_bytes bytes = {0};
    snprintf(path, sizeof path, MANUAL_FORMAT, own ? "-" : "", own ? command->name : "");
    cw_diagnostics_init(&diagnostics, &context);
    assert_int_equal(cw_file_read(&bytes, &context, &diagnostics, path, 1 << 20), CW_OK);
    cw_diagnostics_free(&diagnostics);
    append_unmarked(out, bytes.data, bytes.length);
    cw_release(&context, bytes.data);
}

static void names_are_unique(void **state)
{
    (void)state;
    size_t count = 0;
    const cw_command *const *commands = all(&count);
    for (size_t i = 0; i < count; i++)
        assert_ptr_equal(cw_command_find(commands[i]->name), commands[i]);
    assert_null(cw_command_find("no-such-command"));
    assert_null(cw_command_find(""));
}

static void check_option(const cw_command *command, size_t index)
{
    const cw_option *option = &command->options[index];
    assert_non_null(option->help);
    assert_int_equal(option->kind == CW_OPTION_FLAG, option->argument == NULL);
    assert_int_equal(option->kind == CW_OPTION_CHOICE, option->words != NULL);
    assert_true(option->low <= option->high);
    assert_true(option->target < command->settings_bytes);
    for (size_t i = 0; i < index; i++) {
        assert_string_not_equal(option->name, command->options[i].name);
        assert_true(option->letter == 0 || option->letter != command->options[i].letter);
        assert_int_not_equal(option->target, command->options[i].target);
    }
}

static void tables_are_sound(void **state)
{
    (void)state;
    size_t count = 0;
    const cw_command *const *commands = all(&count);
    for (size_t i = 0; i < count; i++) {
        const cw_command *command = commands[i];
        assert_true(command->settings_bytes >= sizeof(cw_shared_settings));
        assert_true(command->example_count > 0);
        assert_string_equal(command->options[command->option_count - 1].name, "help");
        for (size_t option = 0; option < command->option_count; option++)
            check_option(command, option);
    }
}

/* Every option is read by the parser under the name that the table has. */
static void parser_knows_the_table(void **state)
{
    (void)state;
    size_t count = 0;
    const cw_command *const *commands = all(&count);
    for (size_t i = 0; i < count; i++) {
        const cw_command *command = commands[i];
        for (size_t at = 0; at < command->option_count; at++) {
            const cw_option *option = &command->options[at];
            unsigned char settings[1024] = {0};
            char name[64];
            char low[32];
            size_t operands = 0;
            cw_text complaint;
            assert_true(command->settings_bytes <= sizeof settings);
            snprintf(name, sizeof name, "--%s", option->name);
            /* A number is above 0, so 0 will not do for one. */
            unsigned long long least = option->kind == CW_OPTION_NUMBER ? 1 : option->low;
            snprintf(low, sizeof low, "%llu", least);
            const char *arguments[] = {name, option->words != NULL ? option->words[0] : low};
            cw_text_init(&complaint, &context);
            assert_int_equal(cw_options_parse(&complaint, settings, NULL, &operands, 0,
                                              command->options, command->option_count, arguments,
                                              option->kind == CW_OPTION_FLAG ? 1 : 2),
                             CW_OK);
            cw_text_free(&complaint);
        }
    }
}

/* Defaults named in the help are those of the parser and of the study. */
static void help_is_made_from_the_table(void **state)
{
    (void)state;
    size_t count = 0;
    const cw_command *const *commands = all(&count);
    for (size_t i = 0; i < count; i++) {
        const cw_command *command = commands[i];
        cw_text help;
        cw_text_init(&help, &context);
        cw_help_command(&help, command);
        const char *examples = strstr(cw_text_string(&help), "Examples:\n");
        const char *usage = strstr(cw_text_string(&help), "Usage:");
        assert_true(examples != NULL && usage != NULL && examples < usage);
        for (size_t at = 0; at < command->option_count; at++) {
            cw_text synopsis;
            cw_text_init(&synopsis, &context);
            cw_help_option_synopsis(&synopsis, &command->options[at]);
            assert_non_null(strstr(usage, cw_text_string(&synopsis)));
            cw_text_free(&synopsis);
        }
        cw_text_free(&help);
    }
}

static void help_fits_a_terminal(void **state)
{
    (void)state;
    size_t count = 0;
    const cw_command *const *commands = all(&count);
    for (size_t i = 0; i < count; i++) {
        cw_text help;
        cw_text_init(&help, &context);
        cw_help_command(&help, commands[i]);
        for (const char *line = cw_text_string(&help); *line != '\0';) {
            size_t length = strcspn(line, "\n");
            assert_true(length == 0 || line[length - 1] != ' ');
            if (strncmp(line, "  counterweight ", 16) != 0)
                assert_in_range(length, 0, 79);
            line += length + (line[length] == '\n');
        }
        cw_text_free(&help);
    }
}

/* The options of a page are those of the table, in its order: in the section OPTIONS, a line that
 * begins with a dash names one. */
static void manual_has_the_options(void **state)
{
    (void)state;
    size_t count = 0;
    const cw_command *const *commands = all(&count);
    for (size_t i = 0; i < count; i++) {
        const cw_command *command = commands[i];
        if (!has_own_page(command))
            continue;
        cw_text page;
        cw_text_init(&page, &context);
        read_page(&page, command);
        const char *at = strstr(cw_text_string(&page), "\n# OPTIONS\n");
        assert_non_null(at);
        const char *end = strstr(at + 1, "\n# ");
        assert_non_null(end);
        for (size_t option = 0; option < command->option_count; option++) {
            cw_text synopsis;
            cw_text_init(&synopsis, &context);
            cw_help_option_synopsis(&synopsis, &command->options[option]);
            at = strstr(at, "\n-");
            assert_true(at != NULL && at < end);
            size_t length = strcspn(at + 1, "\n");
            if (length != synopsis.length || memcmp(at + 1, cw_text_string(&synopsis), length) != 0)
                fail_msg("counterweight-%s.1.scd has '%.*s' where the table has '%s'",
                         command->name, (int)length, at + 1, cw_text_string(&synopsis));
            at += length;
            cw_text_free(&synopsis);
        }
        at = strstr(at, "\n-");
        if (at != NULL && at < end)
            fail_msg("counterweight-%s.1.scd has one option more: %.20s", command->name, at + 1);
        cw_text_free(&page);
    }
}

static void manual_has_summary_and_examples(void **state)
{
    (void)state;
    size_t count = 0;
    const cw_command *const *commands = all(&count);
    for (size_t i = 0; i < count; i++) {
        const cw_command *command = commands[i];
        cw_text page;
        cw_text_init(&page, &context);
        read_page(&page, command);
        if (strstr(cw_text_string(&page), command->summary) == NULL)
            fail_msg("the page of %s lacks '%s'", command->name, command->summary);
        for (size_t at = 0; has_own_page(command) && at < command->example_count; at++) {
            const char *line = command->examples[at].line;
            cw_text unmarked;
            cw_text_init(&unmarked, &context);
            append_unmarked(&unmarked, line, strlen(line));
            if (strstr(cw_text_string(&page), cw_text_string(&unmarked)) == NULL)
                fail_msg("the page of %s lacks '%s'", command->name, line);
            cw_text_free(&unmarked);
        }
        cw_text_free(&page);
    }
}

static void main_page_lists_every_command_and_status(void **state)
{
    (void)state;
    size_t count = 0;
    const cw_command *const *commands = all(&count);
    cw_text page;
    cw_text_init(&page, &context);
    read_page(&page, cw_command_find("help"));
    for (size_t i = 0; i < count; i++) {
        char line[64];
        snprintf(line, sizeof line, "\n%s\n", commands[i]->name);
        if (strstr(cw_text_string(&page), line) == NULL)
            fail_msg("counterweight.1.scd lacks '%s'", commands[i]->name);
    }
#define CHECK_STATUS(code, name, sentence, exit_status)                                            \
    assert_non_null(strstr(cw_text_string(&page), sentence));
    CW_STATUS_LIST(CHECK_STATUS)
#undef CHECK_STATUS
    cw_text_free(&page);
}

int main(void)
{
    cw_context_init(&context);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_unique),
        cmocka_unit_test(tables_are_sound),
        cmocka_unit_test(parser_knows_the_table),
        cmocka_unit_test(help_is_made_from_the_table),
        cmocka_unit_test(help_fits_a_terminal),
        cmocka_unit_test(manual_has_the_options),
        cmocka_unit_test(manual_has_summary_and_examples),
        cmocka_unit_test(main_page_lists_every_command_and_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
