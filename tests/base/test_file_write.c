#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/failing_allocator.h"
#include "support/file_fixture.h"

static cw_status put(cw_file_fixture *fixture, const char *path, const char *string)
{
    return cw_file_write(&fixture->context, &fixture->diagnostics, path, string, strlen(string));
}

static bool holds(const char *path, const char *string)
{
    return cw_file_holds(path, string, strlen(string));
}

static mode_t mode_of(const char *path)
{
    struct stat found;
    assert_int_equal(lstat(path, &found), 0);
    return found.st_mode;
}

static void new_files(void **state)
{
    cw_file_fixture *fixture = *state;
    mode_t before = umask(027);
    assert_int_equal(put(fixture, fixture->path, "first\n"), CW_OK);
    umask(before);
    assert_true(holds(fixture->path, "first\n"));
    assert_int_equal(mode_of(fixture->path), S_IFREG | 0640);
    assert_int_equal(cw_temporary_folder_count(&fixture->folder), 1);
    cw_assert_silent(fixture);
}

static void old_files_keep_their_permissions(void **state)
{
    cw_file_fixture *fixture = *state;
    static const mode_t modes[] = {0600, 0644, 0660, 0755, 0666};
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        cw_put_file(fixture->path, "old and rather long", 19);
        assert_int_equal(chmod(fixture->path, modes[i]), 0);
        assert_int_equal(put(fixture, fixture->path, "new"), CW_OK);
        assert_true(holds(fixture->path, "new"));
        assert_int_equal(mode_of(fixture->path), S_IFREG | modes[i]);
    }
    assert_int_equal(cw_temporary_folder_count(&fixture->folder), 1);
}

static void any_bytes_of_any_length(void **state)
{
    cw_file_fixture *fixture = *state;
    static char large[1000000];
    for (size_t i = 0; i < sizeof large; i++)
        large[i] = (char)(i * 31 % 251);
    static const size_t lengths[] = {sizeof large, 1, 0};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        assert_int_equal(cw_file_write(&fixture->context, &fixture->diagnostics, fixture->path,
                                       large, lengths[i]),
                         CW_OK);
        assert_true(cw_file_holds(fixture->path, large, lengths[i]));
    }
    assert_int_equal(
        cw_file_write(&fixture->context, &fixture->diagnostics, fixture->path, NULL, 0), CW_OK);
}

/* Names end at 255 bytes, and the temporary name must not be longer. */
static void the_longest_name(void **state)
{
    cw_file_fixture *fixture = *state;
    char name[257], path[CW_TEMPORARY_PATH_BYTES];
    memset(name, 'n', sizeof name);
    name[255] = '\0';
    cw_temporary_path(path, &fixture->folder, name);
    assert_int_equal(put(fixture, path, "text"), CW_OK);
    assert_true(holds(path, "text"));
    name[255] = 'n';
    name[256] = '\0';
    cw_temporary_path(path, &fixture->folder, name);
    assert_int_equal(put(fixture, path, "text"), CW_ERROR_IO);
    cw_assert_told(fixture, "File name too long");
    assert_int_equal(cw_temporary_folder_count(&fixture->folder), 1);
}

static void names_without_a_folder(void **state)
{
    cw_file_fixture *fixture = *state;
    int before = open(".", O_RDONLY | O_DIRECTORY);
    assert_int_equal(chdir(fixture->folder.path), 0);
    assert_int_equal(put(fixture, "file", "here"), CW_OK);
    assert_int_equal(put(fixture, "./-", "a file called minus"), CW_OK);
    assert_int_equal(put(fixture, "file", "there"), CW_OK);
    assert_int_equal(fchdir(before), 0);
    close(before);
    assert_true(holds(fixture->path, "there"));
    assert_int_equal(cw_temporary_folder_count(&fixture->folder), 2);
}

