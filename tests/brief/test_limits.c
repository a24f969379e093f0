/* The ceiling of a text that is put together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "brief/hand_made_study.h"
#include "counterweight/brief.h"

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
        cmocka_unit_test(texts_have_a_ceiling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
