#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>

#include <cmocka.h>

#include "counterweight/base/text.h"
#include "support/failing_allocator.h"

typedef struct fixture {
    cw_context context;
    cw_text text;
} fixture;

static int make(void **state)
{
    static fixture made;
    cw_context_init(&made.context);
    cw_text_init(&made.text, &made.context);
    *state = &made;
    return 0;
}

static int destroy(void **state)
{
    fixture *made = *state;
    cw_text_free(&made->text);
    return 0;
}

static void an_empty_text_is_an_empty_string(void **state)
{
    fixture *made = *state;
    assert_string_equal(cw_text_string(&made->text), "");
    cw_text_append(&made->text, "");
    cw_text_append_bytes(&made->text, NULL, 0);
    cw_text_append_repeated(&made->text, 'x', 0);
    cw_text_append_format(&made->text, "%s", "");
    assert_null(made->text.bytes);
    assert_string_equal(cw_text_string(&made->text), "");
    assert_int_equal(made->text.status, CW_OK);
}

static void appends_in_order(void **state)
{
    fixture *made = *state;
    cw_text_append(&made->text, "Collective ");
    cw_text_append_bytes(&made->text, "Security and so on", 8);
    cw_text_append_repeated(&made->text, '.', 3);
    cw_text_append_format(&made->text, " %d of %zu%s", 9, (size_t)10, "!");
    assert_string_equal(cw_text_string(&made->text), "Collective Security... 9 of 10!");
    assert_int_equal(made->text.length, strlen("Collective Security... 9 of 10!"));
    cw_text_append_bytes(&made->text, "\0x", 2);
    assert_memory_equal(cw_text_string(&made->text) + made->text.length - 2, "\0x", 3);
}

static void grows_far_in_small_steps(void **state)
{
    fixture *made = *state;
    enum { STEPS = 50000 };
    for (int i = 0; i < STEPS; i++)
        cw_text_append_format(&made->text, "%05d,", i);
    assert_int_equal(made->text.length, 6 * STEPS);
    for (int i = 0; i < STEPS; i++) {
        const char *at = cw_text_string(&made->text) + 6 * (size_t)i;
        int value = 0;
        for (int digit = 0; digit < 5; digit++)
            value = value * 10 + (at[digit] - '0');
        assert_int_equal(value, i);
    }
    assert_true(made->text.capacity <= 2 * (made->text.length + 1));
}

static void a_freed_text_is_usable(void **state)
{
    fixture *made = *state;
    cw_text_append(&made->text, "one");
    cw_text_free(&made->text);
    assert_string_equal(cw_text_string(&made->text), "");
    cw_text_append(&made->text, "two");
    assert_string_equal(cw_text_string(&made->text), "two");
}

/* At the limit less one, the limit, and one more; by every way of appending. */
static void the_ceiling_holds(void **state)
{
    fixture *made = *state;
    static const char word[] = "123456789012345678901234567890";
    for (size_t limit = 0; limit <= 100; limit += 10)
        for (size_t length = limit > 0 ? limit - 1 : 0; length <= limit + 1; length++) {
            made->context.limits.text_bytes = limit;
            for (size_t done = 0; done < length; done += 30) {
                size_t part = length - done < 30 ? length - done : 30;
                if (done % 60 == 0)
                    cw_text_append_bytes(&made->text, word, part);
                else
                    cw_text_append_format(&made->text, "%.*s", (int)part, word);
            }
            assert_int_equal(made->text.status, length <= limit ? CW_OK : CW_ERROR_LIMIT);
            assert_true(made->text.length <= limit);
            assert_true(made->text.capacity <= limit + 1);
            cw_text_free(&made->text);
        }
}

