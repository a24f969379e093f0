#include "support/file_fixture.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static size_t count_descriptors(void)
{
    size_t count = 0;
    DIR *folder = opendir("/proc/self/fd");
    if (!folder)
        return 0;
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

int cw_file_fixture_make(void **state)
{
    static cw_file_fixture made;
    made.descriptors = count_descriptors();
    cw_context_init(&made.context);
    cw_diagnostics_init(&made.diagnostics, &made.context);
    cw_temporary_folder_make(&made.folder);
    cw_temporary_path(made.path, &made.folder, "file");
    *state = &made;
    return 0;
}

int cw_file_fixture_destroy(void **state)
{
    cw_file_fixture *made = *state;
    cw_diagnostics_free(&made->diagnostics);
    cw_temporary_folder_remove(&made->folder);
    return count_descriptors() == made->descriptors ? 0 : -1;
}

void cw_put_file(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

bool cw_file_holds(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    bool same = true;
    for (size_t i = 0; i < length && same; i++)
        same = fgetc(file) == (unsigned char)bytes[i];
    same = same && fgetc(file) == EOF;
    fclose(file);
    return same;
}

void cw_assert_told(const cw_file_fixture *fixture, const char *part)
{
    assert_true(fixture->diagnostics.count > 0);
    const cw_diagnostic *item = &fixture->diagnostics.items[fixture->diagnostics.count - 1];
    assert_int_equal(item->severity, CW_SEVERITY_ERROR);
    assert_int_equal(item->place.line, 0);
    if (!strstr(item->message, part) && !(item->remedy && strstr(item->remedy, part)))
        fail_msg("'%s' says nothing of '%s'", item->message, part);
}

void cw_assert_silent(const cw_file_fixture *fixture)
{
    if (fixture->diagnostics.errors + fixture->diagnostics.warnings > 0)
        fail_msg("unexpected: %s", fixture->diagnostics.items[0].message);
}
