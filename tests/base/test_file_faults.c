#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/file_fixture.h"

/* The linker puts a __wrap_ function in place of each system call that files are read and written
 * with; it fails, or does less than it is asked for, when told to. */
typedef enum operation {
    OPEN,
    FSTAT,
    FACCESSAT,
    READ,
    WRITE,
    FCHOWN,
    FCHMOD,
    FSYNC,
    CLOSE,
    RENAME,
    OPERATIONS
} operation;

static struct {
    size_t calls[OPERATIONS];
    operation fails; /* OPERATIONS: none */
    size_t at;       /* number of the call of it that fails, from 0 */
    int error;
    bool stutters; /* reads and writes are interrupted every other time, and else take one byte */
    cw_context *cancelled_by_interruption;
    size_t creations, new_files_only; /* files created, and of these with O_EXCL */
    mode_t creation_mode;             /* of the last one */
} faults;

static void no_faults(void)
{
    memset(&faults, 0, sizeof faults);
    faults.fails = OPERATIONS;
}

static bool fails_now(operation kind)
{
    size_t call = faults.calls[kind]++;
    if (kind == faults.fails && call == faults.at) {
        errno = faults.error;
        return true;
    }
    return false;
}

/* Bytes to take of `count`, or 0 for an interruption. */
static size_t stutter(operation kind, size_t count)
{
    if (!faults.stutters)
        return count;
    if (faults.cancelled_by_interruption)
        cw_context_cancel(faults.cancelled_by_interruption);
    return faults.calls[kind] % 2 != 0 ? 0 : count > 0;
}

static ssize_t interrupted(void)
{
    errno = EINTR;
    return -1;
}

int __real_open(const char *path, int flags, ...);
int __real_fstat(int descriptor, struct stat *out);
ssize_t __real_read(int descriptor, void *bytes, size_t count);
ssize_t __real_write(int descriptor, const void *bytes, size_t count);
int __real_faccessat(int folder, const char *path, int mode, int flags);
int __real_fchown(int descriptor, uid_t owner, gid_t group);
int __real_fchmod(int descriptor, mode_t mode);
int __real_fsync(int descriptor);
int __real_close(int descriptor);
int __real_rename(const char *from, const char *to);

int __wrap_open(const char *path, int flags, ...);
int __wrap_fstat(int descriptor, struct stat *out);
ssize_t __wrap_read(int descriptor, void *bytes, size_t count);
ssize_t __wrap_write(int descriptor, const void *bytes, size_t count);
int __wrap_faccessat(int folder, const char *path, int mode, int flags);
int __wrap_fchown(int descriptor, uid_t owner, gid_t group);
int __wrap_fchmod(int descriptor, mode_t mode);
int __wrap_fsync(int descriptor);
int __wrap_close(int descriptor);
int __wrap_rename(const char *from, const char *to);

int __wrap_open(const char *path, int flags, ...)
{
    mode_t mode = 0;
    if (flags & O_CREAT) {
        va_list arguments;
        va_start(arguments, flags);
        mode = (mode_t)va_arg(arguments, int);
        va_end(arguments);
        faults.creations++;
        faults.creation_mode = mode;
        faults.new_files_only += (flags & O_EXCL) != 0;
    }
    return fails_now(OPEN) ? -1 : __real_open(path, flags, mode);
}

int __wrap_fstat(int descriptor, struct stat *out)
{
    return fails_now(FSTAT) ? -1 : __real_fstat(descriptor, out);
}

ssize_t __wrap_read(int descriptor, void *bytes, size_t count)
{
    if (fails_now(READ))
        return -1;
    size_t taken = stutter(READ, count);
    return taken > 0 ? __real_read(descriptor, bytes, taken) : interrupted();
}

ssize_t __wrap_write(int descriptor, const void *bytes, size_t count)
{
    if (fails_now(WRITE))
        return faults.error != 0 ? -1 : 0;
    size_t taken = stutter(WRITE, count);
    return taken > 0 ? __real_write(descriptor, bytes, taken) : interrupted();
}

int __wrap_faccessat(int folder, const char *path, int mode, int flags)
{
    return fails_now(FACCESSAT) ? -1 : __real_faccessat(folder, path, mode, flags);
}

