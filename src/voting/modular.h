/* Arithmetic modulo primes of one machine word, and the whole number behind its remainders. */
#ifndef CW_VOTING_MODULAR_H
#define CW_VOTING_MODULAR_H

#include <stddef.h>
#include <stdint.h>

/* left * right modulo `modulus`, both below it. */
static inline uint64_t cw_mod_multiply(uint64_t left, uint64_t right, uint64_t modulus)
{
    return (uint64_t)((unsigned __int128)left * right % modulus);
}

/* left - right modulo `modulus`, both below it. */
static inline uint64_t cw_mod_subtract(uint64_t left, uint64_t right, uint64_t modulus)
{
    return left >= right ? left - right : left + (modulus - right);
}

/* A modulus just below a power of two: 2^bits - fold, fold below 2^16, bits at most 63; value 0 for
 * 2^64. The primes of cw_primes_below() are of this kind. */
typedef struct cw_modulus {
    uint64_t value;
    unsigned bits;
    uint64_t fold;
} cw_modulus;

static inline cw_modulus cw_modulus_of(uint64_t value)
{
    unsigned bits = value == 0 ? 64 : (unsigned)(64 - __builtin_clzll(value));
    return (cw_modulus){value, bits, value == 0 ? 0 : (UINT64_C(1) << bits) - value};
}

/* left * right, both below the modulus: the high part is folded onto the low one, twice. */
static inline uint64_t cw_fold_multiply(uint64_t left, uint64_t right, cw_modulus modulus)
{
    unsigned __int128 product = (unsigned __int128)left * right;
    if (modulus.value == 0)
        return (uint64_t)product;
    uint64_t mask = (UINT64_C(1) << modulus.bits) - 1;
    product = (unsigned __int128)(uint64_t)(product >> modulus.bits) * modulus.fold +
              ((uint64_t)product & mask);
    uint64_t folded =
        (uint64_t)(product >> modulus.bits) * modulus.fold + ((uint64_t)product & mask);
    return folded >= modulus.value ? folded - modulus.value : folded;
}

/* left + right, both below the modulus. */
static inline uint64_t cw_fold_add(uint64_t left, uint64_t right, cw_modulus modulus)
{
    uint64_t sum = left + right; /* moduli stay below 2^63, but for 2^64 itself */
    return modulus.value != 0 && sum >= modulus.value ? sum - modulus.value : sum;
}

/* left - right, both below the modulus. */
static inline uint64_t cw_fold_subtract(uint64_t left, uint64_t right, cw_modulus modulus)
{
    return left >= right ? left - right : left - right + modulus.value;
}

/* base^exponent modulo `modulus`, base below it. */
uint64_t cw_mod_power(uint64_t base, uint64_t exponent, uint64_t modulus);

/* The inverse of value > 0 modulo a prime. */
uint64_t cw_mod_inverse(uint64_t value, uint64_t prime);

/* The `count` largest primes below 2^bits (10 to 63), descending. Deterministic Miller-Rabin test:
 * Jaeschke 1993; bases of Sinclair, sufficient below 2^64. */
void cw_primes_below(uint64_t *out, size_t count, unsigned bits);

/* The whole number, in `count` limbs, whose remainders by the coprime moduli are given: Garner's
 * mixed radices (Knuth, TAOCP 2, 4.3.2). A first modulus of 0 stands for 2^64. The number must fit.
 * `digits` is scratch of `moduli_count` words. */
void cw_garner(uint64_t *out, size_t count, const uint64_t *remainders, const uint64_t *moduli,
               size_t moduli_count, uint64_t *digits);

#endif
