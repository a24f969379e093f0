/* Each dossier in dossier/mistakes has mistakes; beside it stands, to the letter, what is said of
 * them. A mistake that is new to the reader gets its line there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counterweight/base.h"
#include "counterweight/dossier.h"

#define FOLDER "dossier/mistakes"

/* What is said of the dossier at `path`; the caller frees it. */
static void read_findings(const char *path, cw_context *context, cw_text *out)
{
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, context);
    cw_dossier *dossier = NULL;
    cw_status status = cw_dossier_read(&dossier, context, &diagnostics, path);
    assert_int_equal(status, diagnostics.errors > 0 ? CW_ERROR_INPUT : CW_OK);
    assert_true((dossier != NULL) == (status == CW_OK));
    cw_diagnostics_write_text(&diagnostics, out, false);
    assert_int_equal(out->status, CW_OK);
    cw_dossier_free(dossier);
    cw_diagnostics_free(&diagnostics);
}

/* Reads what is expected, which stands beside the dossier under the same name. */
static void read_expected(const char *path, cw_context *context, cw_bytes *out)
{
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, context);
    cw_text beside;
    cw_text_init(&beside, context);
    cw_text_append_bytes(&beside, path, strlen(path) - strlen("yaml"));
    cw_text_append(&beside, "txt");
    cw_status status = cw_file_read(out, context, &diagnostics, cw_text_string(&beside),
                                    context->limits.file_bytes);
    if (status != CW_OK) {
        fail_msg("%s has no expected findings beside it", path);
    }
    cw_text_free(&beside);
    cw_diagnostics_free(&diagnostics);
}

static void check_dossier(const char *name)
{
    cw_context context;
    cw_context_init(&context);
    cw_text path;
    cw_text findings;
    cw_text_init(&path, &context);
    cw_text_init(&findings, &context);
    cw_text_append_format(&path, FOLDER "/%s", name);
    read_findings(cw_text_string(&path), &context, &findings);
    cw_bytes expected = {0};
    read_expected(cw_text_string(&path), &context, &expected);
    assert_string_equal(cw_text_string(&findings), expected.data);
    cw_release(&context, expected.data);
    cw_text_free(&findings);
    cw_text_free(&path);
}

static void test_every_mistake_is_reported_as_expected(void **state)
{
    (void)state;
    DIR *folder = opendir(FOLDER);
    assert_non_null(folder);
    size_t checked = 0;
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        const char *ending = strrchr(entry->d_name, '.');
        if (ending != NULL && strcmp(ending, ".yaml") == 0) {
            check_dossier(entry->d_name);
            checked++;
        }
    }
    closedir(folder);
    assert_true(checked >= 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_mistake_is_reported_as_expected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
