#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/base/digest.h"

/* FIPS 180-4's examples (NIST, "Secure Hash Standard: example algorithms"), and the empty text. */
static const struct {
    const char *text;
    const char *hex;
} published[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
};

static void assert_hex(cw_digest digest, const char *expected)
{
    char hex[CW_DIGEST_HEX];
    cw_digest_write_hex(hex, &digest);
    assert_string_equal(hex, expected);
}

static void gives_the_published_digests(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof published / sizeof *published; i++)
        assert_hex(cw_digest_of(published[i].text, strlen(published[i].text)), published[i].hex);
}

static void gives_the_published_digest_of_a_million_letters(void **state)
{
    (void)state;
    static char letters[1000];
    cw_digester digester;
    memset(letters, 'a', sizeof letters);
    cw_digester_init(&digester);
    for (int i = 0; i < 1000; i++)
        cw_digester_add(&digester, letters, sizeof letters);
    assert_hex(cw_digester_finish(&digester),
               "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* Every length around the ends of blocks, cut at every place. */
static void does_not_hang_on_how_bytes_are_cut(void **state)
{
    (void)state;
    unsigned char bytes[130];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(7 * i + 3);
    for (size_t length = 0; length <= sizeof bytes; length++) {
        cw_digest whole = cw_digest_of(bytes, length);
        for (size_t cut = 0; cut <= length; cut++) {
            cw_digester digester;
            cw_digester_init(&digester);
            cw_digester_add(&digester, bytes, cut);
            cw_digester_add(&digester, bytes + cut, length - cut);
            cw_digest pieces = cw_digester_finish(&digester);
            assert_memory_equal(&pieces, &whole, sizeof whole);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_the_published_digests),
        cmocka_unit_test(gives_the_published_digest_of_a_million_letters),
        cmocka_unit_test(does_not_hang_on_how_bytes_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