int __wrap_fchown(int descriptor, uid_t owner, gid_t group)
{
    /* Who may not give away the file may not give its group alone either. */
    if (faults.fails == FCHOWN && owner == (uid_t)-1)
        return -1;
    return fails_now(FCHOWN) ? -1 : __real_fchown(descriptor, owner, group);
}

int __wrap_fchmod(int descriptor, mode_t mode)
{
    return fails_now(FCHMOD) ? -1 : __real_fchmod(descriptor, mode);
}

int __wrap_fsync(int descriptor)
{
    return fails_now(FSYNC) ? -1 : __real_fsync(descriptor);
}

/* As Linux does, the descriptor is closed even where that fails. */
int __wrap_close(int descriptor)
{
    int result = __real_close(descriptor);
    return fails_now(CLOSE) ? -1 : result;
}

int __wrap_rename(const char *from, const char *to)
{
    return fails_now(RENAME) ? -1 : __real_rename(from, to);
}

static const char old_text[] = "the old text, which is a little longer";
static const char new_text[] = "the new text";

static cw_status write_new(cw_file_fixture *fixture)
{
    return cw_file_write(&fixture->context, &fixture->diagnostics, fixture->path, new_text,
                         strlen(new_text));
}

/* The old file or the new, never a third thing; nothing left over; and never silence. */
static void assert_old_or_new(cw_file_fixture *fixture, cw_status status)
{
    bool is_old = cw_file_holds(fixture->path, old_text, strlen(old_text));
    bool is_new = cw_file_holds(fixture->path, new_text, strlen(new_text));
    assert_true(is_new || (is_old && status != CW_OK));
    assert_int_equal(fixture->diagnostics.errors, status == CW_OK ? 0 : 1);
    assert_int_equal(cw_temporary_folder_count(&fixture->folder), 1);
}

/* Every call of every operation fails in turn, for every reason. */
static void any_failure_to_write_leaves_the_old_file_or_the_new(void **state)
{
    cw_file_fixture *fixture = *state;
    static const int errors[] = {EIO, ENOSPC, EACCES};
    size_t failures = 0;
    for (operation kind = OPEN; kind < OPERATIONS; kind++)
        for (size_t e = 0; e < sizeof errors / sizeof errors[0]; e++)
            for (size_t at = 0;; at++) {
                no_faults();
                cw_put_file(fixture->path, old_text, strlen(old_text));
                cw_diagnostics_free(&fixture->diagnostics);
                no_faults();
                faults.fails = kind;
                faults.at = at;
                faults.error = errors[e];
                cw_status status = write_new(fixture);
                bool reached = faults.calls[kind] > at;
                no_faults();
                assert_old_or_new(fixture, status);
                if (!reached)
                    break;
                failures += status == CW_ERROR_IO;
                assert_true(status == CW_ERROR_IO || kind == OPEN || kind == CLOSE ||
                            kind == FCHOWN);
            }
    /* open, faccessat, write, fchmod, fsync twice, close, rename; neither opening and closing the
     * folder nor fchown. */
    assert_int_equal(failures, 8 * sizeof errors / sizeof errors[0]);
}

static void a_failed_write_says_why(void **state)
{
    cw_file_fixture *fixture = *state;
    no_faults();
    faults.fails = WRITE;
    faults.error = ENOSPC;
    assert_int_equal(write_new(fixture), CW_ERROR_IO);
    no_faults();
    cw_assert_told(fixture, "file': No space left on device");
    assert_int_equal(cw_temporary_folder_count(&fixture->folder), 0);
}

static void reasons_the_system_does_not_know(void **state)
{
    cw_file_fixture *fixture = *state;
    no_faults();
    faults.fails = WRITE;
    faults.error = 99999;
    assert_int_equal(write_new(fixture), CW_ERROR_IO);
    no_faults();
    cw_assert_told(fixture, "file': unknown reason");
}

