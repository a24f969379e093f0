/* Lines of words stay readable and bounded, however long the names in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "counterweight/dossier.h"

/* A forum with `members` members of long names, each of which has a veto, and an operation that
 * only they may join. */
static cw_dossier *read_long_names(cw_context *context, size_t members, size_t length)
{
    cw_text text;
    cw_text_init(&text, context);
    cw_text_append(&text, "counterweight: 1\ntitle: T\nas_of: 2022\nstates:\n");
    for (size_t i = 0; i < members; i++) {
        cw_text_append_format(&text, "  S%zu: {capability: 1, name: \"", i);
        for (size_t k = 0; k < length; k++) {
            cw_text_append(&text, "\xC3\xA9");
        }
        cw_text_append(&text, "\"}\n");
    }
    for (int part = 0; part < 2; part++) {
        cw_text_append(&text, part == 0 ? "forums: {f: {name: F, rule: {veto: ["
                                        : "operations: {o: {title: O, forum: f, deploy: {state: [");
        for (size_t i = 0; i < members; i++) {
            cw_text_append_format(&text, "%sS%zu", i == 0 ? "" : ", ", i);
        }
        cw_text_append(&text, part == 0 ? "]}, members: [{state: S0}" : "]}}}\n");
        for (size_t i = 1; part == 0 && i < members; i++) {
            cw_text_append_format(&text, ", {state: S%zu}", i);
        }
        cw_text_append(&text, part == 0 ? "]}}\n" : "");
    }
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, context);
    cw_dossier *dossier = NULL;
    cw_status status = cw_dossier_parse(&dossier, context, &diagnostics, "long.yaml",
                                        cw_text_string(&text), text.length);
    assert_int_equal(status, CW_OK);
    cw_diagnostics_free(&diagnostics);
    cw_text_free(&text);
    return dossier;
}

static void expect_words(const char *words, size_t most)
{
    size_t length = strlen(words);
    assert_in_range(length, 10, most);
    assert_true(cw_utf8_is_valid(words, length, NULL));
}

static void test_a_long_name_is_cut(void **state)
{
    (void)state;
    cw_context context;
    cw_context_init(&context);
    cw_dossier *dossier = read_long_names(&context, 1, 1000);
    expect_words(dossier->forums[0].rule_text, 350);
    expect_words(dossier->operations[0].deploy.label, 350);
    assert_non_null(strstr(dossier->forums[0].rule_text, "... does not object"));
    assert_int_equal(strlen(dossier->states[0].name), 2000);
    cw_dossier_free(dossier);
}

static void test_a_long_list_is_cut(void **state)
{
    (void)state;
    cw_context context;
    cw_context_init(&context);
    cw_dossier *dossier = read_long_names(&context, 2000, 100);
    expect_words(dossier->forums[0].rule_text, 2500);
    expect_words(dossier->operations[0].deploy.label, 2500);
    cw_dossier_free(dossier);
}

static void test_short_lists_are_whole(void **state)
{
    (void)state;
    cw_context context;
    cw_context_init(&context);
    cw_dossier *dossier = read_long_names(&context, 3, 1);
    assert_string_equal(dossier->forums[0].rule_text,
                        "none of \xC3\xA9, \xC3\xA9 and \xC3\xA9 objects");
    assert_string_equal(dossier->operations[0].deploy.label, "is \xC3\xA9, \xC3\xA9 or \xC3\xA9");
    cw_dossier_free(dossier);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_long_name_is_cut),
        cmocka_unit_test(test_a_long_list_is_cut),
        cmocka_unit_test(test_short_lists_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
