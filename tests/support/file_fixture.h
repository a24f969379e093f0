/* What the tests of files share: a folder, a context, diagnostics, and plain ways to look at files. */
#ifndef SUPPORT_FILE_FIXTURE_H
#define SUPPORT_FILE_FIXTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/base/diagnostic.h"
#include "counterweight/base/file.h"
#include "support/temporary_folder.h"

typedef struct cw_file_fixture {
    cw_context context;
    cw_diagnostics diagnostics;
    cw_temporary_folder folder;
    char path[CW_TEMPORARY_PATH_BYTES]; /* "file" in the folder; nothing is there yet */
    size_t descriptors;                 /* open when the test began */
} cw_file_fixture;

/* Setup and teardown of cmocka. The teardown fails where a descriptor was left open. */
int cw_file_fixture_make(void **state);
int cw_file_fixture_destroy(void **state);

/* Writes a file without the library. */
void cw_put_file(const char *path, const char *bytes, size_t length);

/* Whether the file holds exactly these bytes. */
bool cw_file_holds(const char *path, const char *bytes, size_t length);

/* Asserts that the last finding is an error whose text, with its remedy, contains `part`. */
void cw_assert_told(const cw_file_fixture *fixture, const char *part);

/* Asserts that nothing was found. */
void cw_assert_silent(const cw_file_fixture *fixture);

#endif
