/* Issues from plain tables. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/study/issue_table.h"

static cw_context context;

static cw_status parse_with(cw_issue_table **table, const char *text, const cw_capabilities *given)
{
    cw_diagnostics diagnostics;
    cw_context_init(&context);
    cw_diagnostics_init(&diagnostics, &context);
    cw_status status = cw_issue_table_parse(table, &context, &diagnostics, given, "table", text,
                                            strlen(text), ',');
    assert_int_equal(status == CW_OK, diagnostics.errors == 0);
    cw_diagnostics_free(&diagnostics);
    return status;
}

static cw_status parse(cw_issue_table **table, const char *text)
{
    return parse_with(table, text, NULL);
}

static void assert_is(double a, double b)
{
    assert_true(fabs(a - b) <= 1e-12);
}

static void test_one_issue(void **state)
{
    (void)state;
    cw_issue_table *table = NULL;
    assert_int_equal(parse(&table, "actor,position,salience,capability\nNL,4,0.8,0.08\n"
                                   "FR,10,0.6,0.16\n"),
                     CW_OK);
    assert_int_equal(table->issue_count, 1);
    const cw_table_issue *issue = &table->issues[0];
    assert_int_equal(issue->problem.actors, 2);
    assert_string_equal(issue->actors[1], "FR");
    assert_is(issue->problem.position[1], 10.0);
    assert_is(issue->problem.salience[0], 0.8);
    assert_is(issue->problem.capability[1], 0.16);
    assert_true(isnan(issue->problem.status_quo));
    cw_issue_table_free(table);
}

static void test_several_issues(void **state)
{
    (void)state;
    cw_issue_table *table = NULL;
    assert_int_equal(parse(&table, "issue,actor,capability,salience,position,status_quo\n"
                                   "tax,a,1,1,0,20\nduty,a,1,.5,50,\ntax,b,2,1,100,20\n"),
                     CW_OK);
    assert_int_equal(table->issue_count, 2);
    assert_string_equal(table->issues[1].id, "duty");
    assert_int_equal(table->issues[0].problem.actors, 2);
    assert_is(table->issues[0].problem.status_quo, 20.0);
    assert_true(isnan(table->issues[1].problem.status_quo));
    cw_issue_table_free(table);
}

/* Capabilities from another table, or equal, with a column of them or without. */
static void test_capabilities_from_elsewhere(void **state)
{
    (void)state;
    const char *const texts[] = {"actor,position,salience\na,0,1\nb,100,1\n",
                                 "actor,capability,position_x,salience_x\na,7,0,1\nb,8,100,1\n",
                                 "Name,words,2,1\nA,D,P,x,s\na,one,7,0,100\nb,two,8,100,100\n"};
    const char *const strength = "actor,capability\nb,2\nc,3\na,1.5\n";
    cw_diagnostics diagnostics;
    cw_table *given = NULL;
    for (size_t k = 0; k < 3; k++) {
        cw_issue_table *table = NULL;
        assert_int_equal(parse_with(&table, texts[k], &(cw_capabilities){NULL}), CW_OK);
        assert_is(table->issues[0].problem.capability[0], 1.0);
        assert_is(table->issues[0].problem.capability[1], 1.0);
        cw_issue_table_free(table);
        table = NULL;
        cw_diagnostics_init(&diagnostics, &context);
        assert_int_equal(cw_table_parse(&given, &context, &diagnostics, "strength", strength,
                                        strlen(strength), ','),
                         CW_OK);
        assert_int_equal(parse_with(&table, texts[k], &(cw_capabilities){given}), CW_OK);
        assert_is(table->issues[0].problem.capability[0], 1.5);
        assert_is(table->issues[0].problem.capability[1], 2.0);
        cw_issue_table_free(table);
        cw_table_free(given);
        cw_diagnostics_free(&diagnostics);
    }
}

static void test_capabilities_that_do_not_fit(void **state)
{
    (void)state;
    const char *const wrong[] = {"actor,capability\na,1\n", "actor,capability\na,1\nb,-1\n",
                                 "actor,capability\na,1\nb,2\nb,2\n", "actor,power\na,1\nb,2\n",
                                 "actor,capability\na,1\nb,much\n"};
    cw_diagnostics diagnostics;
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        cw_table *given = NULL;
        cw_issue_table *table = NULL;
        cw_context_init(&context);
        cw_diagnostics_init(&diagnostics, &context);
        assert_int_equal(cw_table_parse(&given, &context, &diagnostics, "strength", wrong[k],
                                        strlen(wrong[k]), ','),
                         CW_OK);
        assert_int_equal(parse_with(&table, "actor,position,salience\na,0,1\nb,100,1\n",
                                    &(cw_capabilities){given}),
                         CW_ERROR_INPUT);
        assert_null(table);
        cw_table_free(given);
        cw_diagnostics_free(&diagnostics);
    }
}

