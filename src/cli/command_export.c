/* counterweight export: the tables of a results file as CSV or JSON. */
#include "cli/commands.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "counterweight/study/results.h"

#include "cli/result.h"

#define FOLDER_MODE 0777

typedef struct export_settings {
    cw_shared_settings shared;
    const char *folder;
    const char *file;
} export_settings;

static const cw_option options[] = {
    {.name = "csv",
     .argument = "FOLDER",
     .kind = CW_OPTION_FILE,
     .help = "write each table as FOLDER/NAME.csv; the folder is made where it is missing",
     .target = offsetof(export_settings, folder)},
    {.name = "json",
     .argument = "FILE",
     .kind = CW_OPTION_FILE,
     .help = "write all tables as one JSON object to FILE, or with '-' to standard output",
     .target = offsetof(export_settings, file)},
    CW_SHARED_MANNER,
};

static const cw_example examples[] = {
    {"export csto.db --csv csto", "a folder of tables for R, Python or a spreadsheet"},
    {"export csto.db --json -", "the same as JSON"},
};

static const export_settings defaults = {.shared = CW_SHARED_DEFAULTS};

static cw_status make_folder(cw_session *session, const char *folder)
{
    struct stat found;
    if (mkdir(folder, FOLDER_MODE) == 0)
        return CW_OK;
    if (errno == ENOENT && folder[0] != '\0')
        return cw_file_refuse_new(&session->diagnostics, session->context, folder);
    if (errno != EEXIST)
        return cw_session_fail(session, CW_ERROR_IO, "cannot make the folder '%s': %s", folder,
                               strerror(errno));
    if (stat(folder, &found) == 0 && S_ISDIR(found.st_mode))
        return CW_OK;
    return cw_session_fail(session, CW_ERROR_IO,
                           "'%s' is there and is no folder; '--csv' writes several "
                           "tables into one",
                           folder);
}

static cw_status write_csv(cw_session *session, cw_results *results, const char *folder,
                           const char *table)
{
    cw_text path;
    cw_text text;
    cw_text_init(&path, session->context);
    cw_text_init(&text, session->context);
    cw_text_append_format(&path, "%s/%s.csv", folder, table);
    cw_status status = cw_results_write_csv(&text, results, table);
    if (status == CW_OK)
        status = path.status;
    if (status == CW_OK)
        status = cw_session_deliver(session, &text, cw_text_string(&path));
    cw_text_free(&text);
    cw_text_free(&path);
    return status;
}

static cw_status write_folder(cw_session *session, cw_results *results, const char *folder)
{
    cw_status status = make_folder(session, folder);
    for (const char *const *table = cw_results_tables(); status == CW_OK && *table != NULL; table++)
        status = write_csv(session, results, folder, *table);
    if (status == CW_OK)
        cw_session_remark(session, "wrote %s", folder);
    return status;
}

static cw_status write_json(cw_session *session, cw_results *results, const char *file)
{
    cw_text text;
    cw_status status = CW_OK;
    cw_text_init(&text, session->context);
    cw_result_begin_json(&text);
    cw_text_append(&text, "\"results\": 1");
    for (const char *const *table = cw_results_tables(); status == CW_OK && *table != NULL;
         table++) {
        cw_text_append_format(&text, ",\n\"%s\": ", *table);
        status = cw_results_write_json(&text, results, *table);
    }
    cw_text_append(&text, "}\n");
    if (status == CW_OK)
        status = cw_session_deliver(session, &text, file);
    if (status == CW_OK && strcmp(file, "-") != 0)
        cw_session_remark(session, "wrote %s", file);
    cw_text_free(&text);
    return status;
}

static cw_status run(cw_session *session, const void *payload, const char *operand)
{
    const export_settings *settings = payload;
    cw_results *results = NULL;
    if (settings->folder == NULL && settings->file == NULL)
        return cw_session_misuse(session,
                                 "'export' needs to know where to: --csv FOLDER or --json FILE");
    if (settings->folder != NULL && strcmp(settings->folder, "-") == 0)
        return cw_session_misuse(session, "'--csv' takes a folder for several tables, not '-'; "
                                          "'--json -' writes to standard output");
    if (strcmp(operand, "-") == 0)
        return cw_session_misuse(session, "'export' reads a results file by its name, not standard "
                                          "input");
    cw_status status = cw_guard_add(&session->guard, session->context, operand);
    if (status == CW_OK)
        status = cw_results_open(&results, session->context, &session->diagnostics, operand);
    if (status == CW_OK && settings->folder != NULL)
        status = write_folder(session, results, settings->folder);
    if (status == CW_OK && settings->file != NULL)
        status = write_json(session, results, settings->file);
    if (status != CW_OK && !session->explained)
        cw_session_show_errors(session);
    cw_results_close(results);
    return status;
}

const cw_command cw_command_export = {
    .name = "export",
    .summary = "the results of a study as tables: CSV or JSON",
    .operand = "RESULTS",
    .about = "Writes the tables of a finished results file, one observation a row, with a codebook "
             "that says what each column is and in which unit: run, summaries, quantiles, "
             "histograms, shares, claims, codebook. The file is checked for damage first. The same "
             "run gives the same bytes, however it was cut into threads, shards and sittings.",
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .defaults = &defaults,
    .settings_bytes = sizeof defaults,
    .run = run,
};
