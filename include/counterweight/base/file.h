/* Files: read whole under a ceiling, written whole or not at all. */
#ifndef COUNTERWEIGHT_BASE_FILE_H
#define COUNTERWEIGHT_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/base/context.h"
#include "counterweight/base/diagnostic.h"

typedef struct cw_bytes {
    char *data;    /* owned by whoever received it; cw_release(); NUL after the last byte */
    size_t length; /* bytes, without the NUL */
} cw_bytes;

/* Reads a whole regular file, or standard input for "-", of at most `limit` bytes. Refuses folders,
 * devices, sockets and FIFOs by name (but for standard input), without blocking on them.
 * Errors, each also as a diagnostic: CW_ERROR_IO (cannot be opened or read, or is no regular file),
 * CW_ERROR_INPUT (larger than the limit), CW_ERROR_MEMORY. Where a signal interrupts the wait for
 * standard input and the context is cancelled: CW_ERROR_INTERRUPTED, no diagnostic. On failure *out
 * is untouched. Thread-safe, each thread with diagnostics of its own. */
cw_status cw_file_read(cw_bytes *out, cw_context *context, cw_diagnostics *diagnostics,
                       const char *path, size_t limit);

/* Writes `length` bytes to `path`, or to standard output for "-". A file is written under a
 * temporary name in the same folder, synced, and renamed over `path`: whoever looks finds the old
 * file or the new, never a part. An existing file keeps its permissions, and one that may not be
 * written is not replaced; a symbolic link is followed; a device or named pipe such as /dev/full is
 * written to directly. On failure the temporary file is removed, a diagnostic says why, and
 * CW_ERROR_IO or CW_ERROR_MEMORY is returned; the old file is as it was, but where only the last
 * step fails, which makes the new name outlast a loss of power. Where a signal interrupts the wait
 * for a pipe or terminal and the context is cancelled: CW_ERROR_INTERRUPTED, no diagnostic.
 * Thread-safe, each thread with diagnostics of its own. */
cw_status cw_file_write(cw_context *context, cw_diagnostics *diagnostics, const char *path,
                        const char *bytes, size_t length);

/* What stands at `path` in place of a file, in words: "is a folder, not a file"; NULL where a regular
 * file is there, or nothing. Follows links. Static text. Thread-safe. */
const char *cw_file_kind(const char *path);

/* Adds the error that nothing new can be made at `path`, for its folder does not exist or takes no new
 * files, whichever it is. Always CW_ERROR_IO. Thread-safe, each thread with diagnostics of its own. */
cw_status cw_file_refuse_new(cw_diagnostics *diagnostics, cw_context *context, const char *path);

#endif
