/* Venues: the closed form, the bound on what a forum is worth, bypass, chair, voices, votes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "counterweight/base/random.h"
#include "counterweight/venue.h"
#include "support/assert_close.h"
#include "support/read_dossier.h"

/* Three members under consensus, one observer, and a club without the presser. */
static const char *const text =
    "counterweight: 1\n"
    "title: test\n"
    "as_of: 2022-05-24\n"
    "question: {state: WEAK, against: STRONG, forum: forum, issue: stake}\n"
    "states:\n"
    "  STRONG: {name: Strong, capability: 3}\n"
    "  WEAK: {name: Weak, capability: 1}\n"
    "  THIRD: {name: Third, capability: 1}\n"
    "  GUEST: {name: Guest, capability: 2}\n"
    "  SILENT: {name: Silent, capability: 5}\n"
    "forums:\n"
    "  forum:\n"
    "    name: Forum\n"
    "    members: [{states: [STRONG, WEAK, THIRD, SILENT]}, {state: GUEST, status: observer, "
    "voice: 0.5}]\n"
    "    rule: consensus\n"
    "    chair: [{state: STRONG}]\n"
    "    bypass_cost: 8\n"
    "    formality: 0\n"
    "    agenda_power: 0\n"
    "  club: {name: Club, members: [{states: [WEAK, THIRD]}], rule: consensus, bypass_cost: 8}\n"
    "  void: {name: Void, members: [{state: SILENT}], rule: consensus}\n"
    "issues:\n"
    "  stake:\n"
    "    question: how much?\n"
    "    scale: {0: none, 100: all}\n"
    "    status_quo: 40\n"
    "    positions: {STRONG: 90, WEAK: 10, THIRD: 30, GUEST: 20}\n"
    "    salience: {STRONG: 1, WEAK: 1, THIRD: 0.5, GUEST: 0.5}\n"
    "ties:\n"
    "  - {of: WEAK, on: STRONG, dependence: 20}\n"
    "  - {of: STRONG, on: WEAK, dependence: 4}\n"
    "  - {of: THIRD, on: STRONG, dependence: 10}\n"
    "  - {of: STRONG, on: THIRD, dependence: 6}\n";

enum { STRONG, WEAK, THIRD, GUEST, SILENT };
enum { FORUM, CLUB, VOID };

typedef struct fixture {
    cw_context context;
    cw_dossier *dossier;
    cw_sampler *sampler;
    cw_case *built;
    cw_venue *venue;
    cw_venue *club;
    double values[64];
} fixture;

static int set_up(void **state)
{
    static fixture shared;
    shared = (fixture){0};
    cw_context_init(&shared.context);
    shared.dossier = read_dossier(&shared.context, text);
    assert_true(shared.dossier->quantity_count <= 64);
    assert_int_equal(cw_sampler_build(&shared.sampler, &shared.context, shared.dossier), CW_OK);
    assert_int_equal(cw_case_build(&shared.built, &shared.context, shared.dossier, CW_NONE), CW_OK);
    assert_int_equal(cw_venue_build(&shared.venue, &shared.context, shared.built, 0, FORUM), CW_OK);
    assert_int_equal(cw_venue_build(&shared.club, &shared.context, shared.built, 0, CLUB), CW_OK);
    cw_world_at_modes(shared.values, shared.sampler, shared.built);
    *state = &shared;
    return 0;
}

static int tear_down(void **state)
{
    fixture *test = *state;
    cw_venue_free(test->venue);
    cw_venue_free(test->club);
    cw_case_free(test->built);
    cw_sampler_free(test->sampler);
    cw_dossier_free(test->dossier);
    return 0;
}

static double *position(fixture *test, size_t state)
{
    return &test->values[cw_case_stand(test->built, 0, state)->position];
}

static double *salience(fixture *test, size_t state)
{
    return &test->values[cw_case_stand(test->built, 0, state)->salience];
}

static double *dependence(fixture *test, size_t of, size_t on)
{
    return &test->values[cw_case_dependence(test->built, of, on)];
}

static cw_settlement settle(const fixture *test, const cw_venue *venue)
{
    cw_settlement settlement;
    cw_venue_settle(&settlement, venue, test->values, cw_venue_default_model());
    return settlement;
}