/* With commas at line ends and without, as KTAB's own samples come. */
static void test_ktab(void **state)
{
    (void)state;
    const char *const texts[] = {
        "Name,\"three, two\",3,2,\nActor,Description,Power,P1,S1,P2,S2,\n"
        "x,one, 10.5, 0, 80, 25, 20,\ny,two,3,50,40,75,60,\r\nz,three,1,100,0,100,0,\n",
        "Name,words,3,2\nActor,Description,Power,P1,S1,P2,S2\n"
        "x,one,10.5,0,80,25,20\ny,two,3,50,40,75,60\nz,three,1,100,0,100,0",
    };
    for (size_t k = 0; k < 2; k++) {
        cw_issue_table *table = NULL;
        assert_int_equal(parse(&table, texts[k]), CW_OK);
        assert_int_equal(table->issue_count, 2);
        assert_string_equal(table->issues[1].id, "P2");
        assert_int_equal(table->issues[1].problem.actors, 3);
        assert_is(table->issues[0].problem.capability[0], 10.5);
        assert_is(table->issues[1].problem.position[1], 75.0);
        assert_is(table->issues[1].problem.salience[1], 0.6);
        cw_issue_table_free(table);
    }
}

/* A row for each actor; who has neither position nor salience takes no part. */
static void test_columns_for_each_issue(void **state)
{
    (void)state;
    cw_issue_table *table = NULL;
    assert_int_equal(parse(&table, "Actor,CAPABILITY,Position_tax,salience_tax,salience_foreign "
                                   "aid,position_foreign aid,status_quo_tax\n"
                                   "a,1,10,.5,.25,30,20\nb,2,,,.75,40,\nc,3,90,1,,,20\n"),
                     CW_OK);
    assert_int_equal(table->issue_count, 2);
    const cw_table_issue *tax = &table->issues[0];
    const cw_table_issue *aid = &table->issues[1];
    assert_string_equal(tax->id, "tax");
    assert_string_equal(aid->id, "foreign aid");
    assert_int_equal(tax->problem.actors, 2);
    assert_string_equal(tax->actors[1], "c");
    assert_is(tax->problem.position[1], 90.0);
    assert_is(tax->problem.capability[1], 3.0);
    assert_is(tax->problem.status_quo, 20.0);
    assert_is(aid->problem.salience[1], 0.75);
    assert_is(aid->problem.position[1], 40.0);
    assert_true(isnan(aid->problem.status_quo));
    cw_issue_table_free(table);
}

static void test_mistakes(void **state)
{
    (void)state;
    cw_issue_table *table = NULL;
    const char *const wrong[] = {
        "actor,position,salience\na,1,1\n",
        "actor,position,salience,capability\n",
        "actor,position,salience,capability\na,101,1,1\n",
        "actor,position,salience,capability\na,1,1.5,1\n",
        "actor,position,salience,capability\na,1,1,-1\n",
        "actor,position,salience,capability\na,1,,1\n",
        "actor,position,salience,capability\na,one,1,1\n",
        "actor,position,salience,capability\na,1,1,1\na,2,1,1\n",
        "actor,position,salience,capability,status_quo\na,1,1,1,5\nb,2,1,1,6\n",
        "Name,words,1,1,\nActor,Description,Power,P1,\nx,one,1,50,\n",
        "Name,words,1,1,\nActor,Description,Power,P1,S1,\nx,one,1,50,101,\n",
        "Name,words,1,1,\n",
        "Name,words,2,1,\nActor,Description,Power,P1,S1,\nx,one,1,50,10,\n",
        "Name,words,1,2,\nActor,Description,Power,P1,S1,\nx,one,1,50,10,\n",
        "actor;position;salience;capability\na;1;1;1\n",
        "actor\tposition\tsalience\tcapability\na\t1\t1\t1\n",
        "actor,position,salience,capability\n,1,1,1\n",
        "actor,capability,position_tax\na,1,50\n",
        "actor,capability,position_tax,salience_tax\na,1,50,\n",
        "actor,capability,position_tax,salience_tax\na,1,,\n",
        "actor,capability,position_tax,salience_tax\na,-1,50,1\n",
        "actor,position_tax,salience_tax\na,50,1\n",
        "actor,capability,position_tax,salience_tax\na,1,50,1\na,1,50,1\n",
        "",
    };
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        assert_int_equal(parse(&table, wrong[k]), CW_ERROR_INPUT);
    }
    assert_null(table);
}

static void test_too_many_actors(void **state)
{
    (void)state;
    static char text[64 * (CW_ACTORS_MAX + 2)];
    cw_issue_table *table = NULL;
    size_t length = 0;
    for (size_t row = 0; row <= CW_ACTORS_MAX; row++) {
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%zu,1,1,1\n",
                                   row == 0 ? "actor,position,salience,capability\n" : "", row);
    }
    assert_int_equal(parse(&table, text), CW_ERROR_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_issue),
        cmocka_unit_test(test_several_issues),
        cmocka_unit_test(test_capabilities_from_elsewhere),
        cmocka_unit_test(test_capabilities_that_do_not_fit),
        cmocka_unit_test(test_ktab),
        cmocka_unit_test(test_columns_for_each_issue),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_too_many_actors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
