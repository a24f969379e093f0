#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>

#include <cmocka.h>

#include "counterweight/base/diagnostic.h"
#include "support/failing_allocator.h"

typedef struct fixture {
    cw_context context;
    cw_failing_allocator allocator;
    cw_diagnostics diagnostics;
} fixture;

static int make(void **state)
{
    static fixture made;
    cw_context_init(&made.context);
    cw_failing_allocator_install(&made.allocator, &made.context, CW_NONE, false);
    cw_diagnostics_init(&made.diagnostics, &made.context);
    *state = &made;
    return 0;
}

static int destroy(void **state)
{
    fixture *made = *state;
    cw_diagnostics_free(&made->diagnostics);
    return made->allocator.live == 0 ? 0 : -1;
}

static cw_place at(const char *file, size_t line, size_t column)
{
    return (cw_place){.file = file, .line = line, .column = column, .width = 1};
}

static void findings_are_copied(void **state)
{
    fixture *made = *state;
    char file[] = "a.yaml", remedy[] = "remove it", word[] = "wieght";
    cw_place place = {.file = file, .line = 6, .column = 5, .width = 6};
    cw_diagnostics_add(&made->diagnostics, CW_SEVERITY_ERROR, place, remedy, "unknown key '%s'",
                       word);
    memset(file, 'x', strlen(file));
    memset(remedy, 'x', strlen(remedy));
    memset(word, 'x', strlen(word));

    assert_int_equal(made->diagnostics.count, 1);
    const cw_diagnostic *item = &made->diagnostics.items[0];
    assert_string_equal(item->place.file, "a.yaml");
    assert_string_equal(item->message, "unknown key 'wieght'");
    assert_string_equal(item->remedy, "remove it");
    assert_int_equal(item->place.line, 6);
    assert_int_equal(item->place.column, 5);
    assert_int_equal(item->place.width, 6);
}

static void kinds_are_counted(void **state)
{
    fixture *made = *state;
    static const cw_severity kinds[] = {CW_SEVERITY_ERROR, CW_SEVERITY_WARNING, CW_SEVERITY_NOTE,
                                        CW_SEVERITY_ERROR};
    for (size_t i = 0; i < 4; i++)
        cw_diagnostics_add(&made->diagnostics, kinds[i], at("f", i, 1), NULL, "text");
    assert_int_equal(made->diagnostics.count, 4);
    assert_int_equal(made->diagnostics.errors, 2);
    assert_int_equal(made->diagnostics.warnings, 1);
    assert_int_equal(made->diagnostics.dropped, 0);
    assert_null(made->diagnostics.items[0].remedy);
}

static void a_width_of_nothing_is_one(void **state)
{
    fixture *made = *state;
    cw_diagnostics_add(&made->diagnostics, CW_SEVERITY_ERROR, (cw_place){.line = 1}, NULL, "x");
    assert_int_equal(made->diagnostics.items[0].place.width, 1);
    assert_string_equal(made->diagnostics.items[0].place.file, "");
}

/* At the limit less one, the limit, and one more. */
static void beyond_the_limit_findings_are_only_counted(void **state)
{
    fixture *made = *state;
    for (size_t limit = 0; limit <= 20; limit += 10)
        for (size_t count = limit > 0 ? limit - 1 : 0; count <= limit + 1; count++) {
            made->context.limits.diagnostics = limit;
            for (size_t i = 0; i < count; i++)
                cw_diagnostics_add(&made->diagnostics, CW_SEVERITY_ERROR, at("f", i, 1), NULL, "x");
            size_t kept = count < limit ? count : limit;
            assert_int_equal(made->diagnostics.count, kept);
            assert_int_equal(made->diagnostics.errors, count);
            assert_int_equal(made->diagnostics.dropped, count - kept);
            assert_true(made->diagnostics.capacity <= limit);
            cw_diagnostics_free(&made->diagnostics);
        }
}

/* 1,023 bytes are kept as they are; of more, as many whole characters as leave room for dots. */
static void long_messages_are_cut_between_characters(void **state)
{
    fixture *made = *state;
    char text[1201];
    for (size_t length = 1018; length <= 1200; length += length < 1030 ? 1 : 85) {
        for (size_t i = 0; i < length; i++)
            text[i] = "é"[i % 2];
        if (length % 2 != 0)
            text[length - 1] = 'x';
        text[length] = '\0';
        cw_diagnostics_add(&made->diagnostics, CW_SEVERITY_NOTE, at("f", 1, 1), text, "%s", text);
        const cw_diagnostic *item = &made->diagnostics.items[made->diagnostics.count - 1];
        assert_string_equal(item->message, item->remedy);
        size_t kept = strlen(item->message);
        assert_true(cw_utf8_is_valid(item->message, kept, NULL));
        if (length <= 1023)
            assert_string_equal(item->message, text);
        else {
            assert_in_range(kept, 1020, 1023);
            assert_string_equal(item->message + kept - 3, "...");
            assert_memory_equal(item->message, text, kept - 3);
        }
    }
}

