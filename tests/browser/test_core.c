/* The doors of the page's module, called natively: what crosses them is what lies behind. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "browser/core.h"
#include "browser/numbers.h"
#include "counterweight/capsule.h"
#include "counterweight/dossier.h"
#include "counterweight/study/live.h"
#include "support/failing_allocator.h"

#define SMALL "brief/small.yaml"
#define DRAWS 200
#define SEED ((uint64_t)3 << 32 | 7)

/* Places in SMALL. */
enum { CSTO, SCO, LATER };
enum { TROOPS, MISSION };
enum { RUS, BLR, KAZ, CHN };

/* Kinds of change, as core.h numbers them. */
enum { START, RANGE, SEAT, CHAIR, RULE, MODEL, KINDS };

static cw_context context;
static unsigned char *capsule;
static size_t capsule_length;

static int fold(void **state)
{
    (void)state;
    cw_diagnostics diagnostics;
    cw_dossier *dossier = NULL;
    cw_context_init(&context);
    cw_diagnostics_init(&diagnostics, &context);
    assert_int_equal(cw_dossier_read(&dossier, &context, &diagnostics, SMALL), CW_OK);
    assert_int_equal(cw_capsule_fold(&capsule, &capsule_length, &context, dossier), CW_OK);
    cw_dossier_free(dossier);
    cw_diagnostics_free(&diagnostics);
    return 0;
}

static int release(void **state)
{
    (void)state;
    cw_release(&context, capsule);
    return 0;
}

/* As a page does: into memory that the module gives. */
static cw_core *open_core(void)
{
    unsigned char *block = cw_core_allocate(capsule_length);
    assert_non_null(block);
    memcpy(block, capsule, capsule_length);
    cw_core *core = cw_core_open(block, capsule_length);
    cw_core_release(block);
    assert_non_null(core);
    return core;
}

static void what_is_no_capsule(void **state)
{
    (void)state;
    const unsigned char none[4] = {1, 2, 3, 4};
    assert_null(cw_core_open(none, sizeof none));
    assert_null(cw_core_open(capsule, capsule_length - 1));
    cw_core_close(NULL);
}

static void words_and_ranges(void **state)
{
    (void)state;
    cw_live *live = NULL;
    cw_core *core = open_core();
    assert_int_equal(cw_live_open(&live, &context, capsule, capsule_length), CW_OK);
    const cw_dossier *dossier = cw_live_dossier(live);
    const double *ranges = cw_core_ranges(core);
    assert_ptr_equal(ranges, cw_core_ranges(core));
    for (size_t q = 0; q < dossier->quantity_count; q++) {
        assert_true(ranges[3 * q] == dossier->quantities[q].low);
        assert_true(ranges[3 * q + 1] == dossier->quantities[q].mode);
        assert_true(ranges[3 * q + 2] == dossier->quantities[q].high);
    }
    const char *words = cw_core_words(core);
    assert_ptr_equal(words, cw_core_words(core));
    assert_non_null(strstr(words, "\"id\": \"csto\""));
    assert_non_null(
        strstr(words, "\"question\": {\"state\": 1, \"against\": 0, \"forum\": 0, \"issue\": 0}"));
    assert_non_null(strstr(words, "\"models\": ["));
    cw_live_free(live);
    cw_core_close(core);
}

static void assert_summary(const double *numbers, const cw_summary *summary)
{
    assert_true(numbers[0] == summary->mean && numbers[1] == summary->median);
    assert_true(numbers[2] == summary->low80 && numbers[3] == summary->high80);
    assert_true(numbers[4] == summary->low95 && numbers[5] == summary->high95);
    assert_true(numbers[6] == (double)summary->constant);
}

