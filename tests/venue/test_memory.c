/* Venues under an allocator that refuses: nothing leaks, the output stays untouched. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "counterweight/venue.h"
#include "support/failing_allocator.h"
#include "support/read_dossier.h"

static const char *const text =
    "counterweight: 1\n"
    "title: test\n"
    "as_of: 2022-05-24\n"
    "question: {state: A, against: B, forum: forum, issue: stake}\n"
    "states:\n"
    "  A: {name: A, capability: 1}\n"
    "  B: {name: B, capability: 1}\n"
    "  C: {name: C, capability: 1}\n"
    "forums:\n"
    "  forum: {name: Forum, members: [{states: [A, B]}, {state: C, status: observer, voice: 0.5}], "
    "rule: {all: [majority, {veto: [A]}]}, formality: 0.5}\n"
    "issues:\n"
    "  stake: {question: how much?, scale: {0: none, 100: all}, status_quo: 40, positions: {A: 10, "
    "B: 90, C: 50}, salience: {A: 1, B: 1, C: 1}}\n";

typedef struct fixture {
    cw_context context;
    cw_dossier *dossier;
    cw_case *built;
} fixture;

static int set_up(void **state)
{
    static fixture shared;
    shared = (fixture){0};
    cw_context_init(&shared.context);
    shared.dossier = read_dossier(&shared.context, text);
    assert_int_equal(cw_case_build(&shared.built, &shared.context, shared.dossier, CW_NONE), CW_OK);
    *state = &shared;
    return 0;
}

static int tear_down(void **state)
{
    fixture *test = *state;
    cw_case_free(test->built);
    cw_dossier_free(test->dossier);
    return 0;
}

static cw_status build_venue(cw_context *context, void *payload)
{
    const fixture *test = payload;
    cw_venue *venue = NULL;
    cw_status status = cw_venue_build(&venue, context, test->built, 0, 0);
    assert_true((status == CW_OK) == (venue != NULL));
    cw_venue_free(venue);
    return status;
}

static void venues_report_refusals(void **state)
{
    assert_true(cw_sweep_allocations(build_venue, *state, CW_SWEEP_MUST_REPORT) >= 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(venues_report_refusals, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
