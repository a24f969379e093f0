/* Reads a command line by a table of options. */
#include "cli/option.h"

#include <string.h>

const char *const cw_colour_words[] = {"auto", "always", "never", NULL};

/* Most options one command can have, for the list of names that a mistyped one is compared with. */
#define OPTIONS_MAX 64

typedef struct reader {
    cw_text *complaint;
    unsigned char *settings;
    const cw_option *options;
    size_t count;
    const char *const *arguments;
    size_t argument_count;
    size_t next; /* the argument to be read next */
} reader;

static const cw_option *find_name(const reader *line, const char *name, size_t length)
{
    for (size_t i = 0; i < line->count; i++) {
        const char *candidate = line->options[i].name;
        if (strlen(candidate) == length && memcmp(candidate, name, length) == 0)
            return &line->options[i];
    }
    return NULL;
}

static const cw_option *find_letter(const reader *line, char letter)
{
    for (size_t i = 0; i < line->count; i++)
        if (line->options[i].letter == letter)
            return &line->options[i];
    return NULL;
}

/* "there is no option '--jsn'; did you mean '--json'?" */
static cw_status complain_unknown(reader *line, const char *name, size_t length)
{
    const char *names[OPTIONS_MAX];
    size_t count = line->count < OPTIONS_MAX ? line->count : OPTIONS_MAX;
    for (size_t i = 0; i < count; i++)
        names[i] = line->options[i].name;

    cw_text word;
    cw_text_init(&word, line->complaint->context);
    cw_text_append_bytes(&word, name, length);
    cw_text_inherit(line->complaint, &word);
    cw_text_append(line->complaint, "there is no option '--");
    cw_text_append_printable(line->complaint, cw_text_string(&word));
    cw_text_append(line->complaint, "'");
    size_t nearest = cw_nearest_word(cw_text_string(&word), names, count);
    if (nearest != CW_NONE)
        cw_text_append_format(line->complaint, "; did you mean '--%s'?", names[nearest]);
    cw_text_free(&word);
    return CW_ERROR_USAGE;
}

static cw_status complain_value(reader *line, const cw_option *option, const char *value)
{
    cw_text_append_format(line->complaint, "'--%s' takes ", option->name);
    if (option->kind == CW_OPTION_WHOLE) {
        cw_text_append_format(line->complaint, "a whole number from %llu to %llu",
                              (unsigned long long)option->low, (unsigned long long)option->high);
    } else if (option->kind == CW_OPTION_NUMBER) {
        cw_text_append(line->complaint, "a number above 0");
    } else {
        for (size_t i = 0; option->words[i] != NULL; i++) {
            const char *joint = i == 0 ? "" : option->words[i + 1] == NULL ? " or " : ", ";
            cw_text_append_format(line->complaint, "%s'%s'", joint, option->words[i]);
        }
    }
    cw_text_append(line->complaint, ", not '");
    cw_text_append_printable(line->complaint, value);
    cw_text_append(line->complaint, "'");
    return CW_ERROR_USAGE;
}

static cw_status store_whole(reader *line, const cw_option *option, const char *value)
{
    uint64_t number = 0;
    if (cw_integer_parse(&number, value, strlen(value)) != CW_OK || number < option->low ||
        number > option->high)
        return complain_value(line, option, value);
    memcpy(line->settings + option->target, &number, sizeof number);
    return CW_OK;
}

static cw_status store_number(reader *line, const cw_option *option, const char *value)
{
    double number = 0.0;
    if (cw_number_parse(&number, value, strlen(value)) != CW_OK || !(number > 0.0))
        return complain_value(line, option, value);
    memcpy(line->settings + option->target, &number, sizeof number);
    return CW_OK;
}

static cw_status store_in_list(reader *line, const cw_option *option, const char *value)
{
    cw_option_list list;
    memcpy(&list, line->settings + option->target, sizeof list);
    if (list.count == CW_OPTION_LIST_MAX) {
        cw_text_append_format(line->complaint, "'--%s' is given more than %d times", option->name,
                              CW_OPTION_LIST_MAX);
        return CW_ERROR_USAGE;
    }
    list.words[list.count++] = value;
    memcpy(line->settings + option->target, &list, sizeof list);
    return CW_OK;
}

