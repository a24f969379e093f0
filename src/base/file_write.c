#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file_error.h"
#include "base/file_path.h"
#include "base/file_place.h"
#include "counterweight/base/file.h"

enum {
    NEW_FILE_MODE = 0666, /* less the umask */
    PRIVATE_MODE = 0600,  /* until the permissions of the old file are set */
    PERMISSIONS = 0777,
    MOST_NAMES = 100, /* temporary names tried before giving up */
    NAME_KEPT = 200,  /* bytes of the file's name in the temporary one: names end at 255 */
};

/* One write: what, where to, and whom to tell. Functions that fail tell it themselves. */
typedef struct file_writer {
    cw_context *context;
    cw_diagnostics *diagnostics;
    const char *path; /* as the user named it */
    const char *bytes;
    size_t length;
    cw_text target;    /* the file to replace, links followed */
    cw_text temporary; /* "" where there is none */
    bool exists;
    struct stat existing; /* set if the file exists */
    int descriptor;
} file_writer;

static cw_status fail(const file_writer *writer, const char *doing, int error)
{
    cw_file_error(writer->diagnostics, writer->path, doing, error);
    return error == ENOMEM ? CW_ERROR_MEMORY : CW_ERROR_IO;
}

/* After a write() that failed: 0 if it is worth trying again. Pipes and terminals may block for
 * ever, so someone who asks to stop is heard there. */
static int recover(const file_writer *writer, int error)
{
    if (error == EAGAIN || error == EWOULDBLOCK)
        error = cw_file_wait(writer->descriptor, POLLOUT, writer->context);
    if (error == EINTR && !cw_context_is_cancelled(writer->context))
        return 0;
    return error;
}

static cw_status write_all(const file_writer *writer)
{
    size_t written = 0;
    while (written < writer->length) {
        ssize_t put = write(writer->descriptor, writer->bytes + written, writer->length - written);
        if (put > 0) {
            written += (size_t)put;
            /* A signal ends a write that has begun with a part of it, not with EINTR. */
            if (written < writer->length && cw_context_is_cancelled(writer->context))
                return CW_ERROR_INTERRUPTED;
            continue;
        }
        /* Nothing written and no reason given: trying again could go on for ever. */
        int error = put < 0 ? recover(writer, errno) : EIO;
        if (error == EINTR)
            return CW_ERROR_INTERRUPTED;
        if (error != 0)
            return fail(writer, "write", error);
    }
    return CW_OK;
}

/* Pipes, terminals and other devices have no old content to protect and cannot be renamed over. */
static cw_status write_directly(file_writer *writer)
{
    while ((writer->descriptor = open(writer->path, O_WRONLY | O_CLOEXEC | O_NOCTTY)) < 0) {
        if (errno != EINTR)
            return fail(writer, "open", errno);
        if (cw_context_is_cancelled(writer->context))
            return CW_ERROR_INTERRUPTED;
    }
    cw_status status = write_all(writer);
    if (close(writer->descriptor) != 0 && errno != EINTR && status == CW_OK)
        status = fail(writer, "write", errno);
    return status;
}

/* A new file cannot be created for want of something on the way: mostly the folder. Some folders,
 * like /proc, are there and have no files but their own. */
static cw_status refuse_folder(const file_writer *writer)
{
    return cw_file_refuse_target(writer->diagnostics, writer->context, writer->path,
                                 cw_text_string(&writer->target));
}

/* Numbers that other processes, threads and earlier attempts are unlikely to have: the file is
 * created only if it is new, so a clash costs no more than another attempt. */
