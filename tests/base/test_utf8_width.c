#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8_width.h"
#include "counterweight/base/text.h"

static size_t width(const char *string)
{
    return cw_utf8_width(string, strlen(string));
}

static void words_of_many_scripts(void **state)
{
    (void)state;
    assert_int_equal(width(""), 0);
    assert_int_equal(width("weight"), 6);
    assert_int_equal(width("Беларусь"), 8);
    assert_int_equal(width("é"), 1);
    assert_int_equal(width("e\xCC\x81"), 1); /* with a combining accent */
    assert_int_equal(width("漢字"), 4);
    assert_int_equal(width("한국"), 4);
    assert_int_equal(width("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"), 2); /* one syllable in parts */
    assert_int_equal(width("ｆｕｌｌ"), 8);
    assert_int_equal(width("👍"), 2);
    assert_int_equal(width("a\xE2\x80\x8D"
                           "b"),
                     2); /* zero width joiner */
    assert_int_equal(width("a\xC2\xAD"
                           "b"),
                     3); /* soft hyphen */
    assert_int_equal(width("𠀀"), 2);
    assert_int_equal(width("שלום"), 4);
    assert_int_equal(width("नमस्ते"), 4); /* six characters, two of them marks */
}

static void malformed_bytes_count_one_each(void **state)
{
    (void)state;
    assert_int_equal(width("\xFF\xFE"), 2);
    assert_int_equal(width("\xE6\xBC"), 2);
    assert_int_equal(cw_utf8_width("\xE6\xBC\xA2", 3), 2);
}

static void assert_ascending(const cw_character_range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_true(ranges[i].first <= ranges[i].last);
        assert_true(ranges[i].last <= 0x10FFFF);
        assert_true(i == 0 || ranges[i - 1].last + 1 < ranges[i].first);
    }
}

static void tables_are_in_order_and_apart(void **state)
{
    (void)state;
    assert_ascending(cw_zero_width_ranges, cw_zero_width_range_count);
    assert_ascending(cw_double_width_ranges, cw_double_width_range_count);
    for (size_t i = 0; i < cw_zero_width_range_count; i++)
        for (size_t j = 0; j < cw_double_width_range_count; j++)
            assert_true(cw_zero_width_ranges[i].last < cw_double_width_ranges[j].first ||
                        cw_double_width_ranges[j].last < cw_zero_width_ranges[i].first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_many_scripts),
        cmocka_unit_test(malformed_bytes_count_one_each),
        cmocka_unit_test(tables_are_in_order_and_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
