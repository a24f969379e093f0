#include "cli/pdf_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A browser's profile is a few folders deep; deeper ones are not ours. */
enum { DEPTH_MAX = 16 };

int cw_pdf_folder_make(cw_text *out)
{
    const char *parent = getenv("TMPDIR");
    cw_text_append(out, parent != NULL && *parent == '/' ? parent : "/tmp");
    cw_text_append(out, "/counterweight-XXXXXX");
    if (out->status != CW_OK)
        return ENOMEM;
    if (mkdtemp(out->bytes) != NULL)
        return 0;
    int problem = errno;
    cw_text_free(out);
    return problem;
}

static void empty_folder(int folder, int depth);

static void remove_entry(int folder, const char *name, int depth)
{
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || unlinkat(folder, name, 0) == 0)
        return;
    int inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (inner < 0)
        return;
    empty_folder(inner, depth + 1);
    unlinkat(folder, name, AT_REMOVEDIR);
}

/* Takes the descriptor over. */
static void empty_folder(int folder, int depth) // NOLINT(misc-no-recursion): DEPTH_MAX bounds it
{
    DIR *entries = depth < DEPTH_MAX ? fdopendir(folder) : NULL;
    if (entries == NULL) {
        close(folder);
        return;
    }
    for (struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries))
        remove_entry(dirfd(entries), entry->d_name, depth);
    closedir(entries);
}

void cw_pdf_folder_remove(const char *path)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder >= 0)
        empty_folder(folder, 0);
    rmdir(path);
}
