/* The challenge model against the figures that two independent programs agree on for the emission
 * standards (Bueno de Mesquita 1994, Table 1, as printed in Scholz, Calbert & Smith 2011). */
#include "bargaining/challenge_table.h"
#include "bargaining/support.h"

#define ACTORS 10

/* NL BE LU DE FR IT UK IE DK GR: years of delay, capability, salience. */
static const double start[ACTORS] = {4, 7, 4, 4, 10, 10, 10, 7, 4, 7};
static const double capability[ACTORS] = {.08, .08, .03, .16, .16, .16, .16, .05, .05, .08};
static const double salience[ACTORS] = {.8, .4, .2, .8, .6, .6, .9, .1, 1.0, .7};

/* One row for each round from 0: weighted median, weighted mean, positions. */
static const double reading_s[9][2 + ACTORS] = {
    {7, 7.389956, 4, 7, 4, 4, 10, 10, 10, 7, 4, 7},
    {8.415932, 7.461314, 4, 8.415932, 7, 4, 10, 10, 10, 4, 4, 7},
    {9.610859, 7.552501, 4, 9.610859, 8.415932, 4, 10, 10, 10, 7, 4, 7},
    {9.96198, 7.590145, 4, 9.96198, 9.610859, 4, 10, 10, 10, 8.415932, 4, 7},
    {9.96198, 7.358131, 4, 4.800881, 9.96198, 4, 10, 10, 10, 9.610859, 4, 7},
    {9.96198, 7.349174, 4, 5.524238, 4.800881, 4, 10, 10, 10, 9.96198, 4, 7},
    {7.472046, 7.414878, 4, 7.472046, 5.524238, 4, 10, 10, 10, 5.524238, 4, 7},
    {8.824594, 7.510457, 4, 8.824594, 7.472046, 4, 10, 10, 10, 7.472046, 4, 7},
    {9.67113, 7.572447, 4, 9.67113, 8.824594, 4, 10, 10, 10, 8.824594, 4, 7},
};

static const double reading_a[9][2 + ACTORS] = {
    {7, 7.389956, 4, 7, 4, 4, 10, 10, 10, 7, 4, 7},
    {9.529952, 7.60639, 4, 7, 4, 4, 10, 10, 10, 7, 4.096969, 9.529952},
    {9.529952, 7.716656, 4.07204, 7, 4.030375, 4.07204, 10, 10, 10, 7, 5.309706, 9.529952},
    {9.529952, 8.285735, 5.056718, 7.107763, 4.047928, 5.056718, 10, 10, 10, 7, 9.162787, 9.529952},
    {10, 9.555734, 9.162787, 7.902664, 4.43734, 9.162787, 10, 10, 10, 7.357982, 10, 9.529952},
    {10, 9.698695, 9.568561, 8.185842, 5.161922, 9.568561, 10, 10, 10, 7.694493, 10, 9.597539},
    {10, 9.751819, 9.665177, 8.441117, 5.946768, 9.665177, 10, 10, 10, 8.000116, 10, 9.651255},
    {10, 9.779905, 9.720455, 8.651438, 5.948805, 9.720455, 10, 10, 10, 8.259247, 10, 9.657739},
    {10, 9.805406, 9.763166, 8.843171, 5.951999, 9.763166, 10, 10, 10, 8.509658, 10, 9.687329},
};

static void emission(fixture *table)
{
    fixture_set(table, ACTORS, start, NAN);
    for (size_t m = 0; m < ACTORS; m++) {
        table->capability[m] = capability[m];
        table->salience[m] = salience[m];
    }
}

static cw_run *run_of(const cw_bargaining_problem *problem, const cw_challenge_options *options)
{
    static cw_context context;
    cw_run *run = NULL;
    cw_context_init(&context);
    assert_int_equal(cw_challenge_run(&run, &context, problem, options), CW_OK);
    return run;
}

