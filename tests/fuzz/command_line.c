/* Bytes as what stands on a command line. The first chooses the command, each line after it is an
 * argument: they are read into settings that lie within their bounds, or there is a complaint. The first
 * line is read as a quota and as a number to vary as well.
 *
 * No command runs, so nothing is written to where a made-up -o points. */
#include <fcntl.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "counterweight/study.h"
#include "counterweight/study/sweep.h"

#include "cli/command.h"
#include "cli/power_quota.h"
#include "cli/sweep_axis.h"

#include "pair_dossier.h"
#include "require.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ARGUMENTS_MAX 12
#define BYTES_MAX 2000

static void require_bounds(const cw_option *option, const unsigned char *target)
{
    uint64_t whole;
    double number;
    size_t choice;
    switch (option->kind) {
    case CW_OPTION_WHOLE:
        memcpy(&whole, target, sizeof whole);
        require(whole <= option->high);
        break;
    case CW_OPTION_NUMBER:
        memcpy(&number, target, sizeof number);
        require(isfinite(number));
        break;
    case CW_OPTION_CHOICE:
        memcpy(&choice, target, sizeof choice);
        /* One past the last word: nothing was said. */
        for (size_t w = 0; w < choice; w++)
            require(option->words[w] != NULL);
        break;
    default:
        break;
    }
}

static void read_options(cw_context *context, const cw_command *command,
                         const char *const *arguments, size_t count)
{
    cw_text complaint;
    const char *operands[ARGUMENTS_MAX + 1] = {0};
    size_t operand_count = 0;
    unsigned char *settings = cw_allocate(context, 1, command->settings_bytes);
    require(settings != NULL);
    memcpy(settings, command->defaults, command->settings_bytes);
    cw_text_init(&complaint, context);
    cw_status status =
        cw_options_parse(&complaint, settings, operands, &operand_count, ARGUMENTS_MAX,
                         command->options, command->option_count, arguments, count);
    require(status == CW_OK || status == CW_ERROR_USAGE);
    require((status == CW_OK) == (complaint.length == 0));
    require(operand_count <= count);
    for (size_t i = 0; i < command->option_count && status == CW_OK; i++)
        require_bounds(&command->options[i], settings + command->options[i].target);
    cw_text_free(&complaint);
    cw_release(context, settings);
}

static void read_quota(cw_session *session, const char *word)
{
    cw_power_sweep sweep;
    cw_text quota;
    bool is_sweep = false;
    double percent;
    bool more_than;
    if (cw_power_quota_share(&percent, &more_than, session, word) == CW_OK)
        require(percent >= 0 && percent <= 100);
    if (cw_power_sweep_read(&sweep, &is_sweep, session, word) != CW_OK || !is_sweep)
        return;
    require(sweep.count > 0);
    cw_text_init(&quota, session->context);
    cw_power_sweep_quota(&quota, &sweep, sweep.count - 1);
    require(quota.length > 0);
    cw_text_free(&quota);
}

static void read_axis(cw_session *session, const char *word)
{
    cw_sweep_axis axis;
    cw_dossier *dossier = NULL;
    cw_sweep_options options = {.draws = 100, .threads = 1, .what_if = CW_NONE};
    require(cw_dossier_parse(&dossier, session->context, &session->diagnostics, "pair.yaml",
                             pair_dossier, sizeof pair_dossier - 1) == CW_OK);
    cw_status status = cw_sweep_axis_read(&axis, session, dossier, &options, word);
    require(status == CW_OK || status == CW_ERROR_USAGE);
    if (status == CW_OK) {
        require(axis.quantity < dossier->quantity_count && axis.steps <= CW_SWEEP_STEPS_MAX);
        require(isfinite(axis.from) && isfinite(axis.to));
    }
    cw_dossier_free(dossier);
}

/* Complaints go to standard error, where a fuzzer has other things to say. */
static int mute(void)
{
    int kept = dup(STDERR_FILENO);
    int nowhere = open("/dev/null", O_WRONLY);
    require(kept >= 0 && nowhere >= 0);
    dup2(nowhere, STDERR_FILENO);
    close(nowhere);
    return kept;
}

static void unmute(int kept)
{
    dup2(kept, STDERR_FILENO);
    close(kept);
}

static void read_words(cw_context *context, const char *word)
{
    cw_session session;
    int kept = mute();
    cw_session_begin(&session, context, "fuzz");
    read_quota(&session, word);
    read_axis(&session, word);
    cw_session_end(&session, CW_OK);
    unmute(kept);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[BYTES_MAX + 1];
    const char *arguments[ARGUMENTS_MAX];
    size_t count = 0;
    size_t command_count;
    cw_context context;
    const cw_command *const *commands = cw_commands(&command_count);
    if (size < 2 || size > BYTES_MAX)
        return 0;
    memcpy(text, data + 1, size - 1);
    text[size - 1] = '\0';
    for (char *line = text; line != NULL && count < ARGUMENTS_MAX; count++) {
        char *end = strchr(line, '\n');
        arguments[count] = line;
        if (end != NULL)
            *end++ = '\0';
        line = end;
    }
    cw_context_init(&context);
    read_options(&context, commands[data[0] % command_count], arguments, count);
    read_words(&context, arguments[0]);
    return 0;
}
