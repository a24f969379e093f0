/* The experiment under an allocator at whose every request it is stopped, and one that counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "counterweight/study.h"
#include "counterweight/study/results.h"
#include "support/failing_allocator.h"
#include "support/read_dossier.h"
#include "support/temporary_folder.h"
#include "support/whole_dossier.h"

typedef struct fixture {
    cw_context context;
    cw_dossier *dossier;
} fixture;

static int set_up(void **state)
{
    static fixture shared;
    shared = (fixture){0};
    cw_context_init(&shared.context);
    shared.dossier = read_dossier(&shared.context, whole_dossier);
    *state = &shared;
    return 0;
}

static int tear_down(void **state)
{
    fixture *test = *state;
    cw_dossier_free(test->dossier);
    return 0;
}

static cw_status run_study(cw_context *context, void *payload)
{
    const fixture *test = payload;
    cw_study *study = NULL;
    cw_study_options options = CW_STUDY_OPTIONS_INIT;
    options.draws = 100;
    options.threads = 1;
    cw_status status = cw_study_run(&study, context, test->dossier, &options);
    assert_true((status == CW_OK) == (study != NULL));
    cw_study_free(study);
    return status;
}

/* An allocator that asks to stop at one of its requests. */
typedef struct stopping {
    cw_context *context;
    size_t calls;
    size_t stop_at;
    size_t live;
} stopping;

static void *resize(void *payload, void *block, size_t bytes)
{
    stopping *self = payload;
    if (self->calls++ == self->stop_at)
        cw_context_cancel(self->context);
    self->live += block == NULL;
    return realloc(block, bytes);
}

static void release(void *payload, void *block)
{
    stopping *self = payload;
    self->live -= block != NULL;
    free(block);
}

static cw_status run_until(fixture *test, size_t stop_at, size_t *calls)
{
    cw_context context;
    stopping self = {.context = &context, .stop_at = stop_at};
    cw_context_init(&context);
    context.allocator = (cw_allocator){resize, release, &self};
    cw_status status = run_study(&context, test);
    assert_int_equal(self.live, 0);
    *calls = self.calls;
    return status;
}

/* At whatever point the experiment is asked to stop, it does, and soon: hardly any request follows. */
static void it_stops_wherever_it_is(void **state)
{
    size_t all;
    size_t calls;
    assert_int_equal(run_until(*state, CW_NONE, &all), CW_OK);
    for (size_t k = 0; k < all; k++) {
        assert_int_equal(run_until(*state, k, &calls), CW_ERROR_INTERRUPTED);
        assert_true(calls <= k + 40);
    }
}

/* How often memory is asked for in so many draws: of a study, of mandates alone, or into a file. */
typedef enum run_kind { WHOLE, MANDATES, INTO_FILE } run_kind;

static cw_status run_into_file(cw_context *context, const cw_dossier *dossier, uint64_t draws)
{
    char path[CW_TEMPORARY_PATH_BYTES];
    cw_temporary_folder folder;
    cw_diagnostics diagnostics;
    cw_results_report report;
    cw_results_options options = CW_RESULTS_OPTIONS_INIT;
    options.draws = draws;
    options.threads = 1;
    cw_temporary_folder_make(&folder);
    cw_diagnostics_init(&diagnostics, context);
    cw_status status = cw_results_run(&report, context, &diagnostics, dossier,
                                      cw_temporary_path(path, &folder, "study.db"), &options);
    cw_diagnostics_free(&diagnostics);
    cw_temporary_folder_remove(&folder);
    return status;
}

static size_t requests(const fixture *test, run_kind kind, uint64_t draws)
{
    cw_context context;
    cw_failing_allocator counting;
    cw_study *study = NULL;
    cw_study_options options = {.seed = 1, .draws = draws, .threads = 1};
    cw_context_init(&context);
    cw_failing_allocator_install(&counting, &context, CW_NONE, false);
    cw_status status = CW_OK;
    if (kind == INTO_FILE)
        status = run_into_file(&context, test->dossier, draws);
    else if (kind == MANDATES)
        status = cw_study_run_mandates(&study, &context, test->dossier, &options);
    else
        status = cw_study_run(&study, &context, test->dossier, &options);
    cw_study_free(study);
    assert_int_equal(status, CW_OK);
    return counting.calls;
}

/* No draw asks for memory: in a study more draws ask no more often. In a file a chunk of 8,192
 * draws does, some tens of times, and a tally where it meets numbers that it did not meet before. */
static void no_draw_asks_for_memory(void **state)
{
    const fixture *test = *state;
    assert_int_equal(requests(test, WHOLE, 200), requests(test, WHOLE, 1000));
    assert_int_equal(requests(test, MANDATES, 200), requests(test, MANDATES, 4000));
    size_t of_one = requests(test, INTO_FILE, 8192);
    size_t of_five = requests(test, INTO_FILE, UINT64_C(5) * 8192);
    assert_true(of_five - of_one < 4 * 8192 / 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_stops_wherever_it_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_draw_asks_for_memory, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
