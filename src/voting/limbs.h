/* Whole numbers of any size: little-endian arrays of 64-bit limbs, only what counting needs. */
#ifndef CW_VOTING_LIMBS_H
#define CW_VOTING_LIMBS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/base/context.h"

/* number = number * factor + addend; returns what does not fit into `count` limbs. */
uint64_t cw_limbs_multiply_add(uint64_t *number, size_t count, uint64_t factor, uint64_t addend);

/* number = number / divisor; returns the remainder. divisor > 0. */
uint64_t cw_limbs_divide(uint64_t *number, size_t count, uint64_t divisor);

/* The remainder of number by divisor > 0, leaving number as it is. */
uint64_t cw_limbs_remainder(const uint64_t *number, size_t count, uint64_t divisor);

/* sum += addend, whose count is at most the sum's; what does not fit is lost. */
void cw_limbs_add(uint64_t *sum, size_t sum_count, const uint64_t *addend, size_t addend_count);

/* number = 2^power - number, for 0 <= number <= 2^power < 2^(64 count). */
void cw_limbs_complement(uint64_t *number, size_t count, size_t power);

/* number *= 2^power; what does not fit is lost. */
void cw_limbs_shift(uint64_t *number, size_t count, size_t power);

/* sum += left * right; what does not fit into sum is lost. */
void cw_limbs_add_product(uint64_t *sum, size_t sum_count, const uint64_t *left, size_t left_count,
                          const uint64_t *right, size_t right_count);

/* Whether the two numbers of `count` limbs are equal; whether one is 0. */
bool cw_limbs_equal(const uint64_t *left, const uint64_t *right, size_t count);
bool cw_limbs_is_zero(const uint64_t *number, size_t count);

/* numerator / denominator as a double, to within 1 unit in the last place; 0 / 0 is 0. */
double cw_limbs_ratio(const uint64_t *numerator, size_t numerator_count,
                      const uint64_t *denominator, size_t denominator_count);

/* Decimal digits, ended by a NUL, owned by the arena; NULL where memory cannot be had. */
char *cw_limbs_text(cw_arena *arena, const uint64_t *number, size_t count);

/* factorial = n!, in `count` limbs, enough of them (see below). */
void cw_limbs_factorial(uint64_t *factorial, size_t count, size_t n);

/* Limbs that hold n!. */
size_t cw_limbs_of_factorial(size_t n);

/* Takes out of numerator and of n!, the denominator, all they have in common, by the primes up to
 * n: n! has no others. */
void cw_limbs_reduce_by_factorial(uint64_t *numerator, uint64_t *denominator, size_t count,
                                  size_t n);

#endif
