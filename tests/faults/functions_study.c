#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "counterweight/study/live.h"
#include "counterweight/study/modes_table.h"
#include "counterweight/study/past.h"
#include "counterweight/study/predict.h"
#include "counterweight/study/results.h"
#include "faults/functions.h"

#define DRAWS 100

static cw_study_options few(void)
{
    return (cw_study_options){.seed = 1, .draws = DRAWS, .threads = 1};
}

/* ---- The experiment ---- */

static cw_status study_run(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    const cw_study_options options = few();
    cw_study *study = NULL;
    cw_status status = cw_study_run(&study, context, things->dossier, &options);
    assert_true((status == CW_OK) == (study != NULL));
    cw_study_free(study);
    return status;
}

static cw_status study_run_until(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    const cw_study_options options = few();
    cw_study *study = NULL;
    cw_status status = cw_study_run_until(&study, context, things->dossier, &options, 90.0);
    assert_true((status == CW_OK) == (study != NULL));
    cw_study_free(study);
    return status;
}

static cw_status study_run_mandates(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    const cw_study_options options = few();
    cw_study *study = NULL;
    cw_status status = cw_study_run_mandates(&study, context, things->dossier, &options);
    assert_true((status == CW_OK) == (study != NULL));
    cw_study_free(study);
    return status;
}

static cw_status study_audit(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, context);
    cw_status status = cw_study_audit(context, &diagnostics, things->dossier);
    cw_diagnostics_free(&diagnostics);
    return status;
}

static cw_status timeline_build(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_timeline_year years[3] = {{.year = -77}, {.year = -77}, {.year = -77}};
    cw_status status = cw_timeline_build(years, context, things->dossier, 0, 2020, 2022);
    assert_true((status == CW_OK) == (years[2].year == 2022));
    return status;
}

static cw_status sweep_run(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_sweep *sweep = NULL;
    cw_status status = cw_sweep_run(&sweep, context, things->dossier, things->sweep->axes,
                                    things->sweep->axis_count, &things->sweep->options);
    assert_true((status == CW_OK) == (sweep != NULL));
    cw_sweep_free(sweep);
    return status;
}

static cw_status sweep_inputs(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    bool has_part[256] = {false};
    assert_true(things->dossier->quantity_count < 256);
    return cw_sweep_inputs(has_part, context, things->dossier, &things->sweep->options);
}

static cw_status predict(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_predict_query query = {.what_if = CW_NONE,
                              .issue = CW_NONE,
                              .forum = CW_NONE,
                              .distributions = true,
                              .draws = DRAWS,
                              .threads = 1};
    query.models = cw_outcome_models(&query.model_count);
    query.joint = cw_joint_models(&query.joint_count);
    cw_predictions *predictions = NULL;
    cw_status status = cw_predict(&predictions, context, things->dossier, &query);
    assert_true((status == CW_OK) == (predictions != NULL));
    cw_predictions_free(predictions);
    return status;
}

/* ---- Tables ---- */

static cw_status finish_issues(cw_issue_table *table, cw_status status)
{
    assert_true((status == CW_OK) == (table != NULL));
    cw_issue_table_free(table);
    return status;
}

static cw_status issue_table_read(cw_context *context, void *payload)
{
    cw_diagnostics diagnostics;
    cw_issue_table *table = NULL;
    (void)payload;
    cw_diagnostics_init(&diagnostics, context);
    cw_status status =
        cw_issue_table_read(&table, context, &diagnostics, NULL, "cli/inputs/emission.csv", ',');
    cw_diagnostics_free(&diagnostics);
    return finish_issues(table, status);
}

static cw_status issue_table_parse(cw_context *context, void *payload)
{
    cw_diagnostics diagnostics;
    cw_issue_table *table = NULL;
    (void)payload;
    cw_diagnostics_init(&diagnostics, context);
    cw_status status = cw_issue_table_parse(&table, context, &diagnostics, NULL, "text",
                                            cw_things_issues, strlen(cw_things_issues), ',');
    cw_diagnostics_free(&diagnostics);
    return finish_issues(table, status);
}

static cw_status joint_table_build(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_joint_table *joint = NULL;
    const char *why = NULL;
    cw_status status = cw_joint_table_build(&joint, &why, context, things->issues);
    assert_true((status == CW_OK) == (joint != NULL));
    cw_joint_table_free(joint);
    return status;
}

static cw_status modes_table_build(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_modes_table *table = NULL;
    cw_status status =
        cw_modes_table_build(&table, context, things->dossier, CW_NONE, CW_NONE, CW_NONE);
    assert_true((status == CW_OK) == (table != NULL));
    cw_modes_table_free(table);
    return status;
}

static cw_status finish_past(cw_past *past, cw_status status)
{
    assert_true((status == CW_OK) == (past != NULL));
    cw_past_free(past);
    return status;
}

static cw_status past_read_deu(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_diagnostics diagnostics;
    cw_past *past = NULL;
    cw_diagnostics_init(&diagnostics, context);
    cw_status status = cw_past_read_deu(&past, context, &diagnostics, things->past, NULL);
    cw_diagnostics_free(&diagnostics);
    return finish_past(past, status);
}

static cw_status past_read_dossier(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_past *past = NULL;
    cw_status status = cw_past_read_dossier(&past, context, things->dossier, CW_NONE);
    return finish_past(past, status);
}

/* ---- A dossier that is changed and answers at once ---- */

typedef cw_status live_step(cw_live *live);

