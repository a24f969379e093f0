/* Mandates over draws, alone and as part of the whole study, in more draws than one block has. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "counterweight/study.h"
#include "support/assert_close.h"
#include "support/read_dossier.h"

/* The forum decides by majority to go from 40 to 60 where two of the three want more than 50: B does in
 * half of the draws, C in a quarter, A always. */
static const char *const text =
    "counterweight: 1\n"
    "title: test\n"
    "as_of: 2022-05-24\n"
    "states:\n"
    "  A: {name: A, capability: 1}\n"
    "  B: {name: B, capability: 1}\n"
    "  C: {name: C, capability: 1}\n"
    "forums:\n"
    "  f: {name: F, members: [{states: [A, B, C]}], rule: majority, chair: [{state: A}]}\n"
    "issues:\n"
    "  i:\n"
    "    question: how much?\n"
    "    scale: {0: none, 100: all}\n"
    "    status_quo: 40\n"
    "    positions: {A: 90, B: [0, 100], C: [0, 66.66666666666667]}\n"
    "    salience: {A: 1, B: 1, C: [0.5, 1]}\n"
    "operations:\n"
    "  mission:\n"
    "    title: Mission\n"
    "    forum: f\n"
    "    deploy: {decided: {forum: f, issue: i, outcome: 60}}\n"
    "what_ifs:\n"
    "  chair: {title: another chair, changes: [{chair: f, state: B}]}\n"
    "  firm: {title: B is firm, changes: [{position: B, issue: i, is: 90}]}\n"
    "  alone: {title: C leaves, changes: [{leave: f, states: [C]}]}\n";

enum { BASE, CHAIR, FIRM, ALONE, CASES };

static double allowed(const cw_study *study, size_t case_index)
{
    return study->cases[case_index].mandates[0].allowed.value;
}

static void assert_same_mandates(const cw_study *one, const cw_study *other)
{
    assert_int_equal(one->case_count, other->case_count);
    for (size_t c = 0; c < one->case_count; c++) {
        assert_int_equal(one->cases[c].mandate_count, other->cases[c].mandate_count);
        for (size_t m = 0; m < one->cases[c].mandate_count; m++) {
            const cw_mandate_result *a = &one->cases[c].mandates[m];
            const cw_mandate_result *b = &other->cases[c].mandates[m];
            assert_true(a->allowed.value == b->allowed.value &&
                        a->unknown.value == b->unknown.value && a->at_modes == b->at_modes);
        }
    }
}

static void in_many_draws(void **state)
{
    (void)state;
    cw_context context;
    cw_context_init(&context);
    cw_dossier *dossier = read_dossier(&context, text);
    cw_study *alone;
    cw_study *whole;
    cw_study_options options = {.seed = 3, .draws = 20000, .threads = 1};
    assert_int_equal(cw_study_run_mandates(&alone, &context, dossier, &options), CW_OK);
    options.threads = 3;
    assert_int_equal(cw_study_run(&whole, &context, dossier, &options), CW_OK);
    assert_same_mandates(alone, whole);
    assert_int_equal(alone->case_count, CASES);
    /* P(B or C) = 1 - 1/2 * 3/4; B firm: always; C gone: a majority of two is both. */
    assert_close(allowed(alone, BASE), 0.625, 0.01);
    assert_true(allowed(alone, CHAIR) == allowed(alone, BASE));
    assert_close(allowed(alone, FIRM), 1.0, 0.0);
    assert_close(allowed(alone, ALONE), 0.5, 0.01);
    assert_int_equal(alone->cases[BASE].venue_count, 0);
    cw_study_free(whole);
    cw_study_free(alone);
    options.draws = 1;
    assert_int_equal(cw_study_run_mandates(&alone, &context, dossier, &options), CW_ERROR_USAGE);
    cw_dossier_free(dossier);
}

/* Who watches sees the blocks pass, and can stop between them. */
static void stop(void *payload, size_t done, size_t total)
{
    cw_context *context = payload;
    if (total == CW_STUDY_DRAWS_MAX && done > 0)
        cw_context_cancel(context);
}

static void stopped_on_the_way(void **state)
{
    (void)state;
    cw_context context;
    cw_context_init(&context);
    cw_dossier *dossier = read_dossier(&context, text);
    cw_study *study = NULL;
    cw_study_options options = {.seed = 3, .draws = CW_STUDY_DRAWS_MAX, .threads = 2};
    context.progress = stop;
    context.progress_payload = &context;
    assert_int_equal(cw_study_run_mandates(&study, &context, dossier, &options),
                     CW_ERROR_INTERRUPTED);
    assert_null(study);
    cw_dossier_free(dossier);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_many_draws),
        cmocka_unit_test(stopped_on_the_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