/* Where the group of the old file cannot be given to the new one, neither can its rights. */
static void a_group_that_cannot_be_kept_loses_its_rights(void **state)
{
    cw_file_fixture *fixture = *state;
    no_faults();
    cw_put_file(fixture->path, old_text, strlen(old_text));
    assert_int_equal(chmod(fixture->path, 0664), 0);
    faults.fails = FCHOWN;
    faults.error = EPERM;
    assert_int_equal(write_new(fixture), CW_OK);
    assert_int_equal(faults.creation_mode, 0600); /* until it is known who may read it */
    no_faults();
    struct stat found;
    assert_int_equal(stat(fixture->path, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0604);
    assert_true(cw_file_holds(fixture->path, new_text, strlen(new_text)));
}

/* A named pipe stands for all that is written to directly. */
static void devices_that_fail_are_reported(void **state)
{
    cw_file_fixture *fixture = *state;
    static const operation kinds[] = {OPEN, WRITE, CLOSE};
    assert_int_equal(mkfifo(fixture->path, 0600), 0);
    int reader = open(fixture->path, O_RDONLY | O_NONBLOCK);
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        no_faults();
        faults.fails = kinds[k];
        faults.error = EIO;
        assert_int_equal(write_new(fixture), CW_ERROR_IO);
        cw_assert_told(fixture, "Input/output error");
    }
    no_faults();
    assert_int_equal(fixture->diagnostics.errors, 3);
    close(reader);
}

static void opening_a_pipe_can_be_interrupted(void **state)
{
    cw_file_fixture *fixture = *state;
    assert_int_equal(mkfifo(fixture->path, 0600), 0);
    int reader = open(fixture->path, O_RDONLY | O_NONBLOCK);
    no_faults();
    faults.fails = OPEN;
    faults.error = EINTR;
    assert_int_equal(write_new(fixture), CW_OK);
    assert_int_equal(faults.calls[OPEN], 2);
    cw_context_cancel(&fixture->context);
    faults.at = 2;
    assert_int_equal(write_new(fixture), CW_ERROR_INTERRUPTED);
    no_faults();
    cw_assert_silent(fixture);
    close(reader);
}

static void writing_nothing_for_no_reason_is_a_failure(void **state)
{
    cw_file_fixture *fixture = *state;
    no_faults();
    faults.fails = WRITE;
    assert_int_equal(write_new(fixture), CW_ERROR_IO);
    no_faults();
    cw_assert_told(fixture, "Input/output error");
}

static void temporary_names_that_are_taken_are_passed_over(void **state)
{
    cw_file_fixture *fixture = *state;
    no_faults();
    faults.fails = OPEN;
    faults.error = EEXIST;
    assert_int_equal(write_new(fixture), CW_OK);
    assert_int_equal(faults.creations, 2);
    assert_int_equal(faults.new_files_only, 2);
    no_faults();
    assert_true(cw_file_holds(fixture->path, new_text, strlen(new_text)));
    assert_int_equal(cw_temporary_folder_count(&fixture->folder), 1);
}

static void where_nothing_can_be_synced_nothing_need_be(void **state)
{
    cw_file_fixture *fixture = *state;
    for (size_t at = 0; at < 2; at++) {
        no_faults();
        faults.fails = FSYNC;
        faults.at = at;
        faults.error = at == 0 ? EINVAL : ENOTSUP;
        assert_int_equal(write_new(fixture), CW_OK);
    }
    no_faults();
    faults.fails = FSYNC;
    faults.error = EINTR;
    assert_int_equal(write_new(fixture), CW_OK);
    assert_int_equal(faults.calls[FSYNC], 3);
    no_faults();
    cw_assert_silent(fixture);
}

static void short_and_interrupted_writes_go_on(void **state)
{
    cw_file_fixture *fixture = *state;
    no_faults();
    faults.stutters = true;
    assert_int_equal(write_new(fixture), CW_OK);
    assert_int_equal(faults.calls[WRITE], 2 * strlen(new_text));
    no_faults();
    assert_true(cw_file_holds(fixture->path, new_text, strlen(new_text)));
}

