#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/failing_allocator.h"
#include "support/file_fixture.h"

enum { LIMIT = 1 << 20 };

static void assert_reads(cw_file_fixture *fixture, const char *path, size_t limit,
                         const char *expected, size_t length)
{
    cw_bytes bytes = {NULL, 0};
    assert_int_equal(cw_file_read(&bytes, &fixture->context, &fixture->diagnostics, path, limit),
                     CW_OK);
    cw_assert_silent(fixture);
    assert_int_equal(bytes.length, length);
    assert_memory_equal(bytes.data, expected, length);
    assert_int_equal(bytes.data[length], '\0');
    cw_release(&fixture->context, bytes.data);
}

static void assert_refuses(cw_file_fixture *fixture, const char *path, size_t limit,
                           cw_status expected, const char *part)
{
    char untouched = 'x';
    cw_bytes bytes = {&untouched, 42};
    assert_int_equal(cw_file_read(&bytes, &fixture->context, &fixture->diagnostics, path, limit),
                     expected);
    assert_ptr_equal(bytes.data, &untouched);
    assert_int_equal(bytes.length, 42);
    cw_assert_told(fixture, part);
}

static void whole_files(void **state)
{
    cw_file_fixture *fixture = *state;
    static char large[300000];
    for (size_t i = 0; i < sizeof large; i++)
        large[i] = (char)(i * 31 % 251);
    static const size_t lengths[] = {0, 1, 4095, 4096, 16383, 16384, 16385, sizeof large};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        cw_put_file(fixture->path, large, lengths[i]);
        assert_reads(fixture, fixture->path, LIMIT, large, lengths[i]);
    }
    cw_put_file(fixture->path, "a\0b\n", 4);
    assert_reads(fixture, fixture->path, SIZE_MAX, "a\0b\n", 4);
}

/* At the limit less one, the limit, and one more. */
static void the_limit_holds(void **state)
{
    cw_file_fixture *fixture = *state;
    cw_put_file(fixture->path, "12345", 5);
    assert_refuses(fixture, fixture->path, 4, CW_ERROR_INPUT,
                   "is larger than the limit of 4 bytes");
    assert_refuses(fixture, fixture->path, 0, CW_ERROR_INPUT,
                   "is larger than the limit of 0 bytes");
    cw_diagnostics_free(&fixture->diagnostics);
    assert_reads(fixture, fixture->path, 5, "12345", 5);
    assert_reads(fixture, fixture->path, 6, "12345", 5);
    cw_put_file(fixture->path, "", 0);
    assert_reads(fixture, fixture->path, 0, "", 0);
}

static void limits_are_told_in_round_numbers(void **state)
{
    cw_file_fixture *fixture = *state;
    cw_put_file(fixture->path, "", 0);
    assert_int_equal(truncate(fixture->path, (off_t)1 << 32), 0);
    assert_refuses(fixture, fixture->path, (size_t)64 << 20, CW_ERROR_INPUT, "limit of 64 MiB");
    assert_refuses(fixture, fixture->path, (size_t)5 << 10, CW_ERROR_INPUT, "limit of 5 KiB");
    assert_refuses(fixture, fixture->path, 5001, CW_ERROR_INPUT, "limit of 5001 bytes");
}

static void what_is_no_file_is_refused(void **state)
{
    cw_file_fixture *fixture = *state;
    assert_refuses(fixture, fixture->path, LIMIT, CW_ERROR_IO, "No such file or directory");
    assert_refuses(fixture, "", LIMIT, CW_ERROR_IO, "cannot open ''");
    assert_refuses(fixture, fixture->folder.path, LIMIT, CW_ERROR_IO, "is a folder, not a file");
    assert_refuses(fixture, "/dev/zero", LIMIT, CW_ERROR_IO, "is a device, not a file");
    assert_int_equal(mkfifo(fixture->path, 0600), 0);
    assert_refuses(fixture, fixture->path, LIMIT, CW_ERROR_IO, "is a named pipe, not a file");
    assert_refuses(fixture, fixture->path, LIMIT, CW_ERROR_IO, "use '-'");
    char inside[CW_TEMPORARY_PATH_BYTES];
    assert_refuses(fixture, cw_temporary_path(inside, &fixture->folder, "file/x"), LIMIT,
                   CW_ERROR_IO, "Not a directory");
}

static void kinds_are_told_by_name(void **state)
{
    cw_file_fixture *fixture = *state;
    assert_null(cw_file_kind(fixture->path)); /* nothing is there */
    assert_string_equal(cw_file_kind(fixture->folder.path), "is a folder, not a file");
    assert_string_equal(cw_file_kind("/dev/null"), "is a device, not a file");
    assert_int_equal(mkfifo(fixture->path, 0600), 0);
    assert_string_equal(cw_file_kind(fixture->path), "is a named pipe, not a file");
    unlink(fixture->path);
    cw_put_file(fixture->path, "", 0);
    assert_null(cw_file_kind(fixture->path));
}

static void assert_no_place(cw_file_fixture *fixture, const char *path, const char *part)
{
    assert_int_equal(cw_file_refuse_new(&fixture->diagnostics, &fixture->context, path),
                     CW_ERROR_IO);
    cw_assert_told(fixture, part);
}

static void the_folder_in_the_way_is_named(void **state)
{
    cw_file_fixture *fixture = *state;
    assert_no_place(fixture, "no/such/file", "the folder 'no/such' does not exist");
    assert_no_place(fixture, "/proc/file", "the folder '/proc' takes no new files");
    assert_no_place(fixture, "file", "the folder '.' takes no new files");
    assert_no_place(fixture, "/file", "the folder '/' takes no new files");
}