/* z = q + a_j D_i - a_i D_j with a_j = 3/4: 40 + 0.75 * 20 - 0.25 * 4 = 54. */
static void bilateral_closed_form(void **state)
{
    fixture *test = *state;
    assert_close(cw_venue_bilateral(test->built, 0, test->values), 54.0, 1e-9);
    for (uint64_t draw = 0; draw < 2000; draw++) {
        double u[6];
        cw_random_uniforms(u, 6, 11, draw);
        double quo = test->values[test->built->issues[0].status_quo] = 30.0 + 40.0 * u[0];
        double d_i = *dependence(test, WEAK, STRONG) = 80.0 * u[1];
        double d_j = *dependence(test, STRONG, WEAK) = 80.0 * u[2];
        double x_i = *position(test, WEAK) = 30.0 * u[3];
        double x_j = *position(test, STRONG) = 70.0 + 30.0 * u[4];
        *salience(test, STRONG) = 0.01 + 0.99 * u[5];
        double a_j = 3.0 * *salience(test, STRONG) / (3.0 * *salience(test, STRONG) + 1.0);
        double z = quo + a_j * d_i - (1.0 - a_j) * d_j;
        double found = cw_venue_bilateral(test->built, 0, test->values);
        assert_close(found, fmin(fmax(z, x_i), x_j), 1e-7);
    }
}

/* Nobody's position: no settlement, and no gain to speak of. */
static void without_a_position_there_is_no_venue(void **state)
{
    fixture *test = *state;
    cw_venue *none = test->venue;
    assert_int_equal(cw_venue_build(&none, &test->context, test->built, 0, VOID), CW_OK);
    assert_null(none);
}

/* A model that asks for a proposer says nothing where nobody chairs; there is no settlement then. */
static void a_model_without_what_it_needs(void **state)
{
    fixture *test = *state;
    cw_settlement settlement;
    size_t chair = test->built->forums[FORUM].chair;
    test->built->forums[FORUM].chair = CW_NONE;
    cw_venue *venue = NULL;
    assert_int_equal(cw_venue_build(&venue, &test->context, test->built, 0, FORUM), CW_OK);
    cw_venue_settle(&settlement, venue, test->values, cw_outcome_model_find("agenda-setter"));
    assert_true(isnan(settlement.settled) && isnan(settlement.gain) && !settlement.bypassed);
    cw_venue_free(venue);
    test->built->forums[FORUM].chair = chair;
}

/* Nobody has any capability: nobody weighs more than another, and no voice is lent to anybody. */
static void without_capability(void **state)
{
    fixture *test = *state;
    cw_participant rows[4];
    for (size_t s = STRONG; s <= GUEST; s++)
        test->values[test->built->capability[s]] = 0.0;
    cw_settlement settlement = settle(test, test->venue);
    assert_true(settlement.settled >= 0.0 && settlement.settled <= 100.0);
    cw_venue_participants(rows, test->venue, test->values, cw_venue_default_model());
    for (size_t m = 0; m < 4; m++)
        assert_true(rows[m].weight == 0.0);
}

/* A voice that is not heard, and one of nobody, leave the weights as they are. */
static void a_voice_of_nothing(void **state)
{
    fixture *test = *state;
    cw_participant rows[3][4];
    double *voice = &test->values[cw_case_seat(test->built, FORUM, GUEST)->voice];
    double *capability = &test->values[test->built->capability[GUEST]];
    double kept = *capability;
    for (int k = 0; k < 3; k++) {
        *capability = k == 1 ? 0.0 : kept;
        *voice = k == 2 ? 0.0 : *voice;
        cw_venue_participants(rows[k], test->venue, test->values, cw_venue_default_model());
    }
    assert_true(rows[0][1].weight != rows[1][1].weight);
    for (size_t m = 0; m < 3; m++)
        assert_true(rows[1][m].weight == rows[2][m].weight);
}

static void who_sits_where(void **state)
{
    fixture *test = *state;
    size_t count;
    const size_t *voters = cw_venue_voters(test->venue, &count);
    assert_int_equal(count, 3);
    assert_int_equal(voters[0], STRONG);
    assert_int_equal(voters[2], THIRD);
    const size_t *voices = cw_venue_voices(test->venue, &count);
    assert_int_equal(count, 1);
    assert_int_equal(voices[0], GUEST);
}

/* The forum's outcome is the best of all points that everyone who must agree accepts and that keep
 * the presser: found again by trying them all. */
