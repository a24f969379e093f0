#include "base/file_path.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

/* As many as Linux follows. */
enum { MOST_LINKS = 40 };

/* Room for what one link says; POSIX leaves PATH_MAX undefined where there is no limit. */
#ifdef PATH_MAX
enum { LINK_BYTES = PATH_MAX };
#else
enum { LINK_BYTES = 4096 };
#endif

size_t cw_path_folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* Replaces the path by the target of the link at its end; a relative target starts at the folder of
 * the link. */
static int replace_by_target(cw_text *path, const char *target, size_t length)
{
    size_t folder = target[0] == '/' ? 0 : cw_path_folder_length(cw_text_string(path));
    cw_text followed;
    cw_text_init(&followed, path->context);
    cw_text_append_bytes(&followed, cw_text_string(path), folder);
    cw_text_append_bytes(&followed, target, length);
    cw_text_free(path);
    *path = followed;
    return followed.status == CW_OK ? 0 : ENOMEM;
}

int cw_path_follow(cw_text *out, const char *path)
{
    cw_text_append(out, path);
    if (out->status != CW_OK)
        return ENOMEM;
    for (int links = 0; links < MOST_LINKS; links++) {
        char target[LINK_BYTES];
        ssize_t length = readlink(cw_text_string(out), target, sizeof target);
        if (length < 0) /* not a link, or nothing there: this is where it leads */
            return 0;
        if (length == 0 || (size_t)length == sizeof target)
            return ENAMETOOLONG;
        int error = replace_by_target(out, target, (size_t)length);
        if (error != 0)
            return error;
    }
    return ELOOP;
}
