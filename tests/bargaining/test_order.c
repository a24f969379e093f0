#include "bargaining/order.h"

#include "bargaining/support.h"

/* Small tables are ranked, large ones merged: both must be sorted, complete and stable. */
static void test_order_is_sorted_complete_and_stable(void **state)
{
    (void)state;
    uint64_t stream = 7;
    for (size_t count = 1; count <= CW_ACTORS_MAX; count = count < 40 ? count + 1 : count + 27) {
        double key[CW_ACTORS_MAX];
        size_t order[CW_ACTORS_MAX];
        bool seen[CW_ACTORS_MAX] = {false};
        for (size_t k = 0; k < count; k++) {
            key[k] = (double)random_below(&stream, count);
        }
        cw_order_rising(order, key, count);
        for (size_t k = 0; k < count; k++) {
            assert_true(order[k] < count && !seen[order[k]]);
            seen[order[k]] = true;
            if (k > 0) {
                bool rises = key[order[k - 1]] < key[order[k]];
                bool ties = key[order[k - 1]] == key[order[k]] && order[k - 1] < order[k];
                assert_true(rises || ties);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_is_sorted_complete_and_stable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
