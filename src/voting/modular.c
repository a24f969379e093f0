/* Arithmetic modulo primes of one machine word. */
#include "voting/modular.h"

#include <stdbool.h>
#include <string.h>

#include "voting/limbs.h"

uint64_t cw_mod_power(uint64_t base, uint64_t exponent, uint64_t modulus)
{
    uint64_t power = 1 % modulus;
    for (; exponent > 0; exponent >>= 1) {
        if (exponent & 1)
            power = cw_mod_multiply(power, base, modulus);
        base = cw_mod_multiply(base, base, modulus);
    }
    return power;
}

uint64_t cw_mod_inverse(uint64_t value, uint64_t prime)
{
    return cw_mod_power(value, prime - 2, prime);
}

/* Whether `base` fails to show that the odd n - 1 = odd * 2^twos plus one is composite. */
static bool passes(uint64_t n, uint64_t base, uint64_t odd, unsigned twos)
{
    uint64_t x = base % n == 0 ? 1 : cw_mod_power(base % n, odd, n);
    if (x == 1 || x == n - 1)
        return true;
    for (unsigned k = 1; k < twos; k++) {
        x = cw_mod_multiply(x, x, n);
        if (x == n - 1)
            return true;
    }
    return false;
}

static bool is_prime(uint64_t n)
{
    static const uint64_t bases[] = {2, 325, 9375, 28178, 450775, 9780504, 1795265022};
    unsigned twos = (unsigned)__builtin_ctzll(n - 1);
    uint64_t odd = (n - 1) >> twos;
    for (size_t k = 0; k < sizeof bases / sizeof *bases; k++)
        if (!passes(n, bases[k], odd, twos))
            return false;
    return true;
}

void cw_primes_below(uint64_t *out, size_t count, unsigned bits)
{
    uint64_t candidate = (UINT64_C(1) << bits) - 1;
    for (size_t found = 0; found < count; candidate -= 2)
        if (is_prime(candidate))
            out[found++] = candidate;
}

/* The mixed-radix digit of one modulus: (remainder - the number so far) / (the moduli so far). */
static uint64_t next_digit(const uint64_t *digits, const uint64_t *moduli, size_t done,
                           uint64_t remainder, uint64_t modulus)
{
    uint64_t value = 0;
    uint64_t radix = 1;
    for (size_t j = done; j-- > 0;) {
        uint64_t step = moduli[j] == 0 ? (uint64_t)(((unsigned __int128)1 << 64) % modulus)
                                       : moduli[j] % modulus;
        value = (uint64_t)(((unsigned __int128)value * step + digits[j]) % modulus);
        radix = cw_mod_multiply(radix, step, modulus);
    }
    uint64_t difference = cw_mod_subtract(remainder, value, modulus);
    return cw_mod_multiply(difference, cw_mod_inverse(radix, modulus), modulus);
}

void cw_garner(uint64_t *out, size_t count, const uint64_t *remainders, const uint64_t *moduli,
               size_t moduli_count, uint64_t *digits)
{
    for (size_t j = 0; j < moduli_count; j++)
        digits[j] =
            j == 0 ? remainders[0] : next_digit(digits, moduli, j, remainders[j], moduli[j]);
    memset(out, 0, count * sizeof *out);
    for (size_t j = moduli_count; j-- > 0;) {
        if (moduli[j] == 0) { /* by 2^64: one limb up */
            memmove(out + 1, out, (count - 1) * sizeof *out);
            out[0] = digits[j];
        } else {
            (void)cw_limbs_multiply_add(out, count, moduli[j], digits[j]);
        }
    }
}
