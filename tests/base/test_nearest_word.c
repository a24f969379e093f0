#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/base/random.h"
#include "counterweight/base/text.h"

static const char *const keys[] = {"capability", "members",    "position", "salience",
                                   "source",     "status_quo", "title",    "weight"};
enum { KEYS = sizeof keys / sizeof keys[0] };

static void assert_nearest(const char *word, const char *expected)
{
    size_t found = cw_nearest_word(word, keys, KEYS);
    assert_string_equal(found == CW_NONE ? "none" : keys[found], expected ? expected : "none");
}

static void slips_of_the_finger(void **state)
{
    (void)state;
    assert_nearest("wieght", "weight");  /* swapped */
    assert_nearest("weigt", "weight");   /* missing */
    assert_nearest("weiight", "weight"); /* doubled */
    assert_nearest("weihht", "weight");  /* wrong */
    assert_nearest("WEIGHT", "weight");  /* case */
    assert_nearest("saliance", "salience");
    assert_nearest("status-quo", "status_quo");
    assert_nearest("capabilties", "capability");
}

static void strangers(void **state)
{
    (void)state;
    assert_nearest("chair", NULL);
    assert_nearest("", NULL);
    assert_nearest("x", NULL);
    assert_nearest("capabxlxxx", NULL); /* four slips, though the word is long */
    assert_int_equal(cw_nearest_word("weight", keys, 0), CW_NONE);
}

static void a_third_of_the_length_is_the_bound(void **state)
{
    (void)state;
    static const char *const codes[] = {"RUS"};
    assert_int_equal(cw_nearest_word("RUX", codes, 1), 0);
    assert_int_equal(cw_nearest_word("RXX", codes, 1), CW_NONE);
    assert_int_equal(cw_nearest_word("RU", codes, 1), CW_NONE);
    static const char *const six[] = {"abcdef"};
    assert_int_equal(cw_nearest_word("abcdxy", six, 1), 0);
    assert_int_equal(cw_nearest_word("abcxyz", six, 1), CW_NONE);
}

static void neighbours_swapped_are_one_slip(void **state)
{
    (void)state;
    static const char *const codes[] = {"RUS"};
    assert_int_equal(cw_nearest_word("URS", codes, 1), 0);
    assert_int_equal(cw_nearest_word("RSU", codes, 1), 0);
    assert_int_equal(cw_nearest_word("SRU", codes, 1), CW_NONE);
}

static void ties_go_to_the_first(void **state)
{
    (void)state;
    static const char *const states[] = {"KAZ", "KGZ", "ARM"};
    assert_int_equal(cw_nearest_word("KXZ", states, 3), 0);
    assert_int_equal(cw_nearest_word("kgz", states, 3), 1);
}

static void letters_of_other_alphabets(void **state)
{
    (void)state;
    static const char *const names[] = {"Армения", "Беларусь",   "Казахстан",
                                        "Ξάνθη",   "Österreich", "ЁЛКА"};
    assert_int_equal(cw_nearest_word("БЕЛАРУСЬ", names, 6), 1);
    assert_int_equal(cw_nearest_word("белорусь", names, 6), 1);
    assert_int_equal(cw_nearest_word("Казакстан", names, 6), 2);
    assert_int_equal(cw_nearest_word("ξάνθη", names, 6), 3);
    assert_int_equal(cw_nearest_word("österreich", names, 6), 4);
    assert_int_equal(cw_nearest_word("ёлка", names, 6), 5);
}

static void very_long_words_have_no_neighbours(void **state)
{
    (void)state;
    char word[66], longer[66];
    memset(word, 'a', sizeof word);
    memset(longer, 'a', sizeof longer);
    word[64] = '\0';
    longer[65] = '\0';
    const char *const both[] = {longer, word};
    assert_int_equal(cw_nearest_word(word, both, 2), 1);
    assert_int_equal(cw_nearest_word(longer, both, 2), CW_NONE);
}

static size_t smallest(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The distance by its recursive definition, from the ends of both words. */
static size_t distance(const char *a, size_t m, const char *b, size_t n)
{
    if (m == 0 || n == 0)
        return m + n;
    size_t found = distance(a, m - 1, b, n - 1) + (a[m - 1] != b[n - 1]);
    found = smallest(found, distance(a, m - 1, b, n) + 1);
    found = smallest(found, distance(a, m, b, n - 1) + 1);
    if (m > 1 && n > 1 && a[m - 1] == b[n - 2] && a[m - 2] == b[n - 1])
        found = smallest(found, distance(a, m - 2, b, n - 2) + 1);
    return found;
}

/* Letters a, b, c; lengths 1 to 6. */
static void choose_word(char out[8], uint64_t draw, uint32_t stream)
{
    size_t length = 1 + (size_t)(cw_random_uniform(3, draw, stream) * 6);
    for (size_t i = 0; i < length; i++)
        out[i] = (char)('a' + (int)(cw_random_uniform(3, draw, stream + 1 + (uint32_t)i) * 3));
    out[length] = '\0';
}

static void agrees_with_the_definition(void **state)
{
    (void)state;
    size_t near = 0;
    for (uint64_t draw = 0; draw < 300; draw++) {
        char word[8], candidates[4][8];
        const char *list[4];
        choose_word(word, draw, 0);
        size_t expected = CW_NONE;
        size_t best = smallest(3, strlen(word) / 3) + 1;
        for (uint32_t c = 0; c < 4; c++) {
            choose_word(candidates[c], draw, 10 * (c + 1));
            list[c] = candidates[c];
            size_t found = distance(word, strlen(word), list[c], strlen(list[c]));
            if (found < best) {
                best = found;
                expected = c;
            }
        }
        assert_int_equal(cw_nearest_word(word, list, 4), expected);
        near += expected != CW_NONE;
    }
    assert_in_range(near, 30, 270);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slips_of_the_finger),
        cmocka_unit_test(strangers),
        cmocka_unit_test(a_third_of_the_length_is_the_bound),
        cmocka_unit_test(neighbours_swapped_are_one_slip),
        cmocka_unit_test(ties_go_to_the_first),
        cmocka_unit_test(letters_of_other_alphabets),
        cmocka_unit_test(very_long_words_have_no_neighbours),
        cmocka_unit_test(agrees_with_the_definition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
