#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "counterweight/base/text.h"

/* Encodes by RFC 3629, section 3, surrogates and all; returns the number of bytes. */
static size_t encode(char out[4], uint32_t character)
{
    if (character < 0x80) {
        out[0] = (char)character;
        return 1;
    }
    size_t length = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (character & 0x3F));
        character >>= 6;
    }
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(lead[length] | character);
    return length;
}

static void every_character_is_read(void **state)
{
    (void)state;
    for (uint32_t character = 0; character <= 0x110000; character++) {
        char bytes[4];
        size_t length = encode(bytes, character);
        bool is_surrogate = character >= 0xD800 && character <= 0xDFFF;
        bool expected = !is_surrogate && character <= 0x10FFFF;
        uint32_t decoded;
        size_t taken = cw_utf8_decode(&decoded, bytes, length);
        if (taken != (expected ? length : 1) ||
            decoded != (expected ? character : CW_UTF8_MALFORMED))
            fail_msg("U+%04X was read as U+%04X", (unsigned int)character, (unsigned int)decoded);
    }
}

static void sequences_cut_short_are_malformed(void **state)
{
    (void)state;
    static const uint32_t characters[] = {0xE9, 0x20AC, 0x1F600};
    for (size_t i = 0; i < sizeof characters / sizeof characters[0]; i++) {
        char bytes[4];
        size_t length = encode(bytes, characters[i]);
        for (size_t cut = 1; cut < length; cut++)
            assert_false(cw_utf8_is_valid(bytes, cut, NULL));
        assert_true(cw_utf8_is_valid(bytes, length, NULL));
    }
}

static void the_first_bad_byte_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t offset;
    } wrong[] = {
        {"\x80", 0},             /* continuation without a lead */
        {"ab\xFFz", 2},          /* never a byte of UTF-8 */
        {"\xC0\xAF", 0},         /* overlong slash */
        {"\xC1\xBF", 0},         /* overlong */
        {"\xE0\x9F\xBF", 0},     /* overlong */
        {"\xF0\x8F\xBF\xBF", 0}, /* overlong */
        {"\xED\xA0\x80", 0},     /* surrogate */
        {"\xF4\x90\x80\x80", 0}, /* beyond U+10FFFF */
        {"\xF5\x80\x80\x80", 0}, /* beyond */
        {"\xC3\xA9\xC3", 2},     /* cut short */
        {"\xC3\xA9\xE2\x82"
         "a",
         2},                     /* broken off */
        {"1234\xE2\x28\xA1", 4}, /* second byte wrong */
        {"1\xF0\x9F\x98z", 1},   /* last byte wrong */
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        size_t offset = CW_NONE;
        assert_false(cw_utf8_is_valid(wrong[i].bytes, strlen(wrong[i].bytes), &offset));
        assert_int_equal(offset, wrong[i].offset);
    }
}

static void well_formed_text_is_valid(void **state)
{
    (void)state;
    static const char text[] = "a\0é Беларусь 漢字 👍\xF4\x8F\xBF\xBF";
    size_t offset = 42;
    assert_true(cw_utf8_is_valid(text, sizeof text - 1, &offset));
    assert_true(cw_utf8_is_valid("", 0, &offset));
    assert_int_equal(offset, 42);
}

static void prefixes_count_characters(void **state)
{
    (void)state;
    static const char text[] = "aé漢\xFF";
    assert_int_equal(cw_utf8_prefix(text, 7, 0), 0);
    assert_int_equal(cw_utf8_prefix(text, 7, 1), 1);
    assert_int_equal(cw_utf8_prefix(text, 7, 2), 3);
    assert_int_equal(cw_utf8_prefix(text, 7, 3), 6);
    assert_int_equal(cw_utf8_prefix(text, 7, 4), 7);
    assert_int_equal(cw_utf8_prefix(text, 7, 99), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_character_is_read),
        cmocka_unit_test(sequences_cut_short_are_malformed),
        cmocka_unit_test(the_first_bad_byte_is_found),
        cmocka_unit_test(well_formed_text_is_valid),
        cmocka_unit_test(prefixes_count_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
