/* Voting power in forums of a dossier, small and large. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "counterweight/voting.h"
#include "support/assert_close.h"
#include "support/read_dossier.h"

enum { MEMBERS = 40 };

/* A forum of 40 members with 1 to 40 votes, under `rule`. */
static cw_dossier *large_forum(cw_context *context, const char *rule)
{
    cw_text text;
    cw_text_init(&text, context);
    cw_text_append(&text, "counterweight: 1\ntitle: test\nas_of: 2022-05-24\nstates:\n");
    for (int m = 1; m <= MEMBERS; m++)
        cw_text_append_format(&text, "  S%d: {name: S%d, capability: 1}\n", m, m);
    cw_text_append_format(&text, "forums:\n  f:\n    name: F\n    rule: %s\n    members:\n", rule);
    for (int m = 1; m <= MEMBERS; m++)
        cw_text_append_format(&text, "      - {state: S%d, weights: {votes: %d}}\n", m, m);
    cw_dossier *dossier = read_dossier(context, cw_text_string(&text));
    cw_text_free(&text);
    return dossier;
}

static void power_in(double shapley[MEMBERS], double banzhaf[MEMBERS], const char *rule)
{
    cw_context context;
    cw_case *built;
    cw_context_init(&context);
    cw_dossier *dossier = large_forum(&context, rule);
    assert_int_equal(cw_case_build(&built, &context, dossier, CW_NONE), CW_OK);
    assert_int_equal(cw_forum_power(shapley, banzhaf, &context, built, 0), CW_OK);
    cw_case_free(built);
    cw_dossier_free(dossier);
}

static void equal_members_are_equal(void **state)
{
    (void)state;
    const char *const rules[] = {"consensus", "majority", "{count: 27}"};
    for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
        double shapley[MEMBERS];
        double banzhaf[MEMBERS];
        power_in(shapley, banzhaf, rules[r]);
        for (size_t m = 0; m < MEMBERS; m++) {
            assert_close(shapley[m], 1.0 / MEMBERS, 1e-12);
            assert_close(banzhaf[m], 1.0 / MEMBERS, 1e-12);
        }
    }
}

/* Of two members the one with more votes has no less power, and shares add up to 1. */
static void more_votes_are_no_less_power(void **state)
{
    (void)state;
    double shapley[MEMBERS];
    double banzhaf[MEMBERS];
    double sums[2] = {0.0, 0.0};
    power_in(shapley, banzhaf, "{weight: votes, more_than: 50%}");
    for (size_t m = 0; m < MEMBERS; m++) {
        sums[0] += shapley[m];
        sums[1] += banzhaf[m];
        assert_true(m == 0 || shapley[m] >= shapley[m - 1]);
        assert_true(m == 0 || banzhaf[m] >= banzhaf[m - 1]);
    }
    assert_close(sums[0], 1.0, 1e-12);
    assert_close(sums[1], 1.0, 1e-12);
    /* Large bodies without a giant: power goes about with votes (Penrose 1946). */
    assert_close(shapley[39], 40.0 / 820.0, 0.002);
}

/* A member with a veto under a composite rule has more than one without. */
static void composite_rules(void **state)
{
    (void)state;
    double shapley[MEMBERS];
    double banzhaf[MEMBERS];
    power_in(shapley, banzhaf, "{all: [majority, {weight: votes, quota: 60%}, {veto: [S1]}]}");
    assert_true(shapley[0] > shapley[39]);
    assert_close(shapley[1], shapley[2], 0.01);
}

/* A weight that is no decimal of up to 15 places cannot be added up exactly. */
static void weights_that_are_no_decimals(void **state)
{
    (void)state;
    double shapley[2] = {77, 77};
    cw_context context;
    cw_case *built;
    cw_context_init(&context);
    cw_dossier *dossier = read_dossier(
        &context,
        "counterweight: 1\ntitle: test\nas_of: 2022-05-24\n"
        "states: {A: {name: A, capability: 1}, B: {name: B, capability: 1}}\n"
        "forums:\n  f:\n    name: F\n    rule: {weight: votes, quota: 50%}\n    members:\n"
        "      - {state: A, weights: {votes: 0.3333333333333333}}\n"
        "      - {state: B, weights: {votes: 1}}\n");
    assert_int_equal(cw_case_build(&built, &context, dossier, CW_NONE), CW_OK);
    assert_int_equal(cw_forum_power(shapley, NULL, &context, built, 0), CW_ERROR_LIMIT);
    assert_true(shapley[0] == 77 && shapley[1] == 77);
    cw_case_free(built);
    cw_dossier_free(dossier);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_members_are_equal),
        cmocka_unit_test(more_votes_are_no_less_power),
        cmocka_unit_test(composite_rules),
        cmocka_unit_test(weights_that_are_no_decimals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