static void check_reading(cw_challenge_options options, const double expected[9][2 + ACTORS])
{
    fixture table;
    emission(&table);
    options.rounds = 8;
    cw_run *run = run_of(&table.problem, &options);
    assert_int_equal(run->rounds, 8);
    for (size_t state = 0; state <= 8; state++) {
        assert_near(run->medians[state], expected[state][0], 5.1e-7);
        assert_near(run->means[state], expected[state][1], 5.1e-7);
        for (size_t m = 0; m < ACTORS; m++) {
            assert_near(cw_run_state(run, state)[m], expected[state][2 + m], 5.1e-7);
        }
    }
    cw_run_free(run);
}

static void test_reading_s(void **state)
{
    (void)state;
    check_reading(CW_CHALLENGE_READING_S, reading_s);
}

static void test_reading_a(void **state)
{
    (void)state;
    check_reading(CW_CHALLENGE_READING_A, reading_a);
}

/* Scholz, Calbert & Smith 2011, Table 2: all medians but that of round 2 (printed 9.9, computed
 * 9.61), and all means but the first two of those cut, not rounded, to one decimal. */
static void test_printed_table(void **state)
{
    (void)state;
    const double medians[8] = {8.4, 9.9, 9.9, 9.9, 9.9, 7.4, 8.8, 9.6};
    const double means[8] = {7.4, 7.5, 7.6, 7.3, 7.3, 7.4, 7.5, 7.6};
    fixture table;
    emission(&table);
    cw_challenge_options options = CW_CHALLENGE_READING_S;
    options.rounds = 8;
    cw_run *run = run_of(&table.problem, &options);
    int medians_met = 0;
    int means_met = 0;
    for (size_t round = 1; round <= 8; round++) {
        medians_met += floor(run->medians[round] * 10.0) == floor(medians[round - 1] * 10.0 + 0.5);
        means_met += floor(run->means[round] * 10.0) == floor(means[round - 1] * 10.0 + 0.5);
    }
    assert_int_equal(medians_met, 7);
    assert_int_equal(means_met, 6);
    cw_run_free(run);
}

static void test_exponents(void **state)
{
    (void)state;
    const double expected_s[ACTORS] = {1.4057, .7542,  .5089, 1.4057, 1.0465,
                                       1.0465, 1.9649, .5,    2.0,    1.1121};
    const double expected_a[ACTORS] = {1.117, 1.004, .5,   1.117, 1.018,
                                       1.018, 2.0,   .648, 1.454, 1.557};
    fixture table;
    double exponents[ACTORS];
    cw_context context;
    cw_context_init(&context);
    emission(&table);
    cw_challenge_options options = CW_CHALLENGE_READING_S;
    assert_int_equal(cw_challenge_exponents(exponents, &context, &table.problem, &options), CW_OK);
    for (size_t m = 0; m < ACTORS; m++) {
        assert_near(exponents[m], expected_s[m], 5.1e-5);
    }
    options = CW_CHALLENGE_READING_A;
    assert_int_equal(cw_challenge_exponents(exponents, &context, &table.problem, &options), CW_OK);
    for (size_t m = 0; m < ACTORS; m++) {
        assert_near(exponents[m], expected_a[m], 5.1e-4);
    }
}

/* P(NL beats FR) at the start, in the contest of the two. */
static void test_first_contest(void **state)
{
    (void)state;
    fixture table;
    double votes[ACTORS];
    emission(&table);
    cw_contest_votes(votes, &table.problem, 4.0, 10.0);
    double for_first = 0.0;
    double all = 0.0;
    for (size_t m = 0; m < ACTORS; m++) {
        for_first += fmax(votes[m], 0.0);
        all += fabs(votes[m]);
    }
    assert_near(for_first / all, .424658, 5.1e-7);
    cw_challenge_options options = CW_CHALLENGE_READING_A;
    cw_run *run = run_of(&table.problem, &options);
    bool found = false;
    for (size_t k = 0; k < run->offer_count; k++) {
        const cw_offer *offer = &run->offers[k];
        if (offer->round == 1 && offer->from == 0 && offer->to == 4) {
            assert_near(offer->victory, .424658, 5.1e-7);
            found = true;
        }
        if (offer->round == 1 && offer->from == 4 && offer->to == 0) {
            assert_near(offer->victory, 1.0 - .424658, 5.1e-7);
            found = true;
        }
    }
    assert_true(found);
    cw_run_free(run);
}