static cw_status store_choice(reader *line, const cw_option *option, const char *value)
{
    for (size_t i = 0; option->words[i] != NULL; i++) {
        if (strcmp(option->words[i], value) == 0) {
            memcpy(line->settings + option->target, &i, sizeof i);
            return CW_OK;
        }
    }
    return complain_value(line, option, value);
}

static cw_status store(reader *line, const cw_option *option, const char *value)
{
    static const bool yes = true;
    switch (option->kind) {
    case CW_OPTION_FLAG:
        memcpy(line->settings + option->target, &yes, sizeof yes);
        return CW_OK;
    case CW_OPTION_WORD:
    case CW_OPTION_FILE:
        memcpy(line->settings + option->target, &value, sizeof value);
        return CW_OK;
    case CW_OPTION_WHOLE:
        return store_whole(line, option, value);
    case CW_OPTION_NUMBER:
        return store_number(line, option, value);
    case CW_OPTION_LIST:
        return store_in_list(line, option, value);
    case CW_OPTION_CHOICE:
        return store_choice(line, option, value);
    }
    return CW_ERROR_USAGE;
}

/* Stores the value of an option: `attached` where it was written together with the option, else
 * the next argument. */
static cw_status take_value(reader *line, const cw_option *option, const char *attached)
{
    const char *value = attached;
    if (value == NULL && line->next < line->argument_count)
        value = line->arguments[line->next++];
    if (value == NULL || (value[0] == '\0' && option->kind != CW_OPTION_WORD)) {
        cw_text_append_format(line->complaint, "'--%s' needs a value: --%s %s", option->name,
                              option->name, option->argument);
        return CW_ERROR_USAGE;
    }
    return store(line, option, value);
}

/* --name, --name=VALUE, --name VALUE. */
static cw_status read_long(reader *line, const char *written)
{
    const char *equals = strchr(written, '=');
    size_t length = equals != NULL ? (size_t)(equals - written) : strlen(written);
    const cw_option *option = find_name(line, written, length);
    if (option == NULL)
        return complain_unknown(line, written, length);
    if (option->kind != CW_OPTION_FLAG)
        return take_value(line, option, equals != NULL ? equals + 1 : NULL);
    if (equals != NULL) {
        cw_text_append_format(line->complaint, "'--%s' takes no value", option->name);
        return CW_ERROR_USAGE;
    }
    return store(line, option, NULL);
}

/* -l, -lm (flags run together), -oVALUE, -o VALUE. */
static cw_status read_letters(reader *line, const char *letters)
{
    for (; *letters != '\0'; letters++) {
        const cw_option *option = find_letter(line, *letters);
        if (option == NULL) {
            cw_text_append(line->complaint, "there is no option '-");
            cw_text_append_printable(line->complaint, letters);
            cw_text_append(line->complaint, "'");
            return CW_ERROR_USAGE;
        }
        if (option->kind != CW_OPTION_FLAG)
            return take_value(line, option, letters[1] != '\0' ? letters + 1 : NULL);
        cw_status status = store(line, option, NULL);
        if (status != CW_OK)
            return status;
    }
    return CW_OK;
}

cw_status cw_options_parse(cw_text *complaint, void *settings, const char **operands,
                           size_t *operand_count, size_t operand_limit, const cw_option *options,
                           size_t count, const char *const *arguments, size_t argument_count)
{
    reader line = {complaint, settings, options, count, arguments, argument_count, 0};
    bool options_ended = false;
    *operand_count = 0;
    while (line.next < argument_count) {
        const char *argument = arguments[line.next++];
        cw_status status = CW_OK;
        if (!options_ended && strcmp(argument, "--") == 0) {
            options_ended = true;
        } else if (!options_ended && strncmp(argument, "--", 2) == 0) {
            status = read_long(&line, argument + 2);
        } else if (!options_ended && argument[0] == '-' && argument[1] != '\0') {
            status = read_letters(&line, argument + 1);
        } else if (*operand_count < operand_limit) {
            operands[(*operand_count)++] = argument;
        } else {
            cw_text_append(complaint, "one argument too many: '");
            cw_text_append_printable(complaint, argument);
            cw_text_append(complaint, "'");
            status = CW_ERROR_USAGE;
        }
        if (status != CW_OK)
            return status;
    }
    return CW_OK;
}
