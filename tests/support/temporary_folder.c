#include "support/temporary_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

void cw_temporary_folder_make(cw_temporary_folder *folder)
{
    const char *parent = getenv("TMPDIR");
    snprintf(folder->path, sizeof folder->path, "%s/counterweight-test-XXXXXX",
             parent && parent[0] ? parent : "/tmp");
    assert_non_null(mkdtemp(folder->path));
}

static int is_entry(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static void remove_all(const char *path)
{
    if (unlink(path) == 0)
        return;
    DIR *folder = opendir(path);
    if (!folder)
        return;
    struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        char inner[CW_TEMPORARY_PATH_BYTES + 257];
        if (is_entry(entry)) {
            snprintf(inner, sizeof inner, "%.*s/%s", CW_TEMPORARY_PATH_BYTES, path, entry->d_name);
            remove_all(inner);
        }
    }
    closedir(folder);
    rmdir(path);
}

void cw_temporary_folder_remove(cw_temporary_folder *folder)
{
    remove_all(folder->path);
    folder->path[0] = '\0';
}

const char *cw_temporary_path(char out[CW_TEMPORARY_PATH_BYTES], const cw_temporary_folder *folder,
                              const char *name)
{
    int length = snprintf(out, CW_TEMPORARY_PATH_BYTES, "%s/%s", folder->path, name);
    assert_in_range(length, 1, CW_TEMPORARY_PATH_BYTES - 1);
    return out;
}

size_t cw_temporary_folder_count(const cw_temporary_folder *folder)
{
    DIR *opened = opendir(folder->path);
    assert_non_null(opened);
    size_t count = 0;
    struct dirent *entry;
    while ((entry = readdir(opened)) != NULL)
        count += (size_t)is_entry(entry);
    closedir(opened);
    return count;
}