/* The log explains the run: who moved took exactly one offer, and stands where it led. */
static void check_log(const cw_run *run)
{
    for (size_t round = 1; round <= run->rounds; round++) {
        for (size_t m = 0; m < run->actors; m++) {
            size_t taken = 0;
            double stands = cw_run_state(run, round)[m];
            for (size_t k = 0; k < run->offer_count; k++) {
                const cw_offer *offer = &run->offers[k];
                if (offer->round == round && offer->to == m && offer->accepted) {
                    assert_near(offer->move_to, stands, 0.0);
                    taken++;
                }
            }
            assert_true(taken <= 1);
            if (taken == 0) {
                assert_near(cw_run_state(run, round - 1)[m], stands, 0.0);
            }
        }
    }
}

/* Whether `taken` comes before `other` in the order that a choice is defined by: least move, then its
 * maker's gain; or the other way round. What differs by rounding is equal. */
static bool comes_first(const cw_offer *taken, const cw_offer *other, double stood,
                        cw_challenge_choice choice)
{
    double less_move = fabs(other->move_to - stood) - fabs(taken->move_to - stood);
    double more_gain = taken->from_gain - other->from_gain;
    double before = choice == CW_CHOICE_LEAST_MOVE ? less_move : more_gain;
    double after = choice == CW_CHOICE_LEAST_MOVE ? more_gain : less_move;
    return before > 1e-9 || (before >= -1e-9 && after >= -1e-9);
}

/* Who has several offers takes the one that the choice names. */
static void check_choice(const cw_run *run, cw_challenge_choice choice)
{
    for (size_t k = 0; k < run->offer_count; k++) {
        const cw_offer *taken = &run->offers[k];
        double stood = cw_run_state(run, taken->round - 1)[taken->to];
        for (size_t l = 0; l < run->offer_count && taken->accepted; l++) {
            const cw_offer *other = &run->offers[l];
            bool is_offer = other->kind != CW_OFFER_FIGHT && other->kind != CW_OFFER_STALEMATE;
            if (is_offer && other->round == taken->round && other->to == taken->to) {
                assert_true(comes_first(taken, other, stood, choice));
            }
        }
    }
}

/* All switches in all combinations, on random tables: on the scale, explained, and the run without
 * a log ends at the same median. */
static void test_every_switch(void **state)
{
    (void)state;
    uint64_t stream = 61;
    for (unsigned bits = 0; bits < 128; bits++) {
        for (int choice = 0; choice < 3; choice++) {
            fixture table;
            fixture_random(&table, &stream, 1 + random_below(&stream, 9));
            cw_challenge_options options = {
                .own_view = (bits & 1) != 0,
                .pooled_votes = (bits & 2) != 0,
                .votes_by_risk = (bits & 4) != 0,
                .own_security = (bits & 8) != 0,
                .fights_resolve = (bits & 16) != 0,
                .risk = (bits & 32) != 0,
                .range_follows = (bits & 64) != 0,
                .choice = (cw_challenge_choice)choice,
                .status_quo_weight = bits % 3 == 0 ? 0.5 : 1.0,
                .rounds = 12,
            };
            cw_run *run = run_of(&table.problem, &options);
            check_log(run);
            if (options.choice != CW_CHOICE_BY_KIND) {
                check_choice(run, options.choice);
            }
            for (size_t k = 0; k < (run->rounds + 1) * run->actors; k++) {
                assert_true(run->positions[k] >= 0.0 && run->positions[k] <= 100.0);
            }
            cw_run_free(run);
        }
    }
}

