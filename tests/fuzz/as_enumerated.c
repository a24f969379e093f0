#include "as_enumerated.h"

#include <math.h>
#include <stdlib.h>

#include "require.h"

static cw_power *power_of(const cw_game *game, cw_context *context, cw_power_mode mode,
                          const size_t *unions)
{
    cw_power *power = NULL;
    cw_power_options options = {.mode = mode, .wanted = UINT64_MAX, .unions = unions, .threads = 1};
    cw_diagnostics diagnostics;
    size_t count;
    cw_power_indices(&count);
    options.wanted = count < 64 ? (UINT64_C(1) << count) - 1 : UINT64_MAX;
    cw_diagnostics_init(&diagnostics, context);
    require(cw_power_compute(&power, context, &diagnostics, (cw_place){0}, game, &options) ==
            CW_OK);
    cw_diagnostics_free(&diagnostics);
    return power;
}

static void require_fraction(const char *text, cw_fraction expected)
{
    char *rest;
    __int128 above = strtoll(text, &rest, 10);
    require(*rest == '/');
    __int128 below = strtoll(rest + 1, &rest, 10);
    require(*rest == '\0' && below > 0);
    require(above * (__int128)expected.denominator == (__int128)expected.numerator * below);
}

static void compare(const cw_power *power, const cw_enumeration *counted, bool has_not)
{
    require(power->winning == NULL || strtoull(power->winning, NULL, 10) == counted->winning);
    require(power->facts.all_win == counted->all_win);
    require(power->facts.empty_wins == counted->empty_wins);
    require(power->facts.proper == CW_FACT_UNKNOWN ||
            (power->facts.proper == CW_FACT_YES) == counted->proper);
    for (size_t m = 0; m < power->members && !has_not; m++) {
        if (power->swings != NULL)
            require(strtoull(power->swings[m], NULL, 10) == counted->swings[m]);
        if (power->shapley_shubik != NULL)
            require_fraction(power->shapley_shubik[m],
                             cw_enumeration_shapley_shubik_exact(counted, m));
    }
}

/* Every index of the fast mode lies within its own error of the exact one, and either both are defined
 * or neither. */
static void compare_modes(const cw_power *exact, const cw_power *fast)
{
    for (size_t k = 0; k < exact->index_count; k++) {
        for (size_t m = 0; m < exact->members; m++) {
            double value = cw_power_value(exact, k, m);
            double other = cw_power_value(fast, k, m);
            if (isnan(value) || isnan(other))
                continue;
            require(fabs(value - other) <= 1e-12 + fast->errors[k] + exact->errors[k]);
        }
    }
}

void require_as_enumerated(cw_context *context, const cw_game *game, const size_t *unions,
                           bool has_not)
{
    static cw_enumeration counted; /* large; one run at a time */
    require(cw_enumerate(&counted, context, game) == CW_OK);
    cw_power *exact = power_of(game, context, CW_POWER_EXACT, unions);
    cw_power *fast = power_of(game, context, CW_POWER_FAST, unions);
    compare(exact, &counted, has_not);
    compare(fast, &counted, has_not);
    compare_modes(exact, fast);
    cw_power_free(fast);
    cw_power_free(exact);
}
