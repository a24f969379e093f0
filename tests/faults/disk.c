#define _GNU_SOURCE /* for RTLD_NEXT */
#include "faults/disk.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "counterweight/base/context.h"

/* What stands behind the name: the C library, or a sanitizer before it. Never NULL: SQLite and the
 * program are linked to all of these. */
#define REAL(type, name)                                                                           \
    type real;                                                                                     \
    void *found = dlsym(RTLD_NEXT, name);                                                          \
    memcpy(&real, &found, sizeof real)

typedef int open_function(const char *path, int flags, ...);
typedef int descriptor_function(int descriptor);
typedef int path_function(const char *path);
typedef ssize_t read_function(int descriptor, void *bytes, size_t count);
typedef ssize_t write_function(int descriptor, const void *bytes, size_t count);
typedef ssize_t pread_function(int descriptor, void *bytes, size_t count, off_t at);
typedef ssize_t pwrite_function(int descriptor, const void *bytes, size_t count, off_t at);
typedef int truncate_function(int descriptor, off_t length);
typedef int rename_function(const char *from, const char *to);

/* The names for large files, which SQLite uses and the headers do not declare here. */
open_function open64;
pread_function pread64;
pwrite_function pwrite64;
truncate_function ftruncate64;

static struct {
    bool is_on;
    cw_disk_fault fault;
    size_t at;
    size_t calls;
} disk;

void cw_disk_fail(const cw_disk_fault *fault, size_t at)
{
    disk.fault = *fault;
    disk.at = at;
    disk.calls = 0;
    disk.is_on = true;
}

size_t cw_disk_stop(void)
{
    disk.is_on = false;
    return disk.calls;
}

static bool is_its_turn(cw_disk_call call, int descriptor)
{
    if (!disk.is_on || call != disk.fault.call || descriptor == STDERR_FILENO)
        return false;
    size_t number = disk.calls++;
    return number == disk.at || (disk.fault.for_ever && number > disk.at && disk.at != CW_NONE);
}

static bool fails_now(cw_disk_call call, int descriptor)
{
    if (!is_its_turn(call, descriptor))
        return false;
    errno = disk.fault.error;
    return true;
}

/* Bytes that a call may take of `count`; -1 where it fails. */
static ssize_t allowance(cw_disk_call call, int descriptor, size_t count)
{
    if (!is_its_turn(call, descriptor))
        return (ssize_t)count;
    if (disk.fault.error == 0)
        return count > 0;
    errno = disk.fault.error;
    return -1;
}

static int open_as(const char *name, const char *path, int flags, mode_t mode)
{
    REAL(open_function *, name);
    return fails_now(CW_DISK_OPEN, -1) ? -1 : real(path, flags, mode);
}

/* The third argument is there only where a file may be created. */
#define OPEN(name)                                                                                 \
    int name(const char *path, int flags, ...)                                                     \
    {                                                                                              \
        mode_t mode = 0;                                                                           \
        if (flags & O_CREAT) {                                                                     \
            va_list arguments;                                                                     \
            va_start(arguments, flags);                                                            \
            mode = va_arg(arguments, mode_t);                                                      \
            va_end(arguments);                                                                     \
        }                                                                                          \
        return open_as(#name, path, flags, mode);                                                  \
    }
OPEN(open)
OPEN(open64)

ssize_t read(int descriptor, void *bytes, size_t count)
{
    REAL(read_function *, "read");
    ssize_t allowed = allowance(CW_DISK_READ, descriptor, count);
    return allowed < 0 ? -1 : real(descriptor, bytes, (size_t)allowed);
}

ssize_t write(int descriptor, const void *bytes, size_t count)
{
    REAL(write_function *, "write");
    ssize_t allowed = allowance(CW_DISK_WRITE, descriptor, count);
    return allowed < 0 ? -1 : real(descriptor, bytes, (size_t)allowed);
}

static ssize_t pread_as(const char *name, int descriptor, void *bytes, size_t count, off_t at)
{
    REAL(pread_function *, name);
    ssize_t allowed = allowance(CW_DISK_READ, descriptor, count);
    return allowed < 0 ? -1 : real(descriptor, bytes, (size_t)allowed, at);
}

ssize_t pread(int descriptor, void *bytes, size_t count, off_t at)
{
    return pread_as("pread", descriptor, bytes, count, at);
}

ssize_t pread64(int descriptor, void *bytes, size_t count, off_t at)
{
    return pread_as("pread64", descriptor, bytes, count, at);
}

static ssize_t pwrite_as(const char *name, int descriptor, const void *bytes, size_t count,
                         off_t at)
{
    REAL(pwrite_function *, name);
    ssize_t allowed = allowance(CW_DISK_WRITE, descriptor, count);
    return allowed < 0 ? -1 : real(descriptor, bytes, (size_t)allowed, at);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t at)
{
    return pwrite_as("pwrite", descriptor, bytes, count, at);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off_t at)
{
    return pwrite_as("pwrite64", descriptor, bytes, count, at);
}

static int truncate_as(const char *name, int descriptor, off_t length)
{
    REAL(truncate_function *, name);
    return fails_now(CW_DISK_TRUNCATE, descriptor) ? -1 : real(descriptor, length);
}

int ftruncate(int descriptor, off_t length)
{
    return truncate_as("ftruncate", descriptor, length);
}

int ftruncate64(int descriptor, off_t length)
{
    return truncate_as("ftruncate64", descriptor, length);
}

static int sync_as(const char *name, int descriptor)
{
    REAL(descriptor_function *, name);
    return fails_now(CW_DISK_SYNC, descriptor) ? -1 : real(descriptor);
}

int fsync(int descriptor)
{
    return sync_as("fsync", descriptor);
}

int fdatasync(int descriptor)
{
    return sync_as("fdatasync", descriptor);
}

int close(int descriptor)
{
    REAL(descriptor_function *, "close");
    int result = real(descriptor);
    return fails_now(CW_DISK_CLOSE, descriptor) ? -1 : result;
}

int rename(const char *from, const char *to)
{
    REAL(rename_function *, "rename");
    return fails_now(CW_DISK_RENAME, -1) ? -1 : real(from, to);
}

int unlink(const char *path)
{
    REAL(path_function *, "unlink");
    return fails_now(CW_DISK_UNLINK, -1) ? -1 : real(path);
}