static uint64_t choose_number(const file_writer *writer, unsigned int attempt)
{
    struct timespec now = {.tv_sec = 0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    uint64_t number = (uint64_t)now.tv_nsec ^ (uint64_t)getpid() << 32;
    number ^= (uint64_t)(uintptr_t)writer + attempt;
    return number * UINT64_C(0x9E3779B97F4A7C15);
}

static int name_temporary(file_writer *writer, unsigned int attempt)
{
    const char *target = cw_text_string(&writer->target);
    size_t folder = cw_path_folder_length(target);
    size_t name = strnlen(target + folder, NAME_KEPT);
    cw_text_free(&writer->temporary);
    cw_text_append_bytes(&writer->temporary, target, folder);
    cw_text_append(&writer->temporary, ".");
    cw_text_append_bytes(&writer->temporary, target + folder, name);
    uint64_t number = choose_number(writer, attempt);
    cw_text_append_format(&writer->temporary, ".%08x.tmp", (unsigned int)(number >> 32));
    return writer->temporary.status == CW_OK ? 0 : ENOMEM;
}

/* On some network file systems opening may be interrupted, though never for long. */
static int open_patiently(const char *path, int flags, mode_t mode)
{
    int descriptor;
    do
        descriptor = open(path, flags, mode);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

static cw_status create_temporary(file_writer *writer)
{
    mode_t mode = writer->exists ? PRIVATE_MODE : NEW_FILE_MODE;
    int error = EEXIST;
    for (unsigned int attempt = 0; attempt < MOST_NAMES && error == EEXIST; attempt++) {
        error = name_temporary(writer, attempt);
        if (error != 0)
            break;
        writer->descriptor =
            open_patiently(cw_text_string(&writer->temporary),
                           O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
        if (writer->descriptor >= 0)
            return CW_OK;
        error = errno;
    }
    cw_text_free(&writer->temporary);
    return error == ENOENT ? refuse_folder(writer) : fail(writer, "write", error);
}

/* The owner is kept where the system lets us, which it does for a privileged user only, and so is
 * the group; where not, what the old group could do is no right of the new one. */
static cw_status keep_permissions(const file_writer *writer)
{
    if (!writer->exists)
        return CW_OK;
    const struct stat *existing = &writer->existing;
    mode_t mode = existing->st_mode & PERMISSIONS;
    bool kept = fchown(writer->descriptor, existing->st_uid, existing->st_gid) == 0 ||
                fchown(writer->descriptor, (uid_t)-1, existing->st_gid) == 0;
    if (!kept)
        mode &= ~(mode_t)S_IRWXG;
    if (fchmod(writer->descriptor, mode) != 0)
        return fail(writer, "write", errno);
    return CW_OK;
}

/* Some file systems have nothing to sync and say so. */
static int sync_descriptor(int descriptor)
{
    int result;
    do
        result = fsync(descriptor);
    while (result != 0 && errno == EINTR);
    return result == 0 || errno == EINVAL || errno == ENOTSUP ? 0 : errno;
}

static cw_status fill_temporary(const file_writer *writer)
{
    cw_status status = write_all(writer);
    if (status == CW_OK)
        status = keep_permissions(writer);
    if (status != CW_OK)
        return status;
    int error = sync_descriptor(writer->descriptor);
    return error == 0 ? CW_OK : fail(writer, "write", error);
}

/* The new name lasts through a loss of power only once the folder is synced. A folder that may be
 * written but not read cannot be opened for this; then it is left to the system. */
static cw_status sync_folder(const file_writer *writer)
{
    cw_text folder;
    cw_text_init(&folder, writer->context);
    const char *target = cw_text_string(&writer->target);
    cw_text_append_bytes(&folder, target, cw_path_folder_length(target));
    cw_text_append(&folder, ".");
    int error = folder.status == CW_OK ? 0 : ENOMEM;
    int descriptor = -1;
    if (error == 0)
        descriptor = open_patiently(cw_text_string(&folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (descriptor >= 0) {
        error = sync_descriptor(descriptor);
        close(descriptor);
    }
    cw_text_free(&folder);
    return error == 0 ? CW_OK : fail(writer, "be sure to have saved", error);
}

/* Writes the temporary file and puts it in place of the target; removes it where that fails. */
static cw_status replace(file_writer *writer)
{
    cw_status status = create_temporary(writer);
    if (status != CW_OK)
        return status;
    status = fill_temporary(writer);
    if (close(writer->descriptor) != 0 && errno != EINTR && status == CW_OK)
        status = fail(writer, "write", errno);
    const char *temporary = cw_text_string(&writer->temporary);
    if (status == CW_OK && rename(temporary, cw_text_string(&writer->target)) != 0)
        status = fail(writer, "write", errno);
    if (status != CW_OK) {
        unlink(temporary);
        return status;
    }
    return sync_folder(writer);
}

/* A file whose owner forbade writing stays as it is, although its folder would let us replace it. */
static cw_status check_writable(const file_writer *writer)
{
    if (writer->exists && faccessat(AT_FDCWD, writer->path, W_OK, AT_EACCESS) != 0)
        return fail(writer, "write", errno);
    return CW_OK;
}

static cw_status write_file(file_writer *writer)
{
    if (writer->path[0] == '\0')
        return fail(writer, "write", ENOENT);
    writer->exists = stat(writer->path, &writer->existing) == 0;
    if (writer->exists && S_ISDIR(writer->existing.st_mode)) {
        cw_file_refusal(writer->diagnostics, writer->path, NULL, "is a folder, not a file");
        return CW_ERROR_IO;
    }
    if (writer->exists && !S_ISREG(writer->existing.st_mode))
        return write_directly(writer);
    cw_status status = check_writable(writer);
    if (status != CW_OK)
        return status;
    int error = cw_path_follow(&writer->target, writer->path);
    return error == 0 ? replace(writer) : fail(writer, "write", error);
}

cw_status cw_file_write(cw_context *context, cw_diagnostics *diagnostics, const char *path,
                        const char *bytes, size_t length)
{
    file_writer writer = {.context = context,
                          .diagnostics = diagnostics,
                          .path = path,
                          .bytes = bytes,
                          .length = length};
    if (strcmp(path, "-") == 0) {
        writer.path = "<stdout>";
        writer.descriptor = STDOUT_FILENO;
        return write_all(&writer);
    }
    cw_text_init(&writer.target, context);
    cw_text_init(&writer.temporary, context);
    cw_status status = write_file(&writer);
    cw_text_free(&writer.temporary);
    cw_text_free(&writer.target);
    return status;
}