static void test_registry_tells_the_same(void **state)
{
    (void)state;
    uint64_t stream = 62;
    int cycles = 0;
    const char *const ids[] = {"challenge-s", "challenge-a"};
    for (int k = 0; k < 400; k++) {
        fixture table;
        fixture_random(&table, &stream, 1 + random_below(&stream, 20));
        cw_challenge_options options = k % 2 == 0 ? CW_CHALLENGE_READING_S : CW_CHALLENGE_READING_A;
        cw_run *run = run_of(&table.problem, &options);
        cw_bargaining_outcome outcome = outcome_of(ids[k % 2], &table.problem);
        assert_near(outcome.point, run->medians[run->rounds], 1e-8);
        cycles += run->end == CW_RUN_CYCLES;
        assert_true(run->end == CW_RUN_CYCLES || outcome.low == outcome.high);
        for (size_t ago = 0; ago < run->cycle_length; ago++) {
            assert_true(outcome.low <= run->medians[run->rounds - ago] + 1e-8);
            assert_true(outcome.high >= run->medians[run->rounds - ago] - 1e-8);
        }
        cw_run_free(run);
    }
    assert_true(cycles > 0);
}

/* Two of equal weight at the ends are equally secure, hence neither averse to risk nor fond of it:
 * nobody gains. Between two who do not care, a third half way, nobody throws anything into the
 * contest: even odds. */
static void test_even_odds(void **state)
{
    (void)state;
    const double ends[3] = {0, 100, 50};
    fixture table;
    cw_challenge_options options = CW_CHALLENGE_READING_S;
    options.risk = true;
    options.pooled_votes = false;
    options.rounds = 1;
    fixture_set(&table, 2, ends, 50);
    cw_run *run = run_of(&table.problem, &options);
    assert_true(run->offer_count > 0);
    for (size_t k = 0; k < run->offer_count; k++) {
        assert_near(run->offers[k].victory, 0.5, 1e-12);
        assert_near(run->offers[k].from_gain, 0.0, 1e-9);
        assert_near(run->offers[k].to_gain, 0.0, 1e-9);
    }
    cw_run_free(run);
    fixture_set(&table, 3, ends, 50);
    table.salience[0] = table.salience[1] = 0.0;
    run = run_of(&table.problem, &options);
    size_t met = 0;
    for (size_t k = 0; k < run->offer_count; k++) {
        if (run->offers[k].from < 2 && run->offers[k].to < 2) {
            assert_near(run->offers[k].victory, 0.5, 1e-12);
            met++;
        }
    }
    assert_true(met > 0);
    cw_run_free(run);
}

static void test_two_camps_stand_still(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, 4, (double[]){20.0, 80.0, 20.0, 80.0}, NAN);
    cw_challenge_options readings[] = {CW_CHALLENGE_READING_S, CW_CHALLENGE_READING_A};
    for (size_t k = 0; k < 2; k++) {
        cw_run *run = run_of(&table.problem, &readings[k]);
        assert_int_equal(run->end, CW_RUN_SETTLED);
        for (size_t m = 0; m < 4; m++) {
            assert_near(cw_run_state(run, run->rounds)[m], table.position[m], 0.0);
        }
        cw_run_free(run);
    }
}

static void test_nothing_to_settle(void **state)
{
    (void)state;
    fixture table;
    cw_challenge_options options = CW_CHALLENGE_READING_S;
    fixture_set(&table, 5, NULL, NAN);
    cw_run *run = run_of(&table.problem, &options);
    assert_int_equal(run->end, CW_RUN_SETTLED);
    assert_int_equal(run->offer_count, 0);
    cw_run_free(run);
    fixture_set(&table, 2, (double[]){0.0, 100.0}, NAN);
    table.capability[0] = table.capability[1] = 0.0;
    run = run_of(&table.problem, &options);
    assert_int_equal(run->end, CW_RUN_SETTLED);
    cw_run_free(run);
}

