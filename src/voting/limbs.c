/* Whole numbers of any size. */
#include "voting/limbs.h"

#include <math.h>
#include <string.h>

/* The largest power of ten in one limb, and its exponent. */
#define DECIMAL_BASE UINT64_C(10000000000000000000)
#define DECIMAL_DIGITS 19

uint64_t cw_limbs_multiply_add(uint64_t *number, size_t count, uint64_t factor, uint64_t addend)
{
    unsigned __int128 carry = addend;
    for (size_t k = 0; k < count; k++) {
        carry += (unsigned __int128)number[k] * factor;
        number[k] = (uint64_t)carry;
        carry >>= 64;
    }
    return (uint64_t)carry;
}

uint64_t cw_limbs_divide(uint64_t *number, size_t count, uint64_t divisor)
{
    unsigned __int128 rest = 0;
    for (size_t k = count; k-- > 0;) {
        rest = (rest << 64) | number[k];
        number[k] = (uint64_t)(rest / divisor);
        rest %= divisor;
    }
    return (uint64_t)rest;
}

uint64_t cw_limbs_remainder(const uint64_t *number, size_t count, uint64_t divisor)
{
    unsigned __int128 rest = 0;
    for (size_t k = count; k-- > 0;)
        rest = ((rest << 64) | number[k]) % divisor;
    return (uint64_t)rest;
}

void cw_limbs_add(uint64_t *sum, size_t sum_count, const uint64_t *addend, size_t addend_count)
{
    unsigned __int128 carry = 0;
    for (size_t k = 0; k < sum_count && (k < addend_count || carry != 0); k++) {
        carry += (unsigned __int128)sum[k] + (k < addend_count ? addend[k] : 0);
        sum[k] = (uint64_t)carry;
        carry >>= 64;
    }
}

void cw_limbs_complement(uint64_t *number, size_t count, size_t power)
{
    uint64_t borrow = 0;
    for (size_t k = 0; k < count; k++) {
        uint64_t from = k == power / 64 ? UINT64_C(1) << (power % 64) : 0;
        uint64_t taken = number[k] + borrow;
        bool wrapped = taken < borrow;
        number[k] = from - taken;
        borrow = wrapped || from < taken ? 1 : 0;
    }
}

void cw_limbs_shift(uint64_t *number, size_t count, size_t power)
{
    size_t limbs = power / 64;
    unsigned bits = (unsigned)(power % 64);
    for (size_t k = count; k-- > 0;) {
        uint64_t high = k >= limbs ? number[k - limbs] << bits : 0;
        uint64_t low = bits > 0 && k > limbs ? number[k - limbs - 1] >> (64 - bits) : 0;
        number[k] = high | low;
    }
}

void cw_limbs_add_product(uint64_t *sum, size_t sum_count, const uint64_t *left, size_t left_count,
                          const uint64_t *right, size_t right_count)
{
    for (size_t j = 0; j < left_count && j < sum_count; j++) {
        if (left[j] == 0)
            continue;
        unsigned __int128 carry = 0;
        for (size_t k = 0; j + k < sum_count && (k < right_count || carry != 0); k++) {
            carry += sum[j + k];
            if (k < right_count)
                carry += (unsigned __int128)left[j] * right[k];
            sum[j + k] = (uint64_t)carry;
            carry >>= 64;
        }
    }
}

bool cw_limbs_equal(const uint64_t *left, const uint64_t *right, size_t count)
{
    return count == 0 || memcmp(left, right, count * sizeof *left) == 0;
}

bool cw_limbs_is_zero(const uint64_t *number, size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (number[k] != 0)
            return false;
    return true;
}

/* The 64 leading bits of a number, and how many bits follow them; 0 for 0. */
static uint64_t leading_bits(const uint64_t *number, size_t count, long *following)
{
    while (count > 0 && number[count - 1] == 0)
        count--;
    *following = 0;
    if (count == 0)
        return 0;
    int shift = __builtin_clzll(number[count - 1]);
    uint64_t bits = number[count - 1] << shift;
    if (shift > 0 && count > 1)
        bits |= number[count - 2] >> (64 - shift);
    *following = (long)(count - 1) * 64 - shift;
    return bits;
}

double cw_limbs_ratio(const uint64_t *numerator, size_t numerator_count,
                      const uint64_t *denominator, size_t denominator_count)
{
    long above;
    long below;
    uint64_t top = leading_bits(numerator, numerator_count, &above);
    uint64_t bottom = leading_bits(denominator, denominator_count, &below);
    if (top == 0 || bottom == 0)
        return 0.0;
    /* 64 to 65 bits of the quotient, cut off: far below half a unit of a double's last place. */
    unsigned __int128 quotient = ((unsigned __int128)top << 64) / bottom;
    return ldexp((double)quotient, (int)(above - below - 64));
}

char *cw_limbs_text(cw_arena *arena, const uint64_t *number, size_t count)
{
    size_t room = count * 20 + 2;
    char *text = cw_arena_allocate(arena, room, 1);
    uint64_t *rest = cw_arena_allocate(arena, count, sizeof *rest);
    if (text == NULL || rest == NULL)
        return NULL;
    if (count > 0)
        memcpy(rest, number, count * sizeof *rest);
    size_t at = room - 1;
    do {
        uint64_t digits = cw_limbs_divide(rest, count, DECIMAL_BASE);
        bool is_last = cw_limbs_is_zero(rest, count);
        for (int k = 0; k < DECIMAL_DIGITS && (!is_last || digits > 0 || k == 0); k++) {
            text[--at] = (char)('0' + (int)(digits % 10));
            digits /= 10;
        }
    } while (!cw_limbs_is_zero(rest, count));
    return text + at;
}

void cw_limbs_factorial(uint64_t *factorial, size_t count, size_t n)
{
    memset(factorial, 0, count * sizeof *factorial);
    factorial[0] = 1;
    for (size_t k = 2; k <= n; k++)
        (void)cw_limbs_multiply_add(factorial, count, k, 0);
}

size_t cw_limbs_of_factorial(size_t n)
{
    return n < 2 ? 1 : (size_t)(lgamma((double)n + 1.0) / log(2.0) / 64.0) + 2;
}

static bool is_prime(size_t n)
{
    for (size_t d = 2; d * d <= n; d++)
        if (n % d == 0)
            return false;
    return n >= 2;
}

void cw_limbs_reduce_by_factorial(uint64_t *numerator, uint64_t *denominator, size_t count,
                                  size_t n)
{
    if (cw_limbs_is_zero(numerator, count)) {
        memset(denominator, 0, count * sizeof *denominator);
        denominator[0] = 1;
        return;
    }
    for (size_t prime = 2; prime <= n; prime++) {
        if (!is_prime(prime))
            continue;
        while (cw_limbs_remainder(numerator, count, prime) == 0 &&
               cw_limbs_remainder(denominator, count, prime) == 0) {
            (void)cw_limbs_divide(numerator, count, prime);
            (void)cw_limbs_divide(denominator, count, prime);
        }
    }
}