static cw_status with_live(cw_context *context, const cw_things *things, live_step *step)
{
    cw_live *live = NULL;
    cw_status status = cw_live_open(&live, context, things->capsule, things->capsule_length);
    assert_true((status == CW_OK) == (live != NULL));
    if (status == CW_OK)
        status = step(live);
    if (live != NULL)
        cw_live_free(live);
    return status;
}

#define LIVE(name, call)                                                                           \
    static cw_status step_##name(cw_live *live)                                                    \
    {                                                                                              \
        return call;                                                                               \
    }                                                                                              \
    static cw_status live_##name(cw_context *context, void *payload)                               \
    {                                                                                              \
        return with_live(context, payload, step_##name);                                           \
    }
static const size_t first = 0;
LIVE(start, cw_live_start(live, 0))
LIVE(set_range, cw_live_set_range(live, 0, 1, 2, 3))
LIVE(set_seat, cw_live_set_seat(live, 1, 2, CW_LIVE_ABSENT))
LIVE(set_chair, cw_live_set_chair(live, 1, 0))
LIVE(set_rule, cw_live_set_rule(live, 1, CW_LIVE_COUNT, 2))
LIVE(set_model, cw_live_set_model(live, 0))
LIVE(run, cw_live_run(live, 1, DRAWS, &first, &first, 1))

/* ---- Results files ---- */

static cw_status results_run(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_results_options options = CW_RESULTS_OPTIONS_INIT;
    cw_results_report report;
    cw_diagnostics diagnostics;
    size_t before = cw_temporary_folder_count(&things->folder);
    options.draws = DRAWS;
    options.threads = 1;
    cw_diagnostics_init(&diagnostics, context);
    cw_status status =
        cw_results_run(&report, context, &diagnostics, things->dossier, things->new_path, &options);
    cw_diagnostics_free(&diagnostics);
    unlink(things->new_path);
    assert_int_equal(cw_temporary_folder_count(&things->folder), before);
    return status;
}

static cw_status results_merge(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    const char *const parts[] = {things->parts[0], things->parts[1]};
    cw_diagnostics diagnostics;
    size_t before = cw_temporary_folder_count(&things->folder);
    cw_diagnostics_init(&diagnostics, context);
    cw_status status = cw_results_merge(context, &diagnostics, things->new_path, parts, 2);
    cw_diagnostics_free(&diagnostics);
    bool written = unlink(things->new_path) == 0;
    assert_true(written == (status == CW_OK));
    assert_int_equal(cw_temporary_folder_count(&things->folder), before);
    return status;
}

static cw_status export_results(cw_context *context, const cw_things *things, bool json)
{
    cw_diagnostics diagnostics;
    cw_results *results = NULL;
    cw_text text;
    cw_text_init(&text, context);
    cw_diagnostics_init(&diagnostics, context);
    cw_status status = cw_results_open(&results, context, &diagnostics, things->results_path);
    assert_true((status == CW_OK) == (results != NULL));
    for (const char *const *table = cw_results_tables(); *table != NULL && status == CW_OK; table++)
        status = json ? cw_results_write_json(&text, results, *table)
                      : cw_results_write_csv(&text, results, *table);
    if (results != NULL)
        cw_results_close(results);
    cw_diagnostics_free(&diagnostics);
    cw_text_free(&text);
    return status;
}

static cw_status results_csv(cw_context *context, void *payload)
{
    return export_results(context, payload, false);
}

static cw_status results_json(cw_context *context, void *payload)
{
    return export_results(context, payload, true);
}

const cw_function_row cw_study_rows[] = {
    CW_MUST_REPORT(cw_study_run, study_run),
    CW_MUST_REPORT(cw_study_run_until, study_run_until),
    CW_MUST_REPORT(cw_study_run_mandates, study_run_mandates),
    CW_MUST_REPORT(cw_study_audit, study_audit),
    CW_MUST_REPORT(cw_timeline_build, timeline_build),
    CW_MUST_REPORT(cw_sweep_run, sweep_run),
    CW_MUST_REPORT(cw_sweep_inputs, sweep_inputs),
    CW_MUST_REPORT(cw_predict, predict),
    CW_MAY_COPE(cw_issue_table_read, issue_table_read),
    CW_MAY_COPE(cw_issue_table_parse, issue_table_parse),
    CW_MUST_REPORT(cw_joint_table_build, joint_table_build),
    CW_MUST_REPORT(cw_modes_table_build, modes_table_build),
    CW_MUST_REPORT(cw_past_read_deu, past_read_deu),
    CW_MUST_REPORT(cw_past_read_dossier, past_read_dossier),
    CW_MUST_REPORT(cw_live_open, live_set_model),
    CW_MUST_REPORT(cw_live_start, live_start),
    CW_MUST_REPORT(cw_live_set_range, live_set_range),
    CW_MUST_REPORT(cw_live_set_seat, live_set_seat),
    CW_MUST_REPORT(cw_live_set_chair, live_set_chair),
    CW_MUST_REPORT(cw_live_set_rule, live_set_rule),
    CW_MUST_REPORT(cw_live_set_model, live_set_model),
    CW_MUST_REPORT(cw_live_run, live_run),
    CW_MAY_COPE(cw_results_run, results_run),
    CW_MAY_COPE(cw_results_merge, results_merge),
    CW_MUST_REPORT(cw_results_open, results_csv),
    CW_MUST_REPORT(cw_results_write_csv, results_csv),
    CW_MUST_REPORT(cw_results_write_json, results_json),
};
const size_t cw_study_row_count = sizeof cw_study_rows / sizeof *cw_study_rows;