static void links_are_followed_and_stay_links(void **state)
{
    cw_file_fixture *fixture = *state;
    char link[CW_TEMPORARY_PATH_BYTES], second[CW_TEMPORARY_PATH_BYTES];
    char inner[CW_TEMPORARY_PATH_BYTES], target[CW_TEMPORARY_PATH_BYTES];
    assert_int_equal(mkdir(cw_temporary_path(inner, &fixture->folder, "inner"), 0700), 0);
    cw_temporary_path(target, &fixture->folder, "inner/target");
    cw_temporary_path(link, &fixture->folder, "link");
    cw_temporary_path(second, &fixture->folder, "inner/second");
    assert_int_equal(symlink("inner/second", link), 0);
    assert_int_equal(symlink("target", second), 0);
    /* First a link to nothing, which makes the file; then to a file, which is replaced. */
    static const char *const texts[] = {"one", "two"};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(put(fixture, link, texts[i]), CW_OK);
        assert_true(holds(target, texts[i]));
        assert_true(S_ISLNK(mode_of(link)) && S_ISLNK(mode_of(second)));
    }
    assert_int_equal(symlink(target, fixture->path), 0);
    assert_int_equal(put(fixture, fixture->path, "by its whole path"), CW_OK);
    assert_true(holds(target, "by its whole path"));
    assert_true(S_ISLNK(mode_of(fixture->path)));
}

static void links_in_a_circle_are_refused(void **state)
{
    cw_file_fixture *fixture = *state;
    assert_int_equal(symlink("file", fixture->path), 0);
    assert_int_equal(put(fixture, fixture->path, "text"), CW_ERROR_IO);
    cw_assert_told(fixture, "Too many levels of symbolic links");
    assert_int_equal(cw_temporary_folder_count(&fixture->folder), 1);
}

static void folders_are_refused(void **state)
{
    cw_file_fixture *fixture = *state;
    assert_int_equal(put(fixture, fixture->folder.path, "text"), CW_ERROR_IO);
    cw_assert_told(fixture, "is a folder, not a file");
    assert_int_equal(cw_temporary_folder_count(&fixture->folder), 0);
}

static void a_missing_folder_is_named(void **state)
{
    cw_file_fixture *fixture = *state;
    char path[CW_TEMPORARY_PATH_BYTES], expected[CW_TEMPORARY_PATH_BYTES];
    cw_temporary_path(path, &fixture->folder, "out/pages/file");
    cw_temporary_path(expected, &fixture->folder, "out/pages' does not exist");
    assert_int_equal(put(fixture, path, "text"), CW_ERROR_IO);
    cw_assert_told(fixture, expected);
    cw_assert_told(fixture, "create it first");
    assert_int_equal(cw_temporary_folder_count(&fixture->folder), 0);
}

static void a_file_is_no_folder(void **state)
{
    cw_file_fixture *fixture = *state;
    char path[CW_TEMPORARY_PATH_BYTES];
    cw_put_file(fixture->path, "old", 3);
    assert_int_equal(put(fixture, cw_temporary_path(path, &fixture->folder, "file/x"), "new"),
                     CW_ERROR_IO);
    cw_assert_told(fixture, "Not a directory");
    assert_int_equal(put(fixture, "", "new"), CW_ERROR_IO);
    cw_assert_told(fixture, "cannot write '': No such file or directory");
    assert_true(holds(fixture->path, "old"));
}

static void what_may_not_be_written_stays(void **state)
{
    cw_file_fixture *fixture = *state;
    cw_put_file(fixture->path, "old", 3);
    assert_int_equal(chmod(fixture->path, 0444), 0);
    if (access(fixture->path, W_OK) == 0)
        skip(); /* a privileged user may write all */
    assert_int_equal(put(fixture, fixture->path, "new"), CW_ERROR_IO);
    cw_assert_told(fixture, "Permission denied");
    assert_true(holds(fixture->path, "old"));
}

