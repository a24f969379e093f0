/* Cases and samplers under an allocator that refuses: nothing leaks, outputs stay untouched. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "counterweight/world.h"
#include "support/failing_allocator.h"
#include "support/read_dossier.h"

static const char *const text =
    "counterweight: 1\n"
    "title: test\n"
    "as_of: 2022-05-24\n"
    "states:\n"
    "  A: {name: A, capability: {value: [1, 2, 4], shape: pert}, series: {2010: 1, 2022: 2}}\n"
    "  B: {name: B, capability: 1}\n"
    "forums:\n"
    "  forum: {name: Forum, members: [{state: A}], rule: consensus, bypass_cost: [1, 2]}\n"
    "issues:\n"
    "  stake: {question: how much?, scale: {0: none, 100: all}, status_quo: 40, positions: {A: "
    "[10, "
    "20], B: 90}, salience: {A: 1, B: 1}}\n"
    "ties: [{of: A, on: B, dependence: 20}]\n"
    "what_ifs:\n"
    "  other: {title: other, changes: [{join: forum, states: [B]}, {tie: B, on: A, is: [3, 4]}, "
    "{as_of: 2010-01-01}]}\n";

typedef struct fixture {
    cw_context context;
    cw_dossier *dossier;
} fixture;

static int set_up(void **state)
{
    static fixture shared;
    shared = (fixture){0};
    cw_context_init(&shared.context);
    shared.dossier = read_dossier(&shared.context, text);
    *state = &shared;
    return 0;
}

static int tear_down(void **state)
{
    fixture *test = *state;
    cw_dossier_free(test->dossier);
    return 0;
}

static cw_status build_case(cw_context *context, void *payload)
{
    const fixture *test = payload;
    cw_case *built = NULL;
    cw_status status = cw_case_build(&built, context, test->dossier, 0);
    assert_true((status == CW_OK) == (built != NULL));
    cw_case_free(built);
    return status;
}

static cw_status build_sampler(cw_context *context, void *payload)
{
    const fixture *test = payload;
    cw_sampler *sampler = NULL;
    cw_status status = cw_sampler_build(&sampler, context, test->dossier);
    assert_true((status == CW_OK) == (sampler != NULL));
    cw_sampler_free(sampler);
    return status;
}

static void cases_report_refusals(void **state)
{
    assert_true(cw_sweep_allocations(build_case, *state, CW_SWEEP_MUST_REPORT) >= 2);
}

static void samplers_report_refusals(void **state)
{
    assert_true(cw_sweep_allocations(build_sampler, *state, CW_SWEEP_MUST_REPORT) >= 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(cases_report_refusals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(samplers_report_refusals, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
