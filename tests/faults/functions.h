/* Every public function that asks for memory, on a small input: the rows of the sweep over functions.
 *
 * A row does its function's work under the context it is given, frees all of it, returns the status,
 * and asserts that on failure the outputs are untouched. tools/check-functions finds functions without
 * a row. */
#ifndef FAULTS_FUNCTIONS_H
#define FAULTS_FUNCTIONS_H

#include <stddef.h>

#include "counterweight/base.h"
#include "counterweight/brief.h"
#include "counterweight/brief/sweep.h"
#include "counterweight/capsule.h"
#include "counterweight/dossier.h"
#include "counterweight/study.h"
#include "counterweight/study/issue_table.h"
#include "counterweight/study/sweep.h"
#include "counterweight/table.h"
#include "counterweight/venue.h"
#include "counterweight/voting.h"
#include "support/failing_allocator.h"
#include "support/temporary_folder.h"

/* What rows work on: made beforehand, with memory to spare. A row reads it, and leaves it as it is. */
typedef struct cw_things {
    cw_context context;
    cw_temporary_folder folder;
    char dossier_path[CW_TEMPORARY_PATH_BYTES];
    char results_path[CW_TEMPORARY_PATH_BYTES]; /* of a finished study */
    char parts[2][CW_TEMPORARY_PATH_BYTES];     /* the shards of another */
    char new_path[CW_TEMPORARY_PATH_BYTES];     /* nothing is there */
    cw_dossier *dossier;
    cw_case *built; /* the base case */
    cw_study *study;
    cw_findings *findings;
    unsigned char *capsule;
    size_t capsule_length;
    cw_issue_table *issues;
    cw_table *past;
    cw_table *names; /* no numbers */
    cw_sweep *sweep;
    cw_sheet sheet;
    cw_game *game;
} cw_things;

typedef struct cw_function_row {
    const char *name;
    cw_swept_function *run; /* payload: cw_things */
    cw_sweep_kind kind;
} cw_function_row;

#define CW_MUST_REPORT(function, run)                                                              \
    {                                                                                              \
#function, run, CW_SWEEP_MUST_REPORT                                                       \
    }
#define CW_MAY_COPE(function, run)                                                                 \
    {                                                                                              \
#function, run, CW_SWEEP_MAY_COPE                                                          \
    }

extern const cw_function_row cw_base_rows[], cw_dossier_rows[], cw_core_rows[], cw_study_rows[],
    cw_brief_rows[];
extern const size_t cw_base_row_count, cw_dossier_row_count, cw_core_row_count, cw_study_row_count,
    cw_brief_row_count;

/* The texts that some rows read. */
extern const char cw_things_issues[], cw_things_past[];

void cw_things_make(cw_things *things);
void cw_things_free(cw_things *things);

#endif