/* The first pair of a run: see browser/numbers.h. */
static void assert_venue(const double *numbers, const cw_venue_result *venue)
{
    assert_true(numbers[0] == (double)venue->issue && numbers[1] == (double)venue->forum);
    assert_true(numbers[2] == 1.0 && venue->open);
    assert_true(numbers[4] == (double)venue->voters);
    assert_summary(numbers + 5, &venue->bilateral);
    assert_summary(numbers + 12, &venue->settled);
    assert_summary(numbers + 19, &venue->gain);
    assert_true(numbers[26] == venue->gain_positive.value);
    assert_true(numbers[29] == venue->threat_binds.value);
    assert_true(numbers[32] == venue->bypassed.value);
    assert_true(numbers[35] == venue->decides.value);
    assert_summary(numbers + 38, &venue->gain_change);
    assert_true(numbers[48] == (double)venue->participant_count);
    for (size_t p = 0; p < venue->participant_count; p++) {
        assert_true(numbers[49 + 8 * p] == (double)venue->participants[p].state);
        assert_true(numbers[51 + 8 * p] == venue->participants[p].position);
        assert_true(numbers[55 + 8 * p] == venue->participants[p].gain);
    }
}

static void figures_of_a_run(void **state)
{
    (void)state;
    const size_t issue = TROOPS;
    const size_t forum = CSTO;
    cw_live *live = NULL;
    cw_core *core = open_core();
    assert_int_equal(cw_live_open(&live, &context, capsule, capsule_length), CW_OK);
    assert_int_equal(cw_live_set_chair(live, CSTO, BLR), CW_OK);
    assert_int_equal(cw_live_run(live, SEED, DRAWS, &issue, &forum, 1), CW_OK);
    assert_int_equal(cw_core_number_count(core), 0);
    assert_string_equal(cw_core_rule(core, CSTO), "");
    assert_int_equal(cw_core_change(core, CHAIR, CSTO, BLR, 0, 0), CW_OK);
    assert_int_equal(cw_core_ask(core, TROOPS, CSTO), CW_OK);
    assert_int_equal(cw_core_run(core, (uint32_t)SEED, (uint32_t)(SEED >> 32), DRAWS), CW_OK);
    const double *numbers = cw_core_numbers(core);
    const cw_venue_result *venue = cw_live_venue(live, 0);
    assert_true(numbers[0] == 1.0);
    assert_venue(numbers + 1, venue);
    /* One forum was measured: its place, and after its ten figures the seats, four with the observer. */
    const double *measured = numbers + 50 + 8 * venue->participant_count;
    assert_true(measured[0] == 1.0 && measured[1] == CSTO && measured[2] == 1.0);
    assert_true(measured[3] == 3.0 && measured[4] == BLR);
    assert_true(measured[11] == 4.0);
    for (size_t s = 0; s < 4; s++)
        assert_true(isnan(measured[15 + 5 * s]) == (measured[12 + 5 * s] == CHN));
    assert_int_equal(cw_core_number_count(core), (size_t)(measured - numbers) + 12 + 5 * 4);
    assert_string_equal(cw_core_rule(core, CSTO), "no member objects");
    assert_string_equal(cw_core_rule(core, 99), "");
    cw_live_free(live);
    cw_core_close(core);
}

/* A forum that is not founded yet is no venue: issue, forum and nothing more. */
static void a_closed_venue(void **state)
{
    (void)state;
    cw_core *core = open_core();
    assert_int_equal(cw_core_ask(core, TROOPS, LATER), CW_OK);
    assert_int_equal(cw_core_run(core, 1, 0, DRAWS), CW_OK);
    const double *numbers = cw_core_numbers(core);
    assert_true(numbers[1] == TROOPS && numbers[2] == LATER && numbers[3] == 0.0);
    cw_core_close(core);
}