static void the_forum_settles_where_a_search_finds(void **state)
{
    fixture *test = *state;
    const size_t who[3] = {STRONG, WEAK, THIRD};
    for (uint64_t draw = 0; draw < 300; draw++) {
        double u[8];
        cw_random_uniforms(u, 8, 12, draw);
        *position(test, STRONG) = 60.0 + 40.0 * u[0];
        *position(test, WEAK) = 50.0 * u[1];
        *position(test, THIRD) = 100.0 * u[2];
        *dependence(test, WEAK, STRONG) = 60.0 * u[3];
        *dependence(test, THIRD, STRONG) = 30.0 * u[4];
        test->values[test->built->forums[FORUM].bypass_cost] = 40.0 * u[5];
        cw_settlement found = settle(test, test->venue);
        cw_participant rows[4];
        cw_venue_participants(rows, test->venue, test->values, cw_venue_default_model());
        double best = -INFINITY;
        double best_z = NAN;
        double floor_j = -fabs(*position(test, STRONG) - found.bilateral) -
                         test->values[test->built->forums[FORUM].bypass_cost];
        for (int k = 0; k <= 100000; k++) {
            double z = k / 1000.0;
            double product = 0.0;
            for (size_t m = 0; m < 3; m++) {
                double surplus = fabs(40.0 - *position(test, who[m])) -
                                 fabs(z - *position(test, who[m])) + rows[m].no_deal_cost;
                product +=
                    surplus >= -1e-12 ? rows[m].weight * log(fmax(surplus, 1e-300)) : -INFINITY;
            }
            if (-fabs(*position(test, STRONG) - z) >= floor_j - 1e-12 && product > best) {
                best = product;
                best_z = z;
            }
        }
        if (isnan(best_z)) {
            assert_true(found.bypassed || found.threat_binds);
            continue;
        }
        assert_false(found.bypassed);
        assert_close(found.settled, best_z, 0.0021);
    }
}

/* A forum is worth at most what it costs the presser to go around it, wherever both outcomes lie
 * between the two positions. */
static void worth_at_most_the_cost_of_bypass(void **state)
{
    fixture *test = *state;
    int counted = 0;
    for (uint64_t draw = 0; draw < 20000; draw++) {
        double u[8];
        cw_random_uniforms(u, 8, 13, draw);
        double x_j = *position(test, STRONG) = 60.0 + 40.0 * u[0];
        double x_i = *position(test, WEAK) = 40.0 * u[1];
        *position(test, THIRD) = 100.0 * u[2];
        *dependence(test, WEAK, STRONG) = 80.0 * u[3];
        *dependence(test, THIRD, STRONG) = 80.0 * u[4];
        *dependence(test, STRONG, THIRD) = 40.0 * u[6];
        double cost = test->values[test->built->forums[FORUM].bypass_cost] = 30.0 * u[5];
        test->values[test->built->forums[FORUM].formality] = u[7];
        cw_settlement found = settle(test, test->venue);
        bool between = found.bilateral >= x_i && found.bilateral <= x_j && found.settled >= x_i &&
                       found.settled <= x_j;
        if (!between)
            continue;
        counted++;
        assert_true(found.gain <= cost + 1e-7);
    }
    assert_true(counted > 10000);
}

static void a_free_bypass_makes_the_forum_worthless(void **state)
{
    fixture *test = *state;
    test->values[test->built->forums[FORUM].bypass_cost] = 0.0;
    assert_true(settle(test, test->venue).gain <= 1e-9);
}

/* Third neither depends on anyone nor wants change: under consensus nothing moves, so the presser,
 * who gets 54 alone, leaves as soon as that costs it less than 14. */
static void a_veto_is_gone_around(void **state)
{
    fixture *test = *state;
    *position(test, THIRD) = 40.0;
    *dependence(test, THIRD, STRONG) = 0.0;
    double *cost = &test->values[test->built->forums[FORUM].bypass_cost];
    *cost = 13.9;
    cw_settlement found = settle(test, test->venue);
    assert_true(found.bypassed && found.threat_binds);
    assert_close(found.unthreatened, 40.0, 1e-9);
    assert_close(found.settled, 54.0, 1e-9);
    assert_close(found.gain, 0.0, 0.0);
    *cost = 14.1;
    found = settle(test, test->venue);
    assert_false(found.bypassed);
    assert_close(found.gain, 14.0, 1e-9);
}

/* With all the agenda power, the chair gets its wish within what the others accept: Weak accepts up
 * to 40 + 20, Third up to 40 + 10. */
