#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file_error.h"
#include "base/file_place.h"
#include "counterweight/base/file.h"

/* First room for what comes without a size: standard input, and files of /proc. */
enum { FIRST_CAPACITY = 16384 };

typedef struct file_reader {
    cw_context *context;
    cw_diagnostics *diagnostics;
    const char *name; /* as diagnostics call it */
    size_t limit;
    int descriptor;
    char *data;
    size_t length;
    size_t capacity; /* at most limit + 1: the byte beyond shows that there is too much */
} file_reader;

static cw_status refuse_size(const file_reader *reader)
{
    char what[80];
    size_t mebibytes = reader->limit >> 20;
    size_t kibibytes = reader->limit >> 10;
    if (mebibytes << 20 == reader->limit && mebibytes > 0)
        snprintf(what, sizeof what, "is larger than the limit of %zu MiB", mebibytes);
    else if (kibibytes << 10 == reader->limit && kibibytes > 0)
        snprintf(what, sizeof what, "is larger than the limit of %zu KiB", kibibytes);
    else
        snprintf(what, sizeof what, "is larger than the limit of %zu bytes", reader->limit);
    cw_file_refusal(reader->diagnostics, reader->name, NULL, what);
    return CW_ERROR_INPUT;
}

static cw_status refuse_memory(const file_reader *reader)
{
    cw_file_error(reader->diagnostics, reader->name, "read", ENOMEM);
    return CW_ERROR_MEMORY;
}

/* Checks what was opened and sets aside room for the size it says it has. */
static cw_status inspect(file_reader *reader)
{
    struct stat found;
    if (fstat(reader->descriptor, &found) != 0) {
        cw_file_error(reader->diagnostics, reader->name, "read", errno);
        return CW_ERROR_IO;
    }
    if (!S_ISREG(found.st_mode)) {
        const char *remedy = S_ISFIFO(found.st_mode) ? "use '-' to read standard input" : NULL;
        cw_file_refusal(reader->diagnostics, reader->name, remedy, cw_file_kind_of(found.st_mode));
        return CW_ERROR_IO;
    }
    if ((uintmax_t)found.st_size > reader->limit)
        return refuse_size(reader);
    reader->capacity = (size_t)found.st_size;
    return CW_OK;
}

/* Makes room for at least one more byte, within limit + 1. */
static cw_status grow(file_reader *reader)
{
    size_t capacity = reader->capacity;
    if (reader->data)
        capacity = capacity > reader->limit / 2 ? reader->limit : capacity * 2;
    if (capacity == 0)
        capacity = FIRST_CAPACITY < reader->limit ? FIRST_CAPACITY : reader->limit;

    /* One more for the byte that shows the end, or that there is too much, or for the NUL. */
    char *data = cw_resize(reader->context, reader->data, capacity + 1, 1);
    if (!data)
        return refuse_memory(reader);
    reader->data = data;
    reader->capacity = capacity;
    return CW_OK;
}

/* After a wait or a read() that failed: CW_OK if it is worth trying again. */
static cw_status recover(const file_reader *reader, int error)
{
    if (error == EAGAIN || error == EWOULDBLOCK)
        return CW_OK;
    if (error == EINTR)
        return cw_context_is_cancelled(reader->context) ? CW_ERROR_INTERRUPTED : CW_OK;
    cw_file_error(reader->diagnostics, reader->name, "read", error);
    return CW_ERROR_IO;
}

/* Reads on until the end. The room is capacity + 1 bytes, of which the last stays free for the NUL
 * unless the file is larger than the limit. */
static cw_status read_to_end(file_reader *reader)
{
    cw_status status = grow(reader);
    while (status == CW_OK) {
        int error = cw_file_wait(reader->descriptor, POLLIN, reader->context);
        if (error != 0) {
            status = recover(reader, error);
            continue;
        }
        ssize_t got = read(reader->descriptor, reader->data + reader->length,
                           reader->capacity + 1 - reader->length);
        if (got == 0)
            break;
        if (got < 0) {
            status = recover(reader, errno);
            continue;
        }
        reader->length += (size_t)got;
        if (reader->length > reader->limit)
            status = refuse_size(reader);
        else if (reader->length > reader->capacity)
            status = grow(reader);
    }
    return status;
}

/* Without O_NONBLOCK, opening a named pipe would wait for a writer. */
static int open_for_reading(const char *path)
{
    int descriptor;
    do
        descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

static cw_status read_file(file_reader *reader)
{
    reader->descriptor = open_for_reading(reader->name);
    if (reader->descriptor < 0) {
        cw_file_error(reader->diagnostics, reader->name, "open", errno);
        return CW_ERROR_IO;
    }
    cw_status status = inspect(reader);
    if (status == CW_OK)
        status = read_to_end(reader);
    close(reader->descriptor);
    return status;
}

cw_status cw_file_read(cw_bytes *out, cw_context *context, cw_diagnostics *diagnostics,
                       const char *path, size_t limit)
{
    file_reader reader = {.context = context,
                          .diagnostics = diagnostics,
                          .name = path,
                          .limit = limit < SIZE_MAX - 1 ? limit : SIZE_MAX - 2};
    cw_status status;
    if (strcmp(path, "-") == 0) {
        reader.name = "<stdin>";
        reader.descriptor = STDIN_FILENO;
        status = read_to_end(&reader);
    } else {
        status = read_file(&reader);
    }
    if (status != CW_OK) {
        cw_release(context, reader.data);
        return status;
    }
    reader.data[reader.length] = '\0';
    *out = (cw_bytes){.data = reader.data, .length = reader.length};
    return CW_OK;
}