static void changes_and_their_undoing(void **state)
{
    (void)state;
    cw_core *core = open_core();
    double before[64];
    assert_int_equal(cw_core_ask(core, TROOPS, CSTO), CW_OK);
    assert_int_equal(cw_core_run(core, 1, 0, DRAWS), CW_OK);
    memcpy(before, cw_core_numbers(core), sizeof before);
    assert_int_equal(cw_core_change(core, START, 0, 0, 0, 0), CW_OK);
    assert_int_equal(cw_core_change(core, RANGE, 0, 0.01, 0.02, 0.03), CW_OK);
    assert_int_equal(cw_core_change(core, SEAT, CSTO, CHN, 0, 0), CW_OK);
    assert_int_equal(cw_core_change(core, RULE, CSTO, CW_LIVE_MAJORITY, 0, 0), CW_OK);
    assert_int_equal(cw_core_change(core, MODEL, 0, 0, 0, 0), CW_OK);
    assert_string_equal(cw_core_rule(core, CSTO), "");
    assert_int_equal(cw_core_run(core, 1, 0, DRAWS), CW_OK);
    assert_string_equal(cw_core_rule(core, CSTO), "more than half of the members agree");
    assert_memory_not_equal(cw_core_numbers(core), before, sizeof before);
    cw_core_reset(core);
    assert_int_equal(cw_core_ask(core, TROOPS, CSTO), CW_OK);
    assert_int_equal(cw_core_run(core, 1, 0, DRAWS), CW_OK);
    assert_memory_equal(cw_core_numbers(core), before, sizeof before);
    cw_core_close(core);
}

/* Places are whole numbers that a page may get wrong in any way. */
static void places_that_are_none(void **state)
{
    (void)state;
    const double wrong[] = {-1.0, 0.5, 1e9, 1e300, (double)NAN, -(double)INFINITY};
    cw_core *core = open_core();
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++)
        for (unsigned kind = START; kind <= KINDS; kind++)
            assert_int_equal(cw_core_change(core, kind, wrong[k], wrong[k], wrong[k], wrong[k]),
                             CW_ERROR_USAGE);
    assert_int_equal(cw_core_change(core, SEAT, CSTO, CHN, 0.5, 0), CW_ERROR_USAGE);
    assert_int_equal(cw_core_change(core, RULE, CSTO, -1.0, 0, 0), CW_ERROR_USAGE);
    assert_int_equal(cw_core_ask(core, 99, CSTO), CW_OK);
    assert_int_equal(cw_core_run(core, 1, 0, DRAWS), CW_ERROR_USAGE);
    assert_int_equal(cw_core_number_count(core), 0);
    cw_core_close(core);
}

static void more_pairs_than_a_run_takes(void **state)
{
    (void)state;
    cw_core *core = open_core();
    for (int k = 0; k < 4096; k++)
        assert_int_equal(cw_core_ask(core, MISSION, CSTO), CW_OK);
    assert_int_equal(cw_core_ask(core, MISSION, CSTO), CW_ERROR_LIMIT);
    cw_core_close(core);
}

static cw_status list_numbers(cw_context *refusing, void *payload)
{
    cw_numbers numbers = {.context = refusing};
    cw_numbers_of_run(&numbers, payload, 1);
    cw_release(refusing, numbers.items);
    return numbers.status;
}

static void figures_without_memory(void **state)
{
    (void)state;
    const size_t issue = TROOPS;
    const size_t forum = CSTO;
    cw_live *live = NULL;
    assert_int_equal(cw_live_open(&live, &context, capsule, capsule_length), CW_OK);
    assert_int_equal(cw_live_run(live, 1, DRAWS, &issue, &forum, 1), CW_OK);
    assert_int_equal(cw_sweep_allocations(list_numbers, live, CW_SWEEP_MUST_REPORT), 1);
    cw_live_free(live);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_capsule),
        cmocka_unit_test(words_and_ranges),
        cmocka_unit_test(figures_of_a_run),
        cmocka_unit_test(a_closed_venue),
        cmocka_unit_test(changes_and_their_undoing),
        cmocka_unit_test(places_that_are_none),
        cmocka_unit_test(more_pairs_than_a_run_takes),
        cmocka_unit_test(figures_without_memory),
    };
    return cmocka_run_group_tests(tests, fold, release);
}
