/* What the answer hangs on, where it can be worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "counterweight/study.h"
#include "support/assert_close.h"
#include "support/read_dossier.h"

/* Weak is pressed by Strong over a status quo of 40; alone they settle at 40 + X, X = 3/4 of what Weak
 * depends on Strong. Third vetoes every change in the forum, so Weak gains X there, unless X is more
 * than the cost b of going around it: then nothing. X and b are uniform on [0, 30]. */
static const char *const text =
    "counterweight: 1\n"
    "title: test\n"
    "as_of: 2022-05-24\n"
    "question: {state: WEAK, against: STRONG, forum: forum, issue: stake}\n"
    "states:\n"
    "  STRONG: {name: Strong, capability: 3}\n"
    "  WEAK: {name: Weak, capability: 1}\n"
    "  THIRD: {name: Third, capability: [1, 2]}\n"
    "  FAR: {name: Far, capability: [1, 2]}\n"
    "forums:\n"
    "  forum:\n"
    "    name: Forum\n"
    "    members: [{states: [STRONG, WEAK, THIRD]}]\n"
    "    rule: consensus\n"
    "    bypass_cost: [0, 30]\n"
    "issues:\n"
    "  stake:\n"
    "    question: how much?\n"
    "    scale: {0: none, 100: all}\n"
    "    status_quo: 40\n"
    "    positions: {STRONG: 90, WEAK: 10, THIRD: 40, FAR: [10, 20]}\n"
    "    salience: {STRONG: 1, WEAK: 1, THIRD: 0.5, FAR: 1}\n"
    "ties:\n"
    "  - {of: WEAK, on: STRONG, dependence: [0, 40]}\n"
    "claims:\n"
    "  gains: {text: it gains, test: {measure: gain, is: above, than: 12}}\n"
    "  much: {text: it gains much, test: {measure: gain, is: above, than: 29}}\n"
    "  bound: {text: it depends, test: {measure: dependence, state: WEAK, on: STRONG, is: below, "
    "than: 10}}\n"
    "  leads: {text: it leads, test: {measure: capability_share, state: STRONG, forum: forum, is: "
    "above, than: 0.52}}\n"
    "  votes: {text: it has votes, test: {measure: shapley_shubik, state: STRONG, forum: forum, "
    "is: "
    "above, than: 0.2}}\n";

enum { GAINS, MUCH, BOUND, LEADS, VOTES };

typedef struct fixture {
    cw_context context;
    cw_dossier *dossier;
    cw_study *study;
} fixture;

static int set_up(void **state)
{
    static fixture shared;
    shared = (fixture){0};
    cw_context_init(&shared.context);
    shared.dossier = read_dossier(&shared.context, text);
    assert_int_equal(cw_study_run(&shared.study, &shared.context, shared.dossier, NULL), CW_OK);
    *state = &shared;
    return 0;
}

static int tear_down(void **state)
{
    fixture *test = *state;
    cw_study_free(test->study);
    cw_dossier_free(test->dossier);
    return 0;
}

static const cw_driver *driver_of(const fixture *test, const char *path)
{
    for (size_t d = 0; d < test->study->driver_count; d++)
        if (strcmp(test->dossier->quantities[test->study->drivers[d].quantity].path, path) == 0)
            return &test->study->drivers[d];
    fail_msg("no driver %s", path);
    return NULL;
}

static void assert_near(const cw_estimate *found, double truth, double within)
{
    assert_close(found->value, truth, within);
    assert_true(found->low95 <= found->value && found->value <= found->high95);
    /* A little wider than the interval: one in twenty misses. */
    double half = found->high95 - found->low95;
    assert_true(found->low95 - half <= truth && truth <= found->high95 + half);
}

/* The gain is g = X where X <= b, else 0. E g = 5, E g^2 = 75, so Var g = 50; E(g | X) = X (1 - X / 30)
 * has variance 30 - 25 = 5, E(g | b) = b^2 / 60 has 45 - 25 = 20. So X alone has 0.1 of the variance
 * and all but what b alone has, 0.6; b alone 0.4 and 0.9. */
static void shares_in_the_variance_of_the_gain(void **state)
{
    const fixture *test = *state;
    const cw_driver *tie = driver_of(test, "ties.WEAK.STRONG.dependence");
    const cw_driver *cost = driver_of(test, "forums.forum.bypass_cost");
    assert_near(&tie->shares[CW_VARIED_GAIN].first, 0.1, 0.01);
    assert_near(&tie->shares[CW_VARIED_GAIN].total, 0.6, 0.01);
    assert_near(&cost->shares[CW_VARIED_GAIN].first, 0.4, 0.01);
    assert_near(&cost->shares[CW_VARIED_GAIN].total, 0.9, 0.01);
    assert_close(test->study->variance.figures[CW_VARIED_GAIN].mean, 5.0, 0.05);
    assert_close(test->study->variance.figures[CW_VARIED_GAIN].variance, 50.0, 0.5);
}

/* Alone they settle at 40 + X: the tie has all of the variance, 30^2 / 12, and the cost nothing. */
static void shares_in_the_variance_of_the_bilateral_settlement(void **state)
{
    const fixture *test = *state;
    const cw_driver *tie = driver_of(test, "ties.WEAK.STRONG.dependence");
    const cw_driver *cost = driver_of(test, "forums.forum.bypass_cost");
    assert_near(&tie->shares[CW_VARIED_BILATERAL].total, 1.0, 0.01);
    assert_close(cost->shares[CW_VARIED_BILATERAL].total.value, 0.0, 0.0);
    assert_close(test->study->variance.figures[CW_VARIED_BILATERAL].variance, 75.0, 0.5);
}