static void the_chair_steers_within_what_is_accepted(void **state)
{
    fixture *test = *state;
    double before = settle(test, test->venue).settled;
    double *power = &test->values[test->built->forums[FORUM].agenda_power];
    *power = 1.0;
    assert_close(settle(test, test->venue).settled, 50.0, 1e-9);
    *power = 0.25;
    assert_close(settle(test, test->venue).settled, before + 0.25 * (50.0 - before), 1e-9);
}

/* The guest, at 20, pulls the outcome down, and the more so the louder it is. */
static void voices_shift_weights(void **state)
{
    fixture *test = *state;
    test->values[test->built->forums[FORUM].bypass_cost] = 100.0;
    double *voice = &test->values[cw_case_seat(test->built, FORUM, GUEST)->voice];
    double last = INFINITY;
    for (int k = 0; k <= 4; k++) {
        *voice = k / 4.0;
        double settled = settle(test, test->venue).settled;
        assert_true(settled < last);
        last = settled;
    }
}

/* Formality 1 under consensus: equal weights times salience, as shares of the Shapley-Shubik index
 * of all four members, which cancel. */
static void formality_moves_weights_to_votes(void **state)
{
    fixture *test = *state;
    cw_participant rows[4];
    test->values[cw_case_seat(test->built, FORUM, GUEST)->voice] = 0.0;
    cw_venue_participants(rows, test->venue, test->values, cw_venue_default_model());
    assert_close(rows[0].weight, 3.0 / 4.5, 1e-12);
    test->values[test->built->forums[FORUM].formality] = 1.0;
    cw_venue_participants(rows, test->venue, test->values, cw_venue_default_model());
    assert_close(rows[0].weight, 1.0 / 2.5, 1e-12);
    assert_close(rows[2].weight, 0.5 / 2.5, 1e-12);
    assert_close(rows[0].no_deal_cost, 10.0, 1e-12);
    assert_close(rows[1].no_deal_cost, 20.0, 1e-12);
    assert_false(rows[3].votes);
}

/* Where the presser has no seat, it still need not accept less than going around leaves it. */
static void a_forum_without_the_presser(void **state)
{
    fixture *test = *state;
    cw_settlement found = settle(test, test->club);
    /* The club would stay near its own wishes; the presser takes 54 - 8 at least. */
    assert_true(found.unthreatened < 46.0);
    assert_true(found.bypassed || fabs(found.settled - 46.0) < 1e-9);
}

static void votes_on_a_fixed_proposal(void **state)
{
    fixture *test = *state;
    assert_false(cw_venue_agrees(test->venue, test->values, 60.0));
    assert_false(cw_venue_agrees(test->venue, test->values, 35.0));
    /* Under consensus the indifferent do not object. */
    *position(test, STRONG) = 30.0;
    *position(test, WEAK) = 35.0;
    assert_true(cw_venue_agrees(test->venue, test->values, 30.0));
}

/* One call for all models gives what one call for each gives. */
static void all_models_at_once(void **state)
{
    fixture *test = *state;
    size_t count;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    cw_settlement all[CW_OUTCOME_MODELS_MAX];
    double forecasts[CW_OUTCOME_MODELS_MAX];
    cw_venue_settle_all(all, forecasts, test->venue, test->values);
    for (size_t m = 0; m < count; m++) {
        cw_settlement one;
        cw_venue_settle(&one, test->venue, test->values, models[m]);
        double forecast = cw_venue_forecast(test->venue, test->values, models[m]);
        assert_true(isnan(forecast) ? isnan(forecasts[m]) : forecast == forecasts[m]);
        assert_true(isnan(one.settled) ? isnan(all[m].settled) : one.settled == all[m].settled);
        assert_int_equal(one.bypassed, all[m].bypassed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(bilateral_closed_form, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_a_position_there_is_no_venue, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_model_without_what_it_needs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_capability, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_voice_of_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_sits_where, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_forum_settles_where_a_search_finds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(worth_at_most_the_cost_of_bypass, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_free_bypass_makes_the_forum_worthless, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_veto_is_gone_around, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_chair_steers_within_what_is_accepted, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(voices_shift_weights, set_up, tear_down),
        cmocka_unit_test_setup_teardown(formality_moves_weights_to_votes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_forum_without_the_presser, set_up, tear_down),
        cmocka_unit_test_setup_teardown(votes_on_a_fixed_proposal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(all_models_at_once, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