static void huge_lengths_are_refused(void **state)
{
    fixture *made = *state;
    cw_text_append(&made->text, "x");
    cw_text_append_repeated(&made->text, 'y', SIZE_MAX);
    assert_int_equal(made->text.status, CW_ERROR_LIMIT);
    assert_string_equal(cw_text_string(&made->text), "x");
    cw_text_free(&made->text);

    made->context.limits.text_bytes = SIZE_MAX;
    cw_text_append_repeated(&made->text, 'y', SIZE_MAX);
    assert_int_equal(made->text.status, CW_ERROR_LIMIT);
}

static void the_first_failure_is_remembered(void **state)
{
    fixture *made = *state;
    made->context.limits.text_bytes = 4;
    cw_text_append(&made->text, "abc");
    cw_text_append(&made->text, "def");
    cw_text_append(&made->text, "g");
    cw_text_append_repeated(&made->text, 'g', 1);
    cw_text_append_format(&made->text, "%d", 1);
    assert_int_equal(made->text.status, CW_ERROR_LIMIT);
    assert_string_equal(cw_text_string(&made->text), "abc");
}

/* A character that the locale "C" cannot write. */
static void what_cannot_be_formatted_is_a_failure(void **state)
{
    fixture *made = *state;
    cw_text_append(&made->text, "before");
    cw_text_append_format(&made->text, "%lc", (wint_t)0x20AC);
    assert_int_equal(made->text.status, CW_ERROR_LIMIT);
    assert_string_equal(cw_text_string(&made->text), "before");
}

static cw_status compose(cw_context *context, void *payload)
{
    (void)payload;
    cw_text text;
    cw_text_init(&text, context);
    for (int i = 0; i < 100; i++) {
        cw_text_append(&text, "some words, ");
        cw_text_append_format(&text, "number %d, ", i);
        cw_text_append_repeated(&text, '-', 9);
        cw_text_append_fixed(&text, 1.5 * i, 2);
        cw_text_append_exact(&text, 0.1 * i);
        cw_text_append_json(&text, "\"<\"");
        cw_text_append_html(&text, "<&>");
        cw_text_append_csv(&text, "a,\"b\"");
        cw_text_append_printable(&text, "a\tb");
    }
    cw_status status = text.status;
    assert_int_equal(strlen(cw_text_string(&text)), text.length);
    cw_text_free(&text);
    return status;
}

static void refusals_are_passed_on(void **state)
{
    (void)state;
    assert_in_range(cw_sweep_allocations(compose, NULL, CW_SWEEP_MUST_REPORT), 5, 100);
}

static void a_text_fails_as_its_part_did(void **state)
{
    (void)state;
    cw_context context;
    cw_text whole, part;
    cw_context_init(&context);
    cw_text_init(&whole, &context);
    cw_text_init(&part, &context);
    cw_text_inherit(&whole, &part);
    assert_int_equal(whole.status, CW_OK);
    part.status = CW_ERROR_LIMIT;
    cw_text_inherit(&whole, &part);
    assert_int_equal(whole.status, CW_ERROR_LIMIT);
    part.status = CW_ERROR_MEMORY;
    cw_text_inherit(&whole, &part); /* the first failure is the one that is told */
    assert_int_equal(whole.status, CW_ERROR_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_fails_as_its_part_did),
        cmocka_unit_test_setup_teardown(an_empty_text_is_an_empty_string, make, destroy),
        cmocka_unit_test_setup_teardown(appends_in_order, make, destroy),
        cmocka_unit_test_setup_teardown(grows_far_in_small_steps, make, destroy),
        cmocka_unit_test_setup_teardown(a_freed_text_is_usable, make, destroy),
        cmocka_unit_test_setup_teardown(the_ceiling_holds, make, destroy),
        cmocka_unit_test_setup_teardown(huge_lengths_are_refused, make, destroy),
        cmocka_unit_test_setup_teardown(the_first_failure_is_remembered, make, destroy),
        cmocka_unit_test_setup_teardown(what_cannot_be_formatted_is_a_failure, make, destroy),
        cmocka_unit_test(refusals_are_passed_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