/* The driver with the largest total share comes first; what has no part in the headline, or does
 * nothing there, is no driver. */
static void drivers_come_by_their_total_share(void **state)
{
    const fixture *test = *state;
    assert_int_equal(test->study->driver_count, 2);
    assert_int_equal(test->study->variance.inputs, 3);
    assert_string_equal(test->dossier->quantities[test->study->drivers[0].quantity].path,
                        "forums.forum.bypass_cost");
}

/* Held at an end: b = 0 leaves no gain, b = 30 the whole of X, on average 15; X = 0 and X = 30 leave
 * none. */
static void ends_while_all_else_is_drawn(void **state)
{
    const fixture *test = *state;
    const cw_driver *tie = driver_of(test, "ties.WEAK.STRONG.dependence");
    const cw_driver *cost = driver_of(test, "forums.forum.bypass_cost");
    assert_close(cost->at_low.mean.value, 0.0, 1e-9);
    assert_close(cost->at_low.median.high95, 0.0, 1e-9);
    assert_near(&cost->at_high.mean, 15.0, 0.3);
    assert_near(&cost->at_high.median, 15.0, 0.5);
    assert_close(tie->at_low.mean.value, 0.0, 1e-9);
    assert_close(tie->at_high.mean.value, 0.0, 1e-9);
    assert_int_equal(test->study->variance.end_draws, 10000);
}

/* At the modes X = b = 15: the gain is lost at more dependence than 20, at less cost than 15. */
static void the_gain_turns(void **state)
{
    const fixture *test = *state;
    const cw_driver *tie = driver_of(test, "ties.WEAK.STRONG.dependence");
    const cw_driver *cost = driver_of(test, "forums.forum.bypass_cost");
    assert_true(tie->flips && cost->flips);
    assert_close(tie->flip_at, 20.0, 1e-6);
    assert_close(cost->flip_at, 15.0, 1e-6);
    assert_close(cost->swing, 15.0, 1e-6);
}

static void assert_flip(const fixture *test, const cw_claim_result *claim, size_t flip,
                        const char *path, double at)
{
    assert_true(flip < claim->flip_count);
    assert_string_equal(test->dossier->quantities[claim->flips[flip].quantity].path, path);
    assert_close(claim->flips[flip].at, at, 1e-6);
}

static void verdicts_turn(void **state)
{
    const fixture *test = *state;
    const cw_claim_result *claims = test->study->claims;
    /* A gain above 12: at the modes it is 15, until X leaves 12 to 15 or b falls below 15: both turn it
     * at their modes, so they come in the order of the dossier. */
    assert_true(claims[GAINS].flips_known && claims[GAINS].holds_at_modes);
    assert_int_equal(claims[GAINS].flip_count, 2);
    assert_flip(test, &claims[GAINS], 0, "forums.forum.bypass_cost", 15.0);
    assert_flip(test, &claims[GAINS], 1, "ties.WEAK.STRONG.dependence", 20.0);
    /* Above 29: no single number does it, since X and b must both be large. */
    assert_true(claims[MUCH].flips_known && !claims[MUCH].holds_at_modes);
    assert_int_equal(claims[MUCH].flip_count, 0);
    assert_int_equal(claims[BOUND].flip_count, 1);
    assert_flip(test, &claims[BOUND], 0, "ties.WEAK.STRONG.dependence", 10.0);
    /* 3 / (4 + c) = 0.52 at c = 1.7692. */
    assert_int_equal(claims[LEADS].flip_count, 1);
    assert_flip(test, &claims[LEADS], 0, "states.THIRD.capability", 3.0 / 0.52 - 4.0);
    /* Voting power hangs on no range. */
    assert_false(claims[VOTES].flips_known);
}

/* A median of 10,000 draws of g, whose exact median solves P(g <= m) = 1/2: P(g = 0) = 1/2, so 0; and a
 * mean of 5. */
static void the_headline_is_known_so_well(void **state)
{
    const fixture *test = *state;
    const cw_precision *found = &test->study->cases[0].precision;
    const cw_summary *gain = &test->study->cases[0].venues[test->study->headline].gain;
    assert_near(&found->mean, 5.0, 0.2);
    assert_close(found->mean.value, gain->mean, 0.0);
    assert_close(found->median.value, gain->median, 0.0);
    assert_close(found->high80.value, gain->high80, 0.0);
    /* sd / sqrt(n) times 1.96, sd = sqrt(50) */
    assert_close(found->mean.high95 - found->mean.low95, 2 * 1.96 * sqrt(50.0) / 100.0, 0.005);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_in_the_variance_of_the_gain),
        cmocka_unit_test(shares_in_the_variance_of_the_bilateral_settlement),
        cmocka_unit_test(drivers_come_by_their_total_share),
        cmocka_unit_test(ends_while_all_else_is_drawn),
        cmocka_unit_test(the_gain_turns),
        cmocka_unit_test(verdicts_turn),
        cmocka_unit_test(the_headline_is_known_so_well),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