static void test_unsound_options_are_refused(void **state)
{
    (void)state;
    fixture table;
    cw_run *run = NULL;
    cw_context context;
    cw_context_init(&context);
    emission(&table);
    cw_challenge_options options = CW_CHALLENGE_READING_S;
    options.rounds = 0;
    assert_int_equal(cw_challenge_run(&run, &context, &table.problem, &options), CW_ERROR_USAGE);
    options.rounds = CW_ROUNDS_MAX + 1;
    assert_int_equal(cw_challenge_run(&run, &context, &table.problem, &options), CW_ERROR_USAGE);
    options.rounds = 1;
    options.status_quo_weight = NAN;
    assert_int_equal(cw_challenge_run(&run, &context, &table.problem, &options), CW_ERROR_USAGE);
    options.status_quo_weight = 1.5;
    assert_int_equal(cw_challenge_run(&run, &context, &table.problem, &options), CW_ERROR_USAGE);
    options.status_quo_weight = -0.5;
    assert_int_equal(cw_challenge_run(&run, &context, &table.problem, &options), CW_ERROR_USAGE);
    options.status_quo_weight = 1.0;
    cw_challenge_choice sound = options.choice;
    options.choice = (cw_challenge_choice)(CW_CHOICE_BY_KIND + 1);
    assert_int_equal(cw_challenge_run(&run, &context, &table.problem, &options), CW_ERROR_USAGE);
    options.choice = sound;
    table.position[3] = -1.0;
    assert_int_equal(cw_challenge_run(&run, &context, &table.problem, &options), CW_ERROR_USAGE);
    table.position[3] = 4.0;
    cw_context_cancel(&context);
    assert_int_equal(cw_challenge_run(&run, &context, &table.problem, &options),
                     CW_ERROR_INTERRUPTED);
    assert_null(run);
}

static void count_offer(void *payload, const cw_offer *offer)
{
    (void)offer;
    ++*(size_t *)payload;
}

/* A round that is stopped ends in its loops: no contest is reckoned, no offer made. */
static void test_a_round_can_be_stopped(void **state)
{
    (void)state;
    fixture table;
    cw_context context;
    double victory[ACTORS * ACTORS];
    double distance[ACTORS * ACTORS];
    cw_challenge_offer best[ACTORS];
    cw_challenge_table round;
    cw_challenge_options options = CW_CHALLENGE_READING_S;
    cw_context_init(&context);
    emission(&table);
    for (int pass = 0; pass < 2; pass++) {
        size_t offers = 0;
        cw_challenge_begin(&round, &table.problem, &options, victory, distance);
        round.context = &context;
        for (size_t k = 0; k < ACTORS * ACTORS; k++) {
            victory[k] = -1.0;
        }
        assert_int_equal(cw_challenge_is_stopped(&round), pass == 1);
        (void)cw_challenge_round(&round, best, count_offer, &offers);
        assert_int_equal(offers > 0, pass == 0);
        assert_int_equal(victory[1] >= 0.0, pass == 0);
        cw_context_cancel(&context);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reading_s),
        cmocka_unit_test(test_reading_a),
        cmocka_unit_test(test_printed_table),
        cmocka_unit_test(test_exponents),
        cmocka_unit_test(test_first_contest),
        cmocka_unit_test(test_every_switch),
        cmocka_unit_test(test_registry_tells_the_same),
        cmocka_unit_test(test_even_odds),
        cmocka_unit_test(test_two_camps_stand_still),
        cmocka_unit_test(test_nothing_to_settle),
        cmocka_unit_test(test_unsound_options_are_refused),
        cmocka_unit_test(test_a_round_can_be_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
