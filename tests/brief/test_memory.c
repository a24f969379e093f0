/* Every request for memory refused in turn: the status says so, nothing leaks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "brief/hand_made_study.h"
#include "counterweight/brief.h"
#include "support/failing_allocator.h"

static cw_status build_findings(cw_context *context, void *payload)
{
    const hand_made_study *made = payload;
    cw_findings *findings = NULL;
    cw_status status = cw_findings_build(&findings, context, &made->study);
    assert_true((status == CW_OK) == (findings != NULL));
    cw_findings_free(findings);
    return status;
}

typedef struct writing {
    const hand_made_study *made;
    const cw_findings *findings;
} writing;

static cw_status write_text(cw_context *context, void *payload)
{
    const writing *given = payload;
    cw_text_style style = {.width = 72, .colour = true};
    cw_text out;
    cw_text_init(&out, context);
    cw_status status = cw_brief_write_text(&out, given->findings, &style);
    cw_text_free(&out);
    return status;
}

static cw_status write_html(cw_context *context, void *payload)
{
    const writing *given = payload;
    cw_text out;
    cw_text_init(&out, context);
    cw_status status = cw_brief_write_html(&out, given->findings, NULL);
    cw_text_free(&out);
    return status;
}

static cw_status write_json(cw_context *context, void *payload)
{
    const writing *given = payload;
    cw_text out;
    cw_text_init(&out, context);
    cw_status status = cw_brief_write_json(&out, &given->made->study);
    cw_text_free(&out);
    return status;
}

static cw_status fill_sheet(cw_context *context, void *payload)
{
    (void)payload;
    cw_text out;
    cw_sheet sheet;
    cw_text_init(&out, context);
    cw_sheet_init(&sheet, context, "Sheet");
    cw_sheet_column(&sheet, (cw_column){.id = "a", .title = "A", .unit = "points"});
    for (size_t r = 0; r < 40; r++) {
        cw_sheet_row(&sheet);
        cw_sheet_words(&sheet, "words");
        cw_sheet_cite(&sheet, r);
        cw_sheet_cite(&sheet, r + 1);
        cw_sheet_strong(&sheet);
        cw_sheet_tone(&sheet, CW_TONE_YES);
    }
    cw_status status = cw_sheet_write_text(&out, &sheet, NULL);
    cw_text_free(&out);
    cw_sheet_free(&sheet);
    return status;
}

static void sweep(void **state)
{
    (void)state;
    hand_made_study made;
    cw_findings *findings = NULL;
    hand_made_study_init(&made);
    assert_int_equal(cw_findings_build(&findings, &made.context, &made.study), CW_OK);
    writing given = {.made = &made, .findings = findings};
    assert_true(cw_sweep_allocations(build_findings, &made, CW_SWEEP_MUST_REPORT) > 10);
    assert_true(cw_sweep_allocations(write_text, &given, CW_SWEEP_MUST_REPORT) > 10);
    assert_true(cw_sweep_allocations(write_html, &given, CW_SWEEP_MUST_REPORT) > 1);
    assert_true(cw_sweep_allocations(write_json, &given, CW_SWEEP_MUST_REPORT) > 1);
    assert_true(cw_sweep_allocations(fill_sheet, NULL, CW_SWEEP_MUST_REPORT) > 3);
    cw_findings_free(findings);
    hand_made_study_free(&made);
}

/* A text above the ceiling is refused, not cut. */
static void texts_have_a_ceiling(void **state)
{
    (void)state;
    hand_made_study made;
    cw_findings *findings = NULL;
    cw_text out;
    hand_made_study_init(&made);
    assert_int_equal(cw_findings_build(&findings, &made.context, &made.study), CW_OK);
    made.context.limits.text_bytes = 1000;
    cw_text_init(&out, &made.context);
    assert_int_equal(cw_brief_write_text(&out, findings, NULL), CW_ERROR_LIMIT);
    cw_text_free(&out);
    assert_int_equal(cw_brief_write_html(&out, findings, NULL), CW_ERROR_LIMIT);
    cw_text_free(&out);
    assert_int_equal(cw_brief_write_json(&out, &made.study), CW_ERROR_LIMIT);
    cw_text_free(&out);
    cw_findings_free(findings);
    hand_made_study_free(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sweep),
        cmocka_unit_test(texts_have_a_ceiling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
