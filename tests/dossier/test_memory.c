/* Reading with every request for memory refused in turn: the right status, nothing leaked, nothing
 * handed out. Arenas ask the allocator for large pieces, so requests to arenas are refused as well,
 * one by one; the linker puts the functions below in their place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <string.h>

#include "counterweight/dossier.h"
#include "counterweight/table.h"
#include "support/failing_allocator.h"

void *__real_cw_arena_allocate(cw_arena *arena, size_t count, size_t size);
char *__real_cw_arena_copy(cw_arena *arena, const char *bytes, size_t length);
void *__wrap_cw_arena_allocate(cw_arena *arena, size_t count, size_t size);
char *__wrap_cw_arena_copy(cw_arena *arena, const char *bytes, size_t length);

static size_t requests;           /* to arenas so far */
static size_t refused = SIZE_MAX; /* the one that is refused */
static bool refused_for_ever;     /* and all after it */

static bool is_refused(void)
{
    size_t number = requests++;
    return number == refused || (refused_for_ever && number > refused);
}

void *__wrap_cw_arena_allocate(cw_arena *arena, size_t count, size_t size)
{
    return is_refused() ? NULL : __real_cw_arena_allocate(arena, count, size);
}

char *__wrap_cw_arena_copy(cw_arena *arena, const char *bytes, size_t length)
{
    return is_refused() ? NULL : __real_cw_arena_copy(arena, bytes, length);
}

typedef struct reading {
    const char *path;
    cw_status expected; /* where memory lasts */
} reading;

static cw_status read_dossier(cw_context *context, void *payload)
{
    const reading *self = payload;
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, context);
    cw_dossier *dossier = NULL;
    cw_status status = cw_dossier_read(&dossier, context, &diagnostics, self->path);
    assert_true((dossier != NULL) == (status == CW_OK));
    cw_dossier_free(dossier);
    cw_diagnostics_free(&diagnostics);
    return status == self->expected ? CW_OK : status;
}

static cw_status read_table(cw_context *context, void *payload)
{
    (void)payload;
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, context);
    cw_table *table = NULL;
    cw_status status =
        cw_table_read(&table, context, &diagnostics, "dossier/valid/council.csv", ',');
    assert_true((table != NULL) == (status == CW_OK));
    cw_table_free(table);
    cw_diagnostics_free(&diagnostics);
    return status;
}

/* Refuses every request to an arena in turn, once and (every `stride`th) for ever. Returns how
 * often the function did without. */
static size_t sweep_arenas(cw_swept_function *function, void *payload, size_t stride)
{
    cw_context context;
    cw_failing_allocator allocator;
    cw_context_init(&context);
    cw_failing_allocator_install(&allocator, &context, CW_NONE, false);
    requests = 0;
    assert_int_equal(function(&context, payload), CW_OK);
    size_t all = requests;
    assert_true(all > 20);
    size_t coped = 0;
    for (refused = 0; refused < all; refused++) {
        for (int for_ever = 0; for_ever <= (refused % stride == 0); for_ever++) {
            refused_for_ever = for_ever == 1;
            requests = 0;
            cw_status status = function(&context, payload);
            assert_true(status == CW_OK || status == CW_ERROR_MEMORY);
            coped += status == CW_OK && !refused_for_ever ? 1 : 0;
            assert_int_equal(atomic_load(&allocator.live), 0);
        }
    }
    refused = SIZE_MAX;
    refused_for_ever = false;
    return coped;
}

/* Only the copy of the source text, kept to show lines of it, can be done without. */
static void test_a_valid_dossier(void **state)
{
    (void)state;
    reading everything = {"dossier/valid/everything.yaml", CW_OK};
    assert_true(cw_sweep_allocations(read_dossier, &everything, CW_SWEEP_MAY_COPE) > 10);
    assert_in_range(sweep_arenas(read_dossier, &everything, 20), 1, 12);
}

/* Messages can be done without, what they are about cannot. */
static void test_dossiers_with_mistakes(void **state)
{
    (void)state;
    static const char *const paths[] = {
        "dossier/mistakes/change-effects.yaml", "dossier/mistakes/rule-effects.yaml",
        "dossier/mistakes/tables.yaml",         "dossier/mistakes/refused.yaml",
        "dossier/mistakes/duplicates.yaml",     "dossier/mistakes/capabilities-some.yaml",
    };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        bool warned = strstr(paths[i], "capabilities") != NULL;
        reading mistakes = {paths[i], warned ? CW_OK : CW_ERROR_INPUT};
        assert_true(cw_sweep_allocations(read_dossier, &mistakes, CW_SWEEP_MAY_COPE) > 5);
        sweep_arenas(read_dossier, &mistakes, 20);
    }
}

static void test_a_table(void **state)
{
    (void)state;
    assert_true(cw_sweep_allocations(read_table, NULL, CW_SWEEP_MAY_COPE) > 3);
    assert_in_range(sweep_arenas(read_table, NULL, 1), 1, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_valid_dossier),
        cmocka_unit_test(test_dossiers_with_mistakes),
        cmocka_unit_test(test_a_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
