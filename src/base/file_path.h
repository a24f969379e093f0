/* Paths: where a link leads, in which folder a file is. */
#ifndef BASE_FILE_PATH_H
#define BASE_FILE_PATH_H

#include <stddef.h>

#include "counterweight/base/text.h"

/* Bytes of `path` up to and with the last slash; 0 where there is none. */
size_t cw_path_folder_length(const char *path);

/* Appends to `out`, which is empty, the path that `path` leads to when all symbolic links at its end
 * are followed; it need not exist. Returns 0 or an errno (ELOOP after 40 links, ENAMETOOLONG,
 * ENOMEM); *out is then unspecified. */
int cw_path_follow(cw_text *out, const char *path);

#endif