/* A character that the locale "C" cannot write. */
static void what_cannot_be_formatted_is_counted_all_the_same(void **state)
{
    fixture *made = *state;
    cw_diagnostics_add(&made->diagnostics, CW_SEVERITY_ERROR, at("f", 1, 1), NULL, "%lc",
                       (wint_t)0x20AC);
    assert_int_equal(made->diagnostics.errors, 1);
    assert_string_equal(made->diagnostics.items[0].message, "");
}

static void assert_order(const fixture *made, const char *expected)
{
    char order[64];
    assert_true(made->diagnostics.count < sizeof order);
    for (size_t i = 0; i < made->diagnostics.count; i++)
        order[i] = made->diagnostics.items[i].message[0];
    order[made->diagnostics.count] = '\0';
    assert_string_equal(order, expected);
}

static void sorting_is_by_file_line_and_column_and_stable(void **state)
{
    fixture *made = *state;
    static const struct {
        const char *file;
        size_t line, column;
        const char *message;
    } findings[] = {
        {"z.yaml", 9, 1, "d"}, {"a.csv", 2, 2, "g"},  {"z.yaml", 3, 7, "b"}, {"a.csv", 2, 1, "f"},
        {"z.yaml", 3, 7, "c"}, {"z.yaml", 0, 0, "a"}, {"a.csv", 1, 99, "e"}, {"m.csv", 1, 1, "h"},
    };
    for (size_t i = 0; i < sizeof findings / sizeof findings[0]; i++)
        cw_diagnostics_add(&made->diagnostics, CW_SEVERITY_ERROR,
                           at(findings[i].file, findings[i].line, findings[i].column), NULL, "%s",
                           findings[i].message);
    cw_diagnostics_sort(&made->diagnostics);
    assert_order(made, "abcdefgh");
    cw_diagnostics_sort(&made->diagnostics);
    assert_order(made, "abcdefgh");
}

static void a_source_names_its_file_first(void **state)
{
    fixture *made = *state;
    cw_diagnostics_keep_source(&made->diagnostics, "first", "", 0);
    cw_diagnostics_add(&made->diagnostics, CW_SEVERITY_ERROR, at("second", 1, 1), NULL, "b");
    cw_diagnostics_add(&made->diagnostics, CW_SEVERITY_ERROR, at("first", 1, 1), NULL, "a");
    cw_diagnostics_sort(&made->diagnostics);
    assert_order(made, "ab");
}

static void sorting_nothing_does_nothing(void **state)
{
    fixture *made = *state;
    cw_diagnostics_sort(&made->diagnostics);
    assert_int_equal(made->diagnostics.count, 0);
}

static cw_status collect(cw_context *context, void *payload)
{
    (void)payload;
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, context);
    cw_diagnostics_keep_source(&diagnostics, "a.yaml", "first\nsecond\n", 13);
    for (size_t i = 0; i < 100; i++)
        cw_diagnostics_add(&diagnostics, CW_SEVERITY_ERROR, at(i % 2 ? "a.yaml" : "b", 100 - i, 1),
                           "remedy", "message %zu of a hundred, with some words to fill memory", i);
    cw_diagnostics_sort(&diagnostics);
    assert_int_equal(diagnostics.errors, 100);
    assert_int_equal(diagnostics.count + diagnostics.dropped, 100);

    cw_text text;
    cw_text_init(&text, context);
    cw_diagnostics_write_text(&diagnostics, &text, true);
    cw_diagnostics_write_json(&diagnostics, &text);
    bool refused = text.status != CW_OK || diagnostics.dropped > 0;
    cw_text_free(&text);
    cw_diagnostics_free(&diagnostics);
    return refused ? CW_ERROR_MEMORY : CW_OK;
}

static void refused_memory_loses_findings_but_no_counts(void **state)
{
    (void)state;
    assert_in_range(cw_sweep_allocations(collect, NULL, CW_SWEEP_MAY_COPE), 10, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(findings_are_copied, make, destroy),
        cmocka_unit_test_setup_teardown(kinds_are_counted, make, destroy),
        cmocka_unit_test_setup_teardown(a_width_of_nothing_is_one, make, destroy),
        cmocka_unit_test_setup_teardown(beyond_the_limit_findings_are_only_counted, make, destroy),
        cmocka_unit_test_setup_teardown(long_messages_are_cut_between_characters, make, destroy),
        cmocka_unit_test_setup_teardown(sorting_is_by_file_line_and_column_and_stable, make,
                                        destroy),
        cmocka_unit_test_setup_teardown(a_source_names_its_file_first, make, destroy),
        cmocka_unit_test_setup_teardown(sorting_nothing_does_nothing, make, destroy),
        cmocka_unit_test_setup_teardown(what_cannot_be_formatted_is_counted_all_the_same, make,
                                        destroy),
        cmocka_unit_test(refused_memory_loses_findings_but_no_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
