/* Every request for memory of every public function refused in turn, once and for ever: it reports, or
 * does without where it may, leaks nothing, leaves its outputs alone, and works when called again.
 * What is asked of an arena counts as well (support/failing_arena.c). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "faults/functions.h"
#include "support/promise.h"

static cw_things things;
static size_t most = CW_NONE;
static size_t faults;

static int make(void **state)
{
    (void)state;
    cw_things_make(&things);
    return 0;
}

static int clear(void **state)
{
    (void)state;
    cw_things_free(&things);
    return 0;
}

static void sweep_row(void **state)
{
    const cw_function_row *row = *state;
    size_t injected = 0;
    size_t requests = cw_sweep_some_allocations(&injected, row->run, &things, row->kind, most);
    if (requests == 0)
        fail_msg("%s asks for no memory", row->name);
    faults += injected;
}

static size_t add_rows(struct CMUnitTest *tests, const cw_function_row *rows, size_t count)
{
    for (size_t r = 0; r < count; r++)
        tests[r] =
            (struct CMUnitTest){rows[r].name, sweep_row, NULL, NULL, (void *)(uintptr_t)&rows[r]};
    return count;
}

/* test_faults_functions [MOST [NAME]] */
int main(int argc, char **argv)
{
    static struct CMUnitTest tests[256];
    uint64_t given;
    size_t count = 0;
    count += add_rows(tests + count, cw_base_rows, cw_base_row_count);
    count += add_rows(tests + count, cw_dossier_rows, cw_dossier_row_count);
    count += add_rows(tests + count, cw_core_rows, cw_core_row_count);
    count += add_rows(tests + count, cw_study_rows, cw_study_row_count);
    count += add_rows(tests + count, cw_brief_rows, cw_brief_row_count);
    if (argc > 1 && cw_integer_parse(&given, argv[1], strlen(argv[1])) == CW_OK && given > 0)
        most = (size_t)given;
    if (argc > 2)
        cmocka_set_test_filter(argv[2]);
    int failed = _cmocka_run_group_tests("functions", tests, count, make, clear);
    cw_promise_record("failing-memory-functions", "faults injected", faults);
    return failed;
}