static void a_full_device_is_reported(void **state)
{
    cw_file_fixture *fixture = *state;
    assert_int_equal(put(fixture, "/dev/full", "text"), CW_ERROR_IO);
    cw_assert_told(fixture, "cannot write '/dev/full': No space left on device");
    struct stat found;
    assert_int_equal(stat("/dev/full", &found), 0);
    assert_true(S_ISCHR(found.st_mode));
    cw_diagnostics_free(&fixture->diagnostics);
    assert_int_equal(put(fixture, "/dev/null", "text"), CW_OK);
    cw_assert_silent(fixture);
}

static void named_pipes_are_written_to(void **state)
{
    cw_file_fixture *fixture = *state;
    assert_int_equal(mkfifo(fixture->path, 0600), 0);
    int reader = open(fixture->path, O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    assert_int_equal(put(fixture, fixture->path, "text"), CW_OK);
    char got[8];
    assert_int_equal(read(reader, got, sizeof got), 4);
    assert_memory_equal(got, "text", 4);
    close(reader);
    assert_true(S_ISFIFO(mode_of(fixture->path)));
}

static void standard_output(void **state)
{
    cw_file_fixture *fixture = *state;
    int target = open(fixture->path, O_WRONLY | O_CREAT, 0600);
    int full = open("/dev/full", O_WRONLY);
    int before = dup(STDOUT_FILENO);
    dup2(target, STDOUT_FILENO);
    cw_status written = put(fixture, "-", "to whom it concerns\n");
    cw_status written_again = put(fixture, "-", "and more\n");
    dup2(full, STDOUT_FILENO);
    cw_status refused = put(fixture, "-", "text");
    dup2(before, STDOUT_FILENO);
    close(before);
    close(full);
    close(target);
    assert_int_equal(written, CW_OK);
    assert_int_equal(written_again, CW_OK);
    assert_true(holds(fixture->path, "to whom it concerns\nand more\n"));
    assert_int_equal(refused, CW_ERROR_IO);
    cw_assert_told(fixture, "cannot write '<stdout>': No space left on device");
}

static cw_status write_swept(cw_context *context, void *payload)
{
    const char *path = payload;
    cw_put_file(path, "old", 3);
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, context);
    cw_status status = cw_file_write(context, &diagnostics, path, "new", 3);
    /* Only the sync of the folder comes after the new file is in place. */
    assert_true(holds(path, "new") || (status != CW_OK && holds(path, "old")));
    assert_true(status == CW_OK || diagnostics.errors == 1);
    cw_diagnostics_free(&diagnostics);
    return status;
}

static void refused_memory_is_reported(void **state)
{
    cw_file_fixture *fixture = *state;
    char link[CW_TEMPORARY_PATH_BYTES];
    assert_in_range(cw_sweep_allocations(write_swept, fixture->path, CW_SWEEP_MUST_REPORT), 3, 30);
    assert_int_equal(cw_temporary_folder_count(&fixture->folder), 1);
    assert_int_equal(symlink("file", cw_temporary_path(link, &fixture->folder, "link")), 0);
    assert_in_range(cw_sweep_allocations(write_swept, link, CW_SWEEP_MUST_REPORT), 4, 30);
    assert_int_equal(cw_temporary_folder_count(&fixture->folder), 2);
}

int main(void)
{
#define FILE_TEST(name)                                                                            \
    cmocka_unit_test_setup_teardown(name, cw_file_fixture_make, cw_file_fixture_destroy)
    const struct CMUnitTest tests[] = {
        FILE_TEST(new_files),
        FILE_TEST(old_files_keep_their_permissions),
        FILE_TEST(any_bytes_of_any_length),
        FILE_TEST(the_longest_name),
        FILE_TEST(names_without_a_folder),
        FILE_TEST(links_are_followed_and_stay_links),
        FILE_TEST(links_in_a_circle_are_refused),
        FILE_TEST(folders_are_refused),
        FILE_TEST(a_missing_folder_is_named),
        FILE_TEST(a_file_is_no_folder),
        FILE_TEST(what_may_not_be_written_stays),
        FILE_TEST(a_full_device_is_reported),
        FILE_TEST(named_pipes_are_written_to),
        FILE_TEST(standard_output),
        FILE_TEST(refused_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