static void sockets_are_refused(void **state)
{
    cw_file_fixture *fixture = *state;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(fixture->path) >= sizeof address.sun_path)
        skip();
    memcpy(address.sun_path, fixture->path, strlen(fixture->path) + 1);
    int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(descriptor, (struct sockaddr *)&address, sizeof address), 0);
    assert_refuses(fixture, fixture->path, LIMIT, CW_ERROR_IO, "cannot open");
    close(descriptor);
}

static void forbidden_files_are_refused(void **state)
{
    cw_file_fixture *fixture = *state;
    cw_put_file(fixture->path, "secret", 6);
    assert_int_equal(chmod(fixture->path, 0), 0);
    if (access(fixture->path, R_OK) == 0)
        skip(); /* a privileged user may read all */
    assert_refuses(fixture, fixture->path, LIMIT, CW_ERROR_IO, "Permission denied");
}

static void links_are_followed(void **state)
{
    cw_file_fixture *fixture = *state;
    char link[CW_TEMPORARY_PATH_BYTES];
    cw_put_file(fixture->path, "text", 4);
    assert_int_equal(symlink("file", cw_temporary_path(link, &fixture->folder, "link")), 0);
    assert_reads(fixture, link, LIMIT, "text", 4);
}

/* Files of /proc say that they are empty. */
static void files_without_a_size(void **state)
{
    cw_file_fixture *fixture = *state;
    static const char path[] = "/proc/self/mountinfo";
    if (access(path, R_OK) != 0)
        skip();
    cw_bytes bytes;
    assert_int_equal(cw_file_read(&bytes, &fixture->context, &fixture->diagnostics, path, LIMIT),
                     CW_OK);
    assert_true(bytes.length > 10);
    assert_int_equal(strlen(bytes.data), bytes.length);
    cw_release(&fixture->context, bytes.data);
    assert_refuses(fixture, path, 10, CW_ERROR_INPUT, "is larger than the limit of 10 bytes");
}

static int saved_input = -1;

/* Makes `length` bytes from a pipe the standard input; restore_input() undoes it. */
static void feed_input(const char *bytes, size_t length)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], bytes, length), length);
    close(ends[1]);
    saved_input = dup(STDIN_FILENO);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
}

static void restore_input(void)
{
    if (saved_input >= 0) {
        dup2(saved_input, STDIN_FILENO);
        close(saved_input);
    } else {
        close(STDIN_FILENO);
    }
}

static void standard_input(void **state)
{
    cw_file_fixture *fixture = *state;
    static char large[40000];
    memset(large, 'x', sizeof large);
    static const size_t lengths[] = {0, 1, 16384, 16385, sizeof large};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        feed_input(large, lengths[i]);
        assert_reads(fixture, "-", LIMIT, large, lengths[i]);
        restore_input();
        feed_input(large, lengths[i]);
        assert_reads(fixture, "-", lengths[i], large, lengths[i]);
        restore_input();
    }
    feed_input("12345", 5);
    assert_refuses(fixture, "-", 4, CW_ERROR_INPUT,
                   "'<stdin>' is larger than the limit of 4 bytes");
    restore_input();
}

static void standard_input_that_is_closed(void **state)
{
    cw_file_fixture *fixture = *state;
    feed_input("", 0);
    close(STDIN_FILENO);
    assert_refuses(fixture, "-", LIMIT, CW_ERROR_IO, "cannot read '<stdin>': Bad file descriptor");
    restore_input();
}

static cw_status read_swept(cw_context *context, void *payload)
{
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, context);
    cw_bytes bytes = {NULL, 42};
    cw_status status = cw_file_read(&bytes, context, &diagnostics, payload, LIMIT);
    if (status == CW_OK)
        cw_release(context, bytes.data);
    else
        assert_int_equal(bytes.length, 42);
    cw_diagnostics_free(&diagnostics);
    return status;
}

static void refused_memory_is_reported(void **state)
{
    cw_file_fixture *fixture = *state;
    static const char words[] = "some words";
    cw_put_file(fixture->path, words, strlen(words));
    assert_int_equal(cw_sweep_allocations(read_swept, fixture->path, CW_SWEEP_MUST_REPORT), 1);
    static char large[100000];
    feed_input(large, 60000);
    close(STDIN_FILENO); /* swept many times, so from a file that can be read again */
    cw_put_file(fixture->path, large, sizeof large);
    for (size_t refused = 0; refused < 5; refused++) {
        assert_int_equal(open(fixture->path, O_RDONLY), STDIN_FILENO);
        cw_context context;
        cw_failing_allocator allocator;
        cw_context_init(&context);
        cw_failing_allocator_install(&allocator, &context, refused, false);
        cw_status status = read_swept(&context, "-");
        assert_int_equal(status, refused < 4 ? CW_ERROR_MEMORY : CW_OK);
        assert_int_equal(allocator.live, 0);
        close(STDIN_FILENO);
    }
    restore_input();
}

int main(void)
{
#define FILE_TEST(name)                                                                            \
    cmocka_unit_test_setup_teardown(name, cw_file_fixture_make, cw_file_fixture_destroy)
    const struct CMUnitTest tests[] = {
        FILE_TEST(whole_files),
        FILE_TEST(the_limit_holds),
        FILE_TEST(limits_are_told_in_round_numbers),
        FILE_TEST(what_is_no_file_is_refused),
        FILE_TEST(kinds_are_told_by_name),
        FILE_TEST(the_folder_in_the_way_is_named),
        FILE_TEST(sockets_are_refused),
        FILE_TEST(forbidden_files_are_refused),
        FILE_TEST(links_are_followed),
        FILE_TEST(files_without_a_size),
        FILE_TEST(standard_input),
        FILE_TEST(standard_input_that_is_closed),
        FILE_TEST(refused_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
