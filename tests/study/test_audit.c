/* Mistakes that only the models can see. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/study.h"
#include "support/read_dossier.h"

static const char *const head = "counterweight: 1\n"
                                "title: test\n"
                                "as_of: 2022-05-24\n"
                                "states:\n"
                                "  A: {name: A, capability: 1}\n"
                                "  B: {name: B, capability: 1}\n"
                                "  C: {name: C, capability: 1}\n"
                                "forums:\n"
                                "  forum:\n"
                                "    name: Forum\n"
                                "    members:\n"
                                "      - {state: A, weights: {votes: 1}}\n"
                                "      - {state: B, weights: {votes: 2}}\n";

/* What the audit says of a forum with this rule: the first message, and the status. */
static cw_status audit(char message[200], const char *rule, const char *tail)
{
    char text[2000];
    cw_context context;
    cw_diagnostics diagnostics;
    (void)snprintf(text, sizeof text, "%s    rule: %s\n%s", head, rule, tail);
    cw_context_init(&context);
    cw_dossier *dossier = read_dossier(&context, text);
    cw_diagnostics_init(&diagnostics, &context);
    cw_status status = cw_study_audit(&context, &diagnostics, dossier);
    message[0] = '\0';
    if (diagnostics.count > 0) {
        (void)snprintf(message, 200, "%s", diagnostics.items[0].message);
        assert_int_equal(diagnostics.items[0].place.line, 14);
    }
    cw_diagnostics_free(&diagnostics);
    cw_dossier_free(dossier);
    return status;
}

static void sound_rules_pass(void **state)
{
    (void)state;
    char message[200];
    assert_int_equal(audit(message, "consensus", ""), CW_OK);
    assert_string_equal(message, "");
    assert_int_equal(audit(message, "majority", ""), CW_OK);
    assert_string_equal(message, "");
    assert_int_equal(audit(message, "{weight: votes, quota: 3}", ""), CW_OK);
    assert_string_equal(message, "");
}

static void a_rule_nobody_can_satisfy(void **state)
{
    (void)state;
    char message[200];
    assert_int_equal(audit(message, "{weight: votes, more_than: 3}", ""), CW_ERROR_INPUT);
    assert_string_equal(message, "no coalition of the 2 members of 'forum' can satisfy this rule");
    assert_int_equal(audit(message, "{all: [consensus, {not: consensus}]}", ""), CW_ERROR_INPUT);
}

static void a_rule_that_always_passes(void **state)
{
    (void)state;
    char message[200];
    assert_int_equal(audit(message, "{not: {weight: votes, quota: 3}}", ""), CW_OK);
    assert_string_equal(message, "this rule of 'forum' passes even if nobody agrees");
}

static void a_rule_that_lets_both_sides_win(void **state)
{
    (void)state;
    char message[200];
    assert_int_equal(audit(message, "{share: 50%}", ""), CW_OK);
    assert_string_equal(message, "this rule of 'forum' lets two opposed coalitions both win");
}

/* The rule that a what-if brings is judged too, where it stands. */
static void rules_of_what_ifs(void **state)
{
    (void)state;
    char text[2000];
    cw_context context;
    cw_diagnostics diagnostics;
    (void)snprintf(text, sizeof text,
                   "%s    rule: consensus\nwhat_ifs:\n  strict:\n    title: strict\n    changes: "
                   "[{rule: forum, is: {weight: votes, quota: 4}}]\n",
                   head);
    cw_context_init(&context);
    cw_dossier *dossier = read_dossier(&context, text);
    cw_diagnostics_init(&diagnostics, &context);
    assert_int_equal(cw_study_audit(&context, &diagnostics, dossier), CW_ERROR_INPUT);
    assert_int_equal(diagnostics.items[0].place.line, 18);
    cw_diagnostics_free(&diagnostics);
    cw_dossier_free(dossier);
}

/* What cannot be counted exactly is said where it stands, instead of failing without a word. */
static void a_quota_too_fine_to_be_exact(void **state)
{
    (void)state;
    char message[200];
    assert_int_equal(audit(message, "{weight: votes, quota: 2.0000000000000004}", ""),
                     CW_ERROR_INPUT);
    assert_string_equal(message, "quota and weights of 'forum' are too large or too fine to be "
                                 "counted exactly");
}

/* Of 30 members 10 to 20 must agree: neither nobody nor everybody passes, but many do. */
static void a_large_body_whose_rule_has_a_not(void **state)
{
    (void)state;
    cw_text text;
    cw_context context;
    cw_diagnostics diagnostics;
    cw_context_init(&context);
    cw_text_init(&text, &context);
    cw_text_append(&text, "counterweight: 1\ntitle: test\nas_of: 2022-05-24\nstates:\n");
    for (int m = 0; m < 30; m++)
        cw_text_append_format(&text, "  S%d: {name: State %d, capability: 1}\n", m, m);
    cw_text_append(&text, "forums:\n  forum:\n    name: Forum\n    members:\n");
    for (int m = 0; m < 30; m++)
        cw_text_append_format(&text, "      - {state: S%d}\n", m);
    cw_text_append(&text, "    rule: {all: [{count: 10}, {not: {count: 21}}]}\n");
    cw_dossier *dossier = read_dossier(&context, cw_text_string(&text));
    cw_diagnostics_init(&diagnostics, &context);
    assert_int_equal(cw_study_audit(&context, &diagnostics, dossier), CW_OK);
    assert_int_equal(diagnostics.errors, 0);
    cw_diagnostics_free(&diagnostics);
    cw_dossier_free(dossier);
    cw_text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sound_rules_pass),
        cmocka_unit_test(a_rule_nobody_can_satisfy),
        cmocka_unit_test(a_rule_that_always_passes),
        cmocka_unit_test(a_rule_that_lets_both_sides_win),
        cmocka_unit_test(rules_of_what_ifs),
        cmocka_unit_test(a_quota_too_fine_to_be_exact),
        cmocka_unit_test(a_large_body_whose_rule_has_a_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
