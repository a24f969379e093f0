/* A folder of its own for a test that writes files. */
#ifndef SUPPORT_TEMPORARY_FOLDER_H
#define SUPPORT_TEMPORARY_FOLDER_H

#include <stddef.h>

enum { CW_TEMPORARY_PATH_BYTES = 512 };

typedef struct cw_temporary_folder {
    char path[CW_TEMPORARY_PATH_BYTES];
} cw_temporary_folder;

/* Makes a new folder under TMPDIR, or /tmp. Fails the test where it cannot. */
void cw_temporary_folder_make(cw_temporary_folder *folder);

/* Removes the folder and all in it, folders included. */
void cw_temporary_folder_remove(cw_temporary_folder *folder);

/* Writes the path of `name` in the folder to `out`, and returns `out`. */
const char *cw_temporary_path(char out[CW_TEMPORARY_PATH_BYTES], const cw_temporary_folder *folder,
                              const char *name);

/* Number of entries in the folder. */
size_t cw_temporary_folder_count(const cw_temporary_folder *folder);

#endif
