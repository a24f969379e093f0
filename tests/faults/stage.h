/* A stage on which command lines are run in this process, and what is seen of them: status, what was
 * printed, and every file they wrote. */
#ifndef FAULTS_STAGE_H
#define FAULTS_STAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/base.h"
#include "faults/command_lines.h"
#include "support/temporary_folder.h"

enum { CW_STAGE_FILES = 16, CW_STAGE_NAME = 64, CW_STAGE_SAID = 600 };

/* What stands in one file. */
typedef struct cw_seen_file {
    char name[CW_STAGE_NAME]; /* below out/ */
    cw_digest digest;
} cw_seen_file;

/* What can be seen once a command has run. */
typedef struct cw_seen {
    cw_status status;
    size_t printed; /* bytes on standard output */
    cw_digest output;
    char said[CW_STAGE_SAID]; /* the beginning of what came on standard error */
    cw_seen_file files[CW_STAGE_FILES];
    size_t file_count; /* in out/ */
    size_t inputs;     /* entries beside out/ */
} cw_seen;

typedef struct cw_stage {
    cw_temporary_folder folder; /* where commands run; the working folder until the end */
    cw_temporary_folder aside;  /* streams, and files to be put back */
    const cw_command_line *line;
    cw_context context; /* of the run */
    int streams[2];     /* files that take standard output and error */
    int kept[2];        /* the true streams while a command runs */
} cw_stage;

/* Makes the two folders and copies the inputs; the working folder has to be tests/. */
void cw_stage_build(cw_stage *stage);

/* Removes the folders. The working folder is / then. */
void cw_stage_clear(cw_stage *stage);

/* Puts the folder into the state before a run of the line, and turns the streams away. */
void cw_stage_set(cw_stage *stage, const cw_command_line *line);

/* Runs the line, in a fresh context, and nothing else. */
cw_status cw_stage_perform(cw_stage *stage);

/* Turns the streams back, and looks at what came of it. The file of results that the line writes is
 * left out: cw_stage_results() looks into it. */
void cw_stage_look(cw_seen *seen, cw_stage *stage, cw_status status);

/* All three, undisturbed; and again without putting anything back before. */
void cw_stage_run(cw_seen *seen, cw_stage *stage, const cw_command_line *line);
void cw_stage_run_again(cw_seen *seen, cw_stage *stage);

/* Digest of all that stands in the tables of the line's file of results, which is there. */
cw_digest cw_stage_results(const cw_stage *stage);

/* Whether the line's file of results is there. */
bool cw_stage_has_results(const cw_stage *stage);

bool cw_same_digest(const cw_digest *a, const cw_digest *b);

/* Whether both runs gave the same: status, output and all files. */
bool cw_seen_same(const cw_seen *a, const cw_seen *b);

/* The name of the first file of `seen` that is neither what it was `before` nor what it is `after` an
 * undisturbed run, or that ought to be there and is not; NULL where there is none. So nothing is a
 * third thing, and nothing is left lying about. */
const char *cw_seen_stranger(const cw_seen *seen, const cw_seen *before, const cw_seen *after);

#endif
