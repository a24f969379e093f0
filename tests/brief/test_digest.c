/* SHA-256 against the examples of NIST (FIPS 180-4 test vectors), in base64. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "brief/digest.h"

static void assert_digest(const char *bytes, size_t length, const char *expected)
{
    char digest[CW_DIGEST_TEXT_BYTES];
    cw_digest_text(digest, bytes, length);
    assert_string_equal(digest, expected);
}

static void published_examples(void **state)
{
    (void)state;
    const char *two_blocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    assert_digest("", 0, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    assert_digest("abc", 3, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    assert_digest(two_blocks, strlen(two_blocks), "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE=");
}

static void a_million_letters(void **state)
{
    (void)state;
    static char letters[1000000];
    memset(letters, 'a', sizeof letters);
    assert_digest(letters, sizeof letters, "zcduXJkU+5KBocfihNc+Z/GAmkiklyAOBG05zMcRLNA=");
}

/* Zeros, of lengths at which the last block is just full or one too short (values by Python's
 * hashlib). */
static void lengths_around_a_block(void **state)
{
    (void)state;
    static const struct {
        size_t length;
        const char *expected;
    } rows[] = {
        {1, "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0="},
        {54, "6mWc3IOGGbN2fAV/345tmf3iaAxdhRfrBnYcCHjUDEA="},
        {55, "AneUZs3sFjgR0HiBXGM/IZAUEwgUSQAvJKo+gPC4jvc="},
        {56, "1IF6pUl2KOfHfmtgYQcEK7ujEwiIxfR6N15heb54n7s="},
        {57, "ZaFst4YTNdWs48YHGLUFLkRmBybaTNE7t0U4GyNaF4U="},
        {63, "x3I/oeASeXXknmLnU9tTkkwb2EuKwawI33jQknDz2XE="},
        {64, "9aX9QtFqIDAnmO9u0wmXm0MAPSMg2fDo6pgxqSdZ+0s="},
        {65, "mM5C3u9R1AJp1UL1MUvvLHRo1AGtXYUWi/q0wBCPdfc="},
        {119, "9haw1U54VxqWEfNDyfjgIuhZ6SA4GrDk09oB4ZOnvX4="},
        {120, "bt2fb5zJLN7TbmxKWAkz+cnxuQVitGkDuAbyGQKhpU8="},
        {127, "Fdrll5BYv79PkWYCm240DqPKN0/vV4oR3J5ukjhg164="},
        {128, "OHI6Ll6KF6p5UNwAggmUTomPaae9EKI8g500HpNf1co="},
    };
    char zeros[130] = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_digest(zeros, rows[i].length, rows[i].expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_examples),
        cmocka_unit_test(a_million_letters),
        cmocka_unit_test(lengths_around_a_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
