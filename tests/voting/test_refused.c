/* Every request for memory of every way of counting refused in turn, once and for ever: it is
 * reported, nothing leaks, and the next call works. What is asked of an arena counts as well. */
#include "voting/small_works.h"

static void assert_reports(cw_swept_function *work, void *payload)
{
    assert_true(cw_sweep_allocations(work, payload, CW_SWEEP_MUST_REPORT) > 5);
}

static void small_weights(void **unused)
{
    (void)unused;
    visit_small_weights(assert_reports);
}

static void sums_of_weights(void **unused)
{
    (void)unused;
    visit_sums_of_weights(assert_reports);
}

static void least_memory(void **unused)
{
    (void)unused;
    visit_least_memory(assert_reports);
}

static void members_alike(void **unused)
{
    (void)unused;
    visit_members_alike(assert_reports);
}

static void profiles(void **unused)
{
    (void)unused;
    visit_profiles(assert_reports);
}

static void two_thresholds(void **unused)
{
    (void)unused;
    visit_two_thresholds(assert_reports);
}

static void one_order(void **unused)
{
    (void)unused;
    visit_one_order(assert_reports);
}

static void rules_with_not(void **unused)
{
    (void)unused;
    visit_rules_with_not(assert_reports);
}

static void settled_rules(void **unused)
{
    (void)unused;
    visit_settled_rules(assert_reports);
}

static void ranges(void **unused)
{
    (void)unused;
    visit_ranges(assert_reports);
}

static void minimal_coalitions(void **unused)
{
    (void)unused;
    visit_minimal_coalitions(assert_reports);
}

static void designs(void **unused)
{
    (void)unused;
    visit_designs(assert_reports);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_weights),      cmocka_unit_test(sums_of_weights),
        cmocka_unit_test(least_memory),       cmocka_unit_test(members_alike),
        cmocka_unit_test(profiles),           cmocka_unit_test(two_thresholds),
        cmocka_unit_test(one_order),          cmocka_unit_test(rules_with_not),
        cmocka_unit_test(settled_rules),      cmocka_unit_test(ranges),
        cmocka_unit_test(minimal_coalitions), cmocka_unit_test(designs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
