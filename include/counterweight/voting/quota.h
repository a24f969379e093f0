/* Quotas and weights as written, in decimals, made whole numbers without rounding. */
#ifndef COUNTERWEIGHT_VOTING_QUOTA_H
#define COUNTERWEIGHT_VOTING_QUOTA_H

#include <stddef.h>
#include <stdint.h>

#include "counterweight/base/status.h"

/* The decimal that a double was read from: *digits / 10^*places is the number with the fewest places
 * (0 to 15) that reads back as `value`. Exact for anything written with up to 15 significant digits.
 * CW_ERROR_LIMIT where there is none (a value not read from such a text, negative, or too large). */
cw_status cw_decimal_of(int64_t *digits, int *places, double value);

/* Least whole number that is at least `percent` % of `total`, or, if `more_than`, that is more than
 * it. Computed in integers: 55% of 20 is 11. Errors as cw_decimal_of(). */
cw_status cw_quota_of_share(int64_t *out, double percent, int64_t total, int more_than);

/* Scales `count` weights (each >= 0; NaN counts as 0) by one power of ten, *places of it, the least
 * that makes them whole. CW_ERROR_LIMIT where one cannot be, or the sum would reach 2^62. */
cw_status cw_weights_scale(int64_t *out, int *places, const double *weights, size_t count);

/* `value` times 10^places, rounded up to a whole number, or, if `more_than`, the least whole number
 * above it: the quota that belongs to weights scaled by 10^places. Errors as cw_decimal_of(). */
cw_status cw_quota_scale(int64_t *out, double value, int places, int more_than);

#endif