static void short_and_interrupted_reads_go_on(void **state)
{
    cw_file_fixture *fixture = *state;
    no_faults();
    cw_put_file(fixture->path, old_text, strlen(old_text));
    faults.stutters = true;
    cw_bytes bytes;
    assert_int_equal(
        cw_file_read(&bytes, &fixture->context, &fixture->diagnostics, fixture->path, 1000), CW_OK);
    no_faults();
    assert_int_equal(bytes.length, strlen(old_text));
    assert_string_equal(bytes.data, old_text);
    cw_release(&fixture->context, bytes.data);
}

static void an_interruption_that_cancels_ends_the_wait(void **state)
{
    cw_file_fixture *fixture = *state;
    no_faults();
    cw_put_file(fixture->path, old_text, strlen(old_text));
    faults.stutters = true;
    faults.cancelled_by_interruption = &fixture->context;
    cw_bytes bytes;
    assert_int_equal(
        cw_file_read(&bytes, &fixture->context, &fixture->diagnostics, fixture->path, 1000),
        CW_ERROR_INTERRUPTED);
    assert_int_equal(write_new(fixture), CW_ERROR_INTERRUPTED);
    no_faults();
    cw_assert_silent(fixture);
    assert_true(cw_file_holds(fixture->path, old_text, strlen(old_text)));
    assert_int_equal(cw_temporary_folder_count(&fixture->folder), 1);
}

static void any_failure_to_read_is_reported(void **state)
{
    cw_file_fixture *fixture = *state;
    static const operation kinds[] = {OPEN, FSTAT, READ};
    cw_bytes bytes = {NULL, 42};
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
        for (size_t at = 0; at < (kinds[k] == READ ? 2 : 1); at++) {
            no_faults();
            cw_put_file(fixture->path, old_text, strlen(old_text));
            no_faults();
            faults.fails = kinds[k];
            faults.at = at;
            faults.error = EIO;
            assert_int_equal(
                cw_file_read(&bytes, &fixture->context, &fixture->diagnostics, fixture->path, 1000),
                CW_ERROR_IO);
            no_faults();
            cw_assert_told(fixture, "Input/output error");
            assert_int_equal(bytes.length, 42);
        }
}

/* Standard input and output may be set not to wait; then we wait ourselves. */
static void descriptors_that_would_block_are_waited_for(void **state)
{
    cw_file_fixture *fixture = *state;
    no_faults();
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "text", 4), 4);
    close(ends[1]);
    int before = dup(STDIN_FILENO);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    no_faults();
    faults.fails = READ;
    faults.error = EAGAIN;
    cw_bytes bytes;
    cw_status status = cw_file_read(&bytes, &fixture->context, &fixture->diagnostics, "-", 1000);
    no_faults();
    if (before >= 0) {
        dup2(before, STDIN_FILENO);
        close(before);
    } else {
        close(STDIN_FILENO);
    }
    assert_int_equal(status, CW_OK);
    assert_string_equal(bytes.data, "text");
    cw_release(&fixture->context, bytes.data);

    faults.fails = WRITE;
    faults.error = EAGAIN;
    assert_int_equal(write_new(fixture), CW_OK);
    no_faults();
    cw_assert_silent(fixture);
}

int main(void)
{
#define FILE_TEST(name)                                                                            \
    cmocka_unit_test_setup_teardown(name, cw_file_fixture_make, cw_file_fixture_destroy)
    no_faults();
    const struct CMUnitTest tests[] = {
        FILE_TEST(any_failure_to_write_leaves_the_old_file_or_the_new),
        FILE_TEST(a_failed_write_says_why),
        FILE_TEST(reasons_the_system_does_not_know),
        FILE_TEST(a_group_that_cannot_be_kept_loses_its_rights),
        FILE_TEST(devices_that_fail_are_reported),
        FILE_TEST(opening_a_pipe_can_be_interrupted),
        FILE_TEST(writing_nothing_for_no_reason_is_a_failure),
        FILE_TEST(temporary_names_that_are_taken_are_passed_over),
        FILE_TEST(where_nothing_can_be_synced_nothing_need_be),
        FILE_TEST(short_and_interrupted_writes_go_on),
        FILE_TEST(short_and_interrupted_reads_go_on),
        FILE_TEST(an_interruption_that_cancels_ends_the_wait),
        FILE_TEST(any_failure_to_read_is_reported),
        FILE_TEST(descriptors_that_would_block_are_waited_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
