/* Members joining a distribution, in waves and in columns, against one member after another into a
 * second array; the inner loops for every processor; sums. Bytes are compared. */
#include "voting/support.h"

#include <stdlib.h>
#include <string.h>

#include "voting/distribution.h"

#define LENGTH ((size_t)400000)
#define MEMBERS ((size_t)12)

static const uint64_t prime = (UINT64_C(1) << 56) - 5;

static const cw_ring ring = {
    .modulus = (UINT64_C(1) << 56) - 5, .bits = 56, .fold = 5, .factor = 200};

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Light members, then some around the weights where columns begin, some nearly alike, one whose
 * weight is many times another's. Stay and move are such that doubles neither overflow nor vanish. */
static void list_members(cw_joining *members, size_t length)
{
    static const size_t weights[MEMBERS] = {3,     700,   2048,  5000,  30011, 40959,
                                            40960, 41500, 41500, 61234, 62000, 250001};
    size_t sum = 0;
    for (size_t k = 0; k < MEMBERS; k++) {
        sum += weights[k];
        members[k] = (cw_joining){weights[k], smaller(sum + 1, length), 0.3 + 0.05 * (double)k,
                                  0.7 - 0.05 * (double)k};
    }
}

/* One member after another, all cells from those before. */
static void join_plainly(uint64_t *cells, uint64_t *before, size_t length,
                         const cw_joining *members, size_t count, cw_block *block, bool scale)
{
    for (size_t k = 0; k < count; k++) {
        cw_ring own = ring;
        size_t weight = members[k].weight;
        own.stay = members[k].stay;
        own.move = members[k].move;
        memcpy(before, cells, length * sizeof *cells);
        if (weight < members[k].reach)
            block(cells + weight, before, members[k].reach - weight, &own);
        for (size_t x = 0; scale && x < smaller(weight, members[k].reach); x++)
            ((double *)(void *)cells)[x] *= own.stay;
    }
}

static void assert_joined(size_t length, cw_block *block, bool scale, bool has_room)
{
    cw_joining members[MEMBERS];
    uint64_t *cells = calloc(3 * length + CW_DISTRIBUTION_ROOM, sizeof *cells);
    uint64_t *expected = cells + length;
    uint64_t *before = expected + length;
    uint64_t *room = before + length;
    assert_non_null(cells);
    list_members(members, length);
    ((double *)(void *)cells)[0] = scale ? 1.0 : 0.0;
    cells[0] = scale ? cells[0] : 1;
    memcpy(expected, cells, length * sizeof *cells);
    const cw_counting_by by = {block, ring, scale};
    assert_int_equal(
        cw_distribution_join(cells, has_room ? room : NULL, test_context(), members, MEMBERS, &by),
        CW_OK);
    join_plainly(expected, before, length, members, MEMBERS, block, scale);
    assert_memory_equal(cells, expected, length * sizeof *cells);
    free(cells);
}

static void every_way_of_joining(void **unused)
{
    (void)unused;
    const cw_kernels *kernels = cw_kernels_here();
    const size_t lengths[] = {1, 3000, 81921, 250002, LENGTH, 600000};
    for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++)
        for (int has_room = 0; has_room <= 1; has_room++) {
            assert_joined(lengths[k], kernels->add, false, has_room == 1);
            assert_joined(lengths[k], kernels->add_mod, false, has_room == 1);
            assert_joined(lengths[k], kernels->multiply, false, has_room == 1);
            assert_joined(lengths[k], kernels->chance, true, has_room == 1);
        }
}

/* Numbers that look drawn. */
static uint64_t draw(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 7;
}

static void assert_like_plain(cw_block *block, cw_block *plain, size_t start, bool in_doubles)
{
    uint64_t seed = start;
    uint64_t cells[2][80];
    uint64_t more[80];
    for (size_t k = 0; k < 80; k++) {
        cells[0][k] = draw(&seed) % prime;
        more[k] = draw(&seed) % prime;
        double small = (double)(cells[0][k] % 1000) / 997.0;
        if (in_doubles)
            memcpy(&cells[0][k], &small, sizeof small);
        small = (double)more[k] / 1e17;
        if (in_doubles)
            memcpy(&more[k], &small, sizeof small);
    }
    memcpy(cells[1], cells[0], sizeof cells[0]);
    cw_ring own = ring;
    own.stay = 0.37;
    own.move = 0.63;
    block(cells[0] + start, more, 80 - start, &own);
    plain(cells[1] + start, more, 80 - start, &own);
    assert_memory_equal(cells[0], cells[1], sizeof cells[0]);
}

/* Every instruction set gives the same bytes, wherever a run of cells begins. */
static void every_processor(void **unused)
{
    (void)unused;
    const cw_kernels *plain = cw_kernels_variant(0);
    for (size_t variant = 1; variant < CW_KERNEL_VARIANTS; variant++) {
        const cw_kernels *wide = cw_kernels_variant(variant);
        for (size_t start = 0; start < 20 && wide != NULL; start++) {
            assert_like_plain(wide->add, plain->add, start, false);
            assert_like_plain(wide->add_mod, plain->add_mod, start, false);
            assert_like_plain(wide->multiply, plain->multiply, start, false);
            assert_like_plain(wide->odds, plain->odds, start, true);
            assert_like_plain(wide->chance, plain->chance, start, true);
        }
    }
}

/* The loop against the definition: what it leaves is congruent to to + factor from. */
static void multiplying_is_modular(void **unused)
{
    (void)unused;
    uint64_t seed = 5;
    for (int k = 0; k < 10000; k++) {
        uint64_t to = draw(&seed) % prime;
        uint64_t from = draw(&seed) % prime;
        uint64_t cell = to;
        cw_kernels_here()->multiply(&cell, &from, 1, &ring);
        assert_true(cell % prime ==
                    (uint64_t)((to + (unsigned __int128)ring.factor * from) % prime));
        assert_true(cell < (UINT64_C(1) << 56) + (UINT64_C(1) << 8) * ring.fold);
    }
}

static void sums_add_up(void **unused)
{
    (void)unused;
    static uint64_t cells[10007];
    static double doubles[10007];
    uint64_t seed = 9;
    uint64_t sum = 0;
    long double exact = 0.0L;
    for (size_t x = 0; x < 10007; x++) {
        cells[x] = draw(&seed) % (prime + 3); /* only partly reduced */
        doubles[x] = (double)cells[x];
    }
    static uint64_t expected[10007];
    for (size_t x = 0; x < 10007; x++)
        expected[x] = sum = (sum + cells[x]) % prime;
    assert_int_equal(cw_distribution_sum(cells, 10007, prime, test_context()), CW_OK);
    assert_memory_equal(cells, expected, sizeof cells);
    static double kept[10007];
    memcpy(kept, doubles, sizeof doubles);
    assert_int_equal(cw_distribution_sum_doubles(doubles, 10007, test_context()), CW_OK);
    for (size_t x = 0; x < 10007; x++) {
        exact += kept[x];
        assert_close(doubles[x] / (double)exact, 1.0, 1e-14);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_way_of_joining),
        cmocka_unit_test(every_processor),
        cmocka_unit_test(multiplying_is_modular),
        cmocka_unit_test(sums_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
