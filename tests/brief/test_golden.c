/* The whole brief of a hand-made study, in every format, as it was last looked at. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "brief/golden.h"
#include "brief/hand_made_study.h"
#include "counterweight/brief.h"

typedef struct fixture {
    hand_made_study made;
    cw_findings *findings;
    cw_text text;
} fixture;

static fixture shared;

static int set_up(void **state)
{
    shared.findings = NULL;
    hand_made_study_init(&shared.made);
    cw_text_init(&shared.text, &shared.made.context);
    assert_int_equal(cw_findings_build(&shared.findings, &shared.made.context, &shared.made.study),
                     CW_OK);
    *state = &shared;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    cw_text_free(&f->text);
    cw_findings_free(f->findings);
    hand_made_study_free(&f->made);
    return 0;
}

static void text_of_80_cells(void **state)
{
    fixture *f = *state;
    assert_int_equal(cw_brief_write_text(&f->text, f->findings, NULL), CW_OK);
    assert_golden(&f->text, "small-80.txt");
}

static void text_of_120_cells_with_colour(void **state)
{
    fixture *f = *state;
    cw_text_style style = {.width = 120, .colour = true, .appendices = true};
    assert_int_equal(cw_brief_write_text(&f->text, f->findings, &style), CW_OK);
    assert_golden(&f->text, "small-120-colour.txt");
}

static void markdown(void **state)
{
    fixture *f = *state;
    assert_int_equal(cw_brief_write_markdown(&f->text, f->findings), CW_OK);
    assert_golden(&f->text, "small.md");
}

static void text_of_40_cells(void **state)
{
    fixture *f = *state;
    cw_text_style style = {.width = 40};
    assert_int_equal(cw_brief_write_text(&f->text, f->findings, &style), CW_OK);
    assert_golden(&f->text, "small-40.txt");
}

static void page(void **state)
{
    fixture *f = *state;
    assert_int_equal(cw_brief_write_html(&f->text, f->findings, NULL), CW_OK);
    assert_golden(&f->text, "small.html");
}

static void json(void **state)
{
    fixture *f = *state;
    assert_int_equal(cw_brief_write_json(&f->text, &f->made.study), CW_OK);
    assert_golden(&f->text, "small.json");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(text_of_80_cells, set_up, tear_down),
        cmocka_unit_test_setup_teardown(text_of_120_cells_with_colour, set_up, tear_down),
        cmocka_unit_test_setup_teardown(markdown, set_up, tear_down),
        cmocka_unit_test_setup_teardown(text_of_40_cells, set_up, tear_down),
        cmocka_unit_test_setup_teardown(page, set_up, tear_down),
        cmocka_unit_test_setup_teardown(json, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
