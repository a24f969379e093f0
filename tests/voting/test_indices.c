/* Every power index describes itself, and the methods page tells of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/base.h"
#include "counterweight/voting.h"

/* The tests run in the folder tests/. */
#define PAGE "../docs/methods/voting-power.md"

static cw_context context;

static void read_page(cw_bytes *out)
{
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, &context);
    assert_int_equal(cw_file_read(out, &context, &diagnostics, PAGE, 1 << 20), CW_OK);
    cw_diagnostics_free(&diagnostics);
}

static void test_each_describes_itself(void **state)
{
    (void)state;
    size_t count = 0;
    const cw_power_index *const *indices = cw_power_indices(&count);
    assert_in_range(count, 10, CW_POWER_INDICES_MAX);
    for (size_t k = 0; k < count; k++) {
        const cw_power_index *index = indices[k];
        assert_int_equal(cw_power_index_find(index->id), k);
        assert_int_equal(strspn(index->id, "abcdefghijklmnopqrstuvwxyz0123456789-"),
                         strlen(index->id));
        const char *const texts[] = {index->title, index->definition, index->paper, index->limits,
                                     index->cost};
        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
            assert_non_null(texts[t]);
            assert_true(strlen(texts[t]) > 0);
        }
        assert_non_null(index->fill);
    }
    assert_int_equal(cw_power_index_find("no-such-index"), CW_NONE);
    assert_int_equal(cw_power_index_find(""), CW_NONE);
}

static void test_the_page_tells_of_each(void **state)
{
    (void)state;
    cw_bytes page = {0};
    size_t count = 0;
    const cw_power_index *const *indices = cw_power_indices(&count);
    read_page(&page);
    for (size_t k = 0; k < count; k++)
        if (strstr(page.data, indices[k]->id) == NULL)
            fail_msg(PAGE " says nothing of %s", indices[k]->id);
    cw_release(&context, page.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_describes_itself),
        cmocka_unit_test(test_the_page_tells_of_each),
    };
    cw_context_init(&context);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
