#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/base/random.h"
#include "support/assert_close.h"

/* Philox4x32-10 written down once more from the paper (Salmon et al. 2011, section 3.3, table 2). */
static void philox(uint32_t out[4], const uint32_t counter[4], const uint32_t key[2])
{
    uint32_t left = key[0], right = key[1];
    memcpy(out, counter, 4 * sizeof *out);
    for (int round = 0; round < 10; round++) {
        uint64_t first = UINT64_C(0xD2511F53) * out[0];
        uint64_t second = UINT64_C(0xCD9E8D57) * out[2];
        uint32_t next[4] = {(uint32_t)(second >> 32) ^ out[1] ^ left, (uint32_t)second,
                            (uint32_t)(first >> 32) ^ out[3] ^ right, (uint32_t)first};
        memcpy(out, next, sizeof next);
        left += UINT32_C(0x9E3779B9);
        right += UINT32_C(0xBB67AE85);
    }
}

/* From the file kat_vectors of Random123: zeros, ones, and the digits of pi. */
static const struct {
    uint32_t counter[4], key[2], expected[4];
} known_answers[] = {
    {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0xffffffff, 0xffffffff},
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
     {0xa4093822, 0x299f31d0},
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
};

static void the_second_writing_gives_the_known_answers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof known_answers / sizeof known_answers[0]; i++) {
        uint32_t words[4];
        philox(words, known_answers[i].counter, known_answers[i].key);
        assert_memory_equal(words, known_answers[i].expected, sizeof words);
    }
}

static double expected_uniform(uint64_t seed, uint64_t draw, uint32_t stream)
{
    const uint32_t counter[4] = {(uint32_t)draw, (uint32_t)(draw >> 32), stream / 2, 0};
    const uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
    uint32_t words[4];
    philox(words, counter, key);
    const uint32_t *pair = words + 2 * (stream % 2);
    uint64_t cell = ((uint64_t)pair[1] << 32 | pair[0]) >> 12;
    return ldexp((double)(2 * cell + 1), -53);
}

static void the_known_answer_for_zeros(void **state)
{
    (void)state;
    assert_true(cw_random_uniform(0, 0, 0) == ldexp((double)(2 * 0xe169c58d6627eULL + 1), -53));
    assert_true(cw_random_uniform(0, 0, 1) == ldexp((double)(2 * 0x9b00dbd8bc57aULL + 1), -53));
}

static void agrees_with_the_second_writing(void **state)
{
    (void)state;
    static const uint64_t numbers[] = {0,         1, 2, 20220524, UINT32_MAX, UINT64_C(1) << 32,
                                       UINT64_MAX};
    enum { NUMBERS = sizeof numbers / sizeof numbers[0] };
    for (size_t s = 0; s < NUMBERS; s++)
        for (size_t d = 0; d < NUMBERS; d++)
            for (size_t k = 0; k < NUMBERS; k++) {
                uint32_t stream = (uint32_t)numbers[k];
                assert_true(cw_random_uniform(numbers[s], numbers[d], stream) ==
                            expected_uniform(numbers[s], numbers[d], stream));
            }
}

static void many_at_once_are_the_same_numbers(void **state)
{
    (void)state;
    for (uint32_t count = 0; count <= 40; count++) {
        double numbers[41];
        numbers[count] = 42;
        cw_random_uniforms(numbers, count, 7, UINT64_C(1) << 40);
        for (uint32_t k = 0; k < count; k++)
            assert_true(numbers[k] == cw_random_uniform(7, UINT64_C(1) << 40, k));
        assert_true(numbers[count] == 42);
    }
    for (uint32_t pair = 0; pair < 20; pair++) {
        double both[2];
        cw_random_pair(both, 7, 3, pair);
        assert_true(both[0] == cw_random_uniform(7, 3, 2 * pair));
        assert_true(both[1] == cw_random_uniform(7, 3, 2 * pair + 1));
    }
}

static void within_zero_and_one_in_odd_steps(void **state)
{
    (void)state;
    for (uint64_t draw = 0; draw < 20000; draw++) {
        double number = cw_random_uniform(1, draw, 0);
        assert_true(number > 0 && number < 1);
        double steps = ldexp(number, 53);
        assert_true(steps == floor(steps) && fmod(steps, 2) == 1);
    }
}

/* Bounds of five standard errors: a sound generator passes for all but one seed in a million. */
static void moments_are_those_of_the_uniform_law(void **state)
{
    (void)state;
    enum { DRAWS = 100000, STREAMS = 4, BINS = 64 };
    size_t bins[BINS] = {0};
    double sum = 0, squares = 0, products = 0;
    for (uint64_t draw = 0; draw < DRAWS; draw++) {
        double numbers[STREAMS];
        cw_random_uniforms(numbers, STREAMS, 20220524, draw);
        for (size_t k = 0; k < STREAMS; k++) {
            sum += numbers[k];
            squares += (numbers[k] - 0.5) * (numbers[k] - 0.5);
            products += (numbers[k] - 0.5) * (numbers[(k + 1) % STREAMS] - 0.5);
            bins[(size_t)(numbers[k] * BINS)]++;
        }
    }
    double count = DRAWS * (double)STREAMS;
    assert_close(sum / count, 0.5, 5 * sqrt(1.0 / 12 / count));
    assert_close(squares / count, 1.0 / 12, 5 * sqrt(1.0 / 180 / count));
    assert_close(products / count, 0.0, 5 / 12.0 / sqrt(count));

    double chi_square = 0;
    for (size_t b = 0; b < BINS; b++) {
        double surplus = (double)bins[b] - count / BINS;
        chi_square += surplus * surplus / (count / BINS);
    }
    assert_close(chi_square, BINS - 1, 5 * sqrt(2.0 * (BINS - 1)));
}

static void seeds_draws_and_streams_differ(void **state)
{
    (void)state;
    double base = cw_random_uniform(5, 6, 7);
    assert_true(base != cw_random_uniform(6, 6, 7));
    assert_true(base != cw_random_uniform(5, 7, 7));
    assert_true(base != cw_random_uniform(5, 6, 6));
    assert_true(base != cw_random_uniform(5, 6, 8));
    assert_true(base != cw_random_uniform(5 + (UINT64_C(1) << 32), 6, 7));
    assert_true(base != cw_random_uniform(5, 6 + (UINT64_C(1) << 32), 7));
    assert_true(base == cw_random_uniform(5, 6, 7));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_second_writing_gives_the_known_answers),
        cmocka_unit_test(the_known_answer_for_zeros),
        cmocka_unit_test(agrees_with_the_second_writing),
        cmocka_unit_test(many_at_once_are_the_same_numbers),
        cmocka_unit_test(within_zero_and_one_in_odd_steps),
        cmocka_unit_test(moments_are_those_of_the_uniform_law),
        cmocka_unit_test(seeds_draws_and_streams_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
