/* counterweight merge: the shards of a study become one results file. */
#include "cli/commands.h"

#include <string.h>

#include "counterweight/study/results.h"

static const cw_option options[] = {
    CW_OPTION_OUTPUT("write the results of the whole run to FILE, which must be new"),
    CW_SHARED_MANNER,
};

static const cw_example examples[] = {
    {"merge -o csto.db part1.db part2.db part3.db part4.db", "four shards become one run"},
    {"merge -o csto.db part?.db", "all shards of a folder, in any order"},
};

static const cw_shared_settings defaults = CW_SHARED_DEFAULTS;

static cw_status run(cw_session *session, const void *payload, const char *operand)
{
    const cw_shared_settings *settings = payload;
    (void)operand;
    if (settings->output == NULL || strcmp(settings->output, "-") == 0)
        return cw_session_misuse(session, "'merge' needs a file for its results: --output FILE");
    cw_status status = cw_results_merge(session->context, &session->diagnostics, settings->output,
                                        session->operands, session->operand_count);
    if (status == CW_OK)
        cw_session_remark(session, "wrote %s: %zu %s", settings->output, session->operand_count,
                          session->operand_count == 1 ? "shard" : "shards");
    else
        cw_session_show_errors(session);
    return status;
}

const cw_command cw_command_merge = {
    .name = "merge",
    .summary = "joins the shards of a study",
    .operand = "PART",
    .operand_may_repeat = true,
    .about =
        "Adds up the results files of all shards of one run ('counterweight study --shard I/N'), "
        "named in any order. Every figure is then what one run would have given, to the last "
        "bit. A shard that is missing, named twice, unfinished or of another run is refused by "
        "name, and nothing is written.",
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .defaults = &defaults,
    .settings_bytes = sizeof defaults,
    .run = run,
};
