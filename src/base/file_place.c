/* What is, and what can be, at a place where a file is looked for. */
#include <string.h>
#include <sys/stat.h>

#include "base/file_error.h"
#include "base/file_path.h"
#include "base/file_place.h"
#include "counterweight/base/file.h"

const char *cw_file_kind_of(mode_t mode)
{
    if (S_ISREG(mode))
        return NULL;
    if (S_ISDIR(mode))
        return "is a folder, not a file";
    if (S_ISFIFO(mode))
        return "is a named pipe, not a file";
    return "is a device, not a file";
}

const char *cw_file_kind(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 ? cw_file_kind_of(found.st_mode) : NULL;
}

cw_status cw_file_refuse_target(cw_diagnostics *diagnostics, cw_context *context, const char *path,
                                const char *target)
{
    size_t length = cw_path_folder_length(target);
    struct stat found;
    cw_text folder;
    cw_text_init(&folder, context);
    cw_text_append_bytes(&folder, target, length > 1 ? length - 1 : length);
    bool exists = length == 0 || stat(cw_text_string(&folder), &found) == 0;
    const char *name = length > 0 ? cw_text_string(&folder) : ".";
    cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR, (cw_place){.file = path, .width = 1},
                       exists ? "choose another" : "create it first",
                       exists ? "cannot write '%s': the folder '%s' takes no new files"
                              : "cannot write '%s': the folder '%s' does not exist",
                       path, name);
    cw_text_free(&folder);
    return CW_ERROR_IO;
}

cw_status cw_file_refuse_new(cw_diagnostics *diagnostics, cw_context *context, const char *path)
{
    return cw_file_refuse_target(diagnostics, context, path, path);
}
