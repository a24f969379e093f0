/* Quotas and weights as whole numbers, without rounding. */
#include "counterweight/voting/quota.h"

#include <math.h>

#define PLACES_MAX 15
#define TOTAL_BELOW (INT64_C(1) << 62)
/* Up to here every whole number is a double. */
#define WHOLE_MAX 9007199254740992.0

static const double powers[PLACES_MAX + 1] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                              1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

cw_status cw_decimal_of(int64_t *digits, int *places, double value)
{
    if (!(value >= 0.0))
        return CW_ERROR_LIMIT;
    for (int k = 0; k <= PLACES_MAX; k++) {
        double whole = round(value * powers[k]);
        if (whole > WHOLE_MAX)
            return CW_ERROR_LIMIT;
        /* Both are exact doubles, so the division rounds as reading the decimal does. */
        if (whole / powers[k] == value) {
            *digits = (int64_t)whole;
            *places = k;
            return CW_OK;
        }
    }
    return CW_ERROR_LIMIT;
}

static __int128 power_of_ten(int places)
{
    __int128 power = 1;
    for (int k = 0; k < places; k++)
        power *= 10;
    return power;
}

/* The least whole number that is at least (or more than) numerator / denominator. */
static cw_status round_up(int64_t *out, __int128 numerator, __int128 denominator, int more_than)
{
    __int128 whole = numerator / denominator;
    if (more_than || numerator % denominator != 0)
        whole++;
    if (whole >= TOTAL_BELOW)
        return CW_ERROR_LIMIT;
    *out = (int64_t)whole;
    return CW_OK;
}

cw_status cw_quota_of_share(int64_t *out, double percent, int64_t total, int more_than)
{
    int64_t digits;
    int places;
    cw_status status = cw_decimal_of(&digits, &places, percent);
    if (status != CW_OK)
        return status;
    return round_up(out, (__int128)digits * total, 100 * power_of_ten(places), more_than);
}

cw_status cw_quota_scale(int64_t *out, double value, int places, int more_than)
{
    int64_t digits;
    int own_places;
    cw_status status = cw_decimal_of(&digits, &own_places, value);
    if (status != CW_OK)
        return status;
    return round_up(out, (__int128)digits * power_of_ten(places), power_of_ten(own_places),
                    more_than);
}

cw_status cw_weights_scale(int64_t *out, int *places, const double *weights, size_t count)
{
    int most = 0;
    for (size_t k = 0; k < count; k++) {
        int64_t digits;
        int own_places;
        if (isnan(weights[k]))
            continue;
        if (cw_decimal_of(&digits, &own_places, weights[k]) != CW_OK)
            return CW_ERROR_LIMIT;
        most = own_places > most ? own_places : most;
    }
    __int128 total = 0;
    for (size_t k = 0; k < count; k++) {
        int64_t digits = 0;
        int own_places = 0;
        if (!isnan(weights[k]) && cw_decimal_of(&digits, &own_places, weights[k]) != CW_OK)
            return CW_ERROR_LIMIT;
        __int128 whole = digits * power_of_ten(most - own_places);
        total += whole;
        if (total >= TOTAL_BELOW)
            return CW_ERROR_LIMIT;
        out[k] = (int64_t)whole;
    }
    *places = most;
    return CW_OK;
}
