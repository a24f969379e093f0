/* counterweight version: which program this is and how it was built. */
#include "cli/commands.h"

#include "counterweight/version.h"

static const cw_option options[] = {CW_SHARED_JSON, CW_SHARED_HELP};

static const cw_example examples[] = {
    {"version", "version, compiler, licence"},
    {"version --json", "the same for a program that records what it ran"},
};

static const cw_shared_settings defaults = CW_SHARED_DEFAULTS;

static void write_json(cw_text *out)
{
    cw_text_append_format(out,
                          "{\"counterweight\": \"%s\", \"compiler\": \"%s\", \"build\": \"%s\", "
                          "\"target\": \"%s\", \"sanitizers\": \"%s\"}\n",
                          CW_VERSION, CW_BUILD_COMPILER, CW_BUILD_TYPE, CW_BUILD_TARGET,
                          CW_BUILD_SANITIZERS);
}

static void write_text(cw_text *out)
{
    cw_text_append_format(out, "counterweight %s\n", CW_VERSION);
    cw_text_append_format(out, "Built with %s (%s) for %s", CW_BUILD_COMPILER, CW_BUILD_TYPE,
                          CW_BUILD_TARGET);
    if (CW_BUILD_SANITIZERS[0] != '\0')
        cw_text_append_format(out, ", checked by the sanitizers %s", CW_BUILD_SANITIZERS);
    cw_text_append(out, "\nLicence: Apache-2.0. No warranty.\n");
}

static cw_status run(cw_session *session, const void *settings, const char *operand)
{
    const cw_shared_settings *shared = settings;
    cw_text text;
    (void)operand;
    cw_text_init(&text, session->context);
    if (shared->json)
        write_json(&text);
    else
        write_text(&text);
    cw_status status = cw_session_deliver(session, &text, NULL);
    cw_text_free(&text);
    return status;
}

const cw_command cw_command_version = {
    .name = "version",
    .summary = "which program this is and how it was built",
    .about = "Prints the version and the facts of the build. 'counterweight --version' is the "
             "same. The same version gives the same figures for the same dossier and seed.",
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .defaults = &defaults,
    .settings_bytes = sizeof defaults,
    .run = run,
};
