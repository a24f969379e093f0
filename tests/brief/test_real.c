/* The brief of real studies: every dossier named in CW_TEST_DOSSIERS is read, run on a few draws and
 * told in all formats. Pages and JSON are written to CW_TEST_FOLDER for the checks in Python. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/base/file.h"
#include "counterweight/brief.h"

static const char *folder; /* CW_TEST_FOLDER; NULL: nothing is written */

static void save(cw_text *text, const char *dossier, const char *ending)
{
    if (folder == NULL) {
        cw_text_free(text);
        return;
    }
    cw_diagnostics diagnostics;
    cw_text path;
    const char *name = strrchr(dossier, '/');
    cw_diagnostics_init(&diagnostics, text->context);
    cw_text_init(&path, text->context);
    cw_text_append(&path, folder);
    cw_text_append(&path, name == NULL ? "/" : "");
    cw_text_append(&path, name == NULL ? dossier : name);
    cw_text_append(&path, ending);
    assert_int_equal(cw_file_write(text->context, &diagnostics, cw_text_string(&path),
                                   cw_text_string(text), text->length),
                     CW_OK);
    cw_text_free(&path);
    cw_text_free(text);
    cw_diagnostics_free(&diagnostics);
}

/* No line but an address is wider than the terminal, and none ends in a blank. */
static void assert_fits(const cw_text *text, size_t width)
{
    const char *line = cw_text_string(text);
    while (*line != '\0') {
        size_t length = strcspn(line, "\n");
        bool address = strncmp(line, "    http", 8) == 0;
        if (!address && cw_utf8_width(line, length) > width) {
            fail_msg("wider than %zu: %.*s", width, (int)length, line);
        }
        assert_true(length == 0 || line[length - 1] != ' ');
        line += length + 1;
    }
}

static void tell(const cw_findings *findings, const cw_study *study, const char *path)
{
    cw_text text;
    cw_text_init(&text, findings->context);
    for (size_t width = 40; width <= 160; width += 40) {
        cw_text_style style = {.width = width, .appendices = width > 80};
        assert_int_equal(cw_brief_write_text(&text, findings, &style), CW_OK);
        assert_fits(&text, width);
        cw_text_free(&text);
    }
    assert_int_equal(cw_brief_write_html(&text, findings, NULL), CW_OK);
    save(&text, path, ".html");
    assert_int_equal(cw_brief_write_json(&text, study), CW_OK);
    save(&text, path, ".json");
}

static void run_one(const char *path)
{
    cw_context context;
    cw_diagnostics diagnostics;
    cw_dossier *dossier = NULL;
    cw_study *study = NULL;
    cw_findings *findings = NULL;
    cw_study_options options = CW_STUDY_OPTIONS_INIT;
    options.draws = 100;
    options.threads = 1;
    cw_context_init(&context);
    cw_diagnostics_init(&diagnostics, &context);
    assert_int_equal(cw_dossier_read(&dossier, &context, &diagnostics, path), CW_OK);
    assert_int_equal(cw_study_run(&study, &context, dossier, &options), CW_OK);
    assert_int_equal(cw_findings_build(&findings, &context, study), CW_OK);
    assert_true(strlen(findings->answer) > 20);
    tell(findings, study, path);
    cw_findings_free(findings);
    cw_study_free(study);
    cw_dossier_free(dossier);
    cw_diagnostics_free(&diagnostics);
}

static void every_dossier(void **state)
{
    (void)state;
    const char *listed = getenv("CW_TEST_DOSSIERS");
    const char *path = listed == NULL ? "brief/small.yaml" : listed;
    while (*path != '\0') {
        char one[1024] = {0};
        size_t length = strcspn(path, ":");
        assert_true(length > 0 && length < sizeof one);
        memcpy(one, path, length);
        run_one(one);
        path += length + (path[length] == ':' ? 1 : 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_dossier),
    };
    folder = getenv("CW_TEST_FOLDER");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
