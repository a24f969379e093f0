/* Issues of one table put together. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/study/joint_table.h"
#include "support/failing_allocator.h"

static cw_context context;

static cw_issue_table *parse(const char *text)
{
    cw_diagnostics diagnostics;
    cw_issue_table *table = NULL;
    cw_context_init(&context);
    cw_diagnostics_init(&diagnostics, &context);
    assert_int_equal(cw_issue_table_parse(&table, &context, &diagnostics, NULL, "table", text,
                                          strlen(text), ','),
                     CW_OK);
    cw_diagnostics_free(&diagnostics);
    return table;
}

static const char two_issues[] = "issue,actor,position,salience,capability\n"
                                 "tax,a,10,.5,1\ntax,b,90,.25,2\narmy,b,40,.75,2\narmy,c,60,1,3\n";

static void test_actors_are_matched_by_name(void **state)
{
    (void)state;
    cw_issue_table *table = parse(two_issues);
    cw_joint_table *joint = NULL;
    const char *why = "unset";
    assert_int_equal(cw_joint_table_build(&joint, &why, &context, table), CW_OK);
    assert_null(why);
    assert_int_equal(joint->problem.actors, 3);
    assert_int_equal(joint->problem.issues, 2);
    assert_string_equal(joint->actors[1], "b");
    assert_string_equal(joint->issues[1], "army");
    const double *x = joint->problem.position;
    assert_true(x[0] == 10.0 && isnan(x[1]));
    assert_true(x[2] == 90.0 && x[3] == 40.0);
    assert_true(isnan(x[4]) && x[5] == 60.0);
    assert_true(joint->problem.salience[3] == .75 && joint->problem.salience[4] == 0.0);
    assert_true(joint->problem.capability[2] == 3.0);
    cw_joint_table_free(joint);
    cw_issue_table_free(table);
}

static void assert_impossible(const char *text, const char *clause)
{
    cw_issue_table *table = parse(text);
    cw_joint_table *joint = NULL;
    const char *why = NULL;
    assert_int_equal(cw_joint_table_build(&joint, &why, &context, table), CW_OK);
    assert_null(joint);
    assert_string_equal(why, clause);
    cw_issue_table_free(table);
}

static void test_what_cannot_be_put_together_is_told(void **state)
{
    (void)state;
    assert_impossible("actor,position,salience,capability\na,1,1,1\n", "there is only one issue");
    assert_impossible("issue,actor,position,salience,capability\nx,a,1,1,1\ny,a,1,1,2\n",
                      "an actor has different capabilities on different issues");
}

static cw_status build(cw_context *poor, void *payload)
{
    cw_joint_table *joint = NULL;
    const char *why = NULL;
    cw_status status = cw_joint_table_build(&joint, &why, poor, payload);
    assert_int_equal(status == CW_OK, joint != NULL);
    cw_joint_table_free(joint);
    return status;
}

static void test_without_memory(void **state)
{
    (void)state;
    cw_issue_table *table = parse(two_issues);
    assert_true(cw_sweep_allocations(build, table, CW_SWEEP_MUST_REPORT) > 1);
    cw_issue_table_free(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_actors_are_matched_by_name),
        cmocka_unit_test(test_what_cannot_be_put_together_is_told),
        cmocka_unit_test(test_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
