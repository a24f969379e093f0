#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/study/results.h"
#include "faults/functions.h"
#include "support/whole_dossier.h"

#define DRAWS 100

const char cw_things_issues[] = "issue,actor,position,salience,capability\n"
                                "tax,a,10,.5,1\ntax,b,90,.25,2\narmy,b,40,.75,2\narmy,c,60,1,3\n";

const char cw_things_past[] = "prnrnmc,pcom,pde,plu,scom,sde,slu,rp,out\n"
                              "1,100,40,0,50,100,20,10,40\n1,0,50,100,50,50,50,50,60\n"
                              "2,100,40,0,50,100,20,,55.5\n2,20,,80,50,,20,10,30\n"
                              "3,80,90,10,10,90,30,0,90\n4,0,100,100,70,30,30,,20\n";

static void make_paths(cw_things *things)
{
    cw_temporary_folder_make(&things->folder);
    cw_temporary_path(things->dossier_path, &things->folder, "dossier.yaml");
    cw_temporary_path(things->results_path, &things->folder, "whole.db");
    cw_temporary_path(things->parts[0], &things->folder, "part1.db");
    cw_temporary_path(things->parts[1], &things->folder, "part2.db");
    cw_temporary_path(things->new_path, &things->folder, "new.db");
}

static void make_results(cw_things *things, const char *path, uint64_t shard, uint64_t shards,
                         cw_diagnostics *diagnostics)
{
    cw_results_options options = CW_RESULTS_OPTIONS_INIT;
    cw_results_report report;
    options.draws = DRAWS;
    options.threads = 1;
    options.shard = shard;
    options.shards = shards;
    options.keep_draws = true;
    assert_int_equal(
        cw_results_run(&report, &things->context, diagnostics, things->dossier, path, &options),
        CW_OK);
}

static void make_study(cw_things *things)
{
    cw_context *context = &things->context;
    const cw_study_options few = {.seed = 1, .draws = DRAWS, .threads = 1};
    const cw_sweep_options options = {.draws = DRAWS,
                                      .threads = 1,
                                      .issue = 0,
                                      .forum = 0,
                                      .what_if = CW_NONE,
                                      .model = cw_venue_default_model()};
    cw_sweep_axis axes[2] = {{.from = 0, .to = 20, .steps = 2}, {.from = 0, .to = 10, .steps = 2}};
    for (size_t q = 0; q < things->dossier->quantity_count; q++) {
        const char *path = things->dossier->quantities[q].path;
        if (strcmp(path, "forums.forum.bypass_cost") == 0)
            axes[0].quantity = q;
        if (strcmp(path, "ties.WEAK.STRONG.dependence") == 0)
            axes[1].quantity = q;
    }
    assert_int_equal(cw_case_build(&things->built, context, things->dossier, CW_NONE), CW_OK);
    assert_int_equal(cw_study_run(&things->study, context, things->dossier, &few), CW_OK);
    assert_int_equal(cw_findings_build(&things->findings, context, things->study), CW_OK);
    assert_int_equal(cw_sweep_run(&things->sweep, context, things->dossier, axes, 2, &options),
                     CW_OK);
    cw_sheet_init(&things->sheet, context, "Sheet");
    cw_sweep_fill_sheet(&things->sheet, things->sweep);
    assert_int_equal(things->sheet.status, CW_OK);
}

static void make_game(cw_things *things)
{
    static const int64_t weights[] = {4, 3, 2, 1};
    static const cw_game_node root = {.form = CW_GAME_WEIGHT, .quota = 6};
    const cw_game_description description = {4, 1, weights, &root, 1};
    assert_int_equal(cw_game_build(&things->game, &things->context, &description), CW_OK);
}

void cw_things_make(cw_things *things)
{
    cw_diagnostics diagnostics;
    cw_context *context = &things->context;
    memset(things, 0, sizeof *things);
    cw_context_init(context);
    cw_diagnostics_init(&diagnostics, context);
    make_paths(things);
    assert_int_equal(cw_file_write(context, &diagnostics, things->dossier_path, whole_dossier,
                                   strlen(whole_dossier)),
                     CW_OK);
    assert_int_equal(cw_dossier_read(&things->dossier, context, &diagnostics, things->dossier_path),
                     CW_OK);
    make_study(things);
    make_game(things);
    make_results(things, things->results_path, 1, 1, &diagnostics);
    make_results(things, things->parts[0], 1, 2, &diagnostics);
    make_results(things, things->parts[1], 2, 2, &diagnostics);
    assert_int_equal(
        cw_capsule_fold(&things->capsule, &things->capsule_length, context, things->dossier),
        CW_OK);
    assert_int_equal(cw_issue_table_parse(&things->issues, context, &diagnostics, NULL, "issues",
                                          cw_things_issues, strlen(cw_things_issues), ','),
                     CW_OK);
    assert_int_equal(cw_table_parse(&things->past, context, &diagnostics, "past", cw_things_past,
                                    strlen(cw_things_past), ','),
                     CW_OK);
    assert_int_equal(cw_table_parse(&things->names, context, &diagnostics, "names", "name\nAlder\n",
                                    sizeof "name\nAlder\n" - 1, ','),
                     CW_OK);
    cw_diagnostics_free(&diagnostics);
}

void cw_things_free(cw_things *things)
{
    cw_game_free(things->game);
    cw_sheet_free(&things->sheet);
    cw_sweep_free(things->sweep);
    cw_table_free(things->names);
    cw_table_free(things->past);
    cw_issue_table_free(things->issues);
    cw_release(&things->context, things->capsule);
    cw_findings_free(things->findings);
    cw_study_free(things->study);
    cw_case_free(things->built);
    cw_dossier_free(things->dossier);
    cw_temporary_folder_remove(&things->folder);
}
